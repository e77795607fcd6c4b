"""Draw docs/pictures/ from what the commands print: `make docs-pictures`.

The demonstration is run into a ledger that is thrown away, the commands run as a person would run them, and what they
print is drawn as SVG, colours and all. Nothing is fetched when such a picture is shown.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH = 100
#: The report of the demonstration that is shown, and one of an incident that few reports tell.
REPORT, SHOWN = "desert-monitor-el-obeid", "savanna-niono"
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
#: As rich draws it, but with the reader's own fonts: its format would fetch one from the network.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.S).replace(
    "font-family: Fira Code, monospace", f"font-family: {FONT}"
)


def printed(ledger: Path, *words: str, colour: bool = True) -> str:
    """What `consilience WORDS` prints on a terminal of WIDTH columns."""
    environment = {**os.environ, "COLUMNS": str(WIDTH), "LINES": "50", "CONSILIENCE_LEDGER": str(ledger)}
    environment |= {"FORCE_COLOR": "1", "COLORTERM": "truecolor", "TERM": "xterm-256color"} if colour else {}
    command = [sys.executable, "-m", "consilience.cli", *words]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    return done.stdout


def draw(name: str, title: str, ansi: str) -> None:
    """One picture, the same bytes for the same words."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi("\n".join(line.rstrip() for line in ansi.rstrip().splitlines())))
    PICTURES.mkdir(parents=True, exist_ok=True)
    svg = console.export_svg(title=title, code_format=FORMAT, unique_id=f"consilience-{name}")
    (PICTURES / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
    sys.stdout.write(f"docs/pictures/{name}.svg\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "demo.db"
        subprocess.run(
            [sys.executable, "-m", "consilience.cli", "demo", "--into", str(ledger)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        incidents = json.loads(printed(ledger, "list", "--json", colour=False))
        telling = [i for i in incidents if any(a["report"] == SHOWN and a["rank"] == 0 for a in i["accounts"])]
        mark = telling[0]["id"][-8:]
        draw("list", "consilience list", printed(ledger, "list"))
        draw("show", f"consilience show {mark}", printed(ledger, "show", mark))
        draw("report", f"consilience report {REPORT}", printed(ledger, "report", REPORT))


if __name__ == "__main__":
    main()
