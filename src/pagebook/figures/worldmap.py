"""A map of the world with some countries marked, each state by colour and by the form of its mark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from pagebook.figures import theme

__all__ = ["HEIGHT_PX", "Ring", "feature", "read_points", "world_map"]

HEIGHT_PX = 300
"""Height of the map; as wide as a column of text it then fills its place."""

Ring = list[list[float]]
"""Points of an edge, longitude and latitude in degrees; the last is the first again."""

# A form and a colour for each state, in the order in which they are given.
_FORMS = ("circle", "diamond", "square", "triangle-up")
_COLOURS = (theme.CATEGORY[4], theme.CATEGORY[5], theme.CATEGORY[2], theme.CATEGORY[6])
# Equal areas, so that no country looks larger than it is.
_PROJECTION = "equalEarth"


def read_points(text: str) -> Ring:
    """Return the points in a cell of the table `shapes`: `51.6 24.2, 51.8 24.3, …`."""
    return [[float(number) for number in point.split(" ")] for point in text.split(", ")]


def feature(parts: Iterable[Sequence[Ring]], **properties: Any) -> dict[str, Any]:
    """Return a GeoJSON feature.

    Args:
        parts: For each separate piece of land its outer edge, clockwise, then the edges of its holes.
        properties: What is known about it.
    """
    coordinates = [list(rings) for rings in parts]
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "MultiPolygon", "coordinates": coordinates},
    }


def world_map(
    land: Mapping[str, Any], shapes: Sequence[Mapping[str, Any]], marks: pd.DataFrame, states: Sequence[str]
) -> alt.LayerChart:
    """Return the map.

    Args:
        land: A feature: all land, drawn without boundaries.
        shapes: Features of the countries that have a shape, each with the property `state`.
        marks: A row for each country: `longitude`, `latitude`, `state`, and what the tooltip tells
            (`country`, `since`, `region`); `page` is the address that a click on the mark opens.
        states: The states in their order, at most four.
    """
    colours = list(_COLOURS[: len(states)])
    colour = alt.Scale(domain=list(states), range=colours)
    form = alt.Scale(domain=list(states), range=list(_FORMS[: len(states)]))
    ground = alt.Chart(alt.InlineData(values=[dict(land)])).mark_geoshape(style="land")
    countries = (
        alt.Chart(alt.InlineData(values=[dict(shape) for shape in shapes]))
        .mark_geoshape(style="shape", fillOpacity=0.6)
        .encode(color=alt.Color("properties.state:N", scale=colour))
    )
    points = (
        alt.Chart(marks)
        .mark_point(style="map-mark", filled=True, opacity=1, size=64)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            color=alt.Color("state:N", scale=colour),
            shape=alt.Shape("state:N", scale=form),
            tooltip=[
                alt.Tooltip("country:N", title="Country"),
                alt.Tooltip("state:N", title="Status"),
                alt.Tooltip("since:N", title="Partner since"),
                alt.Tooltip("region:N", title="Region"),
            ],
        )
    )
    layers = [layer.project(_PROJECTION) for layer in (ground, countries, points)]
    return alt.LayerChart(layer=layers).properties(height=HEIGHT_PX)
