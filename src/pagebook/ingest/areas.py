"""Countries by the names that documents give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
        wanted = re.sub(r"^the ", "", name.strip(), flags=re.I).casefold()
        return next((code for known, code in self.names.items() if known.casefold() == wanted), "")

    def named_in(self, text: str) -> list[str]:
        """Return the codes of the countries that a text names, in its order, each once."""
        return list(dict.fromkeys(code for _, code in sorted(self._mentions(text))))

    def _mentions(self, text: str) -> Iterator[tuple[int, str]]:
        for name, code in self.names.items():
            for match in re.finditer(rf"\b{re.escape(name)}\b", text):
                yield match.start(), code
