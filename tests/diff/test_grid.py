"""Tables that readers see: rows known by their labels."""

from pagebook.diff.grid import CellChange, Grid, compare_grids


def _grid(*rows, head=("Place", "Country", "Year", "Value")) -> Grid:
    return Grid("peers", "Peers", head, rows)


def test_rows_are_known_by_their_words_not_by_their_rank():
    """A country that moved up is the same row with another place."""
    old = _grid(("1", "Ghana", "2024", "0.6"), ("2", "Peru", "2024", "2.1"))
    new = _grid(("1", "Peru", "2024", "0.5"), ("2", "Ghana", "2024", "0.6"))

    assert list(compare_grids(old, new)) == [
        CellChange("Peru", "Place", "2", "1"),
        CellChange("Peru", "Value", "2.1", "0.5"),
        CellChange("Ghana", "Place", "1", "2"),
    ]


def test_rows_with_the_same_words_are_told_apart_by_the_next_column():
    """Where a label stands several times, more columns belong to it."""
    head = ("What", "Year", "Number")
    old = _grid(("Countries", "2016", "11"), ("Countries", "2017", "13"), head=head)
    new = _grid(("Countries", "2016", "11"), ("Countries", "2017", "14"), head=head)

    assert list(compare_grids(old, new)) == [CellChange("Countries, 2017", "Number", "13", "14")]


def test_rows_that_one_side_lacks_are_told_whole():
    """A new row and one that is gone have no column."""
    head = ("What", "Number")

    assert list(compare_grids(_grid(("A", "1"), head=head), _grid(("B", "2"), head=head))) == [
        CellChange("B", "", "", "B · 2"),
        CellChange("A", "", "A · 1", ""),
    ]


def test_rows_that_are_equal_in_all_columns_are_counted():
    """A row that stands once more is a new row."""
    head = ("What", "Number")

    assert list(compare_grids(_grid(("A", "1"), head=head), _grid(("A", "1"), ("A", "1"), head=head))) == [
        CellChange("A, 1, no. 2", "", "", "A · 1")
    ]


def test_a_row_with_another_label_is_known_by_its_other_cells():
    """A title that was mended is a changed cell, where one row alone has the rest."""
    head = ("Title", "Year", "Kind")
    old = _grid(("Gren growth", "2016", "study"), ("Other", "2017", "plan"), head=head)
    new = _grid(("Green growth", "2016", "study"), ("Other", "2017", "plan"), head=head)

    assert list(compare_grids(old, new)) == [
        CellChange("Green growth", "Title", "Gren growth", "Green growth")
    ]
