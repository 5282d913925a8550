"""The group of all commands; a module for each kind of work adds its own.

Nothing heavy is imported before a command runs: `pagebook --help` must answer at once.
"""

from __future__ import annotations

import click

__all__ = ["app"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pagebook", message="%(package)s %(version)s")
def app() -> None:
    """Make the book: check its data, run its pages, compile it.

    \b
    Example:
      pagebook build
    """
