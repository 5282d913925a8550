"""Round scales, and labels that do not cover each other."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagebook.figures import theme
from pagebook.figures.scales import placed, round_scale


@pytest.mark.parametrize(
    ("values", "zero", "ticks", "written"),
    [
        ([1.0, 22_000.0], False, (0, 5000, 10_000, 15_000, 20_000, 25_000), ",.0f"),
        ([0.62, 0.78], False, (0.6, 0.65, 0.7, 0.75, 0.8), ",.2f"),
        ([-3.0, 7.0], True, (-4, -2, 0, 2, 4, 6, 8), ",.0f"),
        ([0.0, 100.0], True, (0, 20, 40, 60, 80, 100), ",.0f"),
        ([40.0, 60.0], True, (0, 20, 40, 60), ",.0f"),
    ],
)
def test_scales_begin_and_end_on_round_ticks(
    values: list[float], zero: bool, ticks: tuple[float, ...], written: str
):
    """Steps are 1, 2, 2.5 or 5 times a power of ten; zero is there when it must or nearly is."""
    scale = round_scale(values, zero)

    assert (scale.ticks, scale.format) == (ticks, written)


@given(
    st.lists(
        st.floats(-1e6, 1e6, allow_subnormal=False).map(lambda value: round(value, 3)), min_size=1, max_size=9
    ),
    st.booleans(),
)
def test_scales_hold_every_value(values: list[float], zero: bool):
    """Whatever the values, they lie on the scale, which has from two to a dozen ticks."""
    scale = round_scale(values, zero)

    tolerance = (scale.high - scale.low) * 1e-6
    assert scale.low - tolerance <= min(values) and max(values) <= scale.high + tolerance
    assert 2 <= len(scale.ticks) <= 12
    assert not zero or scale.low <= 0 <= scale.high


@given(st.lists(st.floats(0, 100), min_size=1, max_size=9))
def test_labels_stand_a_line_apart_inside_the_plot(values: list[float]):
    """No two labels are nearer than a line of text, none is outside, and they keep their order."""
    scale = round_scale([0.0, 100.0], zero=True)
    gap = theme.LABEL_PX * 100 / theme.HEIGHT

    slots = placed(values, scale)

    assert all(abs(a - b) >= gap - 1e-4 for a, b in itertools.combinations(slots, 2))
    assert min(slots) >= -1e-4 and max(slots) <= 100 + 1e-4
    assert all(
        slots[i] < slots[j] for i in range(len(slots)) for j in range(len(slots)) if values[i] < values[j]
    )


def test_labels_with_room_do_not_move():
    """A label that covers no other stands at its line's end."""
    assert placed([10.0, 50.0, 90.0], round_scale([0.0, 100.0], zero=True)) == [10.0, 50.0, 90.0]
