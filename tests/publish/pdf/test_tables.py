"""Tables of the text: which of them are torn, and where."""


def _table(rows):
    return "\n".join(["| A | B |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)])


def test_rows_of_a_long_table_are_kept_whole(typst_of):
    """The first cell of a row says so, unless the row is so high that a page might not hold it."""
    rows = [("short", f"row {n}") for n in range(20)] + [("high", "word " * 100)]

    lines = typst_of(_table(rows))

    said = [lines[at + 1] for at, line in enumerate(lines) if "breakable: false" in line]
    assert said == ['#par([#"A";]);', *['#par([#"short";]);'] * 20]


def test_a_short_table_is_kept_whole(typst_of):
    """Then its rows need not say it."""
    told = "\n".join(typst_of(_table([("a", "b")] * 3)))

    assert (told.count("whole: true"), told.count("breakable")) == (1, 0)
