"""Commands that make the book: each parses, calls one floor below, and prints.

Nothing heavy is imported before a command runs: `pagebook --help` must answer at once.
"""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from pagebook.cli.app import app
from pagebook.cli.options import (
    book_option,
    format_option,
    handles,
    profile_option,
    run_options,
    wait_option,
)
from pagebook.cli.running import (
    bring_up_to_date,
    print_json,
    print_problems,
    run_entries,
    tell_current,
    tell_why,
    warmed,
    writing_or_waiting,
)
from pagebook.errors import BuildError, ParameterError
from pagebook.project import Book

__all__ = ["brief", "build", "check", "describe", "list_", "run", "serve"]


@app.command()
@book_option
@format_option
def check(book: Book, form: str) -> None:
    """Find every problem of data and pages.

    Each is printed with its place and with what would be right.

    \b
    Example:
      pagebook check
      pagebook check --format json > problems.json
    """
    from pagebook.pages.gate import everything

    problems = everything(book)
    if form == "json":
        print_json([problem.as_json() for problem in problems])
    else:
        print_problems(problems)
    if not problems:
        click.echo("data and pages are fine", err=True)
    raise click.exceptions.Exit(1 if problems else 0)


@app.command("list")
@book_option
@format_option
@click.option("--why", is_flag=True, help="Name the rows that changed, a line for each reason.")
def list_(book: Book, form: str, why: bool) -> None:
    """List every page and its state.

    A page is current, or stale with the reasons why.

    \b
    Example:
      pagebook list
      pagebook list --why
    """
    from pagebook.pages.listing import as_json, as_lines, listing

    entries = listing(book)
    if form == "json":
        print_json(as_json(book, entries))
    else:
        click.echo("\n".join(as_lines(book, entries, why=why)))


@app.command()
@book_option
@click.option("--only", callback=handles, metavar="PAGES", help="Codes or file names, with commas between.")
@click.option("--since", metavar="REVISION", help="Pages whose inputs changed since a git revision.")
@click.option("--all", "every", is_flag=True, help="Every page, current or not.")
@profile_option
@run_options
def run(book: Book, only: list[str], since: str | None, every: bool, wait: bool, **running: Any) -> None:
    """Execute pages.

    Without a choice, those that are not current.

    \b
    Example:
      pagebook run
      pagebook run --only PER,senegal
      pagebook run --since HEAD~1 --jobs 4
      pagebook run --all --profile pages.folded
      pagebook run --executor dask://127.0.0.1:8786
    """
    # Pages that somebody named run, current or not.
    with writing_or_waiting(book, wait), warmed(book, running, sure=every or bool(only)) as ready:
        # Not before: it loads the library.
        from pagebook.pages.listing import choose

        try:
            entries = choose(book, only=only, since=since, every=every)
        except ParameterError as error:
            raise click.UsageError(str(error)) from error
        tell_why(entries)
        raise click.exceptions.Exit(run_entries(book, entries, ready=ready, **running))


@app.command()
@book_option
@click.option("--pdf", is_flag=True, help="The book and its briefs as PDF as well, in _build/pdf.")
@run_options
def build(book: Book, pdf: bool, wait: bool, **running: Any) -> None:
    """Check, run what is not current, and compile.

    \b
    Example:
      pagebook build
      pagebook build --pdf
    """
    from pagebook.pages.verdict import verdict
    from pagebook.publish.compile import compile_html, compiler

    with writing_or_waiting(book, wait):
        found = verdict(book)
        if found.right:
            tell_current()
            html = compile_html(book, pdf=pdf)
        else:
            # There will be something to compile; what compiles gets ready meanwhile.
            with compiler() as ready:
                bring_up_to_date(book, found, running)
                html = compile_html(book, ready=ready, pdf=pdf)
        click.echo(f"The book is ready: open {(html / 'index.html').as_uri()}")
        if pdf:
            click.echo(f"The book as PDF: {(html.parent / 'pdf' / 'book.pdf').as_uri()}")


@app.command()
@book_option
@click.argument("countries", nargs=-1, metavar="[COUNTRY]...")
@click.option("--all", "every", is_flag=True, help="Every country.")
@wait_option
def brief(book: Book, countries: tuple[str, ...], every: bool, wait: bool) -> None:
    """Make the briefs of countries as PDF.

    Each has at most six pages, taken from the country's page, which must be current.

    \b
    Example:
      pagebook brief PER senegal
      pagebook brief --all
    """
    from pagebook.pages.briefs import pages_for_briefs
    from pagebook.publish.compile import press_briefs

    with writing_or_waiting(book, wait):
        try:
            pages = pages_for_briefs(book, countries, every=every)
        except ParameterError as error:
            raise click.UsageError(str(error)) from error
        documents = [book.relative(page.output.with_suffix("")) for page in pages]
        folder = press_briefs(book, documents)
    for page in pages:
        click.echo(book.relative(folder / "briefs" / f"{page.slug}.pdf"))


@app.command()
@book_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one."
)
def serve(book: Book, port: int) -> None:
    """Show the book on this machine and rebuild it on changes.

    It is built first. Other machines cannot reach it.

    \b
    Example:
      pagebook serve --port 8080
    """
    from pagebook.publish.serve import serve as serve_html

    library = Path(__file__).parents[1]
    serve_html(book, partial(_rebuild, book), partial(click.echo, err=True), port=port, watched=[library])


@app.command()
@book_option
def describe(book: Book) -> None:
    """Write the data dictionary from the data package.

    \b
    Example:
      pagebook describe
    """
    from pagebook.pages.gate import describe_data

    path, changed = describe_data(book)
    click.echo(f"{book.relative(path)}: {'written' if changed else 'was current already'}")


def _rebuild(book: Book) -> Path:
    # In a process of its own: a change of the library must show.
    command = [sys.executable, "-m", "pagebook.cli", "build", "--book", str(book.root)]
    if subprocess.run(command, check=False).returncode:
        raise BuildError("not built; the pages of the last good build stay")
    return book.html
