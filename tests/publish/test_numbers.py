"""Figures and tables count from 1 on each page."""

from pagebook.publish.numbers import within_pages


def test_every_page_counts_from_one_by_kind():
    """Numbers through the book become numbers within pages, in the same order."""
    book = {
        "kenya": {"figure": {"kenya-a": (1,), "kenya-b": (2,)}, "table": {"kenya-t": (1,)}},
        "peru": {"figure": {"peru-a": (3,)}, "table": {"peru-t": (2,)}},
    }

    assert within_pages(book) == {
        "kenya": {"figure": {"kenya-a": (1,), "kenya-b": (2,)}, "table": {"kenya-t": (1,)}},
        "peru": {"figure": {"peru-a": (1,)}, "table": {"peru-t": (1,)}},
    }
