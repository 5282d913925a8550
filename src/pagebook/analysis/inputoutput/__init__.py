"""Input-output analysis: what a demand takes in output, income, jobs and emissions, near and far.

The way of a number, a module a step:

1. `market`, `sam`, `imports`: accounts out of a social accounting matrix; domestic flows out of total ones
2. `findings`: what is wrong with a table
3. `splitting`, `balancing`: a sector in green and conventional parts; RAS
4. `structure`, `solving`, `leontief`: coefficients, one factorisation, the open and the closed model
5. `spending`, `effects`, `years`: a bundle of costs, what it sets going, baseline against scenario
"""

from pagebook.analysis.inputoutput.balancing import ras
from pagebook.analysis.inputoutput.effects import Effects, effects, group_effects
from pagebook.analysis.inputoutput.findings import problems
from pagebook.analysis.inputoutput.imports import Separated, domestic
from pagebook.analysis.inputoutput.leontief import Leontief, Models
from pagebook.analysis.inputoutput.market import Roles
from pagebook.analysis.inputoutput.sam import from_sam
from pagebook.analysis.inputoutput.spending import Spending, import_shares, spread
from pagebook.analysis.inputoutput.splitting import Part, split
from pagebook.analysis.inputoutput.structure import household_income, intensity, measures, unit
from pagebook.analysis.inputoutput.years import path

__all__ = [
    "Effects",
    "Leontief",
    "Models",
    "Part",
    "Roles",
    "Separated",
    "Spending",
    "domestic",
    "effects",
    "from_sam",
    "group_effects",
    "household_income",
    "import_shares",
    "intensity",
    "measures",
    "path",
    "problems",
    "ras",
    "split",
    "spread",
    "unit",
]
