"""The one look of all charts: colours, fonts and axes for light and dark pages, as Vega-Lite configuration.

Marks have the same colour in both modes. Whatever must follow the page (text, axes, the lines between bands)
is named by its role in the configuration, so that a page may exchange the configuration and nothing else when
its reader prefers dark.
"""

from __future__ import annotations

from typing import Any, Literal

__all__ = [
    "CATEGORY",
    "COUNTRY",
    "EARLIER",
    "FONT",
    "HEIGHT",
    "LABEL_PX",
    "PEER",
    "SECOND",
    "THIRD",
    "Mode",
    "config",
    "ink_on",
]

Mode = Literal["light", "dark"]

FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif'
)

# Width of a chart where nothing else sets it. A page of the book draws it as wide as its column; JupyterLab
# (tried: 4.6) hangs on charts that ask for the width of their container.
WIDTH = 640

# Height of the plot in pixels, and the least distance between two labels at the ends of lines.
HEIGHT = 240
LABEL_PX = 15

# The country's own line, its second and third, where it came from; peers. Each has one colour for both modes.
COUNTRY = "#1a75bc"
SECOND = "#d55e00"
THIRD = "#9a26f0"
EARLIER = "#8db9dd"
PEER = "#7d858e"

# Okabe and Ito's hues, moved until any two differ clearly for readers with any of the three colour
# deficiencies and all show on white and on black (tested).
CATEGORY = ("#58645d", "#bd3518", "#ed861e", "#c781ae", "#0067ea", "#70dbff", "#ffda0d", "#12a457")

_INK: dict[Mode, dict[str, str]] = {
    "light": {
        "text": "#24292f",
        "axis": "#57606a",
        "grid": "#e3e7eb",
        "domain": "#8c959f",
        "land": "#dde2e7",
        "surface": "#ffffff",
    },
    "dark": {
        "text": "#e6edf3",
        "axis": "#a8b1bb",
        "grid": "#2f353d",
        "domain": "#6e7681",
        "land": "#363d46",
        "surface": "#14181e",
    },
}


def config(mode: Mode = "light") -> dict[str, Any]:
    """Return the Vega-Lite `config` of all charts for a light or a dark page; a fresh, JSON-ready dict."""
    ink = _INK[mode]
    return {
        "background": "transparent",
        "font": FONT,
        "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
        "view": {"stroke": None},
        "axis": _axis(ink),
        "axisX": {"grid": False, "labelFlush": True, "ticks": True, "tickSize": 4},
        "axisY": _axis_y(),
        "legend": _legend(ink),
        "range": {"category": list(CATEGORY)},
        # A rule is black unless its colour is configured here: its style comes too late.
        "rule": {"color": ink["domain"]},
        "style": _styles(ink),
        "text": {"color": ink["text"], "fontSize": 12},
    }


def ink_on(colour: str) -> str:
    """Return black or white, whichever stands out more from a ground of that colour in both modes."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Both have the same contrast where (1.05 / (L + 0.05)) equals ((L + 0.05) / 0.05).
    return "#000000" if luminance > 0.179 else "#ffffff"


def _axis(ink: dict[str, str]) -> dict[str, Any]:
    return {
        "domainColor": ink["domain"],
        "gridColor": ink["grid"],
        "labelColor": ink["axis"],
        "labelFontSize": 12,
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


def _legend(ink: dict[str, str]) -> dict[str, Any]:
    return {
        "columns": 2,
        "labelColor": ink["text"],
        "labelFontSize": 12,
        "labelLimit": 150,
        "orient": "top",
        "symbolSize": 70,
        "title": None,
    }


def _styles(ink: dict[str, str]) -> dict[str, Any]:
    """Return the styles that differ between the modes; charts name them, as they name no ink themselves."""
    label = {"align": "left", "baseline": "middle", "fill": ink["text"], "fontSize": 12}
    return {
        "band": {"stroke": ink["surface"], "strokeWidth": 0.7},
        "cell": {"align": "center", "baseline": "middle", "fontSize": 11},
        "cell-ink": {"align": "center", "baseline": "middle", "fill": ink["text"], "fontSize": 11},
        "dot": {"stroke": ink["surface"], "strokeWidth": 1},
        "end-label": {**label, "dx": 8},
        "hover": {"fill": ink["text"]},
        "land": {"color": ink["land"]},
        "map-mark": {"stroke": ink["text"], "strokeWidth": 1},
        "mark-line": {"stroke": ink["text"], "strokeWidth": 2.5},
        "outlined": {"stroke": ink["text"], "strokeWidth": 0.8},
        "own-label": {**label, "dx": 8, "fontWeight": "bold"},
        "row-border": {
            **label,
            "baseline": "bottom",
            "fill": ink["surface"],
            "stroke": ink["surface"],
            "strokeWidth": 3,
        },
        "row-label": {**label, "baseline": "bottom"},
        "shape": {"stroke": ink["surface"], "strokeWidth": 0.5},
        "zero": {"stroke": ink["domain"], "strokeWidth": 1},
    }
