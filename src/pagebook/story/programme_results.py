"""The results framework: what the annual reports count, by outcome, and where their sums do not close."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.results import BREAKS, Sum, families, measure, sums
from pagebook.analysis.words import capitalise, count, join, paragraph
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.grid import Layout, count_grid
from pagebook.figures.levels import STEPS
from pagebook.figures.markdown import text
from pagebook.story.blocks import directive
from pagebook.story.citing import Citing
from pagebook.story.opening import approximate

__all__ = ["Results"]

# The ground of a total that the year before and the year's increase do not make.
_OPEN = "#fbd3b6"
# Money is told under funding; the academies, held every other year, are events and no yearly count.
_ASIDE = ("budget-", "global-academy-")
_KINDS = {"total": "running total", "added": "in the year", "stated": "as stated"}
_COLUMNS = {
    "indicator": "Indicator",
    "year": "Year",
    "value": "Value",
    "unit": "Unit",
    "kind": "What it is",
    "note": "Note",
    "source": "Source",
    "address": "Address of the source",
}


class Results:
    """The series that the annual reports and the monitoring framework give.

    Args:
        tables: The data package.
        results: The table of that name.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, tables: Tables, results: pd.DataFrame, citing: Citing) -> None:
        outcomes = tables.select("outcomes")
        self.titles = dict(zip(outcomes["outcome"], outcomes["title"], strict=True))
        self.citing, self.rows = citing, results
        self.sums = sums(results)
        self.open = [item for item in self.sums if item.difference]
        framed = results["outcome"].notna() & ~results["series"].str.startswith(_ASIDE)
        self.framed, self.others = results[framed], results[~framed & (results["unit"] != "US$")]

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last year that the framework's series cover."""
        return int(self.framed["year"].min()), int(self.framed["year"].max())

    def finding(self, outcome: int) -> str:
        """Return in words what the grid of an outcome shows: its measures, and its sums that do not close."""
        rows = self.framed[self.framed["outcome"] == outcome]
        stems = set(rows["series"].map(measure))
        latest = _latest(families(rows))
        checked = [item for item in self.sums if item.measure in stems]
        missed = [item for item in checked if item.difference]
        broken = [new for new in BREAKS if new in stems]
        return paragraph(
            [
                f"For outcome {outcome} the reports count {count('measure', len(stems))}",
                f"The last totals include {join(latest[:3])}" if latest else None,
                f"Of {count('running total', len(checked))} that can be worked out again, "
                f"{_missed(len(missed), len(checked))} from the year before"
                if checked
                else None,
                "The count of what was adopted ends and one of what was supported begins; they are never "
                "joined"
                if broken
                else None,
            ]
        )

    def summary(self, outcome: int) -> Prose:
        """Return the finding of an outcome as prose."""
        return Prose(text(self.finding(outcome)))

    def chart(self, outcome: int) -> Figure:
        """Return the grid of measures and years of an outcome, yearly counts beside running totals."""
        rows = self.framed[self.framed["outcome"] == outcome]
        cells = self._cells(families(rows))
        first, last = self.span
        layout = Layout(
            rows=list(dict.fromkeys(cells["row"])),
            columns=[str(year) for year in range(first, last + 1)],
            heads=True,
            cell_px=28,
        )
        told = {"row": "Indicator", "column": "Year", "words": "Value", "remark": "Remark"}
        return Figure(
            name=f"results-outcome-{outcome}",
            title=f"Outcome {outcome}: {self.titles[outcome]}, as counted in the reports",
            caption=(
                "The upper number is the running total at the end of the year; the number after the plus "
                "sign is what the year added. An orange cell with ≠ holds a total that the total of the year "
                "before and the increase of the year do not make. Break: from here on something else is "
                "counted. An empty cell means that the reports give no number."
            ),
            finding=self.finding(outcome),
            chart=count_grid(cells, layout, told),
            table=self._told(rows),
            columns=_COLUMNS,
            sources=self.citing.credits(rows["sources"]),
        )

    def _cells(self, table: pd.DataFrame) -> pd.DataFrame:
        missed = {(item.measure, item.year): item for item in self.open}
        cells = [self._cell(row, missed) for row in table.to_dict("records")]
        firsts = table[table["measure"].isin(list(BREAKS))].drop_duplicates("measure")
        cells += [
            {
                "row": row["indicator"],
                "column": str(row["year"] - 1),
                "text": "break",
                "words": "break in the series",
            }
            for row in firsts.to_dict("records")
        ]
        frame = pd.DataFrame(cells, columns=["row", "column", "text", "below", "fill", "words", "remark"])
        order = list(dict.fromkeys(table["indicator"]))
        return frame.sort_values("row", key=lambda names: names.map(order.index), kind="stable")

    def _cell(self, row: dict[Any, Any], missed: dict[tuple[str, int], Sum]) -> dict[str, object]:
        item = missed.get((row["measure"], row["year"]))
        told = [(key, f"{row[key]:,.0f}") for key in _KINDS if pd.notna(row[key])]
        unit = "%" if row["unit"] == "percent" else ""
        remark = f"{item.before:,} + {item.added:,} = {item.recomputed:,}" if item else None
        return {
            "row": row["indicator"],
            "column": str(row["year"]),
            **_lines(dict(told), unit, " ≠" if item else ""),
            "fill": _OPEN if item else STEPS[0],
            "words": "; ".join(f"{_KINDS[key]}: {value}{unit}" for key, value in told),
            "remark": remark,
        }

    def _told(self, rows: pd.DataFrame) -> pd.DataFrame:
        ends = {"-cumulative": "running total", "-yearly": "in the year"}
        kinds = [next((k for end, k in ends.items() if s.endswith(end)), None) for s in rows["series"]]
        table = self.citing.beside(rows).assign(kind=pd.Series(kinds, rows.index).fillna(rows["scope"]))
        return table.sort_values(["indicator", "year", "series"], ignore_index=True)

    def silent(self) -> Prose:
        """Return for which outcomes the reports count nothing; empty when there is none."""
        none = [n for n in self.titles if n not in set(self.framed["outcome"])]
        told = [f"For outcome {n}, {self.titles[n].lower()}, the reports give no number" for n in none]
        return Prose(text(paragraph(told)))

    def other_figures(self) -> Prose:
        """Return what is counted for the programme as a whole, outside the outcomes; a folded table."""
        rows = self.others.sort_values(["indicator", "year", "series"])
        values = [
            capitalise(approximate(row["qualifier"], f"{row['value']:,.0f}"))
            for row in rows.to_dict("records")
        ]
        cited = rows["sources"].map(lambda cell: Prose(self.citing.cite(cell)))
        table = Table(
            name="programme-figures",
            caption="Other figures for the programme as a whole, as the sources give them",
            frame=rows.assign(told=values, cited=cited),
            columns={
                "indicator": "What",
                "year": "Year",
                "told": "Number",
                "scope": "Which",
                "cited": "Source",
            },
            align={"told": "right"},
        )
        return Prose(directive("dropdown", f"All {len(rows)} figures with their sources", table.markdown))


def _latest(table: pd.DataFrame) -> list[str]:
    """Return the newest running totals of measures that run to the last year, largest first, in words."""
    known = table[table["total"].notna()]
    last = known[known["year"] == known["year"].max()].sort_values("total", ascending=False)
    return [
        f"{row['total']:,.0f} in {row['year']} ({str(row['indicator']).lower()})"
        for row in last.to_dict("records")
    ]


def _lines(told: dict[str, str], unit: str, sign: str) -> dict[str, str]:
    """Return a cell's first line and, where the year's increase stands beside a total, its second."""
    added = f"+{told['added']}" if "added" in told else ""
    first = told.get("total", told.get("stated", ""))
    if first and added:
        return {"text": f"{first}{unit}", "below": f"{added}{sign}"}
    return {"text": f"{first or added}{unit}{sign}"}


def _missed(missed: int, checked: int) -> str:
    """Return `3 do not follow`, `1 does not follow` or `none follows`, as a sentence goes on."""
    if missed == checked:
        return "none follows"
    return f"{missed} {'does' if missed == 1 else 'do'} not follow"
