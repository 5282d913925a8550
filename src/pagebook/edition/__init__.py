"""Editions: the book frozen with all that it was made from, and proved to come out of it again.

1. `contents` – what goes in: data, chapters, configuration and the library, and where it lies
2. `machine` – what it was made with: versions, system, revision
3. `manifest` – every file with its size and hash; `crate` and `preview` tell it to programs and people
4. `staging` – written beside its place and renamed, so that there is all of it or nothing
5. `freeze` – makes an edition; `packing` puts it into one file
6. `opening` reads a folder or a zip, `hashes` compares it with its manifest, `rebuild` makes it anew
"""
