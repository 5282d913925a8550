"""How what is paid for a product divides into output of activities, margins, taxes and imports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

__all__ = ["Market", "Roles"]


@dataclass(frozen=True)
class Roles:
    """What the accounts of a social accounting matrix are; rows receive, columns pay.

    Attributes:
        activities: Account to the key of its sector.
        names: Sector to its name for people.
        commodities: The products' accounts; users pay purchasers' prices to them.
        factors: Accounts of labour, capital and the like, which activities pay.
        labour: Those of the factors that are income of households.
        households: Households' accounts.
        final: Other accounts that buy products at home, to the category of final demand that they are.
        margins: Accounts that commodities pay for trade and transport, and that buy these services.
        product_taxes: Accounts of taxes that commodities pay, on imports or on sales.
        activity_taxes: Accounts of taxes that activities pay, a component of value added.
        abroad: The rest of the world: commodities pay it for imports; what it buys of them are exports.
    """

    activities: Mapping[str, str]
    names: Mapping[str, str]
    commodities: tuple[str, ...]
    factors: tuple[str, ...]
    labour: tuple[str, ...]
    households: tuple[str, ...]
    final: Mapping[str, str]
    margins: tuple[str, ...] = ()
    product_taxes: tuple[str, ...] = ()
    activity_taxes: tuple[str, ...] = ()
    abroad: str = "rest_of_world"

    @property
    def payers(self) -> dict[str, list[str]]:
        """Category of final demand at home to the accounts that pay for it."""
        told = {"households": list(self.households)}
        for account, category in self.final.items():
            told.setdefault(category, []).append(account)
        return told


@dataclass(frozen=True)
class Market:
    """The products' accounts as shares; n activities, c products.

    Attributes:
        made: Output of activities per unit paid at home for a product (n by c).
        exported: Output of activities per unit that the rest of the world pays (n by c).
        imports: Imported per unit paid at home (c).
        taxes: Taxes on products per unit paid at home (c).
        margins: Trade and transport (row) per unit paid at home for a product (column; c by c).
        margins_abroad: The same per unit that the rest of the world pays.
    """

    made: pd.DataFrame
    exported: pd.DataFrame
    imports: pd.Series
    taxes: pd.Series
    margins: pd.DataFrame
    margins_abroad: pd.DataFrame

    @classmethod
    def of(cls, sam: pd.DataFrame, roles: Roles) -> Market:
        """The shares of a matrix whose exports of each product are not above what is made of it at home."""
        products = list(roles.commodities)
        make, abroad = sam.loc[list(roles.activities), products], sam[roles.abroad][products]
        carried = sam.loc[list(roles.margins), products]
        origin = make.sum() + carried.sum()
        taxes = sam.loc[list(roles.product_taxes), products].sum()
        imports = sam.T[roles.abroad][products]
        home = origin + taxes + imports - abroad
        stays = _ratio(origin - abroad, origin)
        service = sam.loc[products, list(roles.margins)]
        services = service.div(service.sum().replace(0.0, 1.0)) @ carried
        return cls(
            made=make * stays * _ratio(1.0, home),
            exported=make * _ratio(1.0, origin),
            imports=imports * _ratio(1.0, home),
            taxes=taxes * _ratio(1.0, home),
            margins=services * stays * _ratio(1.0, home),
            margins_abroad=services * _ratio(1.0, origin),
        )

    def with_margins(self, bought: pd.DataFrame) -> pd.DataFrame:
        """What is bought at home, and the trade and transport that bring it: (I − N)⁻¹ U."""
        left = np.eye(len(self.margins)) - self.margins.to_numpy()
        return pd.DataFrame(np.linalg.solve(left, bought.to_numpy()), bought.index, bought.columns)

    def exports(self, abroad: pd.Series) -> pd.Series:
        """Output of activities that the rest of the world's purchases take, with what brings them to it."""
        services = self.with_margins((self.margins_abroad @ abroad).to_frame("exports"))["exports"]
        return self.exported @ abroad + self.made @ services


def _ratio(part: pd.Series | float, whole: pd.Series) -> pd.Series:
    share: pd.Series = part / whole.where(whole != 0)
    return share.fillna(0.0)
