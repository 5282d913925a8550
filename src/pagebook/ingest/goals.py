"""Links to the Sustainable Development Goals: which goal or target, and how strongly the text words it.

A goal that stands with its targets ("SDG 8, target 8.5") is told by them alone. A number is a goal only after
a word that says so, and a target only where the text speaks of the goals: "a target of 1.5 °C" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pagebook.ingest.sentences import sentences

__all__ = ["GoalLink", "Wording", "find_goals"]

Wording: TypeAlias = Literal["aligned", "contributes", "supports", "general", ""]


@dataclass(frozen=True)
class GoalLink:
    """A goal or a target that a sentence names.

    Attributes:
        goal: Number of the goal; None where the text speaks of the goals in general.
        target: Number of the target; empty where only the goal is named.
        wording: How strongly the text words the link; empty where no verb tells.
        word: The verb or adjective as it is written.
        sentence: The sentence.
    """

    goal: int | None
    target: str
    wording: Wording
    word: str
    sentence: str


_VERBS: dict[Wording, str] = {
    "aligned": r"align(?:s|ed|ing|ment)?|in line|in accordance|in keeping|consistent|correspond(?:s|ed|ing)?",
    "contributes": r"(?:(?:has|have|had)\s+)?contribut(?:es?|ed|ing|ions?)",
    "supports": (
        r"(?:(?:has|have|had)\s+)?(?:support|advanc|promot|help|foster|strengthen|deliver|accelerat|serv|respond|address)"
        r"(?:e?s|e?d|e|ing)?"
    ),
}
_VERB = "|".join(f"(?P<{wording}>{verb})" for wording, verb in _VERBS.items())
# What stands between the verb and the goal it governs: "contributed directly to the achievement of SDG 8".
_BETWEEN = (
    r"(?:\s+(?:to|with|towards?|the|of|on|in|both|directly|also|its|their|meet|reach|achiev(?:e|ing|ement)|"
    r"attain(?:ing|ment)?|implement(?:ing|ation)|progress|reali[sz](?:ing|ation)|delivery|UN|several|global))*"
)
_NUMBER = r"(?:1[0-7]|[1-9])(?![\d]|\.\d|,\d{3}|\s?%)"
_MEASURED = r"%|°|percent|per cent|million|billion|degrees"
_TARGET = rf"(?:1[0-7]|[1-9])\.(?:\d{{1,2}}|[a-d]\b)(?:\.\d{{1,2}})?(?![\d%]|\s?(?:{_MEASURED}))"
_AND = r"\s*(?:,\s*(?:and\s+|or\s+)?|\band\b|\bor\b|&|/)\s*"
_TO = r"\s*(?:[-\u2010-\u2015]|\bto\b)\s*"
_NAME = r"(?:SDGs?|Sustainable Development Goals?|Global Goals?)"
_GOALS = re.compile(
    rf"\b(?P<name>{_NAME}|Goals?)(?:\s*\((?:the )?SDGs?\))?[\s#:-]*"
    rf"(?P<goals>{_NUMBER}(?:(?:{_AND}|{_TO}){_NUMBER})*)"
)
_TARGETS = re.compile(
    rf"\b(?P<name>{_NAME}(?:\s+(?:targets?|indicators?))?|[Tt]argets?|[Ii]ndicators?)[\s:#-]*"
    rf"(?P<targets>{_TARGET}(?:(?:{_AND}|{_TO})(?:SDG\s*)?{_TARGET})*)"
)
# "SDG Fund" is a name; "SDG-aligned" and "SDG aligned planning" speak of the goals.
_GENERAL = re.compile(r"\b(?:SDGs?\b(?!\s+[A-Z])|(?i:sustainable development goals|global goals)\b)")
_SPEAKS = re.compile(rf"\b{_NAME}\b|\bSDGs?\d|sustainable development goals", re.I)
# A count after a single goal: "SDG 12 and 15 countries".
_COUNTED = re.compile(r"\s+[a-z-]{3,}s\b")
_NEAR = 150
_SINGLE = re.compile(r"SDG|Goal|.*Goal")


def find_goals(text: str, before: str = "") -> list[GoalLink]:
    """Return the goals and targets that a text names, in its order, each once in a sentence.

    Args:
        text: A paragraph.
        before: The paragraph before it, whose verb counts for a list that it opens with a colon.
    """
    spoken = _SPEAKS.search(text) or (before.endswith(":") and _SPEAKS.search(before))
    lead = before if before.endswith(":") else ""
    return [link for sentence in sentences(text) for link in _in_sentence(sentence, bool(spoken), lead)]


def _in_sentence(sentence: str, spoken: bool, lead: str) -> list[GoalLink]:
    named = sorted(_named(sentence, spoken), key=lambda found: found[0])
    if not named:
        general = _GENERAL.search(sentence)
        return [GoalLink(None, "", "general", "", sentence)] if general else []
    with_targets = {goal for _, goal, target in named if target}
    found: list[GoalLink] = []
    wording, word = _first_verb(sentence, named[0][0], lead)
    for start, goal, target in named:
        wording, word = _governs(sentence, start) or (wording, word)
        if target or goal not in with_targets:
            found.append(GoalLink(goal, target, wording, word, sentence))
    return list(dict.fromkeys(found))


def _named(sentence: str, spoken: bool) -> Iterator[tuple[int, int, str]]:
    """Yield position, goal and target of all that a sentence names."""
    if not spoken:
        return
    for match in _GOALS.finditer(sentence):
        for goal in _numbers(match, sentence):
            yield match.start(), goal, ""
    for match in _TARGETS.finditer(sentence):
        for target in re.findall(r"\d{1,2}\.(?:\d{1,2}|[a-d])", match["targets"]):
            yield match.start(), int(target.split(".")[0]), target


def _numbers(match: re.Match[str], sentence: str) -> list[int]:
    numbers = [int(number) for number in re.findall(r"\d{1,2}", match["goals"])]
    if len(numbers) == 2 and re.fullmatch(rf"\d+{_TO}\d+", match["goals"]):
        return list(range(numbers[0], numbers[1] + 1))
    if _SINGLE.fullmatch(match["name"]) and _COUNTED.match(sentence, match.end()):
        return numbers[:1]
    return numbers


def _governs(sentence: str, start: int) -> tuple[Wording, str] | None:
    """Return the verb that stands right before a goal: "aligned with SDG 8"."""
    match = re.search(rf"\b(?:{_VERB}){_BETWEEN}\s*$", sentence[max(0, start - _NEAR) : start], re.I)
    return _read(match) if match else None


def _first_verb(sentence: str, start: int, lead: str) -> tuple[Wording, str]:
    """Return the verb that speaks of the goals where none governs them: before, after, or in the lead."""
    before = list(re.finditer(rf"\b(?:{_VERB})\b", sentence[:start], re.I))
    after = re.search(rf"\b(?:{_VERB})\b", sentence[start:], re.I)
    opening = re.search(rf"\b(?:{_VERB}){_BETWEEN}\s+(?:the\s+)?(?:{_NAME}|following)", lead, re.I)
    match = before[-1] if before else opening or after
    return _read(match) if match else ("", "")


def _read(match: re.Match[str]) -> tuple[Wording, str]:
    wording = next(wording for wording in _VERBS if match[wording])
    return wording, " ".join(match[wording].split()).lower()
