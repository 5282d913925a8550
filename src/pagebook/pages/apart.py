"""Pages in processes of their own: nothing that one notebook does reaches another, or its maker."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import replace
from functools import partial
from pathlib import Path

from pagebook.errors import PageError
from pagebook.pages.child import can_limit_memory
from pagebook.pages.execute import Settings, relative_name
from pagebook.pages.forks import Forks, ProcessDiedError, can_fork
from pagebook.pages.ready import limits, warm
from pagebook.pages.work import Outcome, Task, work

__all__ = ["explained", "failure", "make_apart", "outcome_of", "processes", "shortfalls", "usable"]

_CAUSES = {
    "call": "the page took more than {0.page_timeout} s and was stopped; --page-timeout gives it more time",
    "step": "took more than {0.timeout} s and was stopped; --timeout gives a cell more time",
}


def usable(settings: Settings) -> Settings:
    """Return settings that this system can follow: kernels where a warm process cannot be forked."""
    if settings.engine == "warm" and not can_fork():
        settings = replace(settings, engine="kernel")
    return settings if can_limit_memory() else replace(settings, memory=None)


def shortfalls(settings: Settings) -> list[str]:
    """Return in words what this system cannot do of what the settings ask."""
    given, told = usable(settings), []
    if given.engine != settings.engine:
        told.append("this system cannot fork a warm process safely; each page gets a kernel")
    if given.memory != settings.memory:
        told.append("this system cannot limit the memory of a page; --memory has no effect")
    return told


def processes(settings: Settings, jobs: int, data: Path | None = None) -> Forks:
    """Return an executor that gives each page a process with the limits of the settings.

    Args:
        settings: Limits and engine.
        jobs: How many pages run at a time.
        data: A data folder whose tables all pages share; None where one page is all there is.
    """
    allowed = limits(settings.timeout, settings.page_timeout, settings.memory)
    prepare = partial(warm, data) if data is not None and settings.engine == "warm" else _nothing
    return Forks(jobs, prepare=prepare, limits=allowed)


def make_apart(task: Task) -> Outcome:
    """Make one page in a process that is started for it alone, wherever this is called."""
    settings = usable(task.settings)
    with processes(settings, 1) as forks:
        return outcome_of(forks.submit(work, replace(task, settings=settings)), task)


def explained(error: Exception) -> str:
    """Return why a call failed, in one line."""
    if isinstance(error, BrokenExecutor):
        return "the process that ran it was killed"
    return f"{type(error).__name__}: {error}"


def outcome_of(
    future: Future[Outcome], task: Task, explain: Callable[[Exception], str] = explained
) -> Outcome:
    """Wait for a page and return what became of it, whatever became of the process that ran it.

    Args:
        future: The page's future.
        task: What was asked for.
        explain: Says why the executor did not make the page.
    """
    cell = None
    try:
        return future.result()
    except ProcessDiedError as error:
        cause, cell = _CAUSES.get(error.died.limit, str(error)).format(task.settings), error.died.note
    except CancelledError:
        cause = "was given up before it was made"
    except Exception as error:
        cause = explain(error)
    return Outcome(task.page, 0.0, error=failure(task, cell, cause))


def failure(task: Task, cell: int | None, cause: str) -> PageError:
    """Return the error of a task's page."""
    return PageError(task.page.key, relative_name(task.page.template), cell, cause)


def _nothing() -> None:
    """Prepare nothing: a kernel, or a page alone, loads all by itself."""
