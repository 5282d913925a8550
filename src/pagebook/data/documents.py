"""Text files of the book that a page reads as inputs: the authored narratives, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from pagebook.errors import DataError

__all__ = ["DOCUMENTS", "Documents", "check_path", "is_document"]

DOCUMENTS = "chapters/narratives/"
"""Where such files lie, below the book's root; as the name of a read, all of them together."""


def is_document(name: str) -> bool:
    """Return whether a name belongs to a document, or to all of them, rather than to a table."""
    return name.startswith(DOCUMENTS)


def check_path(name: str) -> None:
    """Refuse what is not the plain path of a file below the folder of documents.

    Raises:
        DataError: The path leads elsewhere, or could be written in a shorter way.
    """
    path = PurePosixPath(name)
    plain = path.as_posix() == name and not {"\\", "\0"} & set(name) and ".." not in path.parts
    if not plain or not is_document(name):
        raise DataError([f"document {name!r} is refused; expected a path such as {DOCUMENTS}peru.md"])


class Documents:
    """The documents of a book, each read once: later changes on disk do not show in the same object.

    Args:
        root: The book's root.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str | None] = {}

    def text(self, name: str) -> str | None:
        """Return a document's text with `\\n` as line end, or None when there is no such file.

        Raises:
            DataError: The path leads out of the folder of documents, or the file is no text in UTF-8.
        """
        check_path(name)
        if name not in self._texts:
            self._texts[name] = _read(self._root, name)
        return self._texts[name]

    def told(self, name: str) -> tuple[int, str]:
        """Return the number of lines of a document, and its hash, empty for one that is missing.

        Of all documents together, the number of files, and a hash of all their names and contents.

        Raises:
            DataError: The document cannot be read.
        """
        if name == DOCUMENTS:
            return _all(self._root)
        text = self.text(name)
        if text is None:
            return 0, ""
        return len(text.splitlines()), hashlib.sha256(text.encode()).hexdigest()


def _read(root: Path, name: str) -> str | None:
    path = root / name
    try:
        if not path.resolve().is_relative_to(root.resolve() / DOCUMENTS):
            raise DataError([f"{name}: leads out of {DOCUMENTS}; expected a file in that folder"])
        # Some editors begin UTF-8 with a mark that is no part of the text.
        text = path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as error:
        raise DataError([f"{name}: is not UTF-8 (byte {error.start}); save it as UTF-8"]) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise DataError([f"{name}: cannot be read: {getattr(error, 'strerror', None) or error}"]) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _all(root: Path) -> tuple[int, str]:
    total = hashlib.sha256()
    files = sorted(path for path in (root / DOCUMENTS).rglob("*") if path.is_file())
    for path in files:
        content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return len(files), total.hexdigest()
