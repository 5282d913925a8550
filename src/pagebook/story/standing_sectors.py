"""Greenhouse gases by sector, and from land, on which the sources disagree."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.figures import Figure, Prose
from pagebook.figures.bars import Bar, bar_chart, bar_table
from pagebook.story.standing_view import View, prose

__all__ = ["emissions_by_sector", "emissions_by_sector_chart", "land_use"]

_SECTORS = {
    "ghg_electricity_heat": "electricity and heat",
    "ghg_transport": "transport",
    "ghg_manufacturing_energy": "fuel in manufacturing and construction",
    "ghg_industrial_processes": "industrial processes",
    "ghg_buildings": "fuel in buildings",
    "ghg_fugitive": "fugitive emissions of energy production",
    "ghg_agriculture": "agriculture",
    "ghg_waste": "waste",
}
_LAND = {
    "ghg_lucf": "Land use (Climate Watch)",
    "co2_land_use_change": "Land use, CO₂ only (Global Carbon Budget)",
}


def _sector_bars(view: View) -> list[Bar]:
    """Return the sectors, largest first, each with its value of 2000."""
    there = {key: view.series(key) for key in _SECTORS if view.series(key)}
    bars = [Bar(words.capitalise(_SECTORS[key]), own.last, own.at(2000)) for key, own in there.items()]
    return sorted(bars, key=lambda bar: (-bar.last.value, bar.label))


def _land_bars(view: View) -> list[Bar]:
    """Return land use as both sources have it, in the newest year that they share."""
    both = [view.series(key) for key in _LAND]
    shared = set.intersection(*({item.year for item in own.observations} for own in both))
    if not shared:
        return []
    year = max(shared)
    found = [(label, own.at(year), own.at(2000)) for label, own in zip(_LAND.values(), both, strict=True)]
    return [Bar(label, last, before, doubtful=True) for label, last, before in found if last]


def emissions_by_sector(view: View) -> Prose:
    """Return the largest sectors, and methane and nitrous oxide."""
    bars = _sector_bars(view)
    whole = sum(bar.last.value for bar in bars)
    if not bars or whole <= 0:
        return Prose()
    largest = [f"{_low(bar.label)} ({words.percent(100 * bar.last.value / whole)})" for bar in bars[:3]]
    return prose(
        f"outside land use, the largest sectors in {bars[0].last.year} were {words.join(largest)}, of "
        f"{words.quantity(whole, 'million tonnes CO2e')} in all greenhouse gases (Climate Watch)",
        _gases(view),
    )


def _low(label: str) -> str:
    return label[:1].lower() + label[1:]


def _gases(view: View) -> str | None:
    methane, nitrous = view.series("ch4_total"), view.series("n2o_total")
    other = nitrous.at(methane.last.year) if methane else None
    if other is None:
        return None
    unit = "million tonnes CO2e"
    return (
        f"methane came to {words.quantity(methane.last.value, unit)} and nitrous oxide to "
        f"{words.quantity(other.value, unit)} in {other.year}, with those from land use (Jones et al.)"
    )


def emissions_by_sector_chart(view: View) -> Figure | None:
    """Return greenhouse gases by sector, with land use from both sources."""
    bars = [*_sector_bars(view), *_land_bars(view)]
    if not bars:
        return None
    unit, year = "million tonnes CO2e", bars[0].last.year
    used = [view.series(key) for key in (*_SECTORS, *_LAND)]
    values = [f"{_low(bar.label)} {words.number(bar.last.value)}" for bar in bars]
    return Figure(
        "emissions-by-sector",
        "Greenhouse gas emissions by sector",
        f"Million tonnes of CO₂ equivalent in {year}; the upright mark shows 2000 where it is known. "
        "Sectors: all gases, Climate Watch. Land use, in the second colour, is uncertain; sources differ.",
        words.paragraph([f"{view.name}, {year}, Mt CO₂e: {'; '.join(values)}"]),
        bar_chart(bars, unit, view.source_title(*used)),
        bar_table(bars),
        {
            "label": "Sector",
            "year": "Year",
            "value": words.unit_title(unit),
            "earlier_year": "Earlier year",
            "value_before": f"{words.unit_title(unit)}, earlier year",
        },
        view.sources(*used),
    )


def land_use(view: View) -> Prose:
    """Return net land-use emissions as both sources have them, said to be uncertain."""
    bars = _land_bars(view)
    if len(bars) < 2:
        return Prose()
    watch, budget = (_net(bar.last.value) for bar in bars)
    edition = view.edition(view.series("co2_land_use_change"))
    return prose(
        f"land-use emissions are uncertain and sources disagree: for {bars[0].last.year}, Climate Watch has "
        f"{watch} CO₂e, the Global Carbon Budget ({edition}) {budget} CO₂"
    )


def _net(value: float) -> str:
    if value == 0:
        return "neither release nor uptake of"
    kind = "a net release of" if value > 0 else "a net uptake of"
    return f"{kind} {words.number(abs(value), 'Mt')}"
