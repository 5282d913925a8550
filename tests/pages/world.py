"""A small world of inputs, the pages that follow from them, and changes of the inputs; for property tests.

Pages run as plain Python in this process: what matters is that they depend on every kind of input.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

from pagebook.data import Tables
from pagebook.errors import DataError
from pagebook.pages import record as record_module
from pagebook.pages.finish import RECORD_MIME, dumps, finish
from pagebook.pages.notebooks import parse_notebook, prepare, source_hash
from pagebook.pages.plan import Page
from pagebook.pages.record import Toolchain, make_record

World = dict[str, Any]

COUNTRY = [
    ("markdown", "# {{ name }}", []),
    ("code", 'country: str = "PER"', ["parameters"]),
    ("code", "tables = Tables(data)\nshow(tables.columns('funding'))", []),
    ("code", "(slug,) = tables.select('countries', country=country)['slug']\nshow(slug, library)", []),
    ("code", "rows = tables.select('indicators', area=country)\nshow(rows.values.tolist())", []),
    ("code", "show(tables.select('indicators', area=country, indicator='co2')['value'].sum())", []),
    (
        "code",
        "show(tables.select('events', areas=country)[['event', 'areas', 'sources']].values.tolist())",
        [],
    ),
    ("code", "show(tables.part('funding', ['donor'])['donor'].tolist())", []),
    ("code", "show(tables.select('events', online=False, sources='who')['event'].tolist())", []),
    ("code", "show(tables.select('catalogue')[['indicator', 'label']].values.tolist())", []),
    ("code", "show(tables.document(f'chapters/narratives/{slug}.md'))", []),
    ("code", "record(tables)", ["remove-cell"]),
]
ABOUT = [
    ("markdown", "# About", []),
    (
        "code",
        "tables = Tables(data)\nshow([(t.title, t.fields) for t in tables.package.tables.values()])",
        [],
    ),
    ("code", "show(versions['pandas'])\nrecord(tables)", []),
]
MUTE = [("code", "show(Tables(data).select('events').values.tolist())\nshow(library)", [])]


def base() -> World:
    """Return the world as it is before anything changes."""
    return {
        "tables": {
            "countries": [["PER", "peru", "Peru"], ["SEN", "senegal", "Senegal"]],
            "indicators": [
                [area, indicator, str(year), str(year - 2000 + shift)]
                for shift, area in enumerate(("KEN", "PER", "SEN"))
                for indicator in ("co2", "gdp")
                for year in (2019, 2020, 2021)
            ],
            "events": [
                ["forum", "PER; SEN", "", "who#p. 3; page", "Forum"],
                ["talk", "SEN", "false", "who", "Talk"],
                ["visit", "KEN", "true", "page", "Visit"],
            ],
            "catalogue": [["co2", "Carbon dioxide", "Mt"], ["gdp", "Output", "US$"]],
            "funding": [["eu", "5"]],
        },
        "types": {"year": "integer", "value": "number", "online": "boolean", "amount": "integer"},
        "delimiter": "; ",
        "keys": {"indicators": ["area", "indicator", "year"]},
        "titles": {},
        "columns": deepcopy(COLUMNS),
        "indent": 0,
        "narratives": {"peru": "About Peru.\n"},
        "template": deepcopy(COUNTRY),
        "metadata": {},
        "library": {"story/words.py": "Mt", "pages/run.py": "one"},
        "versions": {"pandas": "3.1.1", "python": "3.11"},
    }


COLUMNS = {
    "countries": ["country", "slug", "name"],
    "indicators": ["area", "indicator", "year", "value"],
    "events": ["event", "areas", "online", "sources", "title"],
    "catalogue": ["indicator", "label", "unit"],
    "funding": ["donor", "amount"],
}


def write(world: World, root: Path) -> None:
    """Write the world's files; executed pages and records stay as they are."""
    for name, rows in world["tables"].items():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows([world["columns"][name], *rows])
        _save(root / "data" / f"{name}.csv", text.getvalue())
    _save(root / "data" / "datapackage.json", json.dumps(_descriptor(world), indent=world["indent"] or None))
    folder = root / "chapters" / "narratives"
    for path in folder.glob("*.md"):
        path.unlink()
    for name, text in world["narratives"].items():
        _save(folder / f"{name}.md", text)
    shutil.rmtree(root / "library", ignore_errors=True)
    for name, text in world["library"].items():
        _save(root / "library" / name, text)
    _save(root / "chapters" / "country.ipynb", _notebook(world["template"], world["metadata"]))


def write_chapters(root: Path) -> None:
    """Write what runs in place, and what makes the folder a book."""
    _save(root / "_config.yml", "title: Small\n")
    _save(root / "_toc.yml", "format: jb-book\nroot: chapters/about\n")
    _save(root / "chapters" / "about.ipynb", _notebook(ABOUT, {}))
    _save(root / "chapters" / "mute.ipynb", _notebook(MUTE, {}))


def toolchain(world: World, root: Path) -> Toolchain:
    """Return what makes pages in this world."""
    return Toolchain(record_module._library_hash(root / "library"), world["versions"])


def execute(world: World, root: Path, page: Page, source: bytes) -> tuple[bytes, bytes]:
    """Return the page and its record as a run would write them; a page that fails is told by its error."""
    notebook = parse_notebook(source)
    executed = prepare(notebook)
    shown: list[dict[str, Any]] = []
    scope: dict[str, Any] = {
        "Tables": Tables,
        "data": root / "data",
        "library": world["library"]["story/words.py"],
        "versions": world["versions"],
        "show": lambda *values: shown.append({"text/plain": repr(values)}),
        "record": lambda tables: shown.append({RECORD_MIME: tables.record(), "text/plain": "record"}),
    }
    try:
        for cell in [cell for cell in executed.cells if cell.cell_type == "code"]:
            exec(cell.source, scope)
            if "parameters" in cell.metadata.get("tags", ()):
                scope.update(page.parameters)
            outputs = [{"output_type": "display_data", "data": data, "metadata": {}} for data in shown]
            cell.outputs, cell.execution_count = outputs, 1
            shown.clear()
        content = dumps(finish(parse_notebook(json.dumps(executed).encode()), page))
        made = make_record(page, source_hash(notebook), executed, content, toolchain(world, root))
    except (DataError, LookupError, TypeError, ValueError) as error:
        return f"{type(error).__name__}".encode(), b""
    return content, made.dumps()


def _descriptor(world: World) -> dict[str, Any]:
    licence = [{"name": "CC0-1.0", "title": "CC0"}]
    names = {"name": "small", "title": "Small", "description": "Small.", "version": "1"}
    tables = [_resource(world, name) for name in world["tables"]]
    return names | {"licenses": licence, "contributors": [{"title": "a test"}], "resources": tables}


def _resource(world: World, name: str) -> dict[str, Any]:
    columns = world["columns"][name]
    schema = {
        "fields": [_field(world, column) for column in columns],
        "primaryKey": world["keys"].get(name, columns[:1]),
    }
    told = {"name": name, "path": f"{name}.csv", "title": world["titles"].get(name, name)}
    return told | {"description": name, "sources": [], "licenses": [], "schema": schema}


def _field(world: World, column: str) -> dict[str, Any]:
    kind = world["types"].get(column, "string")
    field: dict[str, Any] = {"name": column, "type": kind, "title": column, "description": column}
    if kind in ("integer", "number"):
        field["unit"] = world["titles"].get(column, "1")
    if column in ("areas", "sources"):
        field["list"] = {"delimiter": world["delimiter"], "citation": column == "sources"}
    return field


def _notebook(cells: list[tuple[str, str, list[str]]], metadata: dict[str, Any]) -> str:
    code = {"outputs": [], "execution_count": None}
    written = [
        {"cell_type": kind, "source": source, "metadata": {"tags": tags} if tags else {}}
        | (code if kind == "code" else {})
        for kind, source, tags in cells
    ]
    return json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": metadata, "cells": written})


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
