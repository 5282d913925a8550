"""A spending shock whose size and sector the reader chooses, worked out on the page from multipliers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.figures.source import Source
from pagebook.figures.stored import LEVERS
from pagebook.figures.table import NAME

__all__ = ["EFFECTS", "Measure", "Option", "ShockLevers"]

EFFECTS = ("direct", "indirect", "induced")
"""Rounds of a shock: in the sector itself, at its suppliers, and by what households spend of their wages."""


@dataclass(frozen=True)
class Option:
    """What can be spent on: a sector, or a bundle of several.

    Attributes:
        code: Its code in the data.
        label: For people.
        group: Under which it is listed; nothing when there is one group only.
        note: A sentence on it, such as what part of the money leaves the country.
    """

    code: str
    label: str
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class Measure:
    """What a shock is measured by.

    Attributes:
        code: Its code in the data.
        label: For people.
        unit: Of a result, behind the number; empty where `currency` or the label says it.
        currency: In front of the number; empty where it counts no money.
        scale: What one of the results counts: 1,000,000 where multipliers count millions.
    """

    code: str
    label: str
    unit: str = ""
    currency: str = ""
    scale: float = 1.0


@dataclass(frozen=True)
class ShockLevers:
    """A spending shock whose size and sector the reader chooses, in an open input-output model.

    Attributes:
        name: Kebab-case, unique on the page.
        title: What the reader can do here.
        options: What can be spent on.
        measures: What is told of it.
        multipliers: Columns `option`, `measure`, `effect` (of `EFFECTS`), `value`: what one of money brings.
        currency: In front of amounts: `R$`.
        scale: What one of money counts: 1,000,000 where amounts are millions.
        scale_name: How it is called behind an amount: `million`.
        prices: In a phrase, whose prices: `in prices of 2015`.
        option: Code of what is spent on at first.
        amount: What is spent at first.
        least: The smallest amount for which the model is offered.
        most: The largest.
        note: In a sentence or two, what the numbers are and are not.
        beside: In a phrase, where the ordinary figure stands that shows the amount of the book.
        sources: Of the multipliers.
    """

    name: str
    title: str
    options: Sequence[Option]
    measures: Sequence[Measure]
    multipliers: pd.DataFrame
    currency: str
    scale: float
    scale_name: str
    prices: str
    option: str
    amount: float
    least: float
    most: float
    note: str
    beside: str
    sources: Sequence[Source] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"levers name {self.name!r}: use kebab-case, such as 'shock'")
        if self.option not in {one.code for one in self.options}:
            raise ValueError(f"levers {self.name}: nothing called {self.option} to spend on")
        if not self.least <= self.amount <= self.most:
            raise ValueError(f"levers {self.name}: {self.amount} is not between {self.least} and {self.most}")
        told = self._multipliers
        pairs = [(one.code, measure.code) for one in self.options for measure in self.measures]
        if missing := [pair for pair in pairs if pair[1] not in told.get(pair[0], {})]:
            raise ValueError(f"levers {self.name}: no multipliers of {' for '.join(reversed(missing[0]))}")

    @cached_property
    def _multipliers(self) -> dict[str, dict[str, dict[str, float]]]:
        found: dict[str, dict[str, dict[str, float]]] = {}
        for row in self.multipliers.dropna(subset=["value"]).to_dict("records"):
            if row["effect"] not in EFFECTS:
                raise ValueError(f"levers {self.name}: no effect is called {row['effect']}")
            of_option = found.setdefault(str(row["option"]), {})
            of_option.setdefault(str(row["measure"]), {})[str(row["effect"])] = float(row["value"])
        return found

    @cached_property
    def content(self) -> dict[str, Any]:
        """All of it as JSON holds it; an effect that a table cannot tell is null."""
        told = self._multipliers
        return {
            "kind": "shock",
            "name": self.name,
            "title": self.title,
            "options": [asdict(option) for option in self.options],
            "measures": [asdict(measure) for measure in self.measures],
            "multipliers": {
                one.code: {
                    measure.code: [told[one.code][measure.code].get(effect) for effect in EFFECTS]
                    for measure in self.measures
                }
                for one in self.options
            },
            **{key: getattr(self, key) for key in ("currency", "scale", "scale_name", "prices")},
            **{key: getattr(self, key) for key in ("option", "amount", "least", "most", "note", "beside")},
            "sources": {source.id: source.as_dict() for source in self.sources},
        }

    def result(self, option: str, amount: float) -> dict[str, list[float | None]]:
        """Return what an amount spent on something brings by each measure: one number for each effect."""
        return {
            measure: [None if value is None else value * amount for value in effects]
            for measure, effects in self.content["multipliers"][option].items()
        }

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store."""
        return {LEVERS: self.content, "text/plain": self.title}
