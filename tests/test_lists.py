"""Lists, maps and counts read from rows tell what the incidents themselves tell, whatever is asked and decided."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from consilience.desk import ORDERS, Box, Desk, DeskError, Wanted, listed_of
from consilience.ledger import Ledger, choosing
from consilience.ledger.sums import SUMS
from consilience.reconcile import PlainMatcher
from consilience.reconcile.chain import chain
from script import script

growth = script("bench/growth.py")
DAYS = st.dates(date(1999, 12, 20), date(2000, 3, 10))
BOXES = st.builds(Box, st.sampled_from([-180.0, -100.0, 20.0, 170.0]), st.sampled_from([-90.0, -20.0, 0.0]),
                  st.sampled_from([-120.0, 0.0, 60.0, 180.0]), st.sampled_from([10.0, 30.0, 90.0]))  # fmt: skip
WANTED = st.builds(
    Wanted,
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    country=st.sampled_from([None, None, "SY", "iq", "FR"]),
    type=st.sampled_from([None, None, "attack", "Armed clash", "Dance"]),
    text=st.sampled_from(
        [None, None, '"', "killed", "gunmen r0000", "ÁRMY told", "killed -x", "publisher 1*", "a AND b"]
    ),
    grade=st.sampled_from([None, None, "weak", "FAIR", "contested"]),
    box=st.none() | BOXES,
    actor=st.sampled_from([None, None, "islamic", "The Army", "nobody"]),
    killed=st.sampled_from([None, None, 0, 3, 50]),
    publisher=st.sampled_from([None, None, "publisher 1", "Publisher 27"]),
)


def filled(path):
    """A desk over generated incidents, taken in in two parts, so that some are changed by the second."""
    ledger = Ledger.open(str(path), make=True)
    desk = Desk(ledger, growth.Reads(), PlainMatcher())
    told = list(growth.told(Random(3), 500, days=40))
    Random(4).shuffle(told)
    for part in (told[:300], told[300:]):
        growth.fill(ledger, iter(part))
        desk.join()
    return desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with filled(tmp_path_factory.mktemp("lists") / "ledger.db") as desk:
        yield desk


def chosen(desk, wanted):
    return desk.chosen(desk.record(), wanted)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=WANTED, order=st.sampled_from(ORDERS), many=st.sampled_from([1, 3000]))
def test_pages_hold_what_is_wanted_in_order(desk, wanted, order, many):
    """Whether what is asked for is rare or found with many."""
    choosing.MANY = many
    expected = sorted((listed_of(i) for i in chosen(desk, wanted)), key=lambda row: (row.ranks[order], row.id))
    rows, after = [], None
    while True:
        page = desk.page(wanted, order, after, limit=40)
        rows += page.rows
        assert page.count.exact
        assert page.count.number == len(expected)
        after = page.next
        if after is None:
            break
    assert [row.id for row in rows] == [row.id for row in expected]
    assert [_bare(row) for row in rows] == [_bare(row) for row in expected]
    assert [i.id for i in desk.incidents(wanted)] == [i.id for i in chosen(desk, wanted)]


def _bare(row):
    """Without the rules by which days and places were read, which lists do not tell."""
    return replace(row, day=replace(row.day, rule=""), place=row.place and replace(row.place, rule="", key=None))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=WANTED, limit=st.sampled_from([5, 50, 2000]))
def test_counts_and_marks_add_up(desk, wanted, limit):
    rows = [listed_of(i) for i in chosen(desk, wanted)]
    facets, months = desk.facets(wanted), desk.histogram(wanted)
    assert facets.grade == Counter(row.grade for row in rows)
    assert facets.type == Counter(row.event_type for row in rows)
    assert sum(month.count for month in months.months) + months.without_day == len(rows)
    assert sum(month.killed for month in months.months) == sum(r.killed.best for r in rows if r.killed and r.day.start)
    points = desk.points(wanted, limit=limit)
    assert sum(mark.count for mark in points.marks) + points.without_place == len(rows)
    spots = {(r.place.lat, r.place.lon) for r in rows if r.place and r.place.known}
    if points.cell is None:
        assert {(mark.lat, mark.lon) for mark in points.marks} == spots
    else:
        known = {(r.place.lat, r.place.lon, r.place.precision) for r in rows if r.place and r.place.known}
        assert len(points.marks) <= len(known)  # those known differently are never drawn as one
    view = Box(0, 0, 60, 40)
    assert sum(m.count for m in desk.points(wanted, view).marks) == sum(
        r.place is not None and r.place.lat is not None and view.holds(r.place.lat, r.place.lon) for r in rows
    )


def test_an_incident_is_loaded_alone_by_any_id_it_has_had(desk):
    record = desk.record()
    for incident in record.incidents[:40]:
        for words in (incident.id, *(f"2000-01-01-elsewhere-{a.mark}" for a in incident.accounts)):
            view = desk.incident(words)
            assert view.incident == incident
            assert view.chain == chain(record.incidents, incident)
    with pytest.raises(DeskError, match="no incident has this id"):
        desk.incident("0000-nowhere-xyz")
    with pytest.raises(DeskError, match="incidents are meant"):
        desk.incident("2000-01-")


def test_a_decision_changes_rows_as_it_changes_incidents(tmp_path):
    with filled(tmp_path / "ledger.db") as desk:
        asked = desk.proposals(limit=1).rows[0]
        before = list(desk.all_listed())
        stand = desk.stand
        judged = desk.judge("same", (asked.one.id, asked.other.id), by="me", because="one and the same")
        assert desk.stand != stand
        assert desk.proposal(asked.one.id, asked.other.id) is None
        assert _rows(desk) == [_bare(listed_of(i)) for i in chosen(desk, Wanted())]
        assert {a.id for a in desk.incident(asked.other.id).incident.accounts} >= {
            a.id for a in desk.incident(asked.one.id).incident.accounts
        }
        desk.retract(judged.judgement.id, by="me", because="no")
        assert list(desk.all_listed()) == before


def test_sums_kept_up_are_those_made_anew(desk):
    def sums():
        with desk.ledger._reading() as connection:
            return sorted(tuple(row) for row in connection.execute(select(SUMS)))

    before = sums()
    assert before
    desk.ledger.sum_up()
    assert sums() == before


def _rows(desk):
    return [_bare(row) for row in desk.all_listed()]


def test_proposals_come_in_pages_the_most_useful_first(desk):
    rows, after = [], None
    while True:
        page = desk.proposals(after, limit=3)
        rows += [asking.proposal for asking in page.rows]
        after = page.next
        if after is None:
            break
    assert tuple(rows) == desk.record().proposals
    assert page.count == len(rows) > 3
    with pytest.raises(DeskError, match="no page"):
        desk.proposals("x")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=WANTED)
def test_shares_count_what_incidents_have_in_common(desk, wanted):
    rows = [listed_of(i) for i in chosen(desk, wanted)]
    names = {"type": lambda row: {row.event_type}, "grade": lambda row: {row.grade},
             "actor": lambda row: {name for name, _ in row.actors}}  # fmt: skip
    for by, of in names.items():
        told = desk.shares(by, wanted, limit=1000)
        assert {s.name: s.count for s in told} == Counter(name for row in rows for name in of(row))
        killed = Counter()
        for row in rows:
            killed.update(dict.fromkeys(of(row), row.killed.best if row.killed else 0))
        assert {s.name: s.killed for s in told if s.killed} == {name: n for name, n in killed.items() if n}
        assert [s.count for s in told] == sorted((s.count for s in told), reverse=True)


def test_what_is_no_order_or_page_is_refused(desk):
    with pytest.raises(DeskError, match="no such order"):
        desk.page(order="best")
    with pytest.raises(DeskError, match="no page"):
        desk.page(after="x")


def test_a_wide_span_of_days_finds_wide_incidents(desk):
    """Incidents known by month or more are in every span that meets theirs, and in no other."""
    month = next(row for row in desk.all_listed() if row.day.precision == "month")
    inside = month.day.end - timedelta(days=1)
    assert month.id in {row.id for row in desk.all_listed(Wanted(first=inside, last=inside))}
    after = month.day.end + timedelta(days=1)
    assert month.id not in {row.id for row in desk.all_listed(Wanted(first=after))}
