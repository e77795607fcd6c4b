"""How well an incident is borne out: its grade and its strike status, and why."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import ALBUKAMAL, account, judgement
from consilience.claim import Account, Claim
from consilience.evidence import Evidence
from consilience.incident import Incident
from consilience.reconcile import reconcile
from consilience.reconcile.testimony import table

SOHR = {"according_to": "Syrian Observatory for Human Rights"}
AIR = "Air/drone strike"


def one(*accounts: Account, judged: Any = ()) -> Incident:
    (incident,) = reconcile(accounts, judged).incidents
    return incident


def told(report: str, **more: Any) -> Account:
    return account(report, **{"day": "2020-03-12", "place": ALBUKAMAL, "type": AIR, "killed": 12, **more})


def held(who: str, standing: str, **more: Any) -> dict[str, Any]:
    return {"attribution": (who, {"standing": standing, **more})}


def test_one_report_is_weak() -> None:
    grade = one(told("r1")).grade
    assert (grade.value, grade.because) == ("weak", "one source: publisher of r1 (“12 killed”)")
    assert [c.field for c in grade.claims] == ["killed"]


def test_two_independent_reports_are_fair_and_copies_are_not() -> None:
    fair = one(told("r1"), told("r2")).grade
    assert fair.value == "fair"
    assert fair.because == "2 independent sources: publisher of r1 (“12 killed”), publisher of r2 (“12 killed”)"
    assert one(told("r1", publisher="The Herald"), told("r2", publisher="The Herald")).grade.value == "weak"


def test_two_reports_of_one_body_are_one_source() -> None:
    grade = one(told("r1", killed=(12, SOHR)), told("r2", killed=(12, SOHR))).grade
    assert grade.value == "weak"
    assert grade.because == (
        "one source: all 2 rest on Syrian Observatory for Human Rights, quoted by publisher of r1 (“12 killed”)"
    )
    assert one(told("r1", killed=(12, SOHR)), told("r2")).grade.value == "fair"


def test_bodies_that_one_text_names_count_and_people_do_not() -> None:
    bodies = [(12, SOHR), (14, {"according_to": "SANA"})]
    grade = one(told("r1", killed=bodies)).grade
    assert grade.value == "fair"
    assert grade.because.startswith("2 sources named in the reports: Syrian Observatory for Human Rights, quoted by")
    people = [(12, {"according_to": "a doctor"}), (14, {"according_to": "police chief Ali Hassan"})]
    assert one(told("r1", killed=people)).grade.value == "weak"
    spokesmen = [(12, {"according_to": f"Israeli army spokesman {name}"}) for name in ("Ali Doe", "Sam Roe")]
    assert one(told("r1", killed=spokesmen[0]), told("r2", killed=spokesmen[1])).grade.value == "weak"
    several = (12, {"according_to": "multiple local sources"})
    assert one(told("r1", killed=several)).grade.value == "fair"


def test_who_takes_responsibility_confirms() -> None:
    incident = one(told("r1", **held("Islamic State", "claimed")))
    assert incident.grade.value == "confirmed"
    assert incident.grade.because == "Islamic State claimed responsibility (“attribution Islamic State”)"
    assert incident.strike_status.value == "declared"


def test_who_says_that_the_dead_were_fighters_declares_a_strike_and_confirms_no_harm() -> None:
    dead = [(12, {"category": "civilian"}), (12, {"category": "fighter", "according_to": "Israeli military"})]
    incident = one(told("r1", killed=dead, **held("Israeli military", "claimed")))
    assert (incident.grade.value, incident.strike_status.value) == ("weak", "declared")


def test_a_report_adds_nothing_to_whom_it_alone_quotes() -> None:
    suspected = Claim("perpetrator", "Russia", Evidence("r1", "text", 900, 906, "Russia"), standing="suspected")
    blamed = told("r1", **held("Russia", "blamed", **SOHR), extra=[suspected])
    assert one(blamed, told("r2")).strike_status.value == "single source claim"
    other = told("r2", **held("Israel", "stated"))
    assert one(blamed, other).strike_status.because.startswith("only ")
    assert one(blamed, told("r2", perpetrator="Russia")).strike_status.value == "likely"


def test_competing_claims_contest_and_a_claim_settles_what_is_only_blamed() -> None:
    blames = told("r1", **held("Russia", "blamed")), told("r2", **held("US-led coalition", "blamed"))
    incident = one(*blames)
    assert (incident.grade.value, incident.strike_status.value) == ("contested", "contested")
    assert "competing claims of responsibility: " in incident.grade.because
    assert "Russia according to publisher of r1" in incident.grade.because
    claims = told("r3", **held("US-led coalition", "claimed"))
    assert one(*blames, claims).grade.value == "confirmed"
    kin = told("r1", **held("Israel", "blamed")), told("r2", **held("Israeli military", "suspected"))
    assert one(*kin).strike_status.value == "likely"
    both = told("r1", **held("Russia", "blamed"), perpetrator="Syria")
    assert one(both).grade.value == "weak"  # one source holds two responsible together


def test_civilians_that_more_say_were_fighters_are_discounted() -> None:
    fighters, civilians = {"category": "fighter"}, {"category": "civilian"}
    armed = told("r1", killed=(12, fighters)), told("r2", killed=(12, fighters))
    incident = one(*armed, told("r3", killed=(12, civilians)))
    assert incident.grade.value == "discounted"
    assert "those harmed were fighter according to publisher of r1" in incident.grade.because
    assert one(*armed).grade.value == "fair"  # nobody said that civilians were harmed
    assert one(armed[0], told("r3", killed=(12, civilians))).grade.value == "fair"


@pytest.mark.parametrize(
    ("accounts", "status", "because"),
    [
        ([told("r1", **held("Russia", "blamed"))], "single source claim", "only publisher of r1"),
        ([told("r1", **held("Russia", "blamed")), told("r2", perpetrator="Russia")], "likely", "2 sources hold Russia"),
        ([told("r1"), told("r2")], "contested", "no source names who is responsible"),
        ([told("r1", type="Attack"), told("r2", type="Attack")], None, "no source names who is responsible"),
        ([told("r1")], "single source claim", "one source, which names nobody"),
        (
            [told("r1", **held("Russia", "blamed")), told("r2", **held("Russia", "denied"))],
            "single source claim",
            "Russia denies it (“attribution Russia”)",
        ),
    ],
)
def test_the_strike_status(accounts: list[Account], status: str | None, because: str) -> None:
    found = one(*accounts).strike_status
    assert found.value == status
    assert because in found.because


def test_people_win_and_what_the_reports_give_is_still_said() -> None:
    decision = judgement("prefer", ("r1", "what r1 tells 0"), field="grade", value="confirmed")
    graded = one(told("r1"), judged=[decision]).grade
    assert (graded.value, graded.judged_by) == ("confirmed", ("Ana",))
    assert graded.because.startswith("judged by Ana; by the reports weak: one source")
    (problem,) = reconcile(
        [told("r1")], [judgement("prefer", ("r1", "12 killed"), field="grade", value="good")]
    ).problems
    assert "there is no such grade; there are confirmed, fair" in problem.message


def test_an_account_that_tells_of_no_harm_is_graded_too() -> None:
    assert one(told("r1", killed=())).grade.value == "weak"
    bare = Account("r1", 0, "hand/1", (Claim("verification", "told", Evidence("r1", "text", 0, 4, "told")),))
    assert one(bare).grade.value == "weak"


@st.composite
def worlds(draw: st.DrawFn) -> list[Account]:
    """Accounts of one incident, with all kinds of speakers and standings."""
    found = []
    for n in range(draw(st.integers(1, 4))):
        speaker = draw(st.sampled_from([None, SOHR["according_to"], "SANA", "a doctor", "several sources"]))
        who = draw(st.sampled_from([None, "Russia", "Israel", "Islamic State"]))
        standing = draw(st.sampled_from(["claimed", "blamed", "suspected", "denied", "stated"]))
        category = draw(st.sampled_from([None, "civilian", "fighter"]))
        dead = (draw(st.integers(11, 13)), {"according_to": speaker, "category": category})
        found.append(told(f"r{n}", killed=dead, **(held(who, standing) if who else {})))
    return found


@settings(max_examples=150, deadline=None)
@given(worlds(), st.data())
def test_every_incident_has_a_grade_whatever_the_order(known: list[Account], data: st.DataObject) -> None:
    record = reconcile(known)
    assert reconcile(data.draw(st.permutations(known))) == record
    for incident in record.incidents:
        assert incident.grade.value in table()["grades"]
        assert incident.strike_status.value in (None, *table()["statuses"])
        assert incident.grade.because
        assert incident.strike_status.because
        assert set(incident.grade.claims) <= {c for a in incident.accounts for c in a.claims}


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 4), st.integers(0, 3))
def test_copies_of_one_text_never_raise_a_grade(papers: int, copies: int) -> None:
    long = {"quote": "At least twelve labourers were killed by the bomb in Albukamal on Thursday"}
    own = [told(f"r{n}") for n in range(papers)]
    same = [told(f"w{n}", killed=(12, long)) for n in range(copies + 1)]
    assert one(*own, *same).grade.value == one(*own, same[0]).grade.value
    assert one(*same).grade.value == "weak"


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_sentences_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    accounts = [
        told("r1", **held("Russia", "blamed")),
        told("r2", **held("Israel", "blamed", according_to="Syria")),
        told("r3", killed=(14, SOHR)),
    ]
    assert one(*(accounts[n] for n in order)) == one(*accounts)
