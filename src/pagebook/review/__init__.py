"""Floor 6: drafts become rows of the tables, when somebody who read them says so.

1. `desk` – the drafts of all documents, what was decided of each, and which rows belong together
2. `words`, `keys` – whether a text is the document's own, and keys by rule
3. `candidate` – the tables as they would be, checked before anything is written
4. `commit` – what was decided, written together with the tables, and taken back
5. `showing`, `session` – the pass over all drafts in a terminal
"""
