"""Units as texts print them, and the words of the book's tables for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["COUNTED", "MEASURED", "MONEY", "PERIODS", "SCALES", "counted_unit", "measured_unit"]

SCALES: Mapping[str, str] = {
    "thousand": "thousand", "k": "thousand", "million": "million", "millions": "million", "mn": "million",
    "m": "million", "billion": "billion", "billions": "billion", "bn": "billion", "trillion": "trillion",
}  # fmt: skip
"""Words for thousands and more behind a number, and how the tables write them."""

MONEY = (
    r"(?:US\s?\$|\b(?:USD|EUR|GBP|CHF|NOK|SEK|DKK|JPY|CNY|RMB|INR|ZAR|BRL|ARS|UYU|PEN|GTQ|GYD|BBD|MUR|GHS|KES|RWF|XOF"
    r"|MAD|KZT|KGS|MNT|IDR|THB|Rs)\b\.?|€|£|¥|₹|\b[A-Z]{1,2}\$|\$)"
)
"""What stands before or behind an amount of money."""

MEASURED: Mapping[str, str] = {
    r"%|per\s?cent(?:age)?(?!\s+points?)|percent(?!age)": "percent",
    r"percentage[\s-]points?|pp": "percentage points",
    r"Gt(?:\s?CO2(?:e|-eq)?)?": "billion tonnes",
    r"Mt(?:\s?CO2(?:e|-eq)?)?": "million tonnes",
    r"kt(?:\s?CO2(?:e|-eq)?)?": "thousand tonnes",
    r"t(?:\s?CO2(?:e|-eq)?)|tonnes?|tons?|metric tons": "tonnes",
    r"TWh|GWh|MWh|kWh|GW|MW|kW|PJ|TJ|GJ": "",
    r"ha|hectares?": "hectares",
    r"km2|km²|square kilomet(?:re|er)s?": "km2",
    r"km|kilomet(?:re|er)s?": "km",
    r"m3|m³|cubic met(?:re|er)s?": "m3",
    r"lit(?:re|er)s?": "litres",
    r"°\s?C|degrees? Celsius": "°C",
    r"kg|kilograms?": "kg",
}
"""Units that measure, as patterns, with the table's word; empty where the unit stays as it is printed."""

COUNTED: Mapping[str, str] = {
    "job": "jobs", "person": "people", "people": "people", "individual": "people", "worker": "people",
    "official": "people", "participant": "people", "student": "people", "expert": "people",
    "farmer": "people", "woman": "people", "women": "people", "man": "people", "men": "people",
    "female": "people", "male": "people", "partcipant": "people", "representative": "people",
    "specialist": "people", "trade unionist": "people", "trainer": "people", "researcher": "people",
    "auditor": "people", "trainee": "people", "teacher": "people", "engineer": "people",
    "modeller": "people", "practitioner": "people", "policymaker": "people", "member": "people",
    "entrepreneur": "people", "youth": "people", "household": "households", "working group": "work groups",
    "work group": "work groups", "policy tool": "policy tools", "policy measure": "policy measures",
    "priority area": "priority areas", "company": "firms", "firm": "firms", "business": "firms",
    "enterprise": "enterprises", "sme": "enterprises", "msme": "enterprises", "workshop": "sessions",
    "presentation": "sessions", "training": "sessions", "session": "sessions",
    "roundtable discussion": "roundtables", "roundtable": "roundtables", "round table": "roundtables",
    "iteration": "rounds", "round": "rounds", "note": "documents", "report": "documents",
    "policy": "documents",
}  # fmt: skip
"""What is counted, in the singular, with the table's word; every other noun is its own word."""

# "statisticians", "journalists", "artisans", "engineers": whatever they do, they are people.
_OF_PEOPLE = (
    "ians",
    "ists",
    "isans",
    "neers",
    "unionists",
    "workers",
    "managers",
    "holders",
    "owners",
    "makers",
)

PERIODS = r"(?:a|per|each|every)\s+(?:year|annum)|annually|yearly|/\s?year"
"""What makes an amount one for each year."""


def measured_unit(printed: str) -> str:
    """Return the table's word for a unit that measures."""
    for pattern, unit in MEASURED.items():
        if re.fullmatch(pattern, printed):
            return unit or printed
    return printed


def counted_unit(phrase: str) -> str:
    """Return the table's word for what a phrase counts: "green construction jobs" are jobs."""
    words = phrase.lower().replace("-", " ").split()
    singular = [*words[:-1], _singular(words[-1])]
    for length in (2, 1):
        if unit := COUNTED.get(" ".join(singular[-length:])):
            return unit
    return "people" if words[-1].endswith(_OF_PEOPLE) else words[-1]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s")
