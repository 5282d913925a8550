"""The work on one page: read, execute and finish it, wherever that is; then write it where the book is."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from pagebook.errors import PagebookError, PageError
from pagebook.pages.execute import Settings, execute, relative_name
from pagebook.pages.finish import dumps, finish
from pagebook.pages.notebooks import parse_notebook, source_hash
from pagebook.pages.plan import Page
from pagebook.pages.profile import Profile, Watch
from pagebook.pages.record import Toolchain, make_record, sha256
from pagebook.pages.write import write_files

__all__ = ["Made", "Outcome", "Task", "store", "work"]


@dataclass(frozen=True)
class Task:
    """A page and all that a worker must know to make it.

    Attributes:
        page: The plan's entry.
        settings: Limits and engine.
        toolchain: What is installed where the book is.
        source: The notebook to run; None for what stands in the template's file when the work begins.
    """

    page: Page
    settings: Settings
    toolchain: Toolchain
    source: bytes | None = None


@dataclass(frozen=True)
class Made:
    """What a page came to, not yet written.

    Attributes:
        content: The page.
        record: Its record.
        source: SHA-256 of the notebook file that ran.
    """

    content: bytes
    record: bytes
    source: str


@dataclass(frozen=True)
class Outcome:
    """What became of a page.

    Attributes:
        page: The plan's entry.
        seconds: How long it took.
        changed: Whether the page or its record differs from before.
        error: Why it failed; None when the page is there.
        profile: Where the time went; None unless it was asked for.
        made: What is still to be written; None afterwards.
    """

    page: Page
    seconds: float
    changed: bool = False
    error: PageError | None = None
    profile: Profile | None = None
    made: Made | None = None


def work(task: Task) -> Outcome:
    """Make one page; a failure is part of the outcome, so that the other pages go on. Nothing is written."""
    if not task.settings.profile:
        return _work(task)
    watch = Watch()
    with watch.watching():
        outcome = _work(task)
    return replace(outcome, profile=watch.profile)


def store(outcome: Outcome) -> Outcome:
    """Write what a page came to, unless its notebook was saved meanwhile; call it while holding the lock.

    Returns:
        The outcome with what became of the writing, and without the contents.
    """
    if outcome.made is None:
        return outcome
    try:
        return replace(outcome, made=None, changed=_write(outcome.page, outcome.made))
    except PagebookError as failure:
        error = failure if isinstance(failure, PageError) else _error(outcome.page, str(failure))
        return replace(outcome, made=None, error=error)


def _write(page: Page, made: Made) -> bool:
    if sha256(_read(page)) != made.source:
        raise _error(page, "was saved while it ran; nothing was written, run it again")
    return write_files({page.output: made.content, page.record: made.record})


def _work(task: Task) -> Outcome:
    start = time.monotonic()
    made, error = None, None
    try:
        made = _make(task)
    except PageError as failure:
        error = failure
    except Exception as failure:
        # Whatever else a notebook's outputs bring about here, it may not stop the other pages.
        cause = str(failure) if isinstance(failure, PagebookError) else f"{type(failure).__name__}: {failure}"
        error = _error(task.page, cause)
    return Outcome(task.page, time.monotonic() - start, error=error, made=made)


def _make(task: Task) -> Made:
    page = task.page
    source = _read(page) if task.source is None else task.source
    try:
        notebook = parse_notebook(source)
    except ValueError as error:
        raise _error(page, f"is not a readable notebook: {error}") from error
    executed = execute(page, notebook, task.settings)
    content = dumps(finish(executed, page))
    record = make_record(page, source_hash(notebook), executed, content, task.toolchain)
    return Made(content, record.dumps(), sha256(source))


def _read(page: Page) -> bytes:
    try:
        return page.template.read_bytes()
    except OSError as error:
        raise _error(page, f"cannot be read: {error.strerror}") from error


def _error(page: Page, cause: str) -> PageError:
    return PageError(page.key, relative_name(page.template), None, cause)
