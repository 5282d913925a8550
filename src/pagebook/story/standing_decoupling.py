"""Whether a country's emissions part from its growth: states by period, in words, a table and a chart."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pagebook.analysis import indicators, words
from pagebook.analysis.decoupling import COUPLED, PERIODS, Decoupling, Refused, Span, State, over
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.lines import Line, Role, line_chart, line_table
from pagebook.story.standing_charts import period
from pagebook.story.standing_view import View, prose, since, told

__all__ = [
    "decoupling",
    "decoupling_chart",
    "decoupling_table",
    "elasticity",
    "signed_share",
]

_GDP, _CO2 = "gdp_ppp", "co2_total"
_BASE = 2000

_MEANING: Mapping[State, str] = {
    "strong decoupling": "GDP grew and emissions fell",
    "weak decoupling": "emissions grew more slowly than GDP",
    "expansive coupling": "both grew at about the same pace",
    "expansive negative decoupling": "emissions grew faster than GDP",
    "recessive decoupling": "emissions fell faster than GDP",
    "recessive coupling": "both fell at about the same pace",
    "weak negative decoupling": "emissions fell less than GDP",
    "strong negative decoupling": "emissions grew while GDP fell",
}


def decoupling(view: View) -> Prose:
    """Return the state of the newest period, those before it, and the carbon intensity of GDP."""
    spans = [over(view.series(_GDP), view.series(_CO2), one) for one in PERIODS]
    judged = [one for one in spans if isinstance(one, Span)]
    if not judged:
        return Prose()
    return prose(_newest(judged[-1]), _earlier(judged[:-1]), _refused(spans), _intensity(view))


def _newest(span: Span) -> str:
    found = span.found
    note = (
        "GDP changed too little for the elasticity to say much"
        if found.steady
        else f"the elasticity of emissions to GDP was {elasticity(found)}"
    )
    terms = f" ({found.oecd} in the OECD’s terms)" if found.oecd in ("absolute", "relative") else ""
    return (
        f"from {span.first} to {span.last}, GDP {_moved(found.driver)} and CO₂ emissions "
        f"{_moved(found.pressure)}. That is {found.state}{terms}: {_MEANING[found.state]}; {note}"
    )


def _earlier(spans: list[Span]) -> str | None:
    """Tell the periods before, newest first, those of one state together."""
    told: dict[State, list[str]] = {}
    for one in reversed(spans):
        told.setdefault(one.found.state, []).append(f"from {one.first} to {one.last}")
    parts = [f"{words.join(years)} it was {state} ({_MEANING[state]})" for state, years in told.items()]
    return "; ".join(parts) or None


def _refused(spans: list[Span | Refused]) -> str | None:
    missing = [
        f"{words.years(one.first, one.last or indicators.REFERENCE_YEAR)} is not judged ({found.why})"
        for one, found in zip(PERIODS, spans, strict=True)
        if isinstance(found, Refused)
    ]
    return words.join(missing) or None


def elasticity(found: Decoupling) -> str:
    """Return the elasticity to two decimals, or as many more as tell it from a limit between states."""
    digits = 2
    while round(found.elasticity, digits) in COUPLED and found.elasticity not in COUPLED and digits < 6:
        digits += 1
    return f"{found.elasticity:,.{digits}f}".replace("-", "−")


def _moved(share: float) -> str:
    way = "grew" if share >= 0 else "fell"
    return f"{way} by {indicators.change_text(1.0, 1.0 + share, '')}"


def signed_share(share: float) -> str:
    """Return a change in per cent with its sign: `+12.0%`, `−3.1%`."""
    return f"{100 * share:+,.1f}%".replace("-", "−")


def decoupling_table(view: View) -> Table | None:
    """Return the states by period, with the changes and the elasticity behind them."""
    gdp, co2 = view.series(_GDP), view.series(_CO2)
    spans = [over(gdp, co2, one) for one in PERIODS]
    if not any(isinstance(one, Span) for one in spans):
        return None
    rows = [_row(one.first, one.last, found) for one, found in zip(PERIODS, spans, strict=True)]
    return Table(
        "decoupling-states",
        "Growth and emissions by period: GDP (2021 prices, purchasing power parity), territorial CO₂ without "
        "land use, the elasticity of the second to the first, and the state that follows",
        pd.DataFrame(rows),
        {
            "period": "Period",
            "gdp": "GDP",
            "co2": "CO₂",
            "elasticity": "Elasticity",
            "state": "State (Tapio)",
            "oecd": "Decoupling (OECD)",
        },
        view.sources(gdp, co2),
        align={name: "right" for name in ("gdp", "co2", "elasticity")},
    )


def _row(first: int, last: int | None, span: Span | Refused) -> dict[str, str]:
    if isinstance(span, Refused):
        years = words.years(first, last or indicators.REFERENCE_YEAR)
        return {"period": years, "gdp": "", "co2": "", "elasticity": "", "state": span.why, "oecd": ""}
    found = span.found
    return {
        "period": words.years(span.first, span.last),
        "gdp": signed_share(found.driver),
        "co2": signed_share(found.pressure),
        "elasticity": "GDP hardly changed" if found.steady else elasticity(found),
        "state": found.state,
        "oecd": found.oecd,
    }


def _intensity(view: View) -> str | None:
    name = "co2_intensity_gdp"
    own = view.series(name)
    if not own:
        return None
    stand, change = view.against(name, own.last), since(own, view.unit(name))
    text = f"CO₂ intensity was {words.quantity(own.last.value, view.unit(name))} {told(own.last)}"
    detail = f" (World Bank, 2021 prices and purchasing power{f'; {change}' if change else ''})"
    return f"{text}{detail}" + (f", {stand}" if stand else "")


def _base(view: View) -> int | None:
    """Return the first year from 2000 in which both GDP and CO₂ are known."""
    gdp, co2 = view.series(_GDP), view.series(_CO2)
    return next((item.year for item in gdp.observations if item.year >= _BASE and co2.at(item.year)), None)


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
    values = [
        f"{line.label} stood at {words.number(line.series.last.value)} in {line.series.last.year}"
        for line in lines
    ]
    return Figure(
        "decoupling",
        "GDP and CO₂ emissions compared",
        "GDP (2021 prices, purchasing power parity), territorial CO₂ without land use (Global Carbon Budget, "
        f"{view.edition(co2)}) and CO₂ per unit of GDP, index, {base} = 100, "
        f"{period([line.series for line in lines])}.",
        words.paragraph([f"{view.name}, with {base} as 100: {words.join(values)}"]),
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
