"""Accounts by sector out of a social accounting matrix, with activities as the sectors."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pagebook.analysis.inputoutput.market import Market, Roles
from pagebook.data.accounts import Accounts, Satellite
from pagebook.errors import DataError

__all__ = ["from_sam"]


def from_sam(
    sam: pd.DataFrame,
    roles: Roles,
    *,
    table: str,
    area: str,
    year: int,
    money: str,
    satellites: tuple[Satellite, ...] = (),
    sources: tuple[str, ...] = (),
    tolerance: float = 1e-6,
) -> Accounts:
    """An industry by industry table of domestic flows in basic prices, out of activities and commodities.

    Each product has fixed market shares: whoever buys it takes the same mix of activities that make it (fixed
    product sales structure, model D of the Eurostat Manual of Supply, Use and Input-Output Tables, 2008,
    chapter 11). What is paid at home for a product is divided as its account is: output of activities,
    margins, taxes on products, imports. Exports are made at home and bear no tax on products. Margins become
    purchases of trade and transport: with U the use of products, D the activities' part in what is paid for
    them and N the margins' part by the products that earn it, Z = D (I − N)⁻¹ U.

    Taxes and imports of final demand are in no sector and therefore not in the accounts. Households' income
    is all that their accounts receive, without what they pay each other.

    Args:
        sam: Accounts by accounts, money; row sums are column sums.
        roles: What the accounts are.
        table: Key of the table.
        area: Code of the country.
        year: Year of the table.
        money: Unit of all money.
        satellites: By sector, in the order of the activities.
        sources: Citations of the table.
        tolerance: The gap between receipts and payments that is let pass, as a share of the account.

    Raises:
        DataError: Accounts missing or unbalanced, payments that have no role, or exports of a product above
            what is made of it; all findings.
    """
    found = list(_labels(sam, roles)) or [
        *_balances(sam, tolerance),
        *_strays(sam, roles),
        *_transit(sam, roles),
    ]
    if found:
        raise DataError(found)
    market, activities = Market.of(sam, roles), list(roles.activities)
    products = sam.loc[list(roles.commodities)]
    bought = market.with_margins(products[activities])
    return Accounts(
        table=table,
        area=area,
        year=year,
        money=money,
        names={sector: roles.names[sector] for sector in roles.activities.values()},
        flows=_keyed(_keyed(market.made @ bought + sam.loc[activities, activities], roles).T, roles).T,
        final_demand=_keyed(_final(sam, roles, market), roles),
        imports=_keyed((market.imports @ bought).to_frame("imports"), roles)["imports"],
        taxes=_keyed((market.taxes @ bought).to_frame("taxes"), roles)["taxes"],
        value_added=_keyed(sam.loc[[*roles.factors, *roles.activity_taxes], activities].T, roles),
        output=_keyed(sam[activities].sum().to_frame("output"), roles)["output"],
        satellites=satellites,
        households=("households",),
        labour_income=roles.labour,
        sources=sources,
        household_income=_income(sam, roles),
    )


def _final(sam: pd.DataFrame, roles: Roles, market: Market) -> pd.DataFrame:
    """Output of activities by category of final demand; what is bought of activities directly is added."""
    activities, products = sam.loc[list(roles.activities)], sam.loc[list(roles.commodities)]
    paid = {category: products[payers].sum(axis=1) for category, payers in roles.payers.items()}
    final = market.made @ market.with_margins(pd.DataFrame(paid))
    direct = {category: activities[payers].sum(axis=1) for category, payers in roles.payers.items()}
    final = final + pd.DataFrame(direct)
    return final.assign(exports=market.exports(products[roles.abroad]) + activities[roles.abroad])


def _income(sam: pd.DataFrame, roles: Roles) -> float:
    households = list(roles.households)
    return float(sam.loc[households].drop(columns=households).to_numpy().sum())


def _keyed(frame: pd.DataFrame, roles: Roles) -> pd.DataFrame:
    return frame.rename(index=dict(roles.activities)).rename_axis(index=None, columns=None)


def _labels(sam: pd.DataFrame, roles: Roles) -> Iterator[str]:
    if sam.index.tolist() != sam.columns.tolist():
        yield "the matrix does not have the same accounts in its rows and columns, in one order"
    for account in dict.fromkeys([*roles.activities, *roles.commodities, *_payable(roles)]):
        if account not in sam.index or account not in sam.columns:
            yield f"{account}: no such account in the matrix"
    for account, sector in roles.activities.items():
        if sector not in roles.names:
            yield f"{account}: its sector {sector} has no name"
    for account in roles.labour:
        if account not in roles.factors:
            yield f"{account}: labour, but none of the factors"


def _payable(roles: Roles) -> list[str]:
    taxes = [*roles.product_taxes, *roles.activity_taxes]
    return [*roles.factors, *roles.households, *roles.final, *roles.margins, *taxes, roles.abroad]


def _balances(sam: pd.DataFrame, tolerance: float) -> Iterator[str]:
    received, paid = sam.sum(axis=1), sam.sum()
    for account in sam.index:
        gap = received[account] - paid[account]
        if not abs(gap) <= tolerance * max(abs(received[account]), abs(paid[account])):
            sums = f"receives {received[account]:,.6g} and pays {paid[account]:,.6g}"
            yield f"{account}: {sums}; the gap is {gap:,.6g}"


def _strays(sam: pd.DataFrame, roles: Roles) -> Iterator[str]:
    """Payments of or to activities and commodities that would be lost, as no role takes them up."""
    users = [*roles.activities, *roles.households, *roles.final, roles.abroad]
    taken = pd.DataFrame(False, sam.index, sam.columns)
    taken.loc[
        [*roles.commodities, *roles.activities, *roles.factors, *roles.activity_taxes], [*roles.activities]
    ] = True
    taken.loc[
        [*roles.activities, *roles.margins, *roles.product_taxes, roles.abroad], [*roles.commodities]
    ] = True
    taken.loc[[*roles.commodities], [*users, *roles.margins]] = True
    taken.loc[[*roles.activities], users] = True
    own = sam.index.isin([*roles.activities, *roles.commodities])
    lost = (sam.to_numpy() != 0) & ~taken.to_numpy() & (own[:, None] | own[None, :])
    for row, column in zip(*lost.nonzero(), strict=True):
        amount = float(sam.to_numpy()[row, column])
        yield f"{sam.columns[column]}: pays {amount:,.6g} to {sam.index[row]}, for which neither has a role"


def _transit(sam: pd.DataFrame, roles: Roles) -> Iterator[str]:
    for product in roles.commodities:
        made = float(sam.loc[[*roles.activities, *roles.margins], product].sum())
        exports = float(sam[roles.abroad][product])
        if exports > made * (1 + 1e-9):
            yield (
                f"{product}: exports are {exports:,.6g}, {made:,.6g} is made at home; "
                f"{exports - made:,.6g} only passes through"
            )
