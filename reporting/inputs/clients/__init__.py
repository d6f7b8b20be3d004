"""The client book: who the clients are, what they answered, what their accounts saw (docs/client-book.md)."""

from __future__ import annotations

from pathlib import Path

from reporting.inputs import demo
from reporting.inputs.clients.book import Book, open_book

__all__ = ["Book", "demo_book", "open_book"]


def demo_book() -> Book:
    """The shipped book of 24 personas: fictitious people, labelled so, on the demo market."""
    return open_book(str(Path(demo.__file__).parent / "book"))
