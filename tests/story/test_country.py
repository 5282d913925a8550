"""Every part of every country's page says something true to its rows, in whole sentences."""

import re
from functools import cache

import pytest

from pagebook.data import Tables
from pagebook.errors import ParameterError
from pagebook.figures import Figure, Prose, Table
from pagebook.story import CountryPage

PARTS = {
    "status": None,
    "headline_numbers": None,
    "engagements": "engagements",
    "narrative": "narrative",
    "in_brief": None,
    "milestones_summary": "timeline",
    "timeline": "timeline",
    "milestones": "milestones",
    "results": "results",
    "events_summary": "events",
    "people": "people",
    "events": "events",
    "models": "models",
    "exchanges": "exchanges",
    "goals_summary": "goals",
    "goals": "goals",
    "suggestions": "suggestions",
    "projections": "projections",
    "observed": "observed",
    "publications": "publications",
    "data_gaps": "gaps",
    "contradictions": "contradictions",
    "sources": None,
}
NOUNS = (
    "milestone|event|source|gap|point|publication|link|goal|entry|model or tool|projection|meeting|"
    "reported figure|year|job|person|country|study|step|activity"
)
WRONG = {
    "a missing value": r"\b(nan|NaN|None|NaT)\b|<NA>",
    "an empty bracket": r"\(\s*\)|\[\s*\](?!\()",
    "a plural of one": rf"(?<![\d,.])1 ({NOUNS})e?s\b",
    "a singular of many": rf"(?<![\d,.\\])([2-9]|\d\d+) ({NOUNS})\b(?! or)(?!s)",
    "a doubled full stop": r"\w\\?\.\\?\.(?!\.)",
    "a space before a full stop": r"\s\\?[.;,](\s|$)",
    "two spaces in a line": r"(?m)(?<=\S) {2,}(?=\S)",
}


@cache
def shown(page: CountryPage) -> dict[str, str]:
    """Return the text of each part that the page shows."""
    has = page.words.has
    parts = {name: getattr(page, name)() for name, key in PARTS.items() if key is None or has[key]}
    return {name: part.finding if isinstance(part, Figure) else part.markdown for name, part in parts.items()}


def prose(markdown: str) -> str:
    """Return Markdown without the addresses of its links and without its directives' options."""
    return re.sub(r"(?m)\(<[^>]*>\)|^:[\w-]+:.*$|^:{3,}.*$", "", markdown)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_no_part_of_any_page_holds_a_slip(page: CountryPage, wrong: str):
    """No sentence has a hole, a wrong number or stray punctuation."""
    found = {name: hit[0] for name, text in shown(page).items() if (hit := re.search(wrong, prose(text)))}

    assert found == {}


def test_parts_that_a_page_has_are_not_empty(page: CountryPage):
    """A part that the words announce has something to show, and no heading stands without content."""
    empty = [name for name, text in shown(page).items() if not text.strip()]

    assert empty == []


def test_fences_are_balanced(page: CountryPage):
    """Each directive that opens closes, so that no part swallows the next."""
    for name, text in shown(page).items():
        fences = re.findall(r"(?m)^(:{3,}|`{3,})(\{)?", text)
        stack: list[str] = []
        for fence, opens in fences:
            if opens:
                stack.append(fence)
            else:
                assert stack and stack.pop() == fence, name
        assert stack == [], name


def test_the_brief_is_short_and_never_starts_a_sentence_with_a_digit(page: CountryPage):
    """The summary can be read in a minute and reads as prose: the narrative, then what it leaves out."""
    narrative = prose(page.narrative().markdown.partition("\n:::")[0])
    told = f"{narrative}\n{page.in_brief().markdown}".replace("\\", "")

    assert 120 <= len(told.split()) <= 260
    assert re.findall(r"(?:^|[.?!]\s)\d", told) == []


def test_without_a_narrative_the_summary_is_computed_in_full(unnarrated: Tables):
    """A country that nobody wrote about yet still has its summary, and the missing text is a gap."""
    for code in unnarrated.select("countries")["country"]:
        page = CountryPage(code, unnarrated)

        told = page.in_brief().markdown.replace("\\", "")

        assert 50 <= len(told.split()) <= 230
        assert re.findall(r"(?:^|[.?!]\s)\d", told) == []
        assert not page.words.has["narrative"]
        assert "a narrative" in [gap.what for gap in page.gaps]


def test_every_milestone_event_and_publication_of_the_tables_is_listed(page: CountryPage, book_root):
    """Nothing on record is left out of the lists."""
    tables = Tables(book_root / "data")
    parts = {"milestones": page.milestones, "events": page.events, "publications": page.publications}

    listed = {name: len(re.findall("(?m)^- ", part().markdown)) for name, part in parts.items()}

    assert listed == {name: len(tables.select(name, area=page.country)) for name in parts}


def test_gaps_have_a_topic_a_thing_and_a_reason(page: CountryPage):
    """Each gap says where, what and why, and none is told twice."""
    assert all(gap.topic and gap.what and gap.why for gap in page.gaps)
    assert len(set(page.gaps)) == len(page.gaps)


def test_displayables_are_of_the_three_kinds(page: CountryPage):
    """A notebook shows prose, figures and tables, and nothing else."""
    has = page.words.has
    kinds = {type(getattr(page, name)()) for name, key in PARTS.items() if key is None or has[key]}

    assert kinds <= {Prose, Figure, Table}


def test_a_missing_year_takes_its_sentence_and_is_listed(page_of):
    """Rwanda's year of joining is unknown: no sentence tells it, and the gap is listed."""
    page = page_of("RWA")

    assert "joined PAGE" not in page.in_brief().markdown
    assert "Joined" not in page.status().markdown
    assert "the year of joining" in [gap.what for gap in page.gaps]


def test_the_thinnest_page_has_no_empty_parts(page_of):
    """Kazakhstan has no goals stated and no split by sex; the page leaves them out and says so."""
    page = page_of("KAZ")

    assert (page.words.has["goals"], page.words.has["people"]) == (False, False)
    assert "links to goals or targets" in [gap.what for gap in page.gaps]


def test_projections_and_observations_never_share_a_table(page: CountryPage):
    """A row of one table is not in the other."""
    ahead, seen = set(page.projections().frame["kind"]), set(page.observed().frame["kind"])

    assert {re.split(" [(]|,", kind)[0] for kind in ahead} <= {"projection", "target", "planned"}
    assert {kind.split(",")[0] for kind in seen} <= {"observed", "estimated"}


def test_an_unknown_country_is_refused_with_the_list(book_root):
    """A code that is no partner country gets the list of those that are."""
    allowed = (
        "ARG, BFA, BRA, BRB, CHN, GHA, GTM, GUY, IDN, IND, KAZ, "
        "KGZ, KHM, MAR, MNG, MUS, PER, RWA, SEN, THA, URY, ZAF"
    )

    with pytest.raises(ParameterError) as caught:
        CountryPage("ZZZ", Tables(book_root / "data"))

    assert str(caught.value) == f"country: 'ZZZ' is not a partner country; allowed are {allowed}"


def test_a_change_in_senegal_leaves_perus_record_alone(changed):
    """The record of a page names no row of another country."""
    before = {
        code: everything_read(changed("reference/countries.csv", {"country": "PER"}), code)
        for code in ("PER", "SEN")
    }
    changed("programme/milestones.csv", {"area": "SEN"}, title="Another title")
    tables = changed("indicators/indicators.csv", {"area": "SEN", "indicator": "population"}, value="1")

    after = {code: everything_read(tables, code) for code in ("PER", "SEN")}

    assert after["PER"] == before["PER"]
    assert after["SEN"] != before["SEN"]


def everything_read(tables: Tables, country: str) -> dict[str, object]:
    """Return the record of a page after all its parts were shown."""
    tables.forget()
    page = CountryPage(country, tables)
    shown(page)
    return dict(page.record.content)
