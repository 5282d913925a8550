"""Cells with two lines of words have one on paper, where there is room."""

import pandas as pd
import pytest

from pagebook.figures.grid import Layout, count_grid
from pagebook.publish.pdf.cells import words_in_one_line
from pagebook.publish.pdf.drawing import PAPER_PX


@pytest.fixture
def grid():
    """Return a function that draws a grid with these cells, as first and second lines."""

    def drawn(*cells, columns=2, fills=("#1a75bc", None)):
        frame = pd.DataFrame(
            [
                {"row": f"Row {n}", "column": str(n % columns), "text": text, "below": below, "fill": fill}
                for n, ((text, below), fill) in enumerate(zip(cells, [*fills, None, None], strict=False))
            ]
        )
        layout = Layout(rows=list(frame["row"]), columns=[str(n) for n in range(columns)], row_px=36)
        return count_grid(frame, layout, {"row": "Row"}).properties(width="container").to_dict()

    return drawn


def _texts(told):
    """Return what each layer of text writes into the cells that it draws."""
    found = []
    for layer in told["layer"]:
        field = layer["encoding"].get("text", {}).get("field")
        if field:
            two = {"filter": "datum.two"} in layer.get("transform", [])
            rows = told["datasets"][layer["data"]["name"]]
            found += [row[field] for row in rows if "transform" not in layer or row["two"] == two]
    return sorted(found)


def test_words_stand_in_one_line(grid):
    """Rows are as low as one line allows, on a coloured ground and on none; no word is lost or told twice."""
    web = grid(("weak", "decoupling"), ("–", "break in 1994"), ("none", None))

    paper = words_in_one_line(web, PAPER_PX)

    assert _texts(web) == ["break in 1994", "decoupling", "none", "weak", "–"]
    assert _texts(paper) == ["none", "weak decoupling", "– break in 1994"]
    assert (web["height"], paper["height"]) == (108, 72)


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ([("1,200", "+75")], 2),
        ([("weak", "decoupling"), ("12", "of 20")], 2),
        ([("expansive", "negative decoupling")], 9),
        ([("weak", None)], 2),
    ],
)
def test_other_cells_stay_as_they_are(grid, cells, columns):
    """Numbers below each other are two numbers; what is too wide for its column keeps its lines."""
    web = grid(*cells, columns=columns)

    assert words_in_one_line(web, PAPER_PX) == web


def test_what_is_no_grid_stays_as_it_is():
    """A chart without layers has no cells."""
    chart = {"mark": "line", "encoding": {}}

    assert words_in_one_line(chart, PAPER_PX) == chart
