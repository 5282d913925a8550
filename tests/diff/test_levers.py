"""Numbers behind levers are compared one by one, and so are the ranks that the book's weights give."""

import pytest
from tests.diff.editions import rewrite
from tests.levers_book import make_shock, make_weights

from pagebook.diff import compare
from pagebook.diff.changes import ValueChange

KENYA = "chapters/countries/kenya.ipynb"


def _show(root, item) -> None:
    """Put what levers show in the place of the second figure of the page."""
    rewrite(root / KENYA, lambda page: page.cells[1].outputs[1].update(data=item._repr_mimebundle_()))


def _moved():
    values = make_weights().values.copy()
    values.loc["PER", "water"] = 0.5
    return make_weights(values=values)


def test_equal_levers_differ_in_nothing(editions):
    """Levers that stay are no change."""
    for root in editions:
        _show(root, make_weights())

    assert compare(*editions).nothing


def test_a_value_behind_levers_moves_ranks(editions):
    """The value is told with its row and column, and so is each country whose place by the book changes."""
    _show(editions[0], make_weights())
    _show(editions[1], _moved())

    changes = compare(*editions)

    (chart,) = changes.charts
    assert (chart.kind, chart.figure, chart.faces) == ("changed", "weights", ("data",))
    (value,) = chart.values
    assert (value.row, value.column, value.old, value.new) == ("Peru", "Water", "0.1235", "0.5")
    assert {(one.country, one.old, one.new) for one in changes.moves} == {
        ("BRB", "=2", "=3"), ("KEN", "1", "2"), ("PER", "4", "1"), ("XXX", "=2", "=3"),
    }  # fmt: skip


def test_a_multiplier_is_told_with_its_measure(editions):
    """What a sector brings changed by so much of itself."""
    rows = make_shock().multipliers
    one = (rows["option"] == "solar") & (rows["measure"] == "jobs") & (rows["effect"] == "indirect")
    _show(editions[0], make_shock())
    _show(editions[1], make_shock(multipliers=rows.assign(value=rows["value"].where(~one, 5.0))))

    changes = compare(*editions)

    (chart,) = changes.charts
    old = 6.1185 * 0.61
    size = pytest.approx(5 / old - 1)
    assert chart.values == (ValueChange("Solar power", "Jobs, indirect", f"{old:.4g}", "5", size),)
    assert not changes.moves


def test_other_words_around_the_same_numbers_are_words(editions):
    """A new title changes no number."""
    _show(editions[0], make_weights())
    _show(editions[1], make_weights(title="Weigh it yourself"))

    (chart,) = compare(*editions).charts

    assert (chart.faces, chart.values, chart.title) == (("words",), (), "Weigh it yourself")


def test_levers_that_come_are_added(editions):
    """A page that gets levers says so."""
    _show(editions[1], make_shock())

    added = [chart for chart in compare(*editions).charts if chart.kind == "added"]

    assert [(chart.figure, len(chart.values)) for chart in added] == [("shock", 24)]
