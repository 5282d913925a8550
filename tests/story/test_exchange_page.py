"""The chapter on exchange shows every exchange once, with who shared and who learned."""

import csv
import re

import pandas as pd
import pytest

from pagebook.data import Tables
from pagebook.story.exchange_page import UNNAMED, ExchangePage, parts

BOTH = "shared and learned"


@pytest.fixture(scope="module")
def page(book_root) -> ExchangePage:
    """Return the chapter of the real book."""
    return ExchangePage(Tables(book_root / "data"))


@pytest.fixture(scope="module")
def exchanges(book_root) -> list[dict[str, str]]:
    """Return the exchanges as the file has them."""
    with (book_root / "data" / "programme" / "exchanges.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def plain(markdown: str) -> str:
    """Return Markdown without the backslashes that escape its data."""
    return re.sub(r"\\(.)", r"\1", markdown)


@pytest.mark.parametrize(
    ("givers", "takers", "others", "told"),
    [
        (("PER",), ("URY",), None, {"PER": "shared", "URY": "learned"}),
        (("CHN", "ZAF"), ("CHN", "ZAF"), None, {"CHN": BOTH, "ZAF": BOTH}),
        (("BEN",), ("BFA",), "others", {"BEN": "shared", "BFA": "learned", UNNAMED: "learned"}),
        (("SEN",), ("SEN",), "others", {"SEN": BOTH, UNNAMED: BOTH}),
        ((), ("KGZ",), "others", {"KGZ": "learned", UNNAMED: "shared"}),
        (("IDN",), (), "others", {"IDN": "shared", UNNAMED: "learned"}),
        ((), (), "others", {UNNAMED: BOTH}),
    ],
)
def test_who_shared_and_who_learned(givers, takers, others, told):
    """Countries without a name get a row of their own, and the part that is left for them."""
    row = {"from_areas": givers, "to_areas": takers, "others": others or pd.NA}

    assert parts(row) == told


def test_every_exchange_is_in_the_table_with_its_source(page, exchanges):
    """Each row tells what, between whom, when, how, and where it is from."""
    table = page.table().markdown

    told = plain(table)
    assert [row["what"] for row in exchanges if row["what"] not in told] == []
    assert len(page.table().frame) == len(exchanges)
    assert ":class: pb-sortable" in table
    assert (
        "From [Peru](countries/peru) to [Uruguay](countries/uruguay) | workshop | July 2017 | held |" in told
    )


def test_dates_are_no_more_exact_than_their_source(page):
    """A year stays a year; what has no date says so."""
    when = dict(zip(page.rows["exchange"], page.rows["when"], strict=True))

    assert when["chn-2018-zaf-progress-framework"] == "2018"
    assert when["sen-2017-trainers"] == "27–30 November 2017"
    assert when["idn-2026-green-jobs-video"] == "first quarter of 2026"
    assert when["mus-per-campaign"] == "undated"


def test_the_counts_of_the_prose_are_those_of_the_file(page, exchanges):
    """Held and planned make up all."""
    found = page.substitutions()

    assert found["n_exchanges"] == str(len(exchanges))
    assert found["n_planned"] == str(sum(row["status"] == "planned" for row in exchanges))
    assert int(found["n_held"]) + int(found["n_planned"]) == len(exchanges)


def test_what_is_planned_says_so_in_a_word(page):
    """The label above a line that is only planned names its status."""
    marks = page.network().spec["layer"][1]["encoding"]["x"]["scale"]["domain"]

    assert [label for label in marks if label.endswith("planned")] == [
        f"{row['number']} · {'undated' if row['when'] == 'undated' else row['start'][:4]}, planned"
        for row in page.rows.to_dict("records")
        if row["status"] == "planned"
    ]


def test_the_finding_counts_countries_and_plans(page):
    """The text alternative is computed from the rows."""
    finding = page.network().finding

    assert finding.startswith(f"{len(page.rows)} exchanges tie ")
    assert "The largest brings together 10 countries" in finding


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """The chapter names only substitutions that the page computes."""
    source = (book_root / "chapters" / "exchange.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(page.substitutions())


def test_hostile_text_is_shown_as_text(changed):
    """What was shared is data, and so are the countries without a name."""
    where = {"exchange": "sen-2020-west-african-webinars"}
    tables = changed(
        "programme/exchanges.csv", where, what="<i>x</i> | {{ name }}", others="[o](javascript:x)"
    )

    told = ExchangePage(tables).table().markdown

    assert "<i>x</i> | {{ name }}" in plain(told)
    assert "<i>" not in told
    assert "](javascript" not in told
