"""The book on paper: documents as Sphinx read them become Typst, and Typst becomes PDF."""
