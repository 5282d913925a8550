"""Where the book is: its root, found by walking up to `_config.yml`, and the paths inside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pagebook.errors import BookNotFoundError

__all__ = ["Book", "find_book"]


@dataclass(frozen=True)
class Book:
    """A book on disk.

    Attributes:
        root: The folder that holds `_config.yml`, absolute.
    """

    root: Path

    @property
    def config(self) -> Path:
        """Jupyter Book's configuration."""
        return self.root / "_config.yml"

    @property
    def toc(self) -> Path:
        """Jupyter Book's table of contents."""
        return self.root / "_toc.yml"

    @property
    def data(self) -> Path:
        """The folder of the data package."""
        return self.root / "data"

    @property
    def chapters(self) -> Path:
        """The folder of templates, authored chapters and executed pages."""
        return self.root / "chapters"

    @property
    def html(self) -> Path:
        """Where the compiled HTML lies."""
        return self.root / "_build" / "html"

    @property
    def journal(self) -> Path:
        """What says, while several files are given their new contents together, which they are."""
        return self.root / ".pagebook.journal"

    def relative(self, path: Path) -> str:
        """Return the path as people write it: relative to the root, with forward slashes."""
        return path.resolve().relative_to(self.root).as_posix()


def find_book(start: Path | None = None) -> Book:
    """Return the book that contains a folder (the current one by default).

    Papermill, nbval and JupyterLab start kernels in different folders; walking up makes them agree.

    Raises:
        BookNotFoundError: Neither the folder nor any above it holds a `_config.yml`.
    """
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / "_config.yml").is_file():
            return Book(candidate)
    raise BookNotFoundError(folder)
