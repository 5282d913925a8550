"""Axes of charts over years, shared by the layers that are drawn on them."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from pagebook.figures.scales import Scale

__all__ = ["Plane"]


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
