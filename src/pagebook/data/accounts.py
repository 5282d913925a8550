"""The accounts of an economy by sector, as an input-output table tells them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["Accounts", "Satellite"]


@dataclass(frozen=True)
class Satellite:
    """Something counted by sector beside the money: jobs, emissions, energy.

    Attributes:
        name: Key, such as `employment`, `employment_tertiary` or `co2`.
        label: For people, such as `Jobs`.
        unit: Such as `persons` or `tonnes CO2e`.
        values: By sector, in the sectors' order; never missing.
        part_of: The satellite that this one is a part of, such as `employment`; empty where it is none.
        by: What divides the whole into such parts, such as `education` or `sex`; empty where it is none.
    """

    name: str
    label: str
    unit: str
    values: pd.Series
    part_of: str = ""
    by: str = ""


@dataclass(frozen=True)
class Accounts:
    """An input-output table of one area and one year, in the sectors' order throughout.

    Flows and final demand are what sectors at home deliver; what is imported stands in the factors.
    The rows balance: output is the sum of a sector's flows and final demand. So do the columns: output
    is the sum of a sector's inputs, bought at home or abroad, of taxes on them and of value added.

    Attributes:
        table: Key of the table, such as `bra-2015`.
        area: Code of the country.
        year: Year of the table.
        money: Unit of all money, such as `million R$`.
        names: Sector to its name for people.
        flows: Sectors delivering by sectors using (n by n), money.
        final_demand: Sectors by categories, such as `households`, `government`, `gfcf`, `exports`; money.
        imports: Imported inputs of each sector (n), money.
        taxes: Taxes less subsidies on inputs of each sector (n), money.
        value_added: Sectors by components, such as `compensation_of_employees`; together value added; money.
        output: Output of each sector (n), money.
        satellites: What else is counted by sector.
        imported_flows: Imported inputs by product and by using sector (n by n), where the source tells them.
        imported_final_demand: Imported products by category of final demand, where the source tells them.
        households: The categories of final demand that households spend, empty where not told.
        labour_income: The components of value added that are income of households, empty where not told.
        sources: Citations of the table.
        household_income: What households receive from all sources, where the source tells it; money.
        paid_by_households: What households pay to households for work, in no sector of the table; money.
    """

    table: str
    area: str
    year: int
    money: str
    names: dict[str, str]
    flows: pd.DataFrame
    final_demand: pd.DataFrame
    imports: pd.Series
    taxes: pd.Series
    value_added: pd.DataFrame
    output: pd.Series
    satellites: tuple[Satellite, ...] = ()
    imported_flows: pd.DataFrame | None = None
    imported_final_demand: pd.DataFrame | None = None
    households: tuple[str, ...] = ()
    labour_income: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    household_income: float | None = None
    paid_by_households: float = 0.0

    @property
    def sectors(self) -> list[str]:
        """Keys of the sectors, in order."""
        return list(self.names)
