"""Columns: a list of cells in another form, and nothing else."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pagebook.data.column import Column

CELLS = st.lists(st.text(st.characters(codec="utf-8"), max_size=3), max_size=30)


@given(CELLS)
def test_a_column_has_the_cells_that_it_was_made_of(cells):
    """Length, cells and their order are those of the list, whichever way one asks."""
    column = Column.of(cells)

    assert list(column) == cells
    assert [column[place] for place in range(len(column))] == cells
    assert list(column[1:3]) == cells[1:3]
    assert sorted(column.distinct()) == sorted(set(cells))
    assert column.blank().tolist() == [place for place, cell in enumerate(cells) if not cell]
    assert column.mapped(len).tolist() == [len(cell) for cell in cells]
    assert column.longest() == max((len(cell.encode()) for cell in cells), default=0)
    assert Column.of(column) is column


@given(CELLS, st.randoms())
def test_rows_can_be_taken(cells, random):
    """Chosen rows come with their cells, in the order in which they were asked for."""
    places = [random.randrange(len(cells)) for _ in range(5)] if cells else []
    positions = np.array(places, dtype=np.intp)
    column = Column.of(cells)

    assert column.at(positions) == [cells[place] for place in places]
    assert list(column.take(positions)) == column.at(positions)


@given(CELLS)
def test_ranks_rise_as_the_cells_do(cells):
    """A ranked column has the same cells, and one code is less than another when its cell is."""
    ranked = Column.of(cells).ranked(str)

    assert list(ranked) == cells
    assert ranked.distinct() == sorted(set(cells))
    assert [ranked.distinct()[code] for code in sorted(ranked.codes)] == sorted(cells)


def test_rows_holding_some_texts_are_found_in_order():
    """The rows whose cell is one of some distinct texts, from top to bottom."""
    column = Column.of(["b", "a", "", "b", "c"])

    found = column.holding([column.distinct().index("b"), column.distinct().index("c")])

    assert found.tolist() == [0, 3, 4]
    assert column.holding([]).tolist() == []
