"""What the World Bank's programming interface answers, and its list of countries with their groups."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

from pagebook.update.cells import Cell
from pagebook.update.files import named, rows_of
from pagebook.update.findings import Finding
from pagebook.update.formats import Form
from pagebook.update.mapping import Part

__all__ = ["Pages", "answer_cells", "groups_of", "read_answer"]

Answer = tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]
"""The paging and the entries of an answer."""


class Pages:
    """Which pages of each answer were given, so that none is missed."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, int, int], set[int]] = {}
        self._files: dict[tuple[str, int, int], str] = {}

    def add(self, file: str, answer: Answer) -> None:
        """Note a page."""
        about, entries = answer
        for series in {str(entry["indicator"]["id"]) for entry in entries}:
            key = (series, int(about["pages"]), int(about["per_page"]))
            self._seen.setdefault(key, set()).add(int(about["page"]))
            self._files[key] = file

    def missing(self) -> list[Finding]:
        """Return a finding for each series of which pages are missing."""
        found = []
        for (series, pages, _), seen in sorted(self._seen.items()):
            lacking = sorted(set(range(1, pages + 1)) - seen)
            if lacking:
                shown = ", ".join(map(str, lacking))
                message = f"of the {pages} pages of {series}, {shown} is missing"
                file = self._files[series, pages, _]
                found.append(Finding(file, 0, "pages", message, "give all, or ask for more entries a page"))
        return found


def read_answer(name: str, file: TextIO) -> Answer | Finding:
    """Return what the interface answered, or what is wrong with it.

    Args:
        name: Name of the file.
        file: Its text.
    """
    expected = "expected a list of two: the paging, and the entries"
    try:
        content = json.load(file)
    except (ValueError, RecursionError) as error:
        return Finding(name, getattr(error, "lineno", 0), "header", f"this is no JSON: {error}", expected)
    match content:
        case [{"message": [{"value": str(told)}, *_]}, *_]:
            return Finding(name, 1, "header", f"the publisher refused to answer: {told}", expected)
        case [{"page": _, "pages": _, "per_page": _} as about, [*entries]] if all(map(_sound, entries)):
            return about, entries
        case _:
            return Finding(name, 1, "header", "this is no answer of the World Bank", expected)


def _sound(entry: Any) -> bool:
    match entry:
        case {"indicator": {"id": str()}, "country": {"id": str()}, "date": str(), "value": _}:
            return True
        case _:
            return False


def answer_cells(answer: Answer, parts: Sequence[Part]) -> Iterator[Cell]:
    """Yield the cells of an answer that belong to a part; the place in the list stands for the line."""
    _, entries = answer
    for place, entry in enumerate(entries, start=1):
        series, value = entry["indicator"], entry["value"]
        for part in parts:
            if series["id"] in part.codes and value is not None:
                # The unit stands in the name of the series; the cell for it is blank.
                area = entry.get("countryiso3code") or entry["country"]["id"]
                name, status = str(entry["country"].get("value", "")), str(entry.get("obs_status", ""))
                label = str(series.get("value", ""))
                yield Cell(part, place, area, name, entry["date"], repr(value), label, status)


def groups_of(file: TextIO, form: Form) -> dict[str, tuple[str, str]]:
    """Return the region and the income group of each economy in the World Bank's list of countries."""
    places = named(form.header)
    income = places.get("Income Group", places.get("IncomeGroup", -1))
    groups = {}
    for line, row in rows_of(file, form.before):
        if line > form.before + 1 and len(row) > max(income, places["Region"]) and row[places["Region"]]:
            groups[row[places["Country Code"]]] = (row[places["Region"]], row[income] if income >= 0 else "")
    return groups
