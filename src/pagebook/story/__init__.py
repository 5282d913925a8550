"""What a country page says, section by section; imports figures, analysis and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pagebook.loading import loader

if TYPE_CHECKING:
    from pagebook.story.country import CountryPage
    from pagebook.story.reader import Gap, Reader

__all__ = ["CountryPage", "Gap", "Reader"]

# All are offered here, and few are used at a time: the slow ones load tables or charts.
_HOMES = {
    "CountryPage": "country",
    "Gap": "reader",
    "Reader": "reader",
}

if not TYPE_CHECKING:
    __getattr__ = loader(__name__, _HOMES)
