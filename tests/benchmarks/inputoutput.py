"""The benchmark of input-output models: `python tests/benchmarks/inputoutput.py` prints seconds and ratios.

Tables of random numbers, productive: one dense; one of regions whose sectors buy at home and of a few sectors
elsewhere, stored sparsely and densely. Memory is what numpy allocates: SuperLU's own is not in it. Each
figure is the median of rounds, one after the other, so that ratios hold within one run.
"""

from __future__ import annotations

import argparse
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd

from pagebook.analysis.inputoutput import Leontief, Models, effects, problems
from pagebook.data.accounts import Accounts, Satellite

REGION = 50  # sectors of a region


def dense_flows(size: int, random: np.random.Generator) -> np.ndarray:
    """Coefficients of sectors that buy something of every sector, half of their output in all."""
    shares = random.uniform(0, 1, (size, size))
    return shares / shares.sum(axis=0) * 0.5


def regional_flows(size: int, random: np.random.Generator) -> np.ndarray:
    """Coefficients of sectors that buy of all in their region and of one sector in a thousand elsewhere."""
    shares = random.uniform(0, 1, (size, size)) * (random.uniform(0, 1, (size, size)) < 0.001)
    for start in range(0, size, REGION):
        block = slice(start, start + REGION)
        shares[block, block] = random.uniform(0, 1, shares[block, block].shape)
    return shares / shares.sum(axis=0) * 0.5


def table(shares: np.ndarray, sparse: bool) -> Accounts:
    """Accounts with these coefficients: a tenth of each input imported, four tenths of output earned."""
    keys = [f"s{number}" for number in range(len(shares))]
    output = pd.Series(np.linspace(100.0, 200.0, len(keys)), keys)
    flows = pd.DataFrame(shares * output.to_numpy(), keys, keys)
    wages = pd.DataFrame({"wages": 0.3 * output, "surplus": 0.1 * output})
    return Accounts(
        table="benchmark",
        area="",
        year=2015,
        money="money",
        names={key: key for key in keys},
        flows=flows.astype(pd.SparseDtype(float, 0.0)) if sparse else flows,
        final_demand=pd.DataFrame({"households": 0.3 * (output - flows.sum(axis=1)).clip(lower=0.0)}),
        imports=0.1 * output,
        taxes=0.0 * output,
        value_added=wages,
        output=output,
        satellites=(Satellite("employment", "Jobs", "persons", output * 0.01),),
        households=("households",),
        labour_income=("wages",),
    )


def ways(accounts: Accounts) -> dict[str, Callable[[], Any]]:
    """What is timed: the ways of the library, and an explicit inverse beside them."""
    demand = pd.Series(1.0, accounts.sectors)
    shares = Leontief(accounts).coefficients.to_numpy(dtype=float)
    model = Leontief(accounts)
    models = Models(accounts)
    effects(models, demand, "employment")
    unit, ones = np.eye(len(shares)), np.ones(len(shares))
    return {
        "the model made: checks, coefficients, factors": lambda: Leontief(accounts),
        "the model made, and multipliers of jobs": lambda: Leontief(accounts).multipliers("employment"),
        "all findings about the table": lambda: problems(accounts, 10.0),
        "open and closed model, effects of a demand": lambda: effects(accounts, demand, "employment"),
        "effects of one more demand": lambda: effects(models, demand, "employment"),
        "multipliers, the model made": lambda: model.multipliers("employment"),
        "an explicit inverse (numpy), for one demand": lambda: np.linalg.inv(unit - shares) @ ones,
    }


def timed(way: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Median seconds, and the highest memory that Python's and numpy's allocations reach, in MiB."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        way()
        seconds.append(time.perf_counter() - start)
    tracemalloc.start()
    way()
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return median(seconds), peak


def main() -> None:
    """Print a table for each kind of matrix, and write JSON when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sectors", type=int, default=2500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    random = np.random.default_rng(1)
    regional = regional_flows(asked.sectors, random)
    tables = {
        "dense": table(dense_flows(asked.sectors, random), sparse=False),
        f"regional ({(regional > 0).mean():.1%} filled), stored sparsely": table(regional, sparse=True),
        "the same, stored densely": table(regional, sparse=False),
    }
    told: dict[str, dict[str, tuple[float, float]]] = {}
    for kind, accounts in tables.items():
        print(f"\n{asked.sectors} sectors, {kind}")
        told[kind] = {name: timed(way, asked.rounds) for name, way in ways(accounts).items()}
        inverse = list(told[kind].values())[-1][0]
        for name, (seconds, peak) in told[kind].items():
            print(f"  {name:50} {seconds:8.3f} s   {seconds / inverse:6.3f} of the inverse   {peak:6.0f} MiB")
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
