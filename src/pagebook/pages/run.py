"""Running pages: several at a time, a failure leaving the others alone, no process left behind."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass

from pagebook.data import Tables
from pagebook.errors import PageError
from pagebook.pages.execute import Settings
from pagebook.pages.lock import writing
from pagebook.pages.parameters import check_parameters
from pagebook.pages.plan import Page
from pagebook.pages.record import Toolchain
from pagebook.pages.work import Outcome, Task, start_worker, work
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
    executor: Executor | None = None,
    done: Callable[[Outcome], object] = lambda outcome: None,
) -> Report:
    """Execute pages and write those that run to their end.

    Args:
        book: The book that they belong to.
        pages: Entries of its plan.
        settings: Time limit and engine.
        jobs: How many pages run at a time; the machine's cores when None.
        executor: Where pages run instead of in processes of this machine.
        done: Called for each page when it is finished or has failed.

    Raises:
        ParameterError: A template does not take its parameters; no kernel was started.
        WriteError: The book's folders cannot be written to; no kernel was started.
        LockedError: Another process is writing the book.
    """
    _check(book, pages)
    with writing(book):
        folders = {page.output.parent for page in pages}
        check_writable(folders)
        for folder in folders:
            sweep(folder)
        toolchain = Toolchain.current()
        tasks = [Task(page, settings or Settings(), toolchain) for page in pages]
        if executor is not None:
            return Report(_collect(executor, tasks, done))
        with _processes(min(jobs or os.cpu_count() or 1, max(len(tasks), 1))) as pool:
            return Report(_collect(pool, tasks, done))


def _check(book: Book, pages: Sequence[Page]) -> None:
    countries = Tables.open(book).select("countries")
    allowed = {"country": list(countries["country"])}
    for page in pages:
        check_parameters(page.template, page.parameters, allowed)


def _collect(
    executor: Executor, tasks: Sequence[Task], done: Callable[[Outcome], object]
) -> tuple[Outcome, ...]:
    futures = {executor.submit(work, task): task.page for task in tasks}
    outcomes = {}
    for future in as_completed(futures):
        outcome = _outcome(future, futures[future])
        outcomes[outcome.page.key] = outcome
        done(outcome)
    return tuple(outcomes[task.page.key] for task in tasks)


def _outcome(future: Future[Outcome], page: Page) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        name = "/".join(page.template.parts[-2:])
        return Outcome(page, 0.0, error=PageError(page.key, name, None, "the process that ran it was killed"))


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    # Not forked: a fork copies the locks of the progress bar's thread, and holds its siblings' pipes open.
    context = multiprocessing.get_context("spawn")
    before = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        workers = set(multiprocessing.active_children()) - before
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.join()
        raise
    pool.shutdown()
