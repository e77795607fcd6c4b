"""The command line."""

from consilience.cli.app import app


def main() -> None:
    """Runs the command line."""
    app(prog_name="consilience")


__all__ = ["app", "main"]
