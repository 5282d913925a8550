"""The work on one page, in a process of its own: read, execute, finish, write."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from pagebook.errors import PagebookError, PageError
from pagebook.pages.execute import Settings, execute
from pagebook.pages.finish import dumps, finish
from pagebook.pages.notebooks import parse_notebook, source_hash
from pagebook.pages.plan import Page
from pagebook.pages.profile import Profile, Watch
from pagebook.pages.record import Toolchain, make_record
from pagebook.pages.write import write_files

__all__ = ["Outcome", "Task", "work"]


@dataclass(frozen=True)
class Task:
    """A page and all that a worker must know to make it."""

    page: Page
    settings: Settings
    toolchain: Toolchain


@dataclass(frozen=True)
class Outcome:
    """What became of a page.

    Attributes:
        page: The plan's entry.
        seconds: How long it took.
        changed: Whether the page or its record differs from before.
        error: Why it failed; None when the page is there.
        profile: Where the time went; None unless it was asked for.
    """

    page: Page
    seconds: float
    changed: bool = False
    error: PageError | None = None
    profile: Profile | None = None


def work(task: Task) -> Outcome:
    """Make one page; a failure is part of the outcome, so that the other pages go on."""
    if not task.settings.profile:
        return _work(task)
    watch = Watch()
    with watch.watching():
        outcome = _work(task)
    return replace(outcome, profile=watch.profile)


def _work(task: Task) -> Outcome:
    start = time.monotonic()
    try:
        changed, error = _make(task), None
    except PageError as failure:
        changed, error = False, failure
    except Exception as failure:
        # Whatever else a notebook's outputs bring about here, it may not stop the other pages.
        cause = str(failure) if isinstance(failure, PagebookError) else f"{type(failure).__name__}: {failure}"
        changed, error = False, _error(task.page, cause)
    return Outcome(task.page, time.monotonic() - start, changed, error)


def _make(task: Task) -> bool:
    page = task.page
    source = _read(page)
    try:
        notebook = parse_notebook(source)
    except ValueError as error:
        raise _error(page, f"is not a readable notebook: {error}") from error
    executed = execute(page, notebook, task.settings)
    content = dumps(finish(executed, page))
    record = make_record(page, source_hash(notebook), executed, content, task.toolchain)
    if _read(page) != source:
        raise _error(page, "was saved while it ran; nothing was written, run it again")
    return write_files({page.output: content, page.record: record.dumps()})


def _read(page: Page) -> bytes:
    try:
        return page.template.read_bytes()
    except OSError as error:
        raise _error(page, f"cannot be read: {error.strerror}") from error


def _error(page: Page, cause: str) -> PageError:
    return PageError(page.key, "/".join(page.template.parts[-2:]), None, cause)
