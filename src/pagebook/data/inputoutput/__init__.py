"""Input-output tables in files of their own: found, read into accounts, and everything wrong with them told.

A row of the table `io_tables` names the folder of a table and its layout; no file needs another description.

1. `layouts` – which files a layout has, and what they hold
2. `files` – their texts and hashes, so that a page's record can tell what was read
3. `grid` – one file as labels and numbers
4. `sectors`, `pymrio`, `regions` – the layouts: grids into the parts of a table
5. `parts`, `reading` – the parts put together, with every finding
6. `check` – all tables of a book
"""
