"""Comparing committed pages with a fresh run: equal inputs pass, a changed value fails.

The comparison of the real pages is part of every test run (`--nbval` on the folder `chapters`).
"""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.pages.plan import plan
from pagebook.pages.run import run
from pagebook.project import find_book


def _compare(root: Path, page: str) -> subprocess.CompletedProcess[str]:
    arguments = ["-q", "--nbval", "-p", "no:cacheprovider", "--rootdir", str(root), "-c", os.devnull, page]
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


def _change(path: Path, area: str, indicator: str) -> None:
    """Double the newest value of an indicator in a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    newest = [row for row in rows if row["area"] == area and row["indicator"] == indicator][-1]
    newest["value"] = str(2 * float(newest["value"]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def real_copy(book_root, tmp_path_factory) -> Path:
    """Return a copy of the real book with one value of Senegal doubled."""
    root = tmp_path_factory.mktemp("changed") / "book"
    shutil.copytree(book_root / "data", root / "data")
    (root / "chapters" / "countries").mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml", "chapters/countries/senegal.ipynb"):
        shutil.copy(book_root / name, root / name)
    _change(root / "data" / "indicators" / "indicators.csv", "SEN", "gdp_ppp_per_capita")
    return root


def test_a_fresh_run_equals_the_page(book):
    """On the data that it was made from, a page passes."""
    run(book, plan(book, Tables.open(book)))

    done = _compare(book.root, "chapters/countries/peru.ipynb")

    assert done.returncode == 0, done.stdout
    assert "6 passed" in done.stdout


def test_a_changed_value_fails_the_comparison(book):
    """Both the chart's specification and the record of what was read differ; the other cells pass."""
    run(book, plan(book, Tables.open(book)))
    _change(find_book(book.root).data / "indicators.csv", "PER", "co2")

    done = _compare(book.root, "chapters/countries/peru.ipynb")

    assert done.returncode == 1
    assert "mismatch 'application/vnd.vegalite.v5+json'" in done.stdout
    assert "mismatch 'application/vnd.pagebook.record+json'" in done.stdout
    assert "2 failed, 4 passed" in done.stdout


def test_a_changed_value_fails_the_real_page(real_copy):
    """On the real page of Senegal, chart, prose and table show the change."""
    done = _compare(real_copy, "chapters/countries/senegal.ipynb")

    assert done.returncode == 1
    assert "Cell outputs differ" in done.stdout
    assert "mismatch 'application/vnd.vegalite.v5+json'" in done.stdout
    assert "mismatch 'text/markdown'" in done.stdout
