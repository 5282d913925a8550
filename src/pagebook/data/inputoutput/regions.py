"""One country out of a table that `pymrio` saved, of one region or of several.

With several regions, what the country buys from the others is imported and what they buy from it is exported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from pagebook.data.accounts import Accounts, Satellite
from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.mrio import Matrix, Table, rows_of_extension
from pagebook.data.inputoutput.parts import Parts
from pagebook.data.inputoutput.pymrio import Saved, read_folder
from pagebook.data.nearest import suggestion
from pagebook.data.problems import Problem

__all__ = ["read_region"]

_EXPORTS = "exports"
_TOTAL = "value_added"


def read_region(row: Mapping[Any, Any], folder: str, files: AccountFiles, file: str) -> Parts:
    """Return the accounts of a region of a table of this layout, or everything that is wrong.

    Args:
        row: The table's row in the data package.
        folder: The table's folder below the book's root, with the slash at its end.
        files: The files.
        file: The file of the row, as problems name it.
    """
    saved = read_folder(folder, files)
    parts = Parts(saved.read, saved.problems)
    parts.problems += () if parts.problems else _lacking(saved, folder)
    if parts.problems:
        return parts
    table = Table(saved)
    parts.problems += [*table.unlike(), *_unknown(row, table, file)]
    if not parts.problems:
        try:
            parts.accounts = _Region(row, table).accounts()
        except np.linalg.LinAlgError:
            told = "no output fits the coefficients: the table is not productive"
            parts.problems.append(_problem(f"{folder}A.txt", "", told, "add the output as x.txt to see why"))
    return parts


class _Region:
    """The part of a table that is about one region.

    Attributes:
        home: Which sectors are the region's.
        keys: Its sectors.
    """

    def __init__(self, row: Mapping[Any, Any], table: Table) -> None:
        self._row, self._table = row, table
        self._several = len(table.regions) > 1
        self._name = _text(row["region"]) or next(iter(table.regions), "")
        self._factors = _text(row["factors"])
        self._flows, self._bought, self._output = table.flows()
        self.home = np.array([not table.regions or labels[0] == self._name for labels in table.places])
        sectors = [labels[-1] for labels, own in zip(table.places, self.home, strict=True) if own]
        self.keys = pd.Index(sectors, dtype="object", name="sector")

    def accounts(self) -> Accounts:
        """Return the region's table, without what its row in the data package tells."""
        used = pd.DataFrame(self._flows[np.ix_(self.home, self.home)], self.keys, self.keys)
        output = pd.Series(self._output[self.home], self.keys, name="output")
        money, taken = self._money(), [*self._row["taxes"], *self._row["imports"]]
        taxes, paid = (money[[*self._row[column]]].sum(axis=1) for column in ("taxes", "imports"))
        imports = pd.Series(self._flows[np.ix_(~self.home, self.home)].sum(axis=0), self.keys) + paid
        added = money.drop(columns=taken)
        if not self._factors:
            # Where no account tells value added, it is what output leaves after all inputs.
            added = (output - used.sum() - imports).to_frame(_TOTAL)
        demand, imported = self._demand()
        return Accounts(
            table="",
            area="",
            year=0,
            money="",
            names={str(key): str(key) for key in self.keys},
            flows=used,
            final_demand=demand,
            imports=imports.rename("imported_inputs"),
            taxes=taxes.rename("taxes_on_inputs"),
            value_added=added,
            output=output,
            satellites=tuple(self._satellites()),
            imported_flows=self._by_product(self._flows[:, self.home], self.keys),
            imported_final_demand=imported,
        )

    def _demand(self) -> tuple[pd.DataFrame, pd.DataFrame | None]:
        """Return what the region delivers to final demand, exports among it, and what its demand imports."""
        columns = self._table.demand.columns
        own = np.array([not self._several or labels[0] == self._name for labels in columns])
        names = pd.Index(
            [labels[-1] for labels, kept in zip(columns, own, strict=True) if kept], dtype="object"
        )
        demand = pd.DataFrame(self._bought[np.ix_(self.home, own)], self.keys, names)
        if not self._several:
            return demand, None
        inputs = self._flows[np.ix_(self.home, ~self.home)].sum(axis=1)
        sold = inputs + self._bought[np.ix_(self.home, ~own)].sum(axis=1)
        demand[_EXPORTS] = sold + demand.get(_EXPORTS, 0.0)
        imported = self._by_product(self._bought[:, own], names)
        return demand, None if imported is None else imported.reindex(columns=demand.columns, fill_value=0.0)

    def _by_product(self, values: Matrix, columns: pd.Index) -> pd.DataFrame | None:
        """Return what comes from other regions by product; None where they have others, or there are none."""
        places = zip(self._table.places, self.home, strict=True)
        products = [labels[-1] for labels, own in places if not own]
        if not products or not set(products) <= set(self.keys):
            return None
        frame = pd.DataFrame(values[~self.home], pd.Index(products, dtype="object"), columns)
        return frame.groupby(level=0).sum().reindex(self.keys, fill_value=0.0)

    def _money(self) -> pd.DataFrame:
        if not self._factors:
            return pd.DataFrame(index=self.keys)
        extension = self._table.saved.extensions[self._factors]
        rows = self._table.values(extension, self._output)[:, self.home]
        return pd.DataFrame(rows.T, self.keys, pd.Index(list(rows_of_extension(extension)), dtype="object"))

    def _satellites(self) -> Iterator[Satellite]:
        for folder, extension in self._table.saved.extensions.items():
            if folder == self._factors or not extension.grids:
                continue
            values = self._table.values(extension, self._output)[:, self.home]
            for (label, labels), row in zip(rows_of_extension(extension).items(), values, strict=True):
                name = re.sub(r"\W+", "_", label.casefold()).strip("_")
                yield Satellite(name, label, extension.units.get(labels, ""), pd.Series(row, self.keys))


def _lacking(saved: Saved, folder: str) -> Iterator[Problem]:
    if not {"Z", "A"} & saved.grids.keys():
        yield _problem(folder, "", "has neither flows (Z) nor coefficients (A)", "save the table with them")
    if "Y" not in saved.grids:
        yield _problem(folder, "", "has no final demand (Y)", "save the table with it")


def _unknown(row: Mapping[Any, Any], table: Table, file: str) -> Iterator[Problem]:
    """Yield what the table's row names and the files do not have."""
    regions, extensions = table.regions, table.saved.extensions
    region, factors = _text(row["region"]), _text(row["factors"])
    if not region and len(regions) > 1:
        told = f"{row['table']}: the table has {len(regions)} regions, and none is chosen"
        yield _problem(file, "region", told, f"name one of {', '.join(regions[:20])}")
    demand = {labels[0] for labels in table.demand.columns}
    if len(regions) > 1 and region in regions and region not in demand:
        yield table.demand.problem(
            1, region, "final demand has no column of the region", "add its categories"
        )
    rows = list(rows_of_extension(extensions[factors])) if factors in extensions else []
    asked = [("region", [region], regions, "region of the table")]
    asked += [("factors", [factors], list(extensions), "satellite account of the table")]
    if not factors or factors in extensions:
        asked += [(column, row[column], rows, "row of the factors") for column in ("taxes", "imports")]
    for column, names, known, what in asked:
        for name in names:
            if name and name not in known:
                right = suggestion(name, known) if known else "leave it blank"
                yield _problem(file, column, f"{row['table']}: {name!r} is no {what}", right)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _problem(file: str, column: str, message: str, expected: str) -> Problem:
    return Problem(file, 0, column, message, expected, "input-output")
