"""From a document to draft rows: what a reviewer reads, changes, and accepts.

1. `document`, `wrapped`, `markup` – files as numbered lines, without margins and markup
2. `areas`, `sections`, `grid`, `kinds`, `told` – the kind of document, and its passages with their country
3. `sentences`, `clauses`, `dates`, `date_patterns`, `people`, `venues`, `wording` – what stands in a sentence
4. `heads`, `dating`, `events`, `occasions`, `merging` – which event a date belongs to, and each event once
5. `goals`, `numbers`, `units`, `amounts`, `names`, `institutions`, `titles`, `anchors` – undated things
6. `spelling`, `international`, `known` – which institution a name means
7. `statements`, `bodies`, `works`, `achieved`, `prose` – their drafts, each beside the book's rows
8. `dated`, `milestones`, `timeline`, `report` – drafts
9. `match`, `unplaced`, `read`, `store`, `command` – drafts beside the book's rows, and what found no place
"""
