"""The tables of progress: overview, what is missing, targets, places, rules, statistics."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress import DASHBOARD, INDEX
from pagebook.figures import Prose, Table
from pagebook.story.citing import Citing
from pagebook.story.partners import Partners
from pagebook.story.progress_findings import share
from pagebook.story.progress_reader import LABEL, Progress

__all__ = [
    "cited",
    "missing_table",
    "overview_table",
    "places_table",
    "ratings_table",
    "statistics_table",
    "versions_table",
]

_YES = {True: "yes", False: "no"}


def overview_table(progress: Progress, partners: Partners) -> Table:
    """Return index, rank, interval, dashboard and combined reading of every country."""
    rows = progress.ranks.merge(progress.combined[["area", "dashboard", "reading"]], on="area")
    rows = rows.merge(progress.index[["area", "n"]], on="area")
    frame = rows.assign(
        country=pd.Series([Prose(partners.link(area)) for area in rows["area"]], rows.index),
        told=rows["index"].map(share),
        between=list(map(_between, rows["low"], rows["high"])),
        beside=rows["dashboard"].map(share),
    )
    return Table(
        name="progress-overview",
        caption=f"{LABEL} Index, rank with its interval, places known and dashboard",
        frame=frame,
        columns={
            "country": "Country",
            "told": "Index",
            "rank": "Rank",
            "between": "Interval",
            "n": "Known",
            "beside": "Dashboard",
            "reading": "Read together",
        },
        align={"told": "right", "between": "right", "beside": "right"},
    )


def missing_table(progress: Progress, partners: Partners) -> Table:
    """Return each place that is not known for some country: for whom, and why."""
    design = progress.design
    parts = {part: progress.matrix(part) for part in (INDEX, DASHBOARD)}
    found = []
    for row in design.places.to_dict("records"):
        part, place = str(row["part"]), str(row["place"])
        known = parts[part]
        there = set(known.index[known[place].notna()]) if place in known else set()
        without = [area for area in partners.codes if area not in there]
        if without:
            whom = "all" if len(without) == len(partners.codes) else words.join(map(partners.name, without))
            found.append({"place": row["name"], "part": part, "whom": whom, "why": row["note"]})
    return Table(
        name="progress-missing",
        caption="Places that are not known, and for which partner countries",
        frame=pd.DataFrame(found, columns=["place", "part", "whom", "why"]),
        columns={"place": "Place", "part": "Part", "whom": "Not known for", "why": "Why, or what to know"},
    )


def ratings_table(progress: Progress) -> Table:
    """Return the rule of each rating in words."""
    rows = progress.design.ratings
    cited = sorted({one for cell in rows["sources"] for one in cell})
    return Table(
        name="progress-ratings",
        caption="What the ratings mean",
        frame=rows.assign(least=list(map(_pace, rows["least_pace"]))),
        columns={"rating": "Rating", "least": "Least pace", "words": "Rule"},
        sources=_sources(progress, cited),
    )


def places_table(progress: Progress, citing: Citing) -> Table:
    """Return the places of the framework, what stands for each, and whether public sources name it."""
    rows = progress.design.places
    labels = progress.design.indicators.groupby("place")["label"].agg(list)
    frame = rows.assign(
        at=[f"{'' if row.part == INDEX else 'D'}{row.number}" for row in rows.itertuples()],
        series=[words.join(labels.get(place, ["none"])) for place in rows["place"]],
        told=[_YES[bool(named)] for named in rows["named"]],
        source=cited(rows, citing),
    )
    return Table(
        name="progress-framework",
        caption="Places of the index (numbers) and of the dashboard (D), and the series that stand for them",
        frame=frame,
        columns={
            "at": "No.",
            "name": "Place",
            "series": "Series",
            "told": "Named in public sources",
            "note": "What to know",
            "source": "Source",
        },
    )


def versions_table(rows: pd.DataFrame) -> Table:
    """Return what each way of computing declares.

    Args:
        rows: Rows of `progress_versions`, that of the pages first.
    """
    frame = rows.assign(
        span=list(map(words.years, rows["base_year"], rows["end_year"])),
        targets=rows["target_rule"].replace("default", "as declared"),
        floor=rows["lowest"].map(share),
    )
    return Table(
        name="progress-versions",
        caption="Ways of computing, by the keys of the rules above",
        frame=frame,
        columns={
            "title": "Way",
            "span": "Years",
            "targets": "Targets",
            "weight_rule": "Weights",
            "missing_rule": "What is missing",
            "floor": "Lowest progress",
        },
        align={"floor": "right"},
    )


def statistics_table(progress: Progress) -> Table:
    """Return the publishers of the observations, each with the indicators and years that it gives."""
    rows = progress.values.dropna(subset=["source"])
    labels = progress.design.indicators.set_index("indicator")["label"]
    told = {
        str(source): "; ".join(labels[labels.index.isin(own["indicator"])])
        for source, own in rows.groupby("source")
    }
    sources = progress.tables.select("sources", source=sorted(told))
    frame = sources.assign(
        title=sources["title"].map(words.chemistry),
        used=[told[str(source)] or "population" for source in sources["source"]],
    )
    return Table(
        name="progress-statistics",
        caption="Statistics behind progress",
        frame=frame,
        columns={
            "used": "Indicators",
            "title": "Data set",
            "publisher": "Publisher",
            "version": "Edition",
            "licence": "Licence",
        },
    )


def _sources(progress: Progress, keys: list[str]) -> list[dict[str, Any]]:
    rows = progress.tables.select("sources", source=keys).to_dict("records")
    return [{str(key): None if pd.isna(value) else value for key, value in row.items()} for row in rows]


def cited(rows: pd.DataFrame, citing: Citing) -> pd.Series:
    """Return the citations of each row as a cell, or that it is a choice of this book."""
    cells = [Prose(citing.cite(cell) or "this book’s choice") for cell in rows["sources"]]
    return pd.Series(cells, rows.index, dtype="object")


def _pace(value: float) -> str:
    return "" if pd.isna(value) else words.number(float(value))


def _between(low: float, high: float) -> str:
    return "" if pd.isna(low) else f"{low} to {high}"
