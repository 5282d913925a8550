"""The map of partner countries on the front page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.data import Tables
from pagebook.figures import Figure
from pagebook.figures.worldmap import feature, read_points, world_map
from pagebook.story.citing import Citing

__all__ = ["partner_map"]

# The code under which the table of shapes has the outline of all land.
_LAND = "WLD"
_ORDER = ("active", "active, PAGE 2.0", "transitioned", "transitioned, PAGE 2.0")


def partner_map(tables: Tables, countries: pd.DataFrame) -> Figure:
    """Return the map: a mark for each partner country, its shape behind it where the scale shows one.

    Args:
        tables: The data package.
        countries: Rows of the table of partner countries, with `wb_region`.
    """
    codes = list(countries["country"])
    shapes = tables.select("shapes", area=[*codes, _LAND])
    frame = _frame(tables, countries, codes)
    states = _states(frame["state"])
    state_of = dict(zip(frame["code"], frame["state"], strict=True))
    drawn = [
        feature(_parts(rows), state=state_of[str(code)])
        for code, rows in shapes[shapes["area"] != _LAND].groupby("area")
    ]
    columns = ["country", "state", "since", "region", "source", "address"]
    return Figure(
        name="partner-countries",
        title="Partner countries and their status",
        caption="Form and colour of a mark tell the status. The shapes are simplified (Natural Earth); lines "
        "and names on the map say nothing about the legal status of a territory or where its boundaries lie. "
        "Each row of the data table names the sources of the status.",
        finding=_finding(frame, states),
        chart=world_map(feature(_parts(shapes[shapes["area"] == _LAND])), drawn, _marks(frame), states),
        table=frame[columns],
        columns=dict(
            zip(columns, ("Country", "Status", "Partner since", "Region", "Source", "Address"), strict=True)
        ),
        sources=_map_sources(tables, shapes),
    )


def _parts(rows: pd.DataFrame) -> list[list[list[list[float]]]]:
    return [[read_points(text) for text in rings["points"]] for _, rings in rows.groupby("part")]


def _frame(tables: Tables, countries: pd.DataFrame, codes: Sequence[str]) -> pd.DataFrame:
    citing = Citing(tables, (one for cited in countries["sources"] for one in cited))
    rows = countries.assign(
        code=countries["country"],
        state=countries["status"],
        since=[str(year) if pd.notna(year) else "not given" for year in countries["joined_year"]],
        region=[str(name).replace(" & ", " and ") for name in countries["wb_region"]],
        source=[citing.plain(cited) for cited in countries["sources"]],
        address=[citing.addresses(cited) for cited in countries["sources"]],
        page=[f"countries/{slug}.html" for slug in countries["slug"]],
    ).drop(columns=["country", "sources"])
    places = tables.select("positions", area=list(codes)).drop(columns="sources")
    placed = rows.merge(places, left_on="code", right_on="area", how="left")
    return placed.rename(columns={"name": "country"})


def _marks(frame: pd.DataFrame) -> pd.DataFrame:
    shown = frame[["country", "latitude", "longitude", "page", "region", "since", "state"]]
    return shown.dropna(subset=["latitude", "longitude"])


def _states(found: pd.Series) -> list[str]:
    """Return the states that occur, known ones in their order, others after them."""
    return [*(state for state in _ORDER if state in set(found)), *sorted(set(found) - set(_ORDER))]


def _finding(frame: pd.DataFrame, states: Sequence[str]) -> str:
    named = {state: sorted(frame.loc[frame["state"] == state, "country"]) for state in states}
    return words.paragraph(
        [
            f"{words.count('partner country', len(frame))} in "
            f"{words.count('region', frame['region'].nunique())}",
            *(f"{state} ({len(names)}): {words.join(names)}" for state, names in named.items()),
        ]
    )


def _map_sources(tables: Tables, shapes: pd.DataFrame) -> list[dict[str, Any]]:
    cited = {one for cell in shapes["sources"] for one in cell}
    return list(Citing(tables, cited).sources.values())
