"""The one look of all charts: colours, fonts and axes for light and dark pages, as Vega-Lite configuration.

A chart names roles, never colours: lines and points carry a `style` (`country`, `partners`, `region`,
`income`, …) and categories take the named range `category`, so that a page may exchange the configuration
and nothing else when its reader prefers dark.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Literal

__all__ = ["FONT", "HEIGHT", "LABEL_PX", "Mode", "config", "palette"]

Mode = Literal["light", "dark"]

FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif'
)

# Height of the plot in pixels, and the least distance between two labels at the ends of lines.
HEIGHT = 240
LABEL_PX = 14

# Roles of one mode. Categories are Okabe and Ito's colours, black made grey and yellow darker on white; their
# order keeps neighbours in a stack apart for readers with any of the three colour deficiencies (tested).
_INK: dict[str, dict[str, Any]] = {
    "light": {
        "text": "#24292f",
        "axis": "#57606a",
        "grid": "#e3e7eb",
        "domain": "#8c959f",
        "country": "#005fa3",
        "second": "#d55e00",
        "peer": "#737b84",
        "surface": "#ffffff",
        "category": ["#4d4d4d", "#d55e00", "#e69f00", "#cc79a7", "#0072b2", "#56b4e9", "#e3d02c", "#009e73"],
    },
    "dark": {
        "text": "#e6edf3",
        "axis": "#a8b1bb",
        "grid": "#2f353d",
        "domain": "#6e7681",
        "country": "#58b4ff",
        "second": "#ff8a3d",
        "peer": "#959da6",
        "surface": "#14181e",
        "category": ["#9aa0a6", "#d55e00", "#e69f00", "#d68cb4", "#2f86c9", "#7cc8f5", "#f0e442", "#00a878"],
    },
}

_DASHES = {"partners": [1, 0], "region": [6, 3], "income": [2, 2]}


def palette(mode: Mode) -> list[str]:
    """Return the colours of categories in their fixed order."""
    return list(_INK[mode]["category"])


def config(mode: Mode = "light") -> dict[str, Any]:
    """Return the Vega-Lite `config` of all charts for a light or a dark page; a fresh, JSON-ready dict."""
    ink = _INK[mode]
    return deepcopy(
        {
            "background": "transparent",
            "font": FONT,
            "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
            "view": {"stroke": None},
            "axis": _axis(ink),
            "axisX": {"grid": False, "labelFlush": True, "ticks": True, "tickSize": 4},
            "axisY": _axis_y(),
            "legend": _legend(ink),
            "range": {"category": ink["category"]},
            "style": _styles(ink),
            "text": {"color": ink["text"], "fontSize": 12},
            "line": {"strokeWidth": 1.5, "strokeCap": "round", "strokeJoin": "round"},
            "area": {"line": False},
        }
    )


def _axis(ink: dict[str, Any]) -> dict[str, Any]:
    return {
        "domainColor": ink["domain"],
        "gridColor": ink["grid"],
        "labelColor": ink["axis"],
        "labelFontSize": 12,
        "labelOverlap": True,
        "tickColor": ink["domain"],
        "titleColor": ink["axis"],
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    }


def _axis_y() -> dict[str, Any]:
    # The unit stands flat above the axis: a turned title costs width on a phone and is hard to read.
    return {
        "domain": False,
        "ticks": False,
        "labelPadding": 6,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleAngle": 0,
        "titleBaseline": "bottom",
        "titleLimit": 330,
        "titleX": 0,
        "titleY": -8,
    }


def _legend(ink: dict[str, Any]) -> dict[str, Any]:
    return {
        "columns": 2,
        "labelColor": ink["text"],
        "labelFontSize": 12,
        "labelLimit": 150,
        "orient": "top",
        "symbolSize": 70,
        "symbolStrokeWidth": 2,
        "title": None,
    }


def _styles(ink: dict[str, Any]) -> dict[str, Any]:
    peers = {
        name: {"stroke": ink["peer"], "strokeDash": dash, "strokeWidth": 1.5}
        for name, dash in _DASHES.items()
    }
    dots = {
        f"{name}-dot": {"fill": ink["peer"], "stroke": ink["surface"], "strokeWidth": 1} for name in _DASHES
    }
    return {
        **peers,
        **dots,
        "band": {"stroke": ink["surface"], "strokeWidth": 0.7},
        "bar": {"fill": ink["country"]},
        "country": {"stroke": ink["country"], "strokeWidth": 2.5},
        "country-dot": {"fill": ink["country"], "stroke": ink["surface"], "strokeWidth": 1},
        "earlier": {"stroke": ink["text"], "strokeWidth": 2},
        "end-label": {"align": "left", "baseline": "middle", "dx": 8, "fill": ink["text"], "fontSize": 12},
        "hover": {"fill": ink["text"], "stroke": None},
        "label-country": {"fontWeight": "bold"},
        "second": {"stroke": ink["second"], "strokeWidth": 2.5},
        "second-dot": {"fill": ink["second"], "stroke": ink["surface"], "strokeWidth": 1},
        "trail": {"stroke": ink["country"], "strokeWidth": 3, "opacity": 0.45, "strokeCap": "round"},
        "zero": {"stroke": ink["domain"], "strokeWidth": 1},
    }
