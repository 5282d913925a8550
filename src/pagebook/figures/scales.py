"""Scales with round ticks, and where labels stand on them: plain numbers, so printing loads no charts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pagebook.figures import theme

__all__ = ["Scale", "placed", "round_scale"]


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


def placed(values: Sequence[float], scale: Scale, height: float = theme.HEIGHT) -> list[float]:
    """Return where labels of the values stand on the scale so that no two are nearer than a line of text.

    Labels keep the order of their values and move as little as they must; runs of them stay within the plot.
    """
    per_px = (scale.high - scale.low) / height
    gap = theme.LABEL_PX * per_px
    order = sorted(range(len(values)), key=lambda i: (values[i], -i))
    steps = [gap * rank for rank in range(len(order))]
    wanted = _rising([float(values[i]) - step for i, step in zip(order, steps, strict=True)])
    result = [0.0] * len(order)
    for i, low, step, above in zip(order, wanted, steps, reversed(steps), strict=True):
        # Both bounds rise by a line of text a label, so that neither brings two labels nearer.
        result[i] = round(max(min(low + step, scale.high - above), scale.low + step), 6)
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
