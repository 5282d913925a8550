"""Figures and tables count from 1 on each page."""

from pagebook.publish.numbers import numbered


def test_each_kind_counts_from_one():
    """In the order of the page."""
    assert numbered({"figure": ["kenya-b", "kenya-a"], "table": ["kenya-t"]}) == {
        "figure": {"kenya-b": (1,), "kenya-a": (2,)},
        "table": {"kenya-t": (1,)},
    }
