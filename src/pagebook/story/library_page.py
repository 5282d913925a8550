"""The library: every publication on record, as a table to search, filter and sort."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.programme import tally
from pagebook.figures import Figure, Prose, Table, theme
from pagebook.figures.markdown import link, text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.chapter import Chapter
from pagebook.story.citing import Citing
from pagebook.story.library import LANGUAGES
from pagebook.story.partners import WORLD, Partners

__all__ = ["LibraryPage"]

_NO_LINK = "link not known"
_NOT_STATED = "not stated"

_COLUMNS = {
    "title": "Publication",
    "area": "Country",
    "kind": "Kind",
    "status": "Status",
    "year": "Year",
    "language": "Language",
}
_FILTERS = ("area", "kind", "status", "year", "language")


class LibraryPage(Chapter):
    """The chapter on publications; it reads all of them, whichever country they are about."""

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The publications: by country, the programme as a whole last, then by year and title."""
        rows = self.tables.select("publications")
        order = {area: at for at, area in enumerate(self._partners.order(rows["area"]))}
        place = rows["area"].map(order)
        return rows.assign(place=place).sort_values(["place", "year", "title"], ignore_index=True)

    @cached_property
    def _partners(self) -> Partners:
        return Partners(self.tables)

    @cached_property
    def _citing(self) -> Citing:
        return self.citing(self.rows)

    def substitutions(self) -> dict[str, str]:
        """Return the counts that the prose names, written out."""
        rows = self.rows
        spoken = tally(LANGUAGES.get(code, code) for cell in rows["language"] for code in cell)
        kinds = tally(rows["kind"])
        return {
            "n_publications": str(len(rows)),
            "n_linked": str(int(rows["url"].notna().sum())),
            "n_unlinked": str(int(rows["url"].isna().sum())),
            "n_published": str(int((rows["status"] == "published").sum())),
            "n_countries": str(rows.loc[rows["area"] != WORLD, "area"].nunique()),
            "n_world": str(int((rows["area"] == WORLD).sum())),
            "n_mute": str(int((rows["language"].map(len) == 0).sum())),
            "n_undated": str(int(rows["year"].isna().sum())),
            "languages": text(words.join(f"{language} ({n})" for language, n in spoken)),
            "kinds": text(words.join(f"{kind} ({n})" for kind, n in kinds[:4])),
        }

    def by_country(self) -> Figure:
        """Return how many publications each country has on record, with and without a link."""
        frame = self._counts()
        return Figure(
            name="publications-by-country",
            title="Publications on record, by country, with and without a known link",
            caption="Number of publications that the sources name, whether published or still to come, by "
            "the country that they are about. A publication without a known link is named by a source that "
            "gives no address that works. Each publication stands with its source in the table below.",
            finding=self._finding(frame),
            chart=row_bars(
                frame,
                [Part("linked", "link known"), Part("unlinked", "link not known", theme.PEER)],
                "publications",
                {"label": "Country", "linked": "Link known", "unlinked": "Link not known"},
            ),
            table=frame,
            columns={
                "label": "Country",
                "linked": "Link known",
                "unlinked": "Link not known",
                "total": "Publications",
            },
            sources=self._citing.credits(self.rows["sources"]),
        )

    def _counts(self) -> pd.DataFrame:
        linked = self.rows["url"].notna()
        grouped = pd.DataFrame({"linked": linked, "unlinked": ~linked}).groupby(self.rows["area"]).sum()
        frame = grouped.assign(
            total=grouped.sum(axis=1), label=[self._partners.name(area) for area in grouped.index]
        )
        return frame.sort_values(["total", "label"], ascending=[False, True], ignore_index=True)

    def _finding(self, frame: pd.DataFrame) -> str:
        total, linked = int(frame["total"].sum()), int(frame["linked"].sum())
        world = frame[frame["label"] == self._partners.name(WORLD)]
        most = frame[frame["label"] != self._partners.name(WORLD)].iloc[0]
        about_world = (
            f"{int(world['total'].sum())} are about the programme as a whole" if len(world) else None
        )
        return words.paragraph(
            [
                f"{words.count('publication', total)} are on record, {linked} of them with a link",
                about_world,
                f"Among the countries {most['label']} has the most ({most['total']})",
            ]
        )

    def table(self) -> Table:
        """Return every publication with its link, source and language, to search, filter and sort."""
        frame = pd.DataFrame([self._cells(row) for row in self.rows.to_dict("records")])
        return Table(
            name="publications",
            caption="All publications on record, by country",
            frame=frame,
            columns=_COLUMNS,
            sortable=True,
            filters=_FILTERS,
        )

    def _cells(self, row: dict[Any, Any]) -> dict[str, Any]:
        spoken = [LANGUAGES.get(code, code) for code in row["language"]]
        return {
            "title": Prose(self._title(row)),
            "area": Prose(self._partners.link(row["area"])),
            "kind": row["kind"],
            "status": row["status"],
            "year": _NOT_STATED if pd.isna(row["year"]) else str(int(row["year"])),
            "language": "; ".join(spoken) or _NOT_STATED,
        }

    def _title(self, row: dict[Any, Any]) -> str:
        title, plain = link(row["title"], None if pd.isna(row["url"]) else row["url"]), text(row["title"])
        other = "" if pd.isna(row["alt_title"]) else f"also: {text(row['alt_title'])}"
        notes = "; ".join(note for note in (other, _NO_LINK if title == plain else "") if note)
        makers = text(words.sentence(words.join(row["producers"])))
        parts = [
            f"**{title}**{f' ({notes})' if notes else ''}.",
            makers,
            f"*Source:* {self._citing.cite(row['sources'])}",
        ]
        return " ".join(part for part in parts if part)
