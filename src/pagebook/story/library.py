"""The publications that the record ties to a country, with language and link."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import count, join
from pagebook.figures import Prose
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import folded
from pagebook.story.citing import Citing
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap

__all__ = ["LANGUAGES", "Library", "publication_item"]

LANGUAGES = {
    "ar": "Arabic",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "id": "Indonesian",
    "ka": "Georgian",
    "kk": "Kazakh",
    "km": "Khmer",
    "ky": "Kyrgyz",
    "mn": "Mongolian",
    "pt": "Portuguese",
    "ru": "Russian",
    "th": "Thai",
    "zh": "Chinese",
}
"""Names of the languages (ISO 639-1) that publications are written in; an unknown code is shown as it is."""


class Library:
    """The reports, studies, courses, videos and articles of one country."""

    topic = "Publications"

    def __init__(self, facts: Facts, citing: Citing) -> None:
        self.rows = facts.publications.sort_values(["year", "publication"], ignore_index=True)
        self.citing = citing

    def has(self) -> dict[str, bool]:
        """Return which parts have something to show."""
        return {"publications": not self.rows.empty}

    def gaps(self) -> list[Gap]:
        """Return publications without language or link."""
        if self.rows.empty:
            return [Gap(self.topic, "publications", "none is on record")]
        mute = int((self.rows["language"].map(len) == 0).sum())
        unlinked = int(self.rows["url"].isna().sum())
        found = [
            (f"the language of {count('publication', mute)}", mute, "the sources do not state it"),
            (f"a link to {count('publication', unlinked)}", unlinked, "the sources give none"),
        ]
        return [Gap(self.topic, what, why) for what, n, why in found if n]

    def listing(self) -> Prose:
        """Return every publication with producers, year, language, link and source."""
        title = f"All {len(self.rows)} publications"
        return Prose(
            folded(title, [publication_item(row, self.citing) for row in self.rows.to_dict("records")])
        )


def publication_item(row: dict[Any, Any], citing: Citing) -> str:
    """Return a publication as an item of a list: title with its link, producers, year, language, sources."""
    languages = join(LANGUAGES.get(code, code) for code in row["language"])
    labels = [
        join(row["producers"]),
        None if pd.isna(row["year"]) else str(int(row["year"])),
        row["kind"],
        f"in {languages}" if languages else None,
        None if row["status"] == "published" else row["status"],
    ]
    told = ", ".join(text(label) for label in labels if label and not pd.isna(label))
    title = link(row["title"], None if pd.isna(row["url"]) else row["url"])
    other = "" if pd.isna(row["alt_title"]) else f" (also: {text(row['alt_title'])})"
    # A draft or a plan may have moved on since; the note says what is known of it.
    known = "" if row["status"] == "published" or pd.isna(row["note"]) else f". {text(row['note'])}"
    return f"{title}{other}{f' – {told}' if told else ''}{known}{citing.note(row['sources'])}"
