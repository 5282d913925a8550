"""The two editions to compare: revisions, folders, the working tree."""

import shutil
import subprocess
from pathlib import Path

import pytest
from tests.small_book import write_small_book

from pagebook.diff.sides import SideError, both_sides
from pagebook.project import Book

INDEX = "chapters/index.md"


def _git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=A", "-c", "user.email=a@b.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *own, *arguments], cwd=folder, capture_output=True, input="", text=True, check=True
    )
    return done.stdout.strip()


def _commit(book: Book, text: str) -> str:
    (book.root / INDEX).write_text(f"# {text}\n", "utf-8")
    _git(book.root, "add", "-A")
    _git(book.root, "commit", "-qm", text)
    return _git(book.root, "rev-parse", "HEAD")


@pytest.fixture
def book(book_root, tmp_path) -> Book:
    """Return a book in a folder of a repository, with two revisions and a change that is not committed."""
    repository = tmp_path / "repository"
    repository.mkdir()
    _git(repository, "init", "-q", "-b", "main")
    made = write_small_book(book_root, repository / "book")
    _commit(made, "first")
    _commit(made, "second")
    (made.root / INDEX).write_text("# working\n", "utf-8")
    return made


def _titles(book: Book, old: str, new: str | None = None) -> list[str]:
    with both_sides(book, old, new) as sides:
        return [(side.root / INDEX).read_text("utf-8").strip("# \n") for side in sides]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("HEAD~1", None, ["first", "working"]),
        ("HEAD~1", "HEAD", ["first", "second"]),
        ("HEAD~1..HEAD", None, ["first", "second"]),
        ("HEAD~1..", None, ["first", "working"]),
        ("HEAD~1...", None, ["first", "working"]),
        ("main...HEAD", None, ["second", "second"]),
    ],
)
def test_revisions_and_ranges_become_folders(book, old, new, expected):
    """Each way to name two editions gives their files."""
    assert _titles(book, old, new) == expected


def test_three_dots_begin_where_the_branch_left(book):
    """What came on the base since then is not taken for a change of the branch."""
    _git(book.root, "stash", "-q")
    _git(book.root, "switch", "-q", "-c", "branch", "HEAD~1")
    _commit(book, "proposal")

    assert _titles(book, "main...branch") == ["first", "proposal"]


def test_a_folder_is_taken_as_it_is(book, book_root, tmp_path):
    """A folder with a book needs no repository."""
    other = write_small_book(book_root, tmp_path / "other")

    with both_sides(book, str(other.root), None) as (old, new):
        assert (old.root, new.root, new.name) == (other.root, book.root, "working tree")


def test_the_working_tree_stays_as_it_is(book):
    """Neither files nor the index nor the branch change."""
    before = _git(book.root, "status", "--porcelain"), _git(book.root, "rev-parse", "HEAD")

    _titles(book, "HEAD~1", "HEAD")

    assert (_git(book.root, "status", "--porcelain"), _git(book.root, "rev-parse", "HEAD")) == before


def test_an_unknown_revision_is_refused(book):
    """The message says what was looked for."""
    with pytest.raises(SideError) as caught:
        _titles(book, "v2025")

    assert str(caught.value) == "'v2025' is neither a folder with a book nor a revision of this repository"


def test_what_looks_like_an_option_is_no_option(book):
    """A name that begins with a dash is looked up like any other."""
    with pytest.raises(SideError, match="'--all' is neither a folder with a book nor a revision"):
        _titles(book, "--all")


def test_a_folder_without_a_book_is_refused(book, tmp_path):
    """A folder is not taken for a book because it is there."""
    with pytest.raises(SideError, match=r"holds no book: it lacks _config\.yml"):
        _titles(book, str(tmp_path))


def test_a_revision_without_the_book_is_refused(book):
    """A revision from before the book was begun says so."""
    tree = _git(book.root, "mktree")
    empty = _git(book.root, "commit-tree", tree, "-m", "empty")

    with pytest.raises(SideError, match=r"has no book here: it lacks _config\.yml"):
        _titles(book, empty)


def test_a_book_outside_a_repository_is_told(book_root, tmp_path):
    """Without history there are only folders."""
    alone = write_small_book(book_root, tmp_path / "alone")

    with pytest.raises(SideError, match=r"'HEAD' is no folder with a book, and .* is in no git repository"):
        _titles(alone, "HEAD")


def test_a_shallow_clone_is_told(book, tmp_path):
    """Where the history is cut, the message says how to get the rest."""
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "-q", "--depth", "1", f"file://{book.root.parent}", str(clone))

    with pytest.raises(SideError, match=r"this clone is shallow: fetch more .* \(git fetch --unshallow\)"):
        _titles(Book(clone / "book"), "HEAD~1")


def test_a_range_takes_no_second_edition(book):
    """A range names both ends already."""
    with pytest.raises(SideError, match=r"'main\.\.\.HEAD' is a range already; leave 'HEAD' out"):
        _titles(book, "main...HEAD", "HEAD")


def test_git_that_is_not_installed_is_told(book, monkeypatch):
    """Without git, two folders can still be compared."""
    monkeypatch.setenv("PATH", "")
    assert shutil.which("git") is None

    with pytest.raises(SideError, match="revisions need git, which is not installed; name two folders"):
        _titles(book, "HEAD")
