"""The files that a reader can take away: a CSV for each chart, and a zip with all of a page."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from pagebook.data.formulas import begins_formula
from pagebook.figures import Source
from pagebook.publish.chart import Chart, Value

__all__ = ["chart_csv", "page_zip", "write_if_changed", "write_whole"]

_PROVENANCE = ("source", "licence", "accessed")
# The zip format cannot hold a file without a time; this is the earliest that it can tell.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def chart_csv(chart: Chart) -> str:
    """Return the table behind a chart as CSV, each row with its source, licence and date of access.

    Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(_cell(column.title or column.name) for column in chart.columns), *_PROVENANCE])
    origin = [_cell(value) for value in _origin(chart.sources)]
    writer.writerows([*(_cell(value) for value in row), *origin] for row in chart.rows)
    return text.getvalue()


def page_zip(title: str, charts: Sequence[Chart]) -> bytes:
    """Return a zip with the CSV of every chart and a list of contents; same bytes for the same charts."""
    content = {f"{chart.name}.csv": chart_csv(chart) for chart in charts}
    content["README.txt"] = _contents(title, charts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(content):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Else the entry tells on which kind of system the book was built.
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content[name].encode("utf-8"))
    return buffer.getvalue()


def write_if_changed(path: Path, content: bytes) -> None:
    """Write a file unless it already holds these bytes, so that its time tells when it really changed."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that others find all of it or none, whoever else writes it, whenever we are ended."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(content)
    # Temporary files are their owner's only; whoever serves the book must be able to read it.
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    # A carriage return ends a row for a spreadsheet, and Python's writer does not quote it.
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if begins_formula(value) else text


def _origin(sources: Sequence[Source]) -> tuple[str, str, str]:
    def joined(values: Iterable[str | None]) -> str:
        return "; ".join(dict.fromkeys(value for value in values if value))

    return (
        joined(source.credit for source in sources),
        joined(source.licence for source in sources),
        joined(source.accessed for source in sources),
    )


def _contents(title: str, charts: Sequence[Chart]) -> str:
    lines = [title, "The data behind the figures of this page: CSV, UTF-8, one file for each figure.", ""]
    for chart in charts:
        source, licence, _ = _origin(chart.sources)
        lines += [f"{chart.name}.csv", f"  {chart.title}. {chart.caption}", f"  Source: {source}"]
        lines += [f"  Licence: {licence}"] if licence else []
    return "\n".join(lines) + "\n"
