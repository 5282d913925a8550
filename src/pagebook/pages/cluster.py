"""The asker's side of a cluster: `dask://host:port` names a scheduler of Dask, whose workers make the pages.

1. The scheduler must answer, and its workers must have installed what is installed here.
2. What pages need of the book is sent once, named by its hash; a worker hands it on to the next.
3. Each page is a task of its own. A worker that dies loses its pages to another one.
4. What comes back is written here (`pagebook.pages.run`).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from pagebook.errors import ClusterError
from pagebook.pages.apart import explained
from pagebook.pages.bundle import Bundle, pack
from pagebook.pages.host import Installed, Order, installed, make, stop
from pagebook.pages.work import Outcome, Task
from pagebook.project import Book

__all__ = ["SCHEME", "Cluster", "connected"]

SCHEME = "dask://"
"""How the address of a scheduler begins, as users write it."""

_PATIENCE = 8
"""Seconds that scheduler and workers have to answer."""


@dataclass(frozen=True)
class Cluster:
    """A cluster that has the book's data, ready for the pages of a run."""

    _executor: Any
    _bundle: Any
    _order: Order

    def submit(self, task: Task) -> Future[Outcome]:
        """Return the future of a page."""
        sent = replace(task, source=task.page.template.read_bytes())
        future: Future[Outcome] = self._executor.submit(make, sent, self._bundle, self._order)
        return future

    @staticmethod
    def explain(error: Exception) -> str:
        """Return why the cluster did not make a page, in one line."""
        from distributed import KilledWorker

        if not isinstance(error, KilledWorker):
            return explained(error)
        times = error.allowed_failures + 1
        return "its worker died" if times == 1 else f"its worker died {times} times"


@contextmanager
def connected(address: str, book: Book) -> Iterator[Cluster]:
    """Give a cluster that is ready for a run; on the way out, what it has not made is stopped.

    Args:
        address: Where the scheduler is, such as `dask://127.0.0.1:8786`.
        book: The book.

    Raises:
        ClusterError: The scheduler does not answer, has no workers, or they would make other pages; or the
            package for it is missing.
    """
    with _client(address) as client:
        order = Order(uuid4().hex, book.root, installed())
        _check(client, address, order.installed)
        bundle = pack(book)
        # A task and not scattered data, which would be lost with the workers that have them.
        data = client.submit(_unchanged, bundle, key=f"pagebook-{bundle.sha256}")
        executor = client.get_executor(pure=False)
        try:
            yield Cluster(executor, data, order)
        finally:
            executor.shutdown(wait=False)
            with suppress(OSError):
                # A cluster that is gone has nothing to stop.
                client.run(stop, order.run, on_error="ignore")


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            f"{address} needs the package distributed: pip install 'pagebook[cluster]'"
        ) from error
    try:
        client = Client(address.replace(SCHEME, "tcp://", 1), timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"no scheduler answers at {address} within {_PATIENCE} s; nothing was changed"
        ) from error
    with client:
        yield client


def _check(client: Any, address: str, asker: Installed) -> None:
    """Refuse a cluster whose workers would make other pages."""
    from distributed import TimeoutError as LateError

    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except LateError as error:
        raise ClusterError(f"the scheduler at {address} has no workers; nothing was changed") from error
    answers = client.run(installed, on_error="return")
    # One that cannot be reached is about to be missed by the scheduler too; the pages go to the others.
    answers = {worker: answer for worker, answer in answers.items() if not isinstance(answer, OSError)}
    wrong = [f"  {worker}: {told}" for worker, answer in answers.items() if (told := _unlike(answer, asker))]
    if wrong:
        listed = "\n".join(wrong)
        raise ClusterError(f"workers of {address} differ from this machine; nothing was changed:\n{listed}")


def _unlike(answer: Installed | Exception, asker: Installed) -> str:
    if isinstance(answer, Exception):
        return f"cannot say what is installed: {type(answer).__name__}: {answer}"
    return answer.unlike(asker)


def _unchanged(bundle: Bundle) -> Bundle:
    return bundle
