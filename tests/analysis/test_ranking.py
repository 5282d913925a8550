"""Ranks tell ties as ties, and give no place to what is missing."""

from pagebook.analysis.indicators import Observation
from pagebook.analysis.ranking import ranked


def _latest(**values):
    return {area: Observation(2024, value) for area, value in values.items()}


def test_equal_values_share_the_first_of_their_places():
    """Two seconds are followed by a fourth."""
    ranks = ranked(_latest(PER=2.0, KEN=3.0, SEN=2.0, MNG=1.0))

    assert [(rank.area, rank.written) for rank in ranks] == [
        ("KEN", "1"),
        ("PER", "=2"),
        ("SEN", "=2"),
        ("MNG", "4"),
    ]


def test_the_lowest_can_come_first():
    """What should be low is ranked from the lowest."""
    ranks = ranked(_latest(PER=2.0, KEN=3.0), lowest_first=True)

    assert [rank.area for rank in ranks] == ["PER", "KEN"]


def test_values_are_compared_as_the_sources_round_them():
    """A difference beyond the fourth digit is none."""
    ranks = ranked(_latest(PER=1.23401, KEN=1.23399))

    assert [rank.written for rank in ranks] == ["=1", "=1"]


def test_nothing_gives_no_ranks():
    """Without observations there is no ranking."""
    assert ranked({}) == ()
