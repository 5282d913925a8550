"""What all pages share: loaded once in the warm process, so that each page starts with it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from pagebook.data import Package
from pagebook.data.stored import stored_table
from pagebook.errors import DataError

__all__ = ["warm_up"]

_LIBRARIES = (
    "IPython.core.completerlib",
    "IPython.extensions.storemagic",
    "altair",
    "pagebook.story.backmatter",
    "pagebook.story.country",
    "pagebook.story.frontpage",
    "pagebook.pages.shell",
    "pagebook.pages.work",
)


def warm_up(data: Path) -> None:
    """Load the libraries that pages use, and the tables of a data folder.

    What cannot be loaded is left to the pages: the one that needs it fails and says why.
    """
    for name in _LIBRARIES:
        try:
            import_module(name)
        except ImportError:
            continue
    try:
        package = Package.load(data)
        for table in package.tables:
            stored_table(package, table).prepare()
    except (DataError, OSError):
        return
