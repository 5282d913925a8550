"""An altair chart as a themed Vega-Lite specification with the same bytes for the same content.

Altair names views and parameters by counters or hashes of its own, which differ between versions and with
what was drawn before. Here datasets are named by content, views and parameters numbered within the chart.
"""

from __future__ import annotations

import json
import re
from typing import Any

import altair as alt

from pagebook.figures import theme
from pagebook.figures.stored import canonical, content_hash

__all__ = ["specification"]

_COUNTED = re.compile(r"(param|view)_[0-9a-f]+(_\d+)?")


def specification(chart: alt.TopLevelMixin, description: str, usermeta: dict[str, Any]) -> dict[str, Any]:
    """Return the chart's specification: themed for light pages, deterministic, its keys sorted.

    Args:
        chart: A single or layered chart; its width becomes the theme's.
        description: The text alternative.
        usermeta: What travels with the chart for the page to print.
    """
    spec = _drawn(chart)
    spec = _renamed(spec, _new_names(spec))
    spec["config"] = theme.config("light")
    spec["description"] = description
    spec["usermeta"] = {"pagebook": usermeta}
    spec["width"] = theme.WIDTH
    spec.setdefault("height", theme.HEIGHT)
    # Height is that of the plot: axes come on top of it, so that labels placed by height stay where they are.
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    sorted_spec: dict[str, Any] = json.loads(canonical(spec))
    return sorted_spec


def _drawn(chart: alt.TopLevelMixin) -> dict[str, Any]:
    with alt.theme.enable("none"), alt.data_transformers.enable("default", consolidate_datasets=True):
        # Each part was validated when it was made; to validate the whole again doubles the time of a page.
        drawn: dict[str, Any] = chart.to_dict(validate=False)
    return drawn


def _new_names(spec: dict[str, Any]) -> dict[str, str]:
    """Map altair's names to ours: data by content, the others by order of appearance."""
    names = {old: content_hash(rows) for old, rows in spec.get("datasets", {}).items()}
    for text in _strings(spec):
        if text not in names and (match := _COUNTED.fullmatch(text)):
            kind = match[1]
            names[text] = f"{kind}-{sum(name.startswith(kind + '-') for name in names.values())}"
    return names


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        # Rows are data: a cell that happens to read `view_1` keeps its text.
        parts = [item for key, item in value.items() if key not in ("datasets", "usermeta")]
        return [text for part in parts for text in _strings(part)]
    return [text for part in value for text in _strings(part)] if isinstance(value, list) else []


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, dict):
        return {
            key: {names.get(k, k): rows for k, rows in item.items()}
            if key == "datasets"
            else _renamed(item, names)
            for key, item in value.items()
        }
    return [_renamed(item, names) for item in value] if isinstance(value, list) else value
