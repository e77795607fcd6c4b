from build import AL_BUKAMAL, AL_QAIM, ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, account, judgement
from consilience.check import check_claims
from consilience.claim import Account, Claim
from consilience.doors import Likeness, Reading
from consilience.evidence import Evidence
from consilience.reconcile import reconcile
from consilience.report import Report
from consilience.tally import Tally

STRIKE = {"day": "2020-03-12", "place": ALBUKAMAL, "type": "Air/drone strike"}
ROCKETS = "Shelling/artillery/missile attack"


def groups(record):
    return sorted(sorted(f"{a.report}.{a.rank}" for a in i.accounts) for i in record.incidents)


class Scores:
    """A matcher that knows its answers."""

    def __init__(self, scores, bars=()):
        self.scores, self.bars = scores, bars

    def compare(self, pairs):
        for one, other in pairs:
            pair = "".join(sorted(one.report + other.report))
            yield Likeness(self.scores.get(pair, 0.0), (), "barred" if pair in self.bars else None)


def test_one_strike_under_two_spellings_and_another_eight_weeks_before():
    accounts = [
        account("r1", killed="18+", **STRIKE),
        account("r2", killed=18, **{**STRIKE, "place": AL_BUKAMAL}),
        account("r3", killed="8+", **{**STRIKE, "day": "2020-01-10"}, published="2020-01-10"),
    ]
    assert groups(reconcile(accounts)) == [["r1.0", "r2.0"], ["r3.0"]]


def test_no_chain_of_likenesses_joins_strangers():
    told = [account(name, **STRIKE) for name in "abc"]
    assert groups(reconcile(told, matcher=Scores({"ab": 0.95, "bc": 0.9, "ac": 0.05}))) == [["a.0", "b.0"], ["c.0"]]
    assert groups(reconcile(told, matcher=Scores({"ab": 0.95, "bc": 0.9, "ac": 0.5}))) == [["a.0", "b.0", "c.0"]]


def test_a_bar_keeps_groups_apart_unless_people_say_they_are_one():
    told = [account(name, killed=18, **STRIKE) for name in "abc"]
    matcher = Scores({"ab": 0.95, "bc": 0.95, "ac": 0.0}, bars=("ac",))
    assert groups(reconcile(told, matcher=matcher)) == [["a.0", "b.0"], ["c.0"]]
    same = judgement("same", ("a", "18 killed"), ("c", "18 killed"))
    assert ["a.0", "c.0"] in [[m for m in g if m != "b.0"] for g in groups(reconcile(told, [same], matcher))]


def test_a_vague_background_mention_joins_by_what_it_answers():
    attack_told = account(
        "r1", rank=1, day="2019-12-27", place=KIRKUK, type=ROCKETS, published="2019-12-29",
        killed=[(1, {"nationality": "US"}), ("2+", {"nationality": "IQ"})],
    )  # fmt: skip
    answer = account("r1", day="2019-12-29", place=AL_QAIM, killed=25, published="2019-12-29", responds=[attack_told])
    mention = account("r2", rank=2, place=IRAQ, type=ROCKETS, killed=(1, {"nationality": "US"}))
    again = account("r2", rank=1, day="2019-12-29", place=[IRAQ, SYRIA], killed=25, responds=[mention])
    joined = groups(reconcile([attack_told, answer, mention, again]))
    assert joined == [["r1.0", "r2.1"], ["r1.1", "r2.2"]]


def test_answers_of_one_incident_join_though_one_has_no_day():
    death = {"day": "2020-01-03", "place": BAGHDAD, "victims": ["Qasem Soleimani"]}
    first = account("r1", rank=1, **death)
    second = account("r2", rank=1, **{**death, "victims": ["Qassem Suleimani", "Abu Mahdi"]})
    one = account("r1", day="2020-01-04/2020-01-09", place=IRAQ, type=ROCKETS, responds=[first])
    two = account("r2", place=IRAQ, type=ROCKETS, responds=[second], published="2020-02-20")
    assert groups(reconcile([first, second, one, two])) == [["r1.0", "r2.0"], ["r1.1", "r2.1"]]


def test_people_join_and_part_and_take_back():
    told = [
        account("r1", killed=18, **STRIKE),
        account("r2", killed=18, **STRIKE),
        account("r3", day="2021-01-01", killed=3),
    ]
    before = reconcile(told)
    part = judgement("different", ("r1", "18 killed"), ("r2", "18 killed"))
    assert groups(reconcile(told, [part])) == [["r1.0"], ["r2.0"], ["r3.0"]]
    join = judgement("same", ("r1", "18 killed"), ("r3", "3 killed"))
    assert groups(reconcile(told, [join])) == [["r1.0", "r3.0"], ["r2.0"]]
    taken_back = judgement("retract", when="2024-02-01T00:00:00Z", retracts=part.id)
    assert reconcile(told, [part, taken_back]) == before


def test_contradictory_judgements_are_a_problem_naming_both():
    told = [account("r1", killed=18, **STRIKE), account("r2", killed=30, **{**STRIKE, "place": BAGHDAD})]
    words = (("r1", "18 killed"), ("r2", "30 killed"))
    both = [judgement("same", *words), judgement("different", *words)]
    record = reconcile(told, both)
    assert len(record.problems) == 1
    assert all(j.id in record.problems[0].message for j in both)
    assert record.incidents == reconcile(told).incidents


def test_contradictions_by_way_of_others():
    told = [account(f"r{n}", killed=n, day=f"2020-0{n}-01") for n in (1, 2, 3, 4)]
    said = {n: (f"r{n}", f"{n} killed") for n in (1, 2, 3, 4)}
    judgements = [
        judgement("same", said[1], said[2]),
        judgement("same", said[2], said[3]),
        judgement("different", said[1], said[3]),
        judgement("same", said[3], said[4]),
    ]
    record = reconcile(told, judgements)
    assert [p.kind for p in record.problems] == ["contradictory judgements"]
    assert all((j.id in record.problems[0].message) == (j is not judgements[3]) for j in judgements)
    assert groups(record) == [["r1.0"], ["r2.0"], ["r3.0", "r4.0"]]


def test_a_judgement_holds_on_to_words_that_moved():
    told = [account("r1", killed=(18, {"quote": "killed at least 18 Iraqi militia fighters"}), **STRIKE)]
    told += [account("r2", killed=18, **STRIKE)]
    part = judgement("different", ("r1", "at least 18 Iraqi militia"), ("r2", "18 killed"))
    assert len(reconcile(told, [part]).incidents) == 2
    lost = judgement("different", ("r1", "words from long ago"), ("r2", "18 killed"))
    assert [p.kind for p in reconcile(told, [lost]).problems] == ["words not found"]


def test_what_is_unsure_is_proposed_once_and_not_what_people_parted():
    told = [account(name, killed=18, **STRIKE) for name in "abc"]
    matcher = Scores({"ab": 0.99, "bc": 0.6, "ac": 0.5})
    record = reconcile(told, matcher=matcher)
    assert [(p.likeness.score, len(record.incidents)) for p in record.proposals] == [(0.6, 2)]
    part = judgement("different", ("a", "18 killed"), ("c", "18 killed"))
    assert reconcile(told, [part], matcher).proposals == ()


def test_accounts_of_a_region_and_of_a_country_are_candidates():
    told = [
        account("r1", killed=18, **STRIKE),
        account("r2", killed=18, **{**STRIKE, "place": DEIR_EZ_ZOR}),
        account("r3", killed=18, **{**STRIKE, "place": SYRIA}),
        account("r4", day="2020-03", place=AL_BUKAMAL, killed=18, type="Air/drone strike"),
    ]
    assert len(reconcile(told).incidents) == 1


def test_a_claim_whose_words_are_not_there_is_refused_and_links_follow():
    report = Report("r1", "Five were killed in Homs. It answered an attack.")
    good = Claim("killed", 5, Evidence.of(report, 0, 16))
    bad = Claim("killed", 9, Evidence("r1", "text", 0, 4, "Nine"))
    attack = Account("r1", 1, "hand/1", (bad, Claim("event_type", "Attack", Evidence.of(report, 26, 48))))
    answer = Account("r1", 0, "hand/1", (good, Claim("response", attack.id, Evidence.of(report, 26, 37))))
    empty = Account("r1", 2, "hand/1", (bad,))
    tally = Tally("killed", 9, bad.evidence)
    checked = check_claims(report, Reading((answer, attack, empty), (tally,)))
    assert [p.kind for p in checked.problems] == ["quote not found"] * 3
    assert checked.tallies == ()
    kept_answer, kept_attack = checked.accounts
    assert kept_answer.first("response").value == kept_attack.id != attack.id
    assert check_claims(report, Reading((kept_answer,))).accounts == (kept_answer,)
