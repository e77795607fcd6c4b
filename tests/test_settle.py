from datetime import date

import pytest

from build import AL_BUKAMAL, AL_QAIM, ALBUKAMAL, BAGHDAD, DEIR_EZ_ZOR, IRAQ, KIRKUK, SYRIA, account, day, judgement
from consilience.claim import Account, Claim
from consilience.evidence import Evidence
from consilience.incident import Incident, Record
from consilience.place import Place
from consilience.reconcile import account_toll, find_incident, reconcile, rise, sources
from consilience.reconcile.settle import settle
from consilience.reconcile.tolls import voices
from consilience.reconcile.verdicts import Verdicts
from consilience.toll import Toll

STRIKE = {"day": "2020-03-12", "place": ALBUKAMAL, "type": "Air/drone strike"}
LONG = "at least eighteen fighters were killed in the raids near the border"


def only(record: Record) -> Incident:
    assert len(record.incidents) == 1, [i.id for i in record.incidents]
    return record.incidents[0]


def killed(*accounts: Account, rule: str = "range") -> Toll | None:
    return only(reconcile(accounts, rule=rule)).tolls["killed"].value


@pytest.mark.parametrize(
    ("told", "toll"),
    [
        (18, Toll(18, 18, 18)),
        ("18+", Toll(18, 18, None)),
        (["18+", 18], Toll(18, 18, None)),
        ([(18, {"part": "title"}), 20], Toll(18, 20, 20)),
        ([12, (18, {"scope": "later"})], Toll(18, 18, 18)),
        (["12+", (18, {"scope": "later"})], Toll(12, 18, 18)),
        (["4-9", (7, {"scope": "later"})], Toll(4, 9, 9)),
        ([15, (18, {"scope": "later", "according_to": "police"}), (20, {"according_to": "army"})], Toll(15, 18, 20)),
        ([20, ("2+", {"scope": "part", "category": "child"})], Toll(20, 20, 20)),
        ([("2+", {"category": "police", "nationality": "IQ"}), (1, {"nationality": "US"})], Toll(3, 3, None)),
        ([(2, {"scope": "part", "nationality": "US"}), (1, {"scope": "part", "nationality": "GB"})], Toll(3, 3, 3)),
        ([(5, {"scope": "part", "category": "civilian"}), (2, {"scope": "part", "category": "child"})], Toll(5, 5, 5)),
        ([(18, {"category": "fighter"}), (18, {"category": "fighter", "nationality": "IQ"})], Toll(18, 18, 18)),
        ([16, (9, {"according_to": "police"}), (20, {"according_to": "residents"})], Toll(16, 16, 20)),
        ([(16, {"according_to": "army"}), (9, {"according_to": "police"})], Toll(9, 16, 16)),
        (["10+", ("15+", {"according_to": "residents", "qualifier": "more than"})], Toll(10, 10, 16)),
        ([(9, {"qualifier": "up to"}), (8, {"according_to": "police"})], Toll(8, 9, 9)),
        ([7, (3, {"qualifier": "at first", "according_to": "police"})], Toll(7, 7, 7)),
        ([8, (10, {"qualifier": "listed"})], Toll(8, 8, 8)),
        (["5+", ("several", {"low": 12, "high": 24, "according_to": "residents"})], Toll(5, 5, 24)),
        ([(40, {"according_to": "army", "category": "fighter"}),
          (15, {"according_to": "elders", "category": "civilian"})], Toll(15, 40, 40)),
        ([17, ("several", {"low": 12, "high": 24, "according_to": "residents"})], Toll(17, 17, 17)),
        (["21+", ("several", {"low": 12, "high": 24})], Toll(21, 21, None)),
        ([(12, {"qualifier": "at first", "according_to": "police"}), (15, {"according_to": "army"})], Toll(12, 12, 15)),
        ([(16, {"according_to": "army", "category": "civilian"}),
          (9, {"according_to": "police", "category": "civilian"})], Toll(9, 16, 16)),
        ([5, (50, {"according_to": "residents"})], Toll(5, 5, 5)),
        ([(1, {"qualifier": "implied"}), 3], Toll(3, 3, 3)),
        ([(600, {"scope": "tally"})], None),
        ("several", Toll(2, 2, None)),
        (["several", 7], Toll(7, 7, 7)),
        ((), None),
    ],
)  # fmt: skip
def test_an_accounts_own_toll(told, toll):
    assert account_toll(account("r1", killed=told), "killed") == toll


def test_names_count_where_no_figure_is_given():
    assert account_toll(account("r1", victims=["Qasem Soleimani", "Soleimani", "Abu Mahdi"]), "killed") == Toll(2, 2, 2)
    assert account_toll(account("r1", victims=["Qasem Soleimani"]), "injured") is None


def test_range_takes_the_smallest_and_largest_word_and_the_figure_most_give():
    told = [account(f"r{n}", killed=k, **STRIKE) for n, k in enumerate([18, 20, 20, 22])]
    assert killed(*told) == Toll(18, 20, 22)
    assert killed(*told, rule="conservative") == Toll(18, 18, 22)
    assert killed(*told, rule="majority") == Toll(20, 20, 20)


def test_a_tie_goes_to_the_most_recent_then_to_the_lower():
    old, new = (
        account("r1", killed=18, published="2020-03-12", **STRIKE),
        account("r2", killed=17, published="2020-03-14", **STRIKE),
    )
    assert killed(old, new) == Toll(17, 17, 18)
    same_day = account("r3", killed=19, published="2020-03-14", **STRIKE)
    assert killed(old, new, same_day) == Toll(17, 17, 19)
    assert killed(old, new, same_day, rule="latest") == Toll(17, 17, 19)
    assert killed(old, new, rule="latest") == Toll(17, 17, 17)


def test_high_is_open_only_where_the_largest_is():
    assert killed(account("r1", killed="8+", **STRIKE), account("r2", killed=9, **STRIKE)) == Toll(8, 8, 9)
    assert killed(account("r1", killed="9+", **STRIKE), account("r2", killed=8, **STRIKE)).high is None


def test_a_publisher_has_one_word_its_latest():
    early = account("r1", killed=18, publisher="AFP", published="2020-03-12", **STRIKE)
    late = account("r2", killed=26, publisher="afp", published="2020-03-13", **STRIKE)
    assert killed(early, late) == Toll(26, 26, 26)


def test_copies_of_one_text_count_once():
    copies = [account(f"r{n}", killed=(18, {"quote": LONG}), **STRIKE) for n in range(3)]
    others = [account(f"s{n}", killed=20, **STRIKE) for n in range(2)]
    assert killed(*copies, *others).best == 20


def test_a_few_among_those_another_counts_are_no_rival():
    whole = account("r1", killed=[(1, {"nationality": "US"}), ("2+", {"nationality": "IQ"})], **STRIKE)
    few = [account(f"s{n}", killed=(1, {"nationality": "US"}), **STRIKE) for n in range(2)]
    finding = only(reconcile([whole, *few])).tolls["killed"]
    assert finding.value == Toll(3, 3, None)
    assert finding.standing == "agreed"


def test_names_of_several_reports_are_counted_together_and_never_against_a_figure():
    one = account("r1", victims=["Qasem Soleimani"], **STRIKE)
    two = account("r2", victims=["Qassem Suleimani", "Abu Mahdi Al Muhandis"], **STRIKE)
    assert killed(one, two) == Toll(2, 2, 2)
    assert killed(one, two, account("r3", killed=7, **STRIKE)) == Toll(7, 7, 7)
    assert only(reconcile([one, two])).victims == ("Qassem Suleimani", "Abu Mahdi Al Muhandis")


def test_tolls_that_do_not_meet_are_disputed_with_the_claims_on_both_sides():
    finding = only(reconcile([account("r1", killed=18, **STRIKE), account("r2", killed=20, **STRIKE)])).tolls["killed"]
    assert finding.standing == "disputed"
    assert finding.rule == "range"
    assert [c.value for c in finding.claims_for] == [18]
    assert [c.value for c in finding.claims_against] == [20]


def test_what_nobody_says_is_unsaid():
    incident = only(reconcile([account("r1")]))
    assert {incident.day.standing, incident.place.standing, incident.event_type.standing} == {"unsaid"}
    assert all(f.value is None and f.standing == "unsaid" for f in incident.tolls.values())
    assert incident.id.startswith("undated-nowhere-")


def test_the_finest_place_and_day_most_agree_on():
    accounts = [
        account("r1", day="2020-03-12", place=ALBUKAMAL, killed=18, injured=20, perpetrator="IDF"),
        account("r2", day="2020-03-11/2020-03-12", place=DEIR_EZ_ZOR, killed=18, injured=20),
        account("r3", day="2020-03", place=SYRIA, killed=18, injured=20, perpetrator="Israel"),
    ]
    incident = only(reconcile(accounts))
    assert incident.place.value == ALBUKAMAL
    assert incident.place.standing == "agreed"
    assert (incident.day.value.start, incident.day.value.precision) == (date(2020, 3, 12), "day")
    assert len(incident.day.claims_for) == 3
    assert incident.places == ()


def test_ranges_narrow_each_other():
    one = account("r1", day="2020-03-09/2020-03-12", place=ALBUKAMAL, killed=18)
    two = account("r2", day="2020-03-11/2020-03-15", place=AL_BUKAMAL, killed=18)
    day = only(reconcile([one, two])).day
    assert (str(day.value), day.value.precision) == ("2020-03-11 to 2020-03-12", "range")


def test_further_places_of_one_operation():
    incident = only(reconcile([account("r1", day="2019-12-29", place=[AL_QAIM, IRAQ, SYRIA], killed=25)]))
    assert incident.place.value == AL_QAIM
    assert incident.places == (SYRIA,)


def test_the_town_around_the_spot_is_no_further_place():
    airport = Place("Baghdad airport", "IQ", "Baghdad", 33.26, 44.23, "exact", "base:airport")
    incident = only(reconcile([account("r1", day="2020-01-03", place=[BAGHDAD, airport], killed=2)]))
    assert incident.place.value == BAGHDAD
    both = [
        account("r1", day="2020-01-03", place=airport, killed=9),
        account("r2", day="2020-01-03", place=BAGHDAD, killed=9),
    ]
    incident = only(reconcile(both))
    assert incident.place.value == airport
    assert incident.places == ()


def test_the_most_telling_kind_wins_over_a_wide_one():
    told = [account("r1", type="Attack", **{k: STRIKE[k] for k in ("day", "place")}, killed=18) for _ in range(1)]
    told += [account("r2", killed=18, **STRIKE), account("r3", killed=18, **{**STRIKE, "type": "Attack"})]
    assert only(reconcile(told)).event_type.value == "Air/drone strike"


def test_actors_are_merged_with_the_strongest_word_and_denials_kept():
    accounts = [
        account("r1", killed=18, perpetrator=("IDF", {"standing": "suspected"}), **STRIKE),
        account("r2", killed=18, perpetrator=("Israel", {"standing": "blamed", "according_to": "Syria"}), **STRIKE),
        account("r3", killed=18, attribution=("Israeli army", {"standing": "denied"}), **STRIKE),
    ]
    told = [(a.name, a.role, a.standing, a.according_to) for a in only(reconcile(accounts)).actors]
    assert told == [
        ("Israel", "perpetrator", "blamed", "Syria"),
        ("Israel", "perpetrator", "denied", None),
    ]


def test_people_set_choose_and_leave_out_values():
    told = [account("r1", killed=18, **STRIKE), account("r2", killed=20, **STRIKE)]
    accept = judgement("accept", ("r2", "20 killed"), field="killed")
    finding = only(reconcile(told, [accept])).tolls["killed"]
    assert (finding.value, finding.standing) == (Toll(18, 20, 20), "judged")
    reject = judgement("reject", ("r2", "20 killed"), field="killed")
    finding = only(reconcile(told, [reject])).tolls["killed"]
    assert finding.value == Toll(18, 18, 18)
    assert [c.value for c in finding.claims_against] == [20]
    prefer = judgement("prefer", ("r2", "20 killed"), field="killed", value="25")
    assert only(reconcile(told, [prefer])).tolls["killed"].value == Toll(18, 25, 25)
    day = judgement("prefer", ("r1", "18 killed"), field="date", value="2020-03-11")
    assert only(reconcile(told, [day])).day.value.start == date(2020, 3, 11)
    place = judgement("prefer", ("r1", "18 killed"), field="place", value="The border")
    assert only(reconcile(told, [place])).place.value.name == "The border"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("killed", "many"),
        ("killed", "-1"),
        ("date", "Thursday"),
        ("event_type", "War"),
        ("victim", "X"),
        ("place", " "),
    ],
)
def test_a_value_that_cannot_be_is_a_problem(field, value):
    told = account("r1", killed=18, **STRIKE)
    record = reconcile([told], [judgement("prefer", ("r1", "18 killed"), field=field, value=value)])
    assert [p.kind for p in record.problems] == ["bad value"]
    assert record.incidents == reconcile([told]).incidents


def test_contradicting_values_are_a_problem_and_neither_takes_effect():
    told = [account("r1", killed=18, **STRIKE), account("r2", killed=20, **STRIKE)]
    both = [
        judgement("accept", ("r1", "18 killed"), field="killed"),
        judgement("prefer", ("r2", "20 killed"), field="killed", value="20"),
    ]
    record = reconcile(told, both)
    assert [p.kind for p in record.problems] == ["contradictory judgements"]
    assert all(j.id in record.problems[0].message for j in both)
    assert record.incidents == reconcile(told).incidents
    both[1] = judgement("reject", ("r1", "18 killed"), field="killed")
    assert [p.kind for p in reconcile(told, both).problems] == ["contradictory judgements"]


def test_words_not_found_any_more_are_a_problem():
    lost = judgement("accept", ("r1", "nothing of the kind"), field="killed")
    assert [p.kind for p in reconcile([account("r1", killed=18, **STRIKE)], [lost]).problems] == ["words not found"]


def test_the_id_is_made_of_day_place_and_earliest_account_and_outlives_a_merge():
    late = account("r1", killed=18, published="2020-03-14", **STRIKE)
    early = account("r2", killed=18, published="2020-03-13", **{**STRIKE, "place": AL_BUKAMAL})
    alone = only(reconcile([late])).id
    assert alone == f"2020-03-12-albukamal-{late.mark}"
    record = reconcile([late, early])
    assert only(record).id.endswith(early.mark)
    assert find_incident(record, alone) == only(record)
    assert find_incident(record, late.id) == only(record)
    assert find_incident(record, "2020-03-12-albukamal-00000000") is None


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (SYRIA, "sy"),
        (Place("Нью-Йорк (селище)", "UA", precision="town"), "nyu-york-selishche"),
        (Place("…", "UA", precision="town"), "ua"),
    ],
)
def test_the_place_in_an_id_is_plain(place, words):
    assert (
        only(reconcile([account("r1", day="2020-03-12", place=place)])).id.split("-", 3)[3].rsplit("-", 1)[0] == words
    )


def test_what_answers_what():
    attack = account("r1", rank=1, day="2019-12-27", place=KIRKUK, killed=1)
    answer = account("r1", day="2019-12-29", place=AL_QAIM, killed=25, responds=[attack])
    first, second = reconcile([answer, attack]).incidents
    assert second.responds_to == (first.id,)
    assert first.responds_to == ()


def test_a_copy_shows_in_quotes_at_the_same_distances_however_short():
    def report(id: str, shift: int = 0) -> Account:
        told = [
            ("killed", 18, 0, "18 killed"),
            ("place", "Albukamal", 30, "Albukamal"),
            ("date", "d", 60 + shift, "Thursday"),
        ]
        claims = [Claim(f, v, Evidence(id, "text", at, at + len(q), q)) for f, v, at, q in told]  # type: ignore[arg-type]
        return Account(id, 0, "hand/1", tuple(claims), date(2020, 3, 12), f"Paper {id}")

    assert len(sources([report("a"), report("b"), report("c", shift=1)])) == 2
    assert len(voices(sources([report("a"), report("b"), report("c", shift=1)]), "killed")) == 2


def test_a_later_report_of_one_victim_takes_no_figure_back():
    early = account("r1", killed=5, publisher="AFP", published="2020-03-12", **STRIKE)
    pointed = account(
        "r2", killed=(1, {"qualifier": "told before", "quote": "the victim"}), publisher="AFP",
        published="2020-03-20", **STRIKE,
    )  # fmt: skip
    named = account("r3", victims=["Wassim Tufaili"], publisher="AFP", published="2020-03-21", **STRIKE)
    assert killed(early, pointed, named) == Toll(5, 5, 5)
    assert killed(pointed) == Toll(1, 1, 1)


def test_who_only_points_back_at_the_dead_has_no_say_in_the_best_figure():
    full = account("r1", killed=3, published="2020-03-12", **STRIKE)
    loose = [
        account(f"s{n}", killed=(1, {"qualifier": "told before"}), published="2020-03-13", **STRIKE) for n in range(2)
    ]
    assert settle([full, *loose], Verdicts(), "range").tolls["killed"].value == Toll(1, 3, 3)


def test_sources_that_count_only_the_hurt_outvote_one_that_tells_of_a_death_but_not_later_news_of_it():
    def hurt(name: str, day: str) -> Account:
        return account(name, injured=5, published=day, **STRIKE)

    odd = account("r1", killed=1, injured=5, published="2020-03-12", **STRIKE)
    finding = only(reconcile([odd, hurt("r2", "2020-03-12"), hurt("r3", "2020-03-13")])).tolls["killed"]
    assert (finding.value, finding.standing) == (Toll(0, 0, 1), "disputed")
    assert killed(odd, hurt("r2", "2020-03-12")) == Toll(1, 1, 1)
    died = account("r4", killed=1, injured=4, published="2020-03-15", **STRIKE)
    assert killed(died, hurt("r2", "2020-03-12"), hurt("r3", "2020-03-13")) == Toll(1, 1, 1)


def test_no_incident_lies_after_its_first_report_and_of_two_days_the_one_written_first_stands():
    place = {"place": ALBUKAMAL, "killed": 4, "type": "Air/drone strike", "victims": ["Wassim Tufaili", "Omar Haddad"]}
    first = account("r1", day="2020-03-11", published="2020-03-12", **place)
    follow = account("r2", day="2020-03-12", published="2020-03-13", **place)
    trial = [account(f"s{n}", day="2020-03-16", published="2020-03-17", **place) for n in range(2)]
    one = settle([first, follow, *trial], Verdicts(), "range")
    assert str(one.day.value) == "2020-03-11"
    assert one.day.standing == "disputed"


def test_of_two_days_as_many_sources_tell_the_one_told_more_often_stands():
    place = {"place": ALBUKAMAL, "killed": 4, "type": "Air/drone strike", "victims": ["Wassim Tufaili", "Omar Haddad"]}
    again = [Claim("date", "2020-03-12", Evidence("r2", "text", at, at + 6, "Friday"), resolved=day("2020-03-12"))
             for at in (500, 600)]  # fmt: skip
    first = account("r1", day="2020-03-11", published="2020-03-12", **place)
    follow = account("r2", day="2020-03-12", published="2020-03-13", extra=again, **place)
    assert str(settle([first, follow], Verdicts(), "range").day.value) == "2020-03-12"


def strike(report: str, killed: int, published: str, publisher: str = "own") -> Account:
    return account(report, killed=killed, publisher=publisher, published=published, **STRIKE)


def test_a_rise_is_a_series_and_no_dispute():
    told = [
        strike("r1", 3, "2020-03-12", "Alpha"),
        strike("r2", 4, "2020-03-12", "Beta"),
        strike("r3", 5, "2020-03-13", "Gamma"),
        strike("r4", 5, "2020-03-14", "Alpha"),
    ]
    incident = settle(told, Verdicts(), "range")
    finding = incident.tolls["killed"]
    assert (finding.value, finding.standing) == (Toll(4, 5, 5), "agreed")
    assert [(f.source, f.published.day, f.toll.best, f.stand) for f in incident.over_time] == [
        ("Alpha", 12, 3, "replaced"),
        ("Alpha", 14, 5, "stands"),
        ("Beta", 12, 4, "raised by others"),
        ("Gamma", 13, 5, "stands"),
    ]
    assert [c.value for c in finding.claims_for] == [5, 5]
    assert finding.claims_against == ()
    risen = rise(incident, "killed")
    assert risen
    assert (risen.first.best, risen.last, risen.start.day, risen.end.day) == (3, 5, 12, 13)


def test_two_who_counted_first_do_not_outvote_one_that_counts_more_later():
    told = [strike("r1", 4, "2020-03-12"), strike("r2", 4, "2020-03-12"), strike("r3", 5, "2020-03-15")]
    finding = settle(told, Verdicts(), "range").tolls["killed"]
    assert (finding.value, finding.standing) == (Toll(4, 5, 5), "agreed")


@pytest.mark.parametrize(
    "later",
    [
        [("r2", 5, "2020-03-13"), ("r3", 3, "2020-03-14")],  # somebody repeats the lower figure
        [("r2", 5, "2020-03-13"), ("r3", 9, "2020-03-14")],  # who counted later contradict each other
        [("r2", 2, "2020-03-13")],  # it fell
        [("r2", 5, "2020-03-12")],  # nobody knows which was first
    ],
)
def test_what_is_no_rise_is_a_dispute(later):
    incident = settle([strike("r1", 3, "2020-03-12"), *(strike(*row) for row in later)], Verdicts(), "range")
    assert incident.tolls["killed"].standing == "disputed"
    assert rise(incident, "killed") is None


def test_who_counts_only_some_later_is_in_part():
    few = account("r2", killed=(1, {"qualifier": "told before"}), publisher="Alpha", published="2020-03-20", **STRIKE)
    incident = settle([strike("r1", 5, "2020-03-12", "Alpha"), few], Verdicts(), "range")
    assert [(f.toll.best, f.stand) for f in incident.over_time] == [(5, "stands"), (1, "in part")]
