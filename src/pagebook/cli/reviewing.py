"""The command that takes rows from drafts into the tables."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option
from pagebook.project import Book

__all__ = ["review"]


@app.command()
@book_option
@click.argument("documents", nargs=-1)
@click.option("--list", "listing", is_flag=True, help="Only tell how many drafts stand how.")
@click.option("--apply", "applying", is_flag=True, help="Write what was decided in the sheets (CSV).")
@click.option("--drafts", type=click.Path(file_okay=False, path_type=Path), help="Folder of the drafts.")
def review(
    book: Book, documents: tuple[str, ...], drafts: Path | None, *, listing: bool, applying: bool
) -> None:
    """Decide on draft rows, one by one or in a spreadsheet.

    Each draft is accepted, edited, merged into a row that is there, or rejected. What is accepted is checked
    and written into data/ at once; the rest can wait for the next time.

    For a spreadsheet: open _drafts/DOCUMENT/TABLE.csv, write accept, merge or reject into the column
    decision, save it as CSV, and run pagebook review --apply.

    \b
    Example:
      pagebook review page-update-2025-11
    """
    from rich.console import Console

    from pagebook.ingest.store import held
    from pagebook.pages.journal import finish
    from pagebook.review.command import apply_sheets, how_far, left_open, pass_over
    from pagebook.review.desk import Desk
    from pagebook.review.showing import Screen

    if listing and applying:
        raise click.UsageError("--list and --apply exclude each other")
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal may lack a document's characters; that must not end the review.
        sys.stdout.reconfigure(errors="replace")
    folder = drafts or book.root / "_drafts"
    screen = Screen(Console())
    if listing:
        finish(Book(folder.resolve()))
        desk = Desk.load(book, folder, documents)
        screen.table(*how_far(desk))
        click.echo("\n".join(left_open(desk)))
        return
    with held(folder):
        desk = Desk.load(book, folder, documents)
        if applying:
            for line in apply_sheets(desk):
                click.echo(line)
        else:
            pass_over(desk, screen)
