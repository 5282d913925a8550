"""Narratives: each sentence rests on rows, each country has one, and nothing in one can harm the page."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pagebook.data import Tables
from pagebook.errors import DataError
from pagebook.story import CountryPage
from pagebook.story.narrative import DISAGREE, WORDS, Narrative, narrative_problems

FILE = "chapters/narratives/peru.md"
JOINED = "Peru [joined](row:countries/PER) in 2014. "
FILLED = JOINED + "The [record](row:countries/PER) says so" + " and so on" * 45 + ".\n"


def problems(tables: Tables) -> list[str]:
    """Return the problems of Peru's narrative as people read them."""
    return [str(problem) for problem in Narrative(tables, "PER", "peru").problems]


def test_the_narrative_of_each_country_is_right(page: CountryPage, book_root):
    """There is one for each, and no sentence of it lacks a row or tells a number that no row holds."""
    tables = Tables(book_root / "data")
    (slug,) = tables.select("countries", country=page.country)["slug"]

    narrative = Narrative(tables, page.country, slug)

    assert narrative, f"{narrative.path} is missing"
    assert narrative.problems == ()
    assert len(narrative.plain.split()) in WORDS


def test_a_right_narrative_has_no_problems(narrate):
    """The example that the tests below break."""
    assert problems(narrate(FILLED)) == []


@pytest.mark.parametrize(
    ("more", "line", "problem"),
    [
        ("Nobody says this.", 2,
         "no row stands behind “Nobody says this.”; link what it says: […](row:table/key)"),
        ("It [grew](row:countries/PER) by 700.", 2,
         "the linked rows do not tell '700'; link the row that says so, or write {value:table/key/column}"),
        ("It [ended](row:countries/PER) in 2031.", 2,
         "the linked rows do not tell '2031'; link the row that says so, or write {value:table/key/column}"),
        ("A [row](row:countries/ZZZ).", 2,
         "names a row that countries does not have: 'ZZZ'; expected one of PER"),
        ("A [row](row:land/PER).", 2, "names no table: 'land'; "),
        ("A {value:countries/PER/size}.", 2, "names no column of countries: 'size'; "),
        ("A {size}.", 2, "holds the unknown placeholder '{size}'; "),
        ("A [page](https://example.org).", 2, "links to 'https://example.org'; "),
        ("<script>alert(1)</script> [x](row:countries/PER).", 2, "holds raw HTML; "),
        ("There is [no law](none:milestones?type=law).", 2, "says that there is none, but milestones has "),
    ],
)  # fmt: skip
def test_each_breach_is_named_with_its_line(narrate, more: str, line: int, problem: str):
    """The place, what is wrong and what would be right."""
    (found,) = problems(narrate(f"{FILLED}{more}\n"))

    assert found.startswith(f"{FILE}:{line}: {problem}")


@pytest.mark.parametrize(("text", "words"), [("", 0), (JOINED, 4), (FILLED * 2, 286)])
def test_a_narrative_has_its_length(narrate, text: str, words: int):
    """Too short and too long are said with the number of words."""
    wanted = "120 to 200, as 8 or more milestones and events are on record"

    assert problems(narrate(text)) == [f"{FILE}: has {words} words; {wanted}"]


def test_all_problems_come_together(narrate):
    """An editor sees every fault at once, from the top to the bottom."""
    found = problems(narrate("Nothing.\n\nA [row](row:land/PER).\n\nAnd 7 [more](row:countries/PER).\n"))

    assert [line.split(": ")[0] for line in found] == [f"{FILE}:1", f"{FILE}:3", f"{FILE}:5"]


def test_problems_of_all_narratives_are_found_at_once(narrate):
    """Countries without a narrative are no problem: their page says that it is missing."""
    tables = narrate("Nothing.\n")

    assert [str(problem).split(";")[0] for problem in narrative_problems(tables)] == [
        f"{FILE}:1: no row stands behind “Nothing.”"
    ]


def test_a_file_that_is_no_text_is_one_problem(narrate, tmp_path):
    """An editor learns which file it is."""
    tables = narrate("")
    (tmp_path / FILE).write_bytes(b"\xff")

    assert [str(problem) for problem in narrative_problems(tables)] == [
        f"{FILE}: {FILE}: is not UTF-8 (byte 0); save it as UTF-8"
    ]


def test_a_wrong_narrative_stops_its_page(narrate):
    """No page is made of a text that the rows do not carry."""
    page = CountryPage("PER", narrate("Nothing.\n"))

    with pytest.raises(DataError):
        page.narrative()


def test_linked_text_leads_to_the_source_and_all_sources_follow(narrate):
    """Names are escaped, a dispute leads to its part of the page, an absence has no link."""
    text = FILLED + (
        "It ended with [*an event*](row:milestones/per-2020-closes-peru-event-road-green-growth)_ in 2020. "
        "The [start](row:contradictions/per-start) is in dispute. "
        "There is [nothing](none:coverage) since, and [{value:total} people](row:participation/"
        "per-2019-training-quantitative-analysis-green-policies-manufacturing/all) came."
    )

    shown = CountryPage("PER", narrate(text)).narrative().markdown

    assert f"The [start](#{DISAGREE}) is in dispute\\." in shown
    assert "*[an event](<https://un-page.org/countries/peru>)*\\_ in 2020\\." in shown
    assert "There is nothing since, and [25 people](<https://un-page.org/countries/peru>) came\\." in shown
    assert (
        "- “25 people”: [Peru\\: country page, text of 2019](<https://un-page.org/countries/peru>), "
        "UN PAGE, 2019, line 28" in shown
    )
    assert "- “nothing”: the tables of this book hold no such row" in shown


HOSTILE = (
    *(
        "<script>",
        "</div>",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "[x](javascript:alert(1))",
    ),
    *("{{ name }}", "{% raw %}", "```{raw} html\n", ":::{raw} html\n", "{ref}`search`", "$x^2$", "&lt;b&gt;"),
    *("# ", "- ", "> ", "|a|b|\n|-|-|\n", "[a]: https://evil.example\n", "<https://evil.example>", "\\", "`"),
    *("(target)=\n", "% comment\n", "[^1]", "**", "__", "~~~\n", "    ", "\n\n", "\u202e", "\x00", "+++\n"),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.sampled_from((*HOSTILE, "word ", "[a](row:countries/PER) ")), max_size=8).map("".join))
def test_a_hostile_narrative_is_refused_or_shown_as_text(narrate, hostile: str):
    """Nothing that an editor pastes becomes HTML, a heading, a foreign link or a substitution."""
    narrative = Narrative(narrate(f"{FILLED}{hostile}"), "PER", "peru")
    if narrative.problems:
        return

    page = CountryPage("PER", narrate(f"{FILLED}{hostile}"))
    shown = page.narrative().markdown.partition("\n:::")[0]

    blocks = MarkdownIt("commonmark").enable("table").parse(shown)
    assert {block.type for block in blocks} == {"paragraph_open", "inline", "paragraph_close"}
    inside = [child for block in blocks for child in block.children or ()]
    assert {child.type for child in inside} <= {"text", "softbreak", "link_open", "link_close"} | {
        "em_open",
        "em_close",
    }
    assert {child.attrGet("href") for child in inside if child.type == "link_open"} <= {
        "https://www.un-page.org/country-updates-november-2017",
        "https://un-page.org/countries/peru",
    }
    assert re.findall(r"(?<!\\)[{<](?!https)", shown.replace("](<", "](")) == []
