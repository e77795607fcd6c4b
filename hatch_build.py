"""Build hook: makes what a wheel holds beside its sources: the gazetteer and, where asked for, compiled modules."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Calls scripts/gazetteer.py, which does nothing where the file is up to date, and scripts/compiled.py."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What else has to be installed to build: where a compiled wheel is asked for, the compiler to C."""
        return self.config["compilers"] if self._compiled() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make src/consilience/data/gazetteer.sqlite; a source distribution carries only what it is made from."""
        if self.target_name != "wheel":
            return
        self._make_gazetteer()
        if self._compiled() and version == "standard":  # an editable install is its sources
            libraries = self._compile()
            found = {str(path): str(path.relative_to(libraries)) for path in _files(libraries)}
            build_data["force_include"].update(found)
            build_data["pure_python"] = False
            build_data["infer_tag"] = True

    def _compiled(self) -> bool:
        return self.target_name == "wheel" and os.environ.get("CONSILIENCE_COMPILED", "") not in ("", "0")

    def _make_gazetteer(self) -> None:
        path = Path(self.root) / "scripts" / "gazetteer.py"
        spec = importlib.util.spec_from_file_location("gazetteer", path)
        if spec is None or spec.loader is None:
            raise ImportError(path)
        gazetteer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(gazetteer)
        if gazetteer.make():
            self.app.display_info("made the gazetteer")

    def _compile(self) -> Path:
        """The folder with the compiled modules, each where it lies in the wheel: beside its source."""
        folder = Path(self.root) / "build" / "compiled"
        script = Path(self.root) / "scripts" / "compiled.py"
        subprocess.run([sys.executable, str(script), str(folder)], check=True)
        return folder / "lib"


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())
