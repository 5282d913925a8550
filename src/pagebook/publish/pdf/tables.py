"""Tables: cells in rows, with heads that are repeated on the next page."""

from __future__ import annotations

from docutils import nodes

from pagebook.publish.pdf.markup import Raw, Value, call
from pagebook.publish.pdf.writing import Writing

__all__ = ["Tables"]


class Tables(Writing):
    """Visits tables."""

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table."""
        self._cells: list[Value] = []
        self._heads = 0

    def depart_table(self, node: nodes.table) -> None:
        """Write a table."""
        (group,) = node.findall(nodes.tgroup)
        numbers = self.builder.env.toc_fignumbers.get(self.docname, {}).get("table", {})
        title = next((child.astext() for child in node.children if isinstance(child, nodes.title)), "")
        place = next((numbers[name][0] for name in node["ids"] if name in numbers), None)
        self.block(
            call(
                "data-table",
                *self._cells,
                columns=group["cols"],
                heads=self._heads,
                number=f"Table {place}." if place else "",
                title=title,
                names=self.names(node["ids"]),
            )
        )

    def visit_tgroup(self, node: nodes.tgroup) -> None:
        """Its rows speak."""

    def depart_tgroup(self, node: nodes.tgroup) -> None:
        """Nothing is left to write."""

    visit_tbody = visit_row = visit_tgroup
    depart_tbody = depart_row = depart_thead = depart_tgroup

    def visit_colspec(self, node: nodes.colspec) -> None:
        """Columns are as wide as the template makes them."""
        raise nodes.SkipNode

    def visit_thead(self, node: nodes.thead) -> None:
        """Count the rows that are repeated."""
        self._heads = len(node.children)

    def visit_entry(self, node: nodes.entry) -> None:
        """Begin a cell."""
        self.open()

    def depart_entry(self, node: nodes.entry) -> None:
        """Keep a cell for its table."""
        side = "right" if "text-right" in node["classes"] else "left"
        self._cells.append(Raw(f"table.cell(align: {side}){self.close().code}"))
