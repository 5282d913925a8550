"""The command that tells what changed between two editions of the book."""

from __future__ import annotations

from pathlib import Path

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option, format_option
from pagebook.cli.running import print_json
from pagebook.project import Book

__all__ = ["diff"]

_file = click.Path(dir_okay=False, path_type=Path)


@app.command()
@book_option
@click.argument("old")
@click.argument("new", required=False)
@click.option("--html", type=_file, help="Where the page goes; by default _build/diff/index.html.")
@click.option("--markdown", type=_file, help="Where a summary for a pull request goes, at most 60 kB.")
@click.option(
    "--charts", type=click.IntRange(0), default=50, show_default=True, help="How many charts to draw."
)
@format_option
def diff(
    book: Book, *, old: str, new: str | None, html: Path | None, markdown: Path | None, charts: int, form: str
) -> None:
    """Tell what changed between two editions.

    OLD and NEW are git revisions or folders with a book; without NEW, the book as it lies there. `A...`
    stands for the revision at which the book left A. Pages are compared as they are stored: run them first.

    \b
    Example:
      pagebook diff HEAD
      pagebook diff v2025 v2026 --markdown summary.md
      pagebook diff origin/main... --html changes.html
    """
    from pagebook.diff.report import diff_books
    from pagebook.diff.sides import SideError

    try:
        report = diff_books(book, old, new)
    except SideError as error:
        raise click.UsageError(str(error)) from error
    written = report.write(html, markdown, charts=charts, default=form == "text")
    if form == "json":
        print_json(report.changes.as_json())
        return
    click.echo(report.text(), nl=False)
    for path in written:
        click.echo(f"written: {path}", err=True)
