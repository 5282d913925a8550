"""The cards of the partner countries on the front page: a few facts each and two small lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.data import Tables
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import directive, grid

__all__ = ["country_cards"]

_LINES: Mapping[str, tuple[str, str]] = {
    "co2_per_capita": ("{} t", "CO₂ per person"),
    "gdp_ppp_per_capita": ("Int$ {}", "GDP per person"),
}
"""Indicator to how a card writes its value and what it calls it; the note below the cards has the units."""

# Earlier years hold a break (Cambodia's GDP of 1994) that a line this small could not mark.
_FIRST = 2000


def country_cards(tables: Tables, countries: pd.DataFrame) -> str:
    """Return a card for each country, grouped by region, as Markdown; each is a link to the country's page.

    Args:
        tables: The data package.
        countries: Rows of the table of partner countries, with `wb_region`, sorted by name.
    """
    observed = tables.select("indicators", indicator=list(_LINES), area=list(countries["country"]))
    observed = observed[observed["year"] >= _FIRST]
    series = {key: rows.set_index("year")["value"] for key, rows in observed.groupby(["area", "indicator"])}
    groups = []
    for region, rows in countries.groupby("wb_region"):
        name = text(str(region).replace(" & ", " and "))
        cards = grid("1 2 2 3", [_card(row, series) for row in rows.to_dict("records")])
        groups.append(directive("container", "pb-region", f"**{name}**\n\n{cards}"))
    note = _note(tables, observed)
    return "\n\n".join([directive("container", "pb-countries", "\n\n".join(groups)), note])


def _card(row: dict[Any, Any], series: Mapping[Any, pd.Series]) -> str:
    since = (
        f"partner since {row['joined_year']}" if pd.notna(row["joined_year"]) else "joining year not given"
    )
    lead = f"; lead agency {row['lead_agency']}" if pd.notna(row["lead_agency"]) else ""
    body = [text(f"{words.capitalise(since)}; {row['status']}{lead}.")]
    body += [
        _line(series[row["country"], key], *_LINES[key]) for key in _LINES if (row["country"], key) in series
    ]
    return directive(
        "grid-item-card",
        text(row["name"]),
        "\n\n".join(body),
        link=f"countries/{row['slug']}",
        link_type="doc",
        class_card="pb-card pb-country",
    )


def _line(values: pd.Series, form: str, label: str) -> str:
    """Return the sparkline of an indicator, its last value in words; a single value has no line."""
    known = values.dropna()
    last = f"{form.format(words.number(known.iloc[-1]))} {label}, {known.index[-1]}"
    if len(known) < 2:
        return text(last)
    years = range(int(known.index[0]), int(known.index[-1]) + 1)
    points = (f"{known[year]:g}" if year in known.index else "-" for year in years)
    return directive("sparkline", text(last), " ".join(points))


def _note(tables: Tables, observed: pd.DataFrame) -> str:
    used = tables.select("sources", source=sorted(set(observed["source"])))
    about = tables.select("catalogue", indicator=list(_LINES)).set_index("indicator")
    units = "; ".join(
        f"{label} in {words.unit_title(str(about.at[key, 'unit']))}" for key, (_, label) in _LINES.items()
    )
    named = "; ".join(
        f"{link(words.chemistry(row['title']), row['url'])} ({text(row['publisher'])})"
        for row in used.to_dict("records")
    )
    years = words.years(int(observed["year"].min()), int(observed["year"].max()))
    return directive(
        "container",
        "pb-note",
        f"The number is the latest; on the web, a small line beside it runs over {years}, from the country’s "
        f"lowest value to its highest. Units: {text(units)}. Sources: {named}.",
    )
