"""Cells of publishers' files, each a stated value of one part; read here, and judged elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO

from pagebook.update.files import named, rows_of
from pagebook.update.formats import Form
from pagebook.update.mapping import Dataset, Part

__all__ = ["FIRST_YEAR", "Cell", "cells_of", "series_in"]

FIRST_YEAR = 1990
"""The statistics of the book begin here; what is before is passed over."""


class Cell(NamedTuple):
    """A value as a publisher states it.

    Attributes:
        part: What it is a value of.
        line: The line of the file.
        area: The publisher's code of the area.
        name: The publisher's name of it.
        year: The time, as text.
        value: The value, as text.
        unit: The unit or the name of the series; blank where the file tells none.
        status: The publisher's flag, such as `B` for a break.
        power: The power of ten that the value is to be multiplied by.
    """

    part: Part
    line: int
    area: str
    name: str
    year: str
    value: str
    unit: str = ""
    status: str = ""
    power: str = ""


class Layout(NamedTuple):
    """Which columns of a long file hold what."""

    series: str
    area: str
    name: str
    year: str
    value: str
    unit: str
    status: str
    power: str


_LONG: Mapping[str, Layout] = {
    "ilostat": Layout("indicator", "ref_area", "ref_area.label", "time", "obs_value", "", "obs_status", ""),
    "un-sdg": Layout("SeriesCode", "GeoAreaCode", "GeoAreaName", "TimePeriod", "Value", "Units", "", ""),
    "sdmx": Layout("", "REF_AREA", "", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "UNIT_MULT"),
}


def cells_of(
    file: TextIO, form: Form, parts: Sequence[Part], datasets: Mapping[str, Dataset]
) -> Iterator[Cell]:
    """Yield the cells of a CSV that belong to a part; what is not mapped is passed over unread.

    Args:
        file: The text, from its beginning.
        form: Its form.
        parts: What is wanted of files of that form.
        datasets: The data sets of the parts.
    """
    if form.name == "world-bank":
        yield from _wide(file, form, parts)
    elif form.name == "owid":
        yield from _columns(file, form, parts)
    else:
        yield from _long(file, form, parts, datasets)


def series_in(form: Form, parts: Sequence[Part]) -> tuple[str, ...]:
    """Return the columns of a file of columns that hold values and belong to no part."""
    known = {code for part in parts for code in part.codes}
    keys = {"entity", "code", "year"}
    return tuple(name for name in form.header if name.lower() not in keys and name not in known)


def _wide(file: TextIO, form: Form, parts: Sequence[Part]) -> Iterator[Cell]:
    wanted: dict[str, list[Part]] = {}
    for part in parts:
        for each in part.codes:
            wanted.setdefault(each, []).append(part)
    places = named(form.header)
    code, area = places["Indicator Code"], places["Country Code"]
    name, label = places.get("Country Name", area), places["Indicator Name"]
    years = [(at, text[:4]) for text, at in places.items() if text[:4].isdigit()]
    years = [(at, year) for at, year in years if int(year) >= FIRST_YEAR]
    for line, row in rows_of(file, form.before):
        # Of 1,500 series some dozens are wanted.
        for part in wanted.get(row[code], ()) if len(row) > code else ():
            for at, year in years:
                if at < len(row) and row[at]:
                    yield Cell(part, line, row[area], row[name], year, row[at], row[label])


def _columns(file: TextIO, form: Form, parts: Sequence[Part]) -> Iterator[Cell]:
    places = named(form.header)
    lower = {name.lower(): place for name, place in reversed(places.items())}
    entity, code, year = lower["entity"], lower["code"], lower["year"]
    wanted = [(part, places[each]) for part in parts for each in part.codes if each in places]
    for line, row in rows_of(file, form.before):
        if line == form.before + 1:
            continue
        for part, place in wanted:
            if place < len(row) and row[place]:
                yield Cell(part, line, row[code], row[entity], row[year], row[place])


def _long(file: TextIO, form: Form, parts: Sequence[Part], datasets: Mapping[str, Dataset]) -> Iterator[Cell]:
    layout, places = _LONG[form.name], named([name.partition(":")[0] for name in form.header])
    # `REF_AREA:Reference area` above, `PER: Peru` below: codes with labels.
    labelled = any(":" in name for name in form.header)
    wanted = _wanted(form, places, parts, datasets)
    for line, row in rows_of(file, form.before):
        if line == form.before + 1 or len(row) < len(form.header):
            continue
        read = _reader(row, places, labelled)
        if read("ACTION") == "D":
            continue
        for column, by_code in wanted.items():
            for part in by_code.get(read(column), ()):
                if all(read(name) == value for name, value in part.filter) and _flows(
                    datasets[part.dataset], read
                ):
                    yield _cell(part, line, layout, read)


def _wanted(
    form: Form, places: Mapping[str, int], parts: Sequence[Part], datasets: Mapping[str, Dataset]
) -> dict[str, dict[str, list[Part]]]:
    """Return the parts by the column that names their series and by its code."""
    wanted: dict[str, dict[str, list[Part]]] = {}
    for part in parts:
        column = _LONG[form.name].series or datasets[part.dataset].series_column
        if column in places:
            for code in part.codes:
                by_code = wanted.setdefault(column, {})
                # ILOSTAT names the same series with its frequency in one place and without it in another.
                for spelling in {code, code.removesuffix("_A")} if form.name == "ilostat" else {code}:
                    by_code.setdefault(spelling, []).append(part)
    return wanted


def _reader(row: Sequence[str], places: Mapping[str, int], labelled: bool) -> Callable[[str], str]:
    def read(column: str) -> str:
        cell = row[places[column]] if column in places else ""
        return cell.partition(": ")[0].strip() if labelled and column != "OBS_VALUE" else cell

    return read


def _flows(dataset: Dataset, read: Callable[[str], str]) -> bool:
    """Return whether a row of SDMX is of the data set's dataflow; the version does not matter."""
    if not dataset.dataflow:
        return True
    told = read("DATAFLOW") or read("STRUCTURE_ID")
    return told.partition("(")[0] == dataset.dataflow


def _cell(part: Part, line: int, layout: Layout, read: Callable[[str], str]) -> Cell:
    return Cell(
        part,
        line,
        read(layout.area),
        read(layout.name),
        read(layout.year),
        read(layout.value),
        read(layout.unit),
        read(layout.status),
        read(layout.power),
    )
