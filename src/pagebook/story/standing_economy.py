"""Income and growth."""

from __future__ import annotations

from statistics import fmean

from pagebook.analysis import words
from pagebook.figures import Figure, Prose
from pagebook.story.standing_charts import versus
from pagebook.story.standing_view import View, prose, since, told

__all__ = ["income", "income_chart"]

_GDP_HEAD, _GROWTH = "gdp_ppp_per_capita", "gdp_growth"


def income(view: View) -> Prose:
    """Return GDP per person against the medians, and growth."""
    own = view.series(_GDP_HEAD)
    if not own:
        return Prose()
    unit = view.unit(_GDP_HEAD)
    level = f"in {view.country}, GDP per person was {words.quantity(own.last.value, unit)} {told(own.last)}"
    change = since(own, unit)
    stand = view.against(_GDP_HEAD, own.last)
    return prose(
        f"{level} (2021 prices, at purchasing power parity)" + (f", {change}" if change else ""),
        f"that was {stand}" if stand else None,
        _growth(view),
    )


def _growth(view: View) -> str | None:
    own = view.series(_GROWTH)
    if not own:
        return None
    last = own.last
    way = "grew" if last.value >= 0 else "shrank"
    text = f"GDP {way} by {words.percent(abs(last.value))} in {last.year}"
    decade = own.between(last.year - 9, last.year).observations
    if len(decade) < 10:
        return text
    mean = fmean(item.value for item in decade)
    return f"{text}; over the ten years to {last.year} the yearly rate averaged {words.percent(mean)}"


def income_chart(view: View) -> Figure | None:
    """Return GDP per person against the medians."""
    return versus(view, _GDP_HEAD, "gdp-per-person", "GDP per person", zero=True)
