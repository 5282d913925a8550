"""Income and growth, and whether emissions part from them."""

from __future__ import annotations

from statistics import fmean

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure, Prose
from pagebook.figures.lines import Line, Role, line_chart, line_table
from pagebook.story.standing_charts import period, versus
from pagebook.story.standing_view import View, prose, since, told

__all__ = ["decoupling", "decoupling_chart", "income", "income_chart"]

_GDP_HEAD, _GROWTH, _GDP, _CO2 = "gdp_ppp_per_capita", "gdp_growth", "gdp_ppp", "co2_total"
_BASE = 2000

_STATES = {
    "absolute": "absolute decoupling, as GDP grew and emissions did not",
    "relative": "relative decoupling, as emissions grew more slowly than GDP",
    "coupled": "no decoupling, as emissions grew at least as fast as GDP",
    "contraction": "no decoupling, as neither grew",
    "negative": "the opposite of decoupling, as emissions grew and GDP did not",
}


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


def _base(view: View) -> int | None:
    """Return the first year from 2000 in which both GDP and CO₂ are known."""
    gdp, co2 = view.series(_GDP), view.series(_CO2)
    return next((item.year for item in gdp.observations if item.year >= _BASE and co2.at(item.year)), None)


def decoupling(view: View) -> Prose:
    """Return the state of decoupling since 2000 and over the last ten years, and the intensity."""
    base = _base(view)
    if base is None:
        return Prose()
    end = min(view.series(_GDP).last.year, view.series(_CO2).last.year)
    spans = [_span(view, base, end), _span(view, end - 10, end) if end - 10 > base else None]
    return prose(*spans, _intensity(view))


def _span(view: View, first: int, last: int) -> str | None:
    gdp, co2 = (_pair(view.series(name), first, last) for name in (_GDP, _CO2))
    if gdp is None or co2 is None:
        return None
    state = indicators.decoupling(gdp[1].value / gdp[0].value, co2[1].value / co2[0].value)
    return f"from {first} to {last}, GDP {_moved(gdp)} and CO₂ emissions {_moved(co2)}: {_STATES[state]}"


def _pair(series: Series, first: int, last: int) -> tuple[Observation, Observation] | None:
    before, after = series.at(first), series.at(last)
    return (before, after) if before and after and before.value > 0 else None


def _moved(pair: tuple[Observation, Observation]) -> str:
    before, after = pair
    way = "grew" if after.value >= before.value else "fell"
    return f"{way} by {indicators.change_text(before.value, after.value, '')}"


def _intensity(view: View) -> str | None:
    name = "co2_intensity_gdp"
    own = view.series(name)
    if not own:
        return None
    stand, change = view.against(name, own.last), since(own, view.unit(name))
    text = f"CO₂ intensity was {words.quantity(own.last.value, view.unit(name))} {told(own.last)}"
    detail = f" (World Bank, 2021 prices and purchasing power{f'; {change}' if change else ''})"
    return f"{text}{detail}" + (f", {stand}" if stand else "")


def decoupling_chart(view: View) -> Figure | None:
    """Return GDP, CO₂ and CO₂ per unit of GDP as indices."""
    base = _base(view)
    if base is None:
        return None
    gdp, co2 = view.series(_GDP), view.series(_CO2)
    parts: dict[Role, tuple[str, Series]] = {
        "country": ("GDP", gdp),
        "second": ("CO₂", co2),
        "third": ("CO₂ per GDP", _ratio(co2, gdp)),
    }
    lines = [Line(role, label, indicators.indexed(series, base)) for role, (label, series) in parts.items()]
    end = [line.series.last for line in lines]
    values = [
        f"{line.label} stood at {words.number(item.value)} in {item.year}"
        for line, item in zip(lines, end, strict=True)
    ]
    span = period([line.series for line in lines])
    return Figure(
        "decoupling",
        "GDP and CO₂ emissions compared",
        "GDP (2021 prices, purchasing power parity), territorial CO₂ without land use (Global Carbon Budget, "
        f"{view.edition(co2)}) and CO₂ per unit of GDP, index, {base} = 100, {span}.",
        words.paragraph(
            [f"{view.name}, with {base} as 100: {words.join(values)}", _span(view, base, end[0].year)]
        ),
        line_chart(lines, f"index, {base} = 100", view.source_title(gdp, co2)),
        line_table(lines),
        {"year": "Year", **{line.role: f"{line.label} (index, {base} = 100)" for line in lines}},
        view.sources(gdp, co2),
    )


def _ratio(above: Series, below: Series) -> Series:
    pairs = [(item, below.at(item.year)) for item in above.observations]
    quotients = (
        Observation(item.year, item.value / other.value) for item, other in pairs if other and other.value
    )
    return Series(tuple(quotients), above.sources).broken({*above.breaks, *below.breaks})
