"""What must always hold of a record, whatever the accounts and judgements are."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from build import AL_BUKAMAL, AL_QAIM, ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, account, day, judgement
from consilience.claim import Claim
from consilience.evidence import Evidence
from consilience.place import Place
from consilience.reconcile import RULES, PlainMatcher, find_incident, reconcile
from consilience.reconcile.copies import COPIED
from consilience.reconcile.names import plain

DAYS = ["?", "2020-03-12", "2020-03-11", "2020-03-11/2020-03-12", "2020-03", "2020-01-10", "2020-03-01/2020-03-20"]
PLACES = [ALBUKAMAL, AL_BUKAMAL, AL_QAIM, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, Place("Somewhere")]
COUNTS = [1, 2, 18, 20, "2+", "18+", "18-20", "several"]
TYPES = ["Air/drone strike", "Attack", "Shelling/artillery/missile attack", "Peaceful protest"]
LONG = "at least eighteen people were killed in the raids near the border"


@st.composite
def counts(draw):
    more = {"scope": draw(st.sampled_from(["whole", "whole", "part", "later", "tally"]))}
    if draw(st.booleans()):
        more["nationality"] = draw(st.sampled_from(["US", "IQ"]))
    if draw(st.booleans()):
        more["category"] = draw(st.sampled_from(["civilian", "child", "police"]))
    if draw(st.booleans()):
        more["according_to"] = draw(st.sampled_from(["police", "hospital"]))
    if draw(st.integers(0, 5)) == 0:
        more["quote"] = LONG
    if draw(st.integers(0, 3)) == 0:
        more["part"] = "title"
    return draw(st.sampled_from(COUNTS)), more


@st.composite
def told(draw, report, rank):
    fields = {}
    if draw(st.integers(0, 5)):
        fields["day"] = draw(st.sampled_from(DAYS))
    if draw(st.booleans()):
        fields["type"] = draw(st.sampled_from(TYPES))
    for field in ("perpetrator", "target"):
        if draw(st.booleans()):
            standing = draw(st.sampled_from([None, "claimed", "blamed", "denied"]))
            fields[field] = (draw(st.sampled_from(["Israel", "IDF", "Kataib Hezbollah"])), {"standing": standing})
    if draw(st.integers(0, 3)) == 0:  # it answers what its report does not tell
        words = Evidence(report, "text", 90_000 + rank, 90_020 + rank, "in response to that")
        when, where = draw(st.sampled_from(DAYS[1:4])), draw(st.sampled_from([None, ALBUKAMAL, AL_QAIM, SYRIA]))
        pointed = [day(when), *([where] if where else [])]
        fields["extra"] = [Claim("response", None, words, resolved=told) for told in pointed]
    return account(
        report,
        rank=rank,
        publisher=draw(st.sampled_from([None, "own", "AFP", "Rudaw"])),
        published=draw(st.sampled_from([None, "2020-03-12", "2020-03-13"])),
        place=draw(st.lists(st.sampled_from(PLACES), max_size=2)),
        killed=draw(st.lists(counts(), max_size=3)),
        injured=draw(st.lists(counts(), max_size=1)),
        victims=draw(st.lists(st.sampled_from(["Qasem Soleimani", "Qassem Suleimani", "Abu Mahdi"]), max_size=2)),
        **fields,
    )


@st.composite
def accounts(draw, most=7):
    found = []
    for number in range(draw(st.integers(0, most))):
        report, rank = f"r{number // 2}", number % 2
        responds = found[-1:] if rank and draw(st.booleans()) else []
        found.append(draw(told(report, rank)))
        if draw(st.booleans()):
            found[-1] = _pointing(found[-1], draw(st.sampled_from(["2020-03-11", "2020-03-12"])))
        if responds:
            answer = account(report, rank=2, day="2020-03-12", place=AL_QAIM, responds=responds)
            found.append(answer)
    return found


def _pointing(one, when):
    """An account that also tells of an answer to something on a day, of which its report does not tell."""
    words = Evidence(one.report, "text", 900_000 + one.rank, 900_009 + one.rank, "an answer")
    return replace(one, claims=(*one.claims, Claim("response", None, words, resolved=day(when))))


@st.composite
def worlds(draw):
    """Accounts, and judgements on them: joining, parting, choosing, leaving out, setting, and taking back."""
    known = draw(accounts())
    said = [(a.report, c.evidence.quote, c.field) for a in known for c in a.claims] + [
        ("r0", "never said at all", "killed")
    ]
    decided = []
    for number in range(draw(st.integers(0, 4))):
        when = f"2024-01-01T00:00:0{number}Z"
        verb = draw(st.sampled_from(["same", "different", "unsure", "note", "accept", "reject", "prefer", "retract"]))
        one, other = draw(st.sampled_from(said)), draw(st.sampled_from(said))
        if verb in ("same", "different"):
            decided.append(judgement(verb, one[:2], other[:2], when=when))
        elif verb == "unsure":
            count = draw(st.sampled_from([None, "2", "3", "9"]))
            decided.append(judgement(verb, one[:2], other[:2], when=when, value=count))
        elif verb == "note":
            decided.append(judgement(verb, one[:2], when=when))
        elif verb == "retract":
            if decided:
                decided.append(judgement(verb, when=when, retracts=draw(st.sampled_from(decided)).id))
        elif verb == "prefer":
            field, value = draw(
                st.sampled_from([("killed", "7"), ("date", "2020-03-12"), ("killed", "x"), ("place", "X")])
            )
            decided.append(judgement(verb, one[:2], when=when, field=field, value=value))
        else:
            decided.append(judgement(verb, one[:2], when=when, field=one[2]))
    return known, decided


@settings(max_examples=100, deadline=None)
@given(worlds(), st.randoms(use_true_random=False))
def test_order_never_matters(world, random):
    known, decided = world
    record = reconcile(known, decided)
    for _ in range(2):
        random.shuffle(known)
        random.shuffle(decided)
        assert reconcile(iter(known), iter(decided)) == record


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_every_account_is_in_exactly_one_incident_and_can_be_found(world):
    known, decided = world
    record = reconcile(known, decided)
    held = [a for i in record.incidents for a in i.accounts]
    assert sorted(map(repr, held)) == sorted(map(repr, set(known)))
    ids = [i.id for i in record.incidents]
    assert len(set(ids)) == len(ids)
    for incident in record.incidents:
        assert find_incident(record, incident.id) == incident
        assert set(incident.responds_to) <= set(ids) - {incident.id}
    for proposal in record.proposals:
        assert {proposal.one, proposal.other} <= set(ids)
        assert proposal.one != proposal.other
        assert proposal.likeness.barred is None


@settings(max_examples=80, deadline=None)
@given(worlds(), st.sampled_from(sorted(RULES)))
def test_figures_are_in_order_with_their_rule_and_their_claims(world, rule):
    known, decided = world
    for incident in reconcile(known, decided, rule=rule).incidents:
        claims = {c for a in incident.accounts for c in a.claims}
        for finding in incident.tolls.values():
            assert finding.rule == ("judged" if finding.standing == "judged" else rule)
            assert bool(finding.judged_by) == (finding.standing == "judged")
            assert {*finding.claims_for, *finding.claims_against} <= claims
            assert (finding.value is None) == (finding.standing == "unsaid")
            if finding.value:
                assert 0 <= finding.value.low <= finding.value.best
                assert finding.value.high is None or finding.value.best <= finding.value.high
                assert finding.standing == "judged" or finding.claims_for or finding.claims_against
        for finding in (incident.day, incident.place, incident.event_type):
            assert not set(finding.claims_for) & set(finding.claims_against)
            assert (finding.value is None) == (finding.standing == "unsaid")
            assert finding.value is None or finding.standing == "judged" or finding.claims_for


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_barred_accounts_are_never_joined_without_a_judgement(known):
    for incident in reconcile(known).incidents:
        pairs = list(combinations(incident.accounts, 2))
        assert all(likeness.barred is None for likeness in PlainMatcher().compare(pairs))


@settings(max_examples=80, deadline=None)
@given(accounts())
def test_likeness_is_the_same_both_ways(known):
    pairs = list(combinations(known, 2))
    forth = list(PlainMatcher().compare(pairs))
    back = list(PlainMatcher().compare((b, a) for a, b in pairs))
    assert [(x.score, x.barred is None) for x in forth] == [(x.score, x.barred is None) for x in back]
    assert all(0 <= x.score <= 1 for x in forth)


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_taking_everything_back_restores_what_was(world):
    known, decided = world
    decided = [j for j in decided if j.verb != "retract"]
    back = [judgement("retract", when=f"2025-01-01T00:00:0{n}Z", retracts=j.id) for n, j in enumerate(decided)]
    assert reconcile(known, [*decided, *back]) == reconcile(known)


@settings(max_examples=80, deadline=None)
@given(worlds())
def test_people_win_or_are_told_why_not(world):
    known, decided = world
    decided = [j for j in decided if j.verb in ("same", "different")]
    record = reconcile(known, decided)
    told_of = " ".join(f"{p.source} {p.message}" for p in record.problems)
    for one in decided:
        if one.id in told_of:
            continue
        homes = [
            {
                i.id
                for i in record.incidents
                for a in i.accounts
                if a.report == p.report and any(plain(p.quote) == plain(c.evidence.quote) for c in a.claims)
            }
            for p in one.passages
        ]
        if all(len(h) == 1 for h in homes):
            assert (homes[0] == homes[1]) == (one.verb == "same")


@settings(max_examples=60, deadline=None)
@given(accounts(most=5), st.sampled_from(sorted(RULES)))
def test_saying_a_contradiction_changes_nothing_but_the_problems(known, rule):
    if len(known) < 2:
        return
    words = [(a.report, a.claims[0].evidence.quote) for a in known[:2]]
    both = [judgement("same", *words), judgement("different", *words)]
    record, plain_record = reconcile(known, both, rule=rule), reconcile(known, rule=rule)
    assert record.incidents == plain_record.incidents
    assert len(record.problems) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([17, 18, 19, 20]), min_size=1, max_size=4), st.integers(1, 4))
def test_copies_of_one_text_count_once(figures, copies):
    where = {"day": "2020-03-12", "place": ALBUKAMAL, "type": "Air/drone strike"}
    assert len(LONG) >= COPIED
    own = [account(f"r{n}", killed=k, **where) for n, k in enumerate(figures)]
    wire = [account(f"w{n}", killed=(18, {"quote": LONG}), **where) for n in range(copies)]
    (many,) = reconcile([*own, *wire]).incidents
    (once,) = reconcile([*own, *wire[:1]]).incidents
    assert many.tolls["killed"].value == once.tolls["killed"].value


@settings(max_examples=60, deadline=None)
@given(accounts(most=4), st.sampled_from(["date", "place", "killed"]))
def test_what_is_not_resolved_never_drops_the_rest(known, field):
    """An account without one field keeps all it says of the others."""
    for one in known:
        less = replace(one, claims=tuple(c for c in one.claims if c.field != field) or one.claims[:1])
        (full,), (rest,) = reconcile([one]).incidents, reconcile([less]).incidents
        assert rest.accounts == (less,)
        if field != "date":
            assert rest.day == full.day
        if field != "place":
            assert rest.place == full.place
        assert rest.event_type == full.event_type
        assert rest.tolls["injured"] == full.tolls["injured"]
        assert rest.actors == full.actors
