"""One country's statistics beside its peers', with the turns of phrase that all sections share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Prose
from pagebook.figures.lines import Line, Role
from pagebook.figures.markdown import text
from pagebook.story.progress_reader import Progress
from pagebook.story.reader import Reader
from pagebook.story.standing_indicators import INDICATORS

__all__ = ["FEWEST", "PEERS", "View", "prose", "since", "told"]

PEERS: tuple[Role, ...] = ("partners", "region", "income")

_KINDS: dict[str, Role] = {"partners": "partners", "region": "region", "income group": "income"}

# The median of fewer countries than these says more about who is counted than about the group.
FEWEST = 5

_GROUPS_IN_TEXT = {
    "East Asia & Pacific": "East Asia and the Pacific",
    "Europe & Central Asia": "Europe and Central Asia",
    "Latin America & Caribbean": "Latin America and the Caribbean",
    "Middle East, North Africa, Afghanistan & Pakistan": (
        "the Middle East, North Africa, Afghanistan and Pakistan"
    ),
    "PAGE partner countries": "the PAGE partner countries",
    "Sub-Saharan Africa": "sub-Saharan Africa",
}


def prose(*sentences: str | None) -> Prose:
    """Return the sentences that there are as escaped Markdown; missing ones leave no trace."""
    return Prose(text(words.paragraph(sentences)))


def told(item: Observation) -> str:
    """Return the year as a sentence tells it: `in 2023`, or that an old one is the latest there is."""
    return f"in {item.year}, the latest year with data" if item.is_old else f"in {item.year}"


def since(series: Series, unit: str, years: int = 10, slack: int = 0) -> str | None:
    """Return the change to the last value: `up 12% since 2014`, `about the same as in 2014`; or None."""
    before = series.before(years, slack)
    if before is None:
        return None
    way = indicators.movement(before.value, series.last.value, unit)
    if way == "hardly changed":
        return f"about the same as in {before.year}"
    size = indicators.change_text(before.value, series.last.value, unit)
    if size.startswith("a factor"):
        return f"up by {size} since {before.year}"
    return f"{'up' if way == 'rose' else 'down'} {size} since {before.year}"


class View:
    """What a section reads: series, medians of peers, labels and sources.

    Args:
        reader: The rows of one country.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._series: dict[str, Series] = {}
        self._medians: dict[str, dict[Role, Series]] = {}
        self._catalogue: dict[str, dict[str, Any]] = {}
        self._groups: dict[Role, str] = {}
        self._used: dict[str, None] = {}

    @cached_property
    def name(self) -> str:
        """The country's name, as labels have it."""
        return str(self.reader.country["name"])

    @cached_property
    def country(self) -> str:
        """The country's name inside a sentence: `the Kyrgyz Republic`."""
        return str(self.reader.country["name_in_text"])

    @cached_property
    def progress(self) -> Progress:
        """Progress of all partner countries, which the country's is ranked among."""
        return Progress(self.reader.tables)

    @cached_property
    def progress_rows(self) -> pd.DataFrame:
        """The country's own rows of it, an indicator each."""
        return self.progress.of(self.reader.code)

    @property
    def labels(self) -> dict[Role, str]:
        """What charts call the country and its peers."""
        return {"country": self.name, "partners": "PAGE median", "region": "Region", "income": "Income group"}

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Sources of everything that was read, in alphabetical order."""
        return tuple(sorted(self._used))

    def _load(self, name: str) -> None:
        """Read all indicators of the section when the first is asked for, any other when it is."""
        if name in self._series:
            return
        wanted = [name] if self._series else sorted({name, *INDICATORS})
        own = dict(list(self.reader.series(*wanted).groupby("indicator")))
        peers = self.reader.peers(*wanted)
        medians = dict(list(peers[peers["n"] >= FEWEST].groupby("indicator")))
        breaks = self.reader.rows("breaks", indicator=wanted)
        catalogue = self.reader.catalogue(*wanted).set_index("indicator").to_dict("index")
        for key in wanted:
            found = Series.of(own[key]) if key in own else Series()
            found = found.broken(breaks[breaks["indicator"] == key]["year"])
            # Single countries run on for a year that the others do not have yet; there is nobody to compare.
            self._series[key] = found.between(0, indicators.REFERENCE_YEAR)
            self._medians[key] = self._peers_of(medians[key]) if key in medians else {}
            self._catalogue[key] = {str(field): cell for field, cell in catalogue[key].items()}

    def _peers_of(self, frame: pd.DataFrame) -> dict[Role, Series]:
        found = {}
        for (kind, name), rows in frame.groupby(["group_kind", "group_name"], sort=True):
            role = _KINDS[str(kind)]
            self._groups[role] = str(name)
            found[role] = Series.of(rows, "median")
        return {role: found[role] for role in PEERS if role in found}

    def series(self, name: str) -> Series:
        """Return the country's observations of an indicator; empty where it has none."""
        self._load(name)
        found = self._series[name]
        self._used |= dict.fromkeys(found.sources)
        return found

    def medians(self, name: str) -> dict[Role, Series]:
        """Return the medians of the partners, the region and the income group, if enough count."""
        self._load(name)
        return self._medians[name]

    def medians_at(self, name: str, year: int) -> dict[Role, float]:
        """Return the medians of that very year."""
        found = {role: series.at(year) for role, series in self.medians(name).items()}
        return {role: item.value for role, item in found.items() if item}

    def about(self, name: str, field: str) -> Any:
        """Return a field of the catalogue: label, unit, definition, direction or sources."""
        self._load(name)
        return self._catalogue[name][field]

    def unit(self, name: str) -> str:
        """Return the unit of an indicator, as the catalogue has it."""
        return str(self.about(name, "unit"))

    def sources(self, *series: Series) -> list[dict[str, Any]]:
        """Return the rows of the sources of some series, each once."""
        ids = dict.fromkeys(source for one in series for source in one.sources)
        return [self.reader.source(source) for source in ids]

    def source_title(self, *series: Series) -> str:
        """Return the titles of the sources, for tooltips."""
        return "; ".join(words.chemistry(str(row["title"])) for row in self.sources(*series))

    def edition(self, *series: Series) -> str:
        """Return the editions of the sources as notes name them: `2025 edition`; empty when none has one."""
        told = "; ".join(str(row["version"]) for row in self.sources(*series))
        return words.join(dict.fromkeys(re.findall(r"\d{4}(?:/\d{2})? edition", told)))

    def group(self, role: Role) -> str:
        """Return what a sentence calls a group of peers."""
        name = self._groups[role]
        if role == "income":
            return f"{name.lower().replace(' ', '-')} countries"
        return _GROUPS_IN_TEXT.get(name, name)

    def against(self, name: str, item: Observation) -> str | None:
        """Return how a value stands to the medians of its year: `above the PAGE median (5.9%)`."""
        unit = self.unit(name)
        stands: dict[str, dict[Role, str]] = {}
        for role, median in self.medians_at(name, item.year).items():
            stands.setdefault(indicators.compare(item.value, median), {})[role] = _short(median, unit)
        return words.join(f"{word} {_medians(told)}" for word, told in stands.items()) or None

    def level(self, name: str, begin: str, slack: int = 0) -> str | None:
        """Return a sentence with value, year, change over ten years and stand; None without a value."""
        own = self.series(name)
        if not own:
            return None
        unit = self.unit(name)
        text = f"{begin} {words.quantity(own.last.value, unit)} {told(own.last)}"
        return ", ".join(
            part for part in (text, since(own, unit, slack=slack), self.against(name, own.last)) if part
        )

    def lines(self, name: str) -> list[Line]:
        """Return the country's line and those of its peers, for a chart of one indicator."""
        own = Line("country", self.name, self.series(name))
        return [
            own,
            *(Line(role, self.labels[role], peer) for role, peer in self.medians(name).items() if peer),
        ]

    def peer_caption(self, roles: Sequence[Role]) -> str:
        """Return who the peers of a chart are, in a sentence for its caption; empty when it has none."""
        if not roles:
            return ""
        kinds = {"partners": "", "region": " (region)", "income": " (income group)"}
        groups = words.join(f"{self.group(role)}{kinds[role]}" for role in roles)
        return f"Grey: medians of the countries with data among {groups}"

    def peers_in_words(self) -> str | None:
        """Return, in a sentence, whose medians the page compares with; None where there are none."""
        whose = {"partners": "", "region": " (the region)", "income": " (the income group)"}
        groups = [f"of {self.group(role)}{whose[role]}" for role in PEERS if role in self._groups]
        if not groups:
            return None
        return (
            f"{self.country} is compared with the medians {words.join(groups)}, "
            "each of the same year and of the countries with data"
        )


def _medians(told: dict[Role, str]) -> str:
    """Name one median, or several that a value stands to in the same way, each with its value."""
    if len(told) == 1:
        names = {"partners": "PAGE", "region": "regional", "income": "income-group"}
        return words.join(f"the {names[role]} median ({value})" for role, value in told.items())
    groups = {"partners": "PAGE", "region": "the region", "income": "the income group"}
    return f"the medians of {words.join(f'{groups[role]} ({value})' for role, value in told.items())}"


def _short(value: float, unit: str) -> str:
    """Write a median behind a value that already told the unit."""
    return words.quantity(value, unit) if unit.startswith(("%", "index")) else words.number(value)
