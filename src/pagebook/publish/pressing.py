"""The PDFs are made from the documents that the HTML is compiled from, before the pages that offer them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util.tags import Tags

from pagebook.publish.forking import forks
from pagebook.publish.node import WEB_BUILDERS
from pagebook.publish.pdf.brief import has_brief
from pagebook.publish.pdf.builder import TypstBuilder
from pagebook.publish.pdf.sheet import side_by_side
from pagebook.publish.shelf import BOOK, BRIEFS, PDFS

__all__ = ["add_press", "asked_for", "offered"]


def add_press(app: Sphinx) -> None:
    """Register the builder, and have it work beside that of the HTML where PDFs are asked for."""
    # "html": with other PDFs, pages offer other files. Nothing is read again for it.
    app.add_config_value("pagebook_press", None, "html")
    app.add_builder(TypstBuilder)
    # After the charts are drawn (`pagebook.publish.ahead`); where nothing is drawn ahead, before this process
    # draws anything itself.
    app.connect("write-started", _press, priority=600)
    app.connect("write-started", _press_first, priority=400)


def asked_for(app: Sphinx) -> bool:
    """Return whether PDFs are made."""
    return app.builder.name == TypstBuilder.name or bool(app.config.pagebook_press)


def offered(app: Sphinx, docname: str) -> dict[str, str]:
    """Return the PDFs that a page offers: what it is, to where it lies below the folder of the HTML."""
    wanted = app.config.pagebook_press or []
    found = {}
    if BOOK in wanted and docname == app.config.root_doc:
        found["The book (PDF)"] = f"{PDFS}/book.pdf"
    if BRIEFS in wanted and has_brief(docname):
        found["Brief (PDF)"] = f"{PDFS}/briefs/{docname.rpartition('/')[2]}.pdf"
    return found


def _press(app: Sphinx, builder: Builder) -> None:
    if forks(app):
        _press_apart(app, builder)


def _press_first(app: Sphinx, builder: Builder) -> None:
    if not forks(app):
        _press_apart(app, builder)


def _press_apart(app: Sphinx, builder: Builder) -> None:
    if builder.name in WEB_BUILDERS and app.config.pagebook_press:
        # What sets PDFs runs threads, and the pages are still to be written by forks of this process.
        side_by_side(app, partial(_press_into, app), [[Path(app.outdir) / PDFS]])


def _press_into(app: Sphinx, folder: Path) -> None:
    with _another_builder(app) as builder:
        builder.press(folder)


@contextmanager
def _another_builder(app: Sphinx) -> Iterator[TypstBuilder]:
    """Let documents be resolved for paper, from the environment that was read for the web."""
    former, tags = app.builder, app.tags
    html = {former.name, former.format, f"builder_{former.name}", f"format_{former.format}"}
    app.tags = Tags([tag for tag in tags if tag not in html])
    builder = TypstBuilder(app, app.env)
    builder.outdir = type(former.outdir)(Path(app.outdir).parent / builder.name)
    app.builder = builder
    try:
        builder.init()
        yield builder
    finally:
        app.builder, app.tags = former, tags
