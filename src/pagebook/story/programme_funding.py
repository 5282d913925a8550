"""Money: what donors pledged, committed and paid in, kept apart, and what was budgeted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.words import capitalise, count, join, money, paragraph, plural, years
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.markdown import text
from pagebook.figures.rowbars import Part, row_bars
from pagebook.story.citing import IN_TABLE, Citing
from pagebook.story.opening import approximate

__all__ = ["Funding"]

# From the weakest word to the strongest; a sum of two of them would count the same money twice.
_NATURES = {
    "pledged": theme.PEER,
    "committed": theme.SECOND,
    "secured": theme.COUNTRY,
    "available": theme.THIRD,
}
_MILLION = 1e6


_COLUMNS = {
    "donor": "Who",
    "year": "Year",
    "nature": "Which",
    "qualifier": "Number is",
    "amount": "Amount",
    "currency": "Currency",
    "note": "Note",
    "source": "Source",
    "address": "Address of the source",
}


class Funding:
    """What the sources tell of money.

    Args:
        funding: The table of that name.
        results: The table of that name, for the budget frames.
        citing: Knows the sources of the chapter.
    """

    def __init__(self, funding: pd.DataFrame, results: pd.DataFrame, citing: Citing) -> None:
        self.citing = citing
        order = funding["nature"].map(list(_NATURES).index)
        self.rows = funding.assign(order=order).sort_values(["order", "year", "funding"], ignore_index=True)
        budget = results[(results["unit"] == "US$") & (results["scope"] == "planned for the year")]
        self.budget = budget.sort_values("year", ignore_index=True)
        frames = results[(results["unit"] == "US$") & ~results["result"].isin(budget["result"])]
        self.frames = frames.sort_values("value", ascending=False, ignore_index=True)

    @property
    def drawn(self) -> pd.DataFrame:
        """The amounts in US dollars; another currency cannot stand on the same scale."""
        return self.rows[self.rows["currency"] == "USD"].reset_index(drop=True)

    def finding(self) -> str:
        """Return in words what is pledged, committed, secured and available."""
        told = [
            f"{capitalise(nature)}: {join(map(self._amount, rows.to_dict('records')))}"
            for nature in _NATURES
            if not (rows := self.rows[self.rows["nature"] == nature]).empty
        ]
        return paragraph(
            [
                f"The sources give {count('amount', len(self.rows))} of money for the programme",
                *told,
                "They overlap in donors and years, so no sum of them is a total",
            ]
        )

    def summary(self) -> Prose:
        """Return the finding as prose."""
        return Prose(text(self.finding()))

    def chart(self) -> Figure:
        """Return each amount as a bar of its own, by what the source calls it."""
        table = self.citing.beside(self.drawn)
        drawn = table.assign(
            label=[self._label(row) for row in table.to_dict("records")],
            **{nature: (table["amount"] / _MILLION).where(table["nature"] == nature) for nature in _NATURES},
        )
        other = self.rows[self.rows["currency"] != "USD"]
        left_out = join(self._amount(row) for row in other.to_dict("records"))
        aside = f"Amounts in other currencies are not drawn: {left_out}. " if left_out else ""
        told = {"donor": "Who", "year": "Year", "nature": "Which", "note": "Note", "source": "Source"}
        return Figure(
            name="funding",
            title="Money for the programme, as pledged, committed, secured and available",
            caption=(
                "Million US dollars, as each source states them. A pledge is a promise, a commitment a "
                "signed agreement, secured money is there, and available money can be planned with. "
                f"{aside}The bars must not be added up. "
                f"{IN_TABLE}"
            ),
            finding=self.finding(),
            chart=row_bars(
                drawn,
                [Part(nature, nature, colour) for nature, colour in _NATURES.items()],
                "million US$",
                told,
            ),
            table=self.citing.beside(self.rows),
            columns=_COLUMNS,
            sources=self.citing.credits(self.rows["sources"]),
        )

    def budget_finding(self) -> str:
        """Return in words what was planned for each year."""
        first, last = self.budget.iloc[0], self.budget.iloc[-1]
        way = "falls" if last["value"] < first["value"] else "rises"
        return paragraph(
            [
                f"The budget frame for countries {way} from {money(first['value'])} planned for "
                f"{first['year']} to {money(last['value'])} for {last['year']}",
                "These are plans; what was spent is not in the sources",
            ]
        )

    def budget_summary(self) -> Prose:
        """Return the finding on the budget as prose, with the other frames of the same plan as a list."""
        items = [
            f"{text(row['indicator'])} ({text(row['scope'])}): {text(money(row['value']))}"
            f"{self.citing.note(row['sources'])}"
            for row in self.frames.to_dict("records")
        ]
        listed = "\n".join(f"- {item}" for item in items)
        return Prose(f"{text(self.budget_finding())}\n\nOther frames of the same plan:\n\n{listed}")

    def budget_chart(self) -> Figure:
        """Return the yearly budget frame for countries."""
        table = self.citing.beside(self.budget)
        drawn = table.assign(
            label=[f"{row['year']}: {money(row['value'])}" for row in table.to_dict("records")],
            planned=table["value"] / _MILLION,
        )
        span = years(int(table["year"].min()), int(table["year"].max()))
        return Figure(
            name="budget",
            title=f"Budget frame for countries, {span}",
            caption="Million US dollars planned for each year for the work in countries.",
            finding=self.budget_finding(),
            chart=row_bars(
                drawn,
                [Part("planned", "planned")],
                "million US$",
                {"indicator": "What", "year": "Year", "source": "Source"},
            ),
            table=table,
            columns={
                "indicator": "What",
                "year": "Year",
                "value": "US dollars",
                "scope": "Which",
                "source": "Source",
                "address": "Address of the source",
            },
            sources=self.citing.credits(self.budget["sources"]),
        )

    def _amount(self, row: dict[Any, Any]) -> str:
        currency = {"USD": "US$"}.get(row["currency"], row["currency"])
        year = "" if pd.isna(row["year"]) else f" in {row['year']}"
        return f"{approximate(row['qualifier'], money(row['amount'], currency))} by {_who(row)}{year}"

    def _label(self, row: dict[Any, Any]) -> str:
        year = "no year stated" if pd.isna(row["year"]) else str(row["year"])
        size = approximate(row["qualifier"], money(row["amount"]))
        return f"{capitalise(row['nature'])}, {year}: {size} ({_who(row)})"


def _who(row: dict[Any, Any]) -> str:
    """Return the donor, or how many there are when several are named together."""
    names = str(row["donor"]).replace(" and ", ", ").split(", ")
    if len(names) == 1:
        return names[0] if names[0] != "All funding partners" else "all funding partners"
    return f"{len(names)} {plural('donor', len(names))} together"
