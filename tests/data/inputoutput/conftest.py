"""A data package with nothing but input-output tables."""

import json
from types import SimpleNamespace

import pytest
from tests.small_accounts import PYMRIO, SmallAccounts, resource

from pagebook.data import Tables
from pagebook.project import Book


@pytest.fixture
def world(book_root, tmp_path) -> SimpleNamespace:
    """Return a book and what makes tables in it: `rows`, `own`, `saved`, and `tables` to read them."""
    root = tmp_path / "book"
    accounts = SmallAccounts(book_root, root / "data")
    (root / "_config.yml").write_text("title: A book\n")
    package = json.loads((book_root / "data" / "datapackage.json").read_text("utf-8"))
    descriptor = {**package, "resources": [resource(book_root)]}
    (root / "data" / "datapackage.json").write_text(json.dumps(descriptor))
    return SimpleNamespace(
        book=Book(root),
        rows=accounts.rows,
        own=accounts.own,
        saved=accounts.saved,
        tables=lambda: Tables(root / "data"),
        PYMRIO=PYMRIO,
    )
