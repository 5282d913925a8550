"""Progress of each indicator and country towards its target, with weight, rating and trend."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagebook.analysis.progress.design import Design
from pagebook.analysis.progress.targets import valued
from pagebook.analysis.progress.windows import prepared, slopes, windows

__all__ = ["MEASURED", "NO_DATA", "TRENDS", "distance", "measure", "met", "options", "progress", "rated"]

Array = npt.NDArray[np.float64]

MEASURED = (
    "area",
    "indicator",
    "place",
    "part",
    "base_year",
    "base",
    "end_year",
    "end",
    "target",
    "distance",
    "progress",
    "pace",
    "rating",
    "trend",
    "weight",
)
"""The columns of `measure`, in order."""

_ROUNDING = 1e-9

NO_DATA = "no data"
"""The rating of what could not be measured."""

TRENDS = ("better", "little change", "worse")
"""What a trend can be."""


def progress(
    base: Array | float,
    end: Array | float,
    target: Array | float,
    sign: Array | float,
    *,
    lowest: float = -1.0,
    near: float = 0.0,
) -> Array:
    """Return the share of the way from the base to the target that was gone.

    $p = (g_0 - g_1) / max(g_0, near |T|)$ with the gaps $g_t = max(0, s (T - y_t))$; 1 once the target is
    met at the end, however it stood at the base; never below `lowest`, never above 1.

    Args:
        base: The earlier value.
        end: The later value.
        target: The target, in the same unit.
        sign: 1 where higher is better, -1 where lower is.
        lowest: The least progress that counts.
        near: The least gap that is divided by, as a share of the target: from nearer to the target a
            small change would count as a great one.
    """
    first = np.maximum(0.0, sign * (np.asarray(target, "float64") - base))
    last = np.maximum(0.0, sign * (np.asarray(target, "float64") - end))
    whole = np.maximum(first, near * np.abs(target))
    # A target of zero that was met and is lost again has no scale: it counts as the lowest.
    shape = np.broadcast(first, whole, last).shape
    gone = np.divide(first - last, whole, out=np.full(shape, lowest), where=whole > 0)
    unknown = np.isnan(first) | np.isnan(last)
    held: Array = np.where(met(end, target, sign), 1.0, np.clip(gone, lowest, 1.0))
    return np.where(unknown, np.nan, held)


def met(end: Array | float, target: Array | float, sign: Array | float) -> npt.NDArray[np.bool_]:
    """Tell where a target is reached or passed, but for what rounding leaves."""
    target = np.asarray(target, "float64")
    reached: npt.NDArray[np.bool_] = sign * (target - end) <= _ROUNDING * np.abs(target)
    return reached


def distance(base: Array | float, target: Array | float, sign: Array | float) -> Array:
    """Return how far a value is from its target, from 0 (met) to 1, whatever its unit.

    Of what should rise, the share of the target that is missing; of what should fall, the share of the
    value that is too much.
    """
    base, target, sign = np.broadcast_arrays(*(np.asarray(item, "float64") for item in (base, target, sign)))
    gap, whole = sign * (target - base), np.where(sign > 0, target, base)
    share = np.divide(gap, whole, out=np.zeros(gap.shape), where=whole > 0)
    return np.where(np.isnan(gap), np.nan, np.clip(share, 0.0, 1.0))


def measure(values: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return what each area reached of each indicator's target.

    Args:
        values: Observations: `area`, `indicator`, `year`, `value`; also of what indicators are divided by.
        design: What is measured, and how.

    Returns:
        A row for each area of `values` and each indicator of the design, in this order, with the columns of
        `MEASURED`; where nothing could be measured the rating is `no data` and the numbers are missing.
        `weight` is the declared weight of the indicator within its part, the same for all areas; weights of
        a part sum to 1 in each area.
    """
    measured = options(values, design, design.standard())
    measured = measured.assign(rating=rated(measured["pace"], design.ratings))
    return measured[list(MEASURED)]


def options(values: pd.DataFrame, design: Design, targets: pd.DataFrame) -> pd.DataFrame:
    """Return what `measure` does for any targets, with the column `option`, and without ratings."""
    rows = prepared(values, design)
    pairs = windows(rows, design)
    pairs = pairs.assign(slope=slopes(rows, pairs))
    found = _computed(valued(targets, pairs, design), design)
    kept = design.indicators[["indicator", "place", "share", "role"]].merge(
        design.places[["place", "part", "weight"]].rename(columns={"weight": "heavy"}), on="place"
    )
    kept = kept.assign(weight=_declared(kept)).drop(columns=["share", "role", "heavy"])
    areas = pd.DataFrame({"area": sorted(set(values["area"]))})
    frame = areas.merge(kept, how="cross").merge(targets[["indicator", "option"]], on="indicator", how="left")
    return frame.merge(found, on=["area", "indicator", "option"], how="left")


def rated(pace: pd.Series, ratings: pd.DataFrame) -> pd.Series:
    """Return the rating of each pace: the first, from the fastest, whose least pace it reaches."""
    found = pd.Series(NO_DATA, pace.index, dtype="object")
    for row in ratings.dropna(subset=["least_pace"]).sort_values("least_pace").to_dict("records"):
        found = found.mask(pace >= row["least_pace"], row["rating"])
    slowest = ratings[ratings["least_pace"].isna() & (ratings["rating"] != NO_DATA)]["rating"]
    return found.mask(pace.notna() & (found == NO_DATA), next(iter(slowest), NO_DATA))


def _computed(frame: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the frame with distance, progress, pace and trend."""
    version = design.version
    sign = np.where(frame["direction"] == "higher_better", 1.0, -1.0)
    base, end, target = (frame[name].to_numpy("float64") for name in ("base", "end", "target"))
    gone = progress(base, end, target, sign, lowest=version.lowest, near=version.near)
    there = met(end, target, sign)
    passed = (frame["end_year"] - frame["base_year"]) / (version.target_year - frame["base_year"])
    moved = sign * frame["slope"].to_numpy("float64") * (frame["end_year"] - frame["base_year"])
    level = np.where(base == 0, np.abs(target), np.abs(base))
    trend = np.select(
        [moved > version.steady * level, moved < -version.steady * level], [TRENDS[0], TRENDS[2]], TRENDS[1]
    )
    return frame.drop(columns=["direction", "slope"]).assign(
        distance=distance(base, target, sign),
        progress=gone,
        # Whoever has met the target is in time, whenever that was.
        pace=np.where(there, np.maximum(1.0, gone / passed), gone / passed),
        trend=trend,
    )


def _declared(kept: pd.DataFrame) -> pd.Series:
    """Return the weight of each indicator within its part: its place's weight, divided by the shares."""
    main = kept["role"] == "component"
    share = kept["share"].astype("float64").where(main, 0.0)
    within = share / share.groupby(kept["place"]).transform("sum")
    places = kept.drop_duplicates("place")
    whole = kept["part"].map(places.groupby("part")["heavy"].sum())
    return kept["heavy"].astype("float64") / whole * within
