"""The levers of progress begin where the chapter stands: the same index, ranks and rule."""

import pytest

from pagebook.data import Tables
from pagebook.project import find_book
from pagebook.story.partners import Partners
from pagebook.story.progress_levers import weight_levers
from pagebook.story.progress_reader import Progress


@pytest.fixture(scope="module")
def tables(book_root):
    """Return the tables of the real book."""
    return Tables.open(find_book(book_root))


@pytest.mark.parametrize(
    "version",
    ["published", "missing-as-none", "missing-as-median", "weights-by-distance", "losses-as-none"],
)
def test_levers_give_the_index_of_the_chapter(tables, version):
    """Unmoved, they show what the analysis computes, whatever the rule for weights and missing places."""
    progress = Progress(tables, version)

    levers = weight_levers(progress, Partners(tables), beside="in the figure above")

    expected = progress.index.set_index("area")["index"]
    assert levers.index() == {area: pytest.approx(expected[area], abs=1e-12) for area in levers.areas}
    ranks = expected.rank(ascending=False, method="min").astype(int)
    assert {area: int(place.lstrip("=")) for area, place in levers.ranks().items()} == {
        area: ranks[area] for area in levers.areas
    }


def test_the_rule_is_told_with_the_label(tables):
    """Whoever moves a lever reads what becomes of gaps, and that no score is official."""
    levers = weight_levers(Progress(tables), Partners(tables), beside="in the figure above")

    assert levers.rule == (
        "Re-computation from open data, not an official PAGE score. "
        "The index is the mean over the places that are known; an index takes eight of the 12 places. "
        "The statistics behind it are named under “Statistics”."
    )
    assert len(levers.levers) == 12
    assert sum(lever.weight for lever in levers.levers) == pytest.approx(1)
