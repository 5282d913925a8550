"""The exceptions of pagebook, imported by all modules and importing none.

PagebookError
├── BookNotFoundError     no `_config.yml` here or above
├── DataError             the data package or a table is wrong; carries every problem found
├── ParameterError        a notebook parameter is unknown, of the wrong type, or has no such value
├── PageError             a page did not run; carries notebook, cell and cause
├── BuildError            the book did not compile
├── ClusterError          the cluster cannot be used
├── EditionError          an edition cannot be frozen, read or rebuilt, or is not what was frozen
├── IngestError           a document cannot be read, or is of no kind that is known
├── ReviewError           drafts or what was decided about them are wrong; carries every problem found
└── LockedError           another process is writing the book
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = [
    "BookNotFoundError",
    "BuildError",
    "ClusterError",
    "DataError",
    "EditionError",
    "IngestError",
    "LockedError",
    "PageError",
    "PagebookError",
    "ParameterError",
    "ReviewError",
]


class PagebookError(Exception):
    """Base of every error that pagebook raises on purpose; its text is meant for people."""


class BookNotFoundError(PagebookError):
    """Raised when neither the folder nor any folder above it holds a `_config.yml`."""

    def __init__(self, start: Path) -> None:
        super().__init__(start)
        self.start = start

    def __str__(self) -> str:
        return (
            f"no book here: found no _config.yml in {self.start} or above; "
            "run the command inside the book's folder or name it with --book"
        )


class DataError(PagebookError):
    """Raised once for all problems found in the data; `problems` are objects whose text is one line each."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        shown = "\n".join(f"  {problem}" for problem in self.problems[:20])
        more = len(self.problems) - 20
        tail = f"\n  … and {more} more" if more > 0 else ""
        noun = "problem" if len(self.problems) == 1 else "problems"
        return f"{len(self.problems)} {noun} in the data:\n{shown}{tail}"


class ParameterError(PagebookError):
    """Raised before a notebook starts when its parameters do not fit; says what is allowed."""


class PageError(PagebookError):
    """Raised when a page does not run to its end.

    Attributes:
        page: Key of the page, such as `PER`.
        notebook: Path of the notebook, relative to the book's root.
        cell: Position of the failing cell in the template (0-based), or None when no cell is to blame.
        cause: What happened, in one line.
        traceback: The traceback as text, without colours; may be empty.
    """

    def __init__(self, page: str, notebook: str, cell: int | None, cause: str, traceback: str = "") -> None:
        super().__init__(page, notebook, cell, cause, traceback)
        self.page, self.notebook, self.cell = page, notebook, cell
        self.cause, self.traceback = cause, traceback

    def __str__(self) -> str:
        where = self.notebook if self.cell is None else f"{self.notebook}, cell {self.cell}"
        return f"{self.page}: {where}: {self.cause}"


class BuildError(PagebookError):
    """Raised when Sphinx fails or warns; its text holds the warnings."""


class ClusterError(PagebookError):
    """Raised before any page runs when a cluster does not answer or does not fit; says which part and why."""


class EditionError(PagebookError):
    """Raised when an edition cannot be frozen, read or rebuilt; says why, and what is left on the disk."""


class IngestError(PagebookError):
    """Raised when a document cannot be read or is of no known kind."""


class ReviewError(PagebookError):
    """Raised once for all that is wrong with drafts; `problems` are objects whose text is one line each."""

    def __init__(self, problems: Sequence[object]) -> None:
        super().__init__(tuple(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class LockedError(PagebookError):
    """Raised when another process holds the book's lock; says which."""
