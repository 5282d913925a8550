"""The book as EPUB, by Sphinx's own builder `epub`: what it says of itself, and no clock in it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from sphinx.application import Sphinx

from pagebook.publish.citation import imprint
from pagebook.publish.files import write_whole
from pagebook.publish.pdf.typeset import created

__all__ = ["add_ebook", "timeless"]

BUILDER = "epub"
# The zip format cannot hold a file without a time; this is the earliest that it can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def add_ebook(app: Sphinx) -> None:
    """Have an e-book named and dated by the edition of the data."""
    # Before Sphinx looks whether all is told that an e-book must tell.
    app.connect("builder-inited", _name, priority=400)
    app.connect("build-finished", _rewrite)


def timeless(path: Path) -> None:
    """Write a zip anew, its files in the same order without their times."""
    with zipfile.ZipFile(path) as former:
        content = [(entry, former.read(entry)) for entry in former.infolist()]
    fresh = path.with_suffix(".fresh")
    with zipfile.ZipFile(fresh, "w") as archive:
        for entry, data in content:
            told = zipfile.ZipInfo(entry.filename, _NO_TIME)
            told.compress_type, told.create_system, told.external_attr = entry.compress_type, 3, 0o644 << 16
            archive.writestr(told, data)
    write_whole(path, fresh.read_bytes())
    fresh.unlink()


def _name(app: Sphinx) -> None:
    if app.builder.name != BUILDER:
        return
    book, config = imprint(app), app.config
    config.version = config.version or book.edition or "1"
    config.epub_description = f"{book.title}. {book.edition}"
    config.epub_contributor = book.author
    config.epub_uid = "pagebook"
    config.epub_identifier = book.address or f"pagebook {book.title} {book.date}".strip()
    # Sphinx dates the book by it.
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(created(book.date)))


def _rewrite(app: Sphinx, error: Exception | None) -> None:
    if error is None and app.builder.name == BUILDER:
        timeless(Path(app.outdir) / f"{app.config.epub_basename}.epub")
