"""Failures of a run, for people: each cause once, with its place and how to see it again."""

from __future__ import annotations

from collections.abc import Sequence

from pagebook.errors import PageError
from pagebook.pages.work import Outcome

__all__ = ["failure_lines"]

_TRACEBACK_LINES = 12


def failure_lines(failures: Sequence[Outcome]) -> list[str]:
    """Return lines that say what failed; pages of one template that failed alike are told together.

    Each group says pages, notebook, cell and error, how to reproduce it, and the end of the traceback.
    """
    groups: dict[tuple[str, int | None, str], list[PageError]] = {}
    for outcome in failures:
        error = outcome.error
        if error is not None:
            groups.setdefault((error.notebook, error.cell, error.cause), []).append(error)
    return [line for group in groups.values() for line in _group(group)]


def _group(errors: Sequence[PageError]) -> list[str]:
    first = errors[0]
    pages = ", ".join(error.page for error in errors)
    place = str(first).removeprefix(f"{first.page}: ")
    traceback = first.traceback.rstrip().splitlines()[-_TRACEBACK_LINES:]
    return [
        f"{pages}: {place}",
        f"  again: pagebook run --only {first.page}",
        *(f"  | {line}" for line in traceback),
    ]
