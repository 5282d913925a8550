"""What the programme's tables add up to."""

import pandas as pd
import pytest

from pagebook.analysis.programme import citations, foremost, stage, tally, year_span


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("done", "done"),
        ("draft", "under way"),
        ("initiated", "under way"),
        ("target", "planned"),
        ("new", "planned"),
    ],
)
def test_only_what_is_done_counts_as_done(status, expected):
    """A plan is no achievement, and an unknown status is the weakest."""
    assert stage(status) == expected


def test_tally_sorts_by_number_then_name():
    """Ties are in alphabetical order, so that the same rows give the same sentence."""
    assert tally(["b", "a", None, "c", "c"]) == [("c", 2), ("a", 1), ("b", 1)]


@pytest.mark.parametrize(
    ("counts", "first"),
    [
        ([("a", 5), ("b", 4), ("c", 3), ("d", 2)], ["a", "b", "c"]),
        ([("a", 5), ("b", 3), ("c", 3), ("d", 3)], ["a"]),
        ([("a", 1), ("b", 1), ("c", 1), ("d", 1)], []),
        ([("a", 2), ("b", 1), ("c", 1)], ["a", "b", "c"]),
    ],
)
def test_of_what_is_equally_frequent_all_or_none_are_foremost(counts, first):
    """A third place that several share goes to none of them."""
    assert [value for value, _ in foremost(counts)] == first


def test_year_span_ignores_missing_years():
    """The span is that of the known years, and there is none without any."""
    years = pd.Series([2018, None, 2014], dtype="Int64")

    assert year_span(years) == (2014, 2018)
    assert year_span(years[1:2]) is None


def test_citations_are_gathered_once():
    """Each citation of each frame is there once, sorted; a frame without the column adds none."""
    one, two = pd.DataFrame({"sources": [("b", "a"), ("a",)]}), pd.DataFrame({"other": [1]})

    assert citations(one, two) == ("a", "b")
