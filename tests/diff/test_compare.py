"""Two editions as a whole: pages, charts, ranks, what is stale, and what comes first."""

import json

import pandas as pd
import pytest
from tests.diff.editions import change_cell, change_lines, copy_data, rewrite
from tests.small_book import make_figure

from pagebook.diff import compare
from pagebook.diff.changes import ValueChange
from pagebook.diff.items import FormChange, NumberChange, PageState
from pagebook.figures import Prose, Table

PERU, KENYA = "chapters/countries/peru.ipynb", "chapters/countries/kenya.ipynb"


def _show(page, item, at: int = 0) -> None:
    """Put what an object shows in the place of an output of a page of the small book."""
    rewrite(page, lambda notebook: notebook.cells[1].outputs[at].update(data=item._repr_mimebundle_()))


def _told(changes) -> dict[str, int]:
    kinds = ("moves", "sentences", "numbers", "charts", "rows", "tables", "forms")
    return {kind: len(getattr(changes, kind)) for kind in kinds if getattr(changes, kind)}


def test_equal_editions_differ_in_nothing(editions):
    """Nothing changed, and every page is listed as the same."""
    changes = compare(*editions)

    assert changes.nothing
    assert [(page.key, page.kind) for page in changes.pages] == [
        ("countries/kenya", "same"),
        ("countries/peru", "same"),
        ("index", "same"),
    ]


def test_a_sentence_is_told_with_its_page_and_its_heading(editions):
    """Prose of a page is compared sentence by sentence."""
    change_lines(editions[0], "chapters/index.md", lambda _: ["# A", "## Part", "One. It has 2 pages."])
    change_lines(editions[1], "chapters/index.md", lambda _: ["# A", "## Part", "One. It has 3 pages."])

    changes = compare(*editions)

    assert _told(changes) == {"sentences": 1}
    (one,) = changes.sentences
    assert (one.kind, one.page, one.section, one.old, one.new, one.numbers_only, one.size) == (
        "changed", "index", "Part", "It has 2 pages.", "It has 3 pages.", True, 0.5,
    )  # fmt: skip


def test_words_of_the_page_are_filled_in(editions):
    """A value that prose takes from the page's words changes the sentence."""

    def rename(notebook):
        notebook.metadata["myst"]["substitutions"]["name"] = "Republic of Peru"

    rewrite(editions[1] / PERU, rename)

    assert [(one.old, one.new) for one in compare(*editions).sentences] == [("Peru", "Republic of Peru")]


def test_another_link_is_form_only(editions):
    """A sentence with the same words and another address says nothing else."""
    _show(editions[0] / PERU, Prose("It [grew](<https://a.org>)\\."))
    _show(editions[1] / PERU, Prose("It [grew](<https://b.org>)\\."))

    changes = compare(*editions)

    told = "links or layout of 1 passage changed, no word"
    assert (_told(changes), changes.forms) == ({"forms": 1}, (FormChange("countries/peru", told),))


def test_another_source_is_form_only(editions):
    """The brackets behind a sentence name its sources; they are no statement."""
    _show(editions[0] / PERU, Prose("It grew\\. (UN PAGE, line 5)"))
    _show(editions[1] / PERU, Prose("It grew\\. (UN PAGE, line 6)"))

    (form,) = compare(*editions).forms

    assert form.told == "source of “It grew.”: (UN PAGE, line 5) → (UN PAGE, line 6)"


def test_a_chart_is_known_by_its_id_wherever_it_stands(editions):
    """Two charts that changed places are the same charts."""

    def swap(notebook):
        outputs = notebook.cells[1].outputs
        outputs[0], outputs[1] = outputs[1], outputs[0]

    rewrite(editions[1] / KENYA, swap)

    assert _told(compare(*editions)) == {}


def test_a_chart_with_other_data_tells_the_values(editions):
    """The row, the column and both values of what is behind a chart are told."""
    table = pd.DataFrame({"year": [2020, 2021], "co2": [2469.0, None], "note": ["=1+1", "plain"]})
    _show(editions[1] / PERU, make_figure(table=table))

    (chart,) = compare(*editions).charts

    assert (chart.kind, chart.page, chart.figure, chart.faces, chart.size) == (
        "changed", "countries/peru", "co2", ("data",), 1.0,
    )  # fmt: skip
    assert chart.values == (ValueChange("2020", "CO₂ (Mt)", "1,234.5", "2,469", 1.0),)


def test_a_chart_drawn_in_another_way_is_told(editions):
    """The same data under another mark is another drawing."""
    import altair as alt

    table = pd.DataFrame({"year": [2020, 2021], "co2": [1234.5, None]})
    _show(editions[1] / PERU, make_figure(chart=alt.Chart(table).mark_bar().encode(x="year:O", y="co2:Q")))

    assert [chart.faces for chart in compare(*editions).charts] == [("drawing",)]


def test_a_chart_with_other_words_is_told_as_sentences(editions):
    """A caption that changed is a statement; the same drawing need not be shown twice."""
    _show(editions[1] / PERU, make_figure(caption="Million tonnes a year, 2020–2021."))

    changes = compare(*editions)

    assert [(one.place, one.old, one.new) for one in changes.sentences] == [
        (
            "chart Emissions of CO₂: caption",
            "Million tonnes, 2020–2021.",
            "Million tonnes a year, 2020–2021.",
        )
    ]
    assert changes.charts == ()


def test_a_chart_on_another_page_has_moved(editions):
    """The same chart that left one page and came to another is told once."""

    def only_second(notebook):
        del notebook.cells[1].outputs[0]

    rewrite(editions[1] / PERU, only_second)
    rewrite(editions[0] / KENYA, only_second)

    assert [(one.kind, one.page, one.was_on) for one in compare(*editions).charts] == [
        ("moved", "countries/kenya", "countries/peru")
    ]


def test_numbers_and_ratings_of_a_table_are_told_apart(editions):
    """A number, a rating and a source in the same row are a number, a move and a matter of form."""

    def table(value, rating, source):
        frame = pd.DataFrame({"what": ["Gini"], "value": [value], "rating": [rating], "source": [source]})
        columns = {"what": "Indicator", "value": "Peru", "rating": "Against PAGE median", "source": "Source"}
        return Table("scorecard", "Headlines: latest", frame, columns)

    _show(editions[0] / PERU, table(40.0, "better", "WDI"))
    _show(editions[1] / PERU, table(50.0, "worse", "SDG"))

    changes = compare(*editions)

    assert [(one.kind, one.name, one.what, one.old, one.new) for one in changes.moves] == [
        ("rating", "Gini", "Headlines, Against PAGE median", "better", "worse")
    ]
    assert changes.numbers == (
        NumberChange("countries/peru", "", "", "Headlines: Gini, Peru", "40", "50", 0.25),
    )
    assert [form.told for form in changes.forms] == ["Headlines, Gini: source WDI → SDG"]


def test_a_page_that_came_and_one_that_went_are_told(editions):
    """What one edition lacks is told as a page, with what stands on it."""
    (editions[1] / PERU).unlink()
    (editions[1] / "chapters" / "methods.md").write_text("# Methods\n\nNew.\n", "utf-8")

    changes = compare(*editions)

    assert [page for page in changes.pages if page.kind != "same"] == [
        PageState("methods", "Methods", "", "added"),
        PageState("countries/peru", "Peru", "", "removed"),
    ]


def test_a_page_with_another_name_is_compared_with_itself(editions):
    """A page in another file is the same page where most of it is the same."""
    (editions[1] / PERU).rename(editions[1] / "chapters/countries/republic-of-peru.ipynb")

    changes = compare(*editions)

    assert [(page.key, page.kind, page.told) for page in changes.pages if page.kind != "same"] == [
        ("countries/republic-of-peru", "renamed", PERU)
    ]
    assert changes.sentences == ()


def test_a_page_that_cannot_be_read_is_a_warning(editions):
    """A damaged notebook stops nothing."""
    (editions[1] / PERU).write_text("{", "utf-8")

    changes = compare(*editions)

    assert [told for told in changes.warnings if told.startswith(PERU)] != []
    assert {page.key: page.kind for page in changes.pages}["countries/kenya"] == "same"


def test_other_files_are_told_as_form(editions):
    """Configuration, template and files beside the tables are named when they differ."""
    (editions[1] / "data" / "note.txt").write_text("new", "utf-8")
    change_lines(editions[1], "_toc.yml", lambda lines: [*lines, ""])

    assert [(form.place, form.told) for form in compare(*editions).forms] == [
        ("_toc.yml", "changed"),
        ("data/note.txt", "is new"),
    ]


@pytest.fixture
def real(book_root, tmp_path):
    """Return two editions of the real data with the pages of Peru and of the comparison."""
    pages = ("chapters/countries/peru.ipynb", "chapters/compare.ipynb")
    records = tuple(page.replace(".ipynb", ".record.json") for page in pages)
    narrative = "chapters/narratives/peru.md"
    return [copy_data(book_root, tmp_path / name, (*pages, *records, narrative)) for name in ("old", "new")]


def test_pages_that_were_not_run_after_a_change_are_stale(real):
    """The edition whose data is newer than its pages is named, with pages and tables."""
    change_cell(real[1], "data/reference/countries.csv", "PER,", ",transitioned,", ",active,")

    changes = compare(*real)

    (warning,) = [told for told in changes.warnings if "stale" in told]
    assert warning.startswith("new: 2 pages are stale")
    assert "PER (countries" in warning
    assert [(one.kind, one.country, one.old, one.new) for one in changes.moves] == [
        ("status", "PER", "transitioned", "active")
    ]


def test_a_country_with_another_file_name_keeps_its_page(real):
    """The page of a country is known by its code."""
    change_cell(real[1], "data/reference/countries.csv", "PER,", "peru,Peru,", "republic-of-peru,Peru,")
    for suffix in (".ipynb", ".record.json"):
        folder = real[1] / "chapters" / "countries"
        (folder / f"peru{suffix}").rename(folder / f"republic-of-peru{suffix}")

    (page,) = [page for page in compare(*real).pages if page.kind != "same"]

    assert (page.key, page.country, page.kind, page.told) == ("PER", "PER", "renamed", PERU)


def test_places_in_every_ranking_of_the_page_are_compared(real):
    """A value that readers can rank moves the places of its country and of others."""
    from pagebook.figures.stored import EXPLORER

    path = real[1] / "chapters" / "compare.ipynb"
    page = json.loads(path.read_text("utf-8"))
    (data,) = [o["data"] for c in page["cells"] for o in c.get("outputs", ()) if EXPLORER in o["data"]]
    line = data[EXPLORER]["series"]["gini"]["PER"]
    line[-1] = 5
    path.write_text(json.dumps(page), "utf-8")

    changes = compare(*real)

    move = next(one for one in changes.moves if one.country == "PER")
    assert (move.kind, move.page, move.what, move.new) == (
        "rank", "compare", "Gini index, place among partner countries", "1",
    )  # fmt: skip
    assert [(chart.figure, len(chart.values)) for chart in changes.charts] == [("explorer", 1)]


def test_statements_come_before_numbers_and_great_changes_before_small_ones(editions):
    """The order is the declared one, and each kind keeps to it."""
    old, new = "It is good. It has 10 pages. It has 10 parts.", "It is bad. It has 11 pages. It has 20 parts."
    change_lines(editions[0], "chapters/index.md", lambda _: ["# The book", old])
    change_lines(editions[1], "chapters/index.md", lambda _: ["# The book", new])

    assert [one.new for one in compare(*editions).sentences] == [
        "It is bad.",
        "It has 20 parts.",
        "It has 11 pages.",
    ]
