"""Everything the programme's tables tell about one country, read once for the whole page."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from pagebook.analysis.programme import citations
from pagebook.story.reader import Reader

__all__ = ["Facts", "read_facts"]

# A contradiction cites both of its sides.
_CITING_COLUMNS = ("sources", "sources_a", "sources_b")


@dataclass(frozen=True)
class Facts:
    """The rows of one country, each frame named after its table and sorted by its primary key.

    `outcomes`, `goals` and `targets` are shared by all countries; `areas` names the countries of exchanges.
    """

    country: dict[str, Any]
    area: dict[str, Any]
    engagements: pd.DataFrame
    outcomes: pd.DataFrame
    coverage: pd.DataFrame
    achievements: pd.DataFrame
    items: pd.DataFrame
    milestones: pd.DataFrame
    events: pd.DataFrame
    participation: pd.DataFrame
    models: pd.DataFrame
    model_use: pd.DataFrame
    exchanges: pd.DataFrame
    areas: pd.DataFrame
    sdg_links: pd.DataFrame
    suggestions: pd.DataFrame
    goals: pd.DataFrame
    targets: pd.DataFrame
    figures: pd.DataFrame
    methods: pd.DataFrame
    kinds: pd.DataFrame
    publications: pd.DataFrame
    contradictions: pd.DataFrame

    def citations(self) -> tuple[str, ...]:
        """Return all citations of the country's rows, sorted, each once."""
        frames = [
            getattr(self, field.name) for field in fields(self) if field.name not in ("country", "area")
        ]
        found = {*citations(*frames, columns=_CITING_COLUMNS), *self.country["sources"]}
        return tuple(sorted(found))


def read_facts(reader: Reader) -> Facts:
    """Return the rows of the reader's country."""
    own = {
        "engagements": reader.rows("engagements"),
        "coverage": reader.rows("coverage"),
        "achievements": reader.rows("achievements"),
        "milestones": reader.rows("milestones"),
        "events": reader.rows("events"),
        "model_use": reader.rows("model_use"),
        "sdg_links": reader.rows("sdg_links"),
        "suggestions": reader.rows("sdg_suggestions"),
        "figures": reader.rows("reported_figures"),
        "publications": reader.rows("publications"),
        "contradictions": reader.rows("contradictions"),
    }
    return Facts(country=reader.country, area=reader.area, **own, **_shared(reader), **_children(reader, own))


def _shared(reader: Reader) -> dict[str, pd.DataFrame]:
    exchanges = [reader.rows("exchanges", **{side: reader.code}) for side in ("from_areas", "to_areas")]
    both = pd.concat(exchanges).drop_duplicates("exchange").sort_values("exchange", ignore_index=True)
    named = {code for side in ("from_areas", "to_areas") for cell in both[side] for code in cell}
    return {
        "outcomes": reader.shared("outcomes"),
        "goals": reader.shared("sdg_goals"),
        "exchanges": both,
        "areas": reader.rows("areas", area=named),
    }


def _children(reader: Reader, own: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the rows that hang on the country's rows: items, people, models, targets, methods."""
    methods = reader.rows("projection_methods", figure=set(own["figures"]["figure"]))
    return {
        "methods": methods,
        "kinds": reader.rows("model_kinds", kind=set(methods["kind"])),
        "items": reader.rows("achievement_items", achievement=set(own["achievements"]["achievement"])),
        "participation": reader.rows("participation", event=set(own["events"]["event"])),
        "models": reader.rows("models", model=set(own["model_use"]["model"])),
        "targets": reader.rows("sdg_targets", target=set(own["sdg_links"]["target"].dropna())),
    }
