"""Blocks are MyST directives whose fences nest."""

from pagebook.story.blocks import bullets, card, directive, folded, grid


def test_an_outer_fence_is_longer_than_any_inner_one():
    """A directive inside a directive does not end the outer one."""
    inner = directive("note", "", "Text")

    assert directive("dropdown", "Title", inner) == ("::::{dropdown} Title\n\n:::{note}\n\nText\n:::\n::::")


def test_options_stand_under_the_name():
    """Underscores of an option become hyphens."""
    assert card("A", "B", "headline") == ":::{grid-item-card} A\n:class-card: pb-card pb-headline\n\nB\n:::"


def test_a_grid_holds_its_cards():
    """Cards stand in the grid in their order."""
    told = grid("1 2", [card("A", "a", "x"), card("B", "b", "x")])

    assert told.startswith("::::{grid} 1 2\n:gutter: 2\n\n:::{grid-item-card} A")
    assert told.count("{grid-item-card}") == 2


def test_only_a_long_list_is_folded():
    """Eight items are read at once, nine are folded under a title."""
    short, long = [str(n) for n in range(8)], [str(n) for n in range(9)]

    assert folded("Title", short) == bullets(short)
    assert folded("Title", long).startswith(":::{dropdown} Title\n\n- 0\n")
