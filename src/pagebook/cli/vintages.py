"""Commands that take in new editions of statistics."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import click

from pagebook.cli.app import app
from pagebook.cli.options import book_option, format_option
from pagebook.cli.running import print_json, writing_or_waiting
from pagebook.project import Book

__all__ = ["indicators", "update"]


@app.group()
def update() -> None:
    """Take in new editions of what others publish.

    \b
    Example:
      pagebook update indicators WDI_CSV.zip --edition 2026-07-13
    """


@update.command()
@book_option
@format_option
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--edition", "editions", multiple=True, metavar="[DATASET=]TEXT", help="Which edition it is.")
@click.option("--accessed", type=click.DateTime(["%Y-%m-%d"]), help="Day of the copy; by default today.")
@click.option("--fetch", multiple=True, metavar="NAME", help="Data set, indicator or series to be fetched.")
@click.option("--allow", "allowed", multiple=True, metavar="KIND", help="Let through: jump, area or double.")
@click.option("--dry-run", is_flag=True, help="Report, and write nothing.")
def indicators(book: Book, form: str, files: tuple[Path, ...], accessed: Any, **wanted: Any) -> None:
    """Update the statistics from publishers' files.

    What is in which file is told by its header; what is taken from it stands in data/indicators/series.csv.
    Values that the new edition does not have are kept.

    \b
    Example:
      pagebook update indicators WDI_CSV.zip --edition 2026-07-13 --dry-run
      pagebook update indicators --fetch population
    """
    from pagebook.update.command import Wanted, update_indicators

    if not files and not wanted["fetch"]:
        raise click.UsageError("name a file, or what to --fetch")
    day = (accessed.date() if accessed else date.today()).isoformat()
    with nullcontext() if wanted["dry_run"] else writing_or_waiting(book, wait=False):
        report = update_indicators(book, Wanted(files, day, **wanted))
    if form == "json":
        print_json(report.as_json())
    else:
        click.echo("\n".join(report.lines()))
    for path in report.written:
        click.echo(f"written: {path}", err=True)
    if not report.written:
        click.echo("nothing was written", err=True)
    raise click.exceptions.Exit(1 if report.refused else 0)
