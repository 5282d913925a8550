"""Small worlds of invented observations, with a design that measures them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pagebook.analysis.progress import Design, Version

VERSION = Version(
    version="test",
    base_year=2015,
    base_slack=1,
    end_year=2021,
    end_slack=1,
    least_years=3,
    target_year=2030,
    target_rule="default",
    weight_rule="equal",
    least_distance=0.1,
    missing_rule="left out",
    least_known=1,
    lowest=-1.0,
    near=0.05,
    steady=0.02,
    draws=400,
    spread=12.0,
    seed=7,
    low=0.05,
    high=0.95,
)

RATINGS = pd.DataFrame(
    {
        "rating": ["on track", "moderate", "stagnating", "worsening", "no data"],
        "least_pace": [1.0, 0.5, -0.1, None, None],
    }
)

NO_LEVELS = pd.DataFrame(columns=["group", "indicator", "year", "p25", "median", "p75"])


def design(**changes: object) -> Design:
    """Return a design of three places: two indicators that should rise, one that should fall, one stock."""
    places = pd.DataFrame(
        {
            "place": ["access", "energy", "learning", "forest"],
            "part": ["index", "index", "index", "dashboard"],
            "weight": [1.0, 1.0, 1.0, 1.0],
        }
    )
    indicators = pd.DataFrame(
        {
            "indicator": ["power", "water", "intensity", "school", "trees"],
            "place": ["access", "access", "energy", "learning", "forest"],
            "direction": ["higher_better"] * 2 + ["lower_better"] + ["higher_better"] * 2,
            "share": [1.0] * 5,
            "role": ["component"] * 5,
            "per": pd.Series([None] * 5, dtype="object"),
            "factor": [None] * 5,
        }
    )
    targets = pd.DataFrame(
        [
            _target("power", "goal", "goal", value=100.0),
            _target("water", "goal", "goal", value=100.0),
            _target("intensity", "limit", "threshold", value=4.0),
            _target("intensity", "partners-75", "partners", quantile=0.75, standard=False),
            _target("school", "partners-75", "partners", quantile=0.75),
            _target("school", "goal", "goal", value=12.0, standard=False),
            _target("trees", "own", "own base"),
        ]
    )
    return Design(VERSION.but(**changes), places, indicators, targets, RATINGS, NO_LEVELS)


def _target(
    indicator: str,
    option: str,
    rule: str,
    *,
    value: float | None = None,
    quantile: float | None = None,
    standard: bool = True,
) -> dict[str, object]:
    return {
        "indicator": indicator,
        "option": option,
        "rule": rule,
        "value": value,
        "quantile": quantile,
        "group": None,
        "standard": standard,
    }


def values(seed: int = 1, areas: int = 6) -> pd.DataFrame:
    """Return observations of 2014 to 2022 that wander from a start; the same for the same seed."""
    random = np.random.default_rng(seed)
    starts = {"power": 60.0, "water": 70.0, "intensity": 8.0, "school": 7.0, "trees": 40.0}
    rows = []
    for n in range(areas):
        for indicator, start in starts.items():
            level = start * random.uniform(0.8, 1.2)
            step = random.normal(0.0, 0.02) * start
            rows += [
                {"area": f"A{n}", "indicator": indicator, "year": 2014 + t, "value": level + step * t}
                for t in range(9)
            ]
    return pd.DataFrame(rows)
