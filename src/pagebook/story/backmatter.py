"""The pages behind the countries: methods, data dictionary, sources, contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.indicators import ALIKE
from pagebook.data import parse_citation
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import bullets, directive
from pagebook.story.chapter import Chapter
from pagebook.story.citing import places
from pagebook.story.partners import WORLD
from pagebook.story.table_blocks import licences, table_block

__all__ = ["ContradictionsPage", "DictionaryPage", "MethodsPage", "SourcesPage"]


# The states of a milestone that lies behind us.
_PAST = ("done", "in progress", "initiated", "draft")


class MethodsPage(Chapter):
    """How the book is made; its prose names a few counts."""

    def substitutions(self) -> dict[str, str]:
        """Return the counts that the prose names, written out."""
        milestones = self.tables.select("milestones", status=_PAST)
        first, last = int(milestones["year"].min()), int(milestones["year"].max())
        documents = len(self.tables.select("sources", kind="document"))
        return {
            "alike": words.percent(100 * ALIKE),
            "first_year": str(first),
            "last_year": str(last),
            "n_documents": words.in_words(documents),
            "n_tables": str(len(self.tables.package.tables)),
            "n_countries": str(len(self.tables.select("countries"))),
            "n_indicators": str(len(self.tables.select("catalogue"))),
            "n_omissions": str(len(self.tables.select("omissions"))),
        }

    def omissions(self) -> Table:
        """Return the facts that the book leaves out on purpose, each with its reason."""
        rows = self.tables.select("omissions")
        titles = {spec.name: spec.title for spec in self.tables.describe().tables.values()}
        return Table(
            name="facts-left-out",
            caption="Facts that the sources give and the book leaves out on purpose",
            frame=rows.assign(table=rows["table"].map(titles)),
            columns={"table": "Table", "fact": "Fact", "reason": "Reason"},
        )


class DictionaryPage(Chapter):
    """What each table of the data package holds, column by column."""

    def substitutions(self) -> dict[str, str]:
        """Return the package's title, version and licence."""
        package = self.tables.describe()
        return {
            "package": text(package.title),
            "version": text(package.version),
            "licence": licences(package.licenses),
            "n_tables": str(len(package.tables)),
        }

    def overview(self) -> Table:
        """Return the list of tables."""
        specs = self.tables.describe().tables.values()
        rows = [{"table": s.name, "title": s.title, "columns": len(s.fields), "file": s.path} for s in specs]
        return Table(
            name="tables-of-the-package",
            caption="The tables of the data package",
            frame=pd.DataFrame(rows),
            columns={"title": "Table", "table": "Name", "columns": "Columns", "file": "File in data/"},
        )

    def tables_in_full(self) -> Prose:
        """Return every table as a folded block: what it holds, its keys, its columns."""
        specs = self.tables.describe().tables.values()
        return Prose("\n\n".join(map(table_block, specs)))


class SourcesPage(Chapter):
    """Every source of the book with its address and licence."""

    def substitutions(self) -> dict[str, str]:
        """Return how many sources there are of each kind."""
        kinds = self._sources["kind"].value_counts()
        return {
            "n_sources": f"{len(self._sources):,}",
            "n_documents": str(kinds.get("document", 0)),
            "n_pages": str(kinds.get("web page", 0)),
            "n_datasets": str(kinds.get("dataset", 0)),
            "n_literature": str(kinds.get("literature", 0)),
            "n_derived": str(kinds.get("derived", 0)),
        }

    @property
    def _sources(self) -> pd.DataFrame:
        return self.tables.select("sources")

    def documents(self) -> Prose:
        """Return the documents that the record of the programme starts from."""
        return self._listed("document")

    def literature(self) -> Prose:
        """Return the books, papers and manuals that methods and assumptions rest on."""
        return self._listed("literature")

    def _listed(self, kind: str) -> Prose:
        rows = self._sources[self._sources["kind"] == kind]
        return Prose(bullets(_named(row) + _noted(row) for row in rows.to_dict("records")))

    def statistics(self) -> Table:
        """Return the publishers of the statistics, with edition and licence."""
        rows = self._sources[self._sources["kind"].isin(["dataset", "derived"])]
        named = pd.Series(
            [Prose(link(words.chemistry(row["title"]), _url(row))) for row in rows.to_dict("records")],
            rows.index,
        )
        return Table(
            name="publishers-of-the-statistics",
            caption="Data sets behind the statistics, with edition and licence",
            frame=rows.assign(named=named),
            columns={
                "named": "Data set",
                "publisher": "Publisher",
                "version": "Edition",
                "licence": "Licence",
            },
        )

    def pages(self) -> Prose:
        """Return the web pages, folded by publisher, the largest group first."""
        rows = self._sources[self._sources["kind"] == "web page"]
        groups = sorted(rows.groupby("publisher"), key=lambda group: (-len(group[1]), str(group[0])))
        return Prose(
            "\n\n".join(
                directive(
                    "dropdown",
                    text(f"{publisher}: {words.count('page', len(group))}"),
                    bullets(_named(row) for row in group.to_dict("records")),
                )
                for publisher, group in groups
            )
        )


class ContradictionsPage(Chapter):
    """Where the sources disagree with each other or with themselves; both sides stand."""

    def substitutions(self) -> dict[str, str]:
        """Return how many contradictions there are, and about how many countries."""
        rows = self.tables.select("contradictions")
        return {"n_contradictions": str(len(rows)), "n_countries": str(len(set(rows["area"]) - {WORLD}))}

    def by_area(self) -> Prose:
        """Return the contradictions, one block per country, the programme as a whole last."""
        rows = self.tables.select("contradictions")
        areas = self.tables.select("areas", area=set(rows["area"])).set_index("area")
        order = areas.sort_values(["kind", "name"]).index
        sources = {row["source"]: row for row in self.tables.select("sources").to_dict("records")}
        blocks = []
        for area in order:
            told = [_contradiction(row, sources) for row in rows[rows["area"] == area].to_dict("records")]
            title = f"{areas['name'][area]}: {words.count('contradiction', len(told))}"
            blocks.append(directive("dropdown", text(title), "\n\n".join(told), open=""))
        return Prose("\n\n".join(blocks))


def _contradiction(row: Mapping[Any, Any], sources: Mapping[Any, Mapping[Any, Any]]) -> str:
    sides = [
        f"{text(row[f'says_{side}'])} ({_cited(row[f'sources_{side}'], sources)})" for side in ("a", "b")
    ]
    handled = f"*{text(row['handling'])}*" if pd.notna(row["handling"]) else ""
    return "\n".join([f"**{text(row['topic'])}**", "", bullets(sides), "", handled]).rstrip()


def _cited(citations: tuple[str, ...], sources: Mapping[Any, Mapping[Any, Any]]) -> str:
    found: dict[str, list[str]] = {}
    for citation in map(parse_citation, citations):
        found.setdefault(citation.source, []).extend([citation.locator] if citation.locator else [])
    return "; ".join(
        ", ".join([link(sources[key]["title"], _url(sources[key])), *([text(places(told))] if told else [])])
        for key, told in found.items()
    )


def _url(row: Mapping[Any, Any]) -> str:
    return "" if pd.isna(row["url"]) else str(row["url"])


def _named(row: Mapping[Any, Any]) -> str:
    year = f" ({int(row['year'])})" if pd.notna(row["year"]) else ""
    publisher = f"{text(row['publisher'])}{year}. " if pd.notna(row["publisher"]) else ""
    return publisher + link(row["title"], _url(row))


def _noted(row: Mapping[Any, Any]) -> str:
    return f". {text(row['note'])}" if pd.notna(row["note"]) else ""
