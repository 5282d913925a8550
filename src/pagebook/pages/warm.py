"""What all pages share: loaded, or computed, once in the warm process, so that each page starts with it.

Libraries load parts of themselves and fill tables of their own when they are first used; so one chart of two
numbers is drawn and thrown away.
"""

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
    "pagebook.story.progress_reader",
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
    _rehearse()
    _compute(data)


def _compute(data: Path) -> None:
    """Compute the ranks of progress, which every country's page tells, and which take long to draw."""
    from pagebook.data import Tables  # noqa: PLC0415 - loaded by now
    from pagebook.story.progress_reader import Progress  # noqa: PLC0415

    try:
        progress = Progress(Tables(data))
        _ = progress.combined, progress.ranks
    except (DataError, LookupError, ValueError):
        # Data without progress, or wrong ones: the page that needs it says so.
        return


def _rehearse() -> None:
    """Draw a chart of nothing in the book, so that what libraries do once is done for all pages."""
    from pagebook.analysis.indicators import Observation, Series  # noqa: PLC0415 - loaded by now
    from pagebook.figures.figure import Figure  # noqa: PLC0415
    from pagebook.figures.lines import Line, line_chart, line_table  # noqa: PLC0415

    lines = [Line("country", "Rehearsal", Series((Observation(2000, 1.0), Observation(2001, 2.0))))]
    chart, table = line_chart(lines, "unit", "source"), line_table(lines)
    figure = Figure("rehearsal", "Rehearsal", "", "Nothing.", chart, table, {"year": "Year"})
    figure._repr_mimebundle_()
