"""Problems: one line for people, one object for programs, and a summary of thousands."""

from __future__ import annotations

import json

from pagebook.data import Problem, check_data, summarise


def test_problem_is_json():
    """A problem has a form for programs."""
    problem = Problem("data/a.csv", 3, "x", "wrong", "right", "type")

    assert json.loads(json.dumps(problem.as_json())) == {
        "file": "data/a.csv",
        "row": 3,
        "column": "x",
        "message": "wrong",
        "expected": "right",
        "kind": "type",
    }


def test_few_problems_are_listed():
    """Up to the limit every problem is a line of its own."""
    problems = [Problem("data/a.csv", row, "x", "wrong", "right", "type") for row in (2, 3)]

    assert summarise(problems) == ["data/a.csv:2: x: wrong; right", "data/a.csv:3: x: wrong; right"]


def test_many_problems_are_grouped(small):
    """Ten thousand problems of one kind are a count with three examples, and nothing is lost."""
    rows = "".join(f"PER,co2,{year},x{year}\n" for year in range(10_000, 20_000))
    small.write("indicators.csv", "area,indicator,year,value\n" + rows)
    small.replace("catalogue.csv", "access,% of people", "access,")

    assert summarise(check_data(small.book)) == [
        "data/catalogue.csv:2: unit: the cell is blank; expected a value: Unit",
        "data/indicators.csv: value: 10,000 type problems, lines 2 to 10001; the first:",
        "  data/indicators.csv:2: value: 'x10000' is not a number; expected digits such as 46.61",
        "  data/indicators.csv:3: value: 'x10001' is not a number; expected digits such as 46.61",
        "  data/indicators.csv:4: value: 'x10002' is not a number; expected digits such as 46.61",
        "10,001 problems in 2 files",
    ]


def test_many_groups_are_counted():
    """When even the groups are too many, the rest is counted."""
    problems = [
        Problem(f"data/{file}.csv", row, "x", "w", "r", "type") for file in range(40) for row in (2, 3)
    ]

    lines = summarise(problems, limit=10)

    assert lines[-2:] == ["… and 76 more in 38 other groups", "80 problems in 40 files"]
