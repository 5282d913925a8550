"""Floor 6: new editions of statistics, from publishers' files into the tables.

1. `mapping`, `formulas`, `areas` – what the tables declare: series, rules, codes
2. `files`, `formats`, `cells`, `worldbank` – publishers' files, told by their header and read cell by cell
3. `gather`, `reading`, `vintages` – cells as numbers, of one edition of one data set
4. `compare`, `derive`, `medians`, `plan` – what changes, and what follows from it
5. `staging`, `report`, `command` – the tables written whole or not at all, and the report
6. `fetch` – files from the publishers themselves
"""
