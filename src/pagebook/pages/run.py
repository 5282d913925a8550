"""Running pages: several at a time, a failure leaving the others alone, no process left behind."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from pagebook.data import Tables
from pagebook.pages.apart import explained, make_apart, outcome_of, processes, usable
from pagebook.pages.cluster import Cluster
from pagebook.pages.execute import Settings
from pagebook.pages.forks import Forks
from pagebook.pages.lock import writing
from pagebook.pages.parameters import check_parameters
from pagebook.pages.plan import Page
from pagebook.pages.record import Toolchain
from pagebook.pages.templates import templates_of
from pagebook.pages.work import Outcome, Task, store, work
from pagebook.pages.write import check_writable, sweep
from pagebook.project import Book

__all__ = ["Report", "run"]


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
    executor: Executor | Cluster | None = None,
    ready: Forks | None = None,
    done: Callable[[Outcome], object] = lambda outcome: None,
) -> Report:
    """Execute pages and write those that run to their end.

    Only this process writes, so that a page is whole whatever becomes of the one that made it.

    Args:
        book: The book that they belong to.
        pages: Entries of its plan.
        settings: Limits and engine. Where processes cannot be forked, kernels run instead of the warm engine.
        jobs: How many pages run at a time; the machine's cores when None.
        executor: Who runs the pages instead of this machine's warm process: a cluster, which is sent the
            book's data, or an executor whose workers see the book's folder. Each page still has a process of
            its own, with the same limits.
        ready: The warm process, where it was started before (`pagebook.pages.ready`) for the same settings;
            it ends with the run.
        done: Called for each page when it is finished or has failed.

    Raises:
        ParameterError: A template does not take its parameters; nothing was started.
        WriteError: The book's folders cannot be written to; nothing was started.
        LockedError: Another process is writing the book.
    """
    _check(book, pages)
    chosen = settings or Settings()
    with writing(book):
        folders = {page.output.parent for page in pages}
        check_writable(folders)
        for folder in {book.chapters, *folders}:
            sweep(folder)
        toolchain = Toolchain.current()
        tasks = [Task(page, chosen, toolchain) for page in pages]
        if isinstance(executor, Cluster):
            return _collect(executor.submit, tasks, done, executor.explain)
        if executor is not None:
            return _collect(partial(_submit, executor), tasks, done)
        with _here(book, chosen, jobs or os.cpu_count() or 1, len(tasks), ready) as submit:
            return _collect(submit, tasks, done)


def _submit(executor: Executor, task: Task) -> Future[Outcome]:
    return executor.submit(make_apart, task)


def _check(book: Book, pages: Sequence[Page]) -> None:
    tables = Tables.open(book)
    allowed = {one.parameter: [key for key, _ in one.rows(tables)] for one in templates_of(book, tables)}
    for template in dict.fromkeys(page.template for page in pages):
        given = [page.parameters for page in pages if page.template == template]
        check_parameters(template, given, allowed)


@contextmanager
def _here(
    book: Book, settings: Settings, jobs: int, pages: int, ready: Forks | None
) -> Iterator[Callable[[Task], Future[Outcome]]]:
    chosen = usable(settings)
    with ready or processes(chosen, min(jobs, max(pages, 1)), book.data) as forks:
        yield lambda task: forks.submit(work, replace(task, settings=chosen))


def _collect(
    submit: Callable[[Task], Future[Outcome]],
    tasks: Sequence[Task],
    done: Callable[[Outcome], object],
    explain: Callable[[Exception], str] = explained,
) -> Report:
    """Write each page as soon as it is made; whatever stops this cancels the pages that wait."""
    futures: dict[Future[Outcome], Task] = {}
    outcomes = {}
    try:
        for task in tasks:
            futures[submit(task)] = task
        for future in as_completed(futures):
            # Popped, since a future keeps its page's contents.
            outcome = store(outcome_of(future, futures.pop(future), explain))
            outcomes[outcome.page.key] = outcome
            done(outcome)
    finally:
        for future in futures:
            future.cancel()
    return Report(tuple(outcomes[task.page.key] for task in tasks))
