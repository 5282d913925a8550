"""Where a country stands: its economy, emissions, energy, jobs, people and nature, beside its peers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pagebook.figures import Figure, Prose, Table
from pagebook.story import (
    standing_consumption,
    standing_decoupling,
    standing_drivers,
    standing_economy,
    standing_emissions,
    standing_energy,
    standing_jobs,
    standing_nature,
    standing_people,
    standing_progress,
    standing_scorecard,
    standing_sectors,
)
from pagebook.story.reader import Gap, Reader
from pagebook.story.standing_gaps import standing_gaps
from pagebook.story.standing_view import View

__all__ = ["METHODS", "Standing"]

Shown = TypeVar("Shown", bound=Figure | Prose | Table)

# The methods of `Standing` that show something, in the order of the page.
METHODS = (
    "scorecard_note",
    "scorecard",
    "income",
    "income_chart",
    "emissions",
    "emissions_chart",
    "emissions_by_source",
    "emissions_by_source_chart",
    "emissions_by_sector",
    "emissions_by_sector_chart",
    "land_use",
    "consumption",
    "consumption_chart",
    "decoupling",
    "decoupling_chart",
    "decoupling_table",
    "drivers",
    "drivers_chart",
    "electricity",
    "electricity_chart",
    "access",
    "access_chart",
    "jobs",
    "jobs_chart",
    "work",
    "work_chart",
    "people",
    "people_chart",
    "inequality",
    "inequality_chart",
    "nature",
    "nature_chart",
    "materials",
    "materials_chart",
    "progress",
    "progress_ratings",
    "progress_rule",
)


class Standing:
    """The figures and sentences of one country's economy and environment.

    Each method returns what a notebook shows; what would be empty is a `Prose` that is false.

    Args:
        reader: The rows of the country.
    """

    def __init__(self, reader: Reader) -> None:
        self._view = View(reader)
        self._made: dict[str, Figure | Prose | Table] = {}

    def _once(self, make: Callable[[View], Shown | None]) -> Shown | Prose:
        """Return what a function of the view makes, made once; nothing becomes empty prose."""
        name = make.__name__
        if name not in self._made:
            self._made[name] = make(self._view) or Prose()
        return self._made[name]  # type: ignore[return-value]  # what `make` made under its own name

    def has(self) -> dict[str, bool]:
        """Return whether each method shows something: `standing-income-chart` for `income_chart`."""
        return {f"standing-{name.replace('_', '-')}": bool(getattr(self, name)()) for name in METHODS}

    def gaps(self) -> list[Gap]:
        """Return what the statistics lack for the country, or have only from long ago."""
        return standing_gaps(self._view)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources of what was shown so far, in alphabetical order."""
        return self._view.source_ids

    def scorecard_note(self) -> Prose:
        """Return how many indicators stand better or worse than the partners' median, and which are old."""
        return self._once(standing_scorecard.scorecard_note)

    def scorecard(self) -> Table | Prose:
        """Return the table of headline indicators."""
        return self._once(standing_scorecard.scorecard)

    def income(self) -> Prose:
        """Return GDP per person against the medians, and growth."""
        return self._once(standing_economy.income)

    def income_chart(self) -> Figure | Prose:
        """Return GDP per person against the medians."""
        return self._once(standing_economy.income_chart)

    def emissions(self) -> Prose:
        """Return CO₂ in total and per person, and all greenhouse gases."""
        return self._once(standing_emissions.emissions)

    def emissions_chart(self) -> Figure | Prose:
        """Return CO₂ per person against the medians."""
        return self._once(standing_emissions.emissions_chart)

    def emissions_by_source(self) -> Prose:
        """Return what the CO₂ came from."""
        return self._once(standing_emissions.emissions_by_source)

    def emissions_by_source_chart(self) -> Figure | Prose:
        """Return CO₂ by fuel and process as a stack."""
        return self._once(standing_emissions.emissions_by_source_chart)

    def emissions_by_sector(self) -> Prose:
        """Return the largest sectors, and methane and nitrous oxide."""
        return self._once(standing_sectors.emissions_by_sector)

    def emissions_by_sector_chart(self) -> Figure | Prose:
        """Return greenhouse gases by sector, with land use from both sources."""
        return self._once(standing_sectors.emissions_by_sector_chart)

    def land_use(self) -> Prose:
        """Return net land-use emissions as both sources have them, said to be uncertain."""
        return self._once(standing_sectors.land_use)

    def consumption(self) -> Prose:
        """Return CO₂ emitted on the territory beside that of what the country consumes."""
        return self._once(standing_consumption.consumption)

    def consumption_chart(self) -> Figure | Prose:
        """Return CO₂ of production and of consumption, both of one edition."""
        return self._once(standing_consumption.consumption_chart)

    def decoupling(self) -> Prose:
        """Return the state of the newest period, those before it, and the carbon intensity of GDP."""
        return self._once(standing_decoupling.decoupling)

    def decoupling_table(self) -> Table | Prose:
        """Return the states by period, with the changes and the elasticity behind them."""
        return self._once(standing_decoupling.decoupling_table)

    def decoupling_chart(self) -> Figure | Prose:
        """Return GDP, CO₂ and CO₂ per unit of GDP as indices."""
        return self._once(standing_decoupling.decoupling_chart)

    def drivers(self) -> Prose:
        """Return what pushed emissions up and down in each period."""
        return self._once(standing_drivers.drivers)

    def drivers_chart(self) -> Figure | Prose:
        """Return the cascade from the emissions of the first year over the effects to those of the last."""
        return self._once(standing_drivers.drivers_chart)

    def electricity(self) -> Prose:
        """Return the mix, the share of renewables and the carbon intensity."""
        return self._once(standing_energy.electricity)

    def electricity_chart(self) -> Figure | Prose:
        """Return the electricity mix as a stack."""
        return self._once(standing_energy.electricity_chart)

    def access(self) -> Prose:
        """Return renewables in final energy, and access to electricity and clean cooking."""
        return self._once(standing_energy.access)

    def access_chart(self) -> Figure | Prose:
        """Return clean energy and access to services against the medians."""
        return self._once(standing_energy.access_chart)

    def jobs(self) -> Prose:
        """Return employment by sector, with the change in agriculture."""
        return self._once(standing_jobs.jobs)

    def jobs_chart(self) -> Figure | Prose:
        """Return employment by sector as a stack."""
        return self._once(standing_jobs.jobs_chart)

    def work(self) -> Prose:
        """Return participation of women and men, unemployment and informality."""
        return self._once(standing_jobs.work)

    def work_chart(self) -> Figure | Prose:
        """Return participation, unemployment and informality against the medians."""
        return self._once(standing_jobs.work_chart)

    def people(self) -> Prose:
        """Return life expectancy, schooling and the Human Development Index."""
        return self._once(standing_people.people)

    def people_chart(self) -> Figure | Prose:
        """Return the Human Development Index against the medians."""
        return self._once(standing_people.people_chart)

    def inequality(self) -> Prose:
        """Return the Gini index and extreme poverty of the latest surveys."""
        return self._once(standing_people.inequality)

    def inequality_chart(self) -> Figure | Prose:
        """Return the Gini index, a point for each survey."""
        return self._once(standing_people.inequality_chart)

    def nature(self) -> Prose:
        """Return forest, protected areas, water and air."""
        return self._once(standing_nature.nature)

    def nature_chart(self) -> Figure | Prose:
        """Return forest, farmland and protected areas against the medians."""
        return self._once(standing_nature.nature_chart)

    def materials(self) -> Prose:
        """Return the material footprint, or domestic material consumption where there is none."""
        return self._once(standing_nature.materials)

    def materials_chart(self) -> Figure | Prose:
        """Return materials per person against the medians."""
        return self._once(standing_nature.materials_chart)

    def progress(self) -> Prose:
        """Return how far the country went towards targets: index, rank, dashboard, tally of ratings."""
        return self._once(standing_progress.progress)

    def progress_ratings(self) -> Table | Prose:
        """Return rating and trend of each indicator, with base, latest value and target."""
        return self._once(standing_progress.progress_ratings)

    def progress_rule(self) -> Prose:
        """Return what the ratings mean, and where the method is."""
        return self._once(standing_progress.progress_rule)
