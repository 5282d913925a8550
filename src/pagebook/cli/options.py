"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pagebook.project import Book, find_book

__all__ = ["book_option", "format_option", "handles", "profile_option", "run_options", "wait_option"]


def _book(_context: click.Context, _option: click.Parameter, value: Path | None) -> Book:
    book = find_book(value)
    if book.journal.exists():
        from pagebook.pages.journal import finish

        if finish(book):
            click.echo("finished what an earlier command was killed at", err=True)
    return book


def handles(_context: click.Context, _option: click.Parameter, value: str | None) -> list[str]:
    """Return the names in a list with commas."""
    return [handle.strip() for handle in (value or "").split(",") if handle.strip()]


def _engine(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value not in ("warm", "kernel"):
        from papermill.engines import papermill_engines
        from papermill.exceptions import PapermillException

        try:
            papermill_engines.get_engine(value)
        except PapermillException as error:
            raise click.BadParameter(f"papermill has no engine {value!r} installed") from error
    return value


def _executor(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    host, _, port = (value or "").removeprefix("dask://").rpartition(":")
    if value is not None and not (value.startswith("dask://") and host and port.isdigit()):
        raise click.BadParameter(f"{value!r} is no address such as dask://127.0.0.1:8786")
    return value


_BOOK_HELP = "A folder of the book, found by walking up to _config.yml; by default the current one."
_folder = click.Path(exists=True, file_okay=False, path_type=Path)
_count = click.IntRange(1)
book_option = click.option("--book", type=_folder, callback=_book, metavar="PATH", help=_BOOK_HELP)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)
profile_option = click.option(
    "--profile",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Tell where the time goes: a table, and folded stacks for a flame graph in a file.",
)


wait_option = click.option(
    "--wait", is_flag=True, help="Wait while another process writes the book, instead of giving up."
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that say how pages are run."""
    for option in (
        wait_option,
        click.option(
            "--executor",
            callback=_executor,
            metavar="dask://HOST:PORT",
            help="Run pages on a Dask cluster; its workers set how many at a time.",
        ),
        click.option(
            "--engine",
            callback=_engine,
            default="warm",
            show_default=True,
            metavar="warm|kernel",
            help="Forks of a warm process, or a kernel for each page; or another papermill engine.",
        ),
        click.option("--memory", type=_count, metavar="MIB", help="Memory for one page; by default any."),
        click.option(
            "--page-timeout", type=_count, metavar="SECONDS", help="Time for one page; by default any."
        ),
        click.option("--timeout", type=_count, default=300, show_default=True, help="Seconds for one cell."),
        click.option(
            "--jobs", type=_count, metavar="N", help="Pages at a time; by default as many as cores."
        ),
    ):
        command = option(command)
    return command
