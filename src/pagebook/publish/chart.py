"""A chart as it comes out of a notebook: the specification and what the page says around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from pagebook.errors import BuildError
from pagebook.figures import Source
from pagebook.figures.stored import canonical

__all__ = ["Chart", "Column", "Value", "read_chart", "safe_link"]

Value: TypeAlias = str | int | float | bool | None

# The name becomes a file name and part of an anchor, so it may hold nothing that means something in either.
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DATA_KEYS = frozenset({"datasets", "values", "usermeta"})
_SCHEMES = frozenset({"http", "https"})


@dataclass(frozen=True)
class Column:
    """A column of the table behind a chart: its name in the data and its title for readers."""

    name: str
    title: str


@dataclass(frozen=True)
class Chart:
    """A chart with everything that is printed with it.

    Attributes:
        name: Name of the figure, unique on its page; lower-case words joined by hyphens.
        title: What is measured.
        caption: Unit and period.
        finding: The text alternative: what the chart shows.
        columns: Columns of the table behind the chart.
        rows: Rows of that table, one value for each column.
        sources: Where the numbers come from.
        specification: The Vega-Lite specification as canonical JSON, as wide as its container, no `usermeta`.
    """

    name: str
    title: str
    caption: str
    finding: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    sources: tuple[Source, ...]
    specification: str


def read_chart(bundle: Mapping[str, Any]) -> Chart:
    """Return the chart that a notebook's output holds.

    Raises:
        BuildError: The output is not a figure of pagebook, or it would load something from an address.
    """
    try:
        told = bundle["usermeta"]["pagebook"]
        chart = Chart(
            name=str(told["name"]),
            title=str(told["title"]),
            caption=str(told["caption"]),
            finding=str(told["finding"]),
            columns=tuple(Column(str(column["name"]), str(column["title"])) for column in told["columns"]),
            rows=tuple(tuple(row) for row in told["rows"]),
            sources=tuple(Source(**source) for source in told["sources"]),
            specification=_fitted(bundle),
        )
    except (KeyError, TypeError) as error:
        raise BuildError(
            f"a chart without {error} in usermeta.pagebook; show it as a pagebook Figure"
        ) from error
    _require_sound(chart, bundle)
    return chart


def _fitted(bundle: Mapping[str, Any]) -> str:
    """Return the specification as a page draws it: as wide as its column, without what the page says."""
    told = {key: value for key, value in bundle.items() if key != "usermeta"}
    return canonical({**told, "width": "container"})


def safe_link(url: str | None) -> str:
    """Return an address that may be linked to, else nothing: http and https only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    sound = parts.scheme.lower() in _SCHEMES and parts.hostname and not re.search(r"[\s\x00-\x1f]", url or "")
    return url or "" if sound else ""


def _require_sound(chart: Chart, bundle: Mapping[str, Any]) -> None:
    if not _NAME.fullmatch(chart.name):
        raise BuildError(f"a chart is named {chart.name!r}; a name is lower-case words joined by hyphens")
    for face in ("title", "caption", "finding"):
        if not getattr(chart, face).strip():
            raise BuildError(f"chart {chart.name} has no {face}; each figure says what it shows in words")
    for address in _addresses(bundle):
        raise BuildError(f"chart {chart.name} would load {address!r}; put its data into the specification")
    for number, row in enumerate(chart.rows, start=1):
        if len(row) != len(chart.columns):
            raise BuildError(
                f"chart {chart.name}: row {number} of its table has {len(row)} values, "
                f"not {len(chart.columns)} as its columns"
            )


def _addresses(part: object) -> Iterator[str]:
    """Yield what the specification, leaving its data aside, would load from somewhere else."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "url" and isinstance(value, str):
                yield value
            elif key not in _DATA_KEYS:
                yield from _addresses(value)
    elif isinstance(part, list):
        for value in part:
            yield from _addresses(value)
