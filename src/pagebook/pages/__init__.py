"""Floor 5: pages. Templates and chapters are planned, run, finished and recorded.

1. `toc`, `plan` – which notebook, with which parameters, becomes which page
2. `parameters` – refused before a kernel starts when they do not fit
3. `execute` – papermill runs the notebook
4. `finish` – the page, the same on every run
5. `record`, `staleness`, `since` – what it was made from, and whether that changed
6. `write`, `lock` – whole or not at all, one writer at a time
7. `work`, `run` – all of it for many pages at once
8. `style`, `check` – everything wrong with the pages, before anything runs

Each module is imported by name, as papermill takes most of a second to load.
"""
