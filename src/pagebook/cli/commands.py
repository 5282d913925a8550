"""The commands: each parses, calls one floor below, and prints.

Nothing heavy is imported before a command runs: `pagebook --help` must answer at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagebook.cli.options import book_option, format_option, handles, profile_option, run_options
from pagebook.errors import BuildError, ParameterError
from pagebook.project import Book

if TYPE_CHECKING:
    from pagebook.data import Problem
    from pagebook.pages.plan import Page
    from pagebook.pages.work import Outcome

__all__ = ["app"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pagebook", message="%(package)s %(version)s")
def app() -> None:
    """Make the book: check its data, run its pages, compile it.

    \b
    Example:
      pagebook build
    """


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
        _print_json([problem.as_json() for problem in problems])
    else:
        _print_problems(problems)
    if not problems:
        click.echo("data and pages are fine", err=True)
    raise click.exceptions.Exit(1 if problems else 0)


@app.command("list")
@book_option
@format_option
def list_(book: Book, form: str) -> None:
    """List every page and its state.

    A page is current, or stale with the reasons why.

    \b
    Example:
      pagebook list
    """
    from pagebook.pages.listing import as_json, as_lines, listing

    entries = listing(book)
    if form == "json":
        _print_json(as_json(book, entries))
    else:
        click.echo("\n".join(as_lines(book, entries)))


@app.command()
@book_option
@click.option("--only", callback=handles, metavar="PAGES", help="Codes or file names, with commas between.")
@click.option("--since", metavar="REVISION", help="Pages whose inputs changed since a git revision.")
@click.option("--all", "every", is_flag=True, help="Every page, current or not.")
@profile_option
@run_options
def run(book: Book, only: list[str], since: str | None, every: bool, **running: Any) -> None:
    """Execute pages.

    Without a choice, those that are not current.

    \b
    Example:
      pagebook run
      pagebook run --only PER,senegal
      pagebook run --since HEAD~1 --jobs 4
      pagebook run --all --profile pages.folded
    """
    from pagebook.pages.listing import choose

    try:
        pages = choose(book, only=only, since=since, every=every)
    except ParameterError as error:
        raise click.UsageError(str(error)) from error
    raise click.exceptions.Exit(_run(book, pages, **running))


@app.command()
@book_option
@run_options
def build(book: Book, **running: Any) -> None:
    """Check, run what is not current, and compile.

    \b
    Example:
      pagebook build
    """
    from pagebook.pages.check import check_pages
    from pagebook.pages.gate import before_running
    from pagebook.pages.listing import choose
    from pagebook.pages.lock import writing
    from pagebook.publish.compile import compile_html, compiler

    with writing(book):
        _stop_at(before_running(book))
        pages = choose(book)
        # Where pages run there will be something to compile; what compiles gets ready meanwhile.
        with compiler() if pages else nullcontext() as ready:
            if _run(book, pages, **running):
                raise click.exceptions.Exit(1)
            _stop_at(check_pages(book))
            html = compile_html(book, ready=ready)
        click.echo(f"The book is ready: open {(html / 'index.html').as_uri()}")


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


def _print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def _print_problems(problems: Sequence[Problem]) -> None:
    from pagebook.data import summarise

    for line in summarise(problems):
        click.echo(line)


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        _print_problems(problems)
        raise click.exceptions.Exit(1)


def _run(
    book: Book, pages: Sequence[Page], *, jobs: int | None, profile: Path | None = None, **settings: Any
) -> int:
    from pagebook.pages.execute import Settings
    from pagebook.pages.failures import failure_lines
    from pagebook.pages.progress import RunProgress
    from pagebook.pages.run import run as run_pages
    from pagebook.pages.run import usable

    if not pages:
        click.echo("every page is current; nothing to run", err=True)
        return 0
    wanted = Settings(**settings, profile=profile is not None)
    if usable(wanted) != wanted:
        click.echo("this system cannot fork a warm process safely; each page gets a kernel", err=True)
    with RunProgress(len(pages)) as progress:
        report = run_pages(book, pages, settings=wanted, jobs=jobs, done=progress.done)
    for line in failure_lines(report.failures):
        click.echo(line)
    if profile is not None:
        _tell_profile(report.outcomes, profile)
    changed = sum(outcome.changed for outcome in report.outcomes)
    click.echo(f"{len(pages)} run, {changed} changed, {len(report.failures)} failed", err=True)
    return 1 if report.failures else 0


def _tell_profile(outcomes: Sequence[Outcome], path: Path) -> None:
    from pagebook.pages.profile import folded, profile_lines
    from pagebook.pages.write import write_files

    profiles = {outcome.page.key: outcome.profile for outcome in outcomes if outcome.profile}
    notebooks = {outcome.page.key: outcome.page.template.name for outcome in outcomes}
    click.echo("\n".join(profile_lines(profiles, notebooks)))
    write_files({path: folded(profiles).encode()})


def _rebuild(book: Book) -> Path:
    # In a process of its own: a change of the library must show.
    command = [sys.executable, "-m", "pagebook.cli", "build", "--book", str(book.root)]
    if subprocess.run(command, check=False).returncode:
        raise BuildError("not built; the pages of the last good build stay")
    return book.html
