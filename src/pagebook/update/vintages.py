"""Editions: what the files say becomes values of indicators, each of one edition of one data set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pagebook.data.editing import Cells
from pagebook.update.findings import Finding, Findings
from pagebook.update.formulas import Formula
from pagebook.update.gather import Gathered, Place
from pagebook.update.mapping import Dataset, Declared, Part, Series

__all__ = ["Vintage", "source_row", "vintages"]


@dataclass(frozen=True)
class Vintage:
    """An indicator as an edition of a data set has it.

    Attributes:
        indicator: The indicator.
        dataset: The data set.
        edition: The edition, as people write it.
        source: Key of the edition in the table of sources.
        values: The values, not rounded, of every country and of the book's groups.
    """

    indicator: str
    dataset: Dataset
    edition: str
    source: str
    values: Mapping[Place, float]


def vintages(
    declared: Declared, gathered: Gathered, editions: Mapping[str, str], found: Findings
) -> list[Vintage]:
    """Return the indicators that the files tell, in order of their keys.

    Args:
        declared: What the tables declare.
        gathered: What the files say.
        editions: The edition of each data set; that of all others under a blank.
        found: What was found so far.
    """
    told: dict[str, Vintage] = {}
    for series in declared.series:
        if not any(part in gathered.values for part in series.parts):
            continue
        dataset = declared.datasets[series.dataset]
        edition = editions.get(dataset.dataset) or editions.get("", "")
        if _whole(series, gathered, found) and _dated(dataset, edition, series, gathered, found):
            if series.indicator in told:
                _refuse_two(told[series.indicator], series, gathered, found)
                continue
            source = f"{dataset.dataset}-{_slug(edition)}"
            values = _values(series, gathered)
            told[series.indicator] = Vintage(series.indicator, dataset, edition, source, values)
    return [told[indicator] for indicator in sorted(told)]


def source_row(vintage: Vintage, accessed: str) -> Cells:
    """Return the row of an edition in the table of sources.

    Args:
        vintage: What is of that edition.
        accessed: The day on which it was read.
    """
    dataset, edition = vintage.dataset, vintage.edition
    return {
        "source": vintage.source,
        "kind": "dataset",
        "title": f"{dataset.title}, {edition}",
        "publisher": dataset.publisher,
        "url": dataset.url,
        "licence": dataset.licence,
        "version": edition,
        "accessed": accessed,
        "citation": dataset.citation.replace("{edition}", edition),
        "note": "",
    }


def _slug(edition: str) -> str:
    plain = unicodedata.normalize("NFKD", edition).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", plain))


def _files(parts: tuple[Part, ...], gathered: Gathered) -> str:
    return ", ".join(sorted({file for part in parts for file in gathered.files.get(part, ())}))


def _whole(series: Series, gathered: Gathered, found: Findings) -> bool:
    lacking = [part.codes[0] for part in series.parts if part not in gathered.values]
    if lacking:
        message = f"{series.indicator} needs {', '.join(lacking)} as well"
        found.refuse(Finding(_files(series.parts, gathered), 0, "series", message, "give all in one command"))
    return not lacking


def _dated(dataset: Dataset, edition: str, series: Series, gathered: Gathered, found: Findings) -> bool:
    if _slug(edition):
        return True
    message = f"the file does not tell its edition of {dataset.title}"
    finding = Finding(_files(series.parts, gathered), 0, "edition", message, "name it with --edition")
    if finding not in found.refused:
        found.refuse(finding)
    return False


def _refuse_two(first: Vintage, series: Series, gathered: Gathered, found: Findings) -> None:
    message = f"{series.indicator} is told by {first.dataset.dataset} and by {series.dataset}"
    found.refuse(
        Finding(_files(series.parts, gathered), 0, "series", message, "give the files of one of them")
    )


def _values(series: Series, gathered: Gathered) -> dict[Place, float]:
    if series.rule is None:
        values = gathered.values[series.parts[0]]
    else:
        values = _computed(series.rule, {part.letter: gathered.values[part] for part in series.parts})
    return {place: value for place, value in values.items() if place not in series.omit}


def _computed(rule: Formula, parts: Mapping[str, Mapping[Place, float]]) -> dict[Place, float]:
    computed = {}
    for area, year in set().union(*parts.values()):
        value = rule.value(_lookup(parts, area), year)
        if value is not None:
            computed[area, year] = value
    return computed


def _lookup(parts: Mapping[str, Mapping[Place, float]], area: str) -> Callable[[str, int], float | None]:
    return lambda name, year: parts[name].get((area, year))
