"""Build hook: makes the compact gazetteer before a wheel or an editable install is put together."""

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    """Calls scripts/gazetteer.py, which does nothing where the file is up to date."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make src/consilience/data/gazetteer.sqlite; a source distribution carries only what it is made from."""
        if self.target_name != "wheel":
            return
        path = Path(self.root) / "scripts" / "gazetteer.py"
        spec = importlib.util.spec_from_file_location("gazetteer", path)
        if spec is None or spec.loader is None:
            raise ImportError(path)
        gazetteer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(gazetteer)
        if gazetteer.make():
            self.app.display_info("made the gazetteer")
