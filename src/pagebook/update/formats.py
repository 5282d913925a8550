"""In which form a publisher's file is, told by its header and not by its name."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pagebook.update.findings import Finding

__all__ = ["EXPECTED", "Form", "detect"]

EXPECTED: Mapping[str, tuple[str, ...]] = {
    "world-bank": ("Country Code", "Indicator Name", "Indicator Code"),
    "world-bank countries": ("Country Code", "Region"),
    "ilostat": ("ref_area", "indicator", "sex", "time", "obs_value"),
    "un-sdg": ("SeriesCode", "GeoAreaCode", "TimePeriod", "Value", "Units"),
    "owid": ("Entity", "Code", "Year"),
    "sdmx": ("REF_AREA", "TIME_PERIOD", "OBS_VALUE"),
}
"""The columns that make a file one of a form."""

_PREAMBLE = 8

# What a header has when it is meant to be of a form, whatever else it lacks.
_SIGNS: Mapping[str, Callable[[Sequence[str]], bool]] = {
    "world-bank": lambda header: "Indicator Code" in header,
    "world-bank countries": lambda header: {"TableName", "Table Name"} & set(header) != set(),
    "ilostat": lambda header: "ref_area" in header or "obs_value" in header,
    "un-sdg": lambda header: "SeriesCode" in header or "GeoAreaCode" in header,
    "owid": lambda header: header[0].lower() == "entity",
    "sdmx": lambda header: header[0] in ("DATAFLOW", "STRUCTURE") or header[0].startswith("STRUCTURE["),
}


@dataclass(frozen=True)
class Form:
    """The form of a file.

    Attributes:
        name: One of `EXPECTED`, or `world-bank api`.
        header: The columns, as the file names them.
        before: Lines before the header.
        preamble: What stands in them, first cell to second.
    """

    name: str
    header: tuple[str, ...] = ()
    before: int = 0
    preamble: Mapping[str, str] | None = None


def detect(file: str, head: str) -> Form | Finding:
    """Return the form of a file, or what is wrong with its header.

    Args:
        file: Name of the file.
        head: The beginning of its text.
    """
    if head.lstrip()[:1] in ("[", "{"):
        return Form("world-bank api")
    reader = csv.reader(io.StringIO(head, newline=""))
    preamble: dict[str, str] = {}
    first: tuple[int, list[str]] | None = None
    before = 0
    for row in reader:
        if row and any(cell.strip() for cell in row):
            first = first or (reader.line_num, row)
            header = [cell.strip() for cell in row]
            for name, fits in _SIGNS.items():
                if fits(header):
                    return _judged(file, Form(name, tuple(header), before, preamble), reader.line_num)
            preamble[header[0]] = header[1] if len(header) > 1 else ""
        before = reader.line_num
        if before >= _PREAMBLE:
            break
    return _unknown(file, first)


def _judged(file: str, form: Form, line: int) -> Form | Finding:
    plain = {name.partition(":")[0].strip() for name in form.header}
    have = {name.lower() for name in plain} if form.name == "owid" else plain
    wanted = [
        name for name in EXPECTED[form.name] if (name.lower() if form.name == "owid" else name) not in have
    ]
    years = [name for name in form.header if name[:4].isdigit()]
    if form.name == "world-bank" and not years:
        wanted.append("a column for each year")
    if not wanted:
        return form
    message = f"the header is that of a file of {form.name}, but lacks {', '.join(wanted)}"
    return Finding(file, line, "header", message, f"expected {', '.join(EXPECTED[form.name])}")


def _unknown(file: str, first: tuple[int, list[str]] | None) -> Finding:
    if first is None:
        return Finding(file, 0, "header", "the file is empty", "expected a publisher's file")
    line, row = first
    shown = ", ".join(row)[:120]
    known = "; ".join(f"{name}: {', '.join(columns)}" for name, columns in EXPECTED.items())
    return Finding(
        file, line, "header", f"the header {shown!r} is of no form that is known", f"one of {known}"
    )
