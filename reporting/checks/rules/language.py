"""One language, and one that its readers understand (Art 44(2)(d) and (f))."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinCallout, TwinText
from reporting.checks.verdict import Evidence, Finding, broken_by, met, not_applicable, to_judge
from reporting.law.language import readability, stop_words

FAMILY = "language"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)")
FEWEST = 12
"""Words below which a text says too little about its language."""


def _declared(subject: Subject) -> Finding:
    found = subject.printed.language
    if not found:
        return broken_by([Evidence("the file names no language")])
    wanted = subject.words.language
    if re.split("[-_]", found.lower())[0] != re.split("[-_]", wanted.lower())[0]:
        return broken_by([Evidence(f"the file says {found!r}, the document is written in {wanted!r}")])
    return met(Evidence(found))


def _one(subject: Subject) -> Finding:
    wanted = re.split("[-_]", subject.words.language.lower())[0]
    if wanted not in stop_words():
        return to_judge([Evidence(f"no list of common words for the language {wanted!r}")])
    return broken_by(_foreign(subject, wanted))


def _foreign(subject: Subject, wanted: str) -> Iterator[Evidence]:
    """Paragraphs whose common words belong to another language."""
    for element in subject.elements("P", "LBody", "TD", "TH", "Caption", "H1", "H2"):
        runs = subject.runs_of(element)
        words = [word.lower() for word in WORD.findall(" ".join(run.text for _, run in runs))]
        if len(words) < FEWEST:
            continue
        hits = Counter({name: sum(word in common for word in words) for name, common in stop_words().items()})
        likely, count = hits.most_common(1)[0]
        if likely != wanted and count > 1.5 * hits[wanted] + 1:
            yield Evidence(f"reads like {likely!r}: “{' '.join(words[:8])} …”", runs[0][0])


def _readable(subject: Subject) -> Finding:
    formula = readability().get(re.split("[-_]", subject.words.language.lower())[0])
    if formula is None:
        return to_judge([Evidence("there is no readability formula for this language")])
    text = " ".join(_running(subject))
    words = WORD.findall(text)
    if len(words) < 100:
        return not_applicable("there is too little running text to be measured")
    sentences = max(len(SENTENCE.findall(text)), 1)
    syllables = sum(formula.syllables(word.lower()) for word in words)
    long_words = sum(len(word) > 6 for word in words)
    score = formula.score(len(words), sentences, syllables, long_words)
    value = Evidence(f"{formula.name} {score:.1f}, the limit is {formula.limit:g}")
    return met(value) if formula.within(score) else to_judge([value])


def _running(subject: Subject) -> Iterator[str]:
    for _, block in subject.meant.blocks():
        if isinstance(block, TwinText):
            yield from (words for words in block.words if words)
        elif isinstance(block, TwinCallout):
            yield block.text


RULES = (
    Rule(
        "language_declared",
        FAMILY,
        "DR 2017/565 Art 44(2)(f)",
        "The file names the language in which it is written.",
        "Set the language of the document.",
        _declared,
    ),
    Rule(
        "one_language",
        FAMILY,
        "DR 2017/565 Art 44(2)(f)",
        "All texts are in one language.",
        "Translate the text, or leave it out.",
        _one,
    ),
    Rule(
        "readability",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "The running text is readable for the average client (about B2).",
        "Shorten sentences and choose simpler words, or let a person confirm that clients understand it.",
        _readable,
        twin=True,
        mandatory=False,
    ),
)
