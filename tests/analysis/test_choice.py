"""Charts of a brief are chosen by their numbers: recent, complete, changed, apart, one of each theme."""

import pytest

from pagebook.analysis.choice import Candidate, choose, of_parts, of_rows, of_years

YEARS = list(range(2004, 2025))


def _flat(value: float) -> list[float]:
    return [value] * len(YEARS)


def _from(then: float, now: float) -> list[float]:
    return [then] * 11 + [now] * 10


def test_a_line_is_judged_by_its_own_change_beside_that_of_its_peers():
    """A country that doubled while the median stood still changed by half of what it is now."""
    told = of_years("co2", "emissions", YEARS, _from(1.0, 2.0), peers=_flat(4.0))

    assert told == Candidate("co2", "emissions", latest=2024, complete=1.0, changed=0.5, apart=0.5)


def test_a_country_that_changes_as_its_peers_do_has_not_changed():
    """The same change, in numbers of another size, counts for nothing."""
    told = of_years("gdp", "economy", YEARS, _from(100.0, 150.0), peers=_from(10.0, 15.0))

    assert told is not None
    assert told.changed == 0.0


def test_gaps_and_an_old_end_are_told():
    """Years without a value count as missing, and the latest year is that of the last value."""
    values = [float(year) if year % 2 == 0 and year < 2020 else None for year in YEARS]

    told = of_years("gini", "people", YEARS, values)

    assert told is not None
    assert (told.latest, told.complete, told.apart) == (2018, 0.5, None)


def test_parts_of_a_whole_are_judged_by_what_moved_between_them():
    """A fifth of the whole went from coal to wind; how large the whole is does not matter."""
    coal, wind = _from(80.0, 120.0), _from(20.0, 80.0)

    told = of_parts("mix", "energy", YEARS, [coal, wind, _flat(0.0)])

    assert told is not None
    assert told.changed == pytest.approx(0.2)


def test_rows_are_judged_by_the_mean_of_those_that_can_be_compared():
    """Values that have no earlier one, or no median, are left out of the means, and count as missing."""
    told = of_rows(
        "access", "energy", [2024, 2022, 2020], [50.0, 10.0, 3.0],
        before=[25.0, 10.0, None], peers=[100.0, None, 3.0],
    )  # fmt: skip

    assert told == Candidate("access", "energy", latest=2022, complete=5 / 6, changed=0.25, apart=0.25)


@pytest.mark.parametrize(
    "told",
    [
        of_years("few", "people", YEARS, [1.0] * 4 + [None] * 17),
        of_parts("few", "energy", YEARS[:4], [[1.0] * 4]),
        of_rows("few", "jobs", [2024, 2024], [1.0, 2.0], before=[1.0, 2.0]),
        of_rows("few", "jobs", [None] * 3, [1.0, 2.0, 3.0], before=[None] * 3),
        of_years("none", "people", [], []),
    ],
)
def test_charts_with_few_points_are_never_shown(told):
    """Four years or two rows are no picture, and values without a year are no points."""
    assert told is None


def _one(name: str, theme: str, changed: float, *, latest: int = 2024) -> Candidate:
    return Candidate(name, theme, latest, complete=1.0, changed=changed)


def test_each_theme_comes_before_any_theme_comes_twice():
    """The best of each theme is shown although others of the first theme are better; page order is kept."""
    told = [
        *(_one("a1", "a", 0.9), _one("a2", "a", 0.8)),
        *(_one("b1", "b", 0.1), _one("b2", "b", 0.2), _one("c", "c", 0.0)),
    ]

    assert choose(told, 3) == ["a1", "b2", "c"]
    assert choose(told, 4) == ["a1", "a2", "b2", "c"]
    assert choose(told, 2) == ["a1", "b2"]


def test_what_ends_ten_years_before_the_others_is_left_out():
    """A chart of old numbers is not shown even where there is room, and even if its theme has no other."""
    told = [_one("new", "a", 0.0), _one("old", "b", 1.0, latest=2014), _one("newer", "c", 0.0, latest=2015)]

    assert choose(told, 8) == ["new", "newer"]


def test_equal_charts_are_told_apart_by_the_order_of_the_page():
    """The choice does not depend on chance."""
    told = [_one(name, "same", 0.5) for name in ("first", "second", "third")]

    assert choose(told, 2) == ["first", "second"]


def test_without_charts_none_is_chosen():
    """A page that has none gets none."""
    assert choose([], 8) == []


def test_a_mark_that_is_missing_is_made_up_for_by_the_other():
    """A chart without a median is neither better nor worse for it."""
    beside = Candidate("beside", "a", 2024, complete=1.0, changed=0.3, apart=0.3)
    alone = Candidate("alone", "a", 2024, complete=1.0, changed=0.3)
    silent = Candidate("silent", "a", 2024, complete=1.0)

    assert beside.score(2024) == alone.score(2024) == pytest.approx(0.65)
    assert silent.score(2024) == 0.5
