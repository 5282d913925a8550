"""Health, schooling, human development and inequality."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.figures import Figure, Prose
from pagebook.story.standing_charts import versus
from pagebook.story.standing_view import View, prose, since, told

__all__ = ["inequality", "inequality_chart", "people", "people_chart"]


def people(view: View) -> Prose:
    """Return life expectancy, schooling and the Human Development Index."""
    return prose(
        view.level("life_expectancy", f"life expectancy at birth in {view.country} was"),
        view.level("mean_years_schooling", "adults aged 25 and over had on average been to school for"),
        view.level("hdi", "the Human Development Index was"),
    )


def people_chart(view: View) -> Figure | None:
    """Return the Human Development Index against the medians."""
    return versus(
        view,
        "hdi",
        "human-development",
        "Human Development Index",
        note="UNDP, Human Development Report 2023/24",
    )


def inequality(view: View) -> Prose:
    """Return the Gini index and extreme poverty of the latest surveys."""
    own = view.series("gini")
    if not own:
        return Prose()
    level = f"the Gini index of {view.country} was {words.number(own.last.value)} {told(own.last)}"
    parts = (level, since(own, view.unit("gini"), slack=2), view.against("gini", own.last))
    return prose(", ".join(part for part in parts if part), _poverty(view))


def _poverty(view: View) -> str | None:
    own = view.series("poverty_rate_300")
    if not own:
        return None
    share = words.percent(own.last.value)
    text = f"{told(own.last)}, {share} of people lived below 3 dollars a day (2021 purchasing power)"
    return ", ".join(part for part in (text, since(own, "%", slack=2)) if part)


def inequality_chart(view: View) -> Figure | None:
    """Return the Gini index, a point for each survey."""
    note = "points are surveys, of income or of consumption; the countries behind a median vary by year"
    return versus(view, "gini", "inequality", "Gini index of inequality", note=note, points=True)
