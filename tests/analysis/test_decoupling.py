"""Tapio's eight states, the OECD's terms, and the periods in which they are judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pagebook.analysis.decoupling import (
    COUPLED,
    PERIODS,
    STATES,
    Decoupling,
    Period,
    Refused,
    Span,
    decoupling,
    over,
)
from pagebook.analysis.indicators import Observation, Series

# A busy machine may take long for one example; the laws hold all the same.
_UNHURRIED = settings(deadline=None)
_AMOUNTS = st.floats(min_value=0.01, max_value=1e6)


def _series(values: dict[int, float], breaks: tuple[int, ...] = ()) -> Series:
    return Series(tuple(Observation(*item) for item in sorted(values.items()))).broken(breaks)


@pytest.mark.parametrize(
    ("gdp", "co2", "state", "oecd"),
    [
        (125.0, 90.0, "strong decoupling", "absolute"),
        (125.0, 100.0, "weak decoupling", "absolute"),
        (125.0, 119.0, "weak decoupling", "relative"),
        (125.0, 120.0, "expansive coupling", "relative"),
        (125.0, 124.0, "expansive coupling", "relative"),
        (125.0, 125.0, "expansive coupling", "none"),
        (125.0, 130.0, "expansive coupling", "none"),
        (125.0, 131.0, "expansive negative decoupling", "none"),
        (75.0, 69.0, "recessive decoupling", "not defined"),
        (75.0, 70.0, "recessive coupling", "not defined"),
        (75.0, 80.0, "recessive coupling", "not defined"),
        (75.0, 81.0, "weak negative decoupling", "not defined"),
        (75.0, 100.0, "weak negative decoupling", "not defined"),
        (75.0, 101.0, "strong negative decoupling", "not defined"),
    ],
)
def test_states_follow_from_signs_and_elasticity(gdp: float, co2: float, state: str, oecd: str):
    """Tapio's table of states, with elasticities on either side of each limit, and the OECD's beside it."""
    found = decoupling((100.0, gdp), (100.0, co2))

    assert (found.state, found.oecd) == (state, oecd)


def test_the_elasticity_is_the_ratio_of_changes_in_per_cent():
    """GDP up by a quarter and emissions by a tenth: 0.4, whatever the units."""
    assert decoupling((400.0, 500.0), (20.0, 22.0)) == Decoupling(
        0.25, pytest.approx(0.1), pytest.approx(0.4), "weak decoupling", "relative"
    )


@pytest.mark.parametrize(
    ("driver", "pressure", "message"),
    [
        ((100.0, 100.0), (1.0, 2.0), "there is no elasticity where the driver did not change"),
        ((0.0, 100.0), (1.0, 2.0), "changes in per cent need values above zero"),
        ((100.0, 110.0), (1.0, -2.0), "changes in per cent need values above zero"),
    ],
)
def test_what_has_no_elasticity_is_refused(driver, pressure, message: str):
    """Neither a standing economy nor a value of zero or below has one."""
    with pytest.raises(ValueError, match=f"^{message}$"):
        decoupling(driver, pressure)


@_UNHURRIED
@given(_AMOUNTS, _AMOUNTS, _AMOUNTS, _AMOUNTS)
def test_every_pair_of_changes_has_one_state(gdp_0: float, gdp_1: float, co2_0: float, co2_1: float):
    """The state is one of the eight; its name tells the direction of GDP and the elasticity."""
    if gdp_0 == gdp_1:
        return
    found = decoupling((gdp_0, gdp_1), (co2_0, co2_1))

    shrinking = STATES.index(found.state) > STATES.index("expansive negative decoupling")
    assert shrinking == (gdp_1 < gdp_0)
    assert found.state.startswith("strong") == (found.elasticity < 0)
    assert found.state.endswith(" coupling") == (COUPLED[0] <= found.elasticity <= COUPLED[1])


@_UNHURRIED
@given(
    _AMOUNTS, _AMOUNTS, st.floats(min_value=0.5, max_value=1.5), st.sampled_from([0.001, 0.5, 8.0, 1024.0])
)
def test_units_do_not_matter(gdp: float, co2: float, share: float, unit: float):
    """Emissions in another unit leave the elasticity as it is, as far as numbers hold digits."""
    plain = decoupling((gdp, 1.3 * gdp), (co2, share * co2))
    scaled = decoupling((gdp, 1.3 * gdp), (unit * co2, unit * share * co2))

    assert scaled.elasticity == pytest.approx(plain.elasticity, abs=1e-9)


def test_the_open_period_ends_where_both_series_do():
    """GDP runs to 2024 and emissions to 2022: the last year is 2022."""
    gdp = _series({2010: 100.0, 2022: 110.0, 2024: 150.0})
    co2 = _series({2010: 10.0, 2022: 9.0})

    assert over(gdp, co2, Period(2010, None)) == Span(2010, 2022, decoupling((100.0, 110.0), (10.0, 9.0)))


@pytest.mark.parametrize(
    ("breaks", "found"),
    [
        ((1994,), Refused("break in 1994")),
        ((1990,), None),
        ((2000,), Refused("break in 2000")),
        ((2001,), None),
    ],
)
def test_no_break_is_crossed(breaks: tuple[int, ...], found: Refused | None):
    """A break after the first year of a period, its last year included, leaves the period without a state."""
    years = {1980: 90.0, 1990: 100.0, 1994: 105.0, 2000: 120.0, 2005: 130.0}

    judged = over(_series(years, breaks), _series(dict.fromkeys(years, 5.0)), Period(1990, 2000))

    assert judged == found if found else isinstance(judged, Span)


def test_missing_years_and_missing_series_are_told():
    """Nothing stands in for a year without a value."""
    gdp = _series({1990: 100.0, 2000: 120.0})

    assert over(gdp, _series({1990: 5.0, 1999: 6.0}), Period(1990, 2000)) == Refused("no data")
    assert over(gdp, Series(), Period(1990, 2000)) == Refused("no data")
    assert over(_series({1990: 5.0, 2000: 5.0}), gdp, Period(1990, 2000)) == Refused("no change of GDP")


def test_periods_follow_one_another():
    """Each declared period begins where the one before it ended, and only the last is open."""
    assert [one.first for one in PERIODS[1:]] == [one.last for one in PERIODS[:-1]]
    assert PERIODS[-1].last is None


@pytest.mark.parametrize(("gdp", "steady"), [(101.9, True), (98.1, True), (102.1, False), (97.9, False)])
def test_an_elasticity_to_next_to_nothing_is_marked(gdp: float, steady: bool):
    """Two per cent is the limit within which GDP hardly changed."""
    assert decoupling((100.0, gdp), (10.0, 12.0)).steady is steady
