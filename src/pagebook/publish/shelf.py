"""What PDFs there are, and where: below the HTML, whose pages offer them, and in a folder beside it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from pagebook.publish.files import write_whole

__all__ = ["BOOK", "BRIEFS", "PDFS", "put", "shelve"]

BOOK, BRIEFS = "book", "briefs"
"""What can be asked for by `pagebook_press`, beside the brief of a single page, by the page's name."""

PDFS = "_pdf"
"""The folder below that of the HTML."""


def shelve(html: Path, shelf: Path) -> None:
    """Make a folder equal to that of the PDFs that pages offer; without any, there is no such folder."""
    offered = html / PDFS
    if not offered.is_dir():
        shutil.rmtree(shelf, ignore_errors=True)
        return
    names = [path.relative_to(offered) for path in offered.rglob("*.pdf")]
    for path in shelf.rglob("*.pdf"):
        if path.relative_to(shelf) not in names:
            path.unlink()
    put(offered, names, shelf)


def put(folder: Path, names: Iterable[Path | str], shelf: Path) -> None:
    """Copy PDFs, each as a whole, as far as the shelf does not hold the same."""
    for name in names:
        content = (folder / name).read_bytes()
        if not (shelf / name).is_file() or (shelf / name).read_bytes() != content:
            write_whole(shelf / name, content)
