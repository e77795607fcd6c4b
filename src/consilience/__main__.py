"""`python -m consilience`, where the command itself is not on the path."""

from consilience.cli import main

main()
