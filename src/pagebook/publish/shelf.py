"""What PDFs there are, and where: below the HTML, whose pages offer them, and in a folder beside it."""

from __future__ import annotations

import shutil
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
    for path in shelf.rglob("*.pdf"):
        if not (offered / path.relative_to(shelf)).is_file():
            path.unlink()
    put(offered, shelf)


def put(folder: Path, shelf: Path) -> None:
    """Copy the PDFs of a folder, each as a whole, as far as the shelf does not hold the same."""
    for path in sorted(folder.rglob("*.pdf")):
        content, copy = path.read_bytes(), shelf / path.relative_to(folder)
        if not copy.is_file() or copy.read_bytes() != content:
            write_whole(copy, content)
