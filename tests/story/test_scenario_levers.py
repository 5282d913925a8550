"""The levers of the scenarios begin with the numbers of the chapter, whatever is chosen."""

import pytest

from pagebook.data import Tables
from pagebook.project import find_book
from pagebook.story import scenario_outcome
from pagebook.story.scenarios_chapter import ScenariosPage


@pytest.fixture(scope="module")
def page(book_root) -> ScenariosPage:
    """Return the chapter."""
    return ScenariosPage(Tables.open(find_book(book_root)))


@pytest.mark.parametrize("measure", ["employment", "value_added", "ghg"])
def test_levers_give_the_effects_of_the_chapter(page, measure):
    """At the book's amount each scenario and each sector has the chapter's three effects."""
    levers = page.levers()

    for one in [*page.things, *page.sectors]:
        total = one.effects(measure).total
        expected = [float(total[stage]) for stage in scenario_outcome.STAGES]
        found = levers.result(f"{one.scenario}-{one.key}", one.amount)[measure]
        assert found == pytest.approx(expected)


def test_imports_are_all_that_leaks(page):
    """What is bought abroad at once counts as well, without what income sets going."""
    levers = page.levers()

    for one in page.things:
        direct, indirect, _ = levers.result(f"{one.scenario}-{one.key}", one.amount)["imports"]
        assert direct + indirect == pytest.approx(one.leak)


def test_the_levers_are_those_of_brazil(page):
    """Reais of 2015, four scenarios and twelve sectors; the amount of the book lies within the bounds."""
    levers = page.levers()

    groups = [option.group for option in levers.options]
    assert (groups.count("Scenarios"), groups.count("Sectors")) == (4, 12)
    assert (levers.currency, levers.scale, levers.prices) == ("R$", 1e6, "in prices of 2015")
    assert (levers.least, levers.amount, levers.most) == (1, 1000, 20000)
    assert len({option.code for option in levers.options}) == 16
