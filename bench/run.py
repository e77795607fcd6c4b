"""Measures speed and memory over many reports: `python bench/run.py [--count N] [--json FILE]`.

Each stage runs in a process of its own on one core, extraction and taking in also on all of them, and with the compiled
package where `make compiled` has made one. What is measured, and how, is told in bench/README.md.
"""

import argparse
import json
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts"))
from compiled import compiled_python  # noqa: E402 (it lies beside this folder)

STAGES = ("read", "read pages", "extract", "extract all", "add", "reconcile", "ledger", "one more")
ROWS = {"read": "read lines", "read pages": "read pages", "extract": "extract", "extract all": "extract", "add": "add",
        "reconcile": "reconcile", "ledger": "write ledger"}  # fmt: skip
COMPILED = ("extract", "extract all", "add")
Found = dict[str, Any]


def measure(count: int, reports: Path | None, keep: Path | None) -> Found:
    """The figures of every stage, and what they were measured on."""
    with tempfile.TemporaryDirectory(prefix="consilience-bench-") as name:
        folder = Path(name)
        if reports:
            shutil.copyfile(reports, folder / "reports.jsonl")
        found: Found = {"reports": _child("make", folder, str(count)), "machine": machine()}
        if keep:
            shutil.copyfile(folder / "reports.jsonl", keep)
        python = compiled_python()
        for stage in STAGES:
            print(f"{stage} ...", file=sys.stderr, flush=True)
            found[stage] = _child(stage, folder)
            if python and stage in COMPILED:
                print(f"{stage}, compiled ...", file=sys.stderr, flush=True)
                found[f"{stage}, compiled"] = _child(stage, folder, python=python)
    return found


def _child(stage: str, folder: Path, *more: str, python: Path | None = None) -> Found:
    command = [str(python or sys.executable), str(HERE / "stages.py"), stage, str(folder), *more]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, encoding="utf-8")
    figures: Found = json.loads(done.stdout)
    return figures


def machine() -> Found:
    """What the figures were measured on, as far as they depend on it."""
    return {"python": platform.python_version(), "system": platform.system(), "processor": _processor()}


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


def show(found: Found) -> None:
    """Two tables that fit 80 columns."""
    from rich.console import Console

    out = Console(width=80)
    about = found["reports"]
    out.print(f"{about['reports']:,} reports of {about['characters']:,} characters, made from {about['from']}")
    on = found["machine"]
    out.print(f"digest {about['digest']}; {on['processor']}, Python {on['python']}")
    out.print(_stages(found))
    if not any(f"{stage}, compiled" in found for stage in COMPILED):
        out.print("nothing compiled was measured: `make compiled` makes it, given a C compiler", style="dim")
    out.print("/s: reports by the clock on the wall; /cpu s: by the time the processor gave to", style="dim")
    out.print("it, more where others were at work on the machine. * a report, in the first", style="dim")
    out.print("quarter of the run and in the last", style="dim")
    out.print()
    out.print(_one_more(found["one more"]))


def _stages(found: Found) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("stage", no_wrap=True)
    table.add_column("cores", justify="right", no_wrap=True)
    for name in ("/s", "/cpu s", "first* ms", "last* ms", "warm-up s", "peak MB"):
        table.add_column(name, justify="right", no_wrap=True)
    for stage, name in [*ROWS.items(), *((f"{stage}, compiled", f"{ROWS[stage]}, compiled") for stage in COMPILED)]:
        if stage not in found:
            continue
        row = found[stage]
        speeds = (_speed(row["reports_per_second"]), _speed(row["reports"] / max(row["processor_seconds"], 1e-6)))
        grown = (f"{row['ms_first_quarter']:.2f}", f"{row['ms_last_quarter']:.2f}")
        rest = (f"{row['warm_up_seconds']:.2f}", f"{row['peak_mb']:.0f}")
        table.add_row(name, str(row["processes"]), *speeds, *grown, *rest)
    return table


def _speed(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def _one_more(row: Found) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row(f"one report more into the full ledger, median of {row['times']}", f"{row['add_ms']:.1f} ms")
    table.add_row("the record made from the full ledger for the first time", f"{row['record_first_seconds']:.1f} s")
    table.add_row("the record made anew after one report or more", f"{row['record_anew_seconds']:.1f} s")
    table.add_row("the record asked for again, nothing added", f"{row['record_again_ms']:.1f} ms")
    table.add_row("peak memory of these", f"{row['peak_mb']:.0f} MB")
    return table


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0].partition(":")[0])
    parser.add_argument("--count", type=int, default=2000, help="how many reports to make (2000)")
    parser.add_argument("--reports", type=Path, metavar="FILE", help="measure on these reports (JSON Lines) instead")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the reports made, to measure on them again")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures as JSON too")
    return parser.parse_args()


def main() -> None:
    asked = arguments()
    found = measure(asked.count, asked.reports, asked.keep)
    show(found)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
