"""The Sphinx builder `typst`: the whole book as one Typst document, and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinx.builders import Builder

from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf import markup
from pagebook.publish.pdf.translator import TypstTranslator
from pagebook.publish.pdf.typeset import TEMPLATE, typeset

__all__ = ["TypstBuilder"]

_IMPORT = '#import "/template/book.typ": *'


class TypstBuilder(Builder):
    """Writes a Typst file for each page and sets all of them as one PDF."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    allow_parallel = True
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif"]

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
        """Write each page and the document that joins them."""
        for docname in self._in_order():
            doctree = self.env.get_and_resolve_doctree(docname, self)
            level = 1 if docname == self.config.root_doc else 2
            visitor = TypstTranslator(doctree, self, docname, level)
            doctree.walkabout(visitor)
            self._keep(f"{docname}.typ", f"{_IMPORT}\n{visitor.markup}")
        self._keep("main.typ", "\n".join(self._main()))
        for file in TEMPLATE.iterdir():
            write_if_changed(Path(self.outdir) / "template" / file.name, file.read_bytes())

    def finish(self) -> None:
        """Set the document."""
        typeset(Path(self.outdir) / "main.typ", Path(self.outdir) / "book.pdf", Path(self.outdir))

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
