"""The studies behind reported projections, a card each: what they expect, under what, and made with what."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import count, is_missing, join
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.backing import UNSTATED, Backing, backed_by
from pagebook.story.blocks import bullets, card, grid
from pagebook.story.citing import Citing
from pagebook.story.measures import measured
from pagebook.story.partners import Partners

__all__ = ["Studies"]


class Studies:
    """Projections gathered by the study that they come from.

    Args:
        rows: Projections with what stands behind them, as `Backing.beside` gives them, in order.
        partners: Names the countries.
        citing: Knows the sources of figures and methods.
        backing: Knows the kinds of model.
    """

    def __init__(self, rows: pd.DataFrame, partners: Partners, citing: Citing, backing: Backing) -> None:
        self.partners, self.citing, self.backing = partners, citing, backing
        self.groups: dict[tuple[str, tuple[str, ...]], list[dict[Any, Any]]] = {}
        for row in rows.to_dict("records"):
            self.groups.setdefault((row["area"], _makers(row)), []).append(row)

    def cards(self) -> Prose:
        """Return a card for each study, side by side where there is room."""
        return Prose(grid("1 1 2 2", (self._card(*key, rows) for key, rows in self.groups.items())))

    def _card(self, area: str, makers: tuple[str, ...], rows: list[dict[Any, Any]]) -> str:
        shared = _shared_notes(rows)
        several = len({row["scenario"] for row in rows}) > 1
        setting = [
            "" if several else _setting(rows, "scenario", "Scenario"),
            _setting(rows, "baseline", "Set against"),
        ]
        parts = [
            bullets(_figure(row, several, shared) for row in rows),
            text(" ".join(filter(None, setting))),
            text(_study(rows[0]["model_name"], makers)),
            *(self._kind(kind) for kind in dict.fromkeys(row["model_kind"] for row in rows)),
            text(" ".join(shared)),
            f"*Source:* {self.citing.cite(_sources(rows))}",
        ]
        return card(self.partners.link(area), "\n\n".join(part for part in parts if part), "study")

    def _kind(self, kind: object) -> str:
        if is_missing(kind) or kind == UNSTATED:
            return f"**Kind of model: not stated.** {self._told(UNSTATED)}"
        return f"**Kind of model: {text(kind)}.** {self._told(str(kind))}"

    def _told(self, kind: str) -> str:
        return self.backing.told(kind) if kind in set(self.backing.kinds["kind"]) else ""


def _makers(row: dict[Any, Any]) -> tuple[str, ...]:
    return () if is_missing(row["made_by"]) else tuple(row["made_by"])


def _study(name: object, makers: tuple[str, ...]) -> str:
    called = "" if is_missing(name) else f"Model or study: {name}. "
    return called + (f"Made by: {join(makers)}." if makers else "Who made it is not stated.")


def _figure(row: dict[Any, Any], several: bool, shared: list[str]) -> str:
    """Return a figure with its year, its scenario where the study has several, and the notes on it alone."""
    # A year that is itself the number needs no year before it.
    year = "" if is_missing(row["year"]) or row["unit"] == "year" else f"{int(row['year'])}: "
    scenario = f" ({row['scenario']})" if several and not is_missing(row["scenario"]) else ""
    notes = [note for note in _notes(row) if note not in shared]
    alone = f". *{text(' '.join(notes))}*" if notes else ""
    return f"{year}{text(row['measure'] + scenario)}, {text(measured(row))}{alone}"


def _setting(rows: list[dict[Any, Any]], column: str, title: str) -> str:
    """Return what a study says of a column, and for how many of its figures it says nothing."""
    told = list(dict.fromkeys(row[column] for row in rows if not is_missing(row[column])))
    mute = sum(is_missing(row[column]) for row in rows)
    if not told:
        return f"{title}: not stated."
    rest = f" (not stated for {count('figure', mute)})" if mute else ""
    return f"{title}: {join(told, 'or')}{rest}."


def _notes(row: dict[Any, Any]) -> list[str]:
    return [row[column] for column in ("note", "method_note") if not is_missing(row[column])]


def _shared_notes(rows: list[dict[Any, Any]]) -> list[str]:
    """Return the notes that stand on more than half of a study's figures, each once."""
    notes = [note for row in rows for note in _notes(row)]
    return list(dict.fromkeys(note for note in notes if notes.count(note) * 2 > len(rows)))


def _sources(rows: list[dict[Any, Any]]) -> list[str]:
    """Return the citations of the figures and of what is said of their methods, each once."""
    return list(dict.fromkeys(citation for row in rows for citation in backed_by(row)))
