"""Packs of all clients of a book: made in processes or on a cluster, resumable; one failure stops nobody."""
