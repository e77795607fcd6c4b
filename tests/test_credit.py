"""Whose text a report says it prints."""

from datetime import date

import pytest

from consilience.extract.credit import credits
from consilience.extract.grammar import Grammar
from consilience.extract.origin import with_origins
from consilience.extract.wording import marks
from consilience.origin import UNNAMED, marks_in
from consilience.report import Report
from consilience.resolve.agencies import agency_lines, agency_named, wires

AFP, AP = "Agence France-Presse", "Associated Press"
BODY = "Two people were killed in Taji on Friday.\n"


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("BAGHDAD (Reuters) - Two people were killed in a blast.", "Reuters"),
        ("Blast in Taji\nBEIRUT, March 12 (AFP) — Two people died.", AFP),
        ("MOSUL, Iraq (AP) – Two people died.", AP),
        ("Damascus, SANA_ Two civilians were martyred in an attack on the town of Daraya.", "SANA"),
        ("By AFP staff\n" + BODY, AFP),
        ("By Reuters\n" + BODY, "Reuters"),
        ("By Jane Doe, Associated Press\n" + BODY, AP),
        ("Agence France-Presse in Beirut\n" + BODY, AFP),
        ("Headline\nReuters\n" + BODY, "Reuters"),
        (BODY + "\nSource: SANA", "SANA"),
        (BODY + "Fuente: EFE", "EFE"),
        (BODY + "AFP", AFP),
        (BODY + "Three were hurt. (AFP)", AFP),
        (BODY + "© 2024 AFP", AFP),
        (BODY + "Copyright 2015 The Associated Press. All rights reserved.", AP),
        (BODY + "(Reporting by Ali Doe; Writing by Ann Lee; Editing by Bob Roe)", "Reuters"),
        (BODY + "This story was originally published by The Associated Press.", AP),
    ],
)
def test_a_text_credited_to_an_agency_is_all_of_it(text: str, agency: str) -> None:
    assert credits(text) == ((agency,), ())


@pytest.mark.parametrize(
    ("byline", "told"),
    [
        ("Reuters", (("Reuters",), ())),
        ("By Jane Doe, Associated Press", ((AP,), ())),
        ("AFP, Reuters", ((), (AFP, "Reuters"))),
        ("Jane Doe and agencies", ((), (UNNAMED,))),
        ("Jane Doe", ((), ())),
    ],
)
def test_a_byline_beside_the_text_is_read_as_above_it(byline: str, told: tuple[tuple[str, ...], ...]) -> None:
    assert credits(BODY, byline) == told


@pytest.mark.parametrize(
    ("line", "helpers"),
    [
        ("Agencies contributed to this report.", (UNNAMED,)),
        ("The Associated Press contributed to this report.", (AP,)),
        ("Associated Press writers Sam Doe in Baghdad and Ann Lee in Beirut contributed to this report.", (AP,)),
        ("Reuters contributed to this report. AFP also contributed to this report.", ("Reuters", AFP)),
        ("With reporting by Reuters", ("Reuters",)),
        ("With inputs from PTI", ("PTI",)),
        ("(With agency inputs)", (UNNAMED,)),
        ("By Jane Doe and agencies", (UNNAMED,)),
        ("Staff and agencies", (UNNAMED,)),
        ("Additional reporting by AFP", (AFP,)),
        ("Avec AFP", (AFP,)),
        ("Sources: Reuters, AFP", ("Reuters", AFP)),
    ],
)
def test_agencies_that_had_a_part_in_a_text_are_helpers(line: str, helpers: tuple[str, ...]) -> None:
    assert credits(BODY + line) == ((), helpers)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY + "The dead were brothers, Reuters reported, and AFP said that three were hurt.",
        "Smoke over Taji. (AFP)\n" + 6 * BODY,
        BODY + "Two (AP Photo/Jane Doe)\n" + 6 * BODY,
        BODY + "The mayor contributed to this report on behalf of the town.",
        BODY + "He told reporters with the army that agencies of the state had failed.",
    ],
)
def test_who_is_only_quoted_or_took_the_picture_is_not_credited(text: str) -> None:
    assert credits(text) == ((), ())


def test_an_agency_goes_by_one_name() -> None:
    told = ("AFP", "www.reuters.com", "the associated press", "SANA", "The Herald")
    assert [agency_named(name) for name in told] == [AFP, "Reuters", AP, "SANA", None]
    assert all(agency_named(name) == name for name in (*wires(), *agency_lines()["same"]))


def test_a_sentence_lightly_edited_keeps_most_of_its_marks() -> None:
    one = (
        "A rocket fell on a bakery in the town of Saraqib on Sunday morning and killed six people who queued for bread."
    )
    edited = "A rocket hit a bakery in the town of Saraqib Sunday morning and killed six people who queued for bread."
    other = "Six people were killed in Saraqib on Sunday morning when a bakery was shelled, rescue workers said."
    mine, theirs, foreign = (marks_in(marks(sentence)) for sentence in (one, edited, other))
    assert len(mine & theirs) >= 0.55 * min(len(mine), len(theirs))
    assert len(mine & foreign) < 0.2 * min(len(mine), len(foreign))


def test_what_a_speaker_said_and_what_is_short_leaves_no_marks() -> None:
    assert marks("“They came out of the forest while everybody was asleep,” he said.") == ""
    assert marks("Three people were killed.") == ""


def test_only_sentences_that_tell_of_the_incident_are_marked() -> None:
    told = "A car bomb killed three people at a checkpoint in Taji north of Baghdad on Friday, police said."
    below = "Anyone who knows anything about stolen bicycles in the district is asked to write to the editor."
    report = Report("r1", f"{told}\n\n{below}", published=date(2020, 3, 14), language="en_GB")
    (account,) = with_origins(report, Grammar().extract(report)).accounts
    assert account.origin is not None
    assert (account.origin.sentences, account.origin.language) == ((marks(told),), "en")
