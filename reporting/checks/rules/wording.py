"""Words that may not stand in a document: promises, endorsement, what a program forgot to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.checks.page import Page
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject, seen
from reporting.checks.verdict import Evidence, Finding, broken_by, to_judge
from reporting.law.language import DeniedWords, denied_words

FAMILY = "wording"
UNRESOLVED = re.compile(
    r"\{\{|\}\}|\{%|\{[a-z_][a-z0-9_.]*\}|(?<![\w.])(?:NaN|nan|undefined|TODO|FIXME|Lorem ipsum)(?!\w)"
    r"|(?<!\w)(?:None(?=\s*[%,)\]])|[A-Z]{3}\s+None)(?!\w)"
)
ALONE = "None"
"""A sentence may begin with the word; a cell may not consist of it."""
BROKEN_SIGNS = re.compile("[\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f\ue000-\uf8ff]")


def _language(subject: Subject) -> str:
    return re.split("[-_]", subject.words.language.lower())[0]


def _lines(page: Page) -> str:
    return " ".join(" ".join(run.text.split()) for run in page.runs)


def _denied(subject: Subject, group: str) -> Finding:
    lists = denied_words().get(_language(subject))
    if lists is None or group not in lists:
        return to_judge([Evidence(f"no list of such words for the language {_language(subject)!r}")])
    return broken_by(_found(subject, lists[group]))


def _found(subject: Subject, denied: DeniedWords) -> Iterator[Evidence]:
    for page in subject.printed.pages:
        text = denied.without_exceptions(_lines(page))
        for match in denied.pattern.finditer(text):
            near = text[max(match.start() - 25, 0) : match.end() + 25].strip()
            yield Evidence(f"{match.group(0)!r} in “… {near} …”", page.number)


def _placeholders(subject: Subject) -> Finding:
    return broken_by(fault for page in subject.printed.pages for fault in _unresolved(page))


def _unresolved(page: Page) -> Iterator[Evidence]:
    for match in UNRESOLVED.finditer(_lines(page)):
        yield Evidence(f"{match.group(0)!r} is printed", page.number)
    for run in page.runs:
        if run.text.strip() == ALONE:
            yield seen(page, [run], f"{ALONE!r} is printed")


def _glyphs(subject: Subject) -> Finding:
    return broken_by(
        Evidence(f"U+{ord(match.group(0)):04X} is printed where a sign is missing", page.number)
        for page in subject.printed.pages
        for match in BROKEN_SIGNS.finditer("".join(run.text for run in page.runs))
    )


RULES = (
    Rule(
        "no_promise",
        FAMILY,
        "DR 2017/565 Art 44(2)(b) and (d)",
        "No word promises a result: guaranteed, proven, safe and the like.",
        "Say what was done and what can go wrong instead.",
        lambda subject: _denied(subject, "promises"),
    ),
    Rule(
        "no_endorsement",
        FAMILY,
        "DR 2017/565 Art 44(8)",
        "Nothing suggests that an authority endorses the firm's products or services.",
        "Name the authority without praise or approval.",
        lambda subject: _denied(subject, "endorsement"),
    ),
    Rule(
        "no_marketing",
        FAMILY,
        "Directive 2014/65/EU Art 24(3)",
        "There is no call to buy in a document of information.",
        "Leave the call out, or mark the document as marketing.",
        lambda subject: _denied(subject, "marketing"),
    ),
    Rule(
        "no_placeholder",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "No placeholder, None or NaN is printed.",
        "Give the message its value, or say why there is none.",
        _placeholders,
    ),
    Rule(
        "all_glyphs",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "Every sign is drawn: none is missing in the font.",
        "Use signs that the document's fonts hold.",
        _glyphs,
    ),
)
