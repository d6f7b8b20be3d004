"""Words that may not stand in a document: promises, endorsement, what a program forgot to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.checks.page import Page
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject, boxed
from reporting.checks.verdict import broken_by, seen, to_judge
from reporting.domain.verdict import Evidence, Finding
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


def _lines(subject: Subject, page: Page) -> str:
    """The text of a page without what it quotes, which may say anything."""
    text = " ".join(" ".join(run.text.split()) for run in page.runs)
    return subject.quotations.sub(" ", text) if subject.quotations else text


def _denied(subject: Subject, group: str) -> Finding:
    lists = denied_words().get(_language(subject))
    if lists is None or group not in lists:
        return to_judge([seen("no_denied_words", language=_language(subject))])
    return broken_by(_found(subject, lists[group]))


def _found(subject: Subject, denied: DeniedWords) -> Iterator[Evidence]:
    for page in subject.printed.pages:
        text = denied.without_exceptions(_lines(subject, page))
        for match in denied.pattern.finditer(text):
            near = text[max(match.start() - 25, 0) : match.end() + 25].strip()
            yield seen("word", page.number, word=match.group(0), text=near)


def _placeholders(subject: Subject) -> Finding:
    return broken_by(fault for page in subject.printed.pages for fault in _unresolved(subject, page))


def _unresolved(subject: Subject, page: Page) -> Iterator[Evidence]:
    for match in UNRESOLVED.finditer(_lines(subject, page)):
        yield seen("printed", page.number, text=match.group(0))
    for run in page.runs:
        if run.text.strip() == ALONE and ALONE not in subject.quoted:
            yield boxed(page, [run], "printed", text=ALONE)


def _glyphs(subject: Subject) -> Finding:
    return broken_by(
        seen("broken_sign", page.number, sign=f"U+{ord(match.group(0)):04X}")
        for page in subject.printed.pages
        for match in BROKEN_SIGNS.finditer("".join(run.text for run in page.runs))
    )


def _denying(id: str, article: str, group: str) -> Rule:
    return Rule(id, FAMILY, article, lambda subject: _denied(subject, group), for_clients=True)


RULES = (
    _denying("no_promise", "DR 2017/565 Art 44(2)(b) and (d)", "promises"),
    _denying("no_endorsement", "DR 2017/565 Art 44(8)", "endorsement"),
    _denying("no_marketing", "Directive 2014/65/EU Art 24(3)", "marketing"),
    Rule("no_placeholder", FAMILY, "DR 2017/565 Art 44(2)(d)", _placeholders, for_clients=True),
    Rule("all_glyphs", FAMILY, "DR 2017/565 Art 44(2)(d)", _glyphs),
)
