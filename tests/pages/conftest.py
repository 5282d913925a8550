"""A small book, made anew for each test: two countries, one template, one authored chapter."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pagebook.project import Book, find_book

COUNTRIES = [["country", "slug", "name"], ["PER", "peru", "Peru"], ["SEN", "senegal", "Senegal"]]
INDICATORS = [
    ["area", "indicator", "year", "value"],
    ["PER", "co2", "2020", "45"],
    ["PER", "co2", "2021", "54"],
    ["SEN", "co2", "2020", "11"],
]
CONFIG = """\
title: A small book
only_build_toc_files: true
execute:
  execute_notebooks: "off"
parse:
  myst_enable_extensions: [substitution]
sphinx:
  config:
    nb_render_markdown_format: myst
"""
TOC = """\
format: jb-book
root: chapters/index
chapters:
- file: chapters/countries/senegal
- file: chapters/countries/peru
- file: chapters/notes
"""
PARAMETERS = 'country: str = "PER"  # ISO 3166-1 alpha-3 code'
SETUP = """\
from pagebook import Tables

tables = Tables.open()
name = tables.select("countries", country=country)["name"].item()
rows = tables.select("indicators", area=country)"""
WORDS = """\
words = {"substitutions": {"name": name}, "has": {"trend": len(rows) > 1}}
display({"application/vnd.pagebook.words+json": words, "text/plain": "words"}, raw=True)"""
FIGURE = """\
values = rows[["year", "value"]].to_dict("records")
spec = {"mark": "line", "data": {"values": values}}
finding = f"{name}: {rows['value'].sum():.0f} Mt"
display({"application/vnd.vegalite.v5+json": spec, "text/plain": finding}, raw=True)"""
RECORD = (
    'display({"application/vnd.pagebook.record+json": tables.record(), "text/plain": "record"}, raw=True)'
)


def code(source: str, *tags: str) -> dict:
    """Return a code cell as it stands in a file."""
    metadata = {"tags": list(tags)} if tags else {}
    cell = {"cell_type": "code", "source": source, "metadata": metadata}
    return cell | {"outputs": [], "execution_count": None}


def prose(source: str, *tags: str) -> dict:
    """Return a Markdown cell as it stands in a file."""
    return {"cell_type": "markdown", "source": source, "metadata": {"tags": list(tags)} if tags else {}}


def write_notebook(path: Path, *cells: dict) -> None:
    """Write a notebook of these cells, in the format before cells had ids."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": list(cells)}
    path.write_text(json.dumps(content), encoding="utf-8")


def template(*more: dict) -> list[dict]:
    """Return the cells of the small template, with more of them before the record."""
    return [
        prose("# {{ name }}"),
        code(PARAMETERS, "parameters"),
        code(SETUP, "remove-cell"),
        code(WORDS, "remove-cell"),
        prose("## Emissions"),
        code(FIGURE, "remove-input"),
        prose("They are known for several years.", "needs-trend"),
        *more,
        code(RECORD, "remove-cell"),
    ]


def write_table(path: Path, rows: list[list[str]]) -> None:
    """Write a CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _field(name: str, kind: str = "string", unit: str = "") -> dict:
    field = {"name": name, "type": kind, "title": name, "description": f"The {name}."}
    return field | ({"unit": unit} if unit else {}) | {"constraints": {"required": True}}


def _resource(name: str, path: str, key: list[str], fields: list[dict]) -> dict:
    schema = {"fields": fields, "primaryKey": key}
    return {
        "name": name,
        "path": path,
        "title": name,
        "description": f"All {name}.",
        "schema": schema,
        "sources": [{"title": "a test"}],
        "licenses": [{"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"}],
    }


def _descriptor() -> dict:
    licence = {"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"}
    numbers = [_field("year", "integer", "year"), _field("value", "number", "Mt")]
    return {
        "name": "small",
        "title": "A small package",
        "description": "Two countries.",
        "version": "1.0.0",
        "licenses": [licence],
        "contributors": [{"title": "a test"}],
        "resources": [
            _resource("countries", "countries.csv", ["country"], [_field(name) for name in COUNTRIES[0]]),
            _resource(
                "indicators",
                "indicators.csv",
                ["area", "indicator", "year"],
                [_field("area"), _field("indicator"), *numbers],
            ),
        ],
    }


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return a small book whose pages have not run yet."""
    root = tmp_path / "book"
    (root / "chapters" / "countries").mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text(TOC)
    (root / "chapters" / "index.md").write_text("# A small book\n")
    write_table(root / "data" / "countries.csv", COUNTRIES)
    write_table(root / "data" / "indicators.csv", INDICATORS)
    (root / "data" / "datapackage.json").write_text(json.dumps(_descriptor()))
    write_notebook(root / "chapters" / "country.ipynb", *template())
    write_notebook(root / "chapters" / "notes.ipynb", prose("# Notes"), code("1 + 1"))
    return find_book(root)


@pytest.fixture
def cells() -> SimpleNamespace:
    """Return what notebooks and tables are made with: `code`, `prose`, `template`, `notebook`, `table`."""
    return SimpleNamespace(
        code=code,
        prose=prose,
        template=template,
        notebook=write_notebook,
        table=write_table,
        indicators=INDICATORS,
    )


@pytest.fixture
def snapshot(book: Book) -> Callable[[], dict[str, bytes]]:
    """Return a function that gives every file of the book with its bytes, without the lock."""
    return lambda: {
        book.relative(path): path.read_bytes()
        for path in sorted(book.root.rglob("*"))
        if path.is_file() and path.name != ".pagebook.lock"
    }
