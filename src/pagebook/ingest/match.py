"""Which draft is a row that the book has already: by area, by date, and by the words that both use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from pagebook.data import Tables
from pagebook.ingest.dates import FINE
from pagebook.ingest.draft import Draft

__all__ = ["Matcher", "likeness", "words_of"]

# Words that many rows share tell nothing of one of them.
_COMMON = frozenset(
    {"a", "an", "and", "as", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "to", "with"}
    | {"page", "national", "green", "economy", "held"}
)
# A date that only one row of the country has tells much by itself.
_LEAST = {"only row": 0.1, "same date": 0.3, "other date": 0.6}


def likeness(title: str, evidence: str) -> float:
    """Return which share of a title's words stand in a text, by their first five letters; 0 to 1."""
    return _share(words_of(title), words_of(evidence))


@dataclass(frozen=True)
class Matcher:
    """Compares drafts with the rows of the book's tables.

    Attributes:
        tables: The book's tables.
    """

    tables: Tables
    _rows: dict[tuple[str, str, str], list[dict[str, Any]]] = field(
        default_factory=dict, init=False, repr=False
    )

    def matched(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """Yield each draft with its state; counts of people go with the event before them."""
        event = ""
        for draft in drafts:
            if draft.table == "coverage":
                yield self._covered(draft)
            elif draft.table == "participation":
                yield self._people(draft, event)
            elif draft.table not in _KEYS:
                yield draft
            else:
                told = self._told(draft)
                event = told.match if draft.table == "events" else event
                yield told

    def _told(self, draft: Draft) -> Draft:
        key, when = _KEYS[draft.table]
        evidence = words_of(draft.evidence)
        best, score, same = "", 0.0, False
        rows = self._of(draft.table, "area", draft.row.get("area", ""))
        dated = [all(_cell(row[name]) == draft.row.get(name, "") for name in when) for row in rows]
        only = sum(dated) == 1 and draft.row.get("precision") in FINE
        for row, equal in zip(rows, dated, strict=True):
            like = _share(words_of(str(row["title"])), evidence)
            within = (
                "only row" if equal and only else "same date" if equal or _holds(draft, row) else "other date"
            )
            near = within != "other date" or _near(draft, row)
            if near and like >= _LEAST[within] and (equal, like) > (same, score):
                best, score, same = str(row[key]), like, equal
        if best:
            return replace(draft, state="same" if same else "different", match=best)
        return self._told_elsewhere(draft, evidence) if draft.table == "events" else draft

    def _told_elsewhere(self, draft: Draft, evidence: frozenset[str]) -> Draft:
        """Compare with the events of other countries on the same days: a neighbour may have told of it."""
        if draft.row.get("precision") != "day":
            return draft
        for row in self._of("events", "start", draft.row["start"]):
            like = _share(words_of(str(row["title"])), evidence)
            if _cell(row["end"]) == draft.row["end"] and like >= _LEAST["other date"]:
                doubt = f"the book has it under {row['area']}"
                return replace(
                    draft, state="different", match=str(row["event"]), doubts=(*draft.doubts, doubt)
                )
        return draft

    def _of(self, table: str, column: str, value: str) -> list[dict[str, Any]]:
        key = (table, column, value)
        if key not in self._rows:
            rows = self.tables.select(table, **{column: value}).to_dict("records")
            self._rows[key] = [{str(name): cell for name, cell in row.items()} for row in rows]
        return self._rows[key]

    def _covered(self, draft: Draft) -> Draft:
        """Compare with the one row of that country, outcome and year."""
        key = {name: draft.row[name] for name in ("area", "outcome", "year")}
        rows = [
            row
            for row in self._of("coverage", "area", key["area"])
            if all(_cell(row[name]) == key[name] for name in ("outcome", "year"))
        ]
        if not rows:
            return draft
        equal = all(_cell(rows[0][name]) == draft.row[name] for name in ("status", "green_recovery_status"))
        return replace(draft, state="same" if equal else "different", match=" ".join(key.values()))

    def _people(self, draft: Draft, event: str) -> Draft:
        if not event:
            return draft
        rows = self._of("participation", "event", event)
        row = {"event": event, **draft.row}
        own = [row for row in rows if row["group"] == draft.row["group"]]
        if not own:
            return replace(draft, row=row)
        equal = all(_cell(own[0][name]) == draft.row.get(name, "") for name in ("total", "men", "women"))
        return replace(draft, row=row, state="same" if equal else "different", match=event)


_KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "events": ("event", ("start", "end")),
    "milestones": ("milestone", ("year",)),
}


def _holds(draft: Draft, row: Mapping[str, Any]) -> bool:
    """Return whether the dates of a row lie within those of a draft: another source may be more exact."""
    first, last = draft.row.get("start", ""), draft.row.get("end", "")
    return bool(first) and first <= _cell(row["start"]) and _cell(row["end"]) <= last


def _near(draft: Draft, row: Mapping[str, Any]) -> bool:
    """Return whether an event may be that of a row: what is held again years later is another one."""
    if draft.table != "events" or not draft.row.get("start") or not _cell(row["start"]):
        return True
    return abs(int(draft.row["start"][:4]) - int(_cell(row["start"])[:4])) <= 1


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _share(wanted: frozenset[str], there: frozenset[str]) -> float:
    return len(wanted & there) / len(wanted) if wanted else 0.0


@lru_cache(maxsize=10_000)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that may tell it from others, by their first five letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return frozenset(word[:5] for word in re.findall(r"[a-z0-9]{2,}", plain) if word not in _COMMON)
