"""Words that tell when: found whole, resolved by named rules, never after the report."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consilience.day import Day
from consilience.resolve.almanac import century, easters
from consilience.resolve.days import (
    NO_DAY,
    DayWords,
    Reference,
    after_anchor,
    before_anchor,
    find_days,
    infer_reference,
    narrow,
    resolve_day,
)
from consilience.resolve.hours import hour_told

THURSDAY = date(2020, 3, 12)
REPORT = Reference(THURSDAY, THURSDAY, "day of publication")
OPEN = Reference(None, None, "not known")
ANCHOR = Day(date(2020, 3, 1), date(2020, 3, 1), "day", "told")


def said(words: str) -> DayWords:
    """The one expression of a sentence made around the words."""
    found = find_days(f"The attack came {words}, officials said.")
    assert [w.words for w in found] == [words]
    return found[0]


def day(words: str, reference: Reference = REPORT, anchor: Day | None = None) -> str:
    """What the words resolve to, as people read it."""
    return str(resolve_day(said(words), reference, anchor))


FOUND = {
    "weekday": [
        "Thursday", "on Thursday", "last Friday", "this Monday", "late Wednesday", "early on Tuesday morning",
        "Sunday night", "Friday evening", "Thursday morning's", "Friday's", "Sunday evening’s", "at dawn on Tuesday",
        "in the early hours of Friday", "Friday of last week", "this past Sunday", "ON SATURDAY NIGHT",
    ],
    "overnight": ["overnight", "overnight into Tuesday", "overnight on Monday", "overnight Friday"],
    "range": [
        "on the night of 3-4 May", "the night of Monday to Tuesday", "between 3 and 5 May", "3-5 May",
        "from 3 to 5 May", "May 3-5", "from 30 April to 2 May 2020", "between Friday evening and Sunday",
        "between mid-October and early February", "overnight from Friday to Saturday", "late Monday into early Tuesday",
        "ON 20 AND 21 NOVEMBER 1989", "between 2014 and 2016",
    ],
    "near": [
        "today", "yesterday", "tonight", "last night", "late last night", "this morning", "yesterday afternoon",
        "early today", "the day before yesterday", "the night before last", "YESTERDAY",
    ],
    "date": [
        "12 March 2020", "12 March, 2020", "Dec. 30, 2019", "29-12-2019", "2019-12-29", "29/12/2019",
        "7th October, 2023", "on the morning of Monday, October 9, 2023", "Sun, 12 Mar 2020", "12 JAN 89", "14 MAY 89",
        "12-Jan-2020", "12 march 2020", "2019-12-29T10:30:00Z",
    ],
    "month-day": [
        "March 12", "Sunday April 21", "Monday, 3rd of May", "ON 12 JANUARY", "in the early hours of October 7",
        "on May 7", "Monday (Oct. 9)", "March 20 last year",
    ],
    "ordinal": ["on the 7th"],
    "month": [
        "in March 2020", "in March", "since late October", "last month", "this month", "earlier this month",
        "in early October", "the first week of March", "in the month of April", "at the end of May",
    ],
    "year": ["in 2014", "at the end of last year", "early this year", "late last year", "in the 1990s", "since 2011"],
    "week": ["last week", "earlier this week", "this week", "next week", "earlier in the week"],
    "weekend": ["over the weekend", "at the weekend", "last weekend", "this weekend’s"],
    "season": ["last summer", "this winter", "in the summer of 2019"],
    "ago": [
        "two days ago", "three weeks ago", "hours ago", "a few days ago", "twenty-five days ago",
        "MORE THAN 2 YEARS AGO",
    ],
    "anchored": [
        "two days after", "hours after", "just hours after", "a day later", "days later", "days after", "the next day",
        "the following day", "the same day", "the previous day", "a day earlier", "two weeks before", "hours earlier",
        "shortly after", "minutes later", "earlier in the day", "that night", "later that evening", "the day before",
        "less than a week later", "the following Monday", "within hours",
    ],
    "part": ["dawn", "at dawn", "in the evening", "shortly after midnight", "in the early morning hours"],
    "feast": ["during Eid al-Fitr", "on Christmas Eve", "on New Year's Day", "in Ramadan"],
    "time": ["around 9:50 p.m.", "8:50 p.m. Paris time", "at 03:00 local time", "7 pm", "at 0945", "1430 GMT"],
    "age": ["13-year-old", "aged 13", "40 days old", "between 12 and 33 years old"],
    "duration": [
        "for three days", "in nearly four years", "in the last two months", "in recent months", "in the past 24 hours",
        "several weeks", "three consecutive days", "over the past few days",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "words"), [(kind, w) for kind, listed in FOUND.items() for w in listed])
def test_words_are_found_whole(kind: str, words: str) -> None:
    sentence = f"It was told {words}, in the town of Qaim."
    found = [w for w in find_days(sentence) if w.kind == kind]
    assert [w.words.removeprefix("between ") for w in found] == [words.removeprefix("between ")]
    assert sentence[found[0].start : found[0].end] == found[0].words


@pytest.mark.parametrize(
    "text",
    [
        "The toll may rise, and it may be higher.",
        "Thousands march on the capital; the march was banned.",
        "Theresa May said the second vehicle was hit.",
        "The Sunday Times and the Sunday Telegraph reported it.",
        "It was the worst since 9/11.",
        "Shops were open for Black Friday and Bloody Sunday.",
        "He goes there every Friday.",
        "Two were shot at a Christmas party; a Halloween parade was called off.",
        "The 22nd attack on the 7th floor killed 12.",
        "April Smith and her sister June were there.",
        "Muhammad Ramadan al-Masri was killed.",
        "A fall in sales; a spring broke.",
        "At least 2,020 people and 1,999 others.",
        "It was in the 2000 block of Oak Street, where 2000 people live.",
        "",
        "\n\n \t",
    ],
)
def test_no_day_is_found(text: str) -> None:
    assert [w for w in find_days(text) if w.kind not in NO_DAY] == []


def test_a_friday_prayer_is_on_a_friday() -> None:
    assert [w.words for w in find_days("They left the Friday prayer in Kunduz.")] == ["the Friday"]


def test_a_toll_behind_a_month_is_no_day_of_it() -> None:
    assert [w.words for w in find_days("In March 12 people were killed.")] == ["In March"]


def test_an_event_named_after_its_day_tells_the_day() -> None:
    assert [w.words for w in find_days("He was held in the Nov. 8 killing.")] == ["in the Nov. 8"]
    assert [w.words for w in find_days("Tried in the May 3, 2019 attack")] == ["in the May 3, 2019"]
    assert [w.words for w in find_days("In the April fighting 12 died.")] == ["In the April"]


def test_a_weekday_near_a_full_date_that_falls_on_it_is_that_day() -> None:
    text = "A child was killed on Thursday, likely on or shortly after 19 October 2023."
    assert str(resolve_day(find_days(text)[0], OPEN)) == "2023-10-19"


def test_a_month_and_day_behind_in_are_a_day() -> None:
    assert [w.words for w in find_days("Shots were fired at a car he was in Dec. 24, police said.")] == ["in Dec. 24"]


def test_wrapped_lines_are_read_through_but_paragraphs_end_a_phrase() -> None:
    assert [w.words for w in find_days("TOOK PLACE ON 30\nDECEMBER IN SAN LUIS")] == ["ON 30\nDECEMBER"]
    assert [w.words for w in find_days("A strike on Friday\n\nMarch 12, 2020")] == ["on Friday", "March 12, 2020"]


def test_one_text_writes_its_dates_in_figures_one_way() -> None:
    assert find_days("On 03/04/2020 he came.")[0].ambiguous
    first, second = find_days("From 03/04/2020 he stayed. On 03/25/2020 he left.")
    assert (first.month, first.day, first.ambiguous) == (3, 4, False)
    assert (second.month, second.day) == (3, 25)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11/9/2021 - A man was shot. Updated 11/10/2021.", "2021-11-09"),
        ("05/10/2014 - Shells fell on Kobane. 13/10/2014 - Last updated.", "2014-10-05"),
        ("A wedding was struck on Sunday 07/12/2020.", "2020-07-12"),
    ],
)
def test_dates_in_figures_are_read_as_they_agree_with_each_other_and_their_weekday(text: str, expected: str) -> None:
    assert str(resolve_day(find_days(text)[0], OPEN)) == expected


def test_a_day_of_the_month_alone_is_of_the_month_told_before_it() -> None:
    found = find_days("This bulletin covers August 2018. On the 23rd, a mine went off under a bus.")
    assert str(resolve_day(found[1], OPEN)) == "2018-08-23"


@pytest.mark.parametrize(
    ("year", "days"), [(2017, {"04-16"}), (2022, {"04-17", "04-24"}), (2024, {"03-31", "05-05"}), (2025, {"04-20"})]
)
def test_easter_of_both_churches(year: int, days: set[str]) -> None:
    assert {str(d)[5:] for d in easters(year)} == days


def test_a_feast_that_churches_keep_on_different_days_is_left_open_after_both() -> None:
    may = date(2024, 5, 20)
    told = Reference(may, may, "day of publication")
    assert day("on Good Friday", told) == "day unknown"
    assert day("on Good Friday", Reference(date(2024, 4, 2), date(2024, 4, 2), "day of publication")) == "2024-03-29"


def test_a_weekday_beside_its_full_date_is_that_day() -> None:
    found = find_days("Ruins in Qaim, Monday, Dec. 30, 2019. The militia said Monday that 25 had died.")
    assert str(resolve_day(found[1], REPORT)) == "2019-12-30"


RESOLVED = {
    "Thursday": "2020-03-12",
    "late Wednesday": "2020-03-11",
    "early on Tuesday": "2020-03-10",
    "Friday's": "2020-03-06",
    "last Friday": "2020-03-06",
    "last Thursday": "2020-03-05",
    "this Monday": "2020-03-09",
    "next Monday": "day unknown",
    "Friday of last week": "2020-03-06",
    "overnight": "2020-03-11 to 2020-03-12",
    "overnight into Tuesday": "2020-03-09 to 2020-03-10",
    "overnight Monday": "2020-03-09 to 2020-03-10",
    "overnight Thursday": "2020-03-11 to 2020-03-12",
    "on the night of 3-4 May": "2019-05-03 to 2019-05-04",
    "the night of Monday to Tuesday": "2020-03-09 to 2020-03-10",
    "between Friday evening and Sunday": "2020-03-06 to 2020-03-08",
    "from 30 December to 2 January": "2019-12-30 to 2020-01-02",
    "between mid-October and early February": "2019-10-11 to 2020-02-10",
    "today": "2020-03-12",
    "yesterday": "2020-03-11",
    "tomorrow": "day unknown",
    "last night": "2020-03-11",
    "the day before yesterday": "2020-03-10",
    "March 12": "2020-03-12",
    "December 29": "2019-12-29",
    "March 15": "day unknown",
    "March 20 last year": "2019-03-20",
    "Sunday April 21": "2019-04-21",
    "12 JAN 89": "1989-01-12",
    "2019-12-29": "2019-12-29",
    "2020-11-19": "day unknown",
    "31 April 2019": "day unknown",
    "on the 7th": "2020-03-07",
    "on the 28th": "2020-02-28",
    "in March 2019": "2019-03",
    "in December": "2019-12",
    "since late October": "2019-10-21 to 2020-03-12",
    "last month": "2020-02",
    "in 2014": "2014",
    "in the 1990s": "1990-01-01 to 1999-12-31",
    "at the end of last year": "2019-12-16 to 2019-12-31",
    "late last year": "2019-10-01 to 2019-12-31",
    "early this year": "2020-01-01 to 2020-03-12",
    "last week": "2020-03-02 to 2020-03-08",
    "earlier this week": "2020-03-09 to 2020-03-12",
    "next week": "day unknown",
    "over the weekend": "2020-03-07 to 2020-03-08",
    "just after midnight on Friday": "2020-03-06",
    "shortly before midnight Friday": "2020-03-06",
    "in the small hours of Friday": "2020-03-06",
    "on the night of 3/4 March": "2020-03-03 to 2020-03-04",
    "on 3, 4 and 5 March": "2020-03-03 to 2020-03-05",
    "on the third of March": "2020-03-03",
    "last week on Friday": "2020-03-06",
    "in the last week of February": "2020-02-20 to 2020-02-29",
    "in the second half of February": "2020-02-15 to 2020-02-29",
    "on Christmas night": "2019-12-25",
    "on 3 March '19": "2019-03-03",
    "on 13/3/19": "2019-03-13",
    "in '89": "1989",
    "2020/03/08": "2020-03-08",
    "on 17 Rajab 1441": "day unknown",
    "on the third day of the siege": "day unknown",
    "this winter": "2019-12-01 to 2020-02-29",
    "last summer": "2019-06-01 to 2019-08-31",
    "two days ago": "2020-03-10",
    "three weeks ago": "2020-02-17 to 2020-02-23",
    "hours ago": "2020-03-11 to 2020-03-12",
    "earlier in the day": "2020-03-12",
    "on Christmas Eve": "2019-12-24",
    "on Valentine's Day": "2020-02-14",
    "on the fourteenth of last month": "2020-02-14",
    "nine days since": "2020-03-03",
    "on the night between Thursday 5 and Friday 6 March": "2020-03-05 to 2020-03-06",
    "03/10/2020": "2020-03-10",
    "during Eid al-Fitr": "day unknown",
    "at dawn": "day unknown",
    "two days after": "day unknown",
    "for three days": "day unknown",
}  # fmt: skip


@pytest.mark.parametrize("words", RESOLVED)
def test_resolved_from_a_thursday(words: str) -> None:
    found = list(find_days(f"The attack came {words}, officials said."))
    assert [str(resolve_day(w, REPORT)) for w in found] == [RESOLVED[words]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two days after", "2020-03-03"),
        ("a day later", "2020-03-02"),
        ("the following day", "2020-03-02"),
        ("the same day", "2020-03-01"),
        ("later that evening", "2020-03-01"),
        ("the previous day", "2020-02-29"),
        ("two days earlier", "2020-02-28"),
        ("days later", "2020-03-03 to 2020-03-08"),
        ("just hours after", "2020-03-01 to 2020-03-02"),
        ("hours earlier", "2020-02-29 to 2020-03-01"),
        ("shortly after", "2020-03-01 to 2020-03-02"),
        ("two weeks before", "2020-02-13 to 2020-02-19"),
        ("the following Monday", "2020-03-02"),
        ("at dawn", "2020-03-01"),
    ],
)
def test_anchored_words_count_from_the_other_event(words: str, expected: str) -> None:
    assert day(words, anchor=ANCHOR) == expected


def test_the_earlier_event_is_counted_back_from_the_later_one() -> None:
    later = Day(date(2019, 12, 29), date(2019, 12, 29), "day", "told")
    assert str(before_anchor(said("two days after"), later)) == "2019-12-27"
    assert str(before_anchor(said("just hours after"), later)) == "2019-12-28 to 2019-12-29"
    assert str(after_anchor(said("two days before"), later)) == "2019-12-31"
    assert before_anchor(said("two days after"), Day.unknown()).precision == "unknown"


@pytest.mark.parametrize(
    "words", ["Thursday", "yesterday", "March 12", "in March", "last week", "on the 7th", "overnight"]
)
def test_without_a_reference_day_nothing_is_guessed(words: str) -> None:
    resolved = resolve_day(find_days(f"It came {words}, he said.")[0], OPEN)
    assert resolved.precision == "unknown"
    assert "not known" in resolved.rule


@pytest.mark.parametrize("words", ["12 JAN 89", "on 3 March '19", "on 13/3/19", "between 3 and 5 May 89"])
def test_the_century_of_two_figures_is_left_open_without_a_reference_day(words: str) -> None:
    bounded = Reference(None, TAKEN_IN, "taken in")
    for told in (OPEN, bounded):
        assert "century" in resolve_day(find_days(f"It came {words}, he said.")[0], told).rule


def test_two_figures_stand_for_the_last_such_year_within_living_memory() -> None:
    assert [century(n, date(2020, 3, 12)) for n in (20, 21, 89, 60, 59, 100)] == [2020, None, 1989, 1960, None, 2000]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SAN SALVADOR, 3 JAN 90 -- A patrol was attacked yesterday.", "1990-01-03"),
        ("BOGOTA, 28 JUL 89 (A NETWORK OF MANY RADIO STATIONS) -- A bomb went off.", "1989-07-28"),
        ("A patrol was attacked. It was the worst since the raid of 3 JAN 90.", "None"),
    ],
)
def test_two_figures_are_a_year_in_a_date_line_but_not_in_prose(text: str, expected: str) -> None:
    assert str(reference(text).day) == expected


def test_a_full_date_needs_no_reference() -> None:
    assert day("12 March 2020", OPEN) == "2020-03-12"


@pytest.mark.parametrize(
    ("given_day", "bounds", "expected"),
    [
        (Day(date(2020, 3, 9), date(2020, 3, 15), "week"), {"latest": date(2020, 3, 11)}, "2020-03-09 to 2020-03-11"),
        (Day(date(2020, 3, 9), date(2020, 3, 15), "week"), {"earliest": date(2020, 3, 15)}, "2020-03-15"),
        (Day(date(2020, 3, 9), date(2020, 3, 9), "day"), {"latest": date(2020, 3, 1)}, "2020-03-09"),
        (Day.unknown(), {"latest": date(2020, 3, 1)}, "... to 2020-03-01"),
        (Day.unknown(), {}, "day unknown"),
        (Day(date(2020, 3, 1), date(2020, 3, 31), "month"), {"latest": date(2020, 4, 5)}, "2020-03"),
    ],
    ids=["cut off", "down to a day", "contradiction leaves it", "unknown", "no bound", "bound outside"],
)
def test_narrow(given_day: Day, bounds: dict[str, date], expected: str) -> None:
    assert str(narrow(given_day, **bounds)) == expected


TAKEN_IN = date(2025, 11, 20)


def reference(text: str, taken_in: date | None = TAKEN_IN, published: date | None = None) -> Reference:
    return infer_reference(text, find_days(text), published, taken_in)


def test_the_day_of_publication_comes_first() -> None:
    assert reference("3 May 2019\nText.", published=THURSDAY) == REPORT


@pytest.mark.parametrize(
    "text",
    [
        "Strikes kill four\n4 min read\n12 March, 2020\nFour people were killed on Thursday.",
        "Strikes kill four\n\n12-03-2020\nJane Doe\nFour people were killed.",
        "Strikes kill four\nPublished: 12 March 2020 10:30 GMT\nFour people were killed.",
        "Strikes kill four\nBy Jane Doe | March 12, 2020\nFour people were killed.",
        "KABUL, 12 MAR 2020 (AFP) -- [TEXT] FOUR PEOPLE WERE KILLED YESTERDAY.",
        "Jane Doe, City News Updated: Mar 12, 2020 - 3:01 PM\nFour people were killed on Monday.",
        "(03/12/2020) - Four people were killed on Monday.\nThey died on 03/25/2019.",
        "Kabul, March 12, 2020 - Four people were killed after the 4 May 2019 raid.",
    ],
    ids=["own line", "figures", "published", "byline", "wire", "updated", "brackets", "wire with a later date"],
)
def test_a_date_line_is_the_day_of_publication(text: str) -> None:
    assert reference(text) == Reference(THURSDAY, THURSDAY, "date line of the text")


def test_a_caption_and_a_weekday_that_agrees() -> None:
    text = "Police stand in a street in Baghdad on 26 December 2023\n\nThe strikes came early on Tuesday morning."
    assert reference(text).day == date(2023, 12, 26)


def test_weekdays_follow_the_latest_full_date() -> None:
    text = "Police stand in a street on 26 December 2023\n\nThe raid came on Tuesday, the ministry said on Wednesday."
    assert reference(text).day == date(2023, 12, 27)


def test_a_full_date_that_no_weekday_agrees_with_fixes_nothing() -> None:
    told = reference("A man who shot two people on 29 September 2015 was sentenced on Monday.")
    assert (told.day, told.latest) == (None, TAKEN_IN)


def test_a_month_and_day_that_soon_follows_pushes_the_year_on() -> None:
    text = (
        "Ruins, Friday, Dec. 27, 2013. (Photo)\n\nPlanes struck a depot on Wednesday.\n"
        "They came days after the raid on January 8. The army struck on December 20."
    )
    assert reference(text).day == date(2014, 1, 15)


def test_a_weekday_with_its_month_and_day_fixes_the_year() -> None:
    text = "A base was hit on Sunday April 21 by rockets. Early Saturday a depot burned. The force dates from 2014."
    told = reference(text)
    assert (told.day, told.latest, told.how) == (date(2024, 4, 21), TAKEN_IN, "weekday and month-day fix the year")
    assert str(resolve_day(find_days(text)[1], told)) == "2024-04-20"
    assert reference(text, taken_in=None).day is None
    assert reference(f"{text} Copyright 2019.").day == date(2019, 4, 21)


@pytest.mark.parametrize(
    "text",
    [
        "Four died on Tuesday.",
        "Four died on March 12.",
        "Four died on Tuesday in a war that began in 2014, after the 2003 invasion.",
        "Four died on Tuesday, in the worst attack since 11 September 2001.",
    ],
    ids=["weekday", "month and day", "years", "history"],
)
def test_what_cannot_be_known_stays_open(text: str) -> None:
    assert reference(text) == Reference(None, TAKEN_IN, "no day of publication, and the text does not fix one")


def test_history_and_sidebars_do_not_fool() -> None:
    body = "Rockets hit a base. " * 150
    head = "Raid on 7 October 2023 kills four\n\nOn Saturday a raid killed four."
    text = f"{head}\n{body}\nThe Latest\nMinisters met on 5 May 2025."
    assert reference(text).day == date(2023, 10, 7)
    text = f"Four died on 14 August 2021. It was the worst since 11 September 2001.\n{body}"
    assert reference(text).day == date(2021, 8, 14)


def test_a_day_told_after_the_report_is_unknown() -> None:
    resolved = resolve_day(said("on November 19, 2024"), REPORT)
    assert resolved.precision == "unknown"
    assert "after the report" in resolved.rule


PIECES = sorted({w for listed in FOUND.values() for w in listed} | {
    "the", "of", "and",
    "to", "-", ",", ".", "(", ")", "from", "between", "last", "next", "12", "3rd", "2020", "May",
    "may", "Friday", "day", "days", "week", "ago", "after", "\n", "\n\n", "'s", "99", "31", "Feb.", "night", "İ", "ß",
})  # fmt: skip
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
REFERENCES = st.builds(
    lambda day, more: Reference(day, day and date.fromordinal(day.toordinal() + more), "drawn"),
    st.none() | st.dates(max_value=date(9998, 1, 1)),
    st.integers(0, 400),
)
ANCHORS = st.none() | st.builds(lambda day: Day(day, day, "day"), DAYS)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for word in find_days(text):
        assert text[word.start : word.end] == word.words


@given(st.lists(st.sampled_from(PIECES), max_size=14), REFERENCES, ANCHORS)
def test_nothing_told_lies_after_the_report(pieces: list[str], told: Reference, anchor: Day | None) -> None:
    text = " ".join(pieces)
    end = 0
    for word in find_days(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.words
        end = word.end
        for resolved in (resolve_day(word, told, anchor), before_anchor(word, anchor or Day.unknown())):
            assert resolved.rule
            assert resolved.start is None or resolved.end is None or resolved.start <= resolved.end
        resolved = resolve_day(word, told, anchor)
        assert told.latest is None or all(d is None or d <= told.latest for d in (resolved.start, resolved.end))
        assert (resolved.precision == "day") == (resolved.start is not None and resolved.start == resolved.end)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.none() | DAYS)
def test_a_reference_never_lies_after_taking_in(pieces: list[str], taken_in: date | None) -> None:
    text = " ".join(pieces)
    told = infer_reference(text, find_days(text), None, taken_in)
    assert told.how
    assert told.day is None or taken_in is None or told.day <= taken_in


WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTH_NAMES = [date(2000, n, 1).strftime("%B") for n in range(1, 13)]
REPORTED = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1))


@given(
    st.integers(0, 6),
    st.sampled_from(["on {}", "late {}", "{} night", "early on {} morning", "just after midnight on {}", "{}'s"]),
    REPORTED,
)
def test_a_weekday_is_the_last_such_on_or_before_the_report(weekday: int, form: str, told: date) -> None:
    word = said(form.format(WEEKDAY_NAMES[weekday]))
    resolved = resolve_day(word, Reference(told, told, "drawn"))
    assert resolved.start is not None
    assert resolved.start.weekday() == weekday
    assert 0 <= (told - resolved.start).days < 7


@given(REPORTED, st.integers(0, 300))
def test_a_month_and_day_is_the_last_such_on_or_before_the_report(told: date, back: int) -> None:
    meant = date.fromordinal(told.toordinal() - back)
    resolved = resolve_day(said(f"on {meant.day} {MONTH_NAMES[meant.month - 1]}"), Reference(told, told, "drawn"))
    assert resolved.start == resolved.end == meant


@given(REPORTED, st.integers(0, 200), st.integers(1, 6), st.sampled_from(["between {} and {}", "from {} to {}"]))
def test_a_range_runs_from_its_first_day_to_its_last(told: date, back: int, length: int, form: str) -> None:
    last = date.fromordinal(told.toordinal() - back)
    first = date.fromordinal(last.toordinal() - length)
    ends = [f"{d.day} {MONTH_NAMES[d.month - 1]}" for d in (first, last)]
    resolved = resolve_day(said(form.format(*ends)), Reference(told, told, "drawn"))
    assert (resolved.start, resolved.end) == (first, last)


@given(REPORTED, st.integers(2, 60))
def test_days_counted_from_an_event_are_counted_back_again(day_of_it: date, count: int) -> None:
    word = said(f"{count} days after")
    one = Day(day_of_it, day_of_it, "day", "told")
    assert before_anchor(word, after_anchor(word, one)).start == day_of_it


@given(st.dates(min_value=date(1970, 1, 1), max_value=date(2029, 12, 31)), REPORTED)
def test_two_figures_never_stand_for_a_year_after_their_bound(meant: date, bound: date) -> None:
    year = century(meant.year % 100 or 100, bound)
    assert year is None or (year <= bound.year and year % 100 == meant.year % 100)


@pytest.mark.parametrize(
    "piece", ["about ", "the ", "12 ", "3 May 2020 to ", "Friday ", "over about at ", "one-", "since "]
)
def test_long_runs_of_one_word_are_read_in_one_go(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + " two days after Monday"
    found = find_days(text)
    assert found[-1].words.endswith("Monday")
    assert infer_reference(text, found).how


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("shortly after 3 p.m.", 15), ("at 12:15 am", 0), ("at 12:40 PM", 12), ("at 14:20", 14), ("at 02:08", 2),
        ("just before dawn", 5), ("in the early afternoon", 15), ("between 1:30 and 2 p.m.", 13),
        ("around 6:30", None), ("at around midnight", None), ("two hours later", None),
    ],
)  # fmt: skip
def test_the_hour_that_words_tell(words: str, hour: int | None) -> None:
    assert {hour_told(w) for w in find_days(f"It happened {words}.") if w.kind != "anchored"} <= {hour}
