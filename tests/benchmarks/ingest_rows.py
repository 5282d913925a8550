"""What makes a draft right, table by table, and the comparison of drafts with the rows of a document.

Another table is measured by another `Measure` in `MEASURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pagebook.data import Citation, parse_citation
from pagebook.ingest.draft import Draft
from pagebook.ingest.match import words_of

Row = Mapping[str, str]
Test = Callable[[Row, Row], bool]


@dataclass(frozen=True)
class Measure:
    """What is compared.

    Attributes:
        name: As the table of results says it.
        table: The table whose rows are compared.
        keys: The columns that must be equal.
        counts: Which rows are compared.
        holds: Whether a draft that is not equal to a row holds it all the same; asked for rows that cite
            several documents, of which another may be more exact.
        identity: The key of the table, where a draft of another document's row is neither right nor wrong.
    """

    name: str
    table: str
    keys: tuple[str, ...]
    counts: Callable[[Row], bool] = lambda row: True
    holds: Test = lambda draft, row: False
    identity: str = ""

    def concerns(self, draft: Draft, rows: Sequence[Row]) -> bool:
        """Return whether a draft is compared with the rows of a document."""
        if draft.table != self.table or not self.counts(draft.row):
            return False
        elsewhere = self.identity and draft.match and rows and self.identity in rows[0]
        return not elsewhere or draft.match in {row[self.identity] for row in rows}

    def same(self, draft: Draft, row: Row) -> bool:
        """Return whether a draft is a row."""
        return self.key(draft.row) == self.key(row)

    def key(self, row: Row) -> tuple[str, ...]:
        """Return the cells that must be equal."""
        return tuple(row.get(name, "") for name in self.keys)


@dataclass(frozen=True)
class Score:
    """How a measure came out for one document.

    Attributes:
        document: Name of the document.
        measure: What was compared.
        wanted: Rows that the document holds.
        found: Drafts that were made.
        right: Drafts that are such a row.
        hit: Rows that a draft has found.
        missed: Keys of the rows that no draft has found.
        wrong: Drafts that are no row: where they stand, and their key.
    """

    document: str
    measure: str
    wanted: int
    found: int
    right: int
    hit: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of the drafts that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the rows that were found."""
        return self.hit / self.wanted if self.wanted else 1.0


def compared(
    document: str, measure: Measure, source: str, rows: Sequence[Row], drafts: Sequence[Draft]
) -> Score:
    """Compare drafts with rows: each row is found once, by a draft of the same place where there is one."""
    found, hit = _paired(measure, source, rows, drafts)
    return Score(
        document,
        measure.name,
        len(rows),
        len(drafts),
        len(found),
        len(hit),
        tuple(_name(measure, row) for other, row in enumerate(rows) if other not in hit),
        tuple(
            f"{draft.place}: {' '.join(measure.key(draft.row))}: {draft.evidence[:90]}"
            for number, draft in enumerate(drafts)
            if number not in found
        ),
    )


def _paired(
    measure: Measure, source: str, rows: Sequence[Row], drafts: Sequence[Draft]
) -> tuple[set[int], set[int]]:
    """Return the drafts that are right and the rows that they have found, by their numbers."""
    found: set[int] = set()
    hit: set[int] = set()
    pairs = [
        (not _at(row, source, draft), number, other)
        for number, draft in enumerate(drafts)
        for other, row in enumerate(rows)
        if measure.same(draft, row) or (_shared(row) and measure.holds(draft.row, row))
        if _at(row, source, draft) or _about(row, draft)
    ]
    for _, number, other in sorted(pairs):
        if number not in found and other not in hit:
            found.add(number)
            hit.add(other)
    # The same told again: right where the row cites this place besides another.
    found |= {number for elsewhere, number, other in pairs if not elsewhere and _twice(rows[other], source)}
    return found, hit


def with_dates(rows: Sequence[Row], events: Sequence[Row]) -> list[Row]:
    """Return rows of people with the area and the dates of their event, since keys of events differ."""
    by_key = {event["event"]: event for event in events}
    return [
        {**{name: by_key[row["event"]].get(name, "") for name in ("area", "start", "end")}, **row}
        for row in rows
    ]


def drafts_with_dates(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts, those of people with the area and the dates of the event before them."""
    found, event = [], dict[str, str]()
    for one in drafts:
        if one.table == "events":
            event = {name: one.row.get(name, "") for name in ("area", "start", "end")}
        found.append(replace(one, row={**event, **one.row}) if one.table == "participation" else one)
    return found


def citations(row: Row) -> list[Citation]:
    """Return the citations of a row."""
    return [parse_citation(text) for text in row.get("sources", "").split("; ") if text]


def _at(row: Row, source: str, draft: Draft) -> bool:
    return Citation(source, draft.place) in citations(row)


def _shared(row: Row) -> bool:
    return len({one.source for one in citations(row)}) > 1


def _twice(row: Row, source: str) -> bool:
    return sum(1 for one in citations(row) if one.source == source) > 1


def _about(row: Row, draft: Draft) -> bool:
    """Return whether a draft that stands elsewhere may be about the row: a year alone is soon equal."""
    return "title" not in row or bool(words_of(row["title"]) & words_of(draft.evidence))


def _name(measure: Measure, row: Row) -> str:
    title = row.get("title") or row.get("name") or row.get("event") or row.get("what") or ""
    where = "; ".join(str(one) for one in citations(row))
    return f"{' '.join(measure.key(row))}: {title} ({where})"


def _dated(row: Row) -> bool:
    return row.get("precision", "") not in ("undated", "within parent event")


def _placed(row: Row) -> bool:
    return _dated(row) and bool(row.get("place"))


def _with_mode(row: Row) -> bool:
    return _dated(row) and bool(row.get("mode"))


def _period_holds(draft: Row, row: Row) -> bool:
    if draft.get("area") != row.get("area") or not draft.get("start"):
        return False
    first, last = draft["start"], draft["end"]
    return (first <= row["start"] and row["end"] <= last) or (row["start"] <= first and last <= row["end"])


def _year_holds(draft: Row, row: Row) -> bool:
    exact = all(draft.get(name, "") in ("", row[name]) for name in ("month", "date"))
    return exact and all(draft.get(name) == row[name] for name in ("area", "year"))


MEASURES: tuple[Measure, ...] = (
    Measure("events with a date", "events", ("area", "start", "end"), _dated, _period_holds),
    Measure("their places", "events", ("area", "start", "end", "place"), _placed),
    Measure("their modes", "events", ("area", "start", "end", "mode"), _with_mode),
    Measure("events without", "events", ("area", "precision"), lambda row: not _dated(row)),
    Measure("people", "participation", ("area", "start", "end", "total", "men", "women", "qualifier")),
    Measure("milestones", "milestones", ("area", "year", "month", "date"), holds=_year_holds),
    Measure("coverage", "coverage", ("area", "outcome", "year", "status", "green_recovery_status")),
)
