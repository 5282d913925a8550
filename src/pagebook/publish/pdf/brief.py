"""The brief of a country: at most six pages, taken from the country's page and set by the same translator.

Nothing is executed and nothing is told anew: `brief_nodes` finds the parts of the page, `brief_charts` and
`pagebook.analysis.choice` choose among its figures, `brief_parts` writes what is shown. How much of each list
is shown depends on the room: the brief is set with the most generous `Measure` that fits six pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder

from pagebook.errors import BuildError
from pagebook.pages.templates import COUNTRY
from pagebook.publish.assets import kept_folder
from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf.brief_nodes import Page
from pagebook.publish.pdf.brief_parts import MEASURES, Brief
from pagebook.publish.pdf.brief_room import Room, Rooms
from pagebook.publish.pdf.sheet import Sheet

__all__ = ["MOST_PAGES", "has_brief", "write_brief"]

MOST_PAGES = 6
"""No brief is longer."""

# A last page that is emptier than this looks forgotten, and so does the foot of any other one.
_LEAST_FILLED, _MOST_EMPTY = 0.4, 0.3
# To fill pages better, a brief is made so many steps shorter than it need be, no more.
_TRIES = 10


def has_brief(docname: str) -> bool:
    """Return whether a page has a brief: the countries' pages have."""
    return COUNTRY.holds(docname)


def write_brief(builder: Builder, docname: str, doctree: nodes.document) -> Sheet:
    """Write the brief of a page and return what is to be set.

    Args:
        builder: The builder that resolved the page; the template lies in its output folder.
        docname: Name of the page.
        doctree: The resolved page; it is not changed.

    Raises:
        BuildError: Even the shortest form does not fit.
    """
    slug = docname.rpartition("/")[2]
    sheet = Sheet(f"briefs/{slug}.typ", f"briefs/{slug}.pdf")
    path, root = Path(builder.outdir) / sheet.main, Path(builder.outdir)
    fitting, taken = dict[str, float](), Room(0, 0.0, 0.0)
    with Rooms(kept_folder(builder.app) / "briefs" / slug) as rooms:
        for markup, table_first in _forms(builder, docname, Page(doctree)):
            if markup in fitting or (table_first and taken.pages > MOST_PAGES):
                # What is short already is not made shorter; what is too long does not fit in another order.
                continue
            write_if_changed(path, markup.encode("utf-8"))
            taken = rooms.room(path, root)
            if taken.pages <= MOST_PAGES:
                fitting[markup] = _looks_empty(taken)
                if fitting[markup] == 0 or len(fitting) == _TRIES:
                    break
    if not fitting:
        raise BuildError(f"{docname}: the brief needs {taken.pages} pages; at most {MOST_PAGES} are allowed")
    best = min(fitting, key=lambda markup: fitting[markup])
    write_if_changed(path, best.encode("utf-8"))
    return sheet


def _forms(builder: Builder, docname: str, page: Page) -> Iterator[tuple[str, bool]]:
    """Yield the forms of a brief from the most generous on, and whether the table comes first in it."""
    for measure in MEASURES:
        brief = Brief(builder, docname, page, measure)
        # All that there is room for may stand in larger letters.
        for tight in (False, True) if measure is MEASURES[0] else (True,):
            for table_first in (False, True):
                yield brief.markup(tight=tight, table_first=table_first), table_first


def _looks_empty(taken: Room) -> float:
    """Return by how much a brief has more empty room than it should, 0 where it has not."""
    last = max(0.0, _LEAST_FILLED - taken.filled) if taken.pages > 1 else 0.0
    # A page that is nearly empty for no reason looks worse than one before a large figure.
    return 2 * last + max(0.0, taken.emptiest - _MOST_EMPTY)
