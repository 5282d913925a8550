"""Reported projections, targets and plans of many countries: a chart of one unit, a table of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from pagebook.analysis.words import is_missing, paragraph
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.outlook import Prospect, outlook_chart
from pagebook.story.backing import UNSTATED, Backing
from pagebook.story.citing import Citing
from pagebook.story.measures import measured
from pagebook.story.partners import Partners
from pagebook.story.reported import AHEAD, AHEAD_COLUMNS, COLUMNS, figure_cells

__all__ = ["Outlook", "Part", "expected"]

_CHART_COLUMNS = {
    "country": "Country",
    "measure": "Measure",
    "value": "Value",
    "low": "Low end",
    "high": "High end",
    "qualifier": "Number is",
    "unit": "Unit",
    "year": "Year",
    "nature": "Kind",
    "scenario": "Scenario",
    "baseline": "Against",
    "model_kind": "Kind of model",
    "made_by": "Made by",
    "note": "Note",
    "source": "Source",
    "address": "Address of the source",
}


# Figures with all of these in common differ by their scenario only.
_ALIKE = ["area", "measure", "year", "unit", "nature"]


@dataclass(frozen=True)
class Part:
    """The rows of a unit that stand in one chart, so that an axis holds numbers of like size and kind.

    Attributes:
        name: Added to the chart's name, so that it is unique on the page.
        natures: Which kinds of figure.
        least: The smallest size, without sign; a range counts by its larger end.
        below: Sizes from here on stand elsewhere.
    """

    name: str = ""
    natures: tuple[str, ...] = AHEAD
    least: float = 0
    below: float = float("inf")

    def of(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the part, in their order."""
        sizes = rows[["value", "low", "high"]].abs().max(axis=1)
        return rows[rows["nature"].isin(self.natures) & (sizes >= self.least) & (sizes < self.below)]


_WHOLE = Part()


class Outlook:
    """The reported figures of a theme: what may come apart from what is or was.

    Args:
        rows: Rows of `reported_figures` that have a value.
        partners: Names the countries.
        citing: Knows the sources of the chapter.
        backing: Knows what stands behind the projections.
    """

    def __init__(self, rows: pd.DataFrame, partners: Partners, citing: Citing, backing: Backing) -> None:
        order = {area: at for at, area in enumerate(partners.order(rows["area"]))}
        place = rows["area"].map(order).array
        self.rows = (
            backing.beside(rows)
            .assign(
                place=place,
                country=[partners.name(area) for area in rows["area"]],
                alike=rows.duplicated(_ALIKE, keep=False).array,
            )
            .sort_values(["place", "year", "figure"], ignore_index=True)
        )
        self.partners, self.citing, self.backing = partners, citing, backing

    @property
    def ahead(self) -> pd.DataFrame:
        """Projections, targets and plans."""
        return self.rows[self.rows["nature"].isin(AHEAD)]

    @property
    def seen(self) -> pd.DataFrame:
        """Observations and estimates."""
        return self.rows[~self.rows["nature"].isin(AHEAD)]

    def chart(self, unit: str, title: str, part: Part = _WHOLE) -> Figure:
        """Return the projections, targets and plans of a unit, a row each.

        Args:
            unit: Unit of the figures, such as `jobs` or `percent`.
            title: Of the figure.
            part: Which of them; by default all.
        """
        rows = part.of(self.ahead[self.ahead["unit"] == unit])
        cells = rows.to_dict("records")
        prospects = [self._prospect(row) for row in cells]
        return Figure(
            name="-".join(filter(None, [f"ahead-in-{unit}", part.name])),
            title=title,
            caption="Projections, targets and plans as the sources give them, none of them an observation. "
            "Each row has its own study, scenario and baseline: rows cannot be added up, nor compared. "
            f"A bar between two marks is a range.{self._losses(cells)}",
            finding=paragraph([f"{row.label} ({row.told})" for row in prospects]),
            chart=outlook_chart(prospects, "%" if unit == "percent" else unit),
            table=self.citing.beside(rows).reset_index(drop=True),
            columns=_CHART_COLUMNS,
            sources=self.citing.credits(rows["sources"]),
        )

    def _losses(self, cells: list[dict[Any, Any]]) -> str:
        return " What is lost stands left of zero." if any(map(_is_loss, cells)) else ""

    def _prospect(self, row: dict[Any, Any]) -> Prospect:
        sign = -1 if _is_loss(row) else 1
        low, high = _first(row, "low", "value", "high"), _first(row, "high", "value", "low")
        when = "year not stated" if pd.isna(row["year"]) else str(int(row["year"]))
        return Prospect(
            label=f"{row['country']}, {when}: {expected(row, row['alike'])}",
            nature=row["nature"],
            low=sign * low,
            high=sign * high,
            told=_setting(row),
            source=self.citing.plain(row["sources"]),
        )

    def projections(self) -> Table:
        """Return all projections, targets and plans with year, scenario, baseline and source."""
        caption = "Reported projections, targets and plans; none of them is an observation"
        return self._table("projections", caption, self.ahead, AHEAD_COLUMNS)

    def observed(self) -> Table:
        """Return the observed and estimated figures with year and source."""
        return self._table("reported-figures", "Reported observations and estimates", self.seen, COLUMNS)

    def _table(self, name: str, caption: str, rows: pd.DataFrame, columns: dict[str, str]) -> Table:
        cells = [
            {"country": Prose(self.partners.link(row["area"])), **figure_cells(row, self.citing)}
            for row in rows.to_dict("records")
        ]
        titles = {"country": "Country", **columns}
        return Table(
            name=name, caption=caption, frame=pd.DataFrame(cells, columns=list(titles)), columns=titles
        )


def expected(row: dict[Any, Any], alike: bool = False) -> str:
    """Return what is expected and how much, as plain text: `Jobs from hydrogen, more than 13,300 jobs`.

    Args:
        row: A reported figure with a number.
        alike: Whether only its scenario tells it from another figure, so that it must be named.
    """
    scenario = f" ({row['scenario']})" if alike and not is_missing(row["scenario"]) else ""
    return f"{row['measure']}{scenario}, {measured(row)}"


def _first(row: dict[Any, Any], *columns: str) -> float:
    """Return the first of the columns that holds a number."""
    return next(float(row[column]) for column in columns if not pd.isna(row[column]))


def _is_loss(row: dict[Any, Any]) -> bool:
    """Return whether a figure counts what is lost as a positive number."""
    return "lost" in str(row["measure"]).casefold().split()


def _setting(row: dict[Any, Any]) -> str:
    """Return in words what kind of figure it is, under which scenario and against what."""
    nature = "plan" if row["nature"] == "planned" else str(row["nature"])
    if nature != "projection":
        return nature
    scenario = "no scenario stated" if pd.isna(row["scenario"]) else f"scenario: {row['scenario']}"
    against = "no baseline stated" if pd.isna(row["baseline"]) else f"against: {row['baseline']}"
    kind = UNSTATED if is_missing(row["model_kind"]) else row["model_kind"]
    return f"{nature}; {scenario}; {against}; kind of model: {kind}"
