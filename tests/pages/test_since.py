"""`--since`: pages whose inputs differ from those at a revision."""

import subprocess

import pytest

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.pages.plan import plan
from pagebook.pages.run import run
from pagebook.pages.since import changed_since
from pagebook.pages.staleness import Inputs


def _git(book, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(book.root), *identity, *arguments], check=True, capture_output=True)


def _since(book, revision: str) -> dict[str, list[str]]:
    pages = plan(book, Tables.open(book))
    return _told(changed_since(book, pages, revision, Inputs.current(book)))


def _told(found) -> dict[str, list[str]]:
    return {page.key: [str(reason) for reason in reasons] for page, reasons in found}


def test_pages_are_chosen_by_the_rows_that_changed(book, cells):
    """Of all pages, those count whose rows, template or text differ from the revision."""
    run(book, [page for page in plan(book, Tables.open(book)) if page.key != "PER"])
    _git(book, "init", "-q")
    _git(book, "add", ".")
    _git(book, "commit", "-qm", "first")
    assert _since(book, "HEAD") == {"PER": ["no record at HEAD"]}

    run(book, plan(book, Tables.open(book)))
    _git(book, "add", ".")
    _git(book, "commit", "-qm", "second")
    rows = [[*row[:3], "12"] if row[0] == "SEN" else row for row in cells.indicators]
    cells.table(book.data / "indicators.csv", rows)

    # The chapter `notes` does not say what it read, so any table counts.
    changed = {name: ["indicators: 1 row changed"] for name in ("SEN", "notes")}
    assert _since(book, "HEAD") == changed
    assert _since(book, "HEAD~1") == changed | {"PER": ["no record at HEAD~1"]}


def test_a_revision_that_does_not_exist_is_refused(book):
    """The message names it."""
    _git(book, "init", "-q")

    with pytest.raises(ParameterError) as caught:
        _since(book, "v9")

    assert str(caught.value) == "--since: no revision 'v9'"


def test_a_book_outside_git_is_refused(book, monkeypatch):
    """Git says itself that there is no repository."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(book.root.parent))

    with pytest.raises(ParameterError, match=r"^--since: fatal: not a git repository"):
        _since(book, "HEAD")
