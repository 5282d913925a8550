"""Forests, protected areas, water, air and materials."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.figures import Figure, Prose
from pagebook.story.standing_charts import dots, versus
from pagebook.story.standing_view import View, prose, told

__all__ = ["materials", "materials_chart", "nature", "nature_chart"]

_GUIDELINE = 5
_AREAS = (
    ("forest_area_share", "Forest, of land area"),
    ("agricultural_land_share", "Farmland, of land area"),
    ("terrestrial_protected_share", "Protected, of land area"),
    ("marine_protected_share", "Protected, of territorial waters"),
)


def nature(view: View) -> Prose:
    """Return forest, protected areas, water and air."""
    return prose(
        view.level("forest_area_share", f"the share of land under forest in {view.country} was"),
        _protected(view),
        view.level("water_withdrawal_per_capita", "water withdrawal was"),
        _air(view),
    )


def _protected(view: View) -> str | None:
    land, sea = view.series("terrestrial_protected_share"), view.series("marine_protected_share")
    if not land:
        return None
    text = f"{words.percent(land.last.value)} of the land {told(land.last)}"
    if sea:
        text += f" and {words.percent(sea.last.value)} of the territorial waters {told(sea.last)}"
    return f"protected areas covered {text}"


def _air(view: View) -> str | None:
    own = view.series("pm25_mean_exposure")
    if not own:
        return None
    ratio = own.last.value / _GUIDELINE
    level = words.quantity(own.last.value, view.unit("pm25_mean_exposure"))
    text = f"people breathed air with {level} of fine particles (PM2.5) on average {told(own.last)}"
    times = words.number(ratio, digits=2)
    guide = f"{'twice' if times == '2' else f'{times} times'} the WHO guideline of {_GUIDELINE}"
    stand = view.against("pm25_mean_exposure", own.last)
    return words.chemistry(", ".join(part for part in (text, guide, stand) if part))


def nature_chart(view: View) -> Figure | None:
    """Return forest, farmland and protected areas against the medians."""
    return dots(
        view,
        _AREAS,
        "nature",
        "Land, forest and protected areas",
        "Per cent of land area or territorial waters",
    )


def _materials(view: View) -> str:
    """Return the indicator of materials: the footprint, or domestic consumption where there is none."""
    return (
        "material_footprint_per_capita" if view.series("material_footprint_per_capita") else "dmc_per_capita"
    )


def materials(view: View) -> Prose:
    """Return the material footprint, or domestic material consumption where there is none."""
    indicator = _materials(view)
    if indicator == "dmc_per_capita":
        begin = f"{view.country} has no published material footprint; domestic material consumption was"
    else:
        begin = f"the material footprint of {view.country} was"
    return prose(view.level(indicator, begin))


def materials_chart(view: View) -> Figure | None:
    """Return materials per person against the medians."""
    indicator = _materials(view)
    title = (
        "Material footprint"
        if indicator == "material_footprint_per_capita"
        else "Domestic material consumption"
    )
    return versus(view, indicator, "materials", f"{title} per person", zero=True)
