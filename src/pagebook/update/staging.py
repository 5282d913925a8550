"""The tables of the book as values in memory, and the texts of those that an update changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pagebook.data import Package, Problem
from pagebook.data.cells import write_number
from pagebook.data.check import candidate_problems
from pagebook.data.editing import Cells, rows_of_table, table_text
from pagebook.project import Book
from pagebook.update.compare import Held, Key, Revision
from pagebook.update.medians import Group, Median

__all__ = ["Statistics", "problems_after", "statistics"]

_REGIONS = ("region", "income group", "world")
_READ = (
    "indicators",
    "peer_medians",
    "sources",
    "catalogue",
    "revisions",
    "peer_groups",
    "countries",
    "areas",
    "breaks",
)


@dataclass(frozen=True)
class Statistics:
    """The statistics of a book, as its tables have them.

    Attributes:
        package: What the tables are.
        values: Value and source by area, indicator and year.
        medians: The medians by group, indicator and year.
        sources: Rows of the sources.
        catalogue: Rows of the catalogue.
        revisions: Rows of the revisions.
        groups: Rows of the peer groups.
        partners: The partner countries.
        areas: The areas of which there are statistics: the partners, and groups of countries.
        breaks: Where series break.
        classes: Region and income group of each country of the book.
    """

    package: Package
    values: dict[Key, Held]
    medians: dict[tuple[str, str, int], Median]
    sources: list[dict[str, str]]
    catalogue: list[dict[str, str]]
    revisions: list[dict[str, str]]
    groups: list[dict[str, str]]
    partners: frozenset[str]
    areas: frozenset[str]
    breaks: frozenset[Key]
    classes: Mapping[str, tuple[str, str]]

    def peer_groups(self, world: Mapping[str, tuple[str, str]], countries: Iterable[str]) -> list[Group]:
        """Return the peer groups with their countries.

        Args:
            world: Region and income group of each country, from the World Bank's list; may be empty.
            countries: Every country there is.
        """
        known = [(area, set(told)) for area, told in world.items() if area in frozenset(countries)]
        groups = []
        for row in self.groups:
            members: frozenset[str] | None = frozenset(a for a, told in known if row["name"] in told) or None
            if row["kind"] == "partners":
                members = self.partners
            elif row["kind"] == "all":
                members = frozenset(countries)
            groups.append(Group(row["group"], row["kind"] == "partners", members))
        return groups

    def texts(
        self,
        values: Mapping[Key, Held],
        medians: Mapping[tuple[str, str, int], Median],
        sources: Iterable[Cells],
        replaced: Iterable[tuple[str, Revision, str]],
    ) -> dict[str, str]:
        """Return the texts of the tables after an update, by path below the data folder.

        Args:
            values: The values that there will be.
            medians: The medians that there will be.
            sources: Rows of new editions.
            replaced: Indicator, revision and the edition that replaced the value.
        """
        rows: dict[str, Iterable[Cells]] = {
            "indicators": (_value_row(key, held) for key, held in values.items()),
            "peer_medians": (_median_row(key, median) for key, median in medians.items()),
            "sources": [*self.sources, *sources],
            "revisions": self._log(replaced),
            "catalogue": self._catalogue(values),
        }
        tables = self.package.tables
        return {tables[name].path: table_text(tables[name], list(content)) for name, content in rows.items()}

    def _log(self, replaced: Iterable[tuple[str, Revision, str]]) -> list[Cells]:
        """Return the revisions with new ones; of an edition, what it replaced first stays."""
        log: dict[tuple[str, ...], Cells] = {
            (row["area"], row["indicator"], row["year"], row["replaced_by"]): row for row in self.revisions
        }
        for indicator, revision, edition in replaced:
            key = (revision.area, indicator, str(revision.year), edition)
            cells = dict(zip(("area", "indicator", "year", "replaced_by"), key, strict=True))
            before = {"value": write_number(revision.before), "source": revision.source}
            log.setdefault(key, {**cells, **before})
        return list(log.values())

    def _catalogue(self, values: Mapping[Key, Held]) -> list[Cells]:
        sources: dict[str, set[str]] = {}
        years: dict[str, set[int]] = {}
        countries: dict[str, set[str]] = {}
        for (area, indicator, year), (_, source) in values.items():
            sources.setdefault(indicator, set()).add(source)
            if area in self.partners:
                years.setdefault(indicator, set()).add(year)
                countries.setdefault(indicator, set()).add(area)
        return [
            {
                **row,
                "sources": "; ".join(sorted(sources[row["indicator"]])),
                "period": f"{min(years[row['indicator']])}-{max(years[row['indicator']])}",
                "countries": str(len(countries[row["indicator"]])),
            }
            if row["indicator"] in years
            else row
            for row in self.catalogue
        ]

    def dated_definitions(self, indicators: Iterable[str]) -> list[str]:
        """Return those indicators whose definition names a year or an edition, which may be past."""
        wanted = set(indicators)
        dated = re.compile("(19|20)[0-9]{2}|edition")
        return [
            row["indicator"]
            for row in self.catalogue
            if row["indicator"] in wanted and dated.search(row["definition"])
        ]


def statistics(book: Book) -> Statistics:
    """Read the statistics of a book.

    Raises:
        DataError: A table cannot be read.
    """
    package = Package.load(book.data)
    rows = {name: rows_of_table(package.tables[name], book.data) for name in _READ}
    partners = frozenset(row["country"] for row in rows["countries"])
    groups = frozenset(row["area"] for row in rows["areas"] if row["kind"] in _REGIONS)
    return Statistics(
        package,
        {_key(row): (float(row["value"]), row["source"]) for row in rows["indicators"]},
        {
            (row["group"], row["indicator"], int(row["year"])): (
                int(row["n"]),
                float(row["p25"]),
                float(row["median"]),
                float(row["p75"]),
            )
            for row in rows["peer_medians"]
        },
        rows["sources"],
        rows["catalogue"],
        rows["revisions"],
        rows["peer_groups"],
        partners,
        partners | groups,
        frozenset(map(_key, rows["breaks"])),
        {
            row["area"]: (row["wb_region"], row["income_group"])
            for row in rows["areas"]
            if row["kind"] == "country"
        },
    )


def problems_after(package: Package, texts: Mapping[str, str]) -> list[Problem]:
    """Return the problems that the data would have with these texts, and do not have now.

    Args:
        package: What the tables are.
        texts: Texts by path below the data folder.
    """
    new = {name: texts[spec.path] for name, spec in package.tables.items() if spec.path in texts}
    after = candidate_problems(package, new)
    old = {name: (package.folder / package.tables[name].path).read_text("utf-8") for name in new}
    now = {_told(problem) for problem in (candidate_problems(package, old) if after else ())}
    return [problem for problem in after if _told(problem) not in now]


def _told(problem: Problem) -> tuple[str, str, str]:
    # Without its line, which moves with the rows above it.
    return problem.file, problem.column, problem.message


def _key(row: Cells) -> Key:
    return row["area"], row["indicator"], int(row["year"])


def _value_row(key: Key, held: Held) -> Cells:
    area, indicator, year = key
    row = {"area": area, "indicator": indicator, "year": str(year)}
    return {**row, "value": write_number(held[0]), "source": held[1]}


def _median_row(key: tuple[str, str, int], median: Median) -> Cells:
    group, indicator, year = key
    count, *cuts = median
    low, middle, high = map(write_number, cuts)
    row = {"group": group, "indicator": indicator, "year": str(year), "n": str(count)}
    return {**row, "p25": low, "median": middle, "p75": high}
