"""Run the command line with `python -m pagebook.cli`."""

from pagebook.cli import command

command()
