"""How sure the ranks are: weights, targets and the rule for what is missing, drawn at random."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from pagebook.analysis.progress.design import Design
from pagebook.analysis.progress.indexing import INDEX, MISSING_RULES, filled, gathered, index, summed, weights
from pagebook.analysis.progress.measuring import measure, options

__all__ = ["drawn", "placed", "ranks"]

Array = npt.NDArray[np.float64]

# Cells of the largest array that is made at a time; more would only wait for memory.
_CELLS = 4_000_000


def ranks(values: pd.DataFrame, design: Design) -> pd.DataFrame:
    """Return the rank of each area by the index, and the interval in which its ranks fall when choices vary.

    In each draw the places' weights come from a Dirichlet distribution around the declared ones (with
    `distance`, around each area's own), each indicator's target is one of those declared for it, each as
    likely as another, and the rule for what is missing is one of `MISSING_RULES`.

    Args:
        values: As for `measuring.measure`.
        design: What is measured; its version says how many draws, from which seed, and which interval.

    Returns:
        `area`, `rank` (1 is the most progress; equal ones share it; missing without an index), `low`, `high`
        and `middle` (ranks, of the draws), `index`, `index_low`, `index_high`; sorted by rank, then area.
    """
    found = index(measure(values, design), design)
    sums = drawn(values, design)
    version = design.version
    frame = found[["area", "index"]].assign(rank=placed(found["index"].to_numpy()[None, :])[0])
    places = placed(sums)
    frame["low"] = _at(places, version.low, whole=True)
    frame["middle"] = _at(places, 0.5, whole=True)
    frame["high"] = _at(places, version.high, whole=True)
    frame["index_low"], frame["index_high"] = _at(sums, version.low), _at(sums, version.high)
    whole = ["rank", "low", "middle", "high"]
    frame = frame.astype(dict.fromkeys(whole, "Int64"))
    order = ["area", "rank", "low", "middle", "high", "index", "index_low", "index_high"]
    return frame.sort_values(["rank", "area"], na_position="last", ignore_index=True)[order]


def drawn(values: pd.DataFrame, design: Design) -> Array:
    """Return the index of each draw (rows) and area (columns, sorted); missing where an area has none.

    The same seed gives the same draws.
    """
    version = design.version
    random = np.random.default_rng(version.seed)
    choices = _choices(values, design)
    measured = measure(values, design)
    own = weights(measured, design).to_numpy("float64")
    has = index(measured, design)["index"].notna().to_numpy()
    step = max(1, _CELLS // max(1, choices.shape[1] * max(choices.shape[1:])))
    parts = [
        _draw(min(step, version.draws - start), choices, own, design, random)
        for start in range(0, version.draws, step)
    ]
    return np.where(has[None, :], np.concatenate(parts), np.nan)


def placed(sums: Array) -> Array:
    """Return the rank of each area (columns) in each draw (rows): 1 for the highest; none for a missing."""
    step = max(1, _CELLS // max(1, sums.shape[1] ** 2))
    found = []
    for start in range(0, len(sums), step):
        part = sums[start : start + step]
        above = (part[:, None, :] > part[:, :, None]).sum(axis=2)
        found.append(np.where(np.isnan(part), np.nan, 1.0 + above))
    return np.concatenate(found) if found else sums


def _choices(values: pd.DataFrame, design: Design) -> Array:
    """Return progress by option, area and indicator; an indicator with few options repeats them.

    So that each option of an indicator stays as likely as another, they are laid out by the least common
    multiple of their numbers.
    """
    measured = options(values, design, design.targets)
    names = list(design.indicators["indicator"])
    per = [sorted(measured["option"][measured["indicator"] == name].dropna().unique()) for name in names]
    depth = int(np.lcm.reduce([max(1, len(found)) for found in per])) if per else 1
    wide = measured.pivot(index="area", columns=["indicator", "option"], values="progress")
    blank = pd.Series(np.nan, wide.index)
    layers = [
        [
            wide[name, found[at % len(found)]] if found else blank
            for name, found in zip(names, per, strict=True)
        ]
        for at in range(depth)
    ]
    return np.array([[column.to_numpy("float64") for column in layer] for layer in layers]).transpose(0, 2, 1)


def _draw(n: int, choices: Array, own: Array, design: Design, random: np.random.Generator) -> Array:
    """Return the index of n draws (rows) and all areas (columns)."""
    depth, areas, count = choices.shape
    option = random.integers(depth, size=(n, 1, count))
    taken = choices[option, np.arange(areas)[None, :, None], np.arange(count)[None, None, :]]
    places = gathered(taken, design, INDEX)
    rules = list(MISSING_RULES)
    rule = random.integers(len(rules), size=n)
    # A Dirichlet vector is a vector of gamma values made to sum to one; areas of a draw share their luck.
    level = own.mean(axis=0)
    luck = random.gamma(np.maximum(design.version.spread * level, 1e-9), size=(n, len(level)))
    heavy = np.divide(luck, level, out=np.zeros_like(luck), where=level > 0)[:, None, :] * own[None, :, :]
    found = np.full((n, areas), np.nan)
    for at, name in enumerate(rules):
        here = rule == at
        found[here] = summed(filled(places[here], name), heavy[here])
    return found


def _at(draws: Array, share: float, *, whole: bool = False) -> Array:
    """Return a quantile of each column, one that occurs where it must be whole; missing for a missing one."""
    known = ~np.isnan(draws).all(axis=0)
    found: Array = np.full(draws.shape[1], np.nan)
    columns = draws[:, known]
    if whole:
        found[known] = np.quantile(columns, share, axis=0, method="inverted_cdf")
    else:
        found[known] = np.quantile(columns, share, axis=0)
    return found
