"""Running pages: several at a time, a failure leaving the others alone, no process left behind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from pagebook.data import Tables
from pagebook.errors import PageError
from pagebook.pages.execute import Settings, relative_name
from pagebook.pages.forks import Forks, ProcessDiedError, can_fork
from pagebook.pages.lock import writing
from pagebook.pages.nursery import Limits
from pagebook.pages.parameters import check_parameters
from pagebook.pages.plan import Page
from pagebook.pages.record import Toolchain
from pagebook.pages.warm import warm_up
from pagebook.pages.work import Outcome, Task, work
from pagebook.pages.write import check_writable, sweep
from pagebook.project import Book

__all__ = ["Report", "run", "usable"]

_GRACE = 10
"""Seconds that a cell has over its limit before its process is ended: it may not hear the alarm."""

_CAUSES = {
    "call": "the page took more than {0.page_timeout} s and was stopped; --page-timeout gives it more time",
    "step": "took more than {0.timeout} s and was stopped; --timeout gives a cell more time",
}


@dataclass(frozen=True)
class Report:
    """What became of all pages of a run.

    Attributes:
        outcomes: One for each page, in the plan's order.
    """

    outcomes: tuple[Outcome, ...]

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """The pages that did not come about."""
        return tuple(outcome for outcome in self.outcomes if outcome.error is not None)


def run(
    book: Book,
    pages: Sequence[Page],
    *,
    settings: Settings | None = None,
    jobs: int | None = None,
    executor: Executor | None = None,
    done: Callable[[Outcome], object] = lambda outcome: None,
) -> Report:
    """Execute pages and write those that run to their end.

    Args:
        book: The book that they belong to.
        pages: Entries of its plan.
        settings: Limits and engine. Where processes cannot be forked, kernels run instead of the warm engine.
        jobs: How many pages run at a time; the machine's cores when None.
        executor: Where pages run instead of in processes of this machine; there, each has a kernel.
        done: Called for each page when it is finished or has failed.

    Raises:
        ParameterError: A template does not take its parameters; no kernel was started.
        WriteError: The book's folders cannot be written to; no kernel was started.
        LockedError: Another process is writing the book.
    """
    _check(book, pages)
    chosen = usable(settings or Settings(), alone=executor is None)
    with writing(book):
        folders = {page.output.parent for page in pages}
        check_writable(folders)
        for folder in folders:
            sweep(folder)
        toolchain = Toolchain.current()
        tasks = [Task(page, chosen, toolchain) for page in pages]
        if executor is not None:
            return Report(_collect(executor, tasks, done))
        count = min(jobs or os.cpu_count() or 1, max(len(tasks), 1))
        with _processes(book, chosen, count) as processes:
            return Report(_collect(processes, tasks, done))


def _check(book: Book, pages: Sequence[Page]) -> None:
    countries = Tables.open(book).select("countries")
    allowed = {"country": list(countries["country"])}
    for page in pages:
        check_parameters(page.template, page.parameters, allowed)


def usable(settings: Settings, *, alone: bool = True) -> Settings:
    """Return settings with kernels instead of the warm engine where that cannot run.

    Args:
        settings: What is asked for.
        alone: Whether each page gets a process of its own; else one page could change the next.
    """
    if settings.engine == "warm" and not (alone and can_fork()):
        return replace(settings, engine="kernel")
    return settings


def _collect(
    executor: Executor, tasks: Sequence[Task], done: Callable[[Outcome], object]
) -> tuple[Outcome, ...]:
    futures = {executor.submit(work, task): task for task in tasks}
    outcomes = {}
    for future in as_completed(futures):
        outcome = _outcome(future, futures[future].page, futures[future].settings)
        outcomes[outcome.page.key] = outcome
        done(outcome)
    return tuple(outcomes[task.page.key] for task in tasks)


def _outcome(future: Future[Outcome], page: Page, settings: Settings) -> Outcome:
    try:
        return future.result()
    except ProcessDiedError as error:
        cause, cell = _CAUSES.get(error.died.limit, str(error)).format(settings), error.died.note
    except BrokenExecutor:
        cause, cell = "the process that ran it was killed", None
    return Outcome(page, 0.0, error=PageError(page.key, relative_name(page.template), cell, cause))


@contextmanager
def _processes(book: Book, settings: Settings, jobs: int) -> Iterator[Executor]:
    """Give each page a process of its own: nothing that one notebook does reaches another."""
    limits = Limits(settings.page_timeout, settings.timeout + _GRACE, settings.memory)
    prepare = partial(warm_up, book.data) if settings.engine == "warm" else _nothing
    with Forks(jobs, prepare=prepare, limits=limits) as forks:
        yield forks


def _nothing() -> None:
    """Prepare nothing: a kernel loads all by itself."""
