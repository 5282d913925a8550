"""`datapackage.json`: a descriptor that would mislead the library is refused, with all that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagebook.data import Package, check_data
from pagebook.errors import DataError


def test_package_holds_what_the_descriptor_says(small):
    """Tables, columns, keys, lists and rules of the descriptor are there as objects."""
    package = Package.load(small.data)
    events = package.tables["events"]

    assert list(package.tables) == [
        "sources",
        "areas",
        "targets",
        "events",
        "participation",
        "catalogue",
        "indicators",
    ]
    assert events.columns[:3] == ("event", "area", "title")
    assert events.primary_key == ("event",)
    assert [(key.fields, key.resource, key.reference_fields) for key in events.foreign_keys] == [
        (("area",), "areas", ("area",)),
        (("parent",), "events", ("event",)),
    ]
    assert events.by_name["sources"].list.citation
    assert events.by_name["from_areas"].list.resource == "areas"
    assert [rule.kind for rule in events.rules] == ["ordered", "tree", "distinct"]
    assert package.conventions == ("A blank cell is a missing value.",)


def _without_unit(descriptor):
    del descriptor["resources"][0]["schema"]["fields"][3]["unit"]


def _path_outside(descriptor):
    descriptor["resources"][0]["path"] = "../secret.csv"


def _no_such_key(descriptor):
    descriptor["resources"][1]["schema"]["primaryKey"] = ["areas"]


def _no_such_table(descriptor):
    descriptor["resources"][3]["schema"]["foreignKeys"][0]["reference"]["resource"] = "area"


def _misspelt_constraint(descriptor):
    descriptor["resources"][0]["schema"]["fields"][2]["constraints"] = {"requried": True}


def _wrong_type(descriptor):
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "text"


def _twice(descriptor):
    descriptor["resources"].append(descriptor["resources"][5])


def _no_columns(descriptor):
    descriptor["resources"][5] |= {"schema": {"fields": [], "primaryKey": []}}
    descriptor["resources"][6]["schema"]["foreignKeys"] = []


def _text_as_minimum(descriptor):
    descriptor["resources"][0]["schema"]["fields"][3]["constraints"] = {"minimum": "1900"}


def _list_of_nothing(descriptor):
    descriptor["resources"][3]["schema"]["fields"][8]["list"]["reference"]["field"] = "code"


def _bad_pattern(descriptor):
    descriptor["resources"][0]["schema"]["fields"][0]["constraints"] = {"pattern": "[a-"}


def _no_title(descriptor):
    descriptor["resources"][0]["title"] = " "


def _unknown_rule(descriptor):
    descriptor["resources"][5]["rules"] = [{"kind": "sorted", "columns": ["unit"]}]


def _rule_without_options(descriptor):
    descriptor["resources"][5]["rules"] = [{"kind": "ordered"}]


def _rule_about_nothing(descriptor):
    descriptor["resources"][5]["rules"] = [{"kind": "distinct", "columns": ["units"]}]


def _unknown_codes(descriptor):
    descriptor["resources"][5]["rules"] = [{"kind": "codes", "column": "unit", "codes": "ISO 9"}]


FAULTS = {
    "numbers without a unit": (
        _without_unit,
        [
            "resource 'sources', field 'year' holds numbers without a unit; "
            "expected 'unit', such as 'people' or 'year'"
        ],
    ),
    "path outside": (
        _path_outside,
        ["resource 'sources' has the path '../secret.csv'; expected a CSV inside the data folder"],
    ),
    "key of no column": (
        _no_such_key,
        ["resource 'areas' has the primary key 'areas'; expected one of area, name, kind"],
    ),
    "reference to no table": (
        _no_such_table,
        ["resource 'events' refers from area to area of 'area'; expected columns that both tables have"],
    ),
    "misspelt constraint": (
        _misspelt_constraint,
        [
            "the package, resources, item 1, schema, fields, item 3, constraints has the unknown part "
            "'requried'; "
            "expected only required, unique, enum, minimum, maximum, pattern"
        ],
    ),
    "unknown type": (
        _wrong_type,
        [
            "resource 'sources', field 'source' has the type 'text'; "
            "expected one of boolean, date, integer, number, string"
        ],
    ),
    "table twice": (
        _twice,
        [
            "resource 'catalogue' stands 2 times; expected it once",
            "path 'catalogue.csv' stands 2 times; expected it once",
        ],
    ),
    "no columns": (
        _no_columns,
        ["resource 'catalogue' has no columns or no primary key; expected at least one of each"],
    ),
    "text as the minimum of numbers": (
        _text_as_minimum,
        ["resource 'sources', field 'year' has the minimum '1900'; expected a value of the type integer"],
    ),
    "list of what is not there": (
        _list_of_nothing,
        [
            "resource 'events', field 'from_areas' refers to areas.code; "
            "expected a table and a column of the package"
        ],
    ),
    "broken pattern": (
        _bad_pattern,
        [
            "resource 'sources', field 'source' has the pattern '[a-' "
            "(unterminated character set at position 0); expected a regular expression"
        ],
    ),
    "blank title": (_no_title, ["the package, resources, item 1, title is blank; expected a text"]),
    "unknown rule": (
        _unknown_rule,
        [
            "resource 'catalogue': the rule has the kind 'sorted'; "
            "expected one of bounds, codes, date parts, distinct, ordered, parts, prefix, some, tree"
        ],
    ),
    "rule without its options": (
        _rule_without_options,
        ["resource 'catalogue': the rule 'ordered' has no 'columns'; expected one of its own 'columns'"],
    ),
    "rule about no column": (
        _rule_about_nothing,
        [
            "resource 'catalogue': the rule 'distinct' names the column 'units'; "
            "expected one of indicator, unit"
        ],
    ),
    "unknown code list": (
        _unknown_codes,
        [
            "resource 'catalogue': the rule 'codes' names the codes 'ISO 9'; "
            "expected one of ISO 3166-1 alpha-3, SDG targets"
        ],
    ),
}


@pytest.mark.parametrize(("damage", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_of_the_descriptor_has_its_message(small, descriptor, damage, expected):
    """A fault of the descriptor is told in one message, and the tables are then left alone."""
    content = descriptor()
    damage(content)
    small.describe(content)

    assert small.check() == [f"data/datapackage.json: {message}" for message in expected]


TEXTS = {
    "not JSON": (
        b"{",
        "data/datapackage.json:1: not JSON: Expecting property name enclosed in double quotes; expected JSON",
    ),
    "a name twice": (
        b'{"a": 1, "a": 2}',
        "data/datapackage.json: one object has 'a' twice; keep one of them",
    ),
    "UTF-16": ("{}".encode("utf-16"), "data/datapackage.json: the descriptor is not UTF-8; save it as UTF-8"),
    "a list": (b"[]", "data/datapackage.json: the package is not an object; expected {…}"),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_a_file_that_is_no_descriptor_is_refused(small, content, expected):
    """What cannot be read as a descriptor gives one problem, and loading raises with the same one."""
    small.write("datapackage.json", content)

    with pytest.raises(DataError) as caught:
        Package.load(small.data)

    assert small.check() == [expected]
    assert [str(problem) for problem in caught.value.problems] == [expected]


def test_missing_descriptor_is_refused(small):
    """A data folder without a descriptor is one problem."""
    (small.data / "datapackage.json").unlink()

    assert small.check() == ["data/datapackage.json: the descriptor is missing; expected a data package"]


JUNK = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.text(max_size=5)
    | st.just([])
    | st.just({})
    | st.just([None])
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_wrong_json_gives_problems_not_errors(small, descriptor, data):
    """Whatever value of the descriptor is replaced by whatever else, the check returns and does not raise."""
    content = descriptor()
    node = content
    while True:
        names = sorted(node) if isinstance(node, dict) else range(len(node))
        name = data.draw(st.sampled_from(list(names)))
        if not isinstance(node[name], (dict, list)) or not node[name] or data.draw(st.integers(0, 4)) == 0:
            break
        node = node[name]
    node[name] = data.draw(JUNK)
    small.describe(content)

    problems = check_data(small.book)

    assert all(str(problem).startswith("data/") for problem in problems)
