"""The templates of the book: notebooks that become a page for each row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pagebook.data import Tables
from pagebook.project import Book

__all__ = ["COUNTRY", "SCENARIO", "TEMPLATES", "Template", "is_template", "template_of", "templates_of"]


@dataclass(frozen=True)
class Template:
    """A notebook that runs once for each row of a table.

    Attributes:
        file: The notebook, in the chapters' folder.
        parameter: What its parameters cell is given: the row's key.
        table: The table; its rows are the pages.
        key: The column of the key, which is also how people name the page.
        slug: The column of the page's file name without suffix.
        folder: Where the pages lie, below the chapters' folder.
    """

    file: str
    parameter: str
    table: str
    key: str
    slug: str
    folder: str

    def path(self, book: Book) -> Path:
        """Return the notebook of a book."""
        return book.chapters / self.file

    def rows(self, tables: Tables) -> Iterator[tuple[str, str]]:
        """Yield key and file name of each page.

        Raises:
            DataError: The table is missing, or cannot be read.
        """
        found = tables.part(self.table, (self.key, self.slug))
        yield from zip(found[self.key], found[self.slug], strict=True)

    def holds(self, document: str) -> bool:
        """Return whether a document, such as `chapters/countries/peru`, is a page made from it."""
        return document.startswith(f"chapters/{self.folder}/")


COUNTRY = Template("country.ipynb", "country", "countries", "country", "slug", "countries")
"""A page for each partner country."""

SCENARIO = Template("scenario.ipynb", "scenario", "io_scenarios", "scenario", "slug", "scenarios")
"""A page for each scenario of spending."""

TEMPLATES = (COUNTRY, SCENARIO)
"""All templates. A page of another kind needs a line here, its table and its notebook."""


def templates_of(book: Book, tables: Tables) -> tuple[Template, ...]:
    """Return the templates that a book uses: those of which it has the notebook or the table.

    A book with one of both and not the other is wrong, and is not taken for one that uses neither.
    """
    known = tables.describe().tables
    return tuple(one for one in TEMPLATES if one.table in known or one.path(book).exists())


def template_of(path: Path) -> Template | None:
    """Return the template that a notebook is, by its name; None for an authored chapter."""
    return next((one for one in TEMPLATES if one.file == path.name), None)


def is_template(name: str) -> bool:
    """Return whether a file, relative to the book's root, is a template and no page."""
    return name in {f"chapters/{one.file}" for one in TEMPLATES}
