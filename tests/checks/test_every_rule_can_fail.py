"""For each rule a document that breaks it: the rule catches it, and no rule of an unrelated family does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import pypdf
import pytest
from pypdf.generic import NameObject, StreamObject

from reporting.checks.check import Report, check, judge
from reporting.checks.reader import read_printed
from reporting.checks.rules import RULES
from reporting.checks.twin import parse_twin
from reporting.domain.disclosure import Facts, Section, Table
from reporting.domain.verdict import Verdict
from reporting.law.clauses import clauses
from reporting.law.statements import statements
from reporting.rendering.catalogue import placeholders
from tests.checks import base
from tests.checks.base import (
    ANTE,
    COSTS,
    NOTICE,
    POST,
    REFUSAL,
    STATEMENT,
    SUITABILITY,
    Json,
    blocks,
    misprinted,
    reworded,
    styled,
    told,
    whole,
    without_rows,
)

Files = tuple[bytes, bytes]
TALL = "thead {display: table-row-group} .exhibit, .whole {break-inside: auto} td {line-height: 60pt}"
LONG = "notwithstanding considerable methodological complications " * 40


@dataclass(frozen=True)
class Break:
    """A broken document of a kind; `others` are families that rightly mind it too."""

    kind: base.DocumentKind
    make: Callable[[], Files | Report]
    others: tuple[str, ...] = ()
    verdict: Verdict = Verdict.NOT_MET


def figures(change: Callable[[str, Json], None]) -> Callable[[Json], None]:
    def change_all(content: Json) -> None:
        for id, figure in content["figures"].items():
            change(id, figure)

    return change_all


def put(path: str, value: Any) -> Callable[[Json], None]:
    """Sets one entry of a twin, named by a path with slashes."""

    def change(content: Json) -> None:
        *way, last = path.split("/")
        for step in way:
            content = content[step]
        content[last] = value

    return change


def natures(content: Json) -> None:
    for figure in content["figures"].values():
        if figure["nature"] == "simulated_past":
            figure["nature"] = "actual_past"


def scale(content: Json) -> None:
    for section in content["sections"]:
        for block in section["blocks"]:
            if block["block"] == "riskscale":
                block["lowest"], block["highest"] = 7, 7


def long_words(content: Json) -> None:
    for section in content["sections"]:
        for block in section["blocks"]:
            if block["block"] == "paragraph":
                block["text"] = LONG


def source_of(text: str) -> Callable[[Json], None]:
    def change(content: Json) -> None:
        for section in content["sections"]:
            for block in section["blocks"]:
                if block.get("id") == "assumption_sources":
                    block["rows"][0]["cells"][-2] = text

    return change


def scenario_money(value: Callable[[str, float], float]) -> Callable[[Json], None]:
    def change(id: str, figure: Json) -> None:
        name = id.split(".")
        if name[0] == "scenario" and name[-1] == "money":
            figure["value"] = value(name[1], figure["value"])

    return figures(change)


def cost_units(id: str, figure: Json) -> None:
    if figure["definition"] == "cost_share":
        figure["unit"] = "ratio"


def no_effect(id: str, figure: Json) -> None:
    if figure["definition"] in ("cost_effect", "reduction_in_yield"):
        figure["definition"] = "cost"


def francs(id: str, figure: Json) -> None:
    if figure["currency"]:
        figure["currency"] = "CHF"


def invisible() -> Files:
    """Text render mode 3 at the start of the first page."""
    pdf, twin = whole(ANTE)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf))
    stream = StreamObject()
    content = writer.pages[0].get_contents()
    assert content is not None
    stream.set_data(content.get_data().replace(b"BT", b"BT 3 Tr"))
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), twin


def missing_glyph() -> Report:
    pdf, twin = whole(ANTE)
    printed = read_printed(pdf, "x")
    first, *rest = printed.pages
    runs = (*first.runs[:-1], replace(first.runs[-1], text=first.runs[-1].text + "\N{REPLACEMENT CHARACTER}"))
    return judge(replace(printed, pages=(replace(first, runs=runs), *rest)), parse_twin(twin, "x"))


def swapped(old: bytes, new: bytes) -> Callable[[], Files]:
    def make() -> Files:
        pdf, twin = whole(ANTE)
        assert pdf.count(old) == 1 and len(old) == len(new)
        return pdf.replace(old, new), twin

    return make


def only(*ids: str) -> Callable[[], Files]:
    return lambda: blocks(POST, lambda section: section if section.id in ids else None)


@cache
def without_clauses(kind: base.DocumentKind) -> Files:
    """No clause is printed, nor what is accepted in its place."""
    known = base.shipped_words("en").catalogue
    keys = {key for each in clauses().values() for key in (each.text, *each.accepted)}
    return reworded(kind, {key: bare(key) for key in keys if key in known})


@cache
def without_statements(kind: base.DocumentKind) -> Files:
    keys = {key for each in statements() for key in each.keys}
    return reworded(kind, {key: bare(key) for key in keys})


def bare(key: str) -> str:
    """A message with the same placeholders that says nothing."""
    names = sorted(placeholders(base.shipped_words("en").catalogue.message(key)))
    return f"Nothing for {key.replace('_', ' ')} " + " ".join(f"{{{name}}}" for name in names)


def say(key: str, words: str) -> Callable[[], Files]:
    return lambda: reworded(ANTE, {key: words})


def cell(table: str, row: int, column: int, value: Any) -> Callable[[Json], None]:
    """Sets one cell of a table."""

    def change(content: Json) -> None:
        found = [block for section in content["sections"] for block in section["blocks"]
                 if block.get("id") == table]  # fmt: skip
        found[0]["rows"][row]["cells"][column] = value

    return change


def given_on(mark: str, day: str) -> Callable[[Json], None]:
    """Dates the answer of a mark."""

    def change(content: Json) -> None:
        for section in content["sections"]:
            for block in section["blocks"]:
                if block.get("id") == "answers":
                    for row in block["rows"]:
                        if row["cells"][0] == mark:
                            row["cells"][3] = day

    return change


def fact(label: str, value: str) -> Callable[[Json], None]:
    """Sets the value beside a label, wherever facts hold it."""
    words = base.shipped_words("en").catalogue.message(label)

    def change(content: Json) -> None:
        for section in content["sections"]:
            for block in section["blocks"]:
                if block["block"] == "facts":
                    for row in block["rows"]:
                        if row[0] == words:
                            row[1] = value

    return change


def instead(old: str, new: str) -> Callable[[Json], None]:
    """Puts words in the place of others in every list and paragraph."""

    def change(content: Json) -> None:
        assert old in json.dumps(content, ensure_ascii=False), old
        for section in content["sections"]:
            for block in section["blocks"]:
                block["text"] = block.get("text", "").replace(old, new)
                block["items"] = [item.replace(old, new) for item in block.get("items", [])]

    return change


def message(key: str, **given: str) -> str:
    return base.shipped_words("en").catalogue.fill(key, given)


def without_section(kind: base.DocumentKind, id: str) -> Callable[[], Files]:
    return lambda: blocks(kind, lambda section: section if section.id != id else None)


def without_fact(kind: base.DocumentKind, label: str) -> Callable[[], Files]:
    """The document without a labelled row."""

    def cut(block: Any) -> Any:
        if not isinstance(block, Facts):
            return block
        return replace(block, rows=tuple(row for row in block.rows if row[0].key != label))

    def change(section: Any) -> Any:
        return replace(section, blocks=tuple(cut(block) for block in section.blocks))

    return lambda: blocks(kind, change)


def saying(kind: base.DocumentKind, **messages: str) -> Callable[[], Files]:
    """The document with other words; an underscore pair in a name is the dot of its key."""
    return lambda: reworded(kind, {name.replace("__", "."): words for name, words in messages.items()})


GERMAN = (
    "Dieses Dokument ist für die Menschen, die dem Modell ihr Geld geben wollen und nicht wissen, was mit "
    "dem Geld werden kann, und auch für die, die es schon getan haben."
)

BREAKS: dict[str, Break] = {
    "firm_name": Break(ANTE, lambda: told(ANTE, put("firm", "Another Firm"))),
    "every_page": Break(ANTE, say("page.footer", "{page}/{pages}")),
    "mark_of_use": Break(ANTE, lambda: reworded(ANTE, {"status.specimen.band": "For information"})),
    "same_as_twin": Break(
        ANTE, lambda: told(ANTE, put("figures/scenario.moderate.5y.money/printed", "USD 77,777"))
    ),
    "headings_have_text": Break(
        ANTE, lambda: styled(ANTE, html=lambda text: text.replace("<h2>", "<h2></h2><h2>", 1)), ("layout",)
    ),
    **{
        f"clause.{each.id}": Break(
            kind,
            lambda kind=kind: without_clauses(kind),  # type: ignore[misc]
        )
        for each in clauses().values()
        for kind in [POST if POST in each.documents and ANTE not in each.documents else ANTE]
    },
    "clause.tax": Break(ANTE, say("clause.tax", "How much tax is due is not said here.")),
    "clause.comparison": Break(POST, lambda: without_clauses(POST)),
    "clause.past_performance": Break(POST, lambda: told(POST, natures)),
    "clause.short_record": Break(POST, only("about", "reading", "firm"), ("statement", "costs")),
    **{
        f"statement.{each.id}": Break(
            kind,
            lambda kind=kind: without_statements(kind),
            ("clause", "suitability"),  # type: ignore[misc]
        )
        for each in statements()
        for kind in [ANTE if ANTE in each.documents else POST]
        if kind in each.documents
    },
    **{
        f"statement.{each.id}": Break(
            each.documents[0],
            lambda each=each: reworded(each.documents[0], {key: bare(key) for key in each.keys}),  # type: ignore[misc]
        )
        for each in statements()
        if not {ANTE, POST} & set(each.documents)
    },
    "smallest_text": Break(ANTE, lambda: styled(ANTE, ".remark {font-size: 5pt}")),
    "contrast": Break(ANTE, lambda: styled(ANTE, ".remark {color: #bbbbbb}")),
    "nothing_hidden": Break(ANTE, invisible, ("conformance",)),
    "warning_size": Break(ANTE, lambda: styled(ANTE, ".callout.warning {font-size: 8pt}")),
    "warning_contrast": Break(ANTE, lambda: styled(ANTE, ".callout.warning {color: #777777}")),
    "warning_place": Break(
        ANTE, lambda: styled(ANTE, "section .callout.warning {position: absolute; top: -62pt}"), ("clause",)
    ),
    "past_not_first": Break(POST, lambda: styled(POST, ".data {font-size: 11.5pt}"), ("clause", "layout")),
    "language_declared": Break(
        ANTE, lambda: styled(ANTE, html=lambda text: text.replace('lang="en-GB"', 'lang="de"'))
    ),
    "one_language": Break(ANTE, say("ea.purpose", GERMAN)),
    "readability": Break(ANTE, lambda: told(ANTE, long_words), verdict=Verdict.NEEDS_PERSON),
    "no_promise": Break(ANTE, say("ea.purpose", "This is a proven way to robust gains.")),
    "no_endorsement": Break(ANTE, say("ea.purpose", "This was endorsed by the supervisor.")),
    "no_marketing": Break(ANTE, say("ea.purpose", "Do not miss this chance: invest today.")),
    "no_placeholder": Break(ANTE, say("ea.purpose", "You have {{amount}} today.")),
    "all_glyphs": Break(ANTE, missing_glyph),
    "currency_at_tables": Break(ANTE, lambda: told(ANTE, figures(francs))),
    "currency_of_document": Break(ANTE, lambda: told(ANTE, put("currency", "CHF"))),
    "inside_page": Break(ANTE, lambda: styled(ANTE, "h2 {margin-left: -120pt}")),
    "heads_repeated": Break(ANTE, lambda: styled(ANTE, TALL), ("clause", "conformance")),
    "no_orphan": Break(
        ANTE,
        lambda: styled(
            ANTE,
            html=lambda text: text.replace("</section>", '<h2 class="last">Last</h2></section>', 1).replace(
                "</head>", "<style>h2.last {break-after: page}</style></head>"
            ),
        ),
    ),
    "parts_agree": Break(ANTE, lambda: told(ANTE, put("figures/assumption.return.SPY/value", 0.5))),
    "cost_totals": Break(ANTE, lambda: told(ANTE, put("figures/cost.first.all.money/value", 999.0))),
    "weights_add_up": Break(ANTE, lambda: told(ANTE, put("figures/allocation.today.SPY/value", 0.9))),
    "complete_periods": Break(
        POST, lambda: without_rows(POST, "years", lambda place: place == 2), ("arithmetic",)
    ),
    "five_years": Break(POST, lambda: without_rows(POST, "years", lambda place: place > 1), ("arithmetic",)),
    "no_part_years": Break(
        POST,
        lambda: blocks(POST, lambda section: section if section.id != "record" else None),
        ("clause", "arithmetic"),
    ),
    "figures_defined": Break(
        ANTE, lambda: told(ANTE, lambda content: content["definitions"].pop("scenario"))
    ),
    "figures_sourced": Break(
        ANTE, lambda: told(ANTE, put("figures/scenario.moderate.5y.money/sources", ["x"]))
    ),
    "assumptions_sourced": Break(ANTE, lambda: told(ANTE, source_of(""))),
    "prices_fresh": Break(ANTE, lambda: told(ANTE, put("inputs/prices/last", "2021-12-20"))),
    "as_of_in_period": Break(ANTE, lambda: told(ANTE, put("period", "2021Q3"))),
    "no_simulated_in_ex_ante": Break(
        ANTE, lambda: told(ANTE, put("figures/scenario.moderate.5y.money/nature", "simulated_past"))
    ),
    "natures_apart": Break(
        POST, lambda: told(POST, put("figures/years.1.strategy/nature", "actual_past")), ("clause",)
    ),
    "simulated_basis": Break(POST, lambda: told(POST, put("status", "final")), ("identity", "suitability")),
    "specimen_marked": Break(ANTE, lambda: told(ANTE, put("status", "draft")), ("identity",)),
    "both_sides": Break(
        ANTE, lambda: told(ANTE, scenario_money(lambda name, value: 20_000.0)), ("arithmetic",)
    ),
    "scenarios_in_order": Break(
        ANTE,
        lambda: told(ANTE, scenario_money(lambda name, value: 1.0 if name == "favourable" else value)),
        ("arithmetic",),
    ),
    "service_costs": Break(ANTE, lambda: without_rows(ANTE, "costs", lambda row: row == 4), ("arithmetic",)),
    "instrument_costs": Break(
        ANTE, lambda: without_rows(ANTE, "costs", lambda row: row == 6), ("arithmetic",)
    ),
    "cost_aggregates": Break(
        ANTE, lambda: without_rows(ANTE, "costs", lambda row: row == 10), ("arithmetic",)
    ),
    "third_parties": Break(ANTE, lambda: without_rows(ANTE, "costs", lambda row: row > 11)),
    "money_and_percent": Break(ANTE, lambda: told(ANTE, figures(cost_units))),
    "cost_effect": Break(ANTE, lambda: told(ANTE, figures(no_effect))),
    "target_market": Break(
        ANTE, saying(ANTE, ea__target_neutral="Neither: {tickers}.", ea__target_target="For some: {tickers}.")
    ),
    "not_closed_to_retail": Break(
        ANTE,
        lambda: told(
            ANTE,
            instead(
                message("ea.target_target", tickers="")[:-1], message("ea.target_excluded", tickers="")[:-1]
            ),
        ),
        verdict=Verdict.NEEDS_PERSON,
    ),
    "conversions_explained": Break(
        ANTE,
        lambda: told(
            ANTE,
            instead(
                message("risk.currency", currency="USD"), message("risk.currency_foreign", currency="USD")
            ),
        ),
    ),
    "five_headings": Break(SUITABILITY, without_fact(SUITABILITY, "suitability.term")),
    "reasons_cite_facts": Break(SUITABILITY, saying(SUITABILITY, advice__quoted="“Words” [{mark}] {answer}")),
    "objectives_met": Break(SUITABILITY, lambda: misprinted(SUITABILITY, "profile.balanced.class")),
    "losses_bearable": Break(SUITABILITY, lambda: misprinted(SUITABILITY, "capacity.rest")),
    "knowledge_matched": Break(
        SUITABILITY, saying(SUITABILITY, suitability__passed_knowledge="{count} types")
    ),
    "alternatives_compared": Break(
        SUITABILITY, lambda: without_rows(SUITABILITY, "alternatives", lambda place: place > 0)
    ),
    "switch_pays": Break(SUITABILITY, saying(SUITABILITY, suitability__no_switch="You answered {answer}.")),
    "wishes_honest": Break(
        SUITABILITY,
        saying(
            SUITABILITY, suitability__sustainability_none=message("suitability.wish_unmet", wish="{answer}")
        ),
    ),
    "situation_on_file": Break(
        SUITABILITY, lambda: told(SUITABILITY, given_on("F2", "2024-01-15")), ("identity",)
    ),
    "objectives_on_file": Break(
        SUITABILITY, lambda: told(SUITABILITY, given_on("F18", "2024-01-15")), ("identity",)
    ),
    "wishes_on_file": Break(
        SUITABILITY, lambda: told(SUITABILITY, given_on("F46", "2024-01-15")), ("identity",)
    ),
    "no_contradiction": Break(
        SUITABILITY, saying(SUITABILITY, suitability__passed_contradiction="Looked: {count}")
    ),
    "review_prominent": Break(SUITABILITY, lambda: styled(SUITABILITY, ".callout.note {font-size: 7.2pt}")),
    "review_within_year": Break(
        SUITABILITY,
        lambda: told(SUITABILITY, fact("suitability.valid_until", "15 June 2029")),
        ("identity",),
    ),
    "suitability_updated": Break(STATEMENT, without_section(STATEMENT, "update")),
    "nothing_recommended": Break(
        REFUSAL,
        saying(
            REFUSAL, refusal__unconfirmed="{profile}", refusal__unsuitable="{profile}", refusal__nothing="-"
        ),
    ),
    "no_gap": Break(SUITABILITY, lambda: told(SUITABILITY, instead("]. It may be left open.", "]"))),
    "account_named": Break(NOTICE, lambda: told(NOTICE, fact("statement.account", ""))),
    "contents_add_up": Break(STATEMENT, lambda: misprinted(STATEMENT, "closing.SPY.value")),
    "cash_rolls_forward": Break(STATEMENT, lambda: misprinted(STATEMENT, "cash.opening")),
    "account_rolls_forward": Break(STATEMENT, lambda: misprinted(STATEMENT, "part.SPY.price")),
    "performance_recomputed": Break(STATEMENT, lambda: misprinted(STATEMENT, "period.gain")),
    "beside_benchmark": Break(
        STATEMENT, lambda: without_rows(STATEMENT, "statement_result", lambda place: place == 8)
    ),
    "both_sides_reviewed": Break(
        STATEMENT,
        saying(
            STATEMENT,
            statement__losers="{count}, {worst}.",
            statement__no_losers="None of them.",
            statement__winners="{count}, {best}.",
            statement__no_winners="None at all.",
        ),
    ),
    "ten_fields": Break(STATEMENT, lambda: told(STATEMENT, cell("statement_orders", 0, 3, ""))),
    "fees_add_up": Break(STATEMENT, lambda: misprinted(STATEMENT, "fee.service_fee.net")),
    "income_adds_up": Break(STATEMENT, lambda: misprinted(STATEMENT, "income.total")),
    "costs_personal": Break(COSTS, lambda: told(COSTS, put("figures/costs.S2.money/sources", ["prices"]))),
    "costs_in_front": Break(COSTS, saying(COSTS, annual_costs__lead="Here is what it cost.")),
    "costs_to_the_cent": Break(COSTS, lambda: misprinted(COSTS, "costs.S2.money")),
    "inducements_passed_on": Break(COSTS, lambda: misprinted(COSTS, "costs.apart.retained")),
    "notice_threshold": Break(NOTICE, lambda: misprinted(NOTICE, "notice.loss")),
    "notice_due": Break(
        NOTICE,
        lambda: told(NOTICE, fact("notice.due", message("notice.due_words", day="13 August 2026"))),
        ("identity",),
    ),
    "notice_once": Break(
        NOTICE, lambda: told(NOTICE, put("document_id", "0" * 20 + "-2026Q3-notice-20")), ("identity",)
    ),
    "notice_payments": Break(NOTICE, lambda: misprinted(NOTICE, "notice.base")),
    "notice_step": Break(NOTICE, lambda: misprinted(NOTICE, "notice.following")),
    "risk_in_band": Break(ANTE, lambda: told(ANTE, scale), verdict=Verdict.NEEDS_PERSON),
    "pdf_a": Break(ANTE, swapped(b'pdfaid:part="3"', b'pdfaid:part="9"')),
    "pdf_ua": Break(ANTE, swapped(b'pdfuaid:part="1"', b'pdfuaid:part="9"')),
}
SEPARATE = {"assumptions_fresh", "kid_available"}
"""Judged by a person already in the sound document; tested by themselves below."""


def test_every_rule_has_a_document_that_breaks_it() -> None:
    assert set(BREAKS) | SEPARATE == {rule.id for rule in RULES}


@pytest.mark.parametrize("kind", [ANTE, POST, *base.CLIENT])
def test_the_sound_documents_pass(kind: base.DocumentKind) -> None:
    found = base.report(kind)
    assert [result.rule.id for result in found.results if result.finding.verdict is Verdict.NOT_MET] == []
    assert not found.barred


@cache
def broken(id: str) -> Report:
    made = BREAKS[id].make()
    return made if isinstance(made, Report) else check(*made, id)


@pytest.mark.parametrize("id", BREAKS)
def test_a_broken_document_is_caught_by_its_rule_and_by_no_unrelated_family(id: str) -> None:
    case = BREAKS[id]
    before = {result.rule.id: result.finding.verdict for result in base.report(case.kind).results}
    after = {result.rule.id: result for result in broken(id).results}
    assert before[id] in (Verdict.MET, Verdict.NOT_APPLICABLE)
    assert after[id].finding.verdict is case.verdict, after[id].finding
    assert after[id].finding.evidence and after[id].finding.count >= len(after[id].finding.evidence)
    family = after[id].rule.family
    minding = {
        result.rule.family: str(result.finding.evidence[0])
        for result in after.values()
        if result.finding.verdict is Verdict.NOT_MET and before[result.rule.id] is not Verdict.NOT_MET
    }
    assert set(minding) <= {family, *case.others}, minding


def verdict(found: Report, id: str) -> Verdict:
    return next(result.finding.verdict for result in found.results if result.rule.id == id)


def test_old_assumptions_are_for_a_person_to_judge() -> None:
    def dated(day: str) -> Callable[[Json], None]:
        def change(content: Json) -> None:
            for section in content["sections"]:
                for block in section["blocks"]:
                    if block.get("id") == "assumption_sources":
                        for row in block["rows"]:
                            row["cells"][-1] = day

        return change

    assert verdict(check(*told(ANTE, dated("2021-06-30")), "x"), "assumptions_fresh") is Verdict.MET
    assert verdict(check(*told(ANTE, dated("2019-06-30")), "x"), "assumptions_fresh") is Verdict.NEEDS_PERSON


def test_an_account_shows_all_its_complete_years() -> None:
    assert verdict(base.report(STATEMENT), "five_years") is Verdict.MET
    older = check(*told(STATEMENT, fact("statement.first_booking", "1 March 2019")), "x")
    assert verdict(older, "five_years") is Verdict.NOT_MET


def test_funds_without_key_information_are_for_a_person_to_judge_and_bar_a_final_document() -> None:
    assert verdict(base.report(ANTE), "kid_available") is Verdict.NEEDS_PERSON
    final = check(*told(ANTE, put("status", "final")), "x")
    assert verdict(final, "kid_available") is Verdict.NOT_MET
    assert verdict(check(*say("ea.no_kid", "Nothing. {tickers}")(), "x"), "kid_available") is Verdict.MET


def test_without_its_twin_a_document_is_half_checked_and_says_so() -> None:
    found = check(whole(ANTE)[0], None, "x")
    assert not found.twin and not found.barred and found.kind is ANTE
    for result in found.results:
        if result.rule.twin:
            assert result.finding.verdict is Verdict.NEEDS_PERSON
            assert "twin" in str(result.finding.evidence[0])
    assert verdict(found, "firm_name") is Verdict.MET and verdict(found, "pdf_ua") is Verdict.MET


def test_a_warning_below_its_figures_is_none() -> None:
    """The document is the table of scenarios with the warning behind it."""

    def late(section: Section) -> Section | None:
        if section.id != "scenarios":
            return None
        table = next(block for block in section.blocks if isinstance(block, Table))
        assert section.warning is not None
        return replace(section, blocks=(table, section.warning), warning=None)

    found = {result.rule.id: result.finding for result in check(*blocks(ANTE, late), "late").results}
    finding = found["clause.future_performance"]
    assert finding.verdict is Verdict.NOT_MET
    assert {each.text.key for each in finding.evidence} == {"seen.before_warning"}
