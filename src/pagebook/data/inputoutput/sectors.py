"""The layout `sectors`: this book's own, one CSV for each part of a table of one country."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pandas as pd

from pagebook.data.accounts import Accounts, Satellite
from pagebook.data.inputoutput.files import AccountFiles
from pagebook.data.inputoutput.grid import Grid, read_grid
from pagebook.data.inputoutput.layouts import LAYOUTS
from pagebook.data.inputoutput.parts import Parts, unmatched
from pagebook.data.problems import Problem

__all__ = ["read_sectors"]

_MONEY = ("output", "imported_inputs", "taxes_on_inputs")
_TOTAL = "value_added"
_ABOUT = ("satellite", "label", "unit", "part_of", "by")
_PRODUCTS = ("flows.csv", "final_demand.csv", "imported_flows.csv", "imported_final_demand.csv")


def read_sectors(folder: str, files: AccountFiles, tolerance: float) -> Parts:
    """Return a table of this layout, or everything that is wrong with its files.

    Args:
        folder: The table's folder below the book's root, with the slash at its end.
        files: The files.
        tolerance: By what share of its output the sums of a sector may fail.
    """
    parts, grids = Parts(), dict[str, Grid]()
    for known in LAYOUTS["sectors"]:
        name = folder + known.name
        parts.read.append(name)
        text = files.text(name)
        if text is None and known.required:
            parts.problems.append(Problem(name, 0, "", "the file is missing", known.holds, "input-output"))
        elif text is not None:
            grid, problems = read_grid(text, name, index=_labels(known.name, text))
            parts.problems += problems
            if grid:
                grids[known.name] = grid
    if parts.problems:
        return parts
    parts.problems += _compared(grids)
    if not parts.problems:
        parts.accounts = _accounts(grids)
        parts.problems += _sums(grids, parts.accounts, tolerance)
    return parts


def _labels(name: str, text: str) -> int:
    """Return how many columns of labels a file has: those that it may have, from the left."""
    own = {"sectors.csv": ("sector", "name"), "satellites.csv": _ABOUT}.get(name, ("sector",))
    header: list[str] = next(csv.reader(text.split("\n", 1)[:1]), [])
    return max(1, sum(cell in own for cell in header[: len(own)]))


def _compared(grids: dict[str, Grid]) -> Iterator[Problem]:
    sectors = grids["sectors.csv"]
    for column in ("sector", "name"):
        if column not in sectors.names:
            yield sectors.problem(
                1, column, "there is no such column", "expected the columns sector, name, …"
            )
            return
    keys = sectors.labels("sector")
    yield from _repeated(sectors, keys)
    for key, name, line in zip(keys, sectors.labels("name"), sectors.lines, strict=True):
        if not key:
            yield sectors.problem(line, "sector", "the cell is blank", "give the sector a key")
        if not name:
            yield sectors.problem(line, "name", f"the sector {key} has no name", "name it for readers")
    columns = list(sectors.frame.columns)
    for column in _MONEY:
        if column not in columns:
            yield sectors.problem(1, column, "there is no such column", "add it; 0 where there is none")
    if not _components(sectors):
        told = "there is no column of value added"
        yield sectors.problem(1, _TOTAL, told, "add it, or its components, such as compensation_of_employees")
    for name in _PRODUCTS:
        if name in grids:
            yield from unmatched(grids[name], list(grids[name].frame.index), keys, "row", "sectors.csv")
            if name.endswith("flows.csv"):
                yield from unmatched(
                    grids[name], list(grids[name].frame.columns), keys, "column", "sectors.csv"
                )
    yield from _categories(grids)
    if "satellites.csv" in grids:
        yield from _described(grids["satellites.csv"], keys)


def _categories(grids: dict[str, Grid]) -> Iterator[Problem]:
    """Yield categories of imported final demand that final demand does not have."""
    known = list(grids["final_demand.csv"].frame.columns)
    imported = grids.get("imported_final_demand.csv")
    if imported is None:
        return
    for category in imported.frame.columns:
        if category not in known:
            told = f"{category!r} is no category of final_demand.csv"
            yield imported.problem(1, category, told, f"expected one of {', '.join(known)}")


def _described(grid: Grid, keys: list[str]) -> Iterator[Problem]:
    for column in _ABOUT[:3]:
        if column not in grid.names:
            yield grid.problem(1, column, "there is no such column", f"expected {', '.join(_ABOUT[:3])}, …")
        else:
            for line, label in zip(grid.lines, grid.labels(column), strict=True):
                if not label:
                    yield grid.problem(line, column, "the cell is blank", "say what is counted, and in what")
    if "satellite" in grid.names:
        yield from _repeated(grid, grid.labels("satellite"))
    yield from unmatched(grid, list(grid.frame.columns), keys, "column", "sectors.csv")


def _repeated(grid: Grid, keys: list[str]) -> Iterator[Problem]:
    for place, key in enumerate(keys):
        if key in keys[:place]:
            told = f"the row of {key} stands twice"
            yield grid.problem(grid.lines[place], grid.names[0], told, "name each once")


def _components(sectors: Grid) -> list[str]:
    """Return the columns of value added: its components, or the whole where it is not divided."""
    columns = [str(column) for column in sectors.frame.columns if column not in _MONEY]
    return [column for column in columns if column != _TOTAL] or columns


def _accounts(grids: dict[str, Grid]) -> Accounts:
    sectors = grids["sectors.csv"]
    names = dict(zip(sectors.labels("sector"), sectors.labels("name"), strict=True))
    keys = pd.Index(list(names), dtype="object", name="sector")
    money = sectors.frame.set_axis(keys)

    def part(name: str, columns: pd.Index) -> pd.DataFrame:
        # A category that a file leaves out buys nothing of what the file tells.
        return grids[name].frame.reindex(index=keys, columns=columns, fill_value=0.0)

    def perhaps(name: str, columns: pd.Index) -> pd.DataFrame | None:
        return part(name, columns) if name in grids else None

    categories = pd.Index(grids["final_demand.csv"].frame.columns, dtype="object", name="category")
    return Accounts(
        table="",
        area="",
        year=0,
        money="",
        names=names,
        flows=part("flows.csv", keys),
        final_demand=part("final_demand.csv", categories),
        imports=money["imported_inputs"],
        taxes=money["taxes_on_inputs"],
        value_added=money[_components(sectors)],
        output=money["output"],
        satellites=_satellites(grids.get("satellites.csv"), keys),
        imported_flows=perhaps("imported_flows.csv", keys),
        imported_final_demand=perhaps("imported_final_demand.csv", categories),
    )


def _satellites(grid: Grid | None, keys: pd.Index) -> tuple[Satellite, ...]:
    if grid is None:
        return ()
    found = []
    for place, labels in enumerate(grid.rows):
        told = dict(zip(grid.names, labels, strict=True))
        values = pd.Series(grid.values[place], index=grid.frame.columns).reindex(keys)
        part_of, by = told.get("part_of", ""), told.get("by", "")
        found.append(Satellite(told["satellite"], told["label"], told["unit"], values, part_of, by))
    return tuple(found)


def _sums(grids: dict[str, Grid], accounts: Accounts, tolerance: float) -> Iterator[Problem]:
    """Yield sectors whose parts, told in one place, are not the whole that is told in another."""
    sectors, checks = grids["sectors.csv"], []
    if _TOTAL in sectors.frame.columns:
        whole = sectors.frame[_TOTAL].set_axis(accounts.output.index)
        checks.append((_TOTAL, "the components", whole, accounts.value_added.sum(axis=1)))
    if accounts.imported_flows is not None:
        checks.append(
            ("imported_inputs", "imported_flows.csv", accounts.imports, accounts.imported_flows.sum())
        )
    for column, parts, whole, total in checks:
        for key, line in zip(accounts.sectors, sectors.lines, strict=True):
            gap = float(total[key] - whole[key])
            if abs(gap) > tolerance * max(float(accounts.output[key]), 0.0):
                sums = f"{parts} add up to {total[key]:,.6g}, not {whole[key]:,.6g}"
                told = f"{key} ({accounts.names[key]}): {sums}"
                yield sectors.problem(line, column, told, f"the gap is {gap:,.6g}")
