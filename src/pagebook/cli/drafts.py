"""Commands that read documents into draft rows, and take rows from drafts into the tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option
from pagebook.project import Book

__all__ = ["ingest"]


@app.command()
@book_option
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", required=True, help="The source in data/reference/sources.csv that is read.")
@click.option("--year", type=click.IntRange(1990, 2100), help="The year of dates that print none.")
@click.option("--area", default="", metavar="CODE", help="The country of a document that does not name it.")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="Folder for the drafts.")
def ingest(book: Book, documents: tuple[Path, ...], source: str, to: Path | None, **reading: Any) -> None:
    """Read documents into draft rows.

    Nothing in data/ is changed: a draft is a row with its evidence, for somebody to review.

    \b
    Example:
      pagebook ingest update.html --source page-updates-2025-11 --year 2025
    """
    from pagebook.ingest.command import ingest_documents

    for line in ingest_documents(book, documents, source, to or book.root / "_drafts", **reading):
        click.echo(line)
