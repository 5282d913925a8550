"""A small book whose page on Kenya has levers of both kinds, each above its ordinary figure."""

import json
from pathlib import Path

import nbformat
import numpy as np
import pandas as pd
from tests.small_book import SOURCE, make_figure, write_small_book

from pagebook.figures import Source
from pagebook.figures.levers import Lever, Measure, Option, ShockLevers, WeightLevers
from pagebook.project import Book

HOSTILE = 'Land </script><script>alert(1)</script> & "sea"'
"""A name that would break out of whatever does not escape it."""

CODES = ("water", "energy", "jobs", "land")
AREAS = {
    "BRB": "Barbados",
    "KAZ": "Kazakhstan",
    "KEN": "Kenya",
    "MNG": "Mongolia",
    "PER": "Peru",
    "XXX": HOSTILE,
    "YYY": "Nowhere",
}
NONE = np.nan


def make_weights(**changes) -> WeightLevers:
    """Return levers of four indicators and seven areas: ties, gaps, losses, and an area with too little."""
    rows = {
        "BRB": [0.5, 0.5, 0.5, 0.5],
        "KAZ": [0.91, -0.275, 1 / 3, 0.07],
        "KEN": [1.0, 0.125, NONE, 0.375],
        "MNG": [-0.4, -0.995, 0.2, -1.0],
        "PER": [0.12345, 2 / 3, 0.87654, NONE],
        "XXX": [0.5, 0.5, 0.5, 0.5],
        "YYY": [NONE, NONE, 0.4, NONE],
    }
    weights = (0.4, 0.3, 0.2, 0.1)
    names = ("Water", "Energy", "Jobs", HOSTILE)
    told = {
        "name": "weights",
        "title": "Weigh the index anew",
        "what": "index of progress",
        "levers": [Lever(*one) for one in zip(CODES, names, weights, strict=True)],
        "areas": AREAS,
        "values": pd.DataFrame.from_dict(rows, orient="index", columns=list(CODES)),
        "rule": "A missing indicator is left out, and the others count in proportion.",
        "beside": "in the figure below",
        "in_text": {"MNG": "the steppe"},
        "fewest": 2,
        "scale": 100,
        "unit": "%",
        "decimals": 1,
        "sources": [Source.of(SOURCE)],
    }
    return WeightLevers(**told | changes)


def make_shock(**changes) -> ShockLevers:
    """Return levers of three things to spend on, one of which has no induced effects, and three measures."""
    bundles = ("constr", "solar", "agri")
    measures = [
        Measure("jobs", "Jobs", "jobs"),
        Measure("value_added", "Value added", currency="R$", scale=1e6),
        Measure("co2", HOSTILE, "t CO₂e"),
    ]
    values = iter([14.3921, 6.1185, 9.77, 0.4512, 0.2987, 0.3019, 118.25, 241.5, 77.125] * 3)
    rows = [
        (option, measure.code, effect, next(values) * factor)
        for option, factor in zip(bundles, (1.0, 0.61, 2.5), strict=True)
        for measure in measures
        for effect in ("direct", "indirect", "induced")
        if (option, effect) != ("agri", "induced")
    ]
    told = {
        "name": "shock",
        "title": "Spend another amount on something else",
        "options": [
            Option("constr", "Construction", "Sectors"),
            Option("agri", HOSTILE, "Sectors"),
            Option("solar", "Solar power", "Bundles", "38% of the money leaves the country."),
        ],
        "measures": measures,
        "multipliers": pd.DataFrame(rows, columns=["option", "measure", "effect", "value"]),
        "currency": "R$",
        "scale": 1e6,
        "scale_name": "million",
        "prices": "in prices of 2015",
        "option": "constr",
        "amount": 1000,
        "least": 1,
        "most": 20000,
        "note": "Gross jobs with the technology of one year; no prices move.",
        "beside": "in the figure below",
        "sources": [Source.of(SOURCE)],
    }
    return ShockLevers(**told | changes)


def write_levers_book(real: Path, root: Path) -> Book:
    """Write the small book into a folder, with both kinds of levers on the page on Kenya."""
    book = write_small_book(real, root)
    path = book.chapters / "countries" / "kenya.ipynb"
    page = json.loads(path.read_text("utf-8"))
    shown = (make_weights(), make_figure(name="third"), make_shock())
    page["cells"][1]["outputs"] += [
        nbformat.v4.new_output("display_data", item._repr_mimebundle_()) for item in shown
    ]
    path.write_text(json.dumps(page), "utf-8")
    return book
