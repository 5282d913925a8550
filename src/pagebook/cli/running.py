"""What several commands do: print problems and reasons, hold the lock, run pages and tell how it went."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pagebook.project import Book

if TYPE_CHECKING:
    from pagebook.data import Problem
    from pagebook.pages.forks import Forks
    from pagebook.pages.listing import Entry
    from pagebook.pages.verdict import Verdict
    from pagebook.pages.work import Outcome

__all__ = [
    "bring_up_to_date",
    "print_json",
    "print_problems",
    "run_entries",
    "stop_at",
    "tell_current",
    "tell_why",
    "warmed",
    "writing_or_waiting",
]


_READ = ("data/", "chapters/narratives/")
"""Where the inputs of pages lie, beside their notebooks."""


def print_json(content: object) -> None:
    """Print something as JSON that people can read as well."""
    click.echo(json.dumps(content, ensure_ascii=False, indent=1))


def print_problems(problems: Sequence[Problem]) -> None:
    """Print each problem on a line, the many of a kind drawn together."""
    from pagebook.data import summarise

    for line in summarise(problems):
        click.echo(line)


def stop_at(problems: Sequence[Problem]) -> None:
    """Print the problems and leave with exit code 1 when there are any."""
    if problems:
        print_problems(problems)
        raise click.exceptions.Exit(1)


def writing_or_waiting(book: Book, wait: bool) -> AbstractContextManager[None]:
    """Return the book's lock, held at once or, where that is asked for, as soon as it is free."""
    from pagebook.pages.lock import writing

    told = "waiting for {}, which is writing the book".format
    return writing(book, wait=(lambda holder: click.echo(told(holder), err=True)) if wait else None)


def tell_why(entries: Sequence[Entry]) -> None:
    """Print why pages are about to run."""
    from pagebook.pages.reasons import reason_lines

    for line in reason_lines([(entry.page.key, entry.reasons) for entry in entries]):
        click.echo(line, err=True)


def tell_current() -> None:
    """Print that there is nothing to run."""
    click.echo("every page is current; nothing to run", err=True)


def bring_up_to_date(book: Book, found: Verdict, running: Mapping[str, Any]) -> None:
    """Check the book and run what is not current.

    Args:
        book: The book.
        found: How it stands to when it was right the last time.
        running: The options that say how pages are run.
    """
    # Of a book that was never built here, or with another library, it is not known whether any page will run.
    sure = any(name.startswith(_READ) or name.endswith(".ipynb") for name in found.changed or ())
    with warmed(book, running, sure=sure) as ready:
        # Not before: they load the library.
        from pagebook.pages.gate import after_running, before_running
        from pagebook.pages.listing import choose

        stop_at(before_running(book, found.changed))
        entries = choose(book, changed=found.changed)
        tell_why(entries)
        if run_entries(book, entries, ready=ready, **running):
            raise click.exceptions.Exit(1)
    stop_at(after_running(book, found.state, [entry.page for entry in entries]))


def warmed(book: Book, running: Mapping[str, Any], *, sure: bool) -> AbstractContextManager[Forks | None]:
    """Start the warm process where pages will run in it: not for kernels or a cluster, nor on a guess.

    Args:
        book: The book.
        running: The options that say how pages are run.
        sure: Whether pages will run.
    """
    from pagebook.pages.forks import can_fork
    from pagebook.pages.ready import limits, warming

    if not (sure and can_fork() and running["engine"] == "warm" and running["executor"] is None):
        return nullcontext()
    allowed = limits(running["timeout"], running["page_timeout"], running["memory"])
    return warming(book, running["jobs"], allowed)


def run_entries(
    book: Book,
    entries: Sequence[Entry],
    *,
    jobs: int | None,
    executor: str | None,
    profile: Path | None = None,
    ready: Forks | None = None,
    **settings: Any,
) -> int:
    """Run pages, print what became of them, and return the exit code."""
    pages = [entry.page for entry in entries]
    if not pages:
        tell_current()
        return 0
    from pagebook.pages.apart import shortfalls
    from pagebook.pages.cluster import connected
    from pagebook.pages.execute import Settings
    from pagebook.pages.failures import failure_lines
    from pagebook.pages.progress import RunProgress
    from pagebook.pages.run import run as run_pages

    wanted = Settings(**settings, profile=profile is not None)
    for shortfall in shortfalls(wanted) if executor is None else ():
        click.echo(shortfall, err=True)
    cluster = connected(executor, book) if executor else nullcontext()
    with cluster as place, RunProgress(len(pages)) as progress:
        report = run_pages(
            book, pages, settings=wanted, jobs=jobs, executor=place, ready=ready, done=progress.done
        )
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
