"""Tables: cells in rows, with heads that are repeated on the next page."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes

from pagebook.publish.pdf.columns import lacks, size_of, widths
from pagebook.publish.pdf.markup import Raw, Value, call, content
from pagebook.publish.pdf.writing import Writing

__all__ = ["Tables"]

# Rows, with their heads, and letters of a table that is not torn: about a quarter of a page.
_FEW_ROWS, _FEW_LETTERS = 11, 900
# Letters of a cell up to which its row is not torn: in a narrow column, half a page.
_CELL_LETTERS = 400


@dataclass
class _Table:
    """What is known of a table before it is written."""

    rows: list[list[str]]
    lacks: list[float]
    whole: bool
    columns: list[nodes.colspec] = field(default_factory=list)
    heads: int = 0
    head_cells: int = 0
    cells: list[Value] = field(default_factory=list)


class Tables(Writing):
    """Visits tables."""

    _table: _Table | None = None

    def visit_table(self, node: nodes.table) -> None:
        """Begin a table; one inside a cell has no form."""
        if self._table is not None:
            raise self.refuse(node, "a table inside a table has no form in the PDF")
        rows = [[cell.astext() for cell in row.children] for row in node.findall(nodes.row)]
        self._table = _Table(rows=rows, lacks=lacks(rows), whole=_is_short(rows))

    def depart_table(self, node: nodes.table) -> None:
        """Write a table."""
        assert self._table is not None
        table, self._table = self._table, None
        given = "colwidths-given" in node["classes"]
        self.block(
            call(
                "data-table",
                *table.cells,
                columns=[Raw(f"{column['colwidth']}fr") for column in table.columns]
                if given
                else widths(table.rows, len(table.columns)),
                size=Raw(f"{size_of(table.rows)}pt"),
                heads=table.heads,
                head_cells=table.head_cells,
                number=self.number(node, "table"),
                title=self.titles.pop(id(node), ""),
                names=self.names(node["ids"]),
                **({"whole": True} if table.whole else {}),
            )
        )

    visit_tgroup = visit_tbody = visit_row = Writing.speak
    depart_tgroup = depart_tbody = depart_row = Writing.speak

    def visit_colspec(self, node: nodes.colspec) -> None:
        """Count a column."""
        self._open_table().columns.append(node)
        raise nodes.SkipNode

    def visit_thead(self, node: nodes.thead) -> None:
        """Count the rows that are repeated."""
        self._open_table().heads = len(node.children)

    def depart_thead(self, node: nodes.thead) -> None:
        """Count the cells that are repeated."""
        table = self._open_table()
        table.head_cells = len(table.cells)

    visit_entry = Writing.begin

    def depart_entry(self, node: nodes.entry) -> None:
        """Keep a cell for its table; it may reach over columns and rows, and head its row."""
        inner = self.close()
        spans = {"colspan": node.get("morecols", 0) + 1, "rowspan": node.get("morerows", 0) + 1}
        table = self._open_table()
        lack = table.lacks[len(table.cells)] if table.lacks else 0.0
        told = [f"side: {_side(node)}", *([f"lack: {lack}em"] if lack else [])]
        told += [f"{name}: {span}" for name, span in spans.items() if span > 1]
        # One such cell keeps its row; a table that is not torn needs none.
        told += ["breakable: false"] if not table.whole and _keeps_row(node) else []
        if self._heads_row(node):
            inner = content(call("strong", inner))
        self._open_table().cells.append(Raw(f"cell({', '.join(told)}){inner.code}"))

    def _heads_row(self, node: nodes.entry) -> bool:
        column = next((place for place, cell in enumerate(node.parent.children) if cell is node), 0)
        columns = self._open_table().columns
        in_body = isinstance(node.parent.parent, nodes.tbody)
        return in_body and column < len(columns) and bool(columns[column].get("stub"))

    def _open_table(self) -> _Table:
        assert self._table is not None
        return self._table


def _is_short(rows: list[list[str]]) -> bool:
    """Return whether a table takes so little of a page that it stands on one."""
    return len(rows) <= _FEW_ROWS and sum(len(text) for row in rows for text in row) <= _FEW_LETTERS


def _keeps_row(node: nodes.entry) -> bool:
    """Return whether a cell is the first one of a row that is not so high that it must be torn."""
    cells = node.parent.children
    return cells[0] is node and max(len(cell.astext()) for cell in cells) <= _CELL_LETTERS


def _side(node: nodes.entry) -> str:
    sides = (side for side in ("right", "center") if f"text-{side}" in node["classes"])
    return next(sides, "left")
