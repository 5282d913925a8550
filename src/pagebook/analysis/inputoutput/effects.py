"""What a final demand sets going: direct, indirect and induced effects, by sector and by group of people."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pagebook.analysis.inputoutput.leontief import Models
from pagebook.analysis.inputoutput.structure import intensity, unit
from pagebook.data.accounts import Accounts
from pagebook.errors import ParameterError

__all__ = ["Effects", "effects", "group_effects"]


@dataclass(frozen=True)
class Effects:
    """Effects of a final demand on one measure, by the sector in which they occur.

    Attributes:
        of: The measure.
        unit: Its unit.
        direct: In the sectors whose products are demanded, for that demand itself.
        indirect: In the sectors that supply them, and their suppliers, and so on.
        induced: From spending of the income earned; None where the table cannot be closed for households.
    """

    of: str
    unit: str
    direct: pd.Series
    indirect: pd.Series
    induced: pd.Series | None

    @property
    def type_1(self) -> pd.Series:
        """Direct and indirect, by sector."""
        return self.direct + self.indirect

    @property
    def type_2(self) -> pd.Series | None:
        """Direct, indirect and induced, by sector; None where the table cannot be closed."""
        return None if self.induced is None else self.type_1 + self.induced

    @property
    def by_sector(self) -> pd.DataFrame:
        """Sectors by direct, indirect and, where told, induced."""
        columns = {"direct": self.direct, "indirect": self.indirect}
        return pd.DataFrame(columns if self.induced is None else columns | {"induced": self.induced})

    @property
    def total(self) -> pd.Series:
        """Sums over sectors: direct, indirect, type_1 and, where told, induced and type_2."""
        sums = self.by_sector.sum()
        sums["type_1"] = sums["direct"] + sums["indirect"]
        if self.induced is not None:
            sums["type_2"] = sums["type_1"] + sums["induced"]
        return sums


def effects(economy: Accounts | Models, demand: pd.Series, of: str = "output") -> Effects:
    """Effects of a final demand: direct v̂ f, indirect v̂ (L − I) f, induced v̂ (L̄ − L) f.

    v is what a unit of output holds of the measure, L the inverse of the open and L̄ of the closed model
    (Miller and Blair, 2nd ed., section 6.2); both are solved for.

    Args:
        economy: A table, or its models when more than one thing is asked.
        demand: For products of sectors at home, by sector, in the table's money; nothing imported is in it.
        of: `output`, `value_added`, a component of it, `imports`, `taxes` or a satellite.

    Raises:
        ParameterError: A sector or the measure is not in the table.
        DataError: The table cannot be computed with.
    """
    models = economy if isinstance(economy, Models) else Models(economy)
    accounts = models.accounts
    held = intensity(accounts, of)
    first = models.open.output_for(demand)
    asked = demand.reindex(accounts.sectors, fill_value=0.0)
    induced = None if models.closed is None else held * (models.closed.output_for(demand) - first)
    return Effects(of, unit(accounts, of), held * asked, held * (first - asked), induced)


def group_effects(economy: Accounts | Models, demand: pd.Series, of: str, by: str) -> pd.DataFrame:
    """Totals of effects for each part of a satellite, such as jobs by education: a row for each part.

    Raises:
        ParameterError: The table does not divide the satellite so.
    """
    models = economy if isinstance(economy, Models) else Models(economy)
    parts = [part for part in models.accounts.satellites if (part.part_of, part.by) == (of, by)]
    if not parts:
        raise ParameterError(f"{models.accounts.table} does not divide {of} by {by}")
    rows = {part.name: effects(models, demand, part.name).total for part in parts}
    return pd.DataFrame(rows).T.rename_axis(by)
