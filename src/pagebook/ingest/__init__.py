"""From a document to draft rows: what a reviewer reads, changes, and accepts."""
