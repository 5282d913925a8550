"""The charts of progress: ranks with intervals, ratings by place, index beside dashboard, other choices."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress import INDEX, ratings
from pagebook.figures import Figure, theme
from pagebook.figures.grid import CROSS, DASH, DIAMOND, DISC, SQUARE, Layout, State, count_grid, state_grid
from pagebook.figures.intervals import Interval, interval_chart
from pagebook.figures.levels import STEPS
from pagebook.figures.pairs import Pair, pair_chart
from pagebook.story.citing import Citing
from pagebook.story.partners import Partners
from pagebook.story.progress_findings import (
    choices_finding,
    combined_finding,
    places_finding,
    ranks_finding,
    share,
)
from pagebook.story.progress_reader import LABEL, Progress

__all__ = ["RATINGS", "choices_figure", "combined_figure", "detail", "places_figure", "ranks_figure"]

RATINGS = (
    State("on track", DISC, "#12a457"),
    State("moderate", SQUARE, theme.COUNTRY),
    State("stagnating", DIAMOND, "#ed861e"),
    State("worsening", CROSS, "#bd3518"),
    State("no data", DASH, theme.PEER),
)
"""The marks of the ratings, which differ in shape and in colour."""

_BELOW = "The statistics behind it are named under “Statistics”."

_MOVED = 3
"""How many ranks another choice must move a country for its cell to be coloured."""


def ranks_figure(progress: Progress, partners: Partners) -> Figure:
    """Return each country's rank, with the interval in which its ranks fall when choices vary."""
    rows = progress.ranks.dropna(subset=["rank"])
    rows = rows.assign(
        label=rows["area"].map(partners.name),
        told=rows["index"].map(share),
        between=[f"{row.low} to {row.high}" for row in rows.itertuples()],
    ).astype({"rank": "int64", "low": "int64", "middle": "int64", "high": "int64"})
    version = progress.design.version
    kept = words.percent(100 * (version.high - version.low))
    interval = Interval("rank", "middle", "low", "high", "Rank as published", "Middle of the draws")
    titles = {"label": "Country", "rank": "Rank", "told": "Index", "between": f"Ranks in {kept} of draws"}
    return Figure(
        name="progress-ranks",
        title="Rank by the index of progress, and how far other choices would move it",
        caption=f"{LABEL} Partner countries; 1 is the most progress. The band holds the ranks of "
        f"{kept} of {version.draws:,} draws over weights, targets and the rule for what is missing. {_BELOW}",
        finding=ranks_finding(rows, partners),
        chart=interval_chart(rows, interval, "Rank", len(rows), titles),
        table=rows.assign(
            **{name: (100 * rows[name]).round(2) for name in ("index", "index_low", "index_high")}
        ),
        columns={
            "label": "Country",
            "rank": "Rank",
            "low": "Lowest rank of the interval",
            "middle": "Middle rank of the draws",
            "high": "Highest rank of the interval",
            "index": "Index (%)",
            "index_low": "Lower end of the index (%)",
            "index_high": "Upper end of the index (%)",
        },
    )


def places_figure(progress: Progress, partners: Partners, part: str = INDEX) -> Figure:
    """Return the rating of each country in each place of a part, places without a series included."""
    design, version = progress.design, progress.design.version
    rows = design.places[design.places["part"] == part]
    rated = ratings(progress.measured, design, part).reindex(
        columns=list(rows["place"]), fill_value="no data"
    )
    gone = progress.matrix(part)
    cells = pd.DataFrame(
        [
            {
                "row": partners.name(area),
                "column": progress.name(place),
                "state": rated.loc[area, place],
                "way": share(gone.loc[area].get(place)),
            }
            for area in partners.codes
            for place in rows["place"]
        ]
    )
    what = "Index" if part == INDEX else "Dashboard"
    return Figure(
        name="progress-places" if part == INDEX else "progress-stocks",
        title=f"{what}: rating of each partner country by place",
        caption=f"{LABEL} Progress from about {version.base_year} to about {version.end_year}, rated by "
        f"whether its pace would meet the target by {version.target_year}; a place of several indicators has "
        "the rating of their mean pace. The data table has every indicator with its years and source.",
        finding=places_finding(cells, what),
        chart=state_grid(
            cells,
            RATINGS,
            Layout([partners.name(code) for code in partners.codes], list(rows["name"]), upright=True),
            {"row": "Country", "column": "Place", "state": "Rating", "way": "Way to the target"},
            size=100,
        ),
        table=detail(progress, partners, part),
        columns=_DETAIL,
    )


_DETAIL = {
    "country": "Country",
    "place_name": "Place",
    "label": "Indicator",
    "unit": "Unit",
    "base_year": "Base year",
    "base": "Base",
    "end_year": "End year",
    "end": "End",
    "target": "Target",
    "way": "Way to the target (%)",
    "rating": "Rating",
    "trend": "Trend",
    "source": "Source of the end value",
}


def detail(progress: Progress, partners: Partners, part: str) -> pd.DataFrame:
    """Return every indicator of every country in a part: years, values, target, progress, rating, trend."""
    order = {area: n for n, area in enumerate(partners.codes)}
    rows = progress.told[progress.told["part"] == part]
    rows = rows.sort_values("area", key=lambda areas: areas.map(order), kind="stable", ignore_index=True)
    ends = progress.values.rename(columns={"year": "end_year"})[["area", "indicator", "end_year", "source"]]
    rows = rows.merge(ends, on=["area", "indicator", "end_year"], how="left")
    citing = Citing(progress.tables, progress.sources())
    for column in ("base", "end", "target"):
        rows[column] = rows[column].map(words.significant, na_action="ignore")
    return rows.assign(
        country=rows["area"].map(partners.name),
        way=(100 * rows["progress"]).round(1),
        unit=rows["unit"].map(words.unit_title),
        source=rows["source"].map(lambda source: citing.plain([source]), na_action="ignore"),
        **{name: rows[name].astype("Int64") for name in ("base_year", "end_year")},
    )


def combined_figure(progress: Progress, partners: Partners) -> Figure:
    """Return index and dashboard of each country on one scale."""
    rows = progress.combined.dropna(subset=["index", "dashboard"])
    rows = rows.assign(
        label=rows["area"].map(partners.name), first=100 * rows["index"], second=100 * rows["dashboard"]
    ).sort_values(["first", "label"], ascending=[False, True], ignore_index=True)
    return Figure(
        name="progress-combined",
        title="Index and dashboard read together",
        caption=f"{LABEL} Per cent of the way to the targets; below nought: away from them. Countries in the "
        f"order of the index. {_BELOW}",
        finding=combined_finding(rows, partners),
        chart=pair_chart(rows, Pair("first", "second", "Index", "Dashboard"), "% of the way to the targets"),
        table=rows.assign(first=rows["first"].round(1), second=rows["second"].round(1)),
        columns={"label": "Country", "first": "Index (%)", "second": "Dashboard (%)", "reading": "Reading"},
    )


def choices_figure(ranks: pd.DataFrame, titles: Mapping[str, str]) -> Figure:
    """Return the ranks under each way of computing, coloured where it moves a country by several ranks.

    Args:
        ranks: A row a country: `label`, `in_text`, and ranks by version, of which the first is as published.
        titles: Version to its title, in the order of the columns.
    """
    first = next(iter(titles))
    cells = [
        {
            "row": row["label"],
            "column": title,
            "text": "–" if pd.isna(row[version]) else str(int(row[version])),
            "fill": _moved(row[first], row[version]),
        }
        for row in ranks.to_dict("records")
        for version, title in titles.items()
    ]
    frame = pd.DataFrame(cells).astype({"fill": "object"})
    return Figure(
        name="progress-choices",
        title="Ranks under other choices",
        caption=f"{LABEL} Rank by the index under each way of computing; blue: {words.in_words(_MOVED)} "
        f"ranks or more ahead of the published rank, orange: as many behind it. {_BELOW}",
        finding=choices_finding(ranks, titles),
        chart=count_grid(
            frame,
            Layout(list(ranks["label"]), list(titles.values()), upright=True),
            {"row": "Country", "column": "Way of computing", "text": "Rank"},
        ),
        table=ranks,
        columns={"label": "Country", **titles},
    )


def _moved(published: float, other: float) -> str | None:
    if pd.isna(published) or pd.isna(other) or abs(published - other) < _MOVED:
        return None
    return STEPS[1] if other < published else "#f6c999"
