"""The files of input-output tables as texts, each read once, with what a page's record says of them."""

from __future__ import annotations

import hashlib
from itertools import islice
from pathlib import Path, PurePosixPath

from pagebook.data.inputoutput.grid import outline, split_lines
from pagebook.data.inputoutput.layouts import INPUT_OUTPUT, is_accounts_file
from pagebook.data.marks import MOST_MARKED, Marks
from pagebook.data.raw import decode
from pagebook.data.reads import Rows
from pagebook.errors import DataError

__all__ = ["AccountFiles"]


class AccountFiles:
    """The files below the folder of input-output tables.

    A file is read once: later changes on disk do not show in the same object.

    Args:
        root: The book's root.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._texts: dict[str, str | None] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    def text(self, name: str) -> str | None:
        """Return a file's text with `\\n` as line end, or None when there is no such file.

        Raises:
            DataError: The path leads out of the folder, or the file is no text in UTF-8.
        """
        _check(name)
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names of all files below a folder, relative to it, sorted; hidden ones are left out.

        Args:
            folder: Such as `data/inputoutput/bra-2015/`, with the slash at its end.
        """
        _check(folder)
        if folder not in self._names:
            top = self._root / folder
            found = (path.relative_to(top) for path in sorted(top.rglob("*")) if path.is_file())
            told = (path.as_posix() for path in found if not any(p.startswith(".") for p in path.parts))
            self._names[folder] = tuple(told)
        return self._names[folder]

    def told(self, name: str) -> tuple[int, str]:
        """Return what a record keeps of a read: how many rows, and a hash; none of a file that is missing.

        Of a folder of a table the hash is of the names of its files; of the folder of all tables, of all
        names and contents.

        Raises:
            DataError: The file cannot be read.
        """
        if name.endswith("/"):
            return self._folder(name)
        text = self.text(name)
        if text is None:
            return 0, ""
        return len(split_lines(text)[1]), hashlib.sha256(text.encode()).hexdigest()

    def rows(self, name: str) -> Rows | None:
        """Return the rows of a file, each with its labels as key; None for what has no rows, or too many.

        Raises:
            DataError: The file cannot be read.
        """
        text = None if name.endswith(("/", ".json")) else self.text(name)
        if text is None:
            return None
        header, lines = split_lines(text)
        if len(lines) > MOST_MARKED:
            return None
        keys = _keys(name, text)
        marks = Marks.of(header, lines, keys)
        return Rows(marks, keys, tuple(range(len(lines))), self.told(name)[1])

    def _folder(self, name: str) -> tuple[int, str]:
        names = self.names(name)
        told = list(names)
        if name == INPUT_OUTPUT:
            told = [f"{one}\0{self.told(name + one)[1]}" for one in names]
        return len(names), hashlib.sha256("\n".join(told).encode()).hexdigest()

    def _read(self, name: str) -> str | None:
        path = self._root / name
        try:
            if not path.resolve().is_relative_to((self._root / INPUT_OUTPUT).resolve()):
                raise DataError([f"{name}: leads out of {INPUT_OUTPUT}; expected a file in that folder"])
            content = path.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise DataError([f"{name}: cannot be read: {error.strerror}"]) from error
        # Programs of other houses may begin UTF-8 with a mark that is no part of the text.
        text, problems = decode(content, name)
        if text is None:
            raise DataError(problems)
        return text.replace("\r\n", "\n").replace("\r", "\n")


def _keys(name: str, text: str) -> tuple[str, ...]:
    delimiter = "," if name.endswith(".csv") else "\t"
    index, _ = outline(text, delimiter)
    _, lines = split_lines(text)
    return tuple(" ".join(islice(_cells(line, delimiter), max(index, 1))) for line in lines)


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip('"') for cell in line.split(delimiter)]


def _check(name: str) -> None:
    """Refuse what is not the plain path of a file below the folder.

    Raises:
        DataError: The path leads elsewhere, or could be written in a shorter way.
    """
    path = PurePosixPath(name)
    plain = path.as_posix() == name.removesuffix("/") and not {"\\", "\0"} & set(name)
    if not plain or ".." in path.parts or not is_accounts_file(name):
        raise DataError([f"file {name!r} is refused; expected a path below {INPUT_OUTPUT}"])
