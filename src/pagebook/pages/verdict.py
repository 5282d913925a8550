"""The last state in which the whole book was found right: what is as it was then need not be checked again.

A state names everything that a check could depend on: each file of the data, of the chapters and of the
library with its hash, the configuration, Python, and what is installed. It lies in `_build/.pagebook`; where
it is damaged, or from another place, library or installation, it costs a whole check, no more. Nothing
here loads the library, so that a build with nothing to do answers at once.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pagebook.pages.write import WriteError, write_files
from pagebook.project import Book

__all__ = ["State", "Verdict", "changed_between", "keep_right", "state_of", "verdict"]

State = Mapping[str, str]
"""What each thing is that a check could depend on, by name; empty where that cannot be told."""

_LIBRARY = Path(__file__).parents[1]
_CONFIGURATION = ("_config.yml", "_toc.yml")
_CONTENT = ("data/", "chapters/")
_PACKAGES = (".dist-info", ".egg-info")


@dataclass(frozen=True)
class Verdict:
    """How a book stands to the last state in which it was found right.

    Attributes:
        state: Its state now.
        changed: Names of files and folders below `data` and `chapters` that are not as they were then; None
            when anything else changed or no such state is known, so that nothing can be said.
    """

    state: State
    changed: Set[str] | None

    @property
    def right(self) -> bool:
        """Whether the book was found right exactly as it is now, with every page current."""
        return self.changed is not None and not self.changed


def verdict(book: Book) -> Verdict:
    """Return how a book stands to the last state in which it was found right."""
    state, last = state_of(book), _read(book)
    if not state or not last:
        return Verdict(state, None)
    changed = _differing(last, state)
    return Verdict(state, changed if all(name.startswith(_CONTENT) for name in changed) else None)


def state_of(book: Book) -> State:
    """Return what the book, the library and what is installed are at the moment.

    Empty when a file cannot be read, or is a link: what a link leads to may change without it.
    """
    tops = [(book.root, book.root / name) for name in (*_CONFIGURATION, "data", "chapters")]
    try:
        files = dict(found for top in [*tops, (_LIBRARY.parent, _LIBRARY)] for found in _files(*top))
    except OSError:
        return {}
    return files | {"root": str(book.root), "python": sys.version, "installed": _installed()}


def keep_right(book: Book, state: State) -> None:
    """Keep that a book was found right; call it with the state from before the check.

    Nothing is kept when anything changed since: it may not have been this state that was checked.
    """
    if not state or state_of(book) != state:
        return
    text = json.dumps(state, sort_keys=True)
    with suppress(WriteError, OSError):
        # Where it cannot be written, the next check takes its time.
        _place(book).parent.mkdir(parents=True, exist_ok=True)
        write_files({_place(book): f"{_sha256(text.encode())}\n{text}".encode()})


def changed_between(before: State, after: State) -> Set[str] | None:
    """Return the names of what differs between two states; None when either is not known."""
    return _differing(before, after) if before and after else None


def _differing(before: State, after: State) -> Set[str]:
    return frozenset(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _read(book: Book) -> State:
    """Return the last state in which the book was found right; empty when none is kept, or it is damaged."""
    try:
        mark, _, text = _place(book).read_text("utf-8").partition("\n")
        state: State = json.loads(text) if _sha256(text.encode()) == mark else {}
    except (OSError, ValueError):
        return {}
    return state


def _files(root: Path, top: Path) -> Iterator[tuple[str, str]]:
    """Yield what lies at a place, and below it, with its hash; folders too, as their names can be wrong."""
    name = top.relative_to(root).as_posix()
    if top.is_symlink():
        raise OSError(f"{name} is a link")
    if not top.is_dir():
        yield name, _sha256(top.read_bytes()) if top.exists() else "missing"
    elif top.name != "__pycache__":
        yield f"{name}/", "folder"
        for path in top.iterdir():
            yield from _files(root, path)


def _installed() -> str:
    folders = [folder for entry in sys.path if (folder := Path(entry or ".")).is_dir()]
    found = {path.name for folder in folders for path in folder.iterdir() if path.suffix in _PACKAGES}
    return json.dumps([sys.path, sorted(found)])


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _place(book: Book) -> Path:
    return book.root / "_build" / ".pagebook" / "right.json"
