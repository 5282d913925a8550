"""The models and tools in use, and what the country exchanged with others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from pagebook.analysis.words import join
from pagebook.figures import Prose
from pagebook.figures.markdown import text
from pagebook.story.blocks import folded
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap

__all__ = [
    "Exchanges",
    "Models",
    "between",
    "ended",
    "going_through",
    "in_a_sentence",
    "labelled",
    "model_name",
]

_TAKES_ARTICLE = re.compile(r"\b(Republic|Emirates|Kingdom|States|Netherlands|Philippines)\b")


class Models:
    """The models, assessments and tools that the record ties to one country."""

    topic = "Models and tools"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.rows = facts.model_use.merge(
            facts.models, on="model", how="left", suffixes=("", "_of_model"), validate="many_to_one"
        )
        self.citing = citing

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {"models": not self.rows.empty}

    def gaps(self) -> list[Gap]:
        """Return models whose inputs and outputs no source describes."""
        if self.rows.empty:
            return [Gap(self.topic, "models and tools", "none is on record")]
        unknown = [
            row["name"] for row in self.rows.to_dict("records") if not row["inputs"] and not row["outputs"]
        ]
        if not unknown:
            return []
        return [
            Gap(self.topic, f"what goes into and comes out of {join(unknown)}", "the sources do not state it")
        ]

    def listing(self) -> Prose:
        """Return each model with its stage, what goes in, what comes out, and its source."""
        items = [self._item(row) for row in self.rows.to_dict("records")]
        return Prose(folded(f"All {len(items)} models and tools", items))

    def _item(self, row: dict[Any, Any]) -> str:
        parts = {
            "Use": row["use"] if not pd.isna(row["use"]) else row["purpose"],
            "Status": row["status"],
            **going_through(row),
        }
        stage = "" if pd.isna(row["stage"]) else f", {text(row['stage'])}"
        return f"**{model_name(row)}**{stage}. {labelled(parts)}{self.citing.note(row['sources'])}"


class Exchanges:
    """What the country shared with other countries, and what others shared with it."""

    topic = "Exchange with other countries"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.rows = facts.exchanges.sort_values(["start", "exchange"], ignore_index=True)
        names = map(in_a_sentence, facts.areas["name"])
        self.names = dict(zip(facts.areas["area"], names, strict=True))
        self.citing = citing

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {"exchanges": not self.rows.empty}

    def gaps(self) -> list[Gap]:
        """Return nothing on record as a gap."""
        return (
            [] if len(self.rows) else [Gap(self.topic, "exchange with other countries", "none is on record")]
        )

    def listing(self) -> Prose:
        """Return who shared what with whom, when, and where it is from."""
        items = [self._item(row) for row in self.rows.to_dict("records")]
        return Prose(folded(f"All {len(items)} exchanges with their sources", items))

    def _item(self, row: dict[Any, Any]) -> str:
        route = text(between(row, self.names))
        when = event_date(row["start"], row["end"], row["precision"])
        labels = [
            "" if pd.isna(row["form"]) else row["form"],
            when,
            "planned" if row["status"] == "planned" else "",
        ]
        told = ", ".join(text(label) for label in labels if label)
        marked = f" *({told})*" if told else ""
        return f"**{route}:** {ended(row['what'])}{marked}{self.citing.note(row['sources'])}"


def between(row: Mapping[Any, Any], names: Mapping[str, str]) -> str:
    """Say between whom: `From Peru to Uruguay`, `Between India and Indonesia`, `Among …`.

    Args:
        row: A row of `exchanges`.
        names: Code of each area to its name in a sentence.
    """
    others = [] if pd.isna(row["others"]) else [str(row["others"])]
    givers, takers = ([names[code] for code in row[side]] for side in ("from_areas", "to_areas"))
    if givers and takers and givers != takers:
        return f"From {join(givers)} to {join([*takers, *others])}"
    if givers == takers:
        all_sides = [*givers, *others]
        return f"{'Between' if len(all_sides) == 2 else 'Among'} {join(all_sides)}"
    return f"From {join(givers or others)} to {join(takers or others)}"


def model_name(row: Mapping[Any, Any]) -> str:
    """Return a model's name with its abbreviation, as Markdown."""
    short = row["abbreviation"]
    return text(row["name"]) + ("" if pd.isna(short) or short in row["name"] else f" ({text(short)})")


def going_through(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return what goes into a model, what comes out, and who builds it."""
    return {
        "Inputs": _listed(row["inputs"]),
        "Outputs": _listed(row["outputs"]),
        "Built by": _listed(row["builders"]),
    }


def _listed(items: Sequence[str]) -> str:
    """Return a list in words; where its items are lists themselves, semicolons keep them apart."""
    nested = any(", " in item or " and " in item for item in items)
    return "; ".join(items) if nested else join(items)


def labelled(parts: Mapping[str, Any]) -> str:
    """Return the parts that there are, each after its label: `*Inputs:* national data. *Outputs:* …`."""
    return " ".join(
        f"*{label}:* {ended(value)}" for label, value in parts.items() if value and not pd.isna(value)
    )


def in_a_sentence(name: str) -> str:
    """Return a country's name with its article: `the Kyrgyz Republic`, `Peru`."""
    return f"the {name}" if _TAKES_ARTICLE.search(name) else name


def ended(value: object) -> str:
    """Return data as escaped Markdown with one full stop at its end."""
    return text(str(value).rstrip(". ") + ".")
