"""Documents and pages in few signs: `1–8 → 3; 9 → 2, 4–6` says that documents 1 to 8 show it on page 3."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reporting.disclosures.words import text
from reporting.domain.disclosure import Value, Verbatim

MOST = 10
"""Groups of documents that a cell lists; checks.json has all of them."""


def ranges(numbers: Iterable[int]) -> str:
    """Ascending numbers, with neighbours joined: `1, 3–5`."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def places(pages: Mapping[int, Collection[int]]) -> Value:
    """Where something stands, by the number of the document; documents with the same pages together."""
    groups: dict[str, list[int]] = {}
    for document in sorted(pages):
        groups.setdefault(ranges(pages[document]), []).append(document)
    parts = [_arrow(documents, found) for found, documents in groups.items()]
    shown = Verbatim("; ".join(parts[:MOST]) or "–")
    return shown if len(parts) <= MOST else text("cr.more_places", shown=shown)


def _arrow(documents: list[int], pages: str) -> str:
    return f"{ranges(documents)} → {pages}" if pages else ranges(documents)
