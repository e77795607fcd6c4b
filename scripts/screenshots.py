"""Takes pictures of the web interface on the demonstration: `python scripts/screenshots.py` (or `make docs-pictures`).

Needs Chromium, and Playwright from the development group; writes docs/pictures/web-*.png.
"""

import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
EL_OBEID = "2026-05-12-el-obeid-4a02964c"
#: By name: the address, the height of the window, and what is pressed or scrolled to first.
PAGES = {
    "overview": ("/", 1000, ""),
    "incident": (f"/incidents/{EL_OBEID}", 1100, ""),
    "toll-over-time": (f"/incidents/{EL_OBEID}", 1000, "#rise"),
    "report": ("/reports/nile-gazette-el-obeid", 800, ""),
    "review": ("/review", 900, ""),
    "charts": ("/charts", 900, ""),
    "briefing": ("/briefing", 900, ""),
    "method": ("/method", 900, ""),
}


def main() -> None:
    """Serve, look, and write down what was seen."""
    from playwright.sync_api import sync_playwright

    chromium = which("chromium") or which("google-chrome")
    if not chromium:
        sys.exit("there is no Chromium here; on Debian: apt-get install chromium")
    with tempfile.TemporaryDirectory(prefix="consilience-pictures-") as folder, sync_playwright() as playwright:
        address = _served(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (path, height, shown) in PAGES.items():
            page = browser.new_page(viewport={"width": 1200, "height": height}, color_scheme="light")
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            if shown:
                page.locator(shown).scroll_into_view_if_needed()
                page.evaluate("selector => document.querySelector(selector).scrollIntoView()", shown)
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / f"web-{name}.png")
            page.close()
        browser.close()


def _served(folder: Path) -> str:
    """The demonstration with two reports beside it that may be of one incident, served; its address."""
    import uvicorn

    from consilience.desk import Desk
    from consilience.desk.people import Doorkeeper
    from consilience.web import Serving, make_app

    demo = ROOT / "src" / "consilience" / "demo"
    reports = sorted(str(path) for path in demo.iterdir() if path.suffix in (".txt", ".html", ".jsonl"))
    told = {
        "ferry-post": "A drone strike killed four people in Renk, South Sudan, on 12 May 2026, police said.",
        "upper-nile-radio": "Some five people died in an air raid near Renk, South Sudan, on 13 May 2026, medics said.",
    }
    for name, text in told.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        reports.append(str(folder / f"{name}.txt"))
    desk = Desk.open(str(folder / "ledger.db"), make=True, clock=lambda: datetime(2026, 6, 1, 9, 30, tzinfo=UTC))
    for _ in desk.add(reports, taken_in=date(2026, 6, 1)):
        pass
    desk.judge("prefer", ["2026-05-13-niono-ca4316d4"], by="A. Reader", because="the army's list of names",
               field="killed", value="14")  # fmt: skip
    app = make_app(Serving(desk, Doorkeeper(desk.ledger), open_as="A. Reader"))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    return f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"


if __name__ == "__main__":
    main()
