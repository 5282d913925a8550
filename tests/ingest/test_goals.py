"""Links to the goals: which number is a goal or a target, and what the sentence says of it."""

from __future__ import annotations

import pytest

from pagebook.ingest.goals import find_goals


def _told(text: str, before: str = "") -> list[str]:
    links = find_goals(text, before)
    return [
        f"{link.goal or 'goals'} {link.target or '-'} {link.wording or '?'} {link.word}" for link in links
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mill is aligned with SDGs 6 and 14.", ["6 - aligned aligned", "14 - aligned aligned"]),
        ("This has contributed to SDG 7, target 7.3, by thrift.", ["7 7.3 contributes has contributed"]),
        (
            "It supports SDG 9, targets 9.1 and 9.4 on roads, and Goal 11.",
            ["9 9.1 supports supports", "9 9.4 supports supports", "11 - supports supports"],
        ),
        (
            "The law is in line with SDG 2 and contributes to SDG 3.",
            ["2 - aligned in line", "3 - contributes contributes"],
        ),
        (
            "SDGs 4–6 are served by the school.",
            ["4 - supports served", "5 - supports served", "6 - supports served"],
        ),
        ("SDG13 and indicator 8.5.2 are named.", ["13 - ? ", "8 8.5 ? "]),
        ("Plans were brought closer to the Sustainable Development Goals (SDGs).", ["goals - general "]),
        ("SDG-aligned planning began.", ["goals - general "]),
    ],
)
def test_goals_are_told_with_their_targets_and_their_wording(text: str, told: list[str]):
    """A goal stands for itself or for its targets, with the verb that governs it or was said before."""
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "A target of 1.5 °C was named, and goal 3 of the strategy is trade.",
        "The SDG Fund paid for it.",
        "Target 9.4 million people were reached.",
        "In 12 and 15 districts, 17 goals were scored.",
    ],
)
def test_numbers_without_the_goals_are_none(text: str):
    """A target of another kind, a name, a count: none is a link to the goals."""
    assert _told(text) == []


def test_a_count_behind_a_goal_is_not_a_goal():
    """After a single goal, a number of things is a number of things."""
    assert _told("The map supports SDG 12 and 15 countries use it.") == ["12 - supports supports"]


def test_a_list_has_the_verb_of_the_words_that_open_it():
    """Where a list of goals follows a colon, the words before the colon say how strong the link is."""
    told = _told(
        "SDG 5: Equality", before="The mill has contributed to several Sustainable Development Goals:"
    )

    assert told == ["5 - contributes has contributed"]
