"""Numbers that a text states: unit, range, sign, qualifier, year; and what is no such number."""

from __future__ import annotations

import pytest

from pagebook.ingest.amounts import find_amounts


def _told(text: str) -> list[str]:
    found = []
    for one in find_amounts(text):
        number = f"{one.value:g}" if one.value is not None else f"{one.low:g}..{one.high:g}"
        found.append(f"{one.qualifier} {number} {one.unit} {one.year or ''}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Over 3,400 jobs by 2031 and 9,800 by 2040.", ["more than 3400 jobs 2031", "exact 9800 jobs 2040"]),
        ("Between 12 and 15 million people fish.", ["exact 12..15 million people"]),
        ("It pledged US$ 2.5 million and EUR 40,000.", ["exact 2.5 million US$", "exact 40000 EUR"]),
        ("They want a reduction of 15%–20% by 2035.", ["exact -20..-15 percent 2035"]),
        ("GDP is around –4% in 2029.", ["about -4 percent 2029"]),
        ("At least 7.5 per cent; up to 30 GW; some 200 ha.", [
            "more than 7.5 percent", "less than 30 GW", "about 200 hectares"]),
        ("Emissions fell by 1.2 Mt.", ["exact -1.2 million tonnes"]),
        ("It would be 600 jobs lower than the baseline.", ["exact -600 jobs"]),
        ("Four out of the nine draft laws passed.", ["exact 4 laws", "exact 9 laws"]),
        ("A two-day fair after over a decade of work.", ["exact 2 days", "more than 10 years"]),
        ("Twelve bids came, of which five were taken.", ["exact 12 bids", "exact 5 bids"]),
        ("Repairs cost £ 9 million a year.", ["exact 9 million £ per year"]),
        ("Net zero is to be reached by 2055.", ["exact 2055 year 2055"]),
        ("three coordination and technical meetings", ["exact 3 meetings"]),
    ],
)  # fmt: skip
def test_amounts_have_what_the_sentence_says_of_them(text: str, told: list[str]):
    """Digits and words, ranges, money, shares and counts come with qualifier, sign, unit and year."""
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Convention No. 155 and Article 6 of Law 21 of 2014 hold.",
        "On 14 November 2019 and in 2021 people came; from 3-5 May they left.",
        "The tender BRX-060-2025 and the budget line 042 Roads are open.",
        "Call +598 2 915 2020 or write to desk7@example.org.",
        "See https://example.org/a/12-jobs/34 and NDC 3.0, PAGE 2.0, G20, COP29.",
        "It is aligned with SDG 12 and target 12.3.",
        "The 2021 elections came; two thirds of voters stayed.",
        "One UN offer, the third edition, and Module 2.",
    ],
)
def test_names_dates_and_codes_are_no_amounts(text: str):
    """Laws, years, dates, codes, telephones, addresses, goals, fractions and parts are not counted."""
    assert _told(text) == []


def test_spans_that_are_names_hold_no_amounts():
    """A number within a name or a title is passed over, in digits and in words."""
    text = "Togo 40 lakes and “Sixty Steps” went by 3 lakes."

    found = find_amounts(text, spans=[(0, 7), (text.index("Sixty"), text.index("”"))])

    assert [one.value for one in found] == [3.0]


def test_an_amount_tells_its_nature_its_basis_and_its_fall():
    """What may come is a projection, what is wanted a target; a word that says that it falls is kept."""
    (one,) = find_amounts("Costs could drop by forty percent.")

    assert (one.value, one.nature, one.basis, one.fall) == (-40.0, "projection", "stated in words", "drop")
