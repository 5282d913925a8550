"""Floor 7: the command `pagebook`.

Findings go to stdout, progress to stderr.
Exit codes: 0 fine, 1 the book is wrong, 2 the command is wrong, 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

import click

from pagebook.cli import changes, countries, drafts, making
from pagebook.cli.app import app
from pagebook.errors import BookNotFoundError, ClusterError, LockedError, PagebookError

__all__ = ["app", "command", "main"]

KINDS = (making, countries, drafts, changes)
"""Modules whose commands the group has, for being imported."""

_COMMAND_IS_WRONG = (BookNotFoundError, ClusterError, LockedError)


def command() -> NoReturn:
    """Run the command line, and end this process with its exit code."""
    code = main()
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except OSError:
        # Python's own end says that what was printed got lost.
        sys.exit(code)
    # To take all that was loaded apart again takes a third of a second, and there is nothing to tidy.
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = app.main(args=arguments, prog_name="pagebook", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("pagebook: interrupted; no page is left half written", err=True)
        return 130
    except PagebookError as error:
        click.echo(f"pagebook: {error}", err=True)
        return 2 if isinstance(error, _COMMAND_IS_WRONG) else 1
    return int(code or 0)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
