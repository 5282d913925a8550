"""The benchmark of the PDFs: `python tests/benchmarks/pdf.py` prints medians and ratios, and writes JSON.

Every way works on a copy of the book whose pages are executed, one after the other, so that ratios hold
within one run. The processors' time is told beside the seconds: other work on the machine hardly changes it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from measuring import call, peak_memory

ROOT = Path(__file__).resolve().parents[2]
HTML = "the HTML, from nothing"
BOTH = "the HTML, the book and all briefs as PDF, from nothing"
AGAIN = "the PDFs added to a current HTML, whose pages are written again"
BOOK = "the book as PDF by jupyter-book's own command, pages read anew"
BRIEFS = "all briefs, when the HTML is current"
KEPT = "the same once more: nothing changed since"
ONE = "the HTML, the book and all briefs, after a changed sentence on one country's page"
COLD = f"{BOTH}, and no chart drawn yet"

# Words of a page that web, book and brief show.
_SENTENCE = "The most frequent types are"
# Where PDFs are kept by what they are set from.
_SET = Path(".pagebook") / "set"
_CODE = "from {module} import {name}; from pagebook.project import Book; from pathlib import Path; {told}"


def main() -> None:
    """Time every way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1, help="how often each way with drawn charts is timed")
    parser.add_argument("--json", type=Path, help="where the numbers go")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, peak_memory() as peak:
        results = measure(_copy(Path(folder)), options.rounds)
    results["peak_pss_mib"] = peak[0]
    print(table(results))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def measure(book: Path, rounds: int) -> dict[str, object]:
    """Return wall and processor seconds of each way, all rounds, with the machine and its load."""
    load = os.getloadavg()
    # This draws every chart, for the web, for the book and for the briefs; all others find them drawn.
    found = {COLD: [_spent(lambda: _compile(book, pdf=True))]}
    for _ in range(rounds):
        for name, spent in _round(book):
            found.setdefault(name, []).append(spent)
    machine = {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()}
    loads = {"before": load, "after": os.getloadavg()}
    return {"seconds": found, "machine": machine, "load": loads, "bytes": _sizes(book)}


def table(results: dict[str, object]) -> str:
    """Return the medians as a table, each with its ratio to the HTML alone."""
    seconds = results["seconds"]
    base = median(wall for wall, _ in seconds[HTML])
    lines = [f"{'seconds':>8} {'cpu':>7} {'ratio':>6}"]
    for name, spent in seconds.items():
        wall, used = (median(column) for column in zip(*spent, strict=True))
        lines.append(f"{wall:8.1f} {used:7.1f} {wall / base:6.2f}  {name}")
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in results["bytes"].items())
    return "\n".join([*lines, f"peak of all processes {results['peak_pss_mib']:.0f} MiB; {sizes}"])


def _round(book: Path) -> Iterator[tuple[str, tuple[float, float]]]:
    build = book / "_build"
    _forget(build)
    yield HTML, _spent(lambda: _compile(book))
    yield AGAIN, _spent(lambda: _compile(book, pdf=True))
    _forget(build)
    yield BOTH, _spent(lambda: _compile(book, pdf=True))
    page = book / "chapters" / "countries" / "peru.ipynb"
    told = page.read_text("utf-8")
    assert _SENTENCE in told, f"{page.name} does not say {_SENTENCE!r} any more: name another sentence"
    page.write_text(told.replace(_SENTENCE, f"{_SENTENCE} changed"), "utf-8")
    yield ONE, _spent(lambda: _compile(book, pdf=True))
    # The HTML is current, and nothing is left of the briefs but their charts.
    shutil.rmtree(build / "typst")
    shutil.rmtree(build / _SET)
    yield BRIEFS, _spent(lambda: _briefs(book))
    yield KEPT, _spent(lambda: _briefs(book))
    plain = book.parent / "plain"
    shutil.rmtree(plain, ignore_errors=True)
    shutil.rmtree(build / _SET)
    shutil.copytree(build / ".pagebook", plain / "_build" / ".pagebook")
    yield BOOK, _spent(lambda: _plain(book, plain))


def _compile(book: Path, *, pdf: bool = False) -> None:
    told = f"compile_html(Book(Path({str(book)!r})), pdf={pdf})"
    call(
        sys.executable, "-c", _CODE.format(module="pagebook.publish.compile", name="compile_html", told=told)
    )


def _briefs(book: Path) -> None:
    told = f"press_briefs(Book(Path({str(book)!r})), ['briefs'])"
    call(
        sys.executable, "-c", _CODE.format(module="pagebook.publish.compile", name="press_briefs", told=told)
    )


def _plain(book: Path, out: Path) -> None:
    custom = ("--builder", "custom", "--custom-builder", "typst", "--path-output", out)
    call(sys.executable, "-c", "from jupyter_book.cli.main import main; main()", "build", book, *custom)


def _forget(build: Path) -> None:
    """Leave of what was built nothing but the drawings of charts."""
    for path in (*build.iterdir(), build / _SET):
        if path.name != ".pagebook" and path.exists():
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _spent(way: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of a call, and those that processors worked for its processes."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    way()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, used


def _sizes(book: Path) -> dict[str, int]:
    folder = book / "_build" / "pdf"
    briefs = [path.stat().st_size for path in (folder / "briefs").glob("*.pdf")]
    return {"the book": (folder / "book.pdf").stat().st_size, "the briefs together": sum(briefs)}


def _copy(folder: Path) -> Path:
    book = folder / "book"
    shutil.copytree(
        ROOT, book, ignore=shutil.ignore_patterns(".git", "_build", "build", "*.egg-info", "tests")
    )
    return book


if __name__ == "__main__":
    main()
