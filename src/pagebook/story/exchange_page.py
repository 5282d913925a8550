"""South-South exchange: who shared what with whom, as a network and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import count, join, paragraph
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.figures.rails import Tie, rails
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.partners import Partners
from pagebook.story.tools import between, in_a_sentence

__all__ = ["UNNAMED", "ExchangePage", "parts"]

UNNAMED = "unnamed countries"
"""The row of countries that a source counts in without naming them."""

# Neighbours stand together, so that lines are short.
_REGIONS = (
    "Latin America and the Caribbean",
    "Northern Africa",
    "Sub-Saharan Africa",
    "Western Asia",
    "Central Asia",
    "Eastern Asia",
    "Southern Asia",
    "South-eastern Asia",
)
_COLUMNS = {
    "what": "What",
    "between": "Between",
    "form": "Form",
    "when": "Date",
    "status": "Status",
    "source": "Source",
}
_FIGURE_COLUMNS = {"number": "Number", **_COLUMNS, "note": "Note", "address": "Address of the source"}


class ExchangePage(Chapter):
    """The chapter on what countries learned from one another."""

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The exchanges in order of time, undated ones last, with their number and date in words."""
        rows = self.tables.select("exchanges").sort_values(["start", "exchange"], ignore_index=True)
        dates = zip(rows["start"], rows["end"], rows["precision"], strict=True)
        return rows.assign(
            number=[str(at + 1) for at in rows.index],
            when=[event_date(*cells) or "undated" for cells in dates],
        )

    @cached_property
    def _names(self) -> dict[str, str]:
        named = {code for side in ("from_areas", "to_areas") for cell in self.rows[side] for code in cell}
        areas = self.tables.select("areas", area=named)
        rank = {region: at for at, region in enumerate(_REGIONS)}
        place = areas["un_subregion"].map(rank).fillna(len(rank))
        order = areas.assign(place=place).sort_values(["place", "name"])
        return dict(zip(order["area"], order["name"], strict=True))

    @cached_property
    def _partners(self) -> Partners:
        return Partners(self.tables)

    @cached_property
    def _citing(self) -> Citing:
        return self.citing(self.rows)

    def substitutions(self) -> dict[str, str]:
        """Return the counts that the prose names, written out."""
        partners = [area for area in self._names if area in self._partners.names]
        status = dict(tally(self.rows["status"]))
        return {
            "n_exchanges": str(len(self.rows)),
            "n_held": str(status.get("held", 0)),
            "n_planned": str(status.get("planned", 0)),
            "n_partners": count("partner country", len(partners)),
            "n_others": count("other country", len(self._names) - len(partners)),
            "n_undated": str(int((self.rows["when"] == "undated").sum())),
            "n_unnamed": str(int(self.rows["others"].notna().sum())),
            "most": join(f"{self._link(area)} ({n})" for area, n in self._busiest[:3]),
        }

    @property
    def _busiest(self) -> list[tuple[str, int]]:
        """Countries by the number of exchanges that they have part in, the most first."""
        return tally(area for members in self._members for area in members)

    @property
    def _members(self) -> list[set[str]]:
        """The named countries of each exchange."""
        cells = zip(self.rows["from_areas"], self.rows["to_areas"], strict=True)
        return [{*givers, *takers} for givers, takers in cells]

    def _link(self, area: str) -> str:
        return self._partners.link(area) if area in self._partners.names else text(self._names[area])

    def _label(self, area: str) -> str:
        return self._names[area] + ("" if area in self._partners.names else " *")

    def network(self) -> Figure:
        """Return the network of countries and exchanges."""
        members = [*map(self._label, self._names), UNNAMED]
        table = self._citing.beside(self.rows)
        return Figure(
            name="exchange-network",
            title="Who shared with whom: exchanges between countries",
            caption="A row is a country, an upright line an exchange, in order of time; its number is that "
            "of the table, its year that of its start. The mark says whether a country shared, learned, or "
            "did both; a broken line is planned. * Not a partner country.",
            finding=self._finding(),
            chart=rails([self._tie(row) for row in self.rows.to_dict("records")], members),
            table=table.assign(between=[between(row, self._plain) for row in table.to_dict("records")]),
            columns=_FIGURE_COLUMNS,
            sources=self._citing.credits(self.rows["sources"]),
        )

    @property
    def _plain(self) -> dict[str, str]:
        return {area: in_a_sentence(name) for area, name in self._names.items()}

    def _tie(self, row: dict[Any, Any]) -> Tie:
        year = "undated" if row["when"] == "undated" else str(row["start"])[:4]
        told = {"What": row["what"], "Date": row["when"], "Status": row["status"]}
        shown = {
            self._label(area) if area in self._names else area: part for area, part in parts(row).items()
        }
        label = f"{row['number']} · {year}{', planned' if row['status'] == 'planned' else ''}"
        return Tie(label, row["status"], shown, told)

    def _finding(self) -> str:
        planned = int((self.rows["status"] == "planned").sum())
        largest = max(map(len, self._members))
        return paragraph(
            [
                f"{count('exchange', len(self.rows))} tie {count('country', len(self._names), 'countries')} "
                f"to one another; {planned} of them {'is' if planned == 1 else 'are'} planned",
                f"{join(f'{self._names[area]} ({n})' for area, n in self._busiest[:3])} have part in most",
                f"The largest brings together {largest} countries",
                f"{count('exchange', int(self.rows['others'].notna().sum()))} also count in countries that "
                "the source does not name",
            ]
        )

    def summary(self) -> Prose:
        """Return what the network shows, as prose."""
        return Prose(text(self._finding()))

    def table(self) -> Table:
        """Return every exchange with form, date, status and source."""
        names = {
            area: ("the " if in_a_sentence(name) != name else "") + self._link(area)
            for area, name in self._names.items()
        }
        records = self.rows.to_dict("records")
        frame = self.rows.assign(
            between=_cells(between(_escaped(row), names) for row in records),
            source=_cells(self._citing.cite(row["sources"]) for row in records),
            what=_cells(map(_noted, records)),
        )
        return Table(
            name="exchanges",
            caption="Exchanges between countries, in order of time",
            frame=frame,
            columns=_COLUMNS,
            sortable=True,
            filters=("form", "status"),
        )


def parts(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return each country of an exchange, and `UNNAMED` for those without a name, with its part in it.

    The part is one of `ROLES`. Countries without a name do as all do where all do the same;
    else they learned, unless nobody else shared.
    """
    givers, takers = set(row["from_areas"]), set(row["to_areas"])
    if not pd.isna(row["others"]):
        sides = (givers, takers) if givers == takers else (takers,) if givers else (givers,)
        for side in sides:
            side.add(UNNAMED)
    return {
        area: "shared and learned"
        if area in givers and area in takers
        else "shared"
        if area in givers
        else "learned"
        for area in sorted(givers | takers)
    }


def _cells(cells: Iterable[str]) -> pd.Series:
    return pd.Series([Prose(cell) for cell in cells], dtype="object")


def _escaped(row: dict[Any, Any]) -> dict[Any, Any]:
    """Return the row with its countries without a name as Markdown, as those with a name are links."""
    return {**row, "others": row["others"] if pd.isna(row["others"]) else text(row["others"])}


def _noted(row: dict[Any, Any]) -> str:
    return f"{row['number']}\\. {text(row['what'])}" + (
        "" if pd.isna(row["note"]) else f" *{text(row['note'])}*"
    )
