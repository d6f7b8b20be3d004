"""The compliance report says of every obligation where it is met; no bad verdict hides among good ones."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.disclosures.compliance import (
    Checked,
    ClientFacts,
    Described,
    Example,
    Facts,
    Kind,
    client_compliance,
    compliance,
)
from reporting.disclosures.compliance.facts import Looked
from reporting.disclosures.compliance.judged import Judged, Standing, judged
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.compliance.places import MOST, places, ranges
from reporting.domain.disclosure import Disclosure, DocumentKind, Status, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.tally import Tally
from reporting.domain.verdict import Evidence, Finding, Verdict
from reporting.law.obligations import Care, Obligation, obligations
from reporting.rendering import fonts
from reporting.rendering.languages import languages
from reporting.rendering.pages import TEXT_WIDTH
from reporting.rendering.words import shipped_words

WORDS = shipped_words("en")
ROWS = {row.id: row for row in obligations()}
SEEN = Evidence(Text("seen.no_loss"), 4)
HEAD, PADDING = 7.6, 8.0
"""Size of the heads of dense tables and what stands free before them, in points, as in the style sheet."""


def finding(verdict: Verdict, *pages: int, key: str = "seen.clause_here") -> Finding:
    return Finding(verdict, tuple(Evidence(Text(key), page) for page in pages or (None,)), 1)


def checked(profile: str = "balanced", **findings: Finding) -> Checked:
    kind = DocumentKind.EX_ANTE
    published = not any(each.verdict is Verdict.NOT_MET for each in findings.values())
    return Checked(profile, kind, "en", Status.DRAFT, 12, "ab" * 32, published, findings)


def facts(*documents: Checked, refused: tuple[str, ...] = ()) -> Facts:
    names = dict.fromkeys(rule for each in documents for rule in each.findings)
    rules = tuple(
        Described(name, "DR 2017/565 Art 44(2)(a)", Text(f"demand.{name}"), Text(f"mend.{name}"))
        for name in names
    )
    quarter = date(2026, 7, 1), date(2026, 9, 30)
    return Facts("2026Q3", quarter, date(2026, 9, 30), "Firm", documents, refused, rules)


ABSENT = Text("cr.no_such_document")


def stands(row: Obligation, some: Looked) -> Judged:
    return judged(row, some, ABSENT)


def tables(report: Disclosure) -> dict[str, Table]:
    blocks = (block for section in report.sections for block in section.blocks)
    return {block.id: block for block in blocks if isinstance(block, Table)}


def lines(table: Table) -> list[list[str]]:
    return [[WORDS.cell(cell) for cell in row.cells] for row in table.rows]


def told(report: Disclosure) -> dict[str, list[str]]:
    """The rows of the matrix by obligation."""
    matrix = (table for id, table in tables(report).items() if id.startswith("matrix_"))
    return {cells[0]: cells[1:] for table in matrix for cells in lines(table)}


def test_all_117_obligations_stand_in_the_matrix_with_a_verdict_and_a_rule_or_a_reason() -> None:
    for some in (facts(), facts(checked(firm_name=finding(Verdict.MET, 1)))):
        matrix = told(compliance(some))
        assert list(sorted(matrix)) == sorted(ROWS)
        for id, (_, demand, by, where, verdict) in matrix.items():
            assert demand and by and where and verdict, id
            if ROWS[id].care is Care.AUTOMATIC:
                assert by.split(", ") == list(ROWS[id].rules)
            else:
                assert by == WORDS.say(Text(ROWS[id].why))


def test_an_obligation_names_documents_and_pages() -> None:
    met = finding(Verdict.MET, 1)
    matrix = told(compliance(facts(checked("a", firm_name=met), checked("b", firm_name=met))))
    assert matrix["O01"][3:] == ["1–2 → 1", "met"]


@pytest.mark.parametrize(
    ("verdicts", "standing"),
    [
        ([Verdict.MET, Verdict.MET], Standing.MET),
        ([Verdict.MET, Verdict.NOT_APPLICABLE], Standing.MET),
        ([Verdict.MET, Verdict.NEEDS_PERSON], Standing.NEEDS_PERSON),
        ([Verdict.NEEDS_PERSON, Verdict.NOT_MET], Standing.NOT_MET),
        ([Verdict.NOT_APPLICABLE, Verdict.NOT_APPLICABLE], Standing.NOT_APPLICABLE),
    ],
)
def test_the_gravest_verdict_decides(verdicts: list[Verdict], standing: Standing) -> None:
    documents = [checked(firm_name=finding(verdict, key="seen.no_money")) for verdict in verdicts]
    row = stands(ROWS["O01"], facts(*documents))
    assert row.standing is standing
    applied = {number for number, verdict in enumerate(verdicts, 1) if verdict is not Verdict.NOT_APPLICABLE}
    assert set(row.pages) == applied


def test_all_rules_of_an_obligation_count() -> None:
    """O07 has two rules; a fault that one finds is not outweighed by the other."""
    good, bad = finding(Verdict.MET, 2), finding(Verdict.NOT_MET, 5)
    row = stands(ROWS["O07"], facts(checked(warning_place=good, warning_contrast=bad)))
    assert row.standing is Standing.NOT_MET and row.pages == {1: {2, 5}}


def test_a_rule_of_other_documents_leaves_the_obligation_without_document() -> None:
    other = finding(Verdict.NOT_APPLICABLE, key="seen.other_documents")
    row = stands(ROWS["O02"], facts(checked(**{"statement.contact": other})))
    assert row.standing is Standing.NO_DOCUMENT and row.reason == ABSENT
    own = finding(Verdict.NOT_APPLICABLE, key="seen.no_money")
    assert stands(ROWS["O02"], facts(checked(**{"statement.contact": own}))).reason == Text("seen.no_money")


def test_what_is_not_met_stands_first_with_what_was_seen_and_what_mends_it() -> None:
    bad = Finding(Verdict.NOT_MET, (SEEN,), 1)
    doubt = finding(Verdict.NEEDS_PERSON, key="seen.no_gain")
    report = compliance(facts(checked(contrast=doubt, smallest_text=bad), checked(smallest_text=bad)))
    found = tables(report)
    assert list(found).index("findings_not_met") < list(found).index("findings_needs_person")
    (line,) = lines(found["findings_not_met"])
    assert line == [
        *("smallest_text", "44(2)(a)", "1–2 → 4"),
        WORDS.say(Text("seen.no_loss")),
        WORDS.say(Text("mend.smallest_text")),
    ]
    assert lines(found["findings_needs_person"])[0][0] == "contrast"
    tasks = next(section for section in report.sections if section.id == "tasks")
    first, second, *_ = (WORDS.say(item) for item in tasks.blocks[0].items)  # type: ignore[union-attr]
    assert first.startswith("smallest_text, documents 1–2") and second.startswith("To judge: contrast")


def test_counts_add_up() -> None:
    report = compliance(
        facts(
            checked(firm_name=finding(Verdict.MET, 1), contrast=finding(Verdict.NOT_MET, 2)),
            checked(firm_name=finding(Verdict.MET, 1), contrast=finding(Verdict.NOT_APPLICABLE)),
            refused=("income",),
        )
    )
    values = {figure.id: figure for figure in report.figures()}
    assert values["documents.written"].value == 2 and values["documents.rejected"].value == 1
    assert values["documents.met"].value == 2 and values["documents.not_met"].value == 1
    assert values["profiles.refused"].value == 1
    standings = [values[f"obligations.{standing}"].value or 0 for standing in Standing]
    assert sum(standings) == values["obligations.all"].value == 117
    for figure in values.values():
        assert isinstance(figure, Figure)
        if figure.rule:
            assert figure.value == figure.rule.of([values[part].value or 0 for part in figure.parts])


def test_what_only_a_procedure_proves_no_rule_calls_met_but_one_can_deny() -> None:
    assert ROWS["O107"].care is Care.PROCEDURAL and ROWS["O107"].rules == ("notice_due",)
    for verdict, standing in ((Verdict.MET, Standing.PROCEDURAL), (Verdict.NOT_MET, Standing.NOT_MET)):
        row = stands(ROWS["O107"], facts(checked(notice_due=finding(verdict, 1))))
        assert row.standing is standing
        assert (row.reason == Text("why.notice_log")) is (verdict is Verdict.MET)


def client_facts(known: dict[str, int], *rules: str, examples: tuple[Example, ...] = ()) -> ClientFacts:
    """Documents by their signs for some rules; all others have nothing to look at."""
    others = tuple(sorted({rule for row in obligations() for rule in row.rules} - set(rules)))
    patterns = {signs + "-" * len(others): number for signs, number in known.items()}
    rules += others
    described = tuple(Described(id, "own control", Text(f"demand.{id}"), Text(f"mend.{id}")) for id in rules)
    kinds = (Kind(DocumentKind.PACK, sum(patterns.values()), 40, Tally(rules, patterns)),)
    quarter = date(2026, 7, 1), date(2026, 9, 30)
    states = {"issued": 5, "exempt": 1, "refused": 0, "failed": 2}
    return ClientFacts(
        "packs", "2026Q3", quarter, date(2026, 9, 30), "Firm", states, kinds, examples, described
    )


def test_documents_of_clients_are_counted_row_by_row() -> None:
    """O07 has two rules; for each of 8 documents the graver verdict counts: 1 breaks one, 2 wait for a
    person, 3 meet both, 2 have no warning at all."""
    patterns = {"+!": 1, "?+": 2, "++": 3, "--": 2}
    some = client_facts(patterns, "warning_place", "warning_contrast")
    row = stands(ROWS["O07"], some)
    assert row.standing is Standing.NOT_MET
    assert row.counts == {
        Verdict.NOT_MET: 1, Verdict.NEEDS_PERSON: 2, Verdict.MET: 3, Verdict.NOT_APPLICABLE: 2
    }  # fmt: skip


def test_the_report_on_clients_holds_all_117_rows_with_numbers_and_examples() -> None:
    met = {"firm_name": finding(Verdict.MET, 1)}
    example = Example("0" * 20, DocumentKind.PACK, "nl", 28, "ab" * 32, met)
    report = client_compliance(client_facts({"+": 7, "-": 1}, "firm_name", examples=(example,)))
    WORDS.check(report)
    matrix = told(report)
    assert list(sorted(matrix)) == sorted(ROWS)
    assert matrix["O01"][2:] == ["firm_name", "1 → 1", "7", "0", "0", "met"]
    assert matrix["O33"][2:] == [WORDS.say(Text("why.delivery")), "–", "0", "0", "0", "by procedure"]
    values = {figure.id: figure.value for figure in report.figures()}
    assert [values[f"clients.{state}"] for state in ("issued", "exempt", "refused", "failed")] == [5, 1, 0, 2]
    assert values["documents.written"] == values["documents.published"] == 8


def test_it_speaks_without_a_gap_when_nothing_was_written() -> None:
    report = compliance(facts(refused=("balanced", "income")))
    WORDS.check(report)
    assert any("balanced, income" in WORDS.show(value) for value in _pairs(report))


def _pairs(report: Disclosure) -> list[Text]:
    pairs = next(block for block in report.sections[0].blocks if type(block).__name__ == "Facts")
    return [value for _, value in pairs.rows if isinstance(value, Text)]  # type: ignore[union-attr]


@pytest.mark.parametrize("language", languages())
def test_no_head_of_a_column_is_broken_inside_a_word(language: str) -> None:
    words = shipped_words(language)
    known = checked(contrast=finding(Verdict.NOT_MET, 2), firm_name=finding(Verdict.NEEDS_PERSON, 1))
    reports = (compliance(facts(known)), client_compliance(client_facts({"+": 1}, "firm_name")))
    for table in (table for report in reports for table in tables(report).values() if table.dense):
        for place, column in enumerate(table.columns):
            room = (column.width or 1) * TEXT_WIDTH - (PADDING if place else 0)
            for word in words.say(column.header).split():
                assert fonts.width(word, HEAD, 600) <= room, (table.id, word)


@given(st.sets(st.integers(1, 60)))
def test_ranges_hold_each_number_once(numbers: set[int]) -> None:
    found: list[int] = []
    for part in ranges(numbers).split(", ") if numbers else ():
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)
    assert found == sorted(numbers)


def test_documents_with_the_same_pages_stand_together() -> None:
    assert places({1: {3}, 2: {3}, 3: {4, 5}, 4: set()}) == Verbatim("1–2 → 3; 3 → 4–5; 4")
    assert places({}) == Verbatim("–")
    many = places({number: {number} for number in range(1, MOST + 2)})
    assert isinstance(many, Text) and WORDS.say(many).endswith("10 → 10 …")


@pytest.mark.parametrize(
    ("basis", "short"),
    [
        ("DR 2017/565 Art 44(2)(b) and (d)", "44(2)(b), (d)"),
        ("Delegated Regulation (EU) 2017/565, Articles 44(4)(f)", "Articles 44(4)(f)"),
        ("DR 2017/565, Art 44(2)(b); CESR/10-673", "44(2)(b); CESR/10-673"),
        ("Directive 2014/65/EU Art 24(4)(c)", "MiFID II 24(4)(c)"),
        ("Regulation (EU) No 1286/2014 Art 13(1), (2)", "PRIIPs 13(1), (2)"),
        ("DR 2017/565 Art 54(5), as amended", "54(5)*"),
        ("DR 2017/653, Art 1 (binds makers of products, not this service)", "PRIIPs RTS 1"),
    ],
)
def test_references_are_short(basis: str, short: str) -> None:
    assert cited(basis) == Verbatim(short)


def test_the_house_s_own_control_is_called_so() -> None:
    assert cited("own control") == Text("cr.own_control")
