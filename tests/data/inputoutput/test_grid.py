"""One file of an input-output table: how it is laid out, and what keeps it from being read."""

import numpy as np
import pytest

from pagebook.data.inputoutput.grid import outline, read_grid


@pytest.mark.parametrize(
    ("text", "delimiter", "found"),
    [
        ("sector,a,b\na,1,2\nb,3,4\n", ",", (1, 1)),
        ("satellite,label,unit,a\njobs,Jobs,persons,7\n", ",", (3, 1)),
        ("r\t\tx\tx\ns\t\ta\tb\nr\ts\t\t\nx\ta\t1\t2\nx\tb\t3\t-4e-5\n", "\t", (2, 3)),
        ("nothing here", ",", (0, 0)),
        ("1,2\n3,4\n", ",", (0, 0)),
        ("", ",", (0, 0)),
    ],
    ids=["one and one", "three columns", "two levels and names", "prose", "no labels", "empty"],
)
def test_labels_are_known_from_numbers(text, delimiter, found):
    """Where nobody tells how many labels there are, the numbers do."""
    assert outline(text, delimiter) == found


def test_a_grid_has_labels_lines_and_numbers():
    """A line of names above the rows is not a row, and blank lines count where they stand."""
    text = "region\t\tx\tx\nsector\t\ta\tb\nregion\tsector\t\t\n\nx\ta\t1\t2.5\nx\tb\t-3\t4e2\n"

    grid, problems = read_grid(text, "f", index=2, header=2, delimiter="\t")

    assert problems == []
    assert (grid.names, grid.rows, grid.columns, grid.lines) == (
        ("region", "sector"), [("x", "a"), ("x", "b")], [("x", "a"), ("x", "b")], [5, 6],
    )  # fmt: skip
    assert np.array_equal(grid.values, [[1, 2.5], [-3, 400]])
    assert grid.frame.loc["b", "a"] == -3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "f: has no row of numbers; expected 1 and 1 of labels before them"),
        ("sector\na\n", "f: has no column of numbers; expected 1 and 1 of labels before them"),
        ('sector,a\n"a,1\n', "f: cannot be split into cells (unexpected end of data); quote cells as “…”"),
        ("sector,a,a\nb,1,2\n", "f: the column of a stands 2 times; name each once"),
        ("sector,a\n,1\n", "f: a row has no label; name its sector or category"),
        ("sector,a\nb,1_0\n", "f:2: a: the row of b has '1_0', which is no number; expected a number such as "
                              "1234.5"),
        ("sector,a\nb,inf\n", "f:2: a: the row of b has 'inf', which is no number; expected a number such as "
                              "1234.5"),
        ("sector,a\nb,٣\n", "f:2: a: the row of b has '٣', which is no number; expected a number such as "
                            "1234.5"),
        ("sector,a \nb,1\n", "f:1: a : the cell begins or ends with a blank; write 'a'"),
    ],
    ids=["empty", "no numbers", "quote", "column twice", "no label", "underscore", "infinite", "digits",
         "blank"],
)  # fmt: skip
def test_what_keeps_a_file_from_being_read_is_told(text, told):
    """A file gives numbers, or all that is wrong with it."""
    grid, problems = read_grid(text, "f", index=1)

    assert grid is None
    assert [str(problem) for problem in problems] == [told]


def test_findings_of_a_file_end_somewhere():
    """A file of words is not told word by word."""
    text = "sector,a\n" + "".join(f"s{row},x\n" for row in range(1000))

    _, problems = read_grid(text, "f", index=1)

    assert len(problems) == 20
