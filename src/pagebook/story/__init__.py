"""What a country page says, section by section; imports figures, analysis and data."""

from __future__ import annotations

from pagebook.story.country import CountryPage
from pagebook.story.reader import Gap, Reader

__all__ = ["CountryPage", "Gap", "Reader"]
