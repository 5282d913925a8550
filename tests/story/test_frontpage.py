"""The front page says what the record holds, and no more."""

import pytest

from pagebook.data import Tables
from pagebook.story.frontpage import FrontPage


@pytest.fixture(scope="module")
def page(book_root) -> FrontPage:
    """Return the front page of the real book."""
    return FrontPage(Tables(book_root / "data"))


def test_there_is_a_card_for_every_country_that_links_to_its_page(page):
    """Each partner country has one card, and the card's link is the country's page."""
    slugs = page.tables.select("countries")["slug"]

    cards = str(page.cards())

    assert [cards.count(f":link: countries/{slug}\n") for slug in slugs] == [1] * len(slugs)


def test_no_plan_or_target_counts_as_a_milestone(page):
    """The chart counts what is done or under way, so that no mark stands in a year to come."""
    rows = page.tables.select("milestones", area=list(page.countries["country"]))
    reached = rows[~rows["status"].isin(["planned", "target"]) & rows["year"].notna()]

    figure = page.milestones()

    assert figure.table["milestones"].sum() == len(reached)
    assert figure.table["year"].max() <= 2026


def test_the_finding_names_the_country_with_the_most_milestones(page):
    """The text alternative is computed from the chart's rows."""
    figure = page.milestones()

    most = figure.table.groupby("country")["milestones"].sum().idxmax()

    assert f"{most} has the most" in figure.finding
    assert figure.finding.endswith(".")


def test_people_are_counted_once_per_event_and_no_more_precisely_than_their_sources(page):
    """The headline sums whole events, not the groups within them, and rounds where a source does."""
    people = page.tables.select("participation", group="all")["total"].sum()

    assert f"About {round(people, -2):,}" in str(page.headline())


def test_every_word_of_the_prose_has_a_value(page, book_root):
    """The chapter names only substitutions that the page computes."""
    source = (book_root / "chapters" / "index.ipynb").read_text("utf-8")
    named = {part.split("}}")[0].strip() for part in source.split("{{")[1:]}

    assert named <= set(page.substitutions())


def test_every_partner_country_has_a_mark_on_the_map(page):
    """Small states that have no shape at this scale have a mark all the same."""
    countries = page.tables.select("countries")

    figure = page.map()

    marks = next(rows for rows in figure.spec["datasets"].values() if "longitude" in rows[0])
    assert sorted(mark["country"] for mark in marks) == sorted(countries["name"])
    assert {mark["country"]: mark["page"] for mark in marks}["Mauritius"] == "countries/mauritius.html"


def test_the_map_names_every_country_under_its_status(page):
    """The text alternative tells the status of each country, as the table of countries has it."""
    countries = page.tables.select("countries")

    finding = page.map().finding

    for status, rows in countries.groupby("status"):
        assert f"{str(status)[0].upper()}{status[1:]} ({len(rows)}): " in finding
        assert all(name in finding for name in rows["name"])


def test_a_cards_line_ends_with_the_latest_value(page):
    """The number beside a small line is the last observation of the statistics."""
    observed = page.tables.select("indicators", area="PER", indicator="co2_per_capita").iloc[-1]

    cards = str(page.cards())

    peru = cards[cards.index("{grid-item-card} Peru") :].partition("GDP")[0]
    assert f" t CO₂ per person, {observed['year']}\n" in peru
    assert f" {observed['value']:g}\n:::" in peru
