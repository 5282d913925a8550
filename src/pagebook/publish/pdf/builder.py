"""The Sphinx builder `typst`: the whole book as one Typst document, briefs of pages, and all of it as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util import logging

from pagebook.errors import BuildError
from pagebook.publish.assets import kept_folder
from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf.brief import has_brief, write_brief
from pagebook.publish.pdf.markup import call
from pagebook.publish.pdf.matter import IMPRINT, IMPRINT_SECTION, joined
from pagebook.publish.pdf.problems import Printed, PrintError, check
from pagebook.publish.pdf.sheet import Sheet, shared, side_by_side
from pagebook.publish.pdf.translator import TypstTranslator, printed
from pagebook.publish.pdf.typeset import TEMPLATE, typeset
from pagebook.publish.reference import reference
from pagebook.publish.shelf import BOOK, BRIEFS

__all__ = ["TypstBuilder"]

_IMPORT = '#import "/template/book.typ": *'

_LOG = logging.getLogger(__name__)


class TypstBuilder(Builder):
    """Writes a Typst file for each page and sets all of them as one PDF; and briefs that are asked for."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = True
    # One that lies on another host is a problem of the page, and is never asked for.
    supported_remote_images = True

    def init(self) -> None:
        """Say which pictures can be printed."""
        self.supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]

    def get_outdated_docs(self) -> Iterable[str]:
        """Return all pages."""
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return what refers to a page inside the book."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return what refers to a page from another one: the same everywhere, as it is all one document."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Nothing to prepare."""

    def write(
        self, build_docnames: Iterable[str] | None, updated_docnames: Iterable[str], method: str = "update"
    ) -> None:
        """Write each page, and the documents that join them, and set them."""
        self.events.emit("write-started", self)
        self.press(Path(self.outdir))

    def press(self, folder: Path) -> None:
        """Write what is asked for as Typst below the output folder, and as PDF into a folder.

        Raises:
            BuildError: Something cannot be printed; each problem is logged as an error.
        """
        try:
            self._press(folder)
        except BuildError as error:
            told = error.problems if isinstance(error, PrintError) else str(error).splitlines()
            for line in told:
                _LOG.error(line)
            raise

    def _press(self, folder: Path) -> None:
        for file in TEMPLATE.iterdir():
            write_if_changed(Path(self.outdir) / "template" / file.name, file.read_bytes())
        names = [name for name in self._in_order() if BOOK in self._wanted or self._wants_brief(name)]
        names.sort(key=lambda name: Path(self.env.doc2path(name)).stat().st_size)
        chapters = side_by_side(self.app, partial(self._write_page, folder), shared(self.app, names))
        if BOOK in self._wanted:
            check(chapter for chapter in chapters if chapter)
            self._keep("main.typ", "\n".join(self._main()))
            # In a process that ends: what sets it runs threads.
            side_by_side(self.app, partial(self._set, folder), [[Sheet("main.typ", "book.pdf")]])

    def _set(self, folder: Path, sheet: Sheet) -> None:
        edition = reference(self.app).edition
        typeset(sheet, Path(self.outdir), folder, edition.date if edition else "", kept_folder(self.app))

    @property
    def _wanted(self) -> list[str]:
        wanted: list[str] | None = self.config.pagebook_press
        return [BOOK] if wanted is None else wanted

    def _wants_brief(self, docname: str) -> bool:
        return has_brief(docname) and not {BRIEFS, docname}.isdisjoint(self._wanted)

    def _write_page(self, folder: Path, docname: str) -> Printed | None:
        """Write what a page is needed for; the brief first, as the chapter may take from the document."""
        doctree = self.env.get_and_resolve_doctree(docname, self)
        if self._wants_brief(docname):
            # Set at once: the process that tried how much fits still knows how most of it is set.
            self._set(folder, write_brief(self, docname, doctree))
        return self._write_chapter(docname, doctree) if BOOK in self._wanted else None

    def _write_chapter(self, docname: str, doctree: nodes.document) -> Printed:
        front = docname == self.config.root_doc
        imprint = self._imprint(doctree) if front else Printed()
        page = printed(doctree, self, docname, 1 if front else 2).with_all_of(imprint)
        self._keep(f"{docname}.typ", f"{_IMPORT}\n{page.markup}")
        # It is written: there is no need to hand it from one process to the other.
        page.markup = ""
        return page

    def _imprint(self, doctree: nodes.document) -> Printed:
        """Take the words of the imprint off the front page and write them; return what is known of them."""
        visitor = TypstTranslator(doctree, self, self.config.root_doc)
        # It is a page of its own, which has no end with notes.
        visitor.notes.in_place = True
        for section in list(doctree.findall(nodes.section)):
            if IMPRINT_SECTION in section["ids"]:
                for label in visitor.names(section["ids"]):
                    visitor.add(call("anchor", label))
                for child in section.children[1:]:
                    child.walkabout(visitor)
                section.parent.remove(section)
        self._keep(IMPRINT, f"{_IMPORT}\n{visitor.markup}")
        return visitor.printed

    def _keep(self, name: str, told: str) -> None:
        # Half a character cannot be written; it is a problem that is told when all pages are there.
        write_if_changed(Path(self.outdir) / name, told.encode("utf-8", "replace"))

    def _in_order(self) -> Iterator[str]:
        root = self.config.root_doc
        yield root
        for _caption, names in self._parts():
            yield from names

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        sitemap = self.app.config.external_site_map
        for tree in sitemap.root.subtrees:
            yield tree.caption or "", [name for item in tree.items for name in self._with_sections(str(item))]

    def _with_sections(self, docname: str) -> Iterator[str]:
        """Yield a page, and after it those that the contents name as its sections."""
        yield docname
        entry = self.app.config.external_site_map.get(docname)
        for tree in entry.subtrees if entry else ():
            for item in tree.items:
                yield from self._with_sections(str(item))

    def _main(self) -> Iterator[str]:
        yield _IMPORT
        yield from joined(self.app, list(self._parts()))
