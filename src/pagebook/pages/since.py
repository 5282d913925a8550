"""Pages whose inputs changed since a revision of the book's history."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from pagebook.errors import ParameterError
from pagebook.pages.plan import Page
from pagebook.pages.reasons import Reason
from pagebook.pages.record import Record, RecordError
from pagebook.pages.staleness import Inputs, changed_inputs
from pagebook.project import Book

__all__ = ["changed_since"]


def changed_since(
    book: Book, pages: Sequence[Page], revision: str, now: Inputs
) -> tuple[tuple[Page, tuple[Reason, ...]], ...]:
    """Return the pages whose inputs today differ from those in their record at a git revision, and why.

    The comparison is as fine as the record: a page counts when rows that it read changed, not files.
    A page without a record at that revision counts as changed.

    Raises:
        ParameterError: The book is not in a git repository, or has no such revision.
    """
    _git(book, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    reasons = ((page, _changed(book, page, revision, now)) for page in pages)
    return tuple((page, why) for page, why in reasons if why)


def _changed(book: Book, page: Page, revision: str, now: Inputs) -> tuple[Reason, ...]:
    name = f"./{book.relative(page.record)}"
    if not _git(book, "ls-tree", "--name-only", revision, name):
        return (Reason(f"no record at {revision}"),)
    try:
        record = Record.loads(_git(book, "show", f"{revision}:{name}"))
    except RecordError:
        return (Reason(f"{page.record.name} is damaged at {revision}"),)
    return changed_inputs(page, record, now)


def _git(book: Book, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(book.root), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise ParameterError("--since needs git, which is not installed") from error
    if done.returncode:
        said = (
            done.stderr.decode(errors="replace").strip() or f"no revision {arguments[-1].partition('^')[0]!r}"
        )
        raise ParameterError(f"--since: {said}")
    return done.stdout
