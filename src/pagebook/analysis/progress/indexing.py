"""Indicators into places, places into an index, and the index read together with the dashboard."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagebook.analysis.progress.design import Design
from pagebook.analysis.progress.measuring import rated

__all__ = [
    "DASHBOARD",
    "INDEX",
    "MISSING_RULES",
    "READINGS",
    "WEIGHT_RULES",
    "combined",
    "filled",
    "gathered",
    "index",
    "matrix",
    "ratings",
    "summed",
    "weights",
]

Array = npt.NDArray[np.float64]

INDEX, DASHBOARD = "index", "dashboard"
"""The two parts of the framework."""

WEIGHT_RULES = {
    "equal": "every place counts as declared, each of them the same",
    "distance": "the farther a country was from a target in its base year, the more the place counts for it",
}
"""How places are weighted, in words."""

MISSING_RULES = {
    "left out": "the index is the mean over the places that are known",
    "no progress": "a place that is not known counts as no progress",
    "group median": "a place that is not known counts as the median of the countries for which it is known",
}
"""What becomes of places that are not known, in words."""

READINGS = {
    (True, True): "progress, stocks kept",
    (True, False): "progress, stocks run down",
    (False, True): "no progress, stocks kept",
    (False, False): "no progress, stocks run down",
}
"""The combined reading: whether the index is above nought, and whether the dashboard is not below it."""


def gathered(progress: Array, design: Design, part: str) -> Array:
    """Return the progress of places out of that of indicators; missing where none is known.

    A place is the mean of its components that are known, by their shares; without any, of its stand-ins.

    Args:
        progress: The last axis in the order of the design's indicators.
        design: Places, shares and roles.
        part: `INDEX` or `DASHBOARD`.

    Returns:
        The last axis in the order of `design.chosen(part)`.
    """
    rows = design.indicators
    share, role = rows["share"].to_numpy("float64"), rows["role"].to_numpy("object")
    found = []
    for place in design.chosen(part):
        here = (rows["place"] == place).to_numpy()
        # Only the columns of the place: a mean over all of them would pass over most.
        main, spare = (np.flatnonzero(here & (role == kind)) for kind in ("component", "stand-in"))
        mean = _mean(progress[..., main], share[main])
        if len(spare):
            mean = np.where(np.isnan(mean), _mean(progress[..., spare], share[spare]), mean)
        found.append(mean)
    return np.stack(found, axis=-1)


def filled(places: Array, rule: str) -> Array:
    """Return the places with what the rule puts where nothing is known.

    Args:
        places: The last two axes are areas and places.
        rule: One of `MISSING_RULES`.

    Raises:
        ValueError: There is no such rule.
    """
    if rule == "left out":
        return places
    if rule == "no progress":
        return np.nan_to_num(places, nan=0.0)
    if rule != "group median":
        raise ValueError(f"no rule {rule!r} for what is missing; there are: {', '.join(MISSING_RULES)}")
    known = ~np.isnan(places).all(axis=-2, keepdims=True)
    # The median of nothing is nothing; nought stands in so that none is taken of an empty column.
    middle = np.where(known, np.nanmedian(np.where(known, places, 0.0), axis=-2, keepdims=True), np.nan)
    return np.where(np.isnan(places), middle, places)


def summed(places: Array, weight: Array) -> Array:
    """Return the weighted mean over the places that are known; missing where none is."""
    return _mean(places, weight)


def matrix(measured: pd.DataFrame, design: Design, part: str = INDEX) -> pd.DataFrame:
    """Return the progress of each area (rows) in each place (columns) of a part; missing where not known."""
    wide = measured.pivot(index="area", columns="indicator", values="progress")
    values = wide.reindex(columns=list(design.indicators["indicator"])).to_numpy("float64")
    return pd.DataFrame(gathered(values, design, part), list(wide.index), design.chosen(part)).rename_axis(
        "area"
    )


def ratings(measured: pd.DataFrame, design: Design, part: str = INDEX) -> pd.DataFrame:
    """Return the rating of each area (rows) in each place (columns): that of the mean pace of the place."""
    paces = matrix(measured.assign(progress=measured["pace"]), design, part)
    return paces.apply(rated, ratings=design.ratings)


def weights(measured: pd.DataFrame, design: Design, part: str = INDEX) -> pd.DataFrame:
    """Return the weight of each place (columns) for each area (rows), by the version's rule; they sum to 1.

    Places that are not known have their weight too: the rule for what is missing decides what becomes of it.

    Raises:
        ValueError: There is no such rule.
    """
    names = design.chosen(part)
    rule = design.version.weight_rule
    if rule not in WEIGHT_RULES:
        raise ValueError(f"no weight rule {rule!r}; there are: {', '.join(WEIGHT_RULES)}")
    heavy = design.places.set_index("place")["weight"].reindex(names).astype("float64")
    far = matrix(measured.assign(progress=measured["distance"]), design, part)
    if rule == "equal":
        raw = far.notna() * 0.0 + heavy
    else:
        # How far an unknown place is cannot be told: it counts as the mean of the country's others.
        known = far.T.fillna(far.mean(axis=1).fillna(1.0)).T
        raw = known.clip(lower=design.version.least_distance) * heavy
    return raw.div(raw.sum(axis=1), axis=0)


def index(measured: pd.DataFrame, design: Design, part: str = INDEX) -> pd.DataFrame:
    """Return the weighted progress of each area over the places of a part.

    Args:
        measured: What `measuring.measure` returns.
        design: Weights and the rule for what is missing.
        part: `INDEX` or `DASHBOARD`. Of the index a country must have as many places as the version says;
            of the dashboard, one.

    Returns:
        `area`, `index` (missing where too few places are known), `n` (places known) and `missing` (the
        places that are not, a tuple), sorted by area.
    """
    places = matrix(measured, design, part)
    known = places.notna().to_numpy()
    least = design.version.least_known if part == INDEX else 1
    mean = summed(
        filled(places.to_numpy(), design.version.missing_rule), weights(measured, design, part).to_numpy()
    )
    names = np.array(places.columns, dtype="object")
    return pd.DataFrame(
        {
            "area": list(places.index),
            "index": np.where(known.sum(axis=1) >= least, mean, np.nan),
            "n": known.sum(axis=1),
            "missing": [tuple(names[~row]) for row in known],
        }
    )


def combined(measured: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return index and dashboard side by side, with the words of `READINGS` that read them together.

    Returns:
        `area`, `index`, `dashboard`, `reading` (missing where one of the two is), sorted by area.
    """
    frame = index(measured, design)[["area", "index"]]
    beside = index(measured, design, DASHBOARD)[["area", "index"]].rename(columns={"index": "dashboard"})
    frame = frame.merge(beside, on="area")
    told = [
        READINGS[bool(first > 0), bool(second >= 0)] if pd.notna(first) and pd.notna(second) else None
        for first, second in zip(frame["index"], frame["dashboard"], strict=True)
    ]
    return frame.assign(reading=pd.Series(told, frame.index, dtype="object"))


def _mean(values: Array, weight: Array) -> Array:
    """Return the weighted mean over the last axis, passing over what is missing or has no weight."""
    known = ~np.isnan(values) & (weight > 0)
    heavy = np.where(known, weight, 0.0)
    whole = heavy.sum(axis=-1)
    total = (np.where(known, values, 0.0) * heavy).sum(axis=-1)
    mean: Array = np.divide(total, whole, out=np.full(total.shape, np.nan), where=whole > 0)
    return mean
