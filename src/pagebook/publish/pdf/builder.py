"""The Sphinx builder `typst`: the whole book as one Typst document, and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf.markup import call
from pagebook.publish.pdf.matter import IMPRINT, IMPRINT_SECTION, joined
from pagebook.publish.pdf.problems import Printed, check
from pagebook.publish.pdf.translator import TypstTranslator, printed
from pagebook.publish.pdf.typeset import TEMPLATE, typeset

__all__ = ["TypstBuilder"]

_IMPORT = '#import "/template/book.typ": *'


class TypstBuilder(Builder):
    """Writes a Typst file for each page and sets all of them as one PDF."""

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
        """Write each page and the document that joins them."""
        pages = {docname: self._printed(docname) for docname in self._in_order()}
        check(pages.values())
        for docname, page in pages.items():
            self._keep(f"{docname}.typ", f"{_IMPORT}\n{page.markup}")
        self._keep("main.typ", "\n".join(self._main()))
        for file in TEMPLATE.iterdir():
            write_if_changed(Path(self.outdir) / "template" / file.name, file.read_bytes())

    def finish(self) -> None:
        """Set the document."""
        typeset(Path(self.outdir) / "main.typ", Path(self.outdir) / "book.pdf", Path(self.outdir))

    def _printed(self, docname: str) -> Printed:
        doctree = self.env.get_and_resolve_doctree(docname, self)
        labels = self._imprint(doctree) if docname == self.config.root_doc else []
        page = printed(doctree, self, docname, 1 if docname == self.config.root_doc else 2)
        page.labels.update(labels)
        return page

    def _imprint(self, doctree: nodes.document) -> list[str]:
        """Take the words of the imprint off the front page and write them; return their labels."""
        visitor = TypstTranslator(doctree, self, self.config.root_doc)
        for section in list(doctree.findall(nodes.section)):
            if IMPRINT_SECTION in section["ids"]:
                for label in visitor.names(section["ids"]):
                    visitor.add(call("anchor", label))
                for child in section.children[1:]:
                    child.walkabout(visitor)
                section.parent.remove(section)
        self._keep(IMPRINT, f"{_IMPORT}\n{visitor.markup}")
        return sorted(visitor.printed.labels)

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
        yield from joined(self.app, list(self._parts()))
