"""A copy of the real data to be updated, and publishers' files in the forms that they have."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pagebook.project import Book
from pagebook.update.mapping import Declared, declared

Write = Callable[..., Path]


@pytest.fixture(scope="session")
def mapped(book_root) -> Declared:
    """Return what the real tables declare."""
    return declared(Book(book_root))


@pytest.fixture
def book(book_root, tmp_path) -> Book:
    """Return a book that has the real data, and nothing else."""
    root = tmp_path / "book"
    shutil.copytree(book_root / "data", root / "data", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(book_root / "_config.yml", root)
    return Book(root)


@pytest.fixture
def write(tmp_path) -> Write:
    """Return a function that writes lines into a file."""

    def written(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def wide(tmp_path) -> Write:
    """Return a function that writes a bulk file of the World Bank."""

    def written(name: str, series: dict[tuple[str, str, str], dict[int, float]]) -> Path:
        years = range(1960, 2026)
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(["Country Name", "Country Code", "Indicator Name", "Indicator Code", *years])
            for (code, label, area), values in series.items():
                writer.writerow([f"Name of {area}", area, label, code, *(values.get(y, "") for y in years)])
        return tmp_path / name

    return written


@pytest.fixture
def answer(tmp_path) -> Write:
    """Return a function that writes an answer of the World Bank's programming interface."""

    def written(
        name: str, code: str, label: str, *rows: tuple[str, str, int, float | None], **about: object
    ) -> Path:
        paging = {"page": 1, "pages": 1, "per_page": 50, "total": len(rows), "sourceid": "2"}
        entries = [
            {
                "indicator": {"id": code, "value": label},
                "country": {"id": two, "value": three},
                "countryiso3code": three,
                "date": str(year),
                "value": value,
                "unit": "",
                "obs_status": "",
                "decimal": 0,
            }
            for two, three, year, value in rows
        ]
        content = [{**paging, "lastupdated": "2026-07-13", **about}, entries]
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        return tmp_path / name

    return written
