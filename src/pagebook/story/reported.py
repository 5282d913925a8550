"""Figures that sources report: projections and targets in one table, observations in another, never mixed."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import count
from pagebook.figures import Prose, Table
from pagebook.story.backing import UNSTATED, Backing, backed_by
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.facts import Facts
from pagebook.story.measures import measured
from pagebook.story.reader import Gap

__all__ = ["AHEAD", "AHEAD_COLUMNS", "COLUMNS", "Reported", "figure_cells", "telling"]

AHEAD = ("projection", "target", "planned")
"""Natures of figures that tell of what may come; all others tell of what is or was."""

COLUMNS = {"measure": "Measure", "value": "Value", "when": "Year", "kind": "Kind", "source": "Source"}
"""Titles of the columns of a table of observed figures."""

AHEAD_COLUMNS = {
    "measure": "Measure",
    "value": "Value",
    "when": "For",
    "kind": "Kind",
    "scenario": "Scenario",
    "baseline": "Against",
    "source": "Source",
}
"""Titles of the columns of a table of figures ahead, with their scenario and what they stand against."""


class Reported:
    """The numbers that sources give for one country, other than people at events."""

    topic = "Reported figures"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.backing = Backing(facts.methods, facts.kinds, facts.models)
        self.rows = self.backing.beside(telling(facts.figures))
        self.citing = citing

    @property
    def ahead(self) -> pd.DataFrame:
        """Projections, targets and plans."""
        return self.rows[self.rows["nature"].isin(AHEAD)]

    @property
    def seen(self) -> pd.DataFrame:
        """Observations and estimates of what is."""
        return self.rows[~self.rows["nature"].isin(AHEAD)]

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {
            "reported": not self.rows.empty,
            "projections": not self.ahead.empty,
            "projection-limits": bool(self.backing.limits(self.ahead)),
            "observed": not self.seen.empty,
        }

    def gaps(self) -> list[Gap]:
        """Return projections without scenario and baseline or without a model, and figures without a year."""
        projections = self.rows[self.rows["nature"] == "projection"]
        bare = int((projections["scenario"].isna() & projections["baseline"].isna()).sum())
        unbacked = projections["model_kind"].isna() | (projections["model_kind"] == UNSTATED)
        kindless = int(unbacked.sum())
        dateless = int((self.rows["year"].isna() & self.rows["period_end"].isna()).sum())
        found = [
            (f"scenario and baseline of {count('projection', bare)}", bare),
            (f"the kind of model behind {count('projection', kindless)}", kindless),
            (f"the year of {count('reported figure', dateless)}", dateless),
        ]
        none = (
            []
            if len(self.rows)
            else [Gap(self.topic, "reported figures and projections", "none is on record")]
        )
        return none + [Gap(self.topic, what, "the sources do not state it") for what, n in found if n]

    def projections(self) -> Table:
        """Return the projections, targets and plans with scenario, baseline, year and source."""
        frame = self._frame(self.ahead)
        # Of what is expected or aimed at, a missing baseline must be seen; a plan needs none.
        needed = {"baseline"} if set(self.ahead["nature"]) - {"planned"} else set()
        shown = {
            key: title for key, title in AHEAD_COLUMNS.items() if key in needed or frame[key].notna().any()
        }
        caption = "Reported projections, targets and plans"
        return Table(name="projections", caption=caption, frame=frame, columns=shown)

    def limits(self) -> Prose:
        """Return what the kinds of model behind the projections do, and what they cannot say."""
        return Prose(self.backing.limits(self.ahead))

    def observed(self) -> Table:
        """Return the observed and estimated figures with year and source."""
        caption = "Reported observations and estimates"
        return Table(name="reported-figures", caption=caption, frame=self._frame(self.seen), columns=COLUMNS)

    def _frame(self, rows: pd.DataFrame) -> pd.DataFrame:
        cells = [figure_cells(row, self.citing) for row in rows.to_dict("records")]
        return pd.DataFrame(cells, columns=list(AHEAD_COLUMNS))


def telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the reported figures that say something of a country or the programme and have a value.

    People stand with their events; counts of a document's own entries say nothing of the country.
    """
    has_value = rows[["value", "low", "high"]].notna().any(axis=1)
    return rows[(rows["about"] != "document") & rows["event"].isna() & has_value]


def figure_cells(row: dict[Any, Any], citing: Citing) -> dict[str, Any]:
    """Return the cells that a table shows of a reported figure, by the keys of `AHEAD_COLUMNS`."""
    # The book counted what a source lists; a number in words is as stated as one in digits.
    counted = ", counted from the source" if row["basis"] == "counted" else ""
    return {
        "measure": row["measure"],
        "value": measured(row) if _has_number(row) else None,
        "when": _period(row),
        "kind": f"{row['nature']}{counted}{_model(row)}",
        "scenario": _told(row["scenario"]),
        "baseline": _told(row["baseline"]),
        "source": Prose(citing.cite(backed_by(row))),
    }


def _told(cell: object) -> object:
    return None if pd.isna(cell) else cell  # type: ignore[call-overload]


def _has_number(row: dict[Any, Any]) -> bool:
    """Return whether a figure has a number; a plan may be no more than a period."""
    return not all(pd.isna(row[key]) for key in ("value", "low", "high"))


def _model(row: dict[Any, Any]) -> str:
    """Return the kind of model behind a projection, in brackets; nothing for what no model makes."""
    if row["nature"] != "projection":
        return ""
    unstated = pd.isna(row["model_kind"]) or row["model_kind"] == UNSTATED
    return " (kind of model not stated)" if unstated else f" ({row['model_kind']})"


def _period(row: dict[Any, Any]) -> str | None:
    if not pd.isna(row["period_start"]):
        return event_date(row["period_start"], row["period_end"], _precision(row))
    return None if pd.isna(row["year"]) else str(int(row["year"]))


def _precision(row: dict[Any, Any]) -> str:
    """Return how precisely a period is meant: whole years, whole months or days."""
    start, end = str(row["period_start"]), str(row["period_end"])
    if start.endswith("-01-01") and end.endswith("-12-31"):
        return "year range"
    return "month range" if start.endswith("-01") and pd.Timestamp(end).is_month_end else "day"
