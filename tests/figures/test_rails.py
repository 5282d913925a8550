"""The network of rails: a row a member, a line a tie."""

import pandas as pd
import pytest

from pagebook.figures import Figure
from pagebook.figures.rails import Tie, rails

TIES = [
    Tie("1 · 2019", "held", {"Peru": "shared", "Uruguay": "learned"}, {"What": "a workshop"}),
    Tie("2 · 2020, planned", "planned", {"Brazil": "shared and learned"}, {"What": "a visit"}),
]
MEMBERS = ["Brazil", "Democratic Republic of the Congo", "Peru", "Uruguay"]


@pytest.fixture
def spec() -> dict:
    """Return the specification of a small network."""
    return rails(TIES, MEMBERS).to_dict(validate=True)


def test_a_line_goes_from_the_first_to_the_last_member_of_a_tie(spec):
    """Lines end at members; a tie with one member is a point."""
    lines = spec["datasets"][spec["layer"][0]["data"]["name"]]

    assert [(row["tie"], row["member"], row["to"]) for row in lines] == [
        ("1 · 2019", "Peru", "Uruguay"),
        ("2 · 2020, planned", "Brazil", "Brazil"),
    ]


def test_what_is_planned_is_dashed(spec):
    """Held and planned differ by the line, whatever its colour."""
    scale = spec["layer"][0]["encoding"]["strokeDash"]["scale"]

    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {"held": [1, 0], "planned": [4, 3]}


def test_each_part_has_its_own_shape(spec):
    """Roles are told apart by outline, not by colour alone."""
    scale = spec["layer"][1]["encoding"]["shape"]["scale"]

    assert scale["domain"] == ["shared", "learned", "shared and learned"]
    assert len(set(scale["range"])) == 3


def test_every_member_has_a_row_and_long_names_are_broken(spec):
    """A member without a tie keeps its place; no line of a name is wider than its column."""
    rows = spec["layer"][1]["encoding"]["y"]["scale"]["domain"]

    assert [row.replace("\n", " ") for row in rows] == MEMBERS
    assert max(len(line) for row in rows for line in row.split("\n")) <= 21


def test_the_same_network_has_the_same_bytes():
    """The layout is not left to chance."""
    figures = [
        Figure("n", "T", "c", "f", rails(TIES, MEMBERS), pd.DataFrame({"a": [1]}), {"a": "A"})
        for _ in range(2)
    ]

    assert figures[0].spec == figures[1].spec
