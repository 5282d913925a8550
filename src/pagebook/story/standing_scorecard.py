"""The headline indicators in one table: value, change, medians, and the stand against them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Rating
from pagebook.figures import Prose, Table
from pagebook.figures.lines import Role
from pagebook.story.standing_view import View, prose, since

__all__ = ["HEADLINES", "Score", "scorecard", "scorecard_note", "scores"]

HEADLINES = {
    "gdp_ppp_per_capita": "GDP per person, international $",
    "poverty_rate_300": "People below 3 dollars a day",
    "gini": "Gini index of inequality",
    "life_expectancy": "Life expectancy",
    "mean_years_schooling": "Years of schooling of adults",
    "female_labour_participation": "Women in the labour force",
    "informal_employment_rate": "Informal employment",
    "co2_per_capita": "CO₂ per person, tonnes",
    "co2_intensity_gdp": "CO₂ per dollar of GDP, kg",
    "elec_share_renewables": "Electricity from renewables",
    "clean_cooking_access": "Access to clean cooking",
    "material_footprint_per_capita": "Material footprint per person, tonnes",
    "pm25_mean_exposure": "Fine particles in the air, µg/m³",
    "forest_area_share": "Forest, of land area",
}


@dataclass(frozen=True)
class Score:
    """One headline indicator of the country.

    Attributes:
        indicator: Its id.
        last: The newest observation.
        change: What changed over about ten years; None without an earlier value.
        medians: Role to the median of the same year.
        rating: Against the partners' median; None where there is none or the indicator is not rated.
    """

    indicator: str
    last: Observation
    change: str | None
    medians: dict[Role, float]
    rating: Rating | None


def scores(view: View) -> list[Score]:
    """Return the headline indicators that the country has, in their order."""
    return [_score(view, name) for name in HEADLINES if view.series(name)]


def _score(view: View, name: str) -> Score:
    own = view.series(name)
    medians = view.medians_at(name, own.last.year)
    rating = (
        indicators.rate(own.last.value, medians["partners"], str(view.about(name, "direction")))
        if "partners" in medians
        else None
    )
    return Score(name, own.last, since(own, view.unit(name), slack=2), medians, rating)


def scorecard_note(view: View) -> Prose:
    """Return how many indicators stand better or worse than the partners' median, and which are old."""
    found = scores(view)
    tally = Counter(score.rating for score in found if score.rating)
    rated = sum(tally.values())
    if not rated:
        return Prose()
    kinds = [(tally[word], word) for word in ("better", "worse", "about the same") if tally[word]]
    parts = [f"{n} {'is' if n == 1 else 'are'} {word}" for n, word in kinds]
    old = [f"{_in_text(_name(score))} ({score.last.year})" for score in found if score.last.is_old]
    return prose(
        view.peers_in_words(),
        f"of {words.count('headline indicator', rated)} set against the PAGE median, {words.join(parts)}",
        f"the latest values are old for {words.join(old)}" if old else None,
    )


def _name(score: Score) -> str:
    return HEADLINES[score.indicator].split(",")[0]


def _in_text(name: str) -> str:
    """Return a row's name inside a sentence; abbreviations and Gini keep their capital."""
    return name if name.startswith("Gini") or not name[1].islower() else name[0].lower() + name[1:]


def scorecard(view: View) -> Table:
    """Return the table of headline indicators."""
    found = scores(view)
    rows = [_cells(view, score) for score in found]
    columns = {"what": "Indicator", "value": view.name, "year": "Year", "change": "Change"}
    columns |= {role: label for role, label in view.labels.items() if role != "country"}
    columns["rating"] = "Against PAGE median"
    return Table(
        "scorecard",
        _caption(view),
        pd.DataFrame(rows, columns=list(columns)),
        columns,
        view.sources(*(view.series(score.indicator) for score in found)),
        {role: "right" for role in ("value", "year", "partners", "region", "income")},
    )


def _cells(view: View, score: Score) -> dict[str, object]:
    unit = view.unit(score.indicator)
    return {
        "what": HEADLINES[score.indicator],
        "value": _bare(score.last.value, unit),
        "year": score.last.year,
        # The value beside it shows that the points are percentage points; the long word makes tall rows.
        "change": score.change and score.change.replace("percentage point", "point"),
        **{role: _bare(value, unit) for role, value in score.medians.items()},
        "rating": score.rating,
    }


def _bare(value: float, unit: str) -> str:
    """Write a value whose unit the row's label tells."""
    return words.quantity(value, unit) if unit.startswith(("%", "index")) else words.number(value)


def _caption(view: View) -> str:
    return (
        f"Headline indicators of {view.country}: latest value that can be compared, change over about ten "
        "years, and medians of the same year"
    )
