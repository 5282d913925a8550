"""Additive LMDI-I: published digits, and the laws that make it the preferred method."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagebook.analysis.decomposition import (
    FACTORS,
    Change,
    Levels,
    chained,
    decompose,
    kaya,
    levels,
    log_mean,
    rates,
    two_points,
)
from pagebook.analysis.indicators import Observation, Series

# A busy machine may take long for one example; the laws hold all the same.
_UNHURRIED = settings(deadline=None)
_AMOUNT = st.floats(min_value=1e-3, max_value=1e4)
_LEVELS = st.builds(
    Levels,
    st.floats(min_value=1e5, max_value=2e9),
    st.floats(min_value=1.0, max_value=4e4),
    st.floats(min_value=1.0, max_value=2e5),
    st.floats(min_value=0.1, max_value=2e4),
)
_PATHS = st.lists(_LEVELS, min_size=2, max_size=12).map(lambda path: dict(enumerate(path, start=2000)))
_FACTORS = st.dictionaries(st.sampled_from("abcdef"), st.tuples(_AMOUNT, _AMOUNT), min_size=1)

# The worked example of the R package LMDIR (Heun, MIT licence), which follows Ang (2005): three factors of
# two categories in four years, and the effects of each year's change as its own tests print them.
_EXAMPLE = [
    {"1": [1.0, 4.0], "2": [10.0, 5.0], "3": [2.0, 3.0]},
    {"1": [4.0, 5.0], "2": [5.0, 6.0], "3": [3.0, 4.0]},
    {"1": [8.0, 5.0], "2": [2.0, 7.0], "3": [4.0, 5.0]},
    {"1": [10.0, 6.0], "2": [1.0, 8.0], "3": [5.0, 6.0]},
]
_PRINTED = [
    ("69.79006598", "-9.455125793", "39.66505981"),
    ("42.96021467", "-34.31902656", "50.3588119"),
    ("54.01064234", "-9.021284671", "54.01064234"),
]


def _printed(value: float, like: str) -> str:
    """Return the value with as many decimals as the printed number has."""
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.parametrize("year", range(3))
def test_a_published_example_comes_out_to_the_last_digit(year: int):
    """Three factors, two categories, four years: every printed digit."""
    effects = decompose(_EXAMPLE[year], _EXAMPLE[year + 1])

    printed = _PRINTED[year]
    assert tuple(map(_printed, effects.values(), printed)) == printed


def test_the_effects_of_each_category_are_those_printed():
    """The first change of the same example, category by category."""
    printed = [
        ("50.47438029", "-25.23719014", "14.76280986"),
        ("19.31568569", "15.78206435", "24.90224996"),
    ]
    found = [
        decompose(*({name: values[at] for name, values in side.items()} for side in _EXAMPLE[:2]))
        for at in range(2)
    ]

    assert [
        tuple(map(_printed, one.values(), told)) for one, told in zip(found, printed, strict=True)
    ] == printed


def test_a_doubling_is_shared_out_by_hand():
    """Population doubles and income halves: the effects are equal and opposite, 10 times ln 2."""
    effects = decompose({"people": 2.0, "income": 5.0}, {"people": 4.0, "income": 2.5})

    assert effects == {
        "people": pytest.approx(10 * math.log(2), rel=1e-12),
        "income": pytest.approx(-10 * math.log(2), rel=1e-12),
    }


@_UNHURRIED
@given(_FACTORS)
def test_the_effects_sum_up_to_the_change(factors: dict[str, tuple[float, float]]):
    """Nothing is left over, to a billionth of the larger of the two values."""
    before, after = ({name: pair[side] for name, pair in factors.items()} for side in (0, 1))

    effects = decompose(before, after)

    old, new = math.prod(before.values()), math.prod(after.values())
    assert math.fsum(effects.values()) == pytest.approx(new - old, rel=0, abs=1e-9 * max(old, new))


@_UNHURRIED
@given(_FACTORS)
def test_time_reversed_turns_every_sign(factors: dict[str, tuple[float, float]]):
    """The way back has the same effects with the other sign."""
    before, after = ({name: pair[side] for name, pair in factors.items()} for side in (0, 1))

    there, back = decompose(before, after), decompose(after, before)

    size = max(math.prod(before.values()), math.prod(after.values()))
    assert {name: -value for name, value in back.items()} == pytest.approx(there, rel=1e-9, abs=1e-9 * size)


@_UNHURRIED
@given(_FACTORS, st.floats(min_value=1e-3, max_value=1e3), st.data())
def test_a_unit_scales_what_it_measures(factors: dict[str, tuple[float, float]], unit: float, data):
    """A factor in another unit scales all effects alike."""
    name = data.draw(st.sampled_from(sorted(factors)))
    before, after = ({key: pair[side] for key, pair in factors.items()} for side in (0, 1))

    plain = decompose(before, after)
    scaled = decompose(before | {name: unit * before[name]}, after | {name: unit * after[name]})

    size = unit * max(math.prod(before.values()), math.prod(after.values()))
    assert scaled == pytest.approx(
        {key: unit * value for key, value in plain.items()}, rel=1e-6, abs=1e-9 * size
    )


@_UNHURRIED
@given(_FACTORS, st.data())
def test_the_order_of_the_factors_does_not_matter(factors: dict[str, tuple[float, float]], data):
    """Each factor keeps its effect wherever it stands."""
    order = data.draw(st.permutations(sorted(factors)))
    before, after = ({name: pair[side] for name, pair in factors.items()} for side in (0, 1))

    shuffled = decompose({name: before[name] for name in order}, {name: after[name] for name in order})

    size = max(math.prod(before.values()), math.prod(after.values()))
    assert shuffled == pytest.approx(decompose(before, after), rel=1e-9, abs=1e-9 * size)


@_UNHURRIED
@given(_PATHS)
def test_chained_effects_sum_up_to_the_change(path: dict[int, Levels]):
    """However the path went, the residual is rounding."""
    change = chained(path, min(path), max(path))

    assert abs(change.residual) <= 1e-9


@_UNHURRIED
@given(_PATHS, st.data())
def test_chained_periods_sum_up_to_the_whole(path: dict[int, Levels], data):
    """The effects of a path are those of its parts, wherever it is cut."""
    middle = data.draw(st.sampled_from(sorted(path)))

    whole = chained(path, min(path), max(path)).effects
    parts = [
        chained(path, *span).effects for span in pairwise([min(path), middle, max(path)]) if span[0] < span[1]
    ]

    size = sum(one.co2 for one in path.values())
    assert {factor: sum(one[factor] for one in parts) for factor in FACTORS} == pytest.approx(
        dict(whole), rel=1e-9, abs=1e-9 * size
    )


@_UNHURRIED
@given(_PATHS)
def test_rates_sum_up_to_the_rate_of_the_emissions(path: dict[int, Levels]):
    """The four logarithmic rates make that of the emissions."""
    first, last = min(path), max(path)

    expected = 100 * math.log(path[last].co2 / path[first].co2) / (last - first)
    assert sum(rates(path, first, last).values()) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@_UNHURRIED
@given(_LEVELS, _LEVELS, st.floats(min_value=0.1, max_value=10), st.floats(min_value=0.1, max_value=10))
def test_the_energy_series_moves_only_the_last_two_effects(
    old: Levels, new: Levels, early: float, late: float
):
    """Another series of energy leaves population and income alone, and the sum of the other two."""
    one = two_points({2000: old, 2010: new}, 2000, 2010).effects
    changed = {2000: old._replace(energy=early * old.energy), 2010: new._replace(energy=late * new.energy)}
    two = two_points(changed, 2000, 2010).effects

    size = 1e-9 * max(old.co2, new.co2)
    assert two["population"] == pytest.approx(one["population"], rel=1e-9, abs=size)
    assert two["income"] == pytest.approx(one["income"], rel=1e-9, abs=size)
    both = ("energy_intensity", "carbon_intensity")
    assert sum(two[name] for name in both) == pytest.approx(
        sum(one[name] for name in both), rel=1e-6, abs=10 * size
    )


@pytest.mark.parametrize("wrong", [0.0, -1.0, math.nan, math.inf])
def test_values_that_are_not_above_zero_are_refused(wrong: float):
    """The message names the factor; nothing is put in the place of a zero."""
    with pytest.raises(ValueError, match=r"^income: logarithms need finite values above zero, and there is "):
        decompose({"people": 1.0, "income": 2.0}, {"people": 1.0, "income": wrong})


def test_other_factors_are_refused():
    """Both years have the same factors, in one order."""
    with pytest.raises(ValueError, match=r"^factors differ: a; b$"):
        decompose({"a": 1.0}, {"b": 1.0})


@_UNHURRIED
@given(_AMOUNT, st.floats(min_value=-1e-6, max_value=1e-6))
def test_the_mean_of_nearly_equal_values_keeps_its_digits(value: float, share: float):
    """It lies at half way between them, as the series of the logarithm has it."""
    found = float(log_mean(np.array([value * (1 + share)]), np.array([value]))[0])

    assert found == pytest.approx(value * (1 + share / 2), rel=1e-11)


def test_the_factors_multiply_to_the_emissions():
    """Kaya's identity, with energy per unit of GDP in MJ per $ and CO₂ per unit of energy in kg per GJ."""
    known = Levels(population=2e6, gdp=40.0, energy=200.0, co2=12.0)

    factors = kaya(known)

    assert math.prod(factors.values()) == pytest.approx(12.0, rel=1e-12)
    assert (factors["energy_intensity"], known.carbon_intensity) == (5.0, 60.0)


def _series(values: dict[int, float], breaks: tuple[int, ...] = ()) -> Series:
    return Series(tuple(Observation(*item) for item in values.items())).broken(breaks)


def test_levels_are_those_of_the_years_that_have_all_since_the_last_break():
    """2000 lies before a break, 2002 has no energy: two years are left."""
    years = (2000, 2001, 2002, 2003)
    people, co2 = _series(dict.fromkeys(years, 2e6)), _series(dict.fromkeys(years, 12.0))
    gdp = _series(dict.fromkeys(years, 40.0), breaks=(2001,))
    intensity = _series({2000: 5.0, 2001: 5.0, 2003: 4.0})

    assert levels(people, gdp, intensity, co2) == {
        2001: Levels(2e6, 40.0, 200.0, 12.0),
        2003: Levels(2e6, 40.0, 160.0, 12.0),
    }


def test_a_change_tells_its_size_and_what_is_left():
    """The residual is a share of the larger of both values."""
    change = Change(2000, 2010, 10.0, 20.0, dict.fromkeys(FACTORS, 2.0))

    assert (change.change, change.residual) == (10.0, pytest.approx(0.1))
