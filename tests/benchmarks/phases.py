"""One step of making a book, in a process of its own; prints what it took as JSON.

`check`: everything that must hold before a page runs. `warm`: what the warm process loads. `pages`: the pages
of all countries. `compile`: HTML of them.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from measuring import peak_memory

from pagebook.project import Book


def check(book: Book, _: int) -> dict[str, float]:
    """Check the book."""
    from pagebook.pages.gate import before_running

    start = time.perf_counter()
    problems = before_running(book)
    if problems:
        raise SystemExit("\n".join(map(str, problems[:20])))
    return {"seconds": time.perf_counter() - start}


def warm(book: Book, _: int) -> dict[str, float]:
    """Load what pages share."""
    from pagebook.pages.warm import warm_up

    start = time.perf_counter()
    warm_up(book.data)
    return {"seconds": time.perf_counter() - start}


def pages(book: Book, jobs: int) -> dict[str, float]:
    """Run the page of each country; what comes before the first page's end is not counted to a page."""
    from pagebook.data import Tables
    from pagebook.pages.plan import plan
    from pagebook.pages.run import run

    chosen = [page for page in plan(book, Tables.open(book)) if not page.in_place]
    ends: list[float] = []
    start = time.perf_counter()
    report = run(book, chosen, jobs=jobs, done=lambda _: ends.append(time.perf_counter()))
    if report.failures:
        raise SystemExit(str(report.failures[0].error))
    return {
        "seconds": time.perf_counter() - start,
        "ms_per_page": (ends[-1] - ends[0]) / (len(ends) - 1) * 1000,
    }


def compiled(book: Book, _: int) -> dict[str, float]:
    """Compile the book from nothing."""
    from pagebook.pages.listing import choose
    from pagebook.pages.run import run
    from pagebook.publish.compile import compile_html

    run(book, [entry.page for entry in choose(book) if entry.page.in_place])
    # Only of the processes that it starts: looking at the memory takes this one's time.
    before, start = _spent(resource.RUSAGE_CHILDREN), time.perf_counter()
    with peak_memory() as peak:
        html = compile_html(book)
    seconds, spent = time.perf_counter() - start, _spent(resource.RUSAGE_CHILDREN) - before
    written = len(list((html / "chapters").rglob("*.html")))
    return {"seconds": seconds, "cpu_seconds": spent, "pss_mib": peak[0], "pages": written}


def _spent(*whose: int) -> float:
    """Return the processors' seconds, such as those of the processes that this one waited for."""
    used = [resource.getrusage(who) for who in whose]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


STEPS: dict[str, Callable[[Book, int], dict[str, float]]] = {
    "check": check,
    "compile": compiled,
    "pages": pages,
    "warm": warm,
}

if __name__ == "__main__":
    step, where, count = sys.argv[1:]
    found = STEPS[step](Book(Path(where).resolve()), int(count))
    # Other work on the machine stretches seconds, but hardly the processors' time.
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent = _spent(resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(json.dumps({"cpu_seconds": spent, "peak_rss_mib": most / 1024, **found}))
