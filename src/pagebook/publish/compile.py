"""Compile the book: Jupyter Book's own build in a process of its own, with every warning an error."""

from __future__ import annotations

import os
import re
from pathlib import Path

from pagebook.errors import BuildError
from pagebook.pages.leash import run_leashed
from pagebook.project import Book
from pagebook.publish.stamp import is_compiled, sources_hash, stamp

__all__ = ["compile_html", "warnings_in"]

# Runs the interpreter that runs us: a `jupyter-book` found on the path may belong to another environment.
_JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
_FINDING = re.compile(r"\b(WARNING|ERROR|CRITICAL): ")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def compile_html(book: Book, *, out: Path | None = None) -> Path:
    """Return the folder of the compiled HTML book; only pages that changed since the last time are written.

    Where nothing changed at all, Jupyter Book is not even started.

    Args:
        book: The book; its pages must have been executed.
        out: Folder that gets `_build` instead of the book's root.

    Raises:
        BuildError: Jupyter Book failed or warned; the text holds what it said.
    """
    html = book.html if out is None else out / "_build" / "html"
    sources = sources_hash(book)
    if is_compiled(html, sources):
        return html
    arguments = ["build", str(book.root), "-W", "-n", "--keep-going"]
    if out is not None:
        arguments += ["--path-output", str(out)]
    # On a leash, so that no compiler goes on writing after the one that held the lock is dead.
    done = run_leashed(_JUPYTER_BOOK, *arguments, folder=book.root, environment=_environment())
    if done.returncode != 0:
        raise BuildError(_complaint(book, done.stderr))
    stamp(html, sources)
    return html


def warnings_in(log: str) -> list[str]:
    """Return the lines of a Sphinx log that warn, each once, in the order of the log."""
    return list(dict.fromkeys(line.strip() for line in log.splitlines() if _FINDING.search(line)))


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
