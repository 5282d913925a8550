"""What changed between two editions of the book: one page and a summary, from what is stored alone.

1. `sides` – two git revisions, two folders, or the working tree, as folders
2. `edition`, `tables`, `rows` – tables, their columns and their rows by key
3. `page`, `prose`, `grid`, `wording`, `text` – pages part by part, each statement and cell matched
4. `charts`, `explorer`, `levers`, `stands` – charts by their ids; ranks, ratings and statuses that moved
5. `stale`, `order`, `compare` – what misleads; what comes first; all together
6. `html`, `summary` – the page for a browser and the comment on a proposal
"""

from __future__ import annotations

from pagebook.diff.changes import Changes
from pagebook.diff.compare import compare

__all__ = ["Changes", "compare"]
