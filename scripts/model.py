"""Writes the model of likeness as Splink reads it; `make model` after a change to data/likeness.toml or its SQL."""

from pathlib import Path

from consilience.bulk.model import SHIPPED, settings_text

path = Path(__file__).resolve().parent.parent / "src" / "consilience" / SHIPPED
path.write_text(settings_text(), encoding="utf-8")
print(f"{path.name}: {path.stat().st_size} bytes")
