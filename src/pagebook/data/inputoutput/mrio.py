"""A table that `pymrio` saved as matrices of all its regions and sectors, in one order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from pagebook.data.inputoutput.grid import Grid, Labels
from pagebook.data.inputoutput.pymrio import Extension, Saved
from pagebook.data.problems import Problem

__all__ = ["Matrix", "Table", "rows_of_extension"]

Matrix = NDArray[np.float64]


class Table:
    """The files of a table that has flows or coefficients, and final demand.

    Attributes:
        saved: The files.
        places: The labels of each sector, region first where the table tells regions.
        demand: The file of final demand.
    """

    def __init__(self, saved: Saved) -> None:
        self.saved = saved
        self.demand = saved.grids["Y"]
        self._core = saved.grids.get("Z") or saved.grids["A"]
        self.places: Sequence[Labels] = self._core.rows

    @property
    def regions(self) -> list[str]:
        """The regions in order; none where sectors stand alone."""
        return list(dict.fromkeys(labels[0] for labels in self.places if len(labels) > 1))

    def unlike(self) -> Iterator[Problem]:
        """Yield what keeps the files from being one square table."""
        yield from _differing(self._core, self.places, self._core.columns, "column")
        yield from _differing(self.demand, self.places, self.demand.rows, "row")
        if output := self.saved.grids.get("x"):
            yield from _differing(output, self.places, output.rows, "row")
        for extension in self.saved.extensions.values():
            for grid in extension.grids.values():
                yield from _differing(grid, self.places, grid.columns, "column")

    def flows(self) -> tuple[Matrix, Matrix, Matrix]:
        """Return flows, final demand and output of all regions.

        Raises:
            LinAlgError: There are coefficients and no output, and no output fits them.
        """
        core, demand = self._ordered(self._core, 1), self._ordered(self.demand, 0)
        told = self.saved.grids.get("x")
        output = self._ordered(told, 0)[:, 0] if told else None
        if "Z" in self.saved.grids:
            return core, demand, core.sum(axis=1) + demand.sum(axis=1) if output is None else output
        if output is None:
            # Output is what final demand takes, directly and through all inputs: x = Ax + y.
            output = np.linalg.solve(np.eye(len(core)) - core, demand.sum(axis=1))
        return core * output, demand, output

    def values(self, extension: Extension, output: Matrix) -> Matrix:
        """Return what a satellite account counts: its rows by all sectors."""
        if "F" in extension.grids:
            return self._ordered(extension.grids["F"], 1)
        return self._ordered(extension.grids["S"], 1) * output

    def _ordered(self, grid: Grid, axis: int) -> Matrix:
        own = {labels: place for place, labels in enumerate(grid.rows if axis == 0 else grid.columns)}
        return np.take(grid.values, [own[labels] for labels in self.places], axis=axis)


def rows_of_extension(extension: Extension) -> dict[str, Labels]:
    """Return the rows of a satellite account: what they are called, and their labels."""
    grid = next(iter(extension.grids.values()), None)
    return {", ".join(filter(None, labels)): labels for labels in grid.rows} if grid else {}


def _differing(
    grid: Grid, places: Sequence[Labels], labels: Sequence[Labels], what: str
) -> Iterator[Problem]:
    size = f"the table has {len(places)} sectors, the file {len(labels)} {what}s"
    known, found = set(places), set(labels)
    for label in places:
        if label not in found:
            yield grid.problem(0, "", f"there is no {what} of {' '.join(label)}", size)
    for label in labels:
        if label not in known:
            yield grid.problem(0, "", f"the {what} of {' '.join(label)} is no sector of the table", size)
