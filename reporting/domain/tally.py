"""Verdicts on many documents: one sign a rule, and how many documents show the same signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from reporting.domain.verdict import Verdict

SIGNS = {Verdict.MET: "+", Verdict.NOT_MET: "!", Verdict.NEEDS_PERSON: "?", Verdict.NOT_APPLICABLE: "-"}
_VERDICTS = {sign: verdict for verdict, sign in SIGNS.items()}
GRAVEST_FIRST = (Verdict.NOT_MET, Verdict.NEEDS_PERSON, Verdict.MET, Verdict.NOT_APPLICABLE)


def gravest(verdicts: Collection[Verdict]) -> Verdict:
    """The verdict that counts where several were given; there is at least one."""
    return next(verdict for verdict in GRAVEST_FIRST if verdict in verdicts)


def signs(verdicts: Iterable[Verdict]) -> str:
    """One sign for each verdict, in the order of the rules."""
    return "".join(SIGNS[verdict] for verdict in verdicts)


@dataclass(frozen=True, slots=True)
class Tally:
    """Documents by their signs: `patterns` says how many show each. A string of signs has one for each of
    the `rules`, in their order."""

    rules: tuple[str, ...]
    patterns: Mapping[str, int]

    @property
    def documents(self) -> int:
        """How many there are."""
        return sum(self.patterns.values())

    def count(self, *rules: str) -> Counter[Verdict]:
        """How many documents got which verdict; of several rules the gravest counts for each document.

        Raises ValueError for a rule that is none of these.
        """
        places = [self.rules.index(rule) for rule in rules]
        found: Counter[Verdict] = Counter()
        for pattern, documents in self.patterns.items():
            given = {_VERDICTS[pattern[place]] for place in places}
            found[gravest(given)] += documents
        return found
