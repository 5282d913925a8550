"""Labels of figures and tables carry the name of their page, because labels are global in Sphinx.

What makes a table does not know the page; `co2-by-source` on Peru's page becomes `peru-co2-by-source`.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

__all__ = ["TableLabels", "add_labels", "page_label"]


def page_label(docname: str, name: str) -> str:
    """Return the label of a figure or table on a page."""
    return f"{docname.rpartition('/')[2]}-{name}"


class TableLabels(SphinxTransform):
    """Put the page's name before the names of its tables."""

    # Before MyST looks for the targets of links (879).
    default_priority = 500

    def apply(self, **_: Any) -> None:
        """Rename every named table of the document."""
        for table in self.document.findall(nodes.table):
            for name in list(table["names"]):
                self._rename(table, name, page_label(self.env.docname, name))

    def _rename(self, table: nodes.table, old: str, new: str) -> None:
        known = self.document
        table["names"] = [new if name == old else name for name in table["names"]]
        known.nameids[new] = known.nameids.pop(old)
        known.nametypes[new] = known.nametypes.pop(old)


def add_labels(app: Sphinx) -> None:
    """Have Sphinx rename tables in each document that it reads."""
    app.add_transform(TableLabels)
