"""Which incident is told as the answer to which: by a report that tells of both, or by words pointing to one."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from build import AL_QAIM, ALBUKAMAL, BAGHDAD, IRAQ, KIRKUK, account, day
from consilience.claim import Account, Claim
from consilience.cli import app
from consilience.evidence import Evidence
from consilience.extract.grammar import Grammar
from consilience.incident import Incident
from consilience.place import Place
from consilience.reconcile import chain, reconcile
from consilience.report import Report

ROCKETS: dict[str, Any] = {"type": "Shelling/artillery/missile attack", "target": "US military", "killed": 1}
STRIKE: dict[str, Any] = {"type": "Air/drone strike", "perpetrator": "US military", "killed": 25}


def points(when: str | None = None, where: Place | None = None, report: str = "r9") -> list[Claim]:
    """Claims that an incident answers what the report only points to."""
    words = Evidence(report, "text", 900, 942, "in response to the attack two days earlier")
    resolved = [*([day(when)] if when else []), *([where] if where else [])]
    return [Claim("response", None, words, resolved=r) for r in resolved or [None]]


def answer(*claims: Claim, **told: Any) -> Account:
    return account("r9", day="2019-12-29", place=AL_QAIM, extra=claims, **{**STRIKE, **told})


def told(*accounts: Account) -> dict[str, Incident]:
    """The incidents by the report that tells of them."""
    return {incident.reports[0]: incident for incident in reconcile(accounts).incidents}


def test_words_that_tell_the_day_and_the_place_meet_the_incident_another_report_tells():
    found = told(account("r1", day="2019-12-27", place=KIRKUK, **ROCKETS), answer(*points("2019-12-27", KIRKUK)))
    assert found["r9"].responds_to == (found["r1"].id,)
    wide = told(account("r1", day="2019-12-27", place=KIRKUK, **ROCKETS), answer(*points("2019-12-27", IRAQ)))
    assert wide["r9"].responds_to == (wide["r1"].id,)


def test_without_a_place_those_who_answer_must_have_been_struck():
    found = told(account("r1", day="2019-12-27", place=KIRKUK, **ROCKETS), answer(*points("2019-12-27")))
    assert found["r9"].responds_to == (found["r1"].id,)
    other = account("r1", day="2019-12-27", place=KIRKUK, **{**ROCKETS, "target": "Iraqi military"})
    assert told(other, answer(*points("2019-12-27")))["r9"].responds_to == ()


@pytest.mark.parametrize(
    "claims",
    [
        points("2019-12-26", KIRKUK),  # another day
        points("2019-12-27", BAGHDAD),  # another place
        points(None, KIRKUK),  # any day
        points("2019-12", None),  # a month
        points(),  # neither
    ],
)
def test_words_that_do_not_fit_or_could_mean_much_lead_to_none(claims):
    found = told(account("r1", day="2019-12-27", place=KIRKUK, **ROCKETS), answer(*claims))
    assert found["r9"].responds_to == ()
    (step,) = chain(found.values(), found["r9"])
    assert [c.evidence.quote for c in step.open] == ["in response to the attack two days earlier"]


def test_where_two_may_be_meant_none_is():
    two = [account(r, day="2019-12-27", place=where, **ROCKETS) for r, where in (("r1", KIRKUK), ("r2", BAGHDAD))]
    assert told(*two, answer(*points("2019-12-27", IRAQ)))["r9"].responds_to == ()
    found = told(*two, answer(*points("2019-12-27", BAGHDAD)))
    assert found["r9"].responds_to == (found["r2"].id,)


def test_nobody_answers_its_own_attack_or_a_later_one():
    own = account("r1", day="2019-12-27", place=KIRKUK, **{**ROCKETS, "perpetrator": "US military"})
    assert told(own, answer(*points("2019-12-27", KIRKUK)))["r9"].responds_to == ()
    later = account("r1", day="2019-12-30", place=KIRKUK, **ROCKETS)
    assert told(later, answer(*points("2019-12-30", KIRKUK)))["r9"].responds_to == ()


def test_a_chain_goes_both_ways_and_not_to_other_answers():
    first = account("r1", rank=1, day="2019-12-27", place=KIRKUK, **ROCKETS)
    second = account("r1", day="2019-12-29", place=AL_QAIM, responds=[first], **STRIKE)
    beside = account("r1", rank=2, day="2019-12-28", place=BAGHDAD, killed=3, responds=[first])
    third = account("r2", day="2020-01-03", place=ALBUKAMAL, killed=7, extra=points("2019-12-29", AL_QAIM, "r2"))
    incidents = reconcile([first, second, third, beside]).incidents
    by_day = {str(i.day.value): i for i in incidents}
    whole = [step.incident for step in chain(incidents, by_day["2019-12-29"])]
    assert whole == [by_day[d] for d in ("2019-12-27", "2019-12-29", "2020-01-03")]
    assert [s.incident for s in chain(incidents, by_day["2020-01-03"])] == whole
    steps = chain(incidents, by_day["2019-12-27"])
    assert [len(step.answers) for step in steps] == [0, 1, 1, 1]
    (claim,) = steps[-1].answers[by_day["2019-12-29"].id]
    assert claim.evidence.quote == "in response to the attack two days earlier"


def test_words_that_tell_little_are_of_what_another_report_says_was_answered():
    cause = account("r1", rank=1, day="2019-12-27", place=KIRKUK, **ROCKETS)
    first = account("r1", day="2019-12-29", place=AL_QAIM, responds=[cause], **STRIKE)
    for claims, met in ((points(), True), (points(None, KIRKUK), True), (points(None, BAGHDAD), False)):
        incidents = reconcile([cause, first, answer(*claims)]).incidents
        steps = chain(incidents, incidents[0])
        assert [len(told) for told in steps[1].answers.values()] == [1 + met]
        assert len(steps[1].open) == 1 - met


def test_what_answers_in_a_ring_ends():
    one = account("r1", day="2020-01-01", place=KIRKUK, killed=5)
    other = account("r1", rank=1, day="2020-01-01", place=BAGHDAD, killed=9, responds=[one])
    one = account("r1", day="2020-01-01", place=KIRKUK, killed=5, responds=[other])
    incidents = reconcile([one, other]).incidents
    assert len(chain(incidents, incidents[0])) == 2


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Gunmen killed nine in Kano on Friday in response to an attack last week.",
            ["in response to an attack last week"],
        ),
        (
            "Jets killed nine in Sanaa on Friday. The strikes were in response to an attack.",
            ["in response to an attack"],
        ),
        ("Three men were killed in a revenge attack in Kano on Friday.", ["revenge attack"]),
        ("A gunman killed two men in Kano on Friday. Police, who responded to the shooting, killed him.", []),
        ("Gunmen killed nine in Kano on Friday and vowed to retaliate.", []),
        ("Gunmen killed nine in Kano on Friday and threatened to avenge an attack last week.", []),
        ("Gunmen killed nine in Kano on Friday. Police fear revenge attacks.", []),
        ("Gunmen killed nine in Kano on Friday. The curfew was in response to an attack last week.", []),
    ],
)
def test_what_is_only_pointed_to_is_kept_in_its_words_and_a_vow_is_not(text, quotes):
    reading = Grammar().extract(Report("r", text, publisher="P", published=date(2022, 4, 9)))
    (told,) = reading.accounts
    assert [(c.value, c.evidence.quote) for c in told.all("response")] == [(None, quote) for quote in quotes]


def test_the_chain_is_shown_with_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("a.jsonl").write_text(
        '{"id": "1", "publisher": "A", "published": "2021-05-11", "text": "Seven rockets hit the K1 air base outside '
        'Kirkuk, Iraq, on Monday, killing an American contractor."}\n'
        '{"id": "2", "publisher": "B", "published": "2021-05-14", "text": "US aircraft struck a depot near Albukamal, '
        "Syria, on Thursday, killing six fighters, in retaliation for Monday's rocket attack on the K1 base in "
        'Kirkuk that killed an American contractor."}\n'
    )
    ledger = ["--ledger", str(tmp_path / "l.db")]
    assert CliRunner().invoke(app, [*ledger, "add", "a.jsonl"]).exit_code == 0
    page = " ".join(CliRunner().invoke(app, [*ledger, "show", "2021-05-13"]).stdout.split())
    _, _, chained = page.partition("attacks and answers ")
    assert chained.startswith("2021-05-10, K1")
    assert "> 2021-05-13, Albukamal, killed 6 2021-05-13-albukamal" in chained
    assert "answers 2021-05-10-k1" in chained
    assert "in retaliation for Monday's rocket attack” 2" in chained
