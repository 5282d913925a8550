"""Gaps in the statistics: by country and theme, and indicator by indicator with the reason."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.gaps import LAST_OLD_YEAR, MISSING, OLD, RECENT, by_theme, currency
from pagebook.analysis.words import capitalise, chemistry, join, paragraph
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.grid import CROSS, RING, SQUARE, Layout, State, count_grid, state_grid
from pagebook.figures.levels import STEPS
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.citing import IN_TABLE, Citing
from pagebook.story.partners import Partners

__all__ = ["StatisticsGaps"]

_STATES = (
    State(RECENT, SQUARE, theme.PEER),
    State(OLD, RING, theme.SECOND),
    State(MISSING, CROSS, theme.THIRD),
)
# The signs of the marks above, for cells that hold numbers.
_SIGNS = {OLD: "○", MISSING: "×"}
_OLD_GROUND, _MISSING_GROUND = "#fbd3b6", "#e3c9f7"


_THEME_COLUMNS = {
    "row": "Country",
    "theme": "Theme",
    "indicators": "Indicators",
    RECENT: "Recent",
    OLD: "Old",
    MISSING: "Missing",
}


_INDICATOR_COLUMNS = {
    "row": "Indicator",
    "column": "Country",
    "state": "State",
    "year": "Year of the newest value",
    "source": "Source",
    "address": "Address of the source",
}


class StatisticsGaps:
    """The newest value of every indicator in every partner country: recent, old or missing.

    Args:
        tables: The data package.
        partners: The partner countries.
    """

    def __init__(self, tables: Tables, partners: Partners) -> None:
        self.partners = partners
        self.catalogue = tables.select("catalogue")
        # How high a value is does not show here: a corrected one leaves the page as it is.
        observed = tables.part("indicators", ["area", "indicator", "year"], area=partners.codes)
        self.table = currency(observed, partners.codes, self.catalogue)
        self.citing = Citing(tables, {key for cell in self.catalogue["sources"] for key in cell})
        areas = tables.select("areas", area=partners.codes)
        self.landlocked = set(areas.loc[areas["lldc"].fillna(False).astype(bool), "area"])
        self.themes = list(dict.fromkeys(self.catalogue["theme"].sort_values()))

    def counts(self) -> dict[str, int]:
        """Return how many pairs of country and indicator are recent, old and missing."""
        return {key: int((self.table["state"] == key).sum()) for key in (RECENT, OLD, MISSING)}

    def finding(self) -> str:
        """Return in words how complete the statistics are, and for which countries least."""
        counts = self.counts()
        lacking = self.table[self.table["state"] != RECENT]["area"].value_counts()
        most = [self.partners.name(str(a)) for a in lacking[lacking == lacking.max()].index]
        gaps = by_theme(self.table).groupby("theme")[[OLD, MISSING]].sum().sum(axis=1)
        worst = str(gaps.idxmax())
        whole = [str(name) for name, n in gaps.items() if n == 0]
        return paragraph(
            [
                f"Of {len(self.table):,} pairs of country and indicator, {counts[RECENT]:,} have a value "
                f"newer than {LAST_OLD_YEAR}, {counts[OLD]} have an older one "
                f"and {counts[MISSING]} have none",
                f"Most is old or missing for {join(sorted(most))}: "
                f"{lacking.max()} of {len(self.catalogue)} indicators",
                f"The theme with most gaps is {worst}, with {gaps.max()}",
                f"Nothing is old or missing in {join(whole)}" if whole else None,
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def by_theme(self) -> Figure:
        """Return the grid of countries and themes: how many indicators are recent, and what lacks."""
        table = by_theme(self.table)
        table = table.assign(row=table["area"].map(self.partners.name), column=table["theme"])
        sizes = self.catalogue["theme"].value_counts()
        heads = {name: f"{capitalise(name)} ({sizes[name]})" for name in self.themes}
        cells = table.assign(
            column=table["theme"].map(heads),
            text=[_signed(row) for row in table.to_dict("records")],
            fill=[_ground(row) for row in table.to_dict("records")],
        )
        layout = Layout(rows=list(dict.fromkeys(table["row"])), columns=list(heads.values()), upright=True)
        told = {"row": "Country", "theme": "Theme", RECENT: "Recent", OLD: "Old", MISSING: "Missing"}
        return Figure(
            name="indicators-by-theme",
            title="Indicators with a recent value, by country and theme",
            caption=(
                f"Number of indicators whose newest value is from {LAST_OLD_YEAR + 1} or later; in brackets "
                f"how many the theme has. ○: at least one has a value, but none newer than {LAST_OLD_YEAR}. "
                "×: at least one has no value at all. A missing value is not a zero."
            ),
            finding=self.finding(),
            chart=count_grid(cells, layout, told),
            table=table,
            columns=_THEME_COLUMNS,
        )

    @property
    def lacking(self) -> pd.DataFrame:
        """All rows of the indicators that are old or missing for some country, worst indicator first."""
        gaps = self.table[self.table["state"] != RECENT].groupby("indicator").size()
        order = sorted(gaps.index, key=lambda name: (-gaps[name], name))
        rows = self.table[self.table["indicator"].isin(order)]
        rows = rows.assign(rank=rows["indicator"].map(order.index), row=rows["indicator"].map(self._label))
        return rows.sort_values(["rank"], kind="stable", ignore_index=True)

    def indicator_finding(self) -> str:
        """Return in words which indicators lack most."""
        rows = self.lacking
        gaps = rows[rows["state"] != RECENT].groupby("row", sort=False).size()
        whole = gaps[gaps == len(self.partners.codes)]
        return paragraph(
            [
                f"{len(gaps)} of {len(self.catalogue)} indicators are old or missing for at least one "
                f"country; the other {len(self.catalogue) - len(gaps)} have a recent value for all",
                f"{capitalise(join(whole.index))} {'is' if len(whole) == 1 else 'are'} old or missing for "
                "every country"
                if len(whole)
                else None,
            ]
        )

    def indicator_summary(self) -> Prose:
        """Return the finding on indicators as prose."""
        return Prose(text(self.indicator_finding()))

    def by_indicator(self) -> Figure:
        """Return the grid of indicators with gaps and all countries."""
        rows = self.lacking
        cells = rows.assign(
            column=rows["area"].map(self.partners.name),
            newest=rows["year"].astype(object).where(rows["year"].notna(), "none"),
        )
        names = list(map(self.partners.name, self.partners.codes))
        layout = Layout(
            rows=list(dict.fromkeys(cells["row"])), columns=names, upright=True, heads=True, cell_px=14
        )
        told = {"column": "Country", "row": "Indicator", "state": "State", "newest": "Newest value"}
        sources = [self.citing.plain(self._sources(name)) for name in cells["indicator"]]
        addresses = [self.citing.addresses(self._sources(name)) for name in cells["indicator"]]
        return Figure(
            name="indicators-with-gaps",
            title="Indicators that are old or missing for some countries",
            caption=(
                f"Recent: the newest value is from {LAST_OLD_YEAR + 1} or later. Old: there is a value, but "
                f"none newer than {LAST_OLD_YEAR}. Missing: there is no value of any year. The table has the "
                "year of each newest value. "
                f"{IN_TABLE}"
            ),
            finding=self.indicator_finding(),
            chart=state_grid(cells, _STATES, layout, told, size=70),
            table=cells.assign(source=sources, address=addresses),
            columns=_INDICATOR_COLUMNS,
        )

    def reasons(self) -> Prose:
        """Return each indicator with gaps: for whom it is missing or old, why, and its source."""
        items = [
            self._reason(str(name), same) for name, same in self.lacking.groupby("indicator", sort=False)
        ]
        return Prose(bullets(items))

    def _reason(self, name: str, rows: pd.DataFrame) -> str:
        missing, old = rows[rows["state"] == MISSING], rows[rows["state"] == OLD]
        told = paragraph([self._missing(name, missing), self._old(old, len(rows) - len(missing))])
        return f"**{text(self._label(name))}.** {text(told)}{self.citing.note(self._sources(name))}"

    def _missing(self, name: str, missing: pd.DataFrame) -> str | None:
        if missing.empty:
            return None
        names = join(missing["area"].map(self.partners.in_text))
        if name == "marine_protected_share" and set(missing["area"]) <= self.landlocked:
            return f"Missing for {names}, which have no coast"
        return f"Missing for {names}: the source has no value of any year"

    def _old(self, old: pd.DataFrame, known: int) -> str | None:
        if old.empty:
            return None
        if len(old) == known:
            whom = "all others" if known < len(self.partners.codes) else "all countries"
            return f"Old for {whom}: the data set at hand ends in {old['year'].max()}"
        told = [f"{self.partners.in_text(row['area'])} ({row['year']})" for row in old.to_dict("records")]
        return f"Old for {join(told)}: the source has no later survey or estimate"

    def _label(self, name: str) -> str:
        row = self.catalogue[self.catalogue["indicator"] == name].iloc[0]
        return chemistry(str(row["label"]))

    def _sources(self, name: str) -> tuple[str, ...]:
        return tuple(self.catalogue[self.catalogue["indicator"] == name].iloc[0]["sources"])


def _signed(row: dict[Any, Any]) -> str:
    """Return the number of recent indicators, with a sign for old and one for missing ones."""
    # Apart from the number: a ring beside a digit reads as a nought.
    return f"{row[RECENT]} {''.join(sign for state, sign in _SIGNS.items() if row[state])}".strip()


def _ground(row: dict[Any, Any]) -> str:
    """Return the ground of a cell by the worst that it holds."""
    if row[MISSING]:
        return _MISSING_GROUND
    return _OLD_GROUND if row[OLD] else STEPS[0]
