"""Levers that the reader moves on the page: weights of an index, or size and sector of a spending shock.

The page computes with what is published here and nothing else: no server, no other host. Where nothing can
be moved, on paper or without scripts, an ordinary figure beside it shows what the levers show at first.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis.weighing import placed, weighed
from pagebook.figures.shock import EFFECTS, Measure, Option, ShockLevers
from pagebook.figures.source import Source
from pagebook.figures.stored import LEVERS
from pagebook.figures.table import NAME

__all__ = ["EFFECTS", "MULTIPLES", "Lever", "Measure", "Option", "ShockLevers", "WeightLevers", "index_of"]

MULTIPLES = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
"""Times the book's weight: the positions of a lever, of which the middle one is the book's own."""


@dataclass(frozen=True)
class Lever:
    """An indicator whose weight can be moved.

    Attributes:
        code: Its code in the data.
        label: For people.
        weight: The book's weight, as a share of the index.
    """

    code: str
    label: str
    weight: float


@dataclass(frozen=True)
class WeightLevers:
    """An index of areas whose weights the reader moves.

    Attributes:
        name: Kebab-case, unique on the page.
        title: What the reader can do here.
        what: What the index is called inside a sentence: `index of progress`.
        levers: The indicators, with the book's weights.
        areas: Code of an area to its name.
        in_text: Code of an area to its name inside a sentence, where that is another.
        values: Index `area`, a column for each lever's code; missing where an area has no value.
        rule: In a sentence, what happens where a value is missing, as the reader is told.
        beside: In a phrase, where the ordinary figure stands that shows the book's weights.
        nouns: What the levers are: `indicators`.
        fewest: How many indicators an area must have to get an index.
        fill: Code of an indicator to what stands in for a missing value. Without it the weights of the others
            count in proportion.
        own: Like `values`, an area's own weights in place of the levers'; where missing, the lever's.
        scale: What the index is multiplied by before it is shown: 100 where it is shown in per cent.
        unit: What follows it then: `%`.
        decimals: Of the index as it is shown.
        sources: Of the values.
    """

    name: str
    title: str
    what: str
    levers: Sequence[Lever]
    areas: Mapping[str, str]
    values: pd.DataFrame
    rule: str
    beside: str
    in_text: Mapping[str, str] = field(default_factory=dict)
    nouns: str = "indicators"
    fewest: int = 1
    fill: Mapping[str, float] | None = None
    own: pd.DataFrame | None = None
    scale: float = 1.0
    unit: str = ""
    decimals: int = 2
    sources: Sequence[Source] = ()

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"levers name {self.name!r}: use kebab-case, such as 'weights'")
        if missing := [lever.code for lever in self.levers if lever.code not in self.values]:
            raise ValueError(f"levers {self.name}: no values of {', '.join(missing)}")
        if missing := [area for area in self.areas if area not in self.values.index]:
            raise ValueError(f"levers {self.name}: no values for {', '.join(missing)}")
        if wrong := [lever.code for lever in self.levers if not lever.weight >= 0]:
            raise ValueError(f"levers {self.name}: a weight below zero for {', '.join(wrong)}")

    @cached_property
    def content(self) -> dict[str, Any]:
        """All of it as JSON holds it; missing values are null."""
        codes = [lever.code for lever in self.levers]
        return {
            "kind": "weights",
            "name": self.name,
            "title": self.title,
            "what": self.what,
            "levers": [asdict(lever) for lever in self.levers],
            "areas": [
                {"code": code, "name": name, "told": self.in_text.get(code, name)}
                for code, name in self.areas.items()
            ],
            "nouns": self.nouns,
            "values": {area: _cells(self.values, area, codes) for area in self.areas},
            "own": self._own(codes),
            "fill": None if self.fill is None else [float(self.fill[code]) for code in codes],
            "fewest": self.fewest,
            "multiples": list(MULTIPLES),
            **{key: getattr(self, key) for key in ("scale", "unit", "decimals")},
            "rule": self.rule,
            "beside": self.beside,
            "sources": {source.id: source.as_dict() for source in self.sources},
        }

    def _own(self, codes: Sequence[str]) -> dict[str, list[float | None]] | None:
        if self.own is None:
            return None
        weights = self.own.reindex(index=list(self.areas), columns=list(codes))
        return {area: _cells(weights, area, codes) for area in self.areas}

    def index(self, multiples: Mapping[str, float] | None = None) -> dict[str, float | None]:
        """Return each area's index with weights so many times the book's; None where it gets none."""
        return index_of(self.content, multiples)

    def ranks(self, multiples: Mapping[str, float] | None = None) -> dict[str, str]:
        """Return each area's place with weights so many times the book's; empty where it gets none."""
        return placed(self.index(multiples))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store."""
        return {LEVERS: self.content, "text/plain": self.title}


def index_of(
    content: Mapping[str, Any], multiples: Mapping[str, float] | None = None
) -> dict[str, float | None]:
    """Return each area's index as stored levers give it, with weights so many times the book's."""
    moved = multiples or {}
    found = {}
    for area, values in content["values"].items():
        own = (content["own"] or {}).get(area, [None] * len(values))
        weights = [
            (lever["weight"] if mine is None else mine) * moved.get(lever["code"], 1.0)
            for lever, mine in zip(content["levers"], own, strict=True)
        ]
        found[area] = weighed(values, weights, fill=content["fill"], fewest=content["fewest"])
    return found


def _cells(frame: pd.DataFrame, area: str, codes: Sequence[str]) -> list[float | None]:
    cells = frame[list(codes)].loc[[area]].to_numpy("float64")[0].tolist()
    return [value if math.isfinite(value) else None for value in cells]
