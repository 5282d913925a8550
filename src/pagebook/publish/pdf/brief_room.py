"""How many pages a brief has, and how much of them is empty."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import typst

from pagebook.errors import BuildError
from pagebook.publish.files import write_whole
from pagebook.publish.pdf.drawing import FONTS
from pagebook.publish.pdf.kept import made_of

__all__ = ["Room", "Rooms"]


@dataclass(frozen=True)
class Room:
    """The room that a brief takes, as its template tells.

    Attributes:
        pages: How many pages it has.
        filled: The part of the last page that is filled.
        emptiest: The largest part of any other page that was left empty before a figure.
    """

    pages: int
    filled: float
    emptiest: float


class Rooms:
    """How much room the forms of a brief take; what is asked for in its block is kept for the next time.

    Args:
        folder: The brief's own folder among what is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "rooms.json"
        self._known: dict[str, Room] = {}
        self._asked: dict[str, Room] = {}

    def __enter__(self) -> Self:
        # None yet, half of one, or one of an earlier version: then all forms are set.
        with suppress(FileNotFoundError, ValueError, TypeError):
            told = json.loads(self._path.read_text("utf-8"))
            self._known = {key: Room(*room) for key, room in dict(told).items()}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        told = json.dumps({key: astuple(room) for key, room in self._asked.items()}, indent=0)
        write_whole(self._path, f"{told}\n".encode())

    def room(self, main: Path, root: Path) -> Room:
        """Return the room that a form takes.

        Raises:
            BuildError: Typst failed.
        """
        key = made_of(main, root)
        self._asked[key] = self._known.get(key) or _room(main, root)
        return self._asked[key]


def _room(main: Path, root: Path) -> Room:
    try:
        compiler = typst.Compiler(
            str(main), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        told = json.loads(compiler.query("<room>", field="value", one=True))
    except (typst.TypstError, RuntimeError) as error:
        # A query fails with another error than setting does.
        raise BuildError(f"{main.name}: {error}") from error
    return Room(int(told["pages"]), float(told["filled"]), float(told["emptiest"]))
