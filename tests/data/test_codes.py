"""Code lists, compared with others who keep them."""

from __future__ import annotations

import re

from babel import Locale
from babel.core import get_global

from pagebook.data.codes import ISO3, SDG_TARGETS


def test_iso_codes_are_those_of_unicode():
    """The alpha-3 codes are exactly those that Unicode's data map to a territory in use."""
    territories = set(Locale("en").territories)
    aliases = {
        code: new for code, new in get_global("territory_aliases").items() if re.fullmatch("[A-Z]{3}", code)
    }
    # Codes that ISO withdrew, reserves or leaves to private use are mapped as well; these are all.
    withdrawn = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
    reserved = {"ASC", "CPT", "DGA", "TAA"}
    private = {code for code in aliases if re.fullmatch("AAA|Q[M-Z]{2}|X[A-Z]{2}|ZZZ", code)}

    official = {code for code, new in aliases.items() if len(new) == 1 and new[0] in territories}

    assert official - withdrawn - reserved - private == ISO3
    assert len(ISO3) == 249


def test_there_are_169_targets():
    """The goals have 169 targets, of which 43 have a letter."""
    assert len(SDG_TARGETS) == 169
    assert sum(target[-1].isalpha() for target in SDG_TARGETS) == 43
    assert {"1.1", "8.5", "12.c", "17.19"} <= SDG_TARGETS
    assert not {"12.9", "17.20", "13.c", "18.1"} & SDG_TARGETS
