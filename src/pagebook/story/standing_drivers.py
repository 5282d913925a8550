"""What pushed a country's emissions up and down: people, income, energy and its carbon."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.analysis.decomposition import DIRTIEST, FACTORS, Change, Levels, levels
from pagebook.figures import Figure, Prose
from pagebook.figures.cascade import cascade_chart
from pagebook.story.drivers import (
    LABELS,
    changes,
    doubtful,
    driver_table,
    largest_of,
    most,
    pushes,
    steps,
    tonnes,
)
from pagebook.story.standing_view import View, prose

__all__ = ["drivers", "drivers_chart"]

_SERIES = ("population", "gdp_ppp", "energy_intensity", "co2_total")


def _known(view: View) -> dict[int, Levels]:
    return levels(*map(view.series, _SERIES))


def drivers(view: View) -> Prose:
    """Return what pushed emissions up and down in each period, and whether the two statistics fit."""
    known = _known(view)
    found = changes(known)
    if not found:
        return Prose()
    return prose(*_periods(found), *_doubt(known, found))


def _periods(found: list[Change]) -> list[str]:
    """Return a sentence a period, the newest first."""
    largest = largest_of(found)
    return [_newest(found[-1], largest), *(_earlier(one, largest) for one in found[-2::-1])]


def _newest(one: Change, largest: float) -> str:
    way = "rose" if one.change >= 0 else "fell"
    ends = f"from {tonnes(one.before, largest)} to {tonnes(one.after, largest)} million tonnes"
    return f"from {one.first} to {one.last}, CO₂ emissions {way} {ends}: {pushes(one, largest)}"


def _earlier(one: Change, largest: float) -> str:
    way = "rose" if one.change >= 0 else "fell"
    size = tonnes(abs(one.change), largest)
    return f"from {one.first} to {one.last}, when they {way} by {size}, {most(one, largest)}"


def _doubt(known: dict[int, Levels], found: list[Change]) -> list[str]:
    years = doubtful(known, found[0].first, found[-1].last)
    if not years:
        return []
    told = words.join(words.year_ranges(years).split(", "))
    top = words.number(max(known[year].carbon_intensity for year in years))
    return [
        f"in {told}, the emissions on record are more than the energy on record could "
        f"give off: up to {top} kg of CO₂ a gigajoule, where lignite gives {words.number(DIRTIEST)} at most",
        "the two statistics do not count the same fuel, so the effects of energy per unit of GDP and of CO₂ "
        "per unit of energy should be read together; their sum does not depend on the energy statistics",
    ]


def drivers_chart(view: View) -> Figure | None:
    """Return the cascade from the emissions of the first year over the effects to those of the last."""
    found = changes(_known(view))
    if not found:
        return None
    newest, *earlier = _periods(found)
    series = [view.series(name) for name in _SERIES]
    unit = words.unit_title(view.unit("co2_total"))
    return Figure(
        "drivers",
        "What pushed CO₂ emissions up and down",
        f"Territorial CO₂ without land use, {unit}, {words.years(found[0].first, found[-1].last)}, and the "
        "effects of four factors, which sum up to its change: additive LMDI, chained year by year. Orange "
        "bars raise emissions, blue ones lower them; each begins where the one before it ended. The last "
        "year is the newest of the energy statistics (SDG 7.3.1).",
        words.paragraph([f"{view.name}: {newest}", *earlier]),
        cascade_chart(steps(found), unit, view.source_title(*series)),
        driver_table(found),
        {
            "from_year": "From",
            "to_year": "To",
            "before": f"CO₂ at the beginning ({unit})",
            **{factor: f"Effect: {LABELS[factor]}" for factor in FACTORS},
            "change": "Change (sum of the effects)",
            "after": "CO₂ at the end",
        },
        view.sources(*series),
    )
