"""The Sphinx builder `typst`: the whole book as one Typst document, briefs of pages, and all of it as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf import markup
from pagebook.publish.pdf.brief import has_brief, write_brief
from pagebook.publish.pdf.sheet import Sheet, side_by_side
from pagebook.publish.pdf.translator import TypstTranslator
from pagebook.publish.pdf.typeset import TEMPLATE, typeset
from pagebook.publish.reference import reference
from pagebook.publish.shelf import BOOK, BRIEFS

__all__ = ["TypstBuilder"]

_IMPORT = '#import "/template/book.typ": *'


class TypstBuilder(Builder):
    """Writes a Typst file for each page and sets all of them as one PDF; and briefs that are asked for."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = True

    def init(self) -> None:
        """Tell which pictures Typst reads."""
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
        """Write what is asked for as Typst below the output folder, and as PDF into a folder."""
        for file in TEMPLATE.iterdir():
            write_if_changed(Path(self.outdir) / "template" / file.name, file.read_bytes())
        names = [name for name in self._in_order() if self._wants_page(name) or self._wants_brief(name)]
        # The heaviest page is begun first, so that no core waits for it at the end.
        names.sort(key=lambda name: Path(self.env.doc2path(name)).stat().st_size)
        sheets = [sheet for written in side_by_side(self.app, self._write_page, names) for sheet in written]
        if BOOK in self._wanted:
            self._keep("main.typ", "\n".join(self._main()))
            sheets.append(Sheet("main.typ", "book.pdf"))
        edition = reference(self.app).edition
        date = edition.date if edition else ""

        def set_one(sheet: Sheet) -> None:
            typeset(Path(self.outdir) / sheet.main, folder / sheet.pdf, Path(self.outdir), date)

        side_by_side(self.app, set_one, sheets)

    @property
    def _wanted(self) -> list[str]:
        wanted: list[str] | None = self.config.pagebook_press
        return [BOOK] if wanted is None else wanted

    def _wants_page(self, docname: str) -> bool:
        return BOOK in self._wanted

    def _wants_brief(self, docname: str) -> bool:
        return has_brief(docname) and not {BRIEFS, docname}.isdisjoint(self._wanted)

    def _write_page(self, docname: str) -> list[Sheet]:
        doctree = self.env.get_and_resolve_doctree(docname, self)
        if self._wants_page(docname):
            self._write_chapter(docname, doctree)
        return [write_brief(self, docname, doctree)] if self._wants_brief(docname) else []

    def _write_chapter(self, docname: str, doctree: nodes.document) -> None:
        level = 1 if docname == self.config.root_doc else 2
        visitor = TypstTranslator(doctree, self, docname, level)
        doctree.walkabout(visitor)
        self._keep(f"{docname}.typ", f"{_IMPORT}\n{visitor.markup}")

    def _keep(self, name: str, told: str) -> None:
        write_if_changed(Path(self.outdir) / name, told.encode("utf-8"))

    def _in_order(self) -> Iterator[str]:
        root = self.config.root_doc
        yield root
        for _caption, names in self._parts():
            yield from names

    def _parts(self) -> Iterator[tuple[str, list[str]]]:
        sitemap = self.app.config.external_site_map
        for tree in sitemap.root.subtrees:
            yield tree.caption or "", [str(item) for item in tree.items]

    def _main(self) -> Iterator[str]:
        yield _IMPORT
        yield f"#show: book.with({', '.join(self._told())})"
        yield f'#include "{self.config.root_doc}.typ"'
        for caption, names in self._parts():
            yield markup.call("part", caption)
            for name in names:
                yield f'#include "{name}.typ"'

    def _told(self) -> Iterator[str]:
        yield f"title: {markup.string(self.config.project)}"
        yield f"author: {markup.string(self.config.author)}"
