"""The chapter that compares: any indicator for any partner countries, chosen by the reader; ranks; peers."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.indicators import REFERENCE_YEAR, Observation
from pagebook.analysis.ranking import Rank, ranked
from pagebook.data import Tables
from pagebook.figures import Figure, Source, Table
from pagebook.figures.bars import Bar, bar_chart
from pagebook.figures.explorer import Explorer, ExplorerArea, ExplorerIndicator
from pagebook.figures.markdown import text
from pagebook.story.chapter import Chapter
from pagebook.story.standing_view import FEWEST

__all__ = ["ComparePage"]

_INDICATOR = "co2_per_capita"
"""What the chapter shows at first, and ranks as its example."""

_SHOWN = 3
"""How many countries the finding names at each end of the ranking."""


class ComparePage(Chapter):
    """The chapter *Compare*.

    Args:
        tables: The data package; by default that of the book that holds the working folder.
    """

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        countries = self.tables.select("countries")[["country", "name"]]
        areas = self.tables.select("areas", kind="country")[["area", "wb_region", "income_group"]]
        self._countries = countries.merge(areas, left_on="country", right_on="area", how="left")
        self._groups = self.tables.select("peer_groups")
        self._catalogue = self.tables.select("catalogue")
        self._about = self._catalogue.set_index("indicator").loc[_INDICATOR]

    def substitutions(self) -> dict[str, str]:
        """Return what the chapter's prose names."""
        years = self._values["year"]
        return {
            "n_indicators": str(len(self._catalogue)),
            "n_countries": str(len(self._countries)),
            "period": words.years(int(years.min()), int(years.max())),
            "example": text(words.chemistry(str(self._about["label"]))),
            "fewest": str(FEWEST),
        }

    @cached_property
    def _values(self) -> pd.DataFrame:
        """Observations of the partner countries and medians of the groups: area, indicator, year, value."""
        observed = self.tables.select("indicators", area=list(self._countries["country"]))
        medians = self.tables.select("peer_medians")
        told = medians[medians["n"] >= FEWEST].rename(columns={"group": "area", "median": "value"})
        columns = ["area", "indicator", "year", "value"]
        both = pd.concat([observed[columns], told[columns]], ignore_index=True).dropna(subset=["value"])
        # Single countries run on for a year that the others do not have yet; there is nobody to compare.
        return both[both["year"] <= REFERENCE_YEAR]

    def explorer(self) -> Explorer:
        """Return the part of the page where the reader chooses."""
        ranks = self._ranks
        return Explorer(
            name="explorer",
            title="Choose an indicator, countries and years",
            areas=[self._area(row) for row in self._countries.sort_values("name").to_dict("records")],
            groups=[ExplorerArea(row["group"], row["name"]) for row in self._groups.to_dict("records")],
            indicators=[_indicator(row) for row in self._catalogue.to_dict("records")],
            values=self._values,
            breaks=self.tables.select("breaks", area=list(self._countries["country"])),
            sources=self._sources({one for cell in self._catalogue["sources"] for one in cell}),
            indicator=_INDICATOR,
            # From the first to the last in four steps: lines that lie apart.
            shown=sorted({ranks[round(part / 3 * (len(ranks) - 1))].area for part in range(4)}),
        )

    def ranking_chart(self) -> Figure:
        """Return the latest values of the example as bars, in the order of the ranking."""
        label, unit = words.chemistry(str(self._about["label"])), str(self._about["unit"])
        bars = [
            Bar(f"{self._name(rank.area)}, {rank.observation.year}", rank.observation) for rank in self._ranks
        ]
        return Figure(
            name="ranking",
            title=f"{label}: partner countries in order",
            caption=f"{words.capitalise(words.unit_title(unit))}; the latest year of each country.",
            finding=self._finding(label, unit),
            chart=bar_chart(bars, unit, self._sources(set(self._about["sources"]))[0].title),
            table=self._ranking_frame,
            columns={"place": "Place", "country": "Country", "year": "Year", "value": words.unit_title(unit)},
            sources=self._sources(set(self._about["sources"])),
        )

    def peers(self) -> Table:
        """Return each country's latest value beside the medians of its region and its income group."""
        frame = self._ranking_frame.assign(
            region=self._medians("wb_region"),
            income=self._medians("income_group"),
            partners=self._medians(None),
        )
        unit = words.unit_title(str(self._about["unit"]))
        columns = {
            "place": "Place",
            "country": "Country",
            "year": "Year",
            "value": "Country’s value",
            "region": "Median of its region",
            "income": "Median of its income group",
            "partners": "Median of the partner countries",
        }
        label = words.chemistry(str(self._about["label"]))
        return Table(
            name="peers",
            caption=f"Countries beside their peers of the same year: {label} ({unit})",
            frame=frame.astype({"year": "string"}),
            columns=columns,
            sources=self._sources(set(self._about["sources"])),
        )

    @cached_property
    def _ranks(self) -> tuple[Rank, ...]:
        rows = self._values[self._values["indicator"] == _INDICATOR]
        codes = set(self._countries["country"])
        latest = rows[rows["area"].isin(codes)].sort_values("year").groupby("area").tail(1)
        held = {
            str(row["area"]): Observation(int(row["year"]), float(row["value"]))
            for row in latest.to_dict("records")
        }
        return ranked(held, lowest_first=str(self._about["direction"]) == "lower_better")

    @property
    def _ranking_frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                "place": [rank.written for rank in self._ranks],
                "country": [self._name(rank.area) for rank in self._ranks],
                "year": [rank.observation.year for rank in self._ranks],
                "value": [rank.observation.value for rank in self._ranks],
            }
        )

    def _finding(self, label: str, unit: str) -> str:
        def told(rank: Rank) -> str:
            return f"{self._name(rank.area)} ({words.quantity(rank.observation.value, unit)})"

        end = "lowest" if self._about["direction"] == "lower_better" else "highest"
        other = "highest" if end == "lowest" else "lowest"
        absent = sorted(set(self._countries["country"]) - {rank.area for rank in self._ranks})
        return words.paragraph(
            [
                f"{label}: {words.count('partner country', len(self._ranks))} in order",
                f"{end}: {words.join(told(rank) for rank in self._ranks[:_SHOWN])}",
                f"{other}: {words.join(told(rank) for rank in reversed(self._ranks[-_SHOWN:]))}",
                f"no data: {words.join(map(self._name, absent))}" if absent else None,
            ]
        )

    def _name(self, code: str) -> str:
        return str(self._countries.set_index("country").at[code, "name"])

    def _codes(self, row: dict[Any, Any]) -> list[str]:
        """Return the groups to which a country belongs, which the list of areas names as people do."""
        mine = {row["wb_region"], row["income_group"]}
        return list(self._groups[self._groups["name"].isin(mine)]["group"])

    def _area(self, row: dict[Any, Any]) -> ExplorerArea:
        return ExplorerArea(row["country"], row["name"], tuple(self._codes(row)))

    def _medians(self, column: str | None) -> pd.Series[float]:
        return pd.Series([self._median(rank, column) for rank in self._ranks], dtype="float64")

    def _median(self, rank: Rank, column: str | None) -> float | None:
        if column is None:
            groups = list(self._groups[self._groups["kind"] == "partners"]["group"])
        else:
            row = self._countries.set_index("country").loc[rank.area]
            groups = self._codes({"wb_region": None, "income_group": None} | {column: row[column]})
        rows = self._values[
            self._values["area"].isin(groups)
            & (self._values["indicator"] == _INDICATOR)
            & (self._values["year"] == rank.observation.year)
        ]
        return None if rows.empty else float(rows["value"].iloc[0])

    def _sources(self, wanted: set[str]) -> list[Source]:
        rows = self.tables.select("sources", source=sorted(wanted))
        return [
            Source.of({str(key): None if pd.isna(value) else value for key, value in row.items()})
            for row in rows.to_dict("records")
        ]


def _indicator(row: dict[Any, Any]) -> ExplorerIndicator:
    return ExplorerIndicator(
        code=row["indicator"],
        label=words.chemistry(str(row["label"])),
        unit=words.unit_title(str(row["unit"])),
        definition=words.chemistry(str(row["definition"])),
        theme=str(row["theme"]),
        direction=str(row["direction"]),
        sources=tuple(row["sources"]),
    )
