"""A small book that runs, compiles and has an edition in its table: pages, chart, data, citation."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.pages import conftest as pages

from pagebook.data import Package, dictionary
from pagebook.project import Book

CITED = """\
cff-version: 1.2.0
title: A small book
license: MIT
abstract: >-
  Two countries
  & what they emit.
keywords: [emissions]
authors:
  - given-names: Ada
    family-names: Example
  - name: The editors
"""
SHOWN = """\
from pagebook import Prose, Table

display(Prose(f"{name} emitted {rows['value'].sum():.0f} Mt in all."))
Table("co2", "Emissions", rows[["year", "value"]], {"year": "Year", "value": "Mt"})"""
EDITIONS = [
    ["edition", "date", "title", "note"],
    ["2025", "2025-11-20", "A trial", "Nothing yet."],
    ["2026", "2026-11-22", "First edition", "All of it."],
]


def _write(real: Path, root: Path) -> Book:
    root.mkdir()
    shutil.copy(real / "_config.yml", root)
    (root / "_toc.yml").write_text(pages.TOC)
    (root / "CITATION.cff").write_text(CITED)
    descriptor = pages._descriptor()
    fields = [pages._field(name, "date" if name == "date" else "string") for name in EDITIONS[0]]
    descriptor["resources"].append(pages._resource("editions", "editions.csv", ["edition"], fields))
    for name, rows in (
        ("countries", pages.COUNTRIES),
        ("indicators", pages.INDICATORS),
        ("editions", EDITIONS),
    ):
        pages.write_table(root / "data" / f"{name}.csv", rows)
    (root / "data" / "datapackage.json").write_text(json.dumps(descriptor))
    (root / "data" / "README.md").write_text(dictionary(Package.load(root / "data")))
    (root / "chapters" / "countries").mkdir(parents=True)
    (root / "chapters" / "index.md").write_text("# A small book\n\nIt has two countries.\n")
    cells = [cell for cell in pages.template() if cell["source"] != pages.FIGURE]
    shown = pages.code(SHOWN, "remove-input")
    shown["metadata"]["mystnb"] = {"markdown_format": "myst"}
    cells.insert(5, shown)
    pages.write_notebook(root / "chapters" / "country.ipynb", *cells)
    pages.write_notebook(root / "chapters" / "notes.ipynb", pages.prose("# Notes"), pages.code("1 + 1"))
    return Book(root)


@pytest.fixture(scope="session")
def command() -> Callable[..., SimpleNamespace]:
    """Return a function that runs a command in a folder to its end: `code`, `out` and `err`."""

    def call(folder: Path, *arguments: str, **settings: str) -> SimpleNamespace:
        told = subprocess.run(
            [sys.executable, "-m", "pagebook.cli", *arguments],
            cwd=folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        return SimpleNamespace(code=told.returncode, out=told.stdout, err=told.stderr)

    return call


@pytest.fixture(scope="session")
def origin(book_root, tmp_path_factory, command) -> Book:
    """Return the book with its pages run; tests look, and change only copies."""
    book = _write(book_root, tmp_path_factory.mktemp("origin") / "book")
    ran = command(book.root, "run")
    assert ran.code == 0, ran
    return book


@pytest.fixture
def book(origin, tmp_path) -> Book:
    """Return a copy of the book."""
    return Book(shutil.copytree(origin.root, tmp_path / "book", ignore=shutil.ignore_patterns("_build")))


@pytest.fixture(scope="session")
def frozen(origin, tmp_path_factory, command) -> Path:
    """Return an edition of the book, with a zip beside it; tests look, and change only copies."""
    target = tmp_path_factory.mktemp("editions") / "2026"
    # What a caller's environment says of dates and places must not show.
    said = {"SOURCE_DATE_EPOCH": "86400", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}
    made = command(origin.root, "edition", "2026", "--to", str(target), "--zip", **said)
    assert made.code == 0, made
    return target


@pytest.fixture
def copy(frozen, tmp_path) -> Path:
    """Return a copy of the edition, to be tampered with."""
    return shutil.copytree(frozen, tmp_path / "2026")
