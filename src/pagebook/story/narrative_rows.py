"""The rows that a narrative rests on: found by table and key, with what they say and who says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pandas as pd

from pagebook.data import Tables, TableSpec
from pagebook.data.nearest import suggestion
from pagebook.errors import DataError
from pagebook.story.dating import month_year
from pagebook.story.narrative_values import FORMATS, ReferenceFault, parts, written

__all__ = ["LinkedRow", "Rows"]

_OWNERS = ("area", "country")
_CONDITION = re.compile(r"(?P<column>\w+)(?P<sign>[=<>])(?P<cell>.+)")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


@dataclass(frozen=True, eq=False)
class LinkedRow:
    """A row that a narrative names, or the absence of rows; `Rows` makes each once.

    Attributes:
        target: Where the narrative's link points.
        cells: Its cells by column; none for an absence.
        citations: Who says so; none for an absence, which the tables themselves show.
        told: Everything that the row says, in one text; a date stands in it as people write it as well.
    """

    target: str
    cells: dict[str, Any]
    citations: tuple[str, ...]
    told: str


class Rows:
    """Finds rows for the narrative of one country.

    Args:
        tables: The data package.
        country: ISO 3166-1 alpha-3 code; a row of another country is refused.
    """

    def __init__(self, tables: Tables, country: str) -> None:
        self.tables, self.country = tables, country
        self._known: dict[str, LinkedRow] = {}
        self._own: dict[str, dict[tuple[str, ...], dict[str, Any]]] = {}

    def row(self, target: str) -> LinkedRow:
        """Return what a link points to: the row of `row:table/key`, or the absence of `none:table?condition`.

        The parts of a composite key stand in its order. Where a row rests on several sources, `#source` says
        which of them tells what the sentence says. Conditions are `column=cell`, `column>cell` or
        `column<cell`, joined by `&`; `column=*` fits any cell that is not blank. That the row is one of the
        country's goes without saying.

        Raises:
            ReferenceFault: There is no such table or row, it belongs to another country, or cites nothing;
                or there are rows where there should be none.
        """
        if target not in self._known:
            scheme, _, rest = target.partition(":")
            self._known[target] = self._absence(rest) if scheme == "none" else self._find(rest)
        return self._known[target]

    def value(self, reference: str) -> tuple[LinkedRow, str]:
        """Return the row of `table/key/column`, perhaps with `|format`, and its cell as a sentence has it.

        Raises:
            ReferenceFault: As for `row`; or there is no such column or format, or the cell is blank.
        """
        path, _, style = reference.partition("|")
        target, _, column = path.rpartition("/")
        row = self.row(f"row:{target}")
        spec = self._spec(target.split("/")[0])
        if column not in row.cells:
            raise ReferenceFault(f"names no column of {spec.name}: {column!r}", f"{', '.join(spec.columns)}")
        if style and style not in FORMATS:
            raise ReferenceFault(f"names no format: {style!r}", f"one of {', '.join(FORMATS)}, or none")
        return row, written(row.cells, column, style)

    def _find(self, target: str) -> LinkedRow:
        path, _, source = target.partition("#")
        name, *key = (unquote(part) for part in path.split("/"))
        spec = self._spec(name)
        if len(key) != len(spec.primary_key):
            right = f"row:{name}/" + "/".join(f"<{column}>" for column in spec.primary_key)
            raise ReferenceFault(f"names no row of {name} by its whole key: {target!r}", right)
        cells = self._cells(spec, tuple(key))
        owners = self._owners(spec, cells)
        if owners and not owners & {self.country, "GLOBAL"}:
            whose = ", ".join(sorted(owners))
            raise ReferenceFault(f"links to a row of {whose}: {path!r}", f"a row of {self.country}")
        citations = _citations(spec, cells)
        if not citations:
            raise ReferenceFault(f"links to {target!r}, which cites no source", "a row that has sources")
        told = tuple(one for one in citations if source in ("", one.partition("#")[0]))
        if not told:
            raise ReferenceFault(f"names no source of {path!r}: {source!r}", f"one of {', '.join(citations)}")
        return LinkedRow(target, cells, told, _told(spec, cells))

    def titles(self, row: LinkedRow) -> str:
        """Return the titles, publishers and years of a row's sources, in one text."""
        wanted = sorted({citation.partition("#")[0] for citation in row.citations})
        sources = self.tables.select("sources", source=wanted)[["title", "publisher", "year"]]
        return " | ".join(str(part) for value in sources.to_numpy().ravel() for part in parts(value))

    def _absence(self, query: str) -> LinkedRow:
        name, _, conditions = unquote(query).partition("?")
        spec = self._spec(name)
        owner = _owner(spec)
        if owner is None:
            raise ReferenceFault(
                f"asks {name} for rows of a country", "a table with a column area or country"
            )
        rows = self.tables.select(name, **{owner: self.country})
        for condition in filter(None, conditions.split("&")):
            rows = rows[_fits(rows, condition)]
        if len(rows):
            first = "/".join(str(rows.iloc[0][column]) for column in spec.primary_key)
            raise ReferenceFault(
                f"says that there is none, but {name} has {first!r}", "tell what that row says"
            )
        return LinkedRow(query, {}, (), conditions)

    def _spec(self, name: str) -> TableSpec:
        try:
            return self.tables.spec(name)
        except DataError as error:
            names = ", ".join(self.tables.package.tables)
            raise ReferenceFault(f"names no table: {name!r}", f"one of {names}") from error

    def _cells(self, spec: TableSpec, key: tuple[str, ...]) -> dict[str, Any]:
        """Return a row's cells: among the country's rows, which pages read whole, else by its key."""
        owner = _owner(spec)
        if owner and spec.name not in self._own:
            self._own[spec.name] = _by_key(spec, self.tables.select(spec.name, **{owner: self.country}))
        known = self._own.get(spec.name, {})
        if key not in known:
            known = _by_key(spec, self._select(spec, key))
        if key not in known:
            own = ["/".join(one) for one in self._own.get(spec.name, {})]
            right = suggestion("/".join(key), own) if own else f"a key of data/{spec.path}"
            raise ReferenceFault(f"names a row that {spec.name} does not have: {'/'.join(key)!r}", right)
        return known[key]

    def _select(self, spec: TableSpec, key: tuple[str, ...]) -> pd.DataFrame:
        typed = {
            column: int(part) if spec.by_name[column].type == "integer" else part
            for column, part in zip(spec.primary_key, key, strict=True)
            if spec.by_name[column].type != "integer" or part.isdecimal()
        }
        return self.tables.select(spec.name, **typed)

    def _owners(self, spec: TableSpec, cells: dict[str, Any]) -> set[str]:
        """Return whose row it is: a country's, that of all that an exchange names, or its parent's."""
        if owner := _owner(spec):
            return {str(cells[owner])}
        sides = [cells[f.name] for f in spec.fields if f.list and f.list.resource == "areas"]
        found = {str(area) for side in sides for area in side}
        for key in spec.foreign_keys:
            parent = self._spec(key.resource or spec.name)
            if _owner(parent) and parent.primary_key == key.reference_fields:
                row = self._cells(parent, tuple(str(cells[column]) for column in key.fields))
                found |= self._owners(parent, row)
        return found


def _owner(spec: TableSpec) -> str | None:
    """Return the column that tells whose row it is."""
    return next((column for column in _OWNERS if column in spec.columns), None)


def _by_key(spec: TableSpec, rows: pd.DataFrame) -> dict[tuple[str, ...], dict[str, Any]]:
    told = [{str(column): cell for column, cell in row.items()} for row in rows.to_dict("records")]
    return {tuple(str(row[column]) for column in spec.primary_key): row for row in told}


def _told(spec: TableSpec, cells: dict[str, Any]) -> str:
    # Keys and numbers of items are the editors' own; they must not vouch for a number in a sentence.
    keys = {column for key in spec.foreign_keys for column in key.fields} | set(spec.primary_key)
    kept = [cells[column] for column in spec.columns if column not in {*keys, *_citing(spec), "month"}]
    kept += [cells[column] for column in spec.primary_key if column == "year"]
    month = month_year(cells.get("year"), cells.get("month")) if "month" in cells else ""
    return " | ".join(_dated(str(part)) for value in [*kept, month] for part in parts(value))


def _fits(rows: pd.DataFrame, condition: str) -> Any:
    """Return which rows fit a condition; a blank cell fits none."""
    match = _CONDITION.fullmatch(condition)
    if not match or match["column"] not in rows:
        columns = ", ".join(map(str, rows))
        raise ReferenceFault(f"sets no condition: {condition!r}", f"=, < or > after one of {columns}")
    column = rows[match["column"]]
    if match["sign"] + match["cell"] == "=*":
        return column.notna()
    cells: pd.Series[Any] = column.astype("str")
    wanted: Any = match["cell"]
    if pd.api.types.is_numeric_dtype(column) and wanted.isdecimal():
        cells, wanted = column.astype("float"), float(wanted)
    elif pd.api.types.is_numeric_dtype(column):
        raise ReferenceFault(f"sets no number: {condition!r}", f"a number for {match['column']}")
    found = {"=": cells == wanted, "<": cells < wanted, ">": cells > wanted}[match["sign"]]
    return found & column.notna()


def _dated(text: str) -> str:
    """Return the text, with each ISO date followed by the date in words: `5 June 2014`."""
    return _ISO.sub(lambda m: f"{m[0]} | {int(m[3])} {month_year(m[1], m[2])}", text)


def _citing(spec: TableSpec) -> tuple[str, ...]:
    """Return the columns in which a table cites: lists of citations, or the key of one source."""
    return tuple(f.name for f in spec.fields if (f.list and f.list.citation) or f.name == "source")


def _citations(spec: TableSpec, cells: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(part) for name in _citing(spec) for part in parts(cells[name])))
