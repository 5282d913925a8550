"""Warming up: what pages share is loaded once."""

from __future__ import annotations

import pytest

from pagebook.data import Tables, stored
from pagebook.pages.warm import warm_up


def test_tables_are_read_before_pages_need_them(book, monkeypatch):
    """After warming up, a page that selects rows reads no file and no value again."""
    monkeypatch.setattr(stored, "_SETTLED", -1)
    monkeypatch.setattr(stored, "_CACHE", {})

    warm_up(book.data)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("read_raw", "typed_column", "_content"):
            patch.setattr(stored, name, None)
        rows = Tables.open(book).select("indicators", area="PER")
    assert rows["value"].tolist() == [45.0, 54.0]


def test_data_that_cannot_be_read_are_left_to_the_pages(book):
    """A broken table does not stop the warm process: the pages that need it say what is wrong."""
    (book.data / "indicators.csv").write_text("area\n", encoding="utf-8")

    assert warm_up(book.data) is None
