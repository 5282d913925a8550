"""Countries by the names that documents give them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pagebook.data import Tables

__all__ = ["Areas"]

# Names that documents use beside the official ones, by code.
_OTHER_NAMES = {
    "CIV": ("Ivory Coast",), "COD": ("DRC", "DR Congo"), "KGZ": ("Kyrgyzstan", "Kyrgyz Republic"),
    "LAO": ("Laos", "Lao PDR"), "VNM": ("Viet Nam", "Vietnam"), "TUR": ("Turkey", "Türkiye"),
    "GBR": ("UK", "United Kingdom"), "USA": ("United States",), "CPV": ("Cape Verde", "Cabo Verde"),
}  # fmt: skip


@dataclass(frozen=True)
class Areas:
    """The countries and the names they go by.

    Attributes:
        names: Name to code, of the countries that the book knows.
    """

    names: Mapping[str, str]

    @classmethod
    def of(cls, tables: Tables) -> Areas:
        """Return the countries of the book's table of areas."""
        countries = tables.select("areas", kind="country")
        told = dict(zip(countries["name"], countries["area"], strict=True))
        known = set(told.values())
        others = {name: code for code, names in _OTHER_NAMES.items() if code in known for name in names}
        return cls(told | others)

    def code(self, name: str) -> str:
        """Return the code of a country by its name, empty for a name that no country has."""
        return self._folded.get(re.sub(r"^the ", "", name.strip(), flags=re.I).casefold(), "")

    def named_in(self, text: str) -> list[str]:
        """Return the codes of the countries that a text names, in its order, each once."""
        return list(dict.fromkeys(self.names[match.group()] for match in self._pattern.finditer(text)))

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): code for name, code in self.names.items()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # The longest first: "Republic of Korea" before "Korea".
        names = sorted(self.names, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
