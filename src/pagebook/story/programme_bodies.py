"""Who works in the programme: lead agencies and focal institutions by country, institutions by type."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import capitalise, count, join, paragraph, plural
from pagebook.figures import Figure, Prose, Table, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.blocks import bullets, directive
from pagebook.story.citing import IN_TABLE, Citing
from pagebook.story.partners import Partners

__all__ = ["Bodies"]

_ELSEWHERE = "International, or in other countries"


_COLUMNS = {
    "name": "Institution",
    "abbreviation": "Abbreviation",
    "type": "Type",
    "where": "Where",
    "source": "Source",
    "address": "Address of the source",
}


class Bodies:
    """Agencies and institutions that the sources name.

    Args:
        institutions: The table of that name.
        areas: The table of that name, for the names of other countries.
        partners: The partner countries.
        citing: Knows the sources of the chapter.
    """

    def __init__(
        self, institutions: pd.DataFrame, areas: pd.DataFrame, partners: Partners, citing: Citing
    ) -> None:
        # A website or a channel is named in the sources, but it is no institution.
        self.rows = institutions[institutions["type"] != "media"]
        self.partners, self.citing = partners, citing
        self.areas = dict(zip(areas["area"], areas["name"], strict=True))

    @property
    def leads(self) -> dict[str, list[str]]:
        """The countries of each lead agency, by name; those without one are not in it."""
        rows = self.partners.rows.dropna(subset=["lead_agency"])
        return {str(agency): list(group["name"]) for agency, group in rows.groupby("lead_agency")}

    def lead_finding(self) -> str:
        """Return in words which agency leads in which countries, and where no source names one."""
        missing = self.partners.rows[self.partners.rows["lead_agency"].isna()]["name"]
        told = [f"{agency} leads in {join(names)}" for agency, names in sorted(self.leads.items())]
        none = f"For {len(missing)} of {len(self.partners.rows)} countries no source names a lead agency"
        return paragraph([*told, none if len(missing) else None])

    def lead_summary(self) -> Prose:
        """Return the finding on lead agencies as prose."""
        return Prose(text(self.lead_finding()))

    def countries(self) -> Prose:
        """Return the table of countries, folded: its sources make its rows tall on a phone."""
        title = f"All {len(self.partners.rows)} countries: since when, lead agency, focal institution"
        return Prose(directive("dropdown", text(title), self.table().markdown))

    def table(self) -> Table:
        """Return each country with its year of joining, status, lead agency and focal institution."""
        rows = self.partners.rows
        return Table(
            name="countries-and-agencies",
            caption="Partner countries: since when, status, lead agency and focal institution; a dash where "
            "no source consulted names one",
            frame=rows.assign(
                linked=rows["country"].map(lambda code: Prose(self.partners.link(code))),
                cited=rows["sources"].map(lambda cell: Prose(self.citing.cite(cell))),
            ),
            columns={
                "linked": "Country",
                "joined_year": "Joined",
                "status": "Status",
                "lead_agency": "Lead agency",
                "focal_institution": "Focal institution",
                "cited": "Sources",
            },
        )

    def finding(self) -> str:
        """Return in words how many institutions there are, of which types, and where."""
        kinds = tally(self.rows["type"])
        unnamed = [code for code in self.partners.codes if code not in set(self.rows["area"])]
        own = self.rows[self.rows["area"].isin(self.partners.codes)]
        nowhere = join(map(self.partners.in_text, unnamed), "or")
        return paragraph(
            [
                f"The sources name {count('institution', len(self.rows))}, {len(own)} of them in partner "
                "countries",
                f"The largest groups are {join(_kind(kind, n) for kind, n in kinds[:3])}",
                f"No institution is named in {nowhere}" if unnamed else None,
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the number of institutions of each type, in partner countries and elsewhere."""
        parts = [
            Part("countries", "in partner countries"),
            Part("elsewhere", "international or elsewhere", theme.PEER),
        ]
        told = {"label": "Type", "countries": "In partner countries", "elsewhere": "Elsewhere"}
        rows = self.rows.sort_values("name", ignore_index=True)
        table = self.citing.beside(rows).assign(where=rows["area"].map(self._where))
        return Figure(
            name="institutions",
            title="Institutions named in the sources, by type",
            caption="Number of institutions, each counted once. An institution that no source names is not "
            "here, so a short bar does not mean that few took part. "
            f"{IN_TABLE}",
            finding=self.finding(),
            chart=row_bars(self._counted(), parts, "institutions", told),
            table=table,
            columns=_COLUMNS,
        )

    def _counted(self) -> pd.DataFrame:
        own = self.rows["area"].isin(self.partners.codes)
        return pd.DataFrame(
            [
                {
                    "kind": kind,
                    "countries": int(((self.rows["type"] == kind) & own).sum()),
                    "elsewhere": int(((self.rows["type"] == kind) & ~own).sum()),
                    "label": capitalise(_kind(kind, n)),
                }
                for kind, n in tally(self.rows["type"])
            ]
        )

    def listing(self) -> Prose:
        """Return every institution with its source, folded by country; those elsewhere come last."""
        blocks = []
        groups = [(code, self.rows[self.rows["area"] == code]) for code in self.partners.codes]
        other = self.rows[~self.rows["area"].isin(self.partners.codes)]
        for area, rows in [*groups, ("", other)]:
            if rows.empty:
                continue
            head = self.partners.link(area) if area else text(_ELSEWHERE)
            items = [self._item(row) for row in rows.sort_values("name").to_dict("records")]
            blocks.append(f"**{head}**\n\n{bullets(items)}")
        title = f"All {count('institution', len(self.rows))} by country, with their sources"
        return Prose(directive("dropdown", text(title), "\n\n".join(blocks)))

    def _where(self, area: str | float) -> str | None:
        """Return the name of an area; an institution of many countries has none."""
        return None if pd.isna(area) else str(self.areas.get(area, area))

    def _item(self, row: dict[Any, Any]) -> str:
        named = pd.isna(row["abbreviation"]) or row["abbreviation"] == row["name"]
        short = "" if named else f" ({text(row['abbreviation'])})"
        kind = row["type"] if pd.isna(row["subtype"]) else row["subtype"]
        return f"{text(row['name'])}{short}, *{text(kind)}*{self.citing.note(row['sources'])}"


def _kind(kind: str, n: int) -> str:
    """Return a number of institutions of a type: `35 ministries`, `38 UN agencies and their units`."""
    named = {
        "UN agency": "UN agencies and their units",
        "other": "other bodies",
    }.get(kind, plural(kind, n))
    return f"{n} {named}"
