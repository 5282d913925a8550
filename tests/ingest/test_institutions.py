"""Institutions: by the look of their names, and as those that the book knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagebook.data import Tables
from pagebook.ingest.areas import Areas
from pagebook.ingest.institutions import find_institutions, institution_type
from pagebook.ingest.known import Known
from pagebook.ingest.spelling import normal, slip_of


@pytest.fixture(scope="module")
def known(book_root: Path) -> Known:
    """The institutions of the real book."""
    tables = Tables(book_root / "data")
    return Known.of(tables, Areas.of(tables))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Togo’s Ministry of Food, Forests and Roads (MFFR), Ministry of Law, and Kara Port Authority.",
            ["Ministry of Food, Forests and Roads", "Ministry of Law", "Kara Port Authority"],
        ),
        (
            "With the Climate and Soils Department and the University of Kara, UNEP came.",
            ["Climate and Soils Department", "University of Kara"],
        ),
        (
            "Experts of the Bank of Togo and the Council for Trade in Nuts agreed.",
            ["Bank of Togo", "Council for Trade"],
        ),
        ("Togo 2040 (a network of traders) and Togo 2050 came.", ["Togo 2040"]),
        ("Better Boats Togo (BBT) follows the Togo Carbon Plan (TCP).", ["Better Boats Togo"]),
        ("The Kara Planing Comission met in the Country Office.", ["Kara Planing Comission"]),
        ("The Mayor’s Office and Togo’s Statistical Office met.", ["Mayor’s Office", "Statistical Office"]),
        ("The ministry, the council and a bank met at the Regional Forum.", []),
    ],
)
def test_names_of_institutions_are_found_whole(text: str, names: list[str]):
    """Words before and after the head belong to the name, a country's possessive and ideas do not."""
    assert [one.name for one in find_institutions(text)] == names


def test_offices_of_an_agency_have_its_name():
    """Country and regional offices are printed without their agency, and joined in several ways."""
    told = find_institutions("CO-Lomé, CO in Accra, the DWT/CO-Cairo and the RO for Arab States met.", "FAO")

    assert [one.name for one in told] == [
        "FAO CO-Lomé", "FAO CO-Accra", "FAO DWT/CO-Cairo", "FAO Regional Office for Arab States"
    ]  # fmt: skip


def test_an_abbreviation_stands_beside_the_name():
    """The short form in brackets goes with the name, also where more stands in the brackets."""
    (one,) = find_institutions("The Kara Water Board (KWB, a public body) met.")

    assert (one.name, one.abbreviation) == ("Kara Water Board", "KWB")


@pytest.mark.parametrize(
    ("text", "area", "keys"),
    [
        ("The Ministry of Environment met.", "PER", ["per-ministry-of-environment"]),
        ("The Ministry of Environment met.", "TGO", [""]),
        ("The Ministry of Enviroment met.", "RWA", ["rwa-ministry-of-environment"]),
        ("The Ministry of Environment of Rwanda met.", "", ["rwa-ministry-of-environment"]),
        ("UNITAR, ITC-ILO and UNEP FI met.", "", [
            "united-nations-institute-for-training-and-research", "international-training-centre-of-the-ilo",
            "unep-finance-initiative"]),
        ("EMPLOYMENT IN TRADE", "", []),
        ("A trip to Peru 2021 (private sector).", "PER", ["peru-2021"]),
    ],
)  # fmt: skip
def test_known_institutions_are_told_by_country(known: Known, text: str, area: str, keys: list[str]):
    """A name that many countries have is that of the country; slips and short forms are known."""
    assert [one.key for one in known.mentions(text, area)] == keys


def test_organisations_of_the_world_go_by_their_full_names(known: Known):
    """A short form that the book has not met is told by the name that it stands for."""
    told = [
        (one.key, one.name, one.abbreviation, one.area) for one in known.mentions("WHO and FAO met.", "PER")
    ]

    assert told == [
        ("", "World Health Organization", "WHO", "GLOBAL"),
        ("", "Food and Agriculture Organization of the United Nations", "FAO", "GLOBAL"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Roads", "ministry"),
        ("Kara Employers’ Union", "employers’ organisation"),
        ("Congress of Trade Unions", "workers’ organisation"),
        ("Kara University", "university"),
        ("UN Country Team", "UN agency"),
        ("Kara Port Authority", "other"),
    ],
)
def test_a_name_tells_the_type(name: str, kind: str):
    """Words of the name say what sort of institution it is."""
    assert institution_type(name) == kind


def test_spellings_are_compared_and_slips_are_few():
    """Labor is labour, marks and brackets do not count; one letter for another makes another word."""
    assert normal("The Center for Labor, São Tomé (CLS)") == normal("Centre for Labour, Sao Tome")
    assert [slip_of(word, "Economy") for word in ("Econmy", "Ecoonomy", "Eocnomy", "Ecology")] == [
        True, True, True, False
    ]  # fmt: skip
