"""What an amount of spending sets going, and how a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pagebook.analysis.inputoutput import Effects, Models, effects
from pagebook.analysis.inputoutput.spending import Spending
from pagebook.analysis.words import money, number, percent, significant

__all__ = [
    "GASES",
    "JOBS",
    "MEASURES",
    "STAGES",
    "Outcome",
    "amount_told",
    "figured",
    "jobs_told",
    "tonnes_told",
]

JOBS, GASES = "employment", "ghg"

MEASURES = (JOBS, "value_added", "imports", "taxes", GASES)
"""What the pages tell of each outcome."""

STAGES = ("direct", "indirect", "induced")
"""Where an effect arises: where the money is spent, at suppliers, from the spending of income."""

_SCALES = {"million": 1e6, "billion": 1e9, "thousand": 1e3}


@dataclass(frozen=True)
class Outcome:
    """What an amount of spending sets going.

    Attributes:
        scenario: Key of the scenario.
        key: Of the variant, or of the sector where each has its turn.
        label: Name of the variant or the sector.
        amount: What is spent, in the money of the table.
        spending: What of it is bought at home, from which sectors, and what abroad.
        models: The economy that it is spent in.
    """

    scenario: str
    key: str
    label: str
    amount: float
    spending: Spending
    models: Models
    _known: dict[str, Effects] = field(default_factory=dict, compare=False, repr=False)

    def effects(self, of: str) -> Effects:
        """Return the effects on a measure, computed once."""
        if of not in self._known:
            self._known[of] = effects(self.models, self.spending.demand, of)
        return self._known[of]

    def total(self, of: str, stage: str = "type_1") -> float:
        """Return the sum over sectors: `direct`, `indirect`, `induced`, `type_1` or `type_2`."""
        return float(self.effects(of).total[stage])

    def share(self, value: float) -> str:
        """Return a part of the amount in per cent."""
        return percent(100 * value / self.amount)

    @property
    def abroad(self) -> float:
        """What is bought abroad and leaves the country at once."""
        return float(self.spending.imported.sum())

    @property
    def leak(self) -> float:
        """What goes abroad in all: at once and through suppliers, without induced imports."""
        return self.abroad + self.total("imports")

    @property
    def destinations(self) -> dict[str, float]:
        """Where the money ends; the parts are the amount, but for what the table's columns lack."""
        gained = self.effects("value_added").total
        return {
            "value_added_direct": float(gained["direct"]),
            "value_added_indirect": float(gained["indirect"]),
            "taxes": self.total("taxes"),
            "imported_inputs": self.total("imports"),
            "abroad": self.abroad,
        }

    def by_sector(self, of: str) -> pd.DataFrame:
        """Return the effects by sector, the largest without income spent first; sectors without any go."""
        found = self.effects(of).by_sector
        both, every = found["direct"] + found["indirect"], found.sum(axis=1)
        named = found.assign(name=[self.models.accounts.names[key] for key in found.index], both=both)
        some = named[every != 0]
        return some.sort_values("both", ascending=False, kind="stable", ignore_index=True)


def amount_told(value: float, unit: str) -> str:
    """Return money of a table as a sentence tells it: `R$ 570 million`.

    Args:
        value: In the table's unit.
        unit: Such as `million R$`: a scale and a currency, or a currency alone.
    """
    scale, _, currency = unit.partition(" ")
    if scale not in _SCALES:
        return money(value, unit)
    return money(value * _SCALES[scale], currency)


def jobs_told(value: float) -> str:
    """Return a number of jobs as a sentence tells it, to three digits: `14,800 jobs`."""
    told = number(round(value))
    return f"{told} job" if told == "1" else f"{told} jobs"


def figured(value: float) -> str:
    """Return a number as a column holds it, to three digits and without a word: `1,220,000`, `28.4`."""
    return f"{significant(value, 3):,.0f}" if abs(value) >= 100 else number(value)


def tonnes_told(value: float) -> str:
    """Return an amount of greenhouse gases as a sentence tells it: `104,000 tonnes of CO₂e`."""
    return f"{number(value)} tonnes of CO₂e"
