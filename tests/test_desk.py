"""The desk: takes in once, looks up by little, keeps decisions, and gives the same record whatever the order."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from consilience.desk import Desk, DeskError, Taken, Wanted
from consilience.doors import Reading
from consilience.judgement import Passage
from consilience.ledger import Ledger
from consilience.problem import Problem
from consilience.reconcile import PlainMatcher
from fake_extractor import Fake, report

TWO = "5 killed in Nowhere on 2020-04-01. 2 killed in Taji on 2020-04-02."
LINES = [
    {"id": "000", "text": "Rockets: 3 killed in Taji on 2020-03-11.", "publisher": "A", "published": "2020-03-12"},
    {"id": "001", "text": "at least 18 killed in Albukamal on 2020-03-12", "publisher": "B", "published": "2020-03-13"},
    {"id": "002", "text": "20 killed in Albukamal on 2020-03-12.", "publisher": "C", "published": "2020-03-14"},
    {"id": "x:y#z", "text": TWO, "published": "2020-04-03"},
]  # fmt: skip


class Clock:
    """Ticks a second at each look."""

    def __init__(self):
        self.time = datetime(2021, 5, 1, 12, tzinfo=UTC)

    def __call__(self):
        self.time += timedelta(seconds=1)
        return self.time


def desk_over(path, extractor=None):
    return Desk(Ledger.open(str(path), make=True), extractor or Fake(), PlainMatcher(), Clock())


def fed(path, lines=LINES):
    file = path.with_suffix(".jsonl")
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    desk = desk_over(path)
    return desk, list(desk.add([str(file)]))


@pytest.fixture
def desk(tmp_path):
    desk, _ = fed(tmp_path / "ledger.db")
    with desk:
        yield desk


def ids(desk):
    return [incident.id for incident in desk.incidents()]


def bytes_of(desk, **options):
    return "".join(desk.export(**options).pieces).encode()


# taking in


def test_add_tells_of_each_report(tmp_path):
    desk, events = fed(tmp_path / "ledger.db")
    with desk:
        assert [e for e in events if isinstance(e, Taken)] == [
            Taken("000", "new", 1), Taken("001", "new", 1), Taken("002", "new", 1), Taken("x:y#z", "new", 2),
        ]  # fmt: skip
        again = [e for e in desk.add([str(tmp_path / "ledger.jsonl")]) if isinstance(e, Taken)]
        assert {e.known for e in again} == {"known"}
        assert len(ids(desk)) == 4


def test_the_day_of_taking_in_is_today_unless_told(tmp_path):
    desk, _ = fed(tmp_path / "ledger.db", LINES[:1])
    with desk:
        assert desk.report("000").report.taken_in == date(2021, 5, 1)
        other = tmp_path / "other.txt"
        other.write_text("7 killed in Taji on 2020-01-01, said the governor of the province on the telephone.")
        list(desk.add([str(other)], taken_in=date(2020, 2, 2)))
        assert desk.report("other").report.taken_in == date(2020, 2, 2)


def test_an_id_used_by_another_text_is_a_problem(tmp_path, desk):
    other = tmp_path / "other.jsonl"
    other.write_text(json.dumps({"id": "000", "text": "Quite another text, with 9 killed in Taji on 2020-01-01."}))
    taken = next(e for e in desk.add([str(other)]) if isinstance(e, Taken))
    assert taken.known == "id used"
    assert [p.kind for p in taken.problems] == ["id already used"]
    assert taken.problems[0].words.startswith("Quite another text")
    assert desk.report("000").report.text == LINES[0]["text"]


def test_a_report_without_an_incident_is_a_note(tmp_path, desk):
    dull = tmp_path / "dull.txt"
    dull.write_text("The council met on Monday and agreed on the budget of the library for the coming year.")
    taken = next(e for e in desk.add([str(dull)]) if isinstance(e, Taken))
    assert [(p.kind, p.level) for p in taken.problems] == [("no incident", "note")]


class Broken(Fake):
    def extract(self, told):
        if "Taji" in told.text:
            raise ZeroDivisionError("it does not add up")
        return super().extract(told)


def test_a_fault_of_the_extractor_loses_no_report(tmp_path):
    fed(tmp_path / "a.db")[0].ledger.close()
    with desk_over(tmp_path / "b.db", Broken()) as desk:
        events = [e for e in desk.add([str(tmp_path / "a.jsonl")]) if isinstance(e, Taken)]
        assert [e.known for e in events] == ["new"] * 4
        assert events[0].problems[0].kind == "extractor failed"
        assert "ZeroDivisionError: it does not add up" in events[0].problems[0].words
        assert len(ids(desk)) == 1


class Second(Fake):
    name = "fake/2"


def test_another_extractor_reads_what_is_there(tmp_path):
    desk, _ = fed(tmp_path / "ledger.db")
    before = ids(desk)
    desk.ledger.close()
    with desk_over(tmp_path / "ledger.db", Second()) as later:
        assert ids(later) == before
        assert {a.extractor for i in later.incidents() for a in i.accounts} == {"fake/2"}
        assert later.ledger.reading("000", "fake/1") != Reading()


# looking


def test_the_order_of_taking_in_does_not_matter(tmp_path):
    exports = set()
    for name, lines in (("a", LINES), ("b", LINES[::-1]), ("c", LINES[2:] + LINES[:2])):
        desk, _ = fed(tmp_path / f"{name}.db", lines)
        with desk:
            exports.add(b"".join(bytes_of(desk, format=f) for f in ("jsonl", "csv", "geojson")))
    assert len(exports) == 1


def test_the_record_is_kept_between_uses(tmp_path, monkeypatch):
    desk, _ = fed(tmp_path / "ledger.db")
    before = bytes_of(desk)
    desk.ledger.close()
    monkeypatch.setattr("consilience.desk.looking.reconcile", lambda *_: pytest.fail("derived again"))
    with desk_over(tmp_path / "ledger.db") as desk:
        assert bytes_of(desk) == before


def test_a_little_of_an_id_is_enough(desk):
    for incident in desk.incidents():
        for words in (incident.id, incident.id[-8:], incident.id[-8:-2], incident.id[:13]):
            assert desk.incident(words).incident == incident
    assert desk.report("x:y#z").report.id == "x:y#z"
    assert desk.report("x:").report.id == "x:y#z"


def test_a_wrong_id_tells_the_near_ones(desk):
    with pytest.raises(DeskError, match="no incident has this id; did you mean 2020-03-12-albukamal-"):
        desk.incident("2020-03-12-albukamel-00000000")
    with pytest.raises(DeskError, match="3 reports are meant by this: 000, 001, 002"):
        desk.report("00")
    with pytest.raises(DeskError, match=r"^qqqq: no report has this id$"):
        desk.report("qqqq")


def test_an_empty_ledger_says_so(tmp_path):
    with desk_over(tmp_path / "ledger.db") as desk:
        assert desk.incidents() == []
        with pytest.raises(DeskError, match="holds no incident yet"):
            desk.incident("x")


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted(), 4),
        (Wanted(country="iq"), 2),
        (Wanted(country="FR"), 0),
        (Wanted(first=date(2020, 3, 12)), 3),
        (Wanted(last=date(2020, 3, 12)), 2),
        (Wanted(first=date(2020, 3, 12), last=date(2020, 3, 12)), 1),
        (Wanted(type="air/drone strike"), 4),
        (Wanted(type="Attack"), 0),
        (Wanted(text="ALBUKAMÁL 20"), 1),
        (Wanted(text="albukamal taji"), 0),
    ],
)
def test_filters(desk, wanted, count):
    assert len(desk.incidents(wanted)) == count


def test_as_of_a_day(desk):
    early = desk.incidents(as_of=date(2020, 3, 13))
    assert [i.reports for i in early] == [("000",), ("001",)]
    later = desk.incident(early[1].id).incident
    assert later.reports == ("001", "002")
    assert desk.incidents(as_of=date(2019, 1, 1)) == []
    assert len(desk.incidents(as_of=date(2030, 1, 1))) == 4


def test_as_of_a_day_counts_a_report_without_a_day_from_its_taking_in(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps({"id": "u", "text": "3 killed in Taji on 2020-03-11.", "publisher": "A"}) + "\n")
    with desk_over(tmp_path / "ledger.db") as desk:
        list(desk.add([str(file)], taken_in=date(2020, 3, 20)))
        assert desk.incidents(as_of=date(2020, 3, 19)) == []
        (incident,) = desk.incidents(as_of=date(2020, 3, 20))
        with pytest.raises(DeskError, match="no report of it has a day, and none was in by then"):
            desk.incident(incident.id, as_of=date(2020, 3, 19))


def test_as_of_a_day_words_are_judged_as_ever_but_values_preferred_later_are_not_known(desk):
    early = date(2020, 3, 13)
    incident = find(desk, "albukamal")
    desk.judge("reject", ("001:at least 18 killed",), field="killed", **WHO)
    assert find_toll(desk, "albukamal", early) is None
    kept = desk.judge("prefer", (incident.id,), field="killed", value="19", **WHO).judgement
    assert find_toll(desk, "albukamal", early) is None
    assert find_toll(desk, "albukamal", date(2021, 5, 1)).best == 19
    desk.retract(kept.id, **WHO)
    assert find_toll(desk, "albukamal", date(2021, 5, 1)).best == 20


def find_toll(desk, words, as_of):
    return next(i for i in desk.incidents(as_of=as_of) if words in i.id).tolls["killed"].value


def test_a_rule_is_kept_changed_taken_back_and_set_aside_for_one_look(tmp_path, desk):
    def rules(**options):
        return {i.tolls["killed"].rule for i in desk.incidents(**options)}

    assert (desk.rule, rules()) == ("range", {"range"})
    first = desk.choose_rule("latest", **WHO).judgement
    second = desk.choose_rule("majority", **WHO).judgement
    assert desk.choose_rule("majority", **WHO).new is False
    assert (desk.rule, rules(), rules(rule="range")) == ("majority", {"majority"}, {"range"})
    assert rules(as_of=date(2020, 3, 13)) == {"majority"}
    desk.rebuild()
    assert rules() == {"majority"}
    assert list(desk.check()) == ["000", "001", "002", "x:y#z"]
    desk.retract(second.id, **WHO)
    assert (desk.rule, rules()) == ("latest", {"latest"})
    desk.retract(first.id, **WHO)
    assert (desk.rule, rules()) == ("range", {"range"})
    with pytest.raises(DeskError, match="there is no such rule"):
        desk.choose_rule("mean", **WHO)
    with pytest.raises(DeskError, match="there is no such rule"):
        desk.incidents(rule="mean")


# judging

WHO = {"by": "R. Ecorder", "because": "the names are the same"}


def find(desk, words):
    return next(i for i in desk.incidents() if words in i.id)


def test_same_and_retract_restore_the_bytes(desk):
    before = bytes_of(desk)
    taji, nowhere = find(desk, "03-11-taji"), find(desk, "nowhere")
    judged = desk.judge("same", (taji.id[-8:], nowhere.id), **WHO)
    assert judged.new
    assert judged.judgement.passages == (Passage("000", "3 killed"), Passage("x:y#z", "5 killed"))
    assert judged.judgement.when == "2021-05-01T12:00:02.000000Z"
    joined = desk.incident(taji.id)
    assert set(joined.incident.reports) == {"000", "x:y#z"}
    assert joined.judgements == (judged.judgement,)
    assert desk.incident(nowhere.id).incident == joined.incident
    back = desk.retract(judged.judgement.id[:6], by="me", because="they are not")
    assert bytes_of(desk) == before
    assert [valid for _, valid in desk.judgements()] == [False, False]
    with pytest.raises(DeskError, match="is retracted already"):
        desk.retract(judged.judgement.id, **WHO)
    desk.retract(back.judgement.id, **WHO)
    assert set(desk.incident(taji.id).incident.reports) == {"000", "x:y#z"}


def test_different_by_account_and_by_words(desk):
    albukamal = find(desk, "albukamal")
    assert albukamal.reports == ("001", "002")
    one = albukamal.accounts[0]
    judged = desk.judge("different", (one.id, "002:20   killed in\nAlbukamal"), **WHO)
    assert judged.judgement.passages[1] == Passage("002", "20 killed in Albukamal")
    assert len(ids(desk)) == 5
    assert judged.problems == ()


def test_days_to_come_are_refused(desk):
    with pytest.raises(DeskError, match="2021-05-02: lies after today, 2021-05-01"):
        desk.judge("prefer", ("000:3 killed",), field="date", value="2021-05-02", **WHO)


def test_accept_reject_and_prefer(desk):
    albukamal = find(desk, "albukamal").id
    judged = desk.judge("reject", ("002:20 killed",), field="killed", **WHO)
    assert judged.judgement.field == "killed"
    assert desk.incident(albukamal).incident.tolls["killed"].value.best == 18
    desk.retract(judged.judgement.id, **WHO)
    preferred = desk.judge("prefer", (albukamal,), field="killed", value="19", **WHO)
    settled = desk.incident(albukamal).incident.tolls["killed"]
    assert (settled.value.best, settled.standing) == (19, "judged")
    desk.retract(preferred.judgement.id, **WHO)
    desk.judge("accept", ("002:20 killed",), field="killed", **WHO)
    assert desk.incident(albukamal).incident.tolls["killed"].value.best == 20


def test_contradictory_judgements_are_shown(desk):
    one, other = find(desk, "03-11-taji").id, find(desk, "nowhere").id
    desk.judge("same", (one, other), **WHO)
    judged = desk.judge("different", ("000:3 killed", "x:y#z:5 killed"), **WHO)
    assert [p.kind for p in judged.problems] == ["contradictory judgements"]


def test_a_judgement_outlives_another_extractor(tmp_path):
    desk, _ = fed(tmp_path / "ledger.db")
    taji = find(desk, "03-11-taji").id
    desk.judge("same", (taji, find(desk, "nowhere").id), **WHO)
    desk.ledger.close()
    with desk_over(tmp_path / "ledger.db", Second()) as later:
        assert set(later.incident(taji).incident.reports) == {"000", "x:y#z"}


@pytest.mark.parametrize(
    ("verb", "sides", "options", "said"),
    [
        ("same", ("000:3 killed", "001:nobody"), {}, "001: these words are not in it: 'nobody'"),
        ("same", ("000:3 killed", "000:3 killed"), {}, "name two sides that differ"),
        ("same", ("000#0000", "000:3 killed"), {}, "no account of 000 has this mark; it has 000#"),
        ("same", ("wrong", "000:3 killed"), {}, "wrong: no incident has this id"),
        ("reject", ("000:3 killed",), {}, "2 claims are meant by this; name one with --field"),
        ("reject", ("000:Rockets",), {}, "no claim lies there"),
        ("reject", ("000:3 killed",), {"field": "colour"}, "colour: there is no such field; there are killed"),
        (
            "prefer",
            ("000:3 killed",),
            {"field": "killed", "value": "many"},
            "the value of killed is a number of people",
        ),
        ("prefer", ("000:3 killed",), {"field": "date", "value": "May"}, "the value of date is a day"),
        ("prefer", ("000:3 killed",), {"field": "killed"}, "say which field, and the value"),
        ("prefer", ("000:3 killed",), {"field": "victim", "value": "Ali"}, "victim cannot be preferred"),
        (
            "prefer",
            ("000:3 killed",),
            {"field": "event_type", "value": "Bang"},
            "Bang: there is no such type; .*Air/drone",
        ),
    ],
)
def test_what_cannot_be_judged(desk, verb, sides, options, said):
    with pytest.raises(DeskError, match=said):
        desk.judge(verb, sides, **WHO, **options)
    assert desk.judgements() == ()


def test_a_decision_needs_who_and_why(desk):
    with pytest.raises(DeskError, match="needs --because"):
        desk.judge("reject", ("000:3 killed",), by="me", because=" ", field="killed")


# giving out and checking


def test_exports_of_all_else(desk):
    desk.judge("reject", ("000:3 killed",), field="killed", **WHO)
    assert len(bytes_of(desk, what="reports").splitlines()) == 4
    assert b"Rockets" not in bytes_of(desk, what="reports")
    assert b"Rockets" in bytes_of(desk, what="reports", with_text=True)
    assert len(bytes_of(desk, what="judgements").splitlines()) == 1
    assert bytes_of(desk, what="tallies") == b""


def test_exported_reports_can_be_taken_in_again(tmp_path, desk):
    file = tmp_path / "again.jsonl"
    file.write_bytes(bytes_of(desk, what="reports", with_text=True))
    with desk_over(tmp_path / "other.db") as other:
        list(other.add([str(file)]))
        assert bytes_of(other) == bytes_of(desk)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"format": "xlsx"}, "xlsx: there is no such format; there are jsonl, csv, geojson"),
        ({"what": "secrets"}, "secrets: cannot be exported"),
        ({"format": "csv", "what": "reports"}, "csv: holds incidents only; reports are exported as jsonl"),
        ({"what": "reports", "as_of": date(2020, 1, 1)}, "are for incidents only"),
    ],
)
def test_what_cannot_be_exported(desk, options, said):
    with pytest.raises(DeskError, match=said):
        desk.export(**options)


def test_check_finds_a_sound_ledger_sound(desk):
    desk.incidents()
    assert list(desk.check()) == ["000", "001", "002", "x:y#z"]


def test_check_finds_what_was_tampered_with(tmp_path, desk):
    desk.incidents()
    connection = sqlite3.connect(tmp_path / "ledger.db")
    connection.execute("DROP TRIGGER reports_forbid_update")
    connection.execute("UPDATE reports SET text = 'Nobody was hurt.' WHERE id = '000'")
    connection.execute("UPDATE claims SET number = 81 WHERE report = '001' AND field = 'killed'")
    connection.commit()
    connection.close()
    found = {(p.source, p.kind) for p in desk.check() if isinstance(p, Problem)}
    assert {("000", "report changed"), ("000", "quote not found"), ("001", "reading differs")} <= found
    assert any(kind == "record differs" for _, kind in found)


def test_rebuild_gives_the_same_bytes(desk):
    before = bytes_of(desk)
    desk.rebuild()
    assert bytes_of(desk) == before


def test_a_ledger_that_may_only_be_read_still_lists(tmp_path):
    desk, _ = fed(tmp_path / "ledger.db")
    desk.ledger.close()
    ledger = Ledger.open(f"sqlite:///file:{tmp_path / 'ledger.db'}?mode=ro&uri=true")
    with Desk(ledger, Fake(), PlainMatcher(), Clock()) as closed:
        assert len(closed.incidents()) == 4


def test_claims_that_do_not_stand_are_refused(tmp_path):
    class Inventive(Fake):
        def extract(self, told):
            return super().extract(report(told.id, told.text + " 9 killed in Taji on 2020-01-01"))

    fed(tmp_path / "a.db")[0].ledger.close()
    with desk_over(tmp_path / "b.db", Inventive()) as desk:
        events = [e for e in desk.add([str(tmp_path / "a.jsonl")]) if isinstance(e, Taken)]
        assert all(any(p.level == "problem" for p in e.problems) for e in events)
        assert len(ids(desk)) == 4


def test_a_figure_too_large_to_count_is_left_out(tmp_path):
    desk, events = fed(tmp_path / "a.db", [{"id": "1", "text": f"{10**30} killed in Taji on 2020-01-01."}])
    with desk:
        assert [p.kind for p in events[0].problems] == ["figure too large"]
        assert desk.incidents()[0].tolls["killed"].value is None


def test_two_may_add_at_once(tmp_path):
    file = tmp_path / "in.jsonl"
    file.write_text("".join(json.dumps({"id": f"{n}", "text": LINES[0]["text"]}) + "\n" for n in range(40)))
    Ledger.open(str(tmp_path / "x.db"), make=True).close()

    def add(_):
        with desk_over(tmp_path / "x.db") as desk:
            return [e.known for e in desk.add([str(file)]) if isinstance(e, Taken)]

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(add, range(2))
    assert sorted([*one, *other]) == ["known"] * 40 + ["new"] * 40


def test_what_was_joined_is_not_told_apart_but_taken_back(desk):
    taji, albukamal = ids(desk)[:2]
    joined = desk.judge("same", (taji, albukamal), **WHO).judgement
    with pytest.raises(DeskError, match=f"lead to one incident.*judge retract {joined.id}"):
        desk.judge("different", (taji, albukamal), **WHO)


def test_one_incident_named_twice_offers_its_accounts(desk):
    albukamal = next(id for id in ids(desk) if "albukamal" in id)
    with pytest.raises(DeskError, match=r"lead to one incident.*name two of its accounts instead: 001#"):
        desk.judge("different", (albukamal, albukamal[-8:]), **WHO)


def test_a_decision_made_twice_is_kept_once(desk):
    once, again = (desk.judge("accept", ("000:3 killed",), field="killed", **WHO) for _ in range(2))
    assert (once.new, again.new) == (True, False)
    assert again.judgement == once.judgement
    assert len(desk.judgements()) == 1
    desk.retract(once.judgement.id, **WHO)
    assert desk.judge("accept", ("000:3 killed",), field="killed", **WHO).new


def test_one_near_id_is_offered(desk):
    near = next(id for id in ids(desk) if "albukamal" in id)
    with pytest.raises(DeskError, match=rf"did you mean {near}\?"):
        desk.incident("2020-03-12-albukamel")


def test_a_file_with_more_of_its_path_is_the_same_file(tmp_path):
    (tmp_path / "in" / "a").mkdir(parents=True)
    (tmp_path / "in" / "a" / "x.txt").write_text(
        "Rockets fell at dawn, witnesses said: 3 killed in Taji on 2020-03-11."
    )
    with desk_over(tmp_path / "ledger.db") as desk:
        assert [t.known for t in desk.add([str(tmp_path / "in")])] == ["new"]
        (tmp_path / "in" / "b").mkdir()
        (tmp_path / "in" / "b" / "x.txt").write_text(
            "A bomb at noon, police said: 5 killed in Albukamal on 2020-03-12."
        )
        taken = {t.report: t.known for t in desk.add([str(tmp_path / "in")])}
        assert taken == {"a/x": "known", "b/x": "new"}
        assert desk.ledger.report_ids() == ("b/x", "x")


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("قتل ثلاثة أشخاص في قصف على المدينة", "ar", "the language of this report (ar) is not read yet"),
        ("Троє людей загинули внаслідок обстрілу", None, "the language of this report is not read yet"),
        ("Trois personnes ont perdu la vie", "fr", "the language of this report (fr) is not read yet"),
        ("The council met on Monday", "en-GB", "no incident was found in it"),
    ],
)
def test_a_report_in_another_language_says_so(tmp_path, text, language, said):
    _, taken = fed(tmp_path / "ledger.db", [{"id": "r", "text": text, "language": language}])
    assert [p.level for p in taken[0].problems] == ["note"]
    assert said in taken[0].problems[0].message


PAIR = {
    "one.txt": "A drone strike killed four people in Albukamal, Syria, on 12 March 2020, police said.",
    "other.txt": "Some five people died in an air raid near Albukamal, eastern Syria, on 13 March 2020, medics said.",
}


def test_a_pair_left_open_is_asked_again_once_more_is_told_of_it(tmp_path):
    with Desk.open(str(tmp_path / "ledger.db"), make=True) as desk:

        def take(name, text):
            (tmp_path / name).write_text(text, encoding="utf-8")
            list(desk.add([str(tmp_path / name)], taken_in=date(2026, 6, 1)))

        for name, text in PAIR.items():
            take(name, text)
        (asked,) = desk.proposals().rows
        sides = asked.proposal.one, asked.proposal.other
        left = desk.judge("unsure", sides, by="Ana", because="no names").judgement
        assert left.value == "2"
        assert desk.proposals().count == 0
        desk.retract(left.id, by="Ana", because="look again")
        assert desk.proposals().count == 1
        desk.judge("unsure", sides, by="Ana", because="no names")
        take("third.txt", "On 12 March 2020 a drone strike in Albukamal, Syria, killed four people, a monitor said.")
        assert desk.proposals().count == 1
        assert [len(i.accounts) for i in desk.incidents()] == [2, 1]


def test_a_note_stands_with_its_incident_and_changes_nothing(tmp_path):
    with Desk.open(str(tmp_path / "ledger.db"), make=True) as desk:
        (tmp_path / "one.txt").write_text(PAIR["one.txt"], encoding="utf-8")
        list(desk.add([str(tmp_path / "one.txt")], taken_in=date(2026, 6, 1)))
        before = desk.incidents()
        noted = desk.judge("note", [before[0].id], by="Ana", because="ask the hospital").judgement
        assert desk.incidents() == before
        assert desk.incident(before[0].id).judgements == (noted,)
