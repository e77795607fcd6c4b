"""An analyst's work in a real browser: look, follow a number to its words, decide, see it change, take it back."""

import os
import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import which

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from consilience.desk import Desk
from consilience.desk.people import Doorkeeper
from consilience.web import Serving, make_app

CHROMIUM = os.environ.get("CONSILIENCE_CHROMIUM") or which("chromium") or which("google-chrome")
ASKED = os.environ.get("CONSILIENCE_BROWSER") == "1"
pytestmark = pytest.mark.skipif(not CHROMIUM and not ASKED, reason="there is no Chromium here")
HERE = Path(__file__).resolve().parent
DEMO = HERE.parent.parent / "src/consilience/demo"
REPORTS = sorted(str(path) for path in DEMO.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
EL_OBEID = "/incidents/2026-05-12-el-obeid-4a02964c"
OTHERS = [f"/{name}" for name in (
    "review", "charts", "briefing", "sources", "tallies", "problems", "method", "account", "sign-in", "nowhere",
)]  # fmt: skip
PASSWORD = "correct horse battery"
ONE = "A drone strike killed four people in Albukamal, Syria, on 12 March 2020, police said."
OTHER = "Some five people died in an air raid near Albukamal, eastern Syria, on 13 March 2020, medics said."


class Served:
    """A ledger served from a thread, on a free port of this machine."""

    def __init__(self, folder: Path, texts: dict[str, str], open_as: str | None) -> None:
        self.desk = Desk.open(str(folder / "ledger.db"), make=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        for _ in self.desk.add([str(folder / n) for n in texts] or REPORTS, taken_in=date(2026, 6, 1)):
            pass
        self.desk.join()
        self.door = Doorkeeper(self.desk.ledger)
        app = make_app(Serving(self.desk, self.door, open_as))
        self._server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self.desk.ledger.close()


@pytest.fixture
def serve(tmp_path: Path) -> Iterator:
    served = []

    def one(texts: dict[str, str] | None = None, open_as: str | None = "Ana") -> Served:
        served.append(Served(tmp_path, texts or {}, open_as))
        return served[-1]

    yield one
    for each in served:
        each.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "tests in a browser are asked for, and there is no Chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, served: Served, address: str = "/", **how) -> Page:
    """A page of a browser of its own, whose complaints fail the test."""
    page = browser.new_context(base_url=served.address, **how).new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(f"{page.url}: {error}"))
    page.on(
        "console", lambda said: pytest.fail(f"{page.url}: {said.text}") if "Content Security" in said.text else None
    )
    page.goto(address)
    return page


def test_an_analyst_filters_follows_a_toll_to_its_words_decides_and_takes_it_back(browser, serve):
    page = opened(browser, serve())
    expect(page.locator("#map")).to_have_attribute("data-drawn", "9")
    page.get_by_text("Filters").click()
    page.get_by_label("Words").fill("obeid")
    page.get_by_label("Killed, at least").fill("20")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page).to_have_url(re.compile("q=obeid.*killed=20"))
    expect(page.locator("table.incidents tbody tr")).to_have_count(1)
    page.get_by_role("link", name="El Obeid").click()
    expect(page.locator(".tolls dd").first).to_have_text("29 (26–31)")
    page.get_by_role("link", name="31 people had died").first.click()
    expect(page.locator("mark.here")).to_have_text("31 people had died")
    expect(page.locator("mark.here")).to_be_in_viewport()
    page.go_back()
    page.get_by_text("Decide on the killed").click()
    judging = page.locator("#killed form.decide").first
    judging.get_by_label("Best value").fill("31")
    judging.get_by_label("Reason").fill("the ministry's list")
    judging.get_by_role("button").click()
    expect(page.get_by_role("heading", name="What this changes")).to_be_visible()
    expect(page.locator("table.changes")).to_contain_text("31 (26–31), judged by Ana")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.locator(".tolls dd").first).to_have_text("31 (26–31)")
    page.get_by_text("Take back").click()
    page.locator(".history form").get_by_label("Reason").fill("withdrawn")
    page.locator(".history form").get_by_role("button").click()
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.locator(".tolls dd").first).to_have_text("29 (26–31)")


def test_a_box_drawn_on_the_map_is_a_filter_that_stands_in_the_address(browser, serve):
    page = opened(browser, serve())
    expect(page.locator("#map")).to_have_attribute("data-drawn", "9")
    room = page.locator("#map").bounding_box()
    page.keyboard.down("Shift")
    page.mouse.move(room["x"] + room["width"] * 0.3, room["y"] + 60)
    page.mouse.down()
    page.mouse.move(room["x"] + room["width"] * 0.5, room["y"] + room["height"] - 60, steps=5)
    page.mouse.up()
    page.keyboard.up("Shift")
    expect(page).to_have_url(re.compile(r"box="))
    expect(page.locator("table.incidents tbody tr")).to_have_count(4)  # those in Sudan and Chad
    page.get_by_role("link", name="without part of the map").click()
    expect(page.locator("table.incidents tbody tr")).to_have_count(10)


def test_from_a_report_s_words_to_the_claim_and_back_by_keyboard(browser, serve):
    page = opened(browser, serve(), "/reports/nile-gazette-el-obeid")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    first = page.locator("mark.lit").first
    expect(first).to_be_focused()
    page.keyboard.press("b")
    expect(page.locator(".to-words").first).to_be_focused()
    page.locator("mark", has_text="55 injured").click()
    expect(page.locator(".to-words.lit")).to_contain_text("55")


def test_the_review_queue_by_keyboard_alone(browser, serve):
    page = opened(browser, serve({"one.txt": ONE, "other.txt": OTHER}), "/review")
    expect(page.get_by_role("heading", name="Is this one incident?")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type("one raid, told a day apart")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="What this changes")).to_be_visible()
    expect(page.get_by_text("2 incidents become 1")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No pair waits for a decision.")).to_be_visible()
    expect(page.locator(".history")).to_contain_text("one raid, told a day apart")


def test_of_two_browsers_the_second_sees_what_the_first_did(browser, serve):
    served = serve()
    pages = [opened(browser, served, EL_OBEID) for _ in range(2)]
    for page, value in zip(pages, ("31", "26"), strict=True):
        page.get_by_text("Decide on the killed").click()
        judging = page.locator("#killed form.decide").first
        judging.get_by_label("Best value").fill(value)
        judging.get_by_label("Reason").fill(f"counted {value}")
    for page in pages:
        page.locator("#killed form.decide").first.get_by_role("button").click()
    pages[0].get_by_role("button", name="Keep this decision").click()
    expect(pages[1].get_by_role("heading", name="What this changes")).to_be_visible()
    pages[1].get_by_role("button", name="Keep this decision").click()
    expect(pages[1].get_by_role("heading", name="Somebody decided meanwhile")).to_be_visible()
    expect(pages[1].locator("main")).to_contain_text("counted 31")
    assert len(served.desk.judgements()) == 1


def test_people_sign_in_and_see_what_their_role_allows(browser, serve):
    served = serve(open_as=None)
    for name, role in (("Rita", "reader"), ("Ada", "admin")):
        served.door.add(name, role, PASSWORD)
    page = opened(browser, served, EL_OBEID)
    page.get_by_label("Name").fill("Rita")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="El Obeid")).to_be_visible()
    expect(page.get_by_text("Decide on the killed")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="People", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_no_page_has_a_barrier_that_axe_finds(browser, serve, scheme, width):
    served = serve()
    addresses = ["/", "/?q=obeid&grade=fair", EL_OBEID, "/reports/nile-gazette-el-obeid", *OTHERS]
    page = opened(browser, served, color_scheme=scheme, viewport={"width": width, "height": 800})
    found = []
    for address in addresses:
        page.goto(address)
        page.evaluate((HERE / "axe.min.js").read_text(encoding="utf-8"))
        told = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        found += [(address, v["id"], v["nodes"][0]["html"][:200]) for v in told["violations"]]
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found += [(address, "wider than the window", "")] if wider else []
    assert found == []
