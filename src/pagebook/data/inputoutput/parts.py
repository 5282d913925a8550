"""The parts of an input-output table as a layout gives them, put together and compared with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from pagebook.data.accounts import Accounts
from pagebook.data.inputoutput.grid import Grid
from pagebook.data.nearest import suggestion
from pagebook.data.problems import Problem

__all__ = ["Parts", "together", "unmatched"]


@dataclass
class Parts:
    """What a layout found of a table, and what was wrong with it.

    Attributes:
        read: Names of the files and folders that were looked at, for the record.
        problems: Everything that is wrong.
        accounts: The table without what its row in the data package tells; None while something is wrong.
    """

    read: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    accounts: Accounts | None = None


def unmatched(
    grid: Grid, labels: Sequence[str], known: Sequence[str], what: str, of: str
) -> Iterator[Problem]:
    """Yield the labels of a file that another does not have, and those of the other that it lacks.

    Args:
        grid: The file.
        labels: Its labels.
        known: The labels of the other.
        what: What they stand at: `row` or `column`.
        of: Which other file, as problems name it.
    """
    for label in dict.fromkeys(labels):
        if label not in known:
            told = f"the {what} of {label!r} is no sector of {of}"
            yield grid.problem(0, label, told, suggestion(label, known))
    for label in known:
        if label not in labels:
            told = f"there is no {what} of the sector {label}"
            yield grid.problem(0, label, told, f"add it, or take the sector out of {of}")


def together(parts: Parts, row: Mapping[Any, Any], file: str) -> Accounts | None:
    """Return the table with what its row tells, or None; what does not fit is added to the problems.

    Args:
        parts: What the layout found.
        row: The table's row in the data package.
        file: The file of that row, as problems name it.
    """
    found = parts.accounts
    if found is None or parts.problems:
        return None
    categories, components = list(found.final_demand.columns), list(found.value_added.columns)
    wanted = (("households", categories), ("labour_income", components))
    for column, known in wanted:
        for value in row[column]:
            if value not in known:
                told = f"{row['table']}: {value!r} is no {_WHAT[column]} of the table"
                parts.problems.append(
                    Problem(file, 0, column, told, suggestion(value, known), "input-output")
                )
    if parts.problems:
        return None
    return replace(
        found,
        table=str(row["table"]),
        area=str(row["area"]),
        year=int(row["year"]),
        money=str(row["money"]),
        households=tuple(row["households"]),
        labour_income=tuple(row["labour_income"]),
        sources=tuple(row["sources"]),
        household_income=None if pd.isna(row["household_income"]) else float(row["household_income"]),
        paid_by_households=0.0 if pd.isna(row["paid_by_households"]) else float(row["paid_by_households"]),
    )


_WHAT = {"households": "category of final demand", "labour_income": "component of value added"}
