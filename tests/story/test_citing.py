"""A citation says publisher and year, links to the source, and names the place."""

import re

import pytest

from pagebook.data import Tables
from pagebook.errors import DataError
from pagebook.story.citing import FEW, Citing

PERU = "page-country-peru"
REPORT = "ilo-page-report-2025"


@pytest.fixture(scope="module")
def citing(book_root) -> Citing:
    """Return the citing of a page that knows two sources."""
    return Citing(Tables(book_root / "data"), [PERU, REPORT])


def test_a_source_with_an_address_is_linked(citing):
    """Publisher and year are the link; the place follows it."""
    assert citing.cite([f"{PERU}#line 3"]) == "[UN PAGE, 2019](<https://un-page.org/countries/peru>), line 3"


def test_places_of_one_source_are_drawn_together(citing):
    """A source that is cited twice is named once."""
    cited = citing.cite([f"{PERU}#line 3", f"{PERU}#lines 5–7"])

    assert cited == "[UN PAGE, 2019](<https://un-page.org/countries/peru>), lines 3, 5–7"


def test_a_place_is_named_once(citing):
    """Two facts from one line cite it once."""
    cited = citing.cite([f"{PERU}#line 3", f"{PERU}#line 3"])

    assert cited == "[UN PAGE, 2019](<https://un-page.org/countries/peru>), line 3"


def test_sources_that_would_read_alike_are_named_by_their_titles(book_root):
    """Two pages of one publisher and year are told apart; a third of another year keeps its short name."""
    pages = ["page-annual-2019-argentina", "page-updates-2019-05", "page-annual-2018-outcome-1"]

    cited = Citing(Tables(book_root / "data"), pages).cite(pages)

    named = re.findall(r"\[(.*?)\]", cited)
    assert named == [
        "PAGE annual report 2019\\: Argentina",
        "PAGE country updates, May 2019",
        "UN PAGE, 2018",
    ]


def test_a_titled_citation_links_the_title(citing):
    """A list of origins says which page or document each statement is from."""
    assert citing.titled([f"{PERU}#line 3", REPORT]) == (
        "[Peru\\: country page, text of 2019](<https://un-page.org/countries/peru>), UN PAGE, 2019, line 3; "
        "ILO bilateral report 2025, PAGE Trust Fund"
    )


def test_a_place_is_named_once_and_in_order(citing):
    """Lines stand in order; a line named twice, or inside a run that is named too, stands once."""
    cited = citing.place([f"{PERU}#{at}" for at in ("line 24", "line 9", "line 24", "lines 8–11")], [PERU])

    assert cited == " (lines 8–11, 24)"
    assert citing.place([f"{PERU}#line 24"] * 2, [PERU]) == " (line 24)"


def test_sources_that_would_look_alike_are_told_apart_by_their_titles(book_root):
    """Two pages of one publisher without a year have the same short name."""
    keys = ["page-country-senegal", "page-country-mauritius"]

    cited = Citing(Tables(book_root / "data"), keys).cite(keys)

    assert [part.replace("\\", "").split("](")[0] for part in cited.split("; ")] == [
        "[Senegal: country page",
        "[Mauritius: country page",
    ]


def test_a_source_without_an_address_is_named_in_full(citing):
    """The report has no public address, so its title stands in the citation."""
    assert citing.cite([f"{REPORT}#line 44"]) == "ILO bilateral report 2025, PAGE Trust Fund, line 44"


def test_sources_are_separated_and_put_in_brackets(citing):
    """A note closes a fact; without citations there is none."""
    note = citing.note([REPORT, PERU])

    assert (
        note
        == " (ILO bilateral report 2025, PAGE Trust Fund; [UN PAGE, 2019](<https://un-page.org/countries/peru>))"
    )
    assert citing.note([]) == ""


def test_a_place_within_a_named_source_is_short(citing):
    """Where the source is named once for all, an item says its place alone; another source is named again."""
    assert citing.place([f"{REPORT}#line 44"], [f"{REPORT}#lines 30–50"]) == " (line 44)"
    assert citing.place([PERU], [REPORT]) == " ([UN PAGE, 2019](<https://un-page.org/countries/peru>))"


def test_a_chart_carries_citations_as_plain_text(citing):
    """Rows of a chart name each source once, without Markdown."""
    assert citing.plain([f"{PERU}#line 3", f"{PERU}#line 5", REPORT]) == (
        "UN PAGE, 2019; ILO bilateral report 2025, PAGE Trust Fund"
    )


def test_a_chart_carries_addresses_beside_the_names(citing):
    """A row's sources can be opened from the data; a source without an address has none."""
    assert citing.addresses([f"{PERU}#line 3", REPORT, PERU]) == "https://un-page.org/countries/peru"


def test_a_caption_names_few_sources_and_never_many(book_root):
    """Up to four sources are credited, sorted; of more, the rows carry their own."""
    tables = Tables(book_root / "data")
    keys = list(tables.select("sources")["source"].head(FEW + 1))
    citing = Citing(tables, keys)

    assert [row["source"] for row in citing.credits([keys[1:], keys[1:2]])] == sorted(keys[1:])
    assert citing.credits([keys]) == []


def test_an_unknown_source_is_an_error_of_the_data(citing):
    """A citation that leads nowhere is never passed over."""
    with pytest.raises(DataError) as caught:
        citing.cite(["nowhere"])

    assert str(caught.value) == "1 problem in the data:\n  no source 'nowhere' in the table of sources"
