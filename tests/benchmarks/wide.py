"""A book with as many countries as wanted, made from the real one: real pages, only more of them.

Each further country is a copy of a real one under a code that no row uses yet. Its rows, and what hangs on
them, are copied with keys of their own. Indicators are copied as well, under other names and with other
values, until each country has the wanted number of observations; its page reads what the real one's reads.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import pandas as pd

from pagebook.data import Tables, TableSpec, write_table
from pagebook.data.cells import write_number
from pagebook.data.codes import ISO3
from pagebook.project import Book

__all__ = ["Copy", "make"]

_HANGING = {
    "achievement_items": "achievements",
    "participation": "events",
}
"""Tables that name no area: their rows belong to the country of the row that they hang on."""

_KEYS = {
    "achievement": "achievements",
    "event": "events",
    "milestone": "milestones",
    "parent": "events",
}
"""Columns that hold keys of rows that are copied."""


@dataclass(frozen=True)
class Copy:
    """A country under another code."""

    original: str
    code: str

    def key(self, key: str) -> str:
        """Return the key that a row of the original has in the copy."""
        for old, new in ((self.original, self.code), (self.original.lower(), self.code.lower())):
            if key == old or key.startswith(f"{old}-"):
                return new + key.removeprefix(old)
        return f"{self.code.lower()}-{key}"


def make(source: Book, target: Path, countries: int, rows: int) -> list[str]:
    """Write a book and return the codes of its countries.

    Args:
        source: The real book.
        target: An empty folder.
        countries: How many it shall have, at least as many as the real one.
        rows: How many observations each of them shall have, at least as many as any real one.
    """
    tables = Tables(source.data)
    copies = _copies(tables, countries)
    for name in ("data", "chapters"):
        shutil.copytree(source.root / name, target / name, ignore=shutil.ignore_patterns("countries"))
    shutil.copy(source.config, target / source.config.name)
    fewest, most = _extremes(tables)
    if rows < most:
        raise SystemExit(f"{most} observations or more for a country: pages need those that the real one has")
    variants = -(-rows // fewest)
    for spec in tables.package.tables.values():
        _write(tables, spec, copies, variants, target / "data" / spec.path)
    _write_observations(tables, copies, variants, rows, target / "data/indicators/indicators.csv")
    slugs = Tables(target / "data").select("countries")["slug"]
    _write_contents(source.toc.read_text(encoding="utf-8"), list(slugs), target / "_toc.yml")
    return [copy.code for copy in copies]


def _copies(tables: Tables, countries: int) -> list[Copy]:
    real = list(tables.select("countries")["country"])
    free = sorted(ISO3 - set(tables.select("areas")["area"]))
    most = len(real) + len(free)
    if not len(real) <= countries <= most:
        raise SystemExit(f"{len(real)} to {most} countries: each real one stays, and there are no more codes")
    more = map(Copy, cycle(real), free[: countries - len(real)])
    return [*(Copy(code, code) for code in real), *more]


def _extremes(tables: Tables) -> tuple[int, int]:
    """Return how many observations the countries have that have fewest and most."""
    countries = list(tables.select("countries")["country"])
    sizes = tables.select("indicators", area=countries).groupby("area").size()
    return int(sizes.min()), int(sizes.max())


def _write(tables: Tables, spec: TableSpec, copies: list[Copy], variants: int, path: Path) -> None:
    if spec.name == "indicators":
        return
    frame = tables.select(spec.name)
    more = [_varied(spec.name, frame, variants), *_copied(tables, spec, frame, copies)]
    write_table(spec, pd.concat([frame, *(part for part in more if len(part))], ignore_index=True), path)


def _varied(name: str, frame: pd.DataFrame, variants: int) -> pd.DataFrame:
    if name not in ("catalogue", "peer_medians"):
        return frame.head(0)
    parts = [
        frame.assign(
            indicator=frame["indicator"] + f"_v{number}",
            **({"label": frame["label"] + f" (variant {number})"} if name == "catalogue" else {}),
        )
        for number in range(1, variants)
    ]
    return pd.concat(parts, ignore_index=True) if parts else frame.head(0)


def _copied(
    tables: Tables, spec: TableSpec, frame: pd.DataFrame, copies: list[Copy]
) -> Iterator[pd.DataFrame]:
    owner = next((name for name in ("country", "area") if name in spec.by_name), None)
    if spec.name in _HANGING:
        above = tables.select(_HANGING[spec.name])
        owners = frame[spec.primary_key[0]].map(dict(zip(above.iloc[:, 0], above["area"], strict=True)))
    elif owner:
        owners = frame[owner]
    else:
        return
    for copy in copies:
        if copy.code != copy.original:
            yield _renamed(spec, frame[owners == copy.original], owner, copy)


def _renamed(spec: TableSpec, rows: pd.DataFrame, owner: str | None, copy: Copy) -> pd.DataFrame:
    named: dict[str, Callable[[str], str]] = {name: copy.key for name in _KEYS if name in rows}
    if owner:
        named[owner] = lambda _: copy.code
    if spec.primary_key[0] not in (owner, "model", *_KEYS):
        named[spec.primary_key[0]] = copy.key
    for column in {"name", "slug"} & set(rows) if spec.name in ("areas", "countries") else ():
        mark = copy.code.lower() if column == "slug" else copy.code
        named[column] = lambda text, mark=mark: f"{text}-{mark}"  # type: ignore[misc]
    return rows.assign(**{name: rows[name].map(change, na_action="ignore") for name, change in named.items()})


def _write_observations(tables: Tables, copies: list[Copy], variants: int, rows: int, path: Path) -> None:
    """Write row by row: frames of millions of rows would take more memory than what is measured."""
    observed = tables.select("indicators")
    blocks = {area: part for area, part in observed.groupby("area") if area in {c.original for c in copies}}
    others = {str(area): part for area, part in observed.groupby("area") if area not in blocks}
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(observed.columns) + "\n")
        parts = [(copy.code, blocks[copy.original], rows) for copy in copies]
        parts += [(area, part, len(part)) for area, part in others.items()]
        for number, (area, part, wanted) in enumerate(sorted(parts, key=lambda part: part[0])):
            lines = sorted(islice(_lines(part, variants, number), wanted))
            file.writelines(f"{area},{indicator},{year},{rest}\n" for indicator, year, rest in lines)


def _lines(part: pd.DataFrame, variants: int, number: int) -> Iterator[tuple[str, int, str]]:
    for variant in range(variants):
        # Only towards zero, so that a share stays a share; every country and variant has its own values.
        factor = 1 - (variant * 211 + number) / 100_000 if variant else 1
        name = f"_v{variant}" if variant else ""
        columns = (part[column] for column in ("indicator", "year", "value", "source"))
        for indicator, year, value, source in zip(*columns, strict=True):
            number_text = write_number(float(f"{value * factor:.6g}"))
            yield indicator + name, int(year), f"{number_text},{source}"


def _write_contents(toc: str, slugs: list[str], path: Path) -> None:
    lines = toc.splitlines()
    places = [at for at, line in enumerate(lines) if "chapters/countries/" in line]
    head = lines[places[0]].partition("chapters/")[0]
    entries = [f"{head}chapters/countries/{slug}" for slug in slugs]
    path.write_text(
        "\n".join([*lines[: places[0]], *entries, *lines[places[-1] + 1 :], ""]), encoding="utf-8"
    )
