"""What kind of event or milestone a sentence tells of, and how far it has got, by the words it uses."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["EVENTS", "event_kind", "event_status", "milestone_status", "milestone_type"]

EVENTS = {
    "course": r"e-?courses?|courses?(?! of\b)|massive open online",
    "training": r"train(?:ings?|ed)(?! (?:centre|center|institut\w+|material|programme of)\b)|traininers"
    r"|academy|academies|masterclass(?:es)?|boot-?camps?|summer school|winter school"
    r"|strengthen(?:ed|s)? the capacit(?:y|ies)",
    "workshop": r"workshops?",
    "webinar": r"webinars?",
    "conference": r"conferences?|congress|symposium|summit",
    "forum": r"forums?|fora",
    "dialogue": r"dialogues?|round[- ]?tables?|panels?(?! of\b)|policy exchanges",
    "competition": r"competitions?|contests?|hackathons?",
    "exchange": r"(?:South[-\u2010-\u2015]South|peer|regional|technical) exchanges?|exchange visits?",
    "visit": r"(?:study|field|site) (?:visits?|tours?)|visited",
    "hearing": r"hearings?|assembl(?:y|ies)(?! line\b)|briefings?",
    "meeting": r"meetings?|consultations?|missions?|retreats?|celebrations?|discussions",
    "session": r"sessions?|lectures?|seminars?|presentations?"
    r"|(?:online|virtual|in-?person|face-to-face|residential) (?:phase|part|component|segment|round)",
    "external event": r"events?|day in|(?:green |climate |economy |nexus )week|fairs?|ceremony|festivals?"
    r"|exhibitions?|expo\b"
    r"|(?:information|open|study|awareness|field) days?",
}
"""Kinds of events, and the words that name them; the first that fits a sentence counts."""

_MILESTONES = {
    "law": r"law|act|bill|decree|regulation",
    "strategy": r"strateg(?:y|ies)|road-?map",
    "plan": r"plans?|programming",
    "policy": r"polic(?:y|ies)|guidelines",
    "model": r"modell?ing|models?|IGEM|T21|JTAM",
    "study": r"stud(?:y|ies)|reports?|assessments?|analys[ie]s|mapping|review",
    "training": r"train\w*|courses?|capacit(?:y|ies)|academy|curricul\w+",
    "forum": r"forums?|dialogues?|conference|workshops?|events?|closing ceremony",
    "finance": r"financ\w+|fund\w*|investment|bonds?|budget",
    "institution": r"committee|council|platform|network|unit|centre",
    "programme": r"commenced in|joined|partnership|programme|phase",
}
_STATES = {
    "target": r"by 20[2-5]\d|target(?:ed)? of|aims? to",
    "planned": r"planned|will be|to be held|is expected|are expected|scheduled",
    "draft": r"draft(?:ed)?",
    "initiated": r"initiated|commence[sd]?|began|begins?|started|kick-?off|under way|underway",
    "in progress": r"ongoing|in progress|continu\w+|is being|are being",
}
_HELD = {"planned": _STATES["planned"], "postponed": r"postponed|delayed", "ongoing": r"ongoing|weekly"}


def event_kind(text: str) -> str:
    """Return the kind of event that a sentence tells of, empty if it tells of none."""
    return _first(EVENTS, text)


def event_status(text: str) -> str:
    """Return whether the event was held, is planned, goes on or is postponed."""
    return _first(_HELD, text) or "held"


def milestone_type(text: str) -> str:
    """Return the type of a milestone, `other` when no word tells."""
    return _first(_MILESTONES, text) or "other"


def milestone_status(text: str) -> str:
    """Return how far a milestone has got, `done` when no word says otherwise."""
    return _first(_STATES, text) or "done"


def _first(kinds: Mapping[str, str], text: str) -> str:
    return next((kind for kind, words in kinds.items() if re.search(rf"\b(?:{words})\b", text, re.I)), "")
