"""How many pages a brief has, and how much of them is empty."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import typst

from pagebook.errors import BuildError
from pagebook.publish.pdf.drawing import FONTS

__all__ = ["Room", "room"]


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


def room(main: Path, root: Path) -> Room:
    """Return the room that a document takes.

    Raises:
        BuildError: Typst failed.
    """
    try:
        compiler = typst.Compiler(
            str(main), root=str(root), font_paths=[str(FONTS)], ignore_system_fonts=True
        )
        told = json.loads(compiler.query("<room>", field="value", one=True))
    except (typst.TypstError, RuntimeError) as error:
        # A query fails with another error than setting does.
        raise BuildError(f"{main.name}: {error}") from error
    return Room(int(told["pages"]), float(told["filled"]), float(told["emptiest"]))
