"""The two editions to compare as folders: git revisions taken out of the history, or folders as they are."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pagebook.errors import PagebookError
from pagebook.project import Book

__all__ = ["Side", "SideError", "both_sides"]

_CONFIG = "_config.yml"
_PARTS = (_CONFIG, "_toc.yml", "chapters", "data")
_WORKING_TREE = "working tree"


class SideError(PagebookError):
    """Raised when an edition to compare cannot be found; says why, and what would do."""


@dataclass(frozen=True)
class Side:
    """An edition in a folder.

    Attributes:
        root: The folder that holds `_config.yml`.
        name: How people call it.
    """

    root: Path
    name: str


@contextmanager
def both_sides(book: Book, old: str, new: str | None) -> Iterator[tuple[Side, Side]]:
    """Give both editions as folders; those of revisions are gone afterwards, the working tree is not touched.

    Args:
        book: The book whose history and working tree are meant.
        old: A folder with a book, a git revision, or `A...B` (what came on B since it left A; without B, in
            the working tree) or `A..B`.
        new: A folder or a revision; by default the book as it lies there.

    Raises:
        SideError: One of them is neither, or git cannot tell.
    """
    old, new = _ends(book, old, new)
    with TemporaryDirectory(prefix="pagebook-diff-") as folder:
        yield (
            _side(book, old, Path(folder, "old")),
            Side(book.root, _WORKING_TREE) if new is None else _side(book, new, Path(folder, "new")),
        )


def _ends(book: Book, old: str, new: str | None) -> tuple[str, str | None]:
    """Return the two ends of a range; what is no range, as it is."""
    dots = next((dots for dots in ("...", "..") if dots in old), None)
    # A path may begin with two dots, a revision never does.
    if dots is None or old.startswith(".") or _is_book(Path(old)):
        return old, new
    if new is not None:
        raise SideError(f"{old!r} is a range already; leave {new!r} out, or name two revisions")
    first, _, second = old.partition(dots)
    if dots == "...":
        return _parting(book, first, second or "HEAD"), second or None
    return first, second or None


def _parting(book: Book, first: str, second: str) -> str:
    ends = [_commit(book, name) for name in (first, second)]
    done = _run(book, "merge-base", *ends)
    if done.returncode:
        why = "they have no history in common; name both revisions instead"
        if _is_shallow(book):
            why = "this clone is shallow; fetch the whole history (git fetch --unshallow)"
        raise SideError(f"where {second} left {first} cannot be told: {why}")
    return done.stdout.decode().strip()


def _side(book: Book, name: str, to: Path) -> Side:
    if _is_book(Path(name)):
        return Side(Path(name).resolve(), name)
    commit = _commit(book, name)
    found = _git(book, "ls-tree", "--name-only", "-z", commit, "./").decode().split("\0")
    parts = [part for part in found if part in _PARTS]
    if _CONFIG not in parts:
        raise SideError(f"revision {name} has no book here: it lacks {_CONFIG}")
    _unpack(_git(book, "archive", "--format=tar", commit, "--", *parts), to)
    short = _git(book, "rev-parse", "--short", commit).decode().strip()
    return Side(to, short if commit.startswith(name) else f"{name} ({short})")


def _is_book(path: Path) -> bool:
    return (path / _CONFIG).is_file()


def _commit(book: Book, name: str) -> str:
    done = _run(book, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if not done.returncode:
        return done.stdout.decode().strip()
    if _run(book, "rev-parse", "--git-dir").returncode:
        raise SideError(f"{name!r} is no folder with a book, and {book.root} is in no git repository")
    if Path(name).is_dir():
        raise SideError(f"the folder {name!r} holds no book: it lacks {_CONFIG}")
    hint = "; this clone is shallow: fetch more of the history (git fetch --unshallow)"
    hint = hint if _is_shallow(book) else ""
    raise SideError(f"{name!r} is neither a folder with a book nor a revision of this repository{hint}")


def _is_shallow(book: Book) -> bool:
    return _run(book, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


def _git(book: Book, *arguments: str) -> bytes:
    done = _run(book, *arguments)
    if done.returncode:
        raise SideError(f"git {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def _run(book: Book, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(book.root), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise SideError("revisions need git, which is not installed; name two folders instead") from error


def _unpack(archive: bytes, to: Path) -> None:
    """Write the files of an archive; links, and names that lead elsewhere, are left out."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            name = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content and not name.is_absolute() and ".." not in name.parts:
                path = to / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.read())
