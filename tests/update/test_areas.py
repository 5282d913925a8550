"""Codes of areas, compared with others who keep them."""

from __future__ import annotations

import pytest
from babel.core import get_global

from pagebook.data.codes import ISO3
from pagebook.update.areas import COUNTRIES, Kind, area_of


def test_the_codes_of_a_country_mean_the_same_for_unicode():
    """Alpha-2 and number of each country are ones that Unicode's data map to it."""
    aliases = get_global("territory_aliases")

    ours = {three: (aliases[three][0], aliases[number]) for three, (_, number) in COUNTRIES.items()}

    assert set(COUNTRIES) == ISO3
    assert ours == {three: (two, [two]) for three, (two, _) in COUNTRIES.items()}


@pytest.mark.parametrize(
    ("scheme", "code", "name", "expected"),
    [
        ("world-bank", "PER", "Peru", "PER"),
        ("world-bank", "SSF", "Sub-Saharan Africa", "SSF"),
        ("world-bank", "XD", "High income", "HIC"),
        ("world-bank", "ZA", "South Africa", "ZAF"),
        ("world-bank", "AFE", "Africa Eastern and Southern", Kind.GROUP),
        ("world-bank", "PEU", "Peru", Kind.UNKNOWN),
        ("ilostat", "X01", "World", "WLD"),
        ("ilostat", "X83", "Somewhere", Kind.GROUP),
        ("un-sdg", "4", "Afghanistan", "AFG"),
        ("un-sdg", "604", "Peru", "PER"),
        ("un-sdg", "202", "Sub-Saharan Africa", Kind.GROUP),
        ("un-sdg", "PER", "Peru", "PER"),
        ("owid", "", "South Asia (WB)", "SAS"),
        ("owid", "OWID_WRL", "World", "WLD"),
        ("owid", "", "Asia (EI)", Kind.GROUP),
        ("owid", "PE", "Peru", Kind.UNKNOWN),
        ("sdmx", "1", "", "WLD"),
        ("sdmx", "PE", "", "PER"),
    ],
)
def test_a_code_means_one_area(scheme, code, name, expected):
    """Countries, groups of the book, groups of others and slips are told apart, form by form."""
    assert area_of(scheme, code, name) == expected
