"""States of decoupling of all partner countries, by period and counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.decoupling import OECD, PERIODS, STATES, Period, Refused, Span, State
from pagebook.analysis.indicators import REFERENCE_YEAR
from pagebook.figures import Figure, Prose, Table, theme
from pagebook.figures.grid import Layout, count_grid
from pagebook.figures.markdown import text
from pagebook.story.growth import Growth, period_years
from pagebook.story.standing_decoupling import elasticity, signed_share

__all__ = ["States"]

# Tapio's three families have a ground each; the words in the cell tell family and degree.
_GROUNDS: Mapping[State, str] = {
    "strong decoupling": theme.COUNTRY,
    "weak decoupling": theme.EARLIER,
    "recessive decoupling": theme.EARLIER,
    "expansive coupling": "#c9ced6",
    "recessive coupling": "#c9ced6",
    "expansive negative decoupling": "#ed861e",
    "weak negative decoupling": "#ed861e",
    "strong negative decoupling": "#ed861e",
}
_OECD_WORDS: Mapping[OECD, str] = {
    "absolute": "absolute decoupling",
    "relative": "relative decoupling",
    "none": "no decoupling",
    "not defined": "not defined, as GDP did not grow",
}


_CAPTION = (
    "GDP (2021 prices, purchasing power parity) and territorial CO₂ without land use. A cell names "
    "the degree and what it is a degree of: decoupling (blue), coupling (grey) or negative decoupling "
    "(orange), here called negative for short."
)


class States:
    """The states of all countries.

    Args:
        growth: The series.
    """

    def __init__(self, growth: Growth) -> None:
        self._growth = growth
        self._spans = {period: growth.spans(period) for period in PERIODS}

    @property
    def newest(self) -> dict[str, Span]:
        """The newest period's states, by country."""
        return _judged(self._spans[PERIODS[-1]])

    def having(self, *states: str) -> list[str]:
        """Return the countries that have one of the states in the newest period, as sentences name them."""
        return self._growth.names(area for area, one in self.newest.items() if one.found.state in states)

    def summary(self) -> Prose:
        """Return how many countries had which state in the newest period, and how that was before."""
        return Prose(text(self._finding()))

    def _finding(self) -> str:
        newest, strong = self.newest, self.having("strong decoupling")
        weak = self.having("weak decoupling")
        rest = len(newest) - len(strong) - len(weak)
        steady = self._growth.names(area for area, one in newest.items() if one.found.steady)
        named = f"{words.in_words(len(strong))} of {len(newest)} countries had strong decoupling"
        return words.paragraph(
            [
                f"{_span(PERIODS[-1])}, {named}" + (f": {words.join(strong)}" if strong else ""),
                f"{words.in_words(len(weak))} had weak decoupling, where emissions grew more slowly than GDP"
                + (f": {words.join(weak)}" if weak else ""),
                f"in the other {words.in_words(rest)}, emissions grew about as fast as GDP or faster",
                *(self._before(period) for period in reversed(PERIODS[:-1])),
                f"in {words.join(steady)}, GDP hardly changed in the newest period, so that the state there "
                "hangs on little"
                if steady
                else None,
            ]
        )

    def _before(self, period: Period) -> str:
        judged = [one.found for one in _judged(self._spans[period]).values()]
        parted = [one for one in judged if one.oecd in ("absolute", "relative")]
        grew = [one for one in judged if one.oecd != "not defined"]
        return (
            f"{_span(period)}, emissions fell or grew more slowly than GDP in {len(parted)} of the "
            f"{len(grew)} countries whose GDP grew"
        )

    def chart(self) -> Figure:
        """Return the grid of countries and periods."""
        frame = self._frame()
        layout = Layout(
            rows=[self._growth.partners.name(area) for area in self._growth.partners.codes],
            columns=[period_years(period) for period in PERIODS],
            row_px=36,
        )
        told = {
            "row": "Country",
            "column": "Period",
            "state": "State",
            "gdp": "GDP",
            "co2": "CO₂",
            "elasticity": "Elasticity",
        }
        return Figure(
            name="states",
            title="Growth and emissions: the state of each country by period",
            caption=_CAPTION,
            finding=self._finding(),
            chart=count_grid(frame, layout, told),
            table=frame,
            columns={**told, "oecd": "Decoupling (OECD)"},
            sources=self._growth.sources("gdp_ppp", "co2_total"),
        )

    def _frame(self) -> pd.DataFrame:
        rows = [
            {"row": self._growth.partners.name(area), "column": period_years(period), **_cell(one)}
            for area in self._growth.partners.codes
            for period, found in self._spans.items()
            for one in [found[area]]
        ]
        return pd.DataFrame(rows)

    def counts(self) -> Table:
        """Return how many countries had each state, by period, with the OECD's terms below."""
        found = {
            period_years(period): [one.found for one in _judged(spans).values()]
            for period, spans in self._spans.items()
        }
        rows: list[tuple[str, list[int]]] = [
            (state, [_n(x.state == state for x in held) for held in found.values()]) for state in STATES
        ]
        rows += [
            (f"OECD: {said}", [_n(x.oecd == term for x in held) for held in found.values()])
            for term, said in _OECD_WORDS.items()
        ]
        frame = pd.DataFrame([[label, *counts] for label, counts in rows], columns=["state", *found])
        return Table(
            name="states-counted",
            caption="How many countries had each state, after Tapio and in the OECD’s terms",
            frame=frame[frame[list(found)].sum(axis=1) > 0],
            columns={"state": "State", **{period: period for period in found}},
            sources=self._growth.sources("gdp_ppp", "co2_total"),
        )


def _judged(spans: Mapping[str, Span | Refused]) -> dict[str, Span]:
    return {area: one for area, one in spans.items() if isinstance(one, Span)}


def _n(marks: Iterable[bool]) -> int:
    return sum(marks)


def _span(period: Period) -> str:
    return f"from {period.first} to {period.last or REFERENCE_YEAR}"


def _cell(one: Span | Refused) -> dict[str, object]:
    if isinstance(one, Refused):
        return {
            "text": "–",
            "below": one.why,
            "fill": None,
            "state": f"not judged: {one.why}",
        } | dict.fromkeys(("gdp", "co2", "elasticity", "oecd"))
    found = one.found
    degree, _, family = found.state.replace("negative decoupling", "negative").partition(" ")
    return {
        "text": degree,
        "below": family,
        "fill": _GROUNDS[found.state],
        "state": found.state,
        "gdp": signed_share(found.driver),
        "co2": signed_share(found.pressure),
        "elasticity": "GDP hardly changed" if found.steady else elasticity(found),
        "oecd": _OECD_WORDS[found.oecd],
    }
