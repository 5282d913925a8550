"""CO₂ emissions: how much, per person, and from which fuels and processes.

Editions of the Global Carbon Budget revise national figures: each comparison here stays within one.
"""

from __future__ import annotations

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.stacks import Band, stack_chart, stack_table
from pagebook.story.standing_charts import period, versus
from pagebook.story.standing_view import View, prose, since, told

__all__ = [
    "emissions",
    "emissions_by_source",
    "emissions_by_source_chart",
    "emissions_chart",
]

_FUELS = {
    "co2_coal": ("coal", theme.CATEGORY[0]),
    "co2_oil": ("oil", theme.CATEGORY[1]),
    "co2_gas": ("gas", theme.CATEGORY[2]),
    "co2_cement": ("cement", theme.CATEGORY[3]),
    "co2_flaring": ("flaring", theme.CATEGORY[7]),
}
_MEASURE = "CO₂ from fossil fuels and industry on the territory, without land use"


def emissions(view: View) -> Prose:
    """Return CO₂ in total and per person, and all greenhouse gases."""
    total, head = view.series("co2_total"), view.series("co2_per_capita")
    if not total:
        return Prose()
    change = since(total, view.unit("co2_total"))
    level = (
        f"{view.country} emitted {words.quantity(total.last.value, 'million tonnes CO2')} {told(total.last)}"
    )
    budget = f"Global Carbon Budget, {view.edition(total)}"
    scope = f"from fossil fuels and industry, without land use; {budget}"
    return prose(
        f"{level} ({scope})" + (f", {change}" if change else ""),
        _per_head(view, head) if head else None,
        _all_gases(view),
    )


def _per_head(view: View, head: Series) -> str:
    stand = view.against("co2_per_capita", head.last)
    level = f"that was {words.quantity(head.last.value, view.unit('co2_per_capita'))}"
    return f"{level}, {stand}" if stand else level


def _all_gases(view: View) -> str | None:
    total, head = view.series("ghg_total_incl_land_use"), view.series("ghg_per_capita_incl_land_use")
    if not total or not head:
        return None
    whole = words.quantity(total.last.value, "million tonnes CO2e")
    text = f"all greenhouse gases, with land use, came to {whole}"
    stand = view.against("ghg_per_capita_incl_land_use", head.last)
    each = f"{words.quantity(head.last.value, view.unit('ghg_per_capita_incl_land_use'))}"
    return f"{text} {told(total.last)} (Jones et al.), or {each}" + (f", {stand}" if stand else "")


def emissions_chart(view: View) -> Figure | None:
    """Return CO₂ per person against the medians."""
    note = f"{_MEASURE}; Global Carbon Budget, {view.edition(view.series('co2_per_capita'))}"
    return versus(view, "co2_per_capita", "co2-per-person", "CO₂ emissions per person", note=note, zero=True)


def _bands(view: View) -> list[Band]:
    """Return CO₂ by fuel and process, for every year in which the dataset has any of them."""
    bands = []
    years = [item.year for key in _FUELS for item in view.series(key).observations]
    for key, (label, colour) in _FUELS.items():
        known = {item.year: item.value for item in view.series(key).observations}
        # Cement starts when production does: the source has no rows before, which means none.
        filled = (Observation(year, known.get(year, 0.0)) for year in sorted(set(years)))
        bands.append(
            Band(key, words.capitalise(label), colour, Series(tuple(filled), view.series(key).sources))
        )
    return bands if years else []


def _shares(view: View) -> tuple[int, dict[str, float]]:
    """Return the last year and each fuel's share of that year's sum in per cent, largest first."""
    bands = _bands(view)
    values = {_FUELS[band.key][0]: band.series.last.value for band in bands}
    whole = sum(values.values())
    shares = {name: 100 * value / whole for name, value in values.items()} if whole else {}
    return bands[0].series.last.year, dict(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0])))


def emissions_by_source(view: View) -> Prose:
    """Return what the CO₂ came from."""
    bands = _bands(view)
    if not bands:
        return Prose()
    year, shares = _shares(view)
    parts = [f"{name} ({words.percent(share)})" for name, share in shares.items() if share >= 1]
    edition = view.edition(*(band.series for band in bands))
    return prose(
        f"in {year}, the CO₂ emissions of {view.country} came from {words.join(parts)}, according "
        f"to the {edition} of the Global Carbon Project, which ends in that year"
        if parts
        else None
    )


def emissions_by_source_chart(view: View) -> Figure | None:
    """Return CO₂ by fuel and process as a stack."""
    bands = _bands(view)
    if not bands:
        return None
    series = [band.series for band in bands]
    whole = indicators.total(series)
    year, shares = _shares(view)
    parts = [f"{name} ({words.percent(share)})" for name, share in shares.items() if share > 0]
    unit = view.unit("co2_coal")
    return Figure(
        "co2-by-source",
        "CO₂ emissions by source",
        f"Territorial CO₂ by fuel and process, million tonnes a year, {period(series)}, without land use; "
        f"Global Carbon Project, {view.edition(*series)}, not comparable year by year with later editions.",
        words.paragraph(
            [
                f"{view.name}: from {words.quantity(whole.first.value, unit)} in {whole.first.year} "
                f"to {words.quantity(whole.last.value, unit)} in {whole.last.year}",
                f"in {year}: {words.join(parts)}" if parts else None,
            ]
        ),
        stack_chart(bands, words.unit_title(unit), view.source_title(*series)),
        stack_table(bands),
        {"year": "Year", **{band.key: f"{band.label} ({words.unit_title(unit)})" for band in bands}},
        view.sources(*series),
    )
