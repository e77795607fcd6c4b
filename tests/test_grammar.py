# ruff: noqa: SIM300 (asserts read expected == actual)
"""What holds for every reading, whatever the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consilience.claim import Account
from consilience.extract.grammar import Grammar
from wire import read, report

FRAGMENTS = [
    "Gunmen killed five people in Maradi on Wednesday.",
    "A suicide bomber blew himself up at a mosque in Peshawar, killing at least 25 worshippers and wounding 60.",
    "The death toll rose from 18 to 22, police said on Friday.",
    "In retaliation for the attack,",
    "US air strikes hit Albukamal in Syria,",
    "two days after",
    "rockets fired from Gaza killed a woman and her two sons in Ashkelon.",
    "Among the dead was Colonel Ibrahim Sani.",
    "No group has claimed responsibility.",
    "The monitor said several people, five of them children, were killed.",
    "KYIV, Ukraine (Agency) - ",
    "More than 200 people have been killed since January.",
    "One strike killed four people in Saraqib, another killed three in Ariha.",
    "Iran denied any involvement; the army declined to comment.",
    "Comments",
    "“He was my son,” said Rami Saleh, 54.",
    "In the town, hours later,",
    "\n",
    "\n\n",
    "while",
    "and on Thursday",
    "died in hospital on Monday",
    "between 10 and 15",
    "(AFP)",
    "'s",
    "of",
    ",",
]
STORY = (
    "Gunmen kill 18 in attack on Maradi market\n"
    "At least 20 people, five of them children, were killed when gunmen attacked a market in Maradi on Thursday, the "
    "governor said.\n"
    "“They came on motorcycles,” he said on Friday. The toll rose from 18 to 22.\n"
    "Two days earlier a roadside bomb killed two soldiers near Diffa. No group claimed responsibility for the attack.\n"
)
slow = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def holds(text: str, title: str | None) -> None:
    """All that must hold for any reading of a report."""
    told = report(text, title)
    reading = Grammar().extract(told)
    claims = [c for a in reading.accounts for c in a.claims]
    assert [] == [c for c in claims if not c.evidence.stands_in(told)]
    assert [] == [t for t in reading.tallies if not t.evidence.stands_in(told)]
    ids = [a.id for a in reading.accounts]
    assert len(set(ids)) == len(ids)
    assert set() == {c.value for c in claims if c.field == "response"} - {None, *ids}
    assert list(range(len(ids))) == [a.rank for a in reading.accounts]
    assert reading == Grammar().extract(told)


@slow
@given(st.text(max_size=300), st.none() | st.text(max_size=80))
def test_any_text_is_read_without_a_fall(text, title):
    holds(text, title)


@slow
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12), st.none() | st.sampled_from(FRAGMENTS))
def test_every_claim_of_any_jumble_of_news_stands_in_it(fragments, title):
    holds(" ".join(fragments), title)


@slow
@given(st.lists(st.sampled_from(" ".join(FRAGMENTS).split()), max_size=40))
def test_every_claim_of_any_jumble_of_words_stands_in_it(words):
    holds(" ".join(words), None)


def said(account: Account) -> list[tuple[object, ...]]:
    """The claims of an account without their words."""
    return [(c.field, c.value, c.low, c.high, c.scope, c.category, c.standing, str(c.resolved)) for c in account.claims]


@pytest.mark.parametrize(
    ("old", "new"),
    [(" ", "\u00a0"), (" ", "\u202f"), (" ", "\t"), (" ", "  "), ("\n", "\r\n"), ("\n", "\n\n"), ("\n", " \n")],
    ids=["no-break space", "narrow no-break space", "tab", "two spaces", "carriage return", "empty lines", "trailing"],
)
def test_odd_white_space_changes_no_value(old, new):
    plain = [said(a) for a in read(STORY).accounts]
    assert 2 == len(plain)
    assert plain == [said(a) for a in read(STORY.replace(old, new)).accounts]


@given(st.sets(st.integers(0, STORY.count(" ") - 1), max_size=12))
@settings(max_examples=30, deadline=None)
def test_no_break_spaces_anywhere_change_no_value(places):
    words = STORY.split(" ")
    text = words[0] + "".join(("\u00a0" if i in places else " ") + word for i, word in enumerate(words[1:]))
    assert [said(a) for a in read(STORY).accounts] == [said(a) for a in read(text).accounts]


@pytest.mark.parametrize(("old", "new"), [("“", '"'), ("“", "«"), ("-", "–"), ("'", "’")])
def test_other_quotes_and_dashes_change_no_value(old, new):
    assert [said(a) for a in read(STORY).accounts] == [said(a) for a in read(STORY.replace(old, new)).accounts]


def test_every_claim_of_a_title_stands_in_the_title():
    told = report(STORY.partition("\n")[2], "Gunmen kill 18 in attack on Maradi market")
    claims = [c for a in Grammar().extract(told).accounts for c in a.claims if c.evidence.part == "title"]
    assert {"killed", "place"} <= {c.field for c in claims}
    assert all(c.evidence.stands_in(told) for c in claims)


@pytest.mark.parametrize("text", ["", " \n ", "A quiet day in Bern.", "The minister opened a school on Thursday."])
def test_a_report_without_violence_has_no_account_and_says_so(text):
    reading = read(text)
    assert () == reading.accounts
    assert [("no incident", "note")] == [(p.kind, p.level) for p in reading.problems]


def test_an_account_names_its_report_its_method_and_its_publisher():
    (account, _) = read(STORY).accounts
    assert ("r1", Grammar.name, "The Courier") == (account.report, account.extractor, account.publisher)


@pytest.mark.parametrize(
    ("text", "incidents"),
    [
        ("15 airstrikes targeted Idlib on Friday.", 1),
        ("Two explosions in Idlib killed four people.", 1),
        ("15 airstrikes targeted Idlib this year.", 0),
        ("Two shootings in Chicago left people injured.", 0),  # of people who may have nothing to do with each other
    ],
)
def test_counted_blows_on_one_town_are_one_operation(text, incidents):
    assert len(Grammar().extract(report(text, None)).accounts) == incidents


def test_a_bomb_that_kills_is_no_air_strike():
    (told,) = Grammar().extract(report("Market bomb kills 16 in Quetta", None)).accounts
    assert ["Remote explosive/landmine/IED"] == [c.value for c in told.all("event_type")]
    (told,) = Grammar().extract(report("Warplanes bomb market in Quetta", None)).accounts
    assert told.event_type == "Air/drone strike"


def test_what_was_done_in_a_part_of_a_month_is_an_incident_and_what_was_done_in_a_year_is_none():
    told = "In {}, US strikes killed 25 fighters in western Iraq."
    assert [1, 0] == [len(Grammar().extract(report(told.format(w), None)).accounts) for w in ("late December", "2020")]
