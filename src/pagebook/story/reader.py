"""What one country page reads: every table through `Tables.select`, only this country's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NoReturn

import pandas as pd

from pagebook.data import Tables
from pagebook.errors import ParameterError

__all__ = ["Gap", "Reader"]

# Identifier columns that tie a row to a country, in the order in which they are tried.
_OWNERS = ("area", "country")

# The income groups of the area list carry names, those of the peer groups the World Bank's codes.
_INCOME_CODES = {
    "Low income": "LIC",
    "Lower middle income": "LMC",
    "Upper middle income": "UMC",
    "High income": "HIC",
}


@dataclass(frozen=True)
class Gap:
    """Something the page does not tell.

    Attributes:
        topic: The part of the page, such as `Events and people`.
        what: What is missing, as a noun phrase.
        why: Why it is missing, as far as the sources say.
    """

    topic: str
    what: str
    why: str


class Reader:
    """Gives the rows of one country, so that the record of reads names no other country's rows.

    Args:
        tables: The data package.
        country: ISO 3166-1 alpha-3 code of a partner country.

    Raises:
        ParameterError: The code is not one of the partner countries; the message lists them.
    """

    def __init__(self, tables: Tables, country: str) -> None:
        self.tables = tables
        self.code = country
        self.country = self._one("countries", country=country) or self._refuse(country)
        self.area = self._one("areas", area=country) or {}
        self._observed: set[str] = set()
        self._sources: dict[str, dict[str, Any]] = {}

    def rows(self, table: str, **where: Any) -> pd.DataFrame:
        """Return rows of a table; without a condition on its owner column, those of this country.

        Raises:
            ValueError: The table has no owner column and no condition is given, which would read it whole.
        """
        names = self.tables.columns(table)
        owner = next((name for name in _OWNERS if name in names), None)
        if owner and owner not in where:
            where[owner] = self.code
        if not where:
            raise ValueError(f"{table} has no column area or country: name the rows to read")
        return self.tables.select(table, **where)

    def shared(self, table: str) -> pd.DataFrame:
        """Return a small table that all pages share, such as the outcomes or the goals, whole."""
        return self.tables.select(table)

    def series(self, *indicators: str) -> pd.DataFrame:
        """Return this country's observations of the indicators, sorted by indicator and year."""
        rows = self.tables.select("indicators", area=self.code, indicator=list(indicators))
        self._observed.update(rows["source"])
        return rows

    @property
    def statistics(self) -> list[dict[str, Any]]:
        """The rows of the sources of all observations that `series` gave out so far, sorted by key."""
        return [self.source(source) for source in sorted(self._observed)]

    def peers(self, *indicators: str) -> pd.DataFrame:
        """Return the medians and quartiles of the partner countries, the region and the income group.

        Columns: those of `peer_medians`, then `group_name` and `group_kind`.
        """
        groups = self._peer_groups()
        medians = self.tables.select("peer_medians", group=list(groups["group"]), indicator=list(indicators))
        names = groups.rename(columns={"name": "group_name", "kind": "group_kind"})
        return medians.merge(names[["group", "group_name", "group_kind"]], on="group", how="left")

    def catalogue(self, *indicators: str) -> pd.DataFrame:
        """Return the catalogue's rows of the indicators: label, unit, definition, direction, sources."""
        return self.tables.select("catalogue", indicator=list(indicators))

    def source(self, source: str) -> dict[str, Any]:
        """Return one source's row; missing cells are None."""
        # Figures, tables and notes of a page name the same few again and again.
        if source not in self._sources:
            self._sources[source] = self._one("sources", source=source) or {}
        return dict(self._sources[source])

    def _peer_groups(self) -> pd.DataFrame:
        groups = self.tables.select("peer_groups")
        income = self.area.get("income_group")
        wanted = {self.area.get("wb_region"), income, _INCOME_CODES.get(str(income))} - {None}
        kept = (groups["kind"] == "partners") | groups["group"].isin(wanted) | groups["name"].isin(wanted)
        return groups[kept].reset_index(drop=True)

    def _one(self, table: str, **where: Any) -> dict[str, Any] | None:
        frame = self.tables.select(table, **where)
        if frame.empty:
            return None
        row = frame.iloc[0]
        # A tuple (list field) is never missing; pd.isna would look into it.
        return {
            str(key): None if not isinstance(value, tuple) and pd.isna(value) else value
            for key, value in row.items()
        }

    def _refuse(self, country: str) -> NoReturn:
        allowed = ", ".join(self.tables.select("countries")["country"])
        raise ParameterError(f"country: {country!r} is not a partner country; allowed are {allowed}")
