"""Tables in memory with what is added and changed, as far as it goes; nothing of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pagebook.data import Package, TableSpec
from pagebook.data.editing import Cells, Key, key_of, rows_of_table, with_changes
from pagebook.ingest.entry import Written

__all__ = ["RowsInMemory"]


@dataclass
class RowsInMemory:
    """The rows of the tables, read when they are asked for.

    Attributes:
        package: The tables.
        folder: Where their files lie.
    """

    package: Package
    folder: Path
    _rows: dict[str, dict[Key, Cells]] = field(default_factory=dict)
    _added: dict[str, set[Key]] = field(default_factory=dict)
    _changed: dict[str, set[Key]] = field(default_factory=dict)

    def of(self, spec: TableSpec) -> dict[Key, Cells]:
        """Return the rows of a table by their keys."""
        if spec.name not in self._rows:
            self._rows[spec.name] = {key_of(spec, row): row for row in rows_of_table(spec, self.folder)}
        return self._rows[spec.name]

    def add(self, spec: TableSpec, row: Cells) -> Written:
        """Put a new row into a table."""
        key = key_of(spec, row)
        self.of(spec)[key] = row
        self._added.setdefault(spec.name, set()).add(key)
        return Written(key, {}, row)

    def change(self, spec: TableSpec, key: Key, cells: Cells) -> Written:
        """Change cells of a row."""
        before = self.of(spec)[key]
        self.of(spec)[key] = {**before, **cells}
        if key not in self._added.get(spec.name, ()):
            self._changed.setdefault(spec.name, set()).add(key)
        return Written(key, before, self.of(spec)[key])

    def texts(self) -> dict[str, str]:
        """Return the text of each table that changes."""
        return {name: self._text(name) for name in sorted({*self._added, *self._changed})}

    def _text(self, name: str) -> str:
        rows = self._rows[name]
        added = [rows[key] for key in sorted(self._added.get(name, ()))]
        changed = {key: rows[key] for key in self._changed.get(name, ())}
        return with_changes(self.package.tables[name], self.folder, added, changed)
