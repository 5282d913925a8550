"""The command `pagebook`: parse, call one floor, print.

Nothing heavy is imported here: `pagebook --help` must answer at once.
Findings go to stdout, progress to stderr.
Exit codes: 0 fine, 1 the book is wrong, 2 the command is wrong, 130 interrupted.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pagebook.errors import BookNotFoundError, BuildError, LockedError, PagebookError, ParameterError
from pagebook.project import Book, find_book

if TYPE_CHECKING:
    from pagebook.data import Problem
    from pagebook.pages.plan import Page
    from pagebook.pages.work import Outcome

__all__ = ["app", "main"]

_TRACEBACK_LINES = 12
_COMMAND_IS_WRONG = (BookNotFoundError, LockedError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        code = app.main(args=arguments, prog_name="pagebook", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("pagebook: interrupted; no page is left half written", err=True)
        return 130
    except PagebookError as error:
        click.echo(f"pagebook: {error}", err=True)
        return 2 if isinstance(error, _COMMAND_IS_WRONG) else 1
    return int(code or 0)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _book(_context: click.Context, _option: click.Parameter, value: Path | None) -> Book:
    return find_book(value)


def _handles(_context: click.Context, _option: click.Parameter, value: str | None) -> list[str]:
    return [handle.strip() for handle in (value or "").split(",") if handle.strip()]


_book_option = click.option(
    "--book",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_book,
    metavar="PATH",
    help="A folder of the book; by default the current one. The book is found by walking up to _config.yml.",
)
_format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)


def _run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option(
        "--jobs", type=click.IntRange(1), metavar="N", help="Pages at a time; default: all cores."
    )(command)
    return click.option(
        "--timeout",
        type=click.IntRange(1),
        default=300,
        show_default=True,
        metavar="SECONDS",
        help="For one cell.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pagebook", message="%(package)s %(version)s")
def app() -> None:
    """Make the book: check its data, run its pages, compile it.

    \b
    Example:
      pagebook build
    """


@app.command()
@_book_option
@_format_option
def check(book: Book, form: str) -> None:
    """Check data and pages, and print every problem with its place and what would be right.

    \b
    Example:
      pagebook check
      pagebook check --format json > problems.json
    """
    from pagebook.pages.gate import everything

    problems = everything(book)
    if form == "json":
        click.echo(json.dumps([problem.as_json() for problem in problems], ensure_ascii=False, indent=1))
    else:
        _print_problems(problems, "data and pages are fine")
    raise click.exceptions.Exit(1 if problems else 0)


@app.command("list")
@_book_option
@_format_option
def list_(book: Book, form: str) -> None:
    """List every page: its parameters, and whether it is current or why not.

    \b
    Example:
      pagebook list
    """
    from pagebook.pages.listing import as_json, as_lines, listing

    entries = listing(book)
    if form == "json":
        click.echo(json.dumps(as_json(book, entries), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(as_lines(book, entries)))


@app.command()
@_book_option
@click.option(
    "--only", callback=_handles, metavar="PAGES", help="Pages by code or file name, with commas between."
)
@click.option("--since", metavar="REVISION", help="Pages whose inputs changed since a git revision.")
@click.option("--all", "every", is_flag=True, help="Every page, current or not.")
@click.option(
    "--engine", metavar="NAME", help="A papermill engine; by default a standard kernel for each page."
)
@_run_options
def run(
    book: Book,
    only: list[str],
    since: str | None,
    every: bool,
    engine: str | None,
    jobs: int | None,
    timeout: int,
) -> None:
    """Execute pages; those that are not current when no option says which.

    \b
    Example:
      pagebook run
      pagebook run --only PER,senegal
      pagebook run --since HEAD~1 --jobs 4
    """
    from pagebook.pages.listing import choose

    try:
        pages = choose(book, only=only, since=since, every=every)
    except ParameterError as error:
        raise click.UsageError(str(error)) from error
    raise click.exceptions.Exit(_run(book, pages, jobs=jobs, timeout=timeout, engine=engine))


@app.command()
@_book_option
@_run_options
def build(book: Book, jobs: int | None, timeout: int) -> None:
    """Check the data, run what is not current, check the pages, compile the book.

    \b
    Example:
      pagebook build
    """
    from pagebook.pages.gate import before_running
    from pagebook.pages.listing import choose
    from pagebook.pages.lock import writing
    from pagebook.publish.compile import compile_html

    with writing(book):
        _stop_at(before_running(book))
        if code := _run(book, choose(book), jobs=jobs, timeout=timeout):
            raise click.exceptions.Exit(code)
        click.echo(f"The book is ready: open {(compile_html(book) / 'index.html').as_uri()}")


@app.command()
@_book_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one."
)
def serve(book: Book, port: int) -> None:
    """Build the book, serve it to this machine only, and build again when a source changes.

    \b
    Example:
      pagebook serve --port 8080
    """
    from pagebook.publish.serve import serve as serve_html

    library = Path(__file__).parent
    serve_html(book, partial(_rebuild, book), partial(click.echo, err=True), port=port, watched=[library])


@app.command()
@_book_option
def describe(book: Book) -> None:
    """Write the data dictionary, data/README.md, from the data package.

    \b
    Example:
      pagebook describe
    """
    from pagebook.pages.gate import describe_data

    path, changed = describe_data(book)
    click.echo(f"{book.relative(path)}: {'written' if changed else 'was current already'}")


def _print_problems(problems: Sequence[Problem], otherwise: str) -> None:
    from pagebook.data import summarise

    click.echo("\n".join(summarise(problems)) if problems else otherwise)


def _stop_at(problems: Sequence[Problem]) -> None:
    if problems:
        _print_problems(problems, "")
        raise click.exceptions.Exit(1)


def _run(
    book: Book, pages: Sequence[Page], *, jobs: int | None, timeout: int, engine: str | None = None
) -> int:
    from pagebook.pages.execute import Settings
    from pagebook.pages.progress import RunProgress
    from pagebook.pages.run import run as run_pages

    if not pages:
        click.echo("every page is current; nothing to run", err=True)
        return 0
    with RunProgress(len(pages)) as progress:
        report = run_pages(book, pages, settings=Settings(timeout, engine), jobs=jobs, done=progress.done)
    for outcome in report.failures:
        _print_failure(outcome)
    changed = sum(outcome.changed for outcome in report.outcomes)
    click.echo(f"{len(pages)} run, {changed} changed, {len(report.failures)} failed", err=True)
    return 1 if report.failures else 0


def _print_failure(outcome: Outcome) -> None:
    traceback = getattr(outcome.error, "traceback", "").rstrip().splitlines()
    click.echo(f"{outcome.error}\n  again: pagebook run --only {outcome.page.key}")
    for line in traceback[-_TRACEBACK_LINES:]:
        click.echo(f"  | {line}")


def _rebuild(book: Book) -> Path:
    # In a process of its own: a change of the library must show.
    command = [sys.executable, "-m", "pagebook.cli", "build", "--book", str(book.root)]
    if subprocess.run(command, check=False).returncode:
        raise BuildError("not built; the pages of the last good build stay")
    return book.html


if __name__ == "__main__":
    sys.exit(main())
