"""Commands that add a country and take one out."""

from __future__ import annotations

from typing import Any

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option
from pagebook.cli.running import writing_or_waiting
from pagebook.project import Book

__all__ = ["new_country", "remove_country"]


@app.command("new-country")
@book_option
@click.argument("code", metavar="ISO3")
@click.option("--name", required=True, help="Its name, as a heading has it.")
@click.option("--in-text", default="", help="Its name in a sentence, such as 'the Kyrgyz Republic'.")
@click.option("--source", required=True, help="The source in data/reference/sources.csv that tells of it.")
@click.option("--joined", type=click.IntRange(2010, 2100), help="The year in which it joined.")
@click.option("--status", default="active", show_default=True, help="One of the values of countries.status.")
@click.option("--un-subregion", default="", help="Its region in the book's grouping.")
@click.option("--wb-region", default="", help="Its region at the World Bank.")
@click.option("--income-group", default="", help="Its income group at the World Bank.")
def new_country(book: Book, code: str, **known: Any) -> None:
    """Add a country: rows, narrative, contents.

    `pagebook build` then makes its page.

    \b
    Example:
      pagebook new-country ZMB --name Zambia --source page-news-updated-strategy --joined 2026
    """
    from pagebook.pages.partners import Partner, add_partner

    with writing_or_waiting(book, wait=False):
        for path in add_partner(book, Partner(code.upper(), **known)):
            click.echo(f"written: {book.relative(path)}")


@app.command("remove-country")
@book_option
@click.argument("code", metavar="ISO3")
def remove_country(book: Book, code: str) -> None:
    """Take a country out again, with its page.

    While the record of the programme has rows of it, nothing is taken out.

    \b
    Example:
      pagebook remove-country ZMB
    """
    from pagebook.pages.partners import remove_partner

    with writing_or_waiting(book, wait=False):
        for path in remove_partner(book, code.upper()):
            click.echo(f"{'changed' if path.exists() else 'deleted'}: {book.relative(path)}")
