"""What spending sets going, in a few sentences."""

from __future__ import annotations

from collections.abc import Sequence

from pagebook.analysis.words import number, paragraph
from pagebook.story.scenario_outcome import (
    GASES,
    JOBS,
    Outcome,
    amount_told,
    jobs_told,
    tonnes_told,
)

__all__ = ["each_told", "in_sentence", "told"]


def told(one: Outcome, unit: str) -> str:
    """Return an outcome in a few sentences.

    Args:
        one: The outcome.
        unit: Of the money.
    """
    spent, suppliers = one.total(JOBS, "direct"), one.total(JOBS, "indirect")
    at_once = f": {amount_told(one.abroad, unit)} at once, the rest for inputs of suppliers"
    return paragraph(
        [
            f"{amount_told(one.amount, unit)} would take {jobs_told(one.total(JOBS))} for a year: "
            f"{number(spent)} where the money is spent and {number(suppliers)} at suppliers",
            "If all that is earned were spent again, there would be up to "
            f"{jobs_told(one.total(JOBS, 'type_2'))}",
            f"{amount_told(one.total('value_added'), unit)} would become value added in the country, in "
            "wages, profits and taxes on production",
            f"{amount_told(one.leak, unit)} ({one.share(one.leak)}) would go abroad"
            f"{at_once if one.abroad else ''}",
            f"{tonnes_told(one.total(GASES))} would be given off in the country",
        ]
    )


def each_told(outcomes: Sequence[Outcome], unit: str) -> str:
    """Return the outcomes of an amount that is spent in one sector after the other, in a few sentences."""
    jobs = sorted(outcomes, key=lambda one: -one.total(JOBS))
    gases = max(outcomes, key=lambda one: one.total(GASES))
    leak = max(outcomes, key=lambda one: one.leak)
    return paragraph(
        [
            f"{amount_told(jobs[0].amount, unit)} would take the most jobs in {in_sentence(jobs[0].label)} "
            f"({jobs_told(jobs[0].total(JOBS))} for a year) and {in_sentence(jobs[1].label)} "
            f"({number(jobs[1].total(JOBS))}), the fewest in {in_sentence(jobs[-1].label)} "
            f"({number(jobs[-1].total(JOBS))})",
            f"The most would go abroad from {in_sentence(leak.label)}: {leak.share(leak.leak)} of the money",
            f"The most greenhouse gases would come from {in_sentence(gases.label)}: "
            f"{tonnes_told(gases.total(GASES))}",
        ]
    )


def in_sentence(name: str) -> str:
    """Return the name of a sector as it stands inside a sentence: its first letter small."""
    return name[:1].lower() + name[1:]
