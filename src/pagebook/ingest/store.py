"""The drafts of a document on disk: what the document says, and what a reviewer made of it.

`drafts.json` holds what was read and which rows were written; only pagebook writes it. A sheet for each
table (`events.csv`) holds decisions and cells as the reviewer has them, changed here or in a spreadsheet.
Evidence is the document's own words. It stays here, and never goes to `data/`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from pagebook.data import Package, Problem, TableSpec
from pagebook.errors import ReviewError
from pagebook.ingest.draft import Draft
from pagebook.ingest.entry import DECISIONS, Entry, Written
from pagebook.ingest.identity import Proposal
from pagebook.ingest.mending import mended
from pagebook.ingest.sheets import REVIEW, SheetRow, read_sheet, sheet_text
from pagebook.pages.journal import finish
from pagebook.pages.lock import writing
from pagebook.pages.write import check_writable
from pagebook.project import Book

__all__ = ["INDEX", "REVIEW", "Drafts", "held"]

INDEX = "drafts.json"
"""The file that makes a folder one of drafts."""


@dataclass(frozen=True)
class Drafts:
    """The drafts of one document.

    Attributes:
        folder: Where they lie.
        source: The source that accepted rows cite.
        entries: The drafts, in the order of the document.
        seen: Hashes of the files as they were read, to notice when another program changes them.
    """

    folder: Path
    source: str
    entries: tuple[Entry, ...]
    seen: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, package: Package, folder: Path) -> Drafts:
        """Return the drafts in a folder.

        Raises:
            ReviewError: A sheet does not say clearly what is meant; with all problems at once.
        """
        source, entries = _index(package, folder)
        seen = {INDEX: _hash(folder / INDEX)}
        problems: list[Problem] = []
        for table in sorted({entry.draft.table for entry in entries.values()}):
            path = folder / f"{table}.csv"
            seen[path.name] = _hash(path)
            if path.exists():
                file = f"{folder.name}/{path.name}"
                rows, found = read_sheet(path, file, package.tables[table].columns)
                problems += found + _take(entries, rows, package.tables[table], file)
        if problems:
            raise ReviewError(problems)
        return cls(folder, source, tuple(entries.values()), seen)

    @cached_property
    def by_name(self) -> Mapping[str, Entry]:
        """The drafts by their names."""
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def evidence(self) -> str:
        """The passages of the document that drafts rest on, each once."""
        return "\n".join(dict.fromkeys(entry.draft.evidence for entry in self.entries))

    def having(self, *changed: Entry) -> Drafts:
        """Return the drafts with some of them changed."""
        new = {entry.name: entry for entry in changed}
        return replace(self, entries=tuple(new.get(entry.name, entry) for entry in self.entries))

    def contents(self, package: Package) -> dict[Path, bytes]:
        """Return what belongs into the files.

        Raises:
            ReviewError: Another program changed a file since it was read.
        """
        moved = [name for name, known in self.seen.items() if _hash(self.folder / name) != known]
        if moved:
            raise ReviewError(
                [f"{self.folder.name}/{name} was changed by another program meanwhile" for name in moved]
                + ["that change is kept, and the last decision here is not; run the command again"]
            )
        texts = {INDEX: _index_text(self)}
        for table in sorted({entry.draft.table for entry in self.entries}):
            rows = (_row(entry) for entry in self.entries if entry.draft.table == table)
            texts[f"{table}.csv"] = sheet_text(package.tables[table].columns, rows)
        return {self.folder / name: text.encode() for name, text in texts.items()}

    def saved(self, contents: Mapping[Path, bytes]) -> Drafts:
        """Return the drafts as they are once these contents were written."""
        mine = {path.name: sha256(text).hexdigest() for path, text in contents.items() if path in self.paths}
        return replace(self, seen={**self.seen, **mine})

    @property
    def paths(self) -> set[Path]:
        """The files of these drafts."""
        return {
            self.folder / name for name in (INDEX, *(f"{entry.draft.table}.csv" for entry in self.entries))
        }


@contextmanager
def held(folder: Path) -> Iterator[Book]:
    """Hold the drafts below a folder: who reads documents and who reviews must not do so at once.

    Yields:
        The folder, as what has a lock and a journal; what a killed process left in it is finished.

    Raises:
        LockedError: Another process holds them.
        WriteError: The folder cannot be written to.
    """
    check_writable([folder])
    place = Book(folder.resolve())
    with writing(place):
        finish(place)
        yield place


def _row(entry: Entry) -> dict[str, str]:
    draft = entry.draft
    return {
        **entry.cells,
        "draft": entry.name,
        "decision": entry.decision,
        "take": entry.take,
        "match": entry.match,
        "state": "written" if entry.written else draft.state,
        "belongs_to": "; ".join(entry.owners.values()),
        "locator": draft.place,
        "doubts": "; ".join(draft.doubts),
        "evidence": draft.evidence,
    }


def _index_text(drafts: Drafts) -> str:
    told = [
        {
            "name": entry.name,
            **{**vars(entry.draft), "row": dict(entry.draft.row)},
            "owners": dict(entry.owners),
            "written": asdict(entry.written) if entry.written else None,
        }
        for entry in drafts.entries
    ]
    return json.dumps({"source": drafts.source, "drafts": told}, ensure_ascii=False, indent=1) + "\n"


def _index(package: Package, folder: Path) -> tuple[str, dict[str, Entry]]:
    path = folder / INDEX
    try:
        told = json.loads(path.read_text("utf-8"))
        entries = [_entry(package, one, told["source"]) for one in told["drafts"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"cannot be read ({error}); run pagebook ingest on the document again"
        raise ReviewError([f"{folder.name}/{INDEX} {message}"]) from error
    return told["source"], {entry.name: entry for entry in entries}


def _entry(package: Package, told: Mapping[str, Any], source: str) -> Entry:
    names = ("table", "row", "place", "evidence", "state", "match")
    draft = Draft(**{name: told[name] for name in names}, doubts=tuple(told["doubts"]))
    entry = Entry.of(package.tables[draft.table], Proposal(told["name"], draft, told["owners"]), source)
    if told["written"] is None:
        return entry
    written = told["written"]
    return replace(entry, written=Written(tuple(written["key"]), written["before"], written["after"]))


def _take(entries: dict[str, Entry], rows: list[SheetRow], spec: TableSpec, file: str) -> list[Problem]:
    """Put what a sheet says into the drafts; return what is wrong with it."""
    problems, met = [], set()
    for row in rows:
        name = row.cells["draft"]
        entry = entries.get(name)
        if entry is None or entry.draft.table != spec.name or name in met:
            problems.append(_unknown(file, row, known=name in met))
            continue
        met.add(name)
        cells, wrong = mended(spec, row.cells, entry.proposed)
        problems += [Problem(file, row.line, *told) for told in wrong]
        decision = _DECISIONS_TOLD.get(row.cells["decision"].casefold())
        if decision is None:
            message = f"{row.cells['decision']!r} is no decision"
            problems.append(Problem(file, row.line, "decision", message, _EXPECTED, "decision"))
        entries[name] = replace(
            entry,
            cells=cells,
            decision=decision or "",
            match=row.cells.get("match", entry.match),
            take=row.cells.get("take", ""),
            line=row.line,
        )
    return problems


_DECISIONS_TOLD = {word: word for word in DECISIONS} | {
    "accepted": "accept", "a": "accept", "merged": "merge", "m": "merge", "rejected": "reject", "r": "reject",
}  # fmt: skip
_EXPECTED = "expected accept, merge, reject, or a blank cell"


def _unknown(file: str, row: SheetRow, *, known: bool) -> Problem:
    name = row.cells["draft"]
    if known:
        return Problem(file, row.line, "draft", f"{name} stands here twice", "keep one of the rows", "draft")
    expected = "rows without a draft go into data/ by hand; to bring back a draft, run pagebook ingest again"
    return Problem(file, row.line, "draft", f"there is no draft {name!r} for this table", expected, "draft")


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
