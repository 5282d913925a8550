"""The data dictionary says everything that the descriptor says."""

from __future__ import annotations

from pagebook.data import Package, dictionary


def test_a_table_of_the_dictionary(small):
    """A table is shown with its file, key, sources, licence, rules and columns."""
    text = dictionary(Package.load(small.data))

    assert text.split("\n## ")[-1] == (
        "Indicators\n\nAll indicators.\n\n"
        "- File: `indicators.csv`\n"
        "- Key: `area`, `indicator` and `year`\n"
        "- Licence: CC BY 4.0\n"
        "- Rule: values in `value` keep within the bounds of their unit (see `catalogue`): "
        "a share lies between 0 and 100, and an amount that cannot be negative is not.\n\n"
        "| column | holds | unit | meaning | rules |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| `area` | text |  | The area. | may not be blank; stands in `areas.area` |\n"
        "| `indicator` | text |  | The indicator. | may not be blank; stands in `catalogue.indicator` |\n"
        "| `year` | whole number | number | The year. | may not be blank |\n"
        "| `value` | number | number | The value. | may not be blank |\n"
    )


def test_every_column_and_table_is_there(small):
    """Nothing of the package is left out."""
    package = Package.load(small.data)
    text = dictionary(package)

    for spec in package.tables.values():
        assert f"\n## {spec.title}\n" in text
        assert f"[{spec.title}](#{spec.name}) | `{spec.path}`" in text
    assert text.count("\n| `") == sum(len(spec.fields) for spec in package.tables.values())


def test_cells_cannot_break_the_table(small, descriptor):
    """A bar or a newline in a description stays inside its cell."""
    content = descriptor()
    content["resources"][5]["schema"]["fields"][1]["description"] = "a|b\nc"
    small.describe(content)

    assert "| `unit` | text |  | a\\|b c | may not be blank |" in dictionary(Package.load(small.data))
