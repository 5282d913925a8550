"""Text files of the book that a page reads as inputs: the authored narratives, and nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from pagebook.errors import DataError

__all__ = ["DOCUMENTS", "hash_documents", "is_document", "read_document"]

DOCUMENTS = "chapters/narratives/"
"""Where such files lie, below the book's root; as the name of a read, all of them together."""


def is_document(name: str) -> bool:
    """Return whether a name belongs to a document, or to all of them, rather than to a table."""
    return name.startswith(DOCUMENTS)


def read_document(root: Path, name: str) -> str | None:
    """Return a document's text with `\\n` as line end, or None when there is no such file.

    Args:
        root: The book's root.
        name: The file's path below the root, with forward slashes.

    Raises:
        DataError: The path leads out of the folder of documents, or the file is no text in UTF-8.
    """
    path = root / _checked(name)
    folder = root.resolve() / DOCUMENTS
    try:
        if not path.resolve().is_relative_to(folder):
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


def hash_documents(root: Path) -> tuple[int, str]:
    """Return how many documents there are, and a hash of all their names and contents."""
    total = hashlib.sha256()
    files = sorted(path for path in (root / DOCUMENTS).rglob("*") if path.is_file())
    for path in files:
        content = hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
        total.update(f"{path.relative_to(root).as_posix()}\0{content}\n".encode())
    return len(files), total.hexdigest()


def _checked(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    plain = path.as_posix() == name and not {"\\", "\0"} & set(name) and ".." not in path.parts
    if not plain or not is_document(name):
        raise DataError([f"document {name!r} is refused; expected a path such as {DOCUMENTS}peru.md"])
    return path
