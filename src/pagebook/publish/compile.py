"""Compile the book: Jupyter Book's own build in a process of its own, with every warning an error."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeAlias, TypedDict

from pagebook.errors import BuildError
from pagebook.pages.family import end_family
from pagebook.pages.forks import can_fork
from pagebook.project import Book
from pagebook.publish.shelf import BOOK, BRIEFS, PDFS, put, shelve
from pagebook.publish.stamp import Need, forget, need, sources, stamp

__all__ = ["Compiler", "Order", "compile_html", "compiler", "press_briefs", "warnings_in"]

Compiler: TypeAlias = "subprocess.Popen[str]"

# The interpreter that runs us: a `jupyter-book` found on the path may belong to another environment.
_COMMAND = (sys.executable, "-m", "pagebook.publish.process")
_FINDING = re.compile(r"\b(WARNING|ERROR|CRITICAL): ")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Order(TypedDict):
    """What to compile: the book, with which builder, the folders to write, the PDFs to make, and how.

    How: in how many processes, and whether all is read anew.
    """

    root: str
    builder: str
    folder: str
    doctrees: str
    press: list[str]
    jobs: int
    fresh: bool


@contextmanager
def compiler() -> Iterator[Compiler]:
    """Start the process that compiles, so that it is ready when `compile_html` needs it.

    It imports what it needs while the caller does something else, and ends with the block.
    """
    with subprocess.Popen(
        _COMMAND,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # It has workers of its own: they end together.
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                end_family(process.pid)


def compile_html(
    book: Book,
    *,
    out: Path | None = None,
    jobs: int | None = None,
    ready: Compiler | None = None,
    pdf: bool = False,
) -> Path:
    """Return the folder of the compiled HTML book; only pages that changed since the last time are written.

    Where nothing changed at all, Sphinx is not even started. What the last good compilation left is built
    upon only while nobody else touched it; else the book is compiled from nothing into a new folder, which
    takes the place of the old one when all of it is there.

    Args:
        book: The book; its pages must have been executed.
        out: Folder that gets `_build` instead of the book's root.
        jobs: Processes at a time; as many as there are cores if None.
        ready: A process from `compiler`, else one is started.
        pdf: Whether the book and its briefs are made as PDF as well, in `_build/pdf`, and offered by the
            pages. Without it they may stay from before, but only while they are current.

    Raises:
        BuildError: Jupyter Book failed or warned; the text holds what it said.
    """
    build = (out or book.root) / "_build"
    html, doctrees = build / "html", build / ".doctrees"
    current = sources(book)
    needed = need(html, doctrees, current, pdf=pdf)
    if needed is not Need.NOTHING:
        forget(html)
        order = Order(
            root=str(book.root),
            builder="html",
            folder=str(html),
            doctrees=str(doctrees),
            press=[BOOK, BRIEFS] * pdf,
            jobs=jobs or _cores(),
            fresh=needed is Need.ALL,
        )
        _write_html(book, order, ready)
        stamp(html, doctrees, current, pdf=pdf)
    if pdf or needed is not Need.NOTHING:
        shelve(html, build / "pdf")
    return html


def press_briefs(
    book: Book, docnames: Sequence[str], *, out: Path | None = None, jobs: int | None = None
) -> Path:
    """Return the folder with the briefs of pages: `briefs/<name>.pdf` for each.

    They are made from the documents that the HTML was compiled from, where these are current; else the pages
    are read for it. The HTML is not touched.

    Args:
        book: The book; its pages must have been executed.
        docnames: The pages; `BRIEFS` for all that have one.
        out: Folder that gets `_build` instead of the book's root.
        jobs: Processes at a time; as many as there are cores if None.

    Raises:
        BuildError: Sphinx or Typst failed or warned; the text holds what they said.
    """
    build = (out or book.root) / "_build"
    doctrees = build / ".doctrees-pdf"
    shutil.rmtree(doctrees, ignore_errors=True)
    fresh = need(build / "html", build / ".doctrees", sources(book)) is not Need.NOTHING
    if not fresh:
        # Not in their own place: Sphinx throws away what it has read when it fails.
        shutil.copytree(build / ".doctrees", doctrees)
    order = Order(
        root=str(book.root),
        builder="typst",
        folder=str(build / "typst"),
        doctrees=str(doctrees),
        press=list(docnames),
        jobs=jobs or _cores(),
        fresh=fresh,
    )
    for former in (build / "typst").rglob("*.pdf"):
        former.unlink()
    _run(book, order, None)
    put(build / "typst", build / "pdf")
    return build / "pdf"


def _run(book: Book, order: Order, ready: Compiler | None) -> None:
    if ready is None:
        with compiler() as process:
            return _run(book, order, process)
    assert ready.stdin is not None
    assert ready.stderr is not None
    # Should it have ended already, its log says why.
    with suppress(BrokenPipeError):
        # Not closed: when its input ends, it takes us for dead, and stops.
        ready.stdin.write(f"{json.dumps(order)}\n")
        ready.stdin.flush()
    log = ready.stderr.read()
    if ready.wait() != 0:
        raise BuildError(_complaint(book, log))


def warnings_in(log: str) -> list[str]:
    """Return the lines of a Sphinx log that warn, each once, in the order of the log."""
    return list(dict.fromkeys(line.strip() for line in log.splitlines() if _FINDING.search(line)))


def _write_html(book: Book, order: Order, ready: Compiler | None) -> None:
    """Write what changed into the folder, or all of it into a new one that takes its place."""
    html = Path(order["folder"])
    target = html.parent / ".html" if order["fresh"] else html
    if order["fresh"]:
        shutil.rmtree(target, ignore_errors=True)
    _run(book, {**order, "folder": str(target)}, ready)
    if not order["press"]:
        # No page offers them any longer.
        shutil.rmtree(target / PDFS, ignore_errors=True)
    if order["fresh"]:
        _replace(html, target)


def _replace(html: Path, fresh: Path) -> None:
    old = html.parent / ".html-old"
    shutil.rmtree(old, ignore_errors=True)
    if html.exists():
        html.rename(old)
    fresh.rename(html)
    shutil.rmtree(old, ignore_errors=True)


def _cores() -> int:
    if not can_fork():
        # Sphinx has no other way to work in parallel.
        return 1
    # Not how many the machine has, but how many we may use.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _environment() -> dict[str, str]:
    """Return our environment without what would colour the log or let Python's warnings into it."""
    kept = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "PYTHONWARNINGS")}
    return kept | {"NO_COLOR": "1", "PYTHONUTF8": "1"}


def _complaint(book: Book, log: str) -> str:
    plain = _ANSI.sub("", log).replace(f"{book.root}{os.sep}", "")
    found = warnings_in(plain)
    if not found:
        # No warning but a failure: the end of the log says why.
        tail = "\n".join(f"  {line}" for line in plain.strip().splitlines()[-25:])
        return f"the book did not compile:\n{tail}"
    listed = "\n".join(f"  {line}" for line in found)
    return f"the book did not compile; {len(found)} {'warning' if len(found) == 1 else 'warnings'}:\n{listed}"
