"""How the draws of ranks grow: `python tests/benchmarks/progress_draws.py` prints a table.

Times are of one run on one machine; the ratios tell more: of ten times the draws, of ten times the countries
(the partners' observations under other names), and of the draws one by one, which is what vectors save.
"""

from __future__ import annotations

import argparse

import pandas as pd
from measuring import seconds_of

from pagebook.analysis.progress import ranks
from pagebook.analysis.progress.design import Design
from pagebook.data import Tables
from pagebook.story.progress_reader import Progress

ONE_BY_ONE = 20


def main() -> None:
    """Measure each size and print a line for it, with its ratio to the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=10_000, help="draws of the published ranks")
    draws = parser.parse_args().draws
    progress = Progress(Tables.open())
    values, design = progress.values, progress.design
    seconds_of(lambda: ranks(values, design.but(draws=10)))
    base = seconds_of(lambda: ranks(values, design.but(draws=draws)))
    tell("as published", draws, values, base, base)
    tell("ten times the draws", 10 * draws, values, timed(values, design.but(draws=10 * draws)), base)
    many = copied(values, 10)
    tell("ten times the countries", draws, many, timed(many, design.but(draws=draws)), base)
    each = seconds_of(lambda: one_by_one(values, design)) / ONE_BY_ONE * draws
    tell(f"one by one (from {ONE_BY_ONE})", draws, values, each, base)


def timed(values: pd.DataFrame, design: Design) -> float:
    """Return the seconds of all ranks of a design."""
    return seconds_of(lambda: ranks(values, design))


def copied(values: pd.DataFrame, times: int) -> pd.DataFrame:
    """Return the observations of as many times the countries."""
    return pd.concat([values.assign(area=values["area"] + f"-{n}") for n in range(times)], ignore_index=True)


def one_by_one(values: pd.DataFrame, design: Design) -> None:
    """Compute as many sets of ranks, each from one draw."""
    for seed in range(ONE_BY_ONE):
        ranks(values, design.but(draws=1, seed=seed))


def tell(what: str, draws: int, values: pd.DataFrame, seconds: float, base: float) -> None:
    """Print one line."""
    countries = values["area"].nunique()
    print(f"{what:26} {draws:>8,} draws {countries:>5} countries {seconds:9.2f} s {seconds / base:9.1f} x")


if __name__ == "__main__":
    main()
