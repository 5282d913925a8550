"""What the record says of women and gender, and how women and men stand at work in the partner countries."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from pagebook.analysis.words import count, join, paragraph, plural, quantity
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Source
from pagebook.figures.markdown import text
from pagebook.figures.pairs import Pair, pair_chart
from pagebook.story.blocks import bullets, folded
from pagebook.story.citing import Citing
from pagebook.story.opening import approximate
from pagebook.story.partners import Partners

__all__ = ["Mentions", "Work"]

# Whole words only: “gender” and “women” in any form, in the languages of the titles.
_NAMED = re.compile(r"\b(women|woman|gender|girls|mujer(es)?|género|femmes?)\b", re.IGNORECASE)


class Mentions:
    """Rows of the record that name women or gender.

    Args:
        tables: The data package.
        partners: The partner countries.
    """

    def __init__(self, tables: Tables, partners: Partners) -> None:
        self.partners = partners
        achieved = tables.select("achievements")
        items = tables.select("achievement_items").merge(achieved[["achievement", "area"]], on="achievement")
        found = [
            ("Milestone", tables.select("milestones"), "title"),
            ("Result", achieved, "summary"),
            ("Result", items, "what"),
            ("Publication", tables.select("publications"), "title"),
        ]
        kept = [_naming(kind, rows, column) for kind, rows, column in found]
        self.rows = pd.concat(kept, ignore_index=True).sort_values(["kind", "area"], ignore_index=True)
        figures = tables.select("reported_figures")
        named = figures["measure"].map(lambda measure: bool(_NAMED.search(str(measure)))).astype(bool)
        self.figures = figures[named].reset_index(drop=True)

    def summary(self) -> Prose:
        """Return how many rows name women or gender, in how many countries."""
        n = self.rows["area"].nunique()
        kinds = [count(str(kind).lower(), len(rows)) for kind, rows in self.rows.groupby("kind")]
        told = f"{join(kinds)} on record name women or gender, in {n} {plural('country', n)}"
        return Prose(text(paragraph([told])))

    def listing(self, citing: Citing) -> Prose:
        """Return each such row with its country and source."""
        items = [
            f"*{row['kind']}, {self.partners.link(row['area'])}:* {text(row['told'])}"
            f"{citing.note(row['sources'])}"
            for row in self.rows.to_dict("records")
        ]
        return Prose(folded(f"All {len(items)} rows with their sources", items))

    def reported(self, citing: Citing) -> Prose:
        """Return the figures on women that sources report, observed and projected kept apart in words."""
        return Prose(bullets(self._figure(row, citing) for row in self.figures.to_dict("records")))

    def _figure(self, row: dict[Any, Any], citing: Citing) -> str:
        unit = "%" if row["unit"] == "percent" else str(row["unit"])
        value = approximate(row["qualifier"], quantity(row["value"], unit))
        year = "no year stated" if pd.isna(row["year"]) else str(row["year"])
        scenario = "" if pd.isna(row["scenario"]) else f", scenario: {row['scenario']}"
        told = f"{row['measure']}: {value} ({row['nature']}, {year}{scenario})"
        return f"{self.partners.link(row['area'])}: {text(told)}{citing.note(row['sources'])}"


class Work:
    """Women and men in the labour force of the partner countries, from the statistics.

    Args:
        tables: The data package.
        partners: The partner countries.
    """

    _SERIES = ("female_labour_participation", "male_labour_participation")

    def __init__(self, tables: Tables, partners: Partners) -> None:
        observed = tables.select("indicators", area=partners.codes, indicator=list(self._SERIES))
        wide = observed.pivot_table(index=["area", "year"], columns="indicator", values="value").dropna()
        latest = wide.reset_index().sort_values("year").groupby("area").tail(1)
        women, men = self._SERIES
        rows = latest.assign(
            label=latest["area"].map(partners.name),
            women=latest[women],
            men=latest[men],
            gap=(latest[men] - latest[women]).round(1),
        )
        self.rows = rows.sort_values(["gap", "label"], ascending=[False, True], ignore_index=True)
        sources = tables.select("sources", source=set(observed["source"]))
        self.sources = [Source.of({str(k): v for k, v in row.items()}) for row in sources.to_dict("records")]

    def finding(self) -> str:
        """Return in words where women and men are furthest apart, and where closest."""
        most, least = self.rows.iloc[0], self.rows.iloc[-1]
        lower = int((self.rows["gap"] > 0).sum())
        return paragraph(
            [
                f"In {f'all {lower}' if lower == len(self.rows) else f'{lower} of {len(self.rows)}'} partner "
                "countries a smaller share of women than of men is in the labour force",
                f"The difference is largest in {most['label']} ({most['women']:.1f}% of women, "
                f"{most['men']:.1f}% of men, {most['year']}) and smallest in {least['label']} "
                f"({least['women']:.1f}% and {least['men']:.1f}%)",
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return the two shares of each country, the widest difference first."""
        pair = Pair("women", "men", "women", "men")
        return Figure(
            name="labour-force",
            title="Women and men in the labour force, latest year",
            caption="% of women and of men aged 15 and over who work or look for work; estimates of a model. "
            "These are statistics on the countries and no result of PAGE.",
            finding=self.finding(),
            chart=pair_chart(self.rows, pair, "% of people aged 15 and over"),
            table=self.rows,
            columns={
                "label": "Country",
                "year": "Year",
                "women": "Women (%)",
                "men": "Men (%)",
                "gap": "Difference (percentage points)",
            },
            sources=self.sources,
        )


def _naming(kind: str, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    # Of no rows at all, map makes no truth values.
    named = rows[rows[column].map(lambda told: bool(_NAMED.search(str(told)))).astype(bool)]
    return named.assign(kind=kind, told=named[column])[["kind", "area", "told", "sources"]]
