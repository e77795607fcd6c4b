"""Growth gives what a rebuild gives: whatever comes in, in whatever order, and whatever people decide in between."""

import sys
from dataclasses import replace
from itertools import groupby
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build import ALBUKAMAL, BAGHDAD, account, judgement
from consilience.doors import Reading
from consilience.ledger import Ledger
from consilience.reconcile import reconcile
from consilience.reconcile.grow import grow
from consilience.reconcile.kept import numbered
from consilience.report import Report
from kept_in_memory import InMemory
from test_reconcile_properties import worlds
from varied import varied

near = sys.modules["consilience.reconcile.near"]  # its name in the package is the function's


def by_report(accounts):
    return {report: list(own) for report, own in groupby(sorted(accounts, key=lambda a: a.report), lambda a: a.report)}


@st.composite
def steps(draw):
    """The reports and the judgements of a world in some order, some of them together."""
    known, decided = draw(worlds())
    reports = by_report(known)
    items = draw(st.permutations([*reports, *decided]))
    batches, batch = [], []
    for item in items:
        batch.append(item)
        if draw(st.booleans()):
            batches.append(batch)
            batch = []
    return reports, [*batches, batch]


def grown(reports, batches):
    """The record after each step, and what a rebuild gives then."""
    kept, there, decided = InMemory(), [], []
    for batch in batches:
        new = {item: reports[item] for item in batch if isinstance(item, str)}
        there += [a for own in new.values() for a in own]
        decided += [item for item in batch if not isinstance(item, str)]
        kept.put(grow(kept, new, decided))
        yield kept.record(), reconcile(there, decided), kept


@settings(max_examples=250, deadline=None)
@given(steps())
def test_growth_gives_what_a_rebuild_gives(told):
    for record, rebuilt, _ in grown(*told):
        assert record == rebuilt


@settings(max_examples=80, deadline=None)
@given(steps())
def test_so_it_does_where_crowds_gather(told):
    before, near.CROWD = near.CROWD, 2
    try:
        for record, rebuilt, _ in grown(*told):
            assert record == rebuilt
    finally:
        near.CROWD = before


@settings(max_examples=80, deadline=None)
@given(steps())
def test_what_is_kept_is_what_a_rebuild_keeps(told):
    reports, batches = told
    kept = InMemory()
    for _, _, kept in grown(reports, batches):  # noqa: B007 - the last one is looked at
        pass
    (_, _, at_once), *_ = grown(reports, [[item for batch in batches for item in batch]])
    for name in ("_alike", "_related", "_links"):
        assert getattr(kept, name) == getattr(at_once, name)
    for name in ("_offers", "_asks"):
        one, other = ({key: set(n) for key, n in getattr(k, name).items()} for k in (kept, at_once))
        assert one == other


def test_one_report_more_looks_only_at_its_neighbours():
    """What happened elsewhere is not even asked for."""
    kept = InMemory()
    here = [account(f"r{n}", day="2020-03-12", place=ALBUKAMAL, killed=18) for n in range(3)]
    there = [account(f"s{n}", day="2020-03-12", place=BAGHDAD, killed=4) for n in range(3)]
    kept.put(grow(kept, by_report([*here, *there]), ()))
    looked_at = set()
    asked = kept.accounts
    kept.accounts = lambda numbers: (looked_at.update(numbers), asked(numbers))[1]
    change = grow(kept, by_report([account("new", day="2020-03-12", place=ALBUKAMAL, killed=18)]), ())
    assert looked_at == {n for a in here for n in numbered(a.report, [a])}
    assert len(change.gone) == len(change.told) == 1


def test_a_decision_taken_back_parts_what_only_it_had_joined():
    accounts = [account("r1", type="Attack", place=ALBUKAMAL), account("r2", type="Attack", place=BAGHDAD)]
    one = judgement("same", ("r1", "what r1 tells 0"), ("r2", "what r2 tells 0"))
    back = judgement("retract", when="2024-01-02T00:00:00Z", retracts=one.id)
    counts = [len(record.incidents) for record, _, _ in grown(by_report(accounts), [["r1", "r2"], [one], [back]])]
    assert counts == [2, 1, 2]


@pytest.mark.parametrize("seed", range(3))
def test_a_ledger_grows_as_a_rebuild_has_it(tmp_path, seed):
    """Many accounts near each other, one report after the other, some decisions in between; its rows hold the same."""
    random = Random(seed)
    reports = by_report(varied(random, 50, 25))
    words = [(a.report, a.claims[0].evidence.quote) for own in reports.values() for a in own]
    decided = [judgement(verb, *random.sample(words, 2)) for verb in ("same", "different")]
    decided.append(judgement("retract", when="2024-01-02T00:00:00Z", retracts=decided[0].id))
    items = [*random.sample(sorted(reports), len(reports)), *decided]
    near_before, near.CROWD = near.CROWD, 8
    try:
        with Ledger.open(str(tmp_path / "ledger.db"), make=True) as ledger:
            for number, item in enumerate(random.sample(items, len(items))):
                if isinstance(item, str):
                    own = tuple(replace(a, extractor="hand/1") for a in reports[item])
                    ledger.add(Report(item, item), "hand/1", Reading(own))
                else:
                    ledger.judge([item])
                ledger.bring_up("hand", "hand/1", grow)
                if number % 5 == 4 or number == len(items) - 1:
                    assert ledger.record() == reconcile(ledger.accounts("hand/1"), ledger.judgements())
    finally:
        near.CROWD = near_before
