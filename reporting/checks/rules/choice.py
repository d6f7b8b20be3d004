"""What else was looked at: other profiles with costs and reasons, the switch, wishes on sustainability."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import marks
from reporting.checks.printed import number, plain
from reporting.checks.rule import Rule
from reporting.checks.rules.advice import REPORT, SUITS, reason
from reporting.checks.rules.contents import ZERO, differs
from reporting.checks.subject import Subject
from reporting.checks.verdict import seen
from reporting.domain.disclosure import Text
from reporting.domain.verdict import Evidence

FAMILY = "choice"
ALTERNATIVES, SWITCH, AGAINST = "alternatives", "advised_costs", "against"
COST, WHY = 2, 3
MET = ("taxonomy", "sustainable", "adverse_impacts")
"""Wishes on sustainability, as messages `suitability.met_<id>` and `advice.against_<id>`."""


def _alternatives(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The chosen profile and others, each with its costs a year and why it stands back; or the words that
    there is no other, and then none."""
    table = chapter.table(ALTERNATIVES)
    page = subject.page_of(table or chapter.section(ALTERNATIVES))
    rows = table.rows if table else []
    alone = any(
        subject.read("suitability.only_profile", text) is not None for text in chapter.texts(ALTERNATIVES)
    )
    if alone:
        yield from [seen("others_denied", page)] if table else []
        return
    if len(rows) < 2:
        yield seen("no_alternatives", page)
        return
    chosen = number(chapter.twin.cell(rows[0].cells[COST]).figure)
    if plain(chapter.twin.cell(rows[0].cells[WHY]).text) != plain(
        subject.words.message("suitability.chosen")
    ):
        yield seen("message_nowhere", page, key="suitability.chosen")
    for row in rows:
        name, why = (chapter.twin.cell(row.cells[column]).text for column in (0, WHY))
        cost = number(chapter.twin.cell(row.cells[COST]).figure)
        if cost is None or not why.strip("– "):
            yield seen("alternative_bare", page, profile=name)
            continue
        dearer = subject.read("suitability.behind_costs", why)
        more = subject.number(dearer["more"]) if dearer else None
        if dearer and (more is None or chosen is None or more < 0 or cost - chosen != more):
            yield differs(page, name, more or ZERO, cost - (chosen or ZERO))


def _switch(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Gain and saving less the cost of leaving are printed and more than nothing; or nothing is switched."""
    page = subject.page_of(chapter.section(SWITCH))
    texts = list(chapter.texts(SWITCH))
    if not any(subject.read("suitability.rebalancing", text) is not None for text in texts):
        yield seen("message_nowhere", page, key="suitability.rebalancing")
    if any(subject.read("suitability.no_switch", text) for text in texts):
        return
    said = next((found for text in texts if (found := subject.read("suitability.switch_words", text))), None)
    names = ("gain", "saving", "leaving", "net")
    values = [subject.number(said[name]) if said else None for name in names]
    if None in values:
        yield seen("no_switch", page)
        return
    gain, saving, leaving, net = (value or ZERO for value in values)
    if abs(gain + saving - leaving - net) > 2:
        yield differs(page, "switch.net", net, gain + saving - leaving)
    if net <= 0:
        yield seen("switch_costs", page)


def _sustainability(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """A wish is called met only where the stated share reaches it; any other is given up with a reason."""
    page = subject.page_of(chapter.section(SUITS))
    text = reason(subject, chapter, "sustainability")
    for id in MET:
        for said in subject.found(f"suitability.met_{id}", text):
            if "share" in said and not _reached(subject, said):
                yield seen("wish_not_met", page, wish=Text(f"seen.wish_{id}"))
    unmet = len(list(subject.found("suitability.wish_unmet", text)))
    keys = [f"advice.against_{id}{kind}" for id in MET for kind in ("", "_not_stated")]
    against = [found for line in chapter.texts(AGAINST) for key in keys if (found := subject.read(key, line))]
    if len(against) != unmet or any(not marks(found["given_up"]) for found in against):
        yield seen("wish_hidden", page, unmet=unmet, told=len(against))


def _reached(subject: Subject, said: dict[str, str]) -> bool:
    wish, share = subject.number(said["wish"]), subject.number(said["share"])
    return wish is not None and share is not None and share >= wish


RULES = (
    Rule(
        "alternatives_compared",
        FAMILY,
        "DR 2017/565 Art 54(9)",
        of(REPORT, _alternatives, ALTERNATIVES),
        twin=True,
    ),
    Rule(
        "switch_pays",
        FAMILY,
        "DR 2017/565 Art 54(11); Directive 2014/65/EU Art 25(2)",
        of(REPORT, _switch, SWITCH),
        twin=True,
    ),
    Rule(
        "wishes_honest",
        FAMILY,
        "DR 2017/565 Art 54(10), as amended",
        of(REPORT, _sustainability, SUITS),
        twin=True,
    ),
)
