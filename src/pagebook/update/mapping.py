"""What the tables declare: which series of which data set an indicator is taken from, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from pagebook.data import Package
from pagebook.data.editing import Cells, rows_of_table
from pagebook.errors import DataError, ParameterError
from pagebook.project import Book
from pagebook.update.formulas import Formula, formula

__all__ = ["Dataset", "Declared", "Part", "Series", "declared"]


@dataclass(frozen=True)
class Dataset:
    """A data set that the statistics are updated from; attributes are the columns of its table."""

    dataset: str
    format: str
    title: str
    publisher: str
    url: str
    licence: str
    citation: str
    fetch: str
    dataflow: str
    series_column: str
    note: str


@dataclass(frozen=True)
class Part:
    """One series in a publisher's file that an indicator is computed from.

    Attributes:
        indicator: The indicator.
        dataset: The data set.
        letter: What the rule calls it.
        codes: Its code; more than one where the publisher has several names for it.
        filter: Column and value of the rows that are meant.
        unit: What the publisher's unit must contain; blank where the publisher tells none.
    """

    indicator: str
    dataset: str
    letter: str
    codes: tuple[str, ...]
    filter: tuple[tuple[str, str], ...]
    unit: str


@dataclass(frozen=True)
class Series:
    """How an indicator follows from a data set.

    Attributes:
        indicator: The indicator.
        dataset: The data set.
        parts: The series that it is computed from.
        rule: How; None when it is taken as published.
        omit: Area and year of values that are left out on purpose.
        address: What stands for it in the address where it is fetched; blank where it is not.
    """

    indicator: str
    dataset: str
    parts: tuple[Part, ...]
    rule: Formula | None
    omit: frozenset[tuple[str, int]]
    address: str


@dataclass(frozen=True)
class Declared:
    """All that the tables declare.

    Attributes:
        datasets: The data sets, by key.
        series: The series of indicators.
        derivations: The formulas of derived indicators, each after those that it rests on.
    """

    datasets: Mapping[str, Dataset]
    series: tuple[Series, ...]
    derivations: Mapping[str, Formula]

    def parts(self, form: str) -> tuple[Part, ...]:
        """Return the parts that files of a form can tell."""
        return tuple(
            part
            for series in self.series
            if self.datasets[series.dataset].format == form
            for part in series.parts
        )


def declared(book: Book) -> Declared:
    """Read what the tables of a book declare.

    Raises:
        DataError: A rule is no formula, or rests on what is not there.
    """
    package = Package.load(book.data)
    tables = {
        name: rows_of_table(package.tables[name], book.data) for name in ("datasets", "series", "derivations")
    }
    problems: list[object] = []
    datasets = {row["dataset"]: Dataset(**row) for row in tables["datasets"]}
    series = []
    formulas = {}
    for row in tables["series"]:
        try:
            series.append(_series(row))
        except (ParameterError, ValueError) as error:
            problems.append(f"data/indicators/series.csv: {row['indicator']}: {error}")
    for row in tables["derivations"]:
        try:
            formulas[row["indicator"]] = _derivation(row["rule"])
        except ParameterError as error:
            problems.append(f"data/indicators/derivations.csv: {row['indicator']}: {error}")
    if problems:
        raise DataError(problems)
    return Declared(datasets, tuple(series), {name: formulas[name] for name in _ordered(formulas)})


def _items(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def _series(row: Cells) -> Series:
    wanted = tuple(_pair(item) for item in _items(row["filter"]))
    parts = tuple(
        Part(row["indicator"], row["dataset"], letter, tuple(codes.split("|")), wanted, row["unit"])
        for letter, codes in zip(ascii_lowercase, _items(row["series"]), strict=False)
    )
    rule = formula(row["rule"]) if row["rule"] else None
    letters = tuple(part.letter for part in parts)
    if rule is None and len(parts) != 1:
        raise ParameterError("several series need a rule")
    if rule is not None and rule.names != letters:
        raise ParameterError(f"the rule {rule.text!r} must use {', '.join(letters)}")
    omit = frozenset(_place(item) for item in _items(row["omit"]))
    return Series(row["indicator"], row["dataset"], parts, rule, omit, row["address"])


def _pair(item: str) -> tuple[str, str]:
    column, sign, value = item.partition("=")
    if not sign:
        raise ParameterError(f"{item!r} is no filter; write column=value")
    return column, value


def _place(item: str) -> tuple[str, int]:
    area, _, year = item.partition(" ")
    return area, int(year)


def _derivation(text: str) -> Formula:
    found = formula(text)
    if found.changes:
        raise ParameterError(f"{text!r} looks at the year before; a derived indicator rests on its own year")
    return found


def _ordered(formulas: Mapping[str, Formula]) -> Iterable[str]:
    """Return the derived indicators, each after those that it rests on."""
    done: list[str] = []
    waiting: Sequence[str] = sorted(formulas)
    while waiting:
        ready = [name for name in waiting if not set(formulas[name].names) & set(waiting) - {name}]
        if not ready or any(name in formulas[name].names for name in ready):
            raise DataError([f"data/indicators/derivations.csv: {', '.join(waiting)} rest on each other"])
        done += ready
        waiting = [name for name in waiting if name not in ready]
    return done
