"""Which accounts are of one source, and why."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import ALBUKAMAL, account
from consilience.claim import Account
from consilience.extract.wording import marks
from consilience.origin import UNNAMED, Origin
from consilience.reconcile import reconcile, sources
from consilience.reconcile.independence import independent

WIRE = (
    "A car bomb went off beside a queue of labourers in the Iraqi town of Taji on Friday and killed twelve of them.",
    "Ambulances carried thirty wounded to two hospitals in Baghdad, where relatives pleaded for blood all afternoon.",
    "The square had been reopened to traffic only two weeks before, after concrete walls around it were taken down.",
)
EDITED = (
    "A car bomb exploded beside a queue of labourers in the Iraqi town of Taji on Friday, and killed twelve of them.",
    "Ambulances carried thirty wounded to hospitals in Baghdad, where relatives pleaded for blood.",
)
OWN = (
    "Twelve men who had been waiting for a day's work died in Taji when explosives hidden in a parked taxi blew up.",
    "Our correspondent counted thirty beds in the corridors of the hospital, and none of them was empty by evening.",
)
LONG = "At least twelve labourers were killed by the bomb in Taji"


def told(report: str, *sentences: str, **more: Any) -> Account:
    """An account that rests on these sentences; of its origin: agencies, helpers, language."""
    origin = {name: more.pop(name) for name in ("agencies", "helpers", "language") if name in more}
    made = account(report, **{"day": "2020-03-13", "place": ALBUKAMAL, "killed": 12, **more})
    return replace(made, origin=Origin(sentences=tuple(filter(None, map(marks, sentences))), **origin))


def grouped(*accounts: Account) -> list[list[str]]:
    return [[a.report for a in group] for group in sources(accounts)]


def why(*accounts: Account) -> list[str]:
    return [reason for source, _ in independent(accounts) for reason in source.because]


def test_a_text_and_its_light_edit_are_one_source_and_it_is_said_why() -> None:
    wire = told("r1", *WIRE, publisher="Reuters")
    copy = told("r2", *EDITED, publisher="The Harbour Herald", published="2020-03-14")
    own = told("r3", *OWN, publisher="The Delta Post", published="2020-03-14")
    assert grouped(wire, copy, own) == [["r1", "r2"], ["r3"]]
    assert why(wire, copy, own) == ["The Harbour Herald (r2) shares 2 sentences with Reuters (r1) of 2020-03-12"]
    (source, _), _ = independent([own, copy, wire])
    assert (source.name, source.reports) == ("Reuters", ("r1", "r2"))


def test_one_sentence_in_common_among_many_makes_no_copy() -> None:
    one, other = told("r1", *WIRE), told("r2", WIRE[0], *OWN, *(f"{OWN[0]} {n} {n} {n}" for n in ("a", "b")))
    assert len(grouped(one, other)) == 2


def test_one_sentence_that_is_all_there_is_makes_a_copy_where_it_is_long() -> None:
    assert len(grouped(told("r1", *WIRE), told("r2", EDITED[0]))) == 1
    assert len(grouped(told("r1", *WIRE), told("r2", "A car bomb killed twelve in Taji on Friday."))) == 2


def test_what_tells_nothing_of_its_sentences_is_compared_by_what_is_quoted() -> None:
    bare = [replace(account(r, killed=(12, {"quote": LONG})), origin=None) for r in ("r1", "r2")]
    assert len(grouped(*bare)) == 1
    assert why(*bare) == ["publisher of r2 (r2) has the words of publisher of r1 (r1) of 2020-03-12"]
    marked = [told(a.report, *text, killed=(12, {"quote": LONG})) for a, text in zip(bare, (WIRE, OWN), strict=True)]
    assert len(grouped(*marked)) == 2  # one phrase in common is outweighed by all the other words
    assert len(grouped(bare[0], marked[1])) == 1


def test_texts_credited_to_an_agency_are_its_own_and_not_their_publishers() -> None:
    reuters = told("r1", *WIRE, publisher="reuters.com")
    credited = told("r2", *OWN, publisher="The Delta Post", agencies=("Reuters",))
    own = told("r3", "Nobody in Taji had slept when our own man walked through it.", publisher="The Delta Post")
    other = told("r4", publisher="The Delta Post", agencies=("Agence France-Presse",))
    assert grouped(reuters, credited, own, other) == [["r1", "r2"], ["r3"], ["r4"]]
    assert why(reuters, credited, own, other) == [
        "reuters.com (r1) published by Reuters; The Delta Post (r2) credited to Reuters"
    ]


def test_a_report_that_quotes_one_outlet_for_every_figure_adds_nothing_to_it() -> None:
    agency = told("r1", *WIRE, publisher="Reuters")
    retold = told("r2", *OWN, killed=(12, {"according_to": "Reuters"}))
    assert grouped(agency, retold) == [["r1", "r2"]]
    assert "publisher of r2 (r2) telling its figures only according to Reuters" in why(agency, retold)[0]
    more = told("r3", *OWN, killed=(12, {"according_to": "Reuters"}), injured=(30, {"according_to": "the hospital"}))
    assert len(grouped(agency, more)) == 2
    heard = told("r4", *OWN, killed=(12, {"according_to": "Syrian Observatory for Human Rights"}))
    assert len(grouped(agency, heard)) == 2  # a monitor is no outlet: two reporters may both have asked it


def test_a_text_an_agency_contributed_to_counts_with_it_and_joins_no_two_agencies() -> None:
    ap, reuters = told("r1", publisher="AP"), told("r2", publisher="Reuters")
    both = told("r3", publisher="The Herald", helpers=("Associated Press", "Reuters"))
    assert grouped(ap, reuters, both) == [["r1", "r3"], ["r2"]]
    assert why(ap, both) == ["The Herald (r3) says that Associated Press and Reuters contributed to it"]
    assert grouped(reuters, told("r4", helpers=("Associated Press",))) == [["r2"], ["r4"]]
    assert grouped(told("r5", helpers=(UNNAMED,)), told("r6", helpers=("Reuters",))) == [["r5", "r6"]]
    assert grouped(told("r5", helpers=(UNNAMED,)), told("r7", publisher="Rudaw")) == [["r5"], ["r7"]]


def test_a_translation_is_known_by_what_it_says() -> None:
    sohr = {"according_to": "Syrian Observatory for Human Rights"}
    english = told("r1", language="en", publisher="Agence France-Presse", killed=(12, sohr))
    french = told("r2", language="fr", killed=(12, sohr))
    assert grouped(english, french) == [["r1", "r2"]]
    assert why(english, french) == [
        "publisher of r2 (r2) (fr) gives the figures and quoted sources of Agence France-Presse (r1) of 2020-03-12"
    ]
    assert len(grouped(english, told("r3", language="fr", killed=(13, sohr)))) == 2
    assert len(grouped(english, told("r4", language="en", killed=(12, sohr)))) == 2
    assert len(grouped(english, told("r5", language="fr", killed=(12, sohr), published="2020-03-19"))) == 2
    assert len(grouped(told("r6", language="en", killed=(12, sohr)), french)) == 2  # nobody credits an agency


def test_a_copy_is_no_later_word_than_what_it_copies() -> None:
    first = told("r1", *WIRE, publisher="Reuters", published="2020-03-13", killed=12, type="Attack")
    later = told("r2", *OWN, publisher="Reuters", published="2020-03-14", killed=15, type="Attack")
    stale = told("r3", *WIRE, publisher="The Herald", published="2020-03-15", killed=12, type="Attack")
    (incident,) = reconcile([first, later, stale]).incidents
    toll = incident.tolls["killed"].value
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == (15, 15, 15)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_sources_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    accounts = [
        told("r1", *WIRE, publisher="Reuters"),
        told("r2", *EDITED, helpers=(UNNAMED,)),
        told("r3", *OWN, publisher="The Herald"),
        told("r4", *OWN, publisher="The Herald", published="2020-03-15", agencies=("Reuters",)),
    ]
    assert independent([accounts[n] for n in order]) == independent(accounts)


WORDS = "market bridge soldiers evening shells hospital villagers convoy river mortar children police road camp".split()
PAPERS = ("The Herald", "The Delta Post", None)
AGENCIES = ("Reuters", "Associated Press", "Agence France-Presse")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, ...]:
    """A few sentences of a few words, so that some are shared by chance."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=9, max_size=16).map(" ".join)
    pool = [*WIRE, *OWN, draw(sentence)]
    return tuple(draw(st.lists(st.sampled_from(pool), min_size=1, max_size=4, unique=True)))


@st.composite
def worlds(draw: st.DrawFn) -> list[Account]:
    """Accounts of one incident with all kinds of origins."""
    found = []
    for n in range(draw(st.integers(1, 6))):
        agencies = draw(st.lists(st.sampled_from(AGENCIES), max_size=1))
        helpers = draw(st.lists(st.sampled_from([*AGENCIES, UNNAMED]), max_size=2, unique=True))
        who = draw(st.sampled_from([None, None, *AGENCIES]))
        one = told(
            f"r{n}",
            *draw(texts()),
            publisher=draw(st.sampled_from([*PAPERS, *AGENCIES])),
            published=f"2020-03-{draw(st.integers(13, 16))}",
            killed=(draw(st.integers(11, 13)), {"according_to": who} if who else {}),
            agencies=tuple(agencies),
            helpers=() if agencies else tuple(helpers),
            language=draw(st.sampled_from(["en", "fr", None])),
        )
        found.append(one)
    return found


@settings(max_examples=200, deadline=None)
@given(worlds(), st.data())
def test_adding_a_copy_never_raises_the_number_of_sources(known: list[Account], data: st.DataObject) -> None:
    """A copy has all the words of what it copies, and its credits or none of them."""
    original = data.draw(st.sampled_from(known))
    assert original.origin is not None
    kept = data.draw(st.booleans())
    copy = replace(
        original,
        report=data.draw(st.sampled_from(["a", "z"])),
        publisher=data.draw(st.sampled_from(PAPERS)),
        published=date(2020, 3, data.draw(st.integers(12, 17))),
        origin=original.origin if kept else Origin(sentences=original.origin.sentences),
    )
    assert len(sources([*known, copy])) <= len(sources(known))


@settings(max_examples=100, deadline=None)
@given(worlds(), st.data())
def test_every_account_is_of_one_source_whatever_the_order(known: list[Account], data: st.DataObject) -> None:
    told_in_order = independent(known)
    assert independent(data.draw(st.permutations(known))) == told_in_order
    assert sorted(a.report for _, own in told_in_order for a in own) == sorted(a.report for a in known)
    for source, own in told_in_order:
        assert source.reports == tuple(dict.fromkeys(a.report for a in own))
        assert bool(source.because) == (len(source.reports) > 1)
