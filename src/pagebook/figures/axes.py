"""Axes with few, round ticks, and labels that stand at the ends of lines without covering each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from pagebook.figures import theme

__all__ = ["Plane", "Scale", "placed", "round_scale"]


@dataclass(frozen=True)
class Scale:
    """A linear scale that begins and ends on a tick.

    Attributes:
        ticks: Values of the ticks, in order.
    """

    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        """The lowest tick, where the scale begins."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """The highest tick, where the scale ends."""
        return self.ticks[-1]

    @property
    def format(self) -> str:
        """The d3 format that writes every tick without digits too many."""
        step = self.ticks[1] - self.ticks[0]
        return f",.{max(0, -math.floor(math.log10(step) + 1e-9))}f"


def round_scale(values: Sequence[float], zero: bool = False, steps: int = 5) -> Scale:
    """Return a scale around the values with about that many steps of 1, 2, 2.5 or 5 times a power of ten.

    Args:
        values: What the scale must hold; at least one.
        zero: Whether the scale must reach zero, as it must for bars and areas.
        steps: About how many steps.
    """
    low, high = min(values), max(values)
    if zero or (low > 0 and low < high / 3):
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = low - abs(low) * 0.1 - 0.5, high + abs(high) * 0.1 + 0.5
    rough = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    # 2.5 is left out below ten: ticks of 2.5 and 7.5 need a digit that the axis has no room for.
    sizes = (1, 2, 5, 10) if power < 10 else (1, 2, 2.5, 5, 10)
    step = next(size * power for size in sizes if size * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Scale(tuple(round(n * step, 10) for n in range(first, last + 1)))


@dataclass(frozen=True)
class Plane:
    """Years across and one unit upwards, shared by all layers of a chart.

    Attributes:
        first: The first year.
        last: The last year.
        scale: Of the vertical axis.
        unit: Title of the vertical axis, which stands above it.
    """

    first: int
    last: int
    scale: Scale
    unit: str

    def x(self, field: str = "year") -> alt.X:
        """Return the axis of years: a tick every ten, five, two or one years, which fits a narrow page."""
        span = self.last - self.first
        step = 10 if span > 20 else 5 if span > 10 else 2 if span > 4 else 1
        ticks = [year for year in range(self.first, self.last + 1) if year % step == 0]
        ends = [self.first, self.last] if span else [self.first - 1, self.last + 1]
        return alt.X(
            f"{field}:Q",
            axis=alt.Axis(values=ticks, format="d", title=None),
            scale=alt.Scale(domain=ends, nice=False, zero=False),
        )

    def y(self, field: str, *, stacked: bool = False) -> alt.Y:
        """Return the vertical axis of a layer."""
        scale = self.scale
        return alt.Y(
            f"{field}:Q",
            axis=alt.Axis(values=list(scale.ticks), format=scale.format, title=self.unit or None),
            scale=alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False),
            stack="zero" if stacked else None,
        )


def placed(values: Sequence[float], scale: Scale, height: float = theme.HEIGHT) -> list[float]:
    """Return where labels of the values stand on the scale so that no two are nearer than a line of text.

    Labels keep the order of their values and move as little as they must; runs of them stay within the plot.
    """
    per_px = (scale.high - scale.low) / height
    gap = theme.LABEL_PX * per_px
    order = sorted(range(len(values)), key=lambda i: (values[i], -i))
    steps = gap * np.arange(len(order))
    slots = np.array(_rising(list(np.array([values[i] for i in order]) - steps))) + steps
    # Both bounds rise by a line of text a label, so that neither brings two labels nearer.
    slots = np.maximum(np.minimum(slots, scale.high - steps[::-1]), scale.low + steps)
    result = [0.0] * len(order)
    for slot, i in zip(slots, order, strict=True):
        result[i] = float(round(slot, 6))
    return result


def _rising(values: list[float]) -> list[float]:
    """Return the nearest sequence (least squares) that never falls: pool adjacent violators."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while blocks and blocks[-1][0] > mean:
            other, n = blocks.pop()
            mean, size = (mean * size + other * n) / (size + n), size + n
        blocks.append((mean, size))
    return [mean for mean, size in blocks for _ in range(size)]
