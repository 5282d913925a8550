"""What the statistics lack for a country, or have only from long ago."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.story.reader import Gap
from pagebook.story.standing_view import View

__all__ = ["standing_gaps"]

_TOPIC = "Where the country stands"

# The indicators of the section whose absence or age a reader should know, in page order.
_WATCHED = (
    "gdp_ppp_per_capita",
    "co2_total",
    "co2_consumption",
    "co2_intensity_gdp",
    "elec_share_renewables",
    "electricity_access",
    "clean_cooking_access",
    "employment_agriculture",
    "female_labour_participation",
    "unemployment_rate",
    "youth_unemployment_rate",
    "informal_employment_rate",
    "life_expectancy",
    "mean_years_schooling",
    "hdi",
    "gini",
    "poverty_rate_300",
    "forest_area_share",
    "terrestrial_protected_share",
    "marine_protected_share",
    "water_withdrawal_per_capita",
    "pm25_mean_exposure",
    "material_footprint_per_capita",
)


def standing_gaps(view: View) -> list[Gap]:
    """Return the missing indicators first, then those whose latest value is old, each in page order."""
    missing = [_missing(view, name) for name in _WATCHED if not view.series(name)]
    old = [_old(view, name) for name in _WATCHED if view.series(name) and view.series(name).last.is_old]
    return [*missing, *old]


def _label(view: View, name: str) -> str:
    return words.chemistry(str(view.about(name, "label")))


def _missing(view: View, name: str) -> Gap:
    titles = [str(view.reader.source(source)["title"]) for source in view.about(name, "sources")]
    landlocked = name == "marine_protected_share" and bool(view.reader.area.get("lldc"))
    if landlocked:
        return Gap(_TOPIC, _label(view, name), "the country has no coast")
    named = words.join(f"“{words.chemistry(title)}”" for title in titles)
    return Gap(_TOPIC, _label(view, name), f"{named} has no value for the country")


def _old(view: View, name: str) -> Gap:
    year = view.series(name).last.year
    return Gap(_TOPIC, f"{_label(view, name)} after {year}", "the source ends there")
