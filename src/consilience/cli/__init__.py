"""The command line."""

import io
import sys

from consilience.cli.app import app


def main() -> None:
    """Runs the command line; what a terminal's encoding cannot show comes out as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    app(prog_name="consilience")


__all__ = ["app", "main"]
