"""The levers of the index of progress: what the reader weighs anew is what the chapter shows."""

from __future__ import annotations

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress import INDEX
from pagebook.analysis.progress.indexing import MISSING_RULES
from pagebook.figures.levers import Lever, WeightLevers
from pagebook.story.partners import Partners
from pagebook.story.progress_reader import LABEL, Progress

__all__ = ["weight_levers"]


_BELOW = "The statistics behind it are named under “Statistics”."


def weight_levers(progress: Progress, partners: Partners, *, beside: str) -> WeightLevers:
    """Return levers that move the weights of the index's places.

    Args:
        progress: What is measured, as published.
        partners: Names of the countries.
        beside: In a phrase, where the figure of the index with the book's weights stands.
    """
    values, weights = progress.matrix(INDEX), progress.weights(INDEX)
    version = progress.design.version
    # Where all countries have the same weights, each lever has one; else it moves every country's own.
    same = version.weight_rule == "equal"
    level = weights.iloc[0] if same else weights.mean()
    least = f"an index takes {words.in_words(version.least_known)} of the {len(values.columns)} places"
    return WeightLevers(
        name="progress-weights",
        title="Weigh the places of the index yourself",
        what="index of progress",
        levers=[Lever(place, progress.name(place), float(level[place])) for place in values.columns],
        areas={area: partners.name(area) for area in partners.codes},
        values=values,
        in_text={area: partners.in_text(area) for area in partners.codes},
        nouns="places",
        rule=words.paragraph([LABEL, f"{MISSING_RULES[version.missing_rule]}; {least}", _BELOW]),
        beside=beside,
        fewest=version.least_known,
        fill=_fill(values, version.missing_rule),
        own=None if same else weights,
        scale=100,
        unit="%",
        decimals=1,
    )


def _fill(values: pd.DataFrame, rule: str) -> dict[str, float] | None:
    """Return what stands in for a place that is not known; None where it is left out."""
    if rule == "left out":
        return None
    stand_in = values.median() if rule == "group median" else pd.Series(0.0, values.columns)
    return {str(place): float(value) for place, value in stand_in.fillna(0.0).items()}
