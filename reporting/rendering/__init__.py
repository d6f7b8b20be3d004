"""Formats, charts, HTML and PDF: turns a `Disclosure` into files and computes no figure."""
