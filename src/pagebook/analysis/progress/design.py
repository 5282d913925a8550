"""What is measured against which targets, and how it is summed up: the rows of the tables, nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import pandas as pd

__all__ = ["Design", "Version"]


@dataclass(frozen=True)
class Version:
    """One way of computing, a row of the table `progress_versions`.

    Attributes:
        version: Its key.
        base_year: The year from which progress counts.
        base_slack: How many years before or after it an observation may lie.
        end_year: The year up to which progress counts.
        end_slack: Likewise.
        least_years: How many years lie between the two observations at least.
        target_year: The year by which a target is to be met, from which the pace follows.
        target_rule: `default`, or the rule that targets have where an indicator has one of that rule.
        weight_rule: `equal` or `distance`.
        least_distance: With `distance`, the weight of a place whose target is met, before weights are
            made to sum to one.
        missing_rule: `left out`, `no progress` or `group median`.
        least_known: How many places of the index a country must have.
        lowest: Progress below it counts as it.
        near: The gap that counts in full as the least one: a share of the target.
        steady: A change below this share of the base is no trend.
        draws: How many times weights, targets and missing rule are drawn.
        spread: Parameter of the Dirichlet distribution of the weights; the larger, the closer to the
            declared ones.
        seed: Of the draws.
        low: Lower end of the interval of ranks, a share of the draws.
        high: Upper end.
    """

    version: str
    base_year: int
    base_slack: int
    end_year: int
    end_slack: int
    least_years: int
    target_year: int
    target_rule: str
    weight_rule: str
    least_distance: float
    missing_rule: str
    least_known: int
    lowest: float
    near: float
    steady: float
    draws: int
    spread: float
    seed: int
    low: float
    high: float

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> Version:
        """Return the version of a row; columns that compute nothing are passed over."""
        kinds = {"int": int, "float": float, "str": str}
        return cls(**{part.name: kinds[str(part.type)](row[part.name]) for part in fields(cls)})

    def but(self, **changes: Any) -> Version:
        """Return the version with other values of some attributes."""
        return replace(self, **changes)


@dataclass(frozen=True)
class Design:
    """The rows that a computation follows.

    Attributes:
        version: How it is computed.
        places: Rows of `progress_places`: `place`, `part`, `weight`; in the order of the framework.
        indicators: Rows of `progress_indicators`: `indicator`, `place`, `direction`, `share`, `role`, `per`,
            `factor`.
        targets: Rows of `progress_targets`: `indicator`, `option`, `rule`, `value`, `quantile`, `group`,
            `standard`.
        ratings: Rows of `progress_ratings`: `rating`, `least_pace`.
        levels: Quartiles of groups of countries: `group`, `indicator`, `year`, `p25`, `median`, `p75`.
        breaks: `area`, `indicator`, `year`: nothing is compared across them.
    """

    version: Version
    places: pd.DataFrame
    indicators: pd.DataFrame
    targets: pd.DataFrame
    ratings: pd.DataFrame
    levels: pd.DataFrame
    breaks: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["area", "indicator", "year"], dtype="object")
    )

    def but(self, **changes: Any) -> Design:
        """Return the design with other values of some attributes of its version."""
        return replace(self, version=self.version.but(**changes))

    def standard(self) -> pd.DataFrame:
        """Return the target of each indicator by the version's rule, else its own; one row each."""
        wanted = self.targets["rule"] == self.version.target_rule
        ranked = self.targets.assign(order=(~self.targets["standard"].astype(bool)).astype(int) - 2 * wanted)
        first = ranked.sort_values(["indicator", "order", "option"], kind="stable")
        return first.drop_duplicates("indicator").drop(columns="order").reset_index(drop=True)

    def chosen(self, part: str) -> list[str]:
        """Return the places of a part that have an indicator, in their order."""
        served = self.places["place"].isin(set(self.indicators["place"]))
        return list(self.places["place"][served & (self.places["part"] == part)])
