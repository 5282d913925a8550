"""A table with a caption, sources and a name that the page can refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from pagebook.analysis import words
from pagebook.figures import markdown
from pagebook.figures.source import Source, as_sources, credit_line
from pagebook.figures.stored import SORTABLE

__all__ = ["NAME", "Align", "Table"]

Align = Literal["left", "right", "center"]

# Names become labels in Sphinx, ids in HTML and file names of downloads.
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

_RULES: dict[str, str] = {"left": ":--", "right": "--:", "center": ":-:"}
_MISSING = "–"


@dataclass(frozen=True)
class Table:
    """A table as MyST Markdown; false when it has no rows.

    Cells are data and are escaped; a cell that is a `Prose` is Markdown and stands as it is, on one line.
    Numbers are written as people write them (a year column should hold text or integers in a column
    named `…year` or `…year_before`); a missing cell is a dash.

    Attributes:
        name: Kebab-case, unique on the page.
        caption: What the rows are, with unit and period; plain text.
        frame: The rows.
        columns: Column of the frame to its title, in order.
        sources: Rows of the table `sources`, or `Source` objects.
        align: Column to `left`, `right` or `center`; numbers are set right unless told.
        sortable: Whether readers may search the rows and sort them by any column, on the page itself.
        filters: Columns by whose values readers may filter; a cell's values are apart by semicolons.
    """

    name: str
    caption: str
    frame: pd.DataFrame
    columns: Mapping[str, str]
    sources: Sequence[Source | Mapping[str, Any]] = ()
    align: Mapping[str, Align] = field(default_factory=dict)
    sortable: bool = False
    filters: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"table name {self.name!r}: use kebab-case, such as 'people-by-event'")
        missing = [column for column in self.columns if column not in self.frame]
        if missing:
            raise ValueError(f"table {self.name}: the frame has no column {', '.join(missing)}")
        if unknown := [column for column in self.filters if column not in self.columns]:
            raise ValueError(f"table {self.name}: no column {', '.join(unknown)} to filter by")
        object.__setattr__(self, "sources", as_sources(self.sources))

    def __bool__(self) -> bool:
        return not self.frame.empty

    @property
    def markdown(self) -> str:
        """The `{table}` directive and the line of sources below it; empty without rows."""
        if not self:
            return ""
        rows = [
            [self._cell(column, row[column]) for column in self.columns]
            for row in self.frame[list(self.columns)].to_dict("records")
        ]
        lines = [
            f"```{{table}} {markdown.text(self.caption)}",
            f":name: {self.name}",
            *self._classes(),
            "",
            _line([markdown.text(title) for title in self.columns.values()]),
            _line([_RULES[self._side(column)] for column in self.columns]),
            *(_line(cells) for cells in rows),
            "```",
        ]
        credit = credit_line(as_sources(self.sources))
        return "\n".join([*lines, "", *_note(credit)] if credit else lines)

    def _classes(self) -> list[str]:
        if not self.sortable:
            return []
        order = list(self.columns)
        return [" ".join([f":class: {SORTABLE}", *(f"pb-filter-{order.index(c) + 1}" for c in self.filters)])]

    def _side(self, column: str) -> Align:
        numeric = pd.api.types.is_numeric_dtype(self.frame[column])
        return self.align.get(column, "right" if numeric else "left")

    def _cell(self, column: str, value: object) -> str:
        if isinstance(value, markdown.Prose):
            # A bar that the data's escaping has a backslash before must not get a second one.
            return re.sub(r"(?<!\\)\|", r"\\|", " ".join(value.markdown.split())) or _MISSING
        if isinstance(value, tuple | list):
            value = words.join(value)
        if isinstance(value, str):
            return markdown.text(value) or _MISSING
        if value is None or pd.isna(value):  # type: ignore[call-overload]
            return _MISSING
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, int | float) and not column.removesuffix("_before").endswith("year"):
            return markdown.text(words.number(float(value), digits=4))
        return markdown.text(value)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Return the bundle that notebooks store."""
        return {"text/markdown": self.markdown, "text/plain": self.caption}


def _note(words: str) -> list[str]:
    """Return a line in small letters."""
    return [":::{container} pb-note", words, ":::"]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
