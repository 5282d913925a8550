"""Tables that were published together with the answers, and small ones made up for laws."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pagebook.data.accounts import Accounts, Satellite

GERMAN = ["agriculture", "manufacturing", "construction", "trade", "business", "other"]
DUTCH = ["agriculture", "mining", "manufacturing", "utilities", "construction", "services"]


def germany_1995() -> Accounts:
    """Germany 1995, domestic output at basic prices, million euro; jobs in thousands.

    Eurostat Manual of Supply, Use and Input-Output Tables, 2008, table 15.4, p. 481.
    """
    final = ["households", "government", "gfcf", "inventories", "exports"]
    jobs = [1096, 8381, 3236, 9251, 4258, 10206]
    return Accounts(
        table="deu-1995",
        area="DEU",
        year=1995,
        money="million euro",
        names={key: key.capitalize() for key in GERMAN},
        flows=pd.DataFrame(
            [
                [1131, 25480, 1, 607, 710, 762],
                [7930, 304584, 64167, 41082, 11981, 30360],
                [426, 7334, 3875, 5296, 23457, 9155],
                [3559, 72717, 14190, 74399, 10835, 21008],
                [3637, 96115, 31027, 65755, 193176, 34223],
                [1552, 14986, 1747, 11225, 15058, 22070],
            ],
            GERMAN,
            GERMAN,
            float,
        ),
        final_demand=pd.DataFrame(
            [
                [8500, 16, 2975, -6, 3734],
                [197792, 8588, 91692, 7559, 313711],
                [3457, 742, 191715, 0, 149],
                [269663, 13492, 14155, 0, 46045],
                [214757, 10061, 30124, 0, 13612],
                [119504, 317251, 3483, 0, 2042],
            ],
            GERMAN,
            final,
            float,
        ),
        imports=pd.Series([2927, 156703, 13427, 21943, 13371, 13772], GERMAN, float),
        taxes=pd.Series([1084, 6505, 1548, 8349, 8473, 12551], GERMAN, float),
        value_added=pd.DataFrame(
            {
                "compensation_of_employees": [9382, 296464, 78819, 214450, 124810, 272975],
                "other_net_taxes": [-2012, 1457, 963, 2748, 5946, -8602],
                "fixed_capital": [7871, 63769, 5860, 41100, 98610, 49260],
                "net_operating_surplus": [6423, 33332, 29982, 53109, 186060, 51384],
            },
            GERMAN,
            dtype=float,
        ),
        output=pd.Series([43910, 1079446, 245606, 540063, 692487, 508918], GERMAN, float),
        satellites=(Satellite("employment", "Jobs", "thousand persons", pd.Series(jobs, GERMAN, float)),),
        households=("households",),
        labour_income=("compensation_of_employees",),
    )


def netherlands_2000() -> Accounts:
    """The Netherlands 2000, million euro: D'Hernoncourt, Cordier and Hadley, Input-Output Multipliers
    Specification Sheet and Supporting Material, Spicosa project, 2011.
    """
    flows = [
        [2731, 3, 8260, 36, 59, 615],
        [4, 282, 2013, 3979, 188, 60],
        [3322, 291, 40218, 480, 8004, 16999],
        [983, 53, 2400, 4395, 85, 3458],
        [121, 70, 565, 135, 14103, 9509],
        [2884, 1078, 28400, 1404, 9339, 106994],
    ]
    output = np.array([21863, 12292, 210900, 18249, 60244, 435953], float)
    pay = np.array([2336, 520, 35083, 1629, 14339, 151784], float)
    imports = np.array([1779, 1029, 71117, 1878, 7572, 33964], float)
    taxes = np.array([129, 67, 497, 706, 249, 8651], float)
    used = np.array(flows, float)
    surplus = output - used.sum(axis=0) - imports - taxes - pay
    return Accounts(
        table="nld-2000",
        area="NLD",
        year=2000,
        money="million euro",
        names={key: key.capitalize() for key in DUTCH},
        flows=pd.DataFrame(used, DUTCH, DUTCH),
        final_demand=pd.DataFrame({"all": output - used.sum(axis=1)}, DUTCH),
        imports=pd.Series(imports, DUTCH),
        taxes=pd.Series(taxes, DUTCH),
        value_added=pd.DataFrame({"compensation_of_employees": pay, "other": surplus}, DUTCH),
        output=pd.Series(output, DUTCH),
    )


def two_sectors() -> Accounts:
    """The two sectors of Miller and Blair, Input-Output Analysis, 2nd ed., sections 2.3 and 2.5.

    Households earn 1,000 in all, 300 and 500 of it from the sectors; they spend 50 and 400 in them, and 50
    on each other's work.
    """
    keys = ["1", "2"]
    final = pd.DataFrame({"households": [50.0, 400.0], "other": [300.0, 1300.0]}, keys)
    return Accounts(
        table="two-sectors",
        area="",
        year=2000,
        money="money",
        names={"1": "Sector 1", "2": "Sector 2"},
        flows=pd.DataFrame([[150.0, 500.0], [200.0, 100.0]], keys, keys),
        final_demand=final,
        imports=pd.Series([0.0, 0.0], keys),
        taxes=pd.Series([0.0, 0.0], keys),
        value_added=pd.DataFrame({"labour": [300.0, 500.0], "other": [350.0, 900.0]}, keys),
        output=pd.Series([1000.0, 2000.0], keys),
        households=("households",),
        labour_income=("labour",),
        household_income=1000.0,
        paid_by_households=50.0,
    )


def made_up(seed: int, size: int = 5) -> Accounts:
    """A table of random numbers that balances and is productive, with all that a table can tell."""
    random = np.random.default_rng(seed)
    keys = [f"s{number}" for number in range(size)]
    shares = random.dirichlet(
        np.ones(size + 5), size
    ).T  # columns: inputs, imports, taxes, three of value added
    final_shares = random.dirichlet(np.ones(3))
    demand = random.uniform(10, 1000, size)
    output = np.linalg.solve(np.eye(size) - shares[:size], demand)
    primary = shares[size:] * output
    imported = random.dirichlet(np.ones(size), size).T * primary[0]
    jobs = random.uniform(0, 50, (2, size))
    return Accounts(
        table="made-up",
        area="XXX",
        year=2015,
        money="million",
        names={key: f"Sector {key}" for key in keys},
        flows=pd.DataFrame(shares[:size] * output, keys, keys),
        final_demand=pd.DataFrame(
            np.outer(demand, final_shares), keys, ["households", "government", "exports"]
        ),
        imports=pd.Series(primary[0], keys),
        taxes=pd.Series(primary[1], keys),
        value_added=pd.DataFrame(primary[2:].T, keys, ["wages", "mixed_income", "surplus"]),
        output=pd.Series(output, keys),
        satellites=(
            Satellite("employment", "Jobs", "persons", pd.Series(jobs.sum(axis=0), keys)),
            Satellite(
                "employment_women", "Jobs of women", "persons", pd.Series(jobs[0], keys), "employment", "sex"
            ),
            Satellite(
                "employment_men", "Jobs of men", "persons", pd.Series(jobs[1], keys), "employment", "sex"
            ),
        ),
        imported_flows=pd.DataFrame(imported, keys, keys),
        imported_final_demand=pd.DataFrame(
            random.uniform(0, 9, (size, 3)), keys, ["households", "government", "exports"]
        ),
        households=("households",),
        labour_income=("wages", "mixed_income"),
    )
