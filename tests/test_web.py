"""The web interface, asked as a browser asks: pages, decisions, people, and what must be refused."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient as AnyClient

from consilience.desk import Desk
from consilience.desk.people import Doorkeeper, TooManyError
from consilience.web import Serving, is_loopback, make_app


class TestClient(AnyClient):
    """A browser on the machine that serves."""

    __test__ = False

    def __init__(self, app, **how) -> None:
        super().__init__(app, base_url="http://localhost", **how)


DEMO = Path(__file__).resolve().parent.parent / "src/consilience/demo"
REPORTS = sorted(str(path) for path in DEMO.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
EL_OBEID = "2026-05-12-el-obeid-4a02964c"
PASSWORD = "correct horse battery"
PAGES = ["/", "/review", "/charts", "/briefing", "/sources", "/tallies", "/problems", "/method", "/account",
         f"/incidents/{EL_OBEID}", "/reports/nile-gazette-el-obeid", "/?q=sudan&order=killed&grade=fair"]  # fmt: skip


def opened(path: Path, *texts: tuple[str, str]) -> Desk:
    """A desk over the demonstration, or over texts given by name."""
    desk = Desk.open(str(path / "ledger.db"), make=True)
    for name, text in texts:
        (path / name).write_text(text, encoding="utf-8")
    addresses = [str(path / name) for name, _ in texts] or REPORTS
    for _ in desk.add(addresses, taken_in=date(2026, 6, 1)):
        pass
    desk.join()
    return desk


@pytest.fixture
def local(tmp_path: Path) -> Iterator[TestClient]:
    """Whoever sits at the machine."""
    with opened(tmp_path) as desk:
        yield TestClient(make_app(Serving(desk, Doorkeeper(desk.ledger), open_as="Ana")))


@pytest.fixture
def team(tmp_path: Path) -> Iterator[TestClient]:
    """Served to others: Rita reads, Ben is an analyst, Ada an admin."""
    with opened(tmp_path) as desk:
        door = Doorkeeper(desk.ledger)
        for name, role in (("Rita", "reader"), ("Ben", "analyst"), ("Ada", "admin")):
            door.add(name, role, PASSWORD)
        yield TestClient(make_app(Serving(desk, door)))


def form(client: TestClient, page: str, action: str, nth: int = 0) -> dict[str, list[str]]:
    """What a form of a page sends along, hidden from whoever fills it in."""
    found = re.findall(rf'<form[^>]*action="{re.escape(action)}".*?</form>', client.get(page).text, re.S)[nth]
    told: dict[str, list[str]] = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', found):
        told.setdefault(name, []).append(value.replace("&#34;", '"').replace("&amp;", "&"))
    return told


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    told = form(client, "/sign-in", "/sign-in") | {"name": name, "password": password}
    return client.post("/sign-in", data=told, follow_redirects=False).status_code


def prefer(client: TestClient, value: str, sure: str = "", /, **told: object):
    data = form(client, f"/incidents/{EL_OBEID}", "/judge") | {
        "because": "graves counted",
        "value": value,
        "sure": sure,
    }
    return client.post("/judge", data=data | {"field": "killed"} | told, follow_redirects=False)


# looking


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_and_holds_nothing_inline(local, address):
    answer = local.get(address)
    assert answer.status_code == 200
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", answer.text)
    assert not re.search(r'(src|href)="(https?:)?//(?!example)', answer.text.replace('rel="noreferrer', ""))
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("query", "found"),
    [("", 10), ("country=SD", 3), ("q=kusti", 1), ("killed=17", 3), ("from=2026-05-17&to=2026-05-20", 2),
     ("grade=weak", 1), ("box=20,0,40,30", 4), ("actor=jnim", 1), ("publisher=nile gazette", 3),
     ("q=nothing+of+this", 0)],
)  # fmt: skip
def test_filters_stand_in_the_address_and_hold_for_list_map_and_api(local, query, found):
    page = local.get(f"/?{query}").text
    assert len(re.findall(r'<th scope="row"', page)) == found
    spots = local.get(f"/map.json?{query}").json()
    assert sum(spot[3] for spot in spots["spots"]) + spots["placeless"] == found
    told = local.get(f"/api/v1/incidents?{query}").json()
    assert (told["total"], len(told["items"])) == (found, found)


def test_a_filter_that_is_not_understood_is_said_and_left_out(local):
    page = local.get("/?killed=many&from=yesterday&country=Sudan&box=1,2").text
    for words in ("many", "yesterday", "Sudan", "1,2"):
        assert words in page
    assert page.count('class="wrong"') == 4
    answer = local.get("/api/v1/incidents?killed=many")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")


def test_every_quote_of_an_incident_leads_to_its_words(local):
    page = local.get(f"/incidents/{EL_OBEID}").text
    links = set(re.findall(r'href="(/reports/[^"]+#quote)"[^>]*>([^<]+)</a>', page))
    assert len(links) > 20
    for address, quote in links:
        report = local.get(address.replace("&amp;", "&")).text
        marked = "".join(re.findall(r'<mark class="[^"]* here"[^>]*>([^<]*)</mark>', report))
        assert marked == quote


def test_a_report_shows_its_text_letter_for_letter(local, tmp_path):
    text = local.app.state.serving.desk.report("nile-gazette-el-obeid").report.text
    page = local.get("/reports/nile-gazette-el-obeid").text
    shown = re.search(r'<div class="text" dir="auto">(.*?)</div>', page, re.S)[1]
    plain = re.sub(r"<[^>]+>", "", shown)
    assert plain == text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;").replace('"', "&#34;")


def test_words_of_a_report_never_become_markup(tmp_path):
    evil = "Gunmen killed 12 people in Kusti, Sudan, on 3 May 2026, <script>alert(1)</script> police said."
    with opened(tmp_path, ("evil <b>.txt", evil)) as desk:
        client = TestClient(make_app(Serving(desk, Doorkeeper(desk.ledger), open_as='<img src=x onerror="a">')))
        for address in (
            "/",
            "/reports/evil%20%3Cb%3E",
            f"/incidents/{desk.page().rows[0].id}",
            "/briefing",
            "/problems",
        ):
            page = client.get(address).text
            assert "<script>alert" not in page
            assert "<img src=x" not in page


def test_only_addresses_of_the_web_become_links(tmp_path):
    line = (
        '{"id": "a", "text": "Gunmen killed two people in Kusti, Sudan, on 3 May 2026.", "url": "javascript:alert(1)"}'
    )
    with opened(tmp_path, ("one.jsonl", line)) as desk:
        page = TestClient(make_app(Serving(desk, Doorkeeper(desk.ledger), open_as="Ana"))).get("/reports/a").text
        assert "javascript:alert(1)" in page
        assert 'href="javascript' not in page


@pytest.mark.parametrize("after", ["99999999999999999999~a", "1~", "x~y", "~", "1~a~b"])
def test_a_page_that_no_list_has_is_no_fault_of_the_ledger(local, after):
    assert local.get("/", params={"after": after}).status_code == 200
    assert local.get("/api/v1/incidents", params={"after": after}).status_code in (200, 422)


def test_half_a_character_is_refused_in_words(local):
    body = b'{"verb": "note", "sides": ["\\ud800"], "because": "x"}'
    answer = local.post("/api/v1/judgements", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, "half a character" in answer.json()["detail"]) == (422, True)


def test_what_is_not_there_is_said_calmly(local):
    for address in ("/incidents/nothing", "/reports/nothing", "/nowhere"):
        answer = local.get(address)
        assert answer.status_code == 404
        assert "Traceback" not in answer.text
        assert "To the incidents" in answer.text


# deciding


def test_a_decision_shows_what_it_changes_is_kept_and_can_be_taken_back(local):
    before = local.get(f"/api/v1/incidents/{EL_OBEID}").json()
    seen = prefer(local, "31")
    assert seen.status_code == 200
    assert "What this changes" in seen.text
    assert "31 (26–31)" in seen.text
    assert local.get(f"/api/v1/incidents/{EL_OBEID}").json() == before  # nothing was kept yet
    assert prefer(local, "31", "yes").status_code == 303
    after = local.get(f"/api/v1/incidents/{EL_OBEID}").json()
    assert (after["killed"]["best"], after["killed"]["standing"]) == (31, "judged")
    judged = local.get("/api/v1/judgements").json()
    assert [(j["by"], j["because"]) for j in judged] == [("Ana", "graves counted")]
    undo = form(local, f"/incidents/{EL_OBEID}", "/retract") | {"because": "a mistake", "sure": "yes"}
    assert local.post("/retract", data=undo, follow_redirects=False).status_code == 303
    assert local.get(f"/api/v1/incidents/{EL_OBEID}").json() == before
    assert len(local.get("/api/v1/judgements").json()) == 2


def test_words_of_a_report_that_the_program_passed_over_bear_out_a_value(local):
    page = "/reports/nile-gazette-el-obeid"
    told = form(local, page, "/judge", -1) | {"field": "missing", "value": "1", "because": "read on", "sure": "yes"}
    assert told["verb"] == ["prefer"]
    unread = local.post("/judge", data=told | {"words": "words that stand nowhere"})
    assert unread.status_code == 422
    assert local.post("/judge", data=told | {"words": "some of the remains"}, follow_redirects=False).status_code == 303
    found = local.get(f"/api/v1/incidents/{EL_OBEID}").json()
    assert (found["missing"]["best"], found["missing"]["standing"]) == (1, "judged")
    assert "some of the remains" in local.get(f"/incidents/{EL_OBEID}").text


def test_of_two_who_decide_at_once_the_second_sees_what_the_first_did(local):
    mine = form(local, f"/incidents/{EL_OBEID}", "/judge")
    assert prefer(local, "31", "yes").status_code == 303
    late = local.post("/judge", data=mine | {"field": "killed", "value": "26", "because": "the army", "sure": "yes"})
    assert late.status_code == 409
    assert "graves counted" in late.text
    assert len(local.get("/api/v1/judgements").json()) == 1


@pytest.mark.parametrize(
    ("told", "status"),
    [({"because": ""}, 422), ({"value": "many"}, 422), ({"verb": "dance"}, 422), ({"key": "0" * 64}, 403),
     ({"key": ""}, 403)],
)  # fmt: skip
def test_a_decision_without_reason_sense_or_key_is_refused_and_nothing_kept(local, told, status):
    assert prefer(local, "31", "yes", **told).status_code == status
    assert local.get("/api/v1/judgements").json() == []


def test_a_form_sent_by_another_site_is_refused(local):
    data = form(local, f"/incidents/{EL_OBEID}", "/judge") | {
        "field": "killed",
        "value": "3",
        "because": "x",
        "sure": "y",
    }
    foreign = local.post("/judge", data=data, headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403
    body = {"verb": "prefer", "sides": [EL_OBEID], "field": "killed", "value": "3", "because": "x"}
    assert (
        local.post("/api/v1/judgements", json=body, headers={"origin": "https://elsewhere.example"}).status_code == 403
    )
    assert local.get("/api/v1/judgements").json() == []


STRIKE = "{town}, Syria: An air strike killed {n} people in {town}, Syria, on {day} March 2020, officials said."


def test_a_pair_that_may_be_one_is_joined_and_leaves_the_queue(tmp_path):
    one = "A drone strike killed four people in Albukamal, Syria, on 12 March 2020, police said."
    other = "Some five people died in an air raid near Albukamal, eastern Syria, on 13 March 2020, medics said."
    with opened(tmp_path, ("one.txt", one), ("other.txt", other)) as desk:
        client = TestClient(make_app(Serving(desk, Doorkeeper(desk.ledger), open_as="Ana")))
        if desk.proposals().count == 0:
            pytest.fail("these two are to be proposed to people")
        data = form(client, "/review", "/judge") | {"verb": "same", "because": "one raid", "sure": "yes"}
        assert client.post("/judge", data=data, follow_redirects=False).status_code == 303
        assert client.get("/api/v1/incidents").json()["total"] == 1
        assert "No pair waits" in client.get("/review").text


def test_disputed_tolls_stand_in_the_queue_until_somebody_judges_them(local):
    assert f'href="/incidents/{EL_OBEID}#killed"' in local.get("/review").text
    prefer(local, "31", "yes")
    assert f'href="/incidents/{EL_OBEID}#killed"' not in local.get("/review").text


# people


def test_every_route_says_who_may_use_it(local):
    open_to_all = {"/sign-in", "/sign-out"}
    for route in local.app.routes:
        if isinstance(route, APIRoute) and route.path not in open_to_all:
            asked = {d.call.__name__ for d in route.dependant.dependencies if d.call}
            assert any(name.startswith("needs_") for name in asked), route.path
            changes = route.methods - {"GET", "HEAD"} and not route.path.startswith("/api/")
            assert not changes or "own_form" in asked, route.path


def test_nobody_sees_anything_before_signing_in(team):
    for address in [*PAGES, "/map.json", "/export.csv"]:
        answer = team.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in")
    assert team.get("/api/v1/incidents").status_code == 401
    assert sign_in(team, "Rita", "wrong password") == 401
    assert sign_in(team, "Nobody") == 401
    assert sign_in(team, "Rita") == 303
    assert team.get("/").status_code == 200


def test_readers_look_analysts_judge_admins_manage(team):
    sign_in(team, "Rita")
    assert "Decide on" not in team.get(f"/incidents/{EL_OBEID}").text
    told = form(team, "/account", "/account/tokens")
    asked = {"verb": "prefer", "side": EL_OBEID, "on": EL_OBEID, "field": "killed", "value": "1", "because": "x"}
    assert team.post("/judge", data=told | asked).status_code == 403
    assert team.post("/people", data=told | {"name": "Eve", "role": "admin", "password": PASSWORD}).status_code == 403
    sign_in(team, "Ben")
    assert prefer(team, "31", "yes").status_code == 303
    assert team.get("/api/v1/judgements").json()[0]["by"] == "Ben"
    sign_in(team, "Ada")
    told = form(team, "/account", "/people") | {"name": "Eve", "role": "analyst", "password": PASSWORD}
    assert team.post("/people", data=told, follow_redirects=False).status_code == 303
    assert "Eve" in team.get("/account").text


def test_signing_out_ends_the_session_for_good(team):
    sign_in(team, "Ben")
    kept = dict(team.cookies)
    team.post("/sign-out", data=form(team, "/", "/sign-out"))
    team.cookies.update(kept)
    assert team.get("/", follow_redirects=False).status_code == 303


def test_a_token_acts_for_its_person_until_it_is_taken_away(team):
    sign_in(team, "Ben")
    page = team.post("/account/tokens", data=form(team, "/account", "/account/tokens") | {"label": "script"}).text
    key = re.search(r"<code>([\w-]+)</code>", page)[1]
    outside = TestClient(team.app, headers={"authorization": f"Bearer {key}"})
    assert outside.get("/api/v1/incidents").status_code == 200
    body = {"verb": "prefer", "sides": [EL_OBEID], "field": "killed", "value": "31", "because": "counted"}
    assert outside.post("/api/v1/judgements", json=body).json()["by"] == "Ben"
    team.post("/account/tokens/remove", data=form(team, "/account", "/account/tokens/remove") | {"label": "script"})
    assert outside.get("/api/v1/incidents").status_code == 401


def test_whoever_fails_often_has_to_wait(tmp_path):
    now = datetime(2026, 6, 1, tzinfo=UTC)
    with opened(tmp_path) as desk:
        door = Doorkeeper(desk.ledger, lambda: now)
        door.add("Ben", "analyst", PASSWORD)
        for _ in range(5):
            assert door.sign_in("Ben", "a guess of mine", "10.0.0.1") is None
        with pytest.raises(TooManyError):
            door.sign_in("Ben", PASSWORD, "10.0.0.2")  # by name, wherever from
        with pytest.raises(TooManyError):
            door.sign_in("Rita", PASSWORD, "10.0.0.1")  # by address, whatever the name
        now += timedelta(seconds=31)
        key = door.sign_in("Ben", PASSWORD, "10.0.0.1")
        assert door.of_session(key).name == "Ben"
        now += timedelta(hours=13)
        assert door.of_session(key) is None


def test_the_ledger_holds_no_password_and_no_key(tmp_path):
    with opened(tmp_path) as desk:
        door = Doorkeeper(desk.ledger)
        door.add("Ben", "analyst", PASSWORD)
        keys = [door.sign_in("Ben", PASSWORD, ""), door.give_token("Ben", "script"), PASSWORD]
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("ledger.db*"))
    assert all(key.encode() not in kept for key in keys)


def test_what_browsers_are_served_is_what_the_list_of_licences_names():
    root = DEMO.parent.parent.parent
    script = (root / "scripts/vendor").read_text(encoding="utf-8")
    listed = (root / "THIRD-PARTY.md").read_text(encoding="utf-8").partition("## What browsers are served")[2]
    fetched = re.findall(r"^fetch (\S+)@(\S+)", script, re.M)
    told = re.findall(r"^\| ([a-z-]+) \| ([\d.]+) \|", listed, re.M)
    assert fetched == told


def test_there_is_always_an_admin_while_there_are_people(team):
    sign_in(team, "Ada")
    told = form(team, "/account", "/people/change")
    assert team.post("/people/change", data=told | {"name": "Ada", "role": "reader"}).status_code == 422
    assert team.post("/people/change", data=told | {"name": "Ada", "remove": "yes"}).status_code == 422
    assert (
        team.post("/people/change", data=told | {"name": "Ben", "remove": "yes"}, follow_redirects=False).status_code
        == 303
    )


def test_on_this_machine_alone_another_name_of_it_is_refused(local):
    assert local.get("/", headers={"host": "rebound.example"}).status_code == 421
    assert [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "192.168.1.2", "example.org")] == [
        True, True, True, False, False, False,
    ]  # fmt: skip


def test_the_address_to_return_to_is_our_own(team):
    told = form(team, "/sign-in", "/sign-in") | {"name": "Ben", "password": PASSWORD, "to": "//elsewhere.example/"}
    assert team.post("/sign-in", data=told, follow_redirects=False).headers["location"] == "/"
