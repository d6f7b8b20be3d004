"""One language, and one that its readers understand (Art 44(2)(d) and (f))."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinCallout, TwinText
from reporting.checks.verdict import broken_by, met, not_applicable, seen, shortly, to_judge
from reporting.domain.disclosure import DocumentKind, Number
from reporting.domain.verdict import Evidence, Finding
from reporting.law.language import readability, stop_words

FAMILY = "language"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
WHOLE = ("P", "LBody", "TH", "Caption", "H1", "H2")
"""Elements in the document's own language; cells of the compliance report quote documents in theirs."""
FEWEST = 12
"""Words below which a text says too little about its language."""


def _declared(subject: Subject) -> Finding:
    found = subject.printed.language
    if not found:
        return broken_by([seen("no_language")])
    wanted = subject.words.language
    if re.split("[-_]", found.lower())[0] != re.split("[-_]", wanted.lower())[0]:
        return broken_by([seen("other_language", found=found, wanted=wanted)])
    return met(seen("value", value=found))


def _one(subject: Subject) -> Finding:
    wanted = re.split("[-_]", subject.words.language.lower())[0]
    if wanted not in stop_words():
        return to_judge([seen("no_common_words", language=wanted)])
    return broken_by(_foreign(subject, wanted))


def _foreign(subject: Subject, wanted: str) -> Iterator[Evidence]:
    """Paragraphs whose common words belong to another language."""
    quoting = subject.kind is DocumentKind.COMPLIANCE
    for element in subject.elements(*WHOLE, *(() if quoting else ("TD",))):
        runs = subject.runs_of(element)
        words = [word.lower() for word in WORD.findall(" ".join(run.text for _, run in runs))]
        if len(words) < FEWEST:
            continue
        hits = Counter({name: sum(word in common for word in words) for name, common in stop_words().items()})
        likely, count = hits.most_common(1)[0]
        if likely != wanted and count > 1.5 * hits[wanted] + 1:
            yield seen("foreign", runs[0][0], language=likely, text=" ".join(words[:8]))


def _readable(subject: Subject) -> Finding:
    formula = readability().get(re.split("[-_]", subject.words.language.lower())[0])
    if formula is None:
        return to_judge([seen("no_formula")])
    text = " ".join(_running(subject))
    words = WORD.findall(text)
    if len(words) < 100:
        return not_applicable("little_text")
    sentences = max(len(SENTENCE.findall(text)), 1)
    syllables = sum(formula.syllables(word.lower()) for word in words)
    long_words = sum(len(word) > 6 for word in words)
    score = formula.score(len(words), sentences, syllables, long_words)
    value = seen("readability", formula=formula.name, score=Number(score, 1), limit=shortly(formula.limit))
    return met(value) if formula.within(score) else to_judge([value])


def _running(subject: Subject) -> Iterator[str]:
    for _, block in subject.meant.blocks():
        if isinstance(block, TwinText):
            yield from (words for words in block.words if words)
        elif isinstance(block, TwinCallout):
            yield block.text


RULES = (
    Rule("language_declared", FAMILY, "DR 2017/565 Art 44(2)(f)", _declared),
    Rule("one_language", FAMILY, "DR 2017/565 Art 44(2)(f)", _one),
    Rule(
        "readability",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        _readable,
        twin=True,
        mandatory=False,
        for_clients=True,
    ),
)
