"""Which draft is a row that the book has already: by area, by date, and by the words that both use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pagebook.data import Tables
from pagebook.ingest.draft import Draft

__all__ = ["Matcher", "likeness", "words_of"]

# Words that many rows share tell nothing of one of them.
_COMMON = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "to", "with"}
    | {"page", "national", "green", "economy", "held"}
)
_LEAST = {"same date": 0.3, "other date": 0.6}


def likeness(title: str, evidence: str) -> float:
    """Return which share of a title's words stand in a text, by their first five letters; 0 to 1."""
    wanted, there = words_of(title), words_of(evidence)
    return len(wanted & there) / len(wanted) if wanted else 0.0


@dataclass(frozen=True)
class Matcher:
    """Compares drafts with the rows of the book's tables.

    Attributes:
        tables: The book's tables.
    """

    tables: Tables

    def matched(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its state; counts of people go with the event that they name."""
        events: dict[str, str] = {}
        for draft in drafts:
            if draft.table == "coverage":
                yield self._covered(draft)
            elif draft.table == "participation":
                yield self._people(draft, events.get(draft.row["event"], ""))
            elif draft.table not in _KEYS:
                yield draft
            else:
                told = self._told(draft)
                events[draft.row.get("event", "")] = told.match
                yield told

    def _told(self, draft: Draft) -> Draft:
        key, when = _KEYS[draft.table]
        rows = self.tables.select(draft.table, area=draft.row.get("area", ""))
        best, score, same = "", 0.0, False
        for row in rows.to_dict("records"):
            dated = all(_cell(row[name]) == draft.row.get(name, "") for name in when)
            like = likeness(str(row["title"]), draft.evidence)
            least = _LEAST["same date" if dated else "other date"]
            if like >= least and (dated, like) > (same, score):
                best, score, same = str(row[key]), like, dated
        if not best:
            return draft
        return replace(draft, state="same" if same else "different", match=best)

    def _covered(self, draft: Draft) -> Draft:
        """Compare with the one row of that country, outcome and year."""
        key = {name: draft.row[name] for name in ("area", "outcome", "year")}
        numbers = {name: int(key[name]) for name in ("outcome", "year") if key[name]}
        rows = self.tables.select("coverage", area=key["area"], **numbers).to_dict("records")
        if not rows or len(numbers) < 2:
            return draft
        equal = all(_cell(rows[0][name]) == draft.row[name] for name in ("status", "green_recovery_status"))
        return replace(draft, state="same" if equal else "different", match=" ".join(key.values()))

    def _people(self, draft: Draft, event: str) -> Draft:
        if not event:
            return draft
        rows = self.tables.select("participation", event=event).to_dict("records")
        row = {**draft.row, "event": event}
        own = [row for row in rows if row["group"] == draft.row["group"]]
        if not own:
            return replace(draft, row=row)
        equal = all(_cell(own[0][name]) == draft.row.get(name, "") for name in ("total", "men", "women"))
        return replace(draft, row=row, state="same" if equal else "different", match=event)


_KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events": ("event", ("start", "end")),
    "milestones": ("milestone", ("year",)),
}


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def words_of(text: str) -> set[str]:
    """Return the words of a text that may tell it from others, by their first five letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return {word[:5] for word in re.findall(r"[a-z0-9]{2,}", plain) if word not in _COMMON}
