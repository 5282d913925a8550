"""How the scenarios of spending are computed: what they assume, on what they rest."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.inputoutput.structure import household_income
from pagebook.analysis.scenarios import HOUSEHOLDS, unallocated
from pagebook.analysis.words import capitalise, chemistry, number, percent, years
from pagebook.data import Tables
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.chapter import Chapter
from pagebook.story.scenario_outcome import amount_told
from pagebook.story.scenario_reader import EDITORS, Scenarios

__all__ = ["ScenarioMethodPage"]

# What the page leans on beyond the sources of single numbers.
_READING = (
    "miller-blair-2009",
    "eurostat-manual-2008",
    "garrett-peltier-2017",
    "pollin-2015",
    "brancalion-2019",
    "brancalion-2022",
    "simoes-2021",
)

# What the names of all these statistics begin with.
_ALL = "Greenhouse gases: "

# First and last year of the growth that assumed growth is set beside: the last is the table's.
_SPAN = (2000, 2015)


class ScenarioMethodPage(Chapter):
    """The method of the scenarios, with its assumptions."""

    def __init__(self, tables: Tables | None = None) -> None:
        super().__init__(tables)
        self.scenarios = Scenarios(self.tables)

    @property
    def _first(self) -> dict[Any, Any]:
        return dict(self.scenarios.rows.iloc[0])

    def substitutions(self) -> dict[str, str]:
        """Return what the prose names."""
        accounts = self.scenarios.models(str(self._first["table"])).accounts
        bridges, costs = self.scenarios.bridges, self.scenarios.costs
        total = float((bridges["share"] * bridges["value"]).sum())
        spent = float(accounts.final_demand[list(accounts.households)].to_numpy().sum())
        earned = float(accounts.value_added[list(accounts.labour_income)].to_numpy().sum())
        rates = (float(self._first["productivity"]), float(self._first["productivity_high"]))
        return {
            "base_year": str(accounts.year),
            "n_sectors": str(len(accounts.sectors)),
            "n_tables": str(len(self.tables.select("io_tables"))),
            "spent": text(amount_told(spent, accounts.money)),
            "earned": text(amount_told(earned, accounts.money)),
            "income": text(amount_told(household_income(accounts), accounts.money)),
            "households_share": text(percent(100 * unallocated(bridges) / total)),
            "productivity": text(percent(rates[0])),
            "productivity_high": text(percent(rates[1])),
            "n_costs": str(len(costs)),
            "n_sourced": str(int((costs["share_basis"] == "source").sum())),
            "gdp_growth": text(percent(100 * self._growth())),
            "gdp_years": years(*_SPAN),
        }

    def _growth(self) -> float:
        """Return the mean growth a year of income per person in the table's country, for comparison."""
        about = self.tables.part("io_tables", ["table", "area"], table=self._first["table"]).iloc[0]
        found = self.tables.select(
            "indicators", area=about["area"], indicator="gdp_ppp_per_capita", year=_SPAN
        )
        first, last = found.sort_values("year")["value"]
        return float((last / first) ** (1 / (_SPAN[1] - _SPAN[0])) - 1)

    def bridges(self) -> Table:
        """Return how emissions are laid upon sectors, with what is a source's and what assumed."""
        rows = self.scenarios.bridges
        labels = self.tables.select("catalogue", indicator=set(rows["indicator"])).set_index("indicator")
        citing = self.citing(rows)
        names = self.scenarios.models(str(self._first["table"])).accounts.names
        named = names | {HOUSEHOLDS: "No sector: households"}
        cells = [
            {
                "what": capitalise(chemistry(str(labels.at[row["indicator"], "label"])).removeprefix(_ALL)),
                "value": number(row["value"]),
                "sector": named[row["sector"]],
                "share": percent(100 * row["share"]),
                "basis": row["basis"],
                "note": Prose(f"{text(row['note'])}{citing.note(_own(row['sources']))}"),
            }
            for row in rows.to_dict("records")
        ]
        titles = {
            "what": "Statistic",
            "value": "Million tonnes of CO₂e",
            "sector": "Goes to",
            "share": "Share",
            "basis": "Basis",
            "note": "Note",
        }
        return Table(
            name="bridges",
            caption="Emissions by source, laid upon the sectors of the table",
            frame=pd.DataFrame(cells),
            columns=titles,
            align={"value": "right", "share": "right"},
        )

    def references(self) -> Prose:
        """Return the books, papers and manuals, as they are cited."""
        rows = self.tables.select("sources", source=_READING).set_index("source")
        return Prose(bullets(text(rows.at[key, "citation"]) for key in _READING))


def _own(citations: tuple[str, ...]) -> list[str]:
    """Return the citations that the column of the basis does not tell already."""
    return [cited for cited in citations if cited != EDITORS]
