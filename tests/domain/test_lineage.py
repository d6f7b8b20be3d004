"""Rules of derivation by hand, and that no figure of a document hides from its list."""

from datetime import date

import pytest

from reporting.domain.disclosure import (
    Chart,
    ChartKind,
    ChartSpec,
    Column,
    Disclosure,
    DocumentKind,
    Row,
    Section,
    Series,
    Status,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (Rule.SUM, (1.0, 2.0, 4.0), 7.0),
        (Rule.SUM, (3.5,), 3.5),
        (Rule.DIFFERENCE, (5.0, 3.0), 2.0),
        (Rule.DIFFERENCE, (5.0, 2.0, 3.0), 4.0),
        (Rule.PRODUCT, (-0.15, 10_000.0), -1500.0),
        (Rule.QUOTIENT, (0.06, -0.12), 0.5),
        (Rule.REMAINDER, (0.25, 0.5), 0.25),
        (Rule.WEIGHTED_SUM, (0.25, 0.5, 8.0, 2.0), 3.0),
        (Rule.CHAIN, (0.5, -0.5), -0.25),
        (Rule.YEARLY, (14_400.0, 10_000.0, 2.0), 0.2),
        (Rule.GROWN, (10_000.0, 0.2, 2.0), 14_400.0),
        (Rule.LOST_YIELD, (0.25, 14_400.0, 10_000.0, 2.0), 0.05),
    ],
)
def test_a_rule_makes_a_figure_from_its_parts(rule: Rule, values: tuple[float, ...], expected: float) -> None:
    assert rule.of(values) == pytest.approx(expected, abs=1e-12)


def test_every_rule_is_tested_above() -> None:
    (mark,) = test_a_rule_makes_a_figure_from_its_parts.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in mark.args[1]} == set(Rule)


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        (Rule.YEARLY, (-1.0, 1.0, 2.0)),
        (Rule.YEARLY, (1.0, 1.0)),
        (Rule.GROWN, (1.0, 1.0)),
        (Rule.LOST_YIELD, (0.1, 1.0, 1.0)),
        (Rule.WEIGHTED_SUM, (1.0, 2.0, 3.0)),
        (Rule.QUOTIENT, (1.0, 0.0)),
        (Rule.QUOTIENT, (1.0,)),
    ],
)
def test_parts_that_do_not_fit_a_rule_are_an_error_of_a_named_kind(
    rule: Rule, values: tuple[float, ...]
) -> None:
    with pytest.raises((ArithmeticError, LookupError, ValueError)):
        rule.of(values)


def figure(id: str, value: float = 0.5, **options: object) -> Figure:
    return Figure(id, value, Unit.PERCENT, Nature.CURRENT, "weight", **options)  # type: ignore[arg-type]


def test_a_rule_without_parts_is_refused() -> None:
    with pytest.raises(ValueError, match="needs the parts"):
        figure("a", rule=Rule.SUM)


def document(*sections: Section, title: Text | None = None, subtitle: Text | None = None) -> Disclosure:
    return Disclosure(
        DocumentKind.EX_POST, "d", "p", "2026Q3", date(2026, 9, 30), "en", "EUR", title or Text("t"),
        subtitle or Text("s"), "firm", Status.SPECIMEN, (), sections,
    )  # fmt: skip


def test_figures_in_titles_heads_sources_and_chart_labels_count_too() -> None:
    def told(id: str) -> Text:
        return Text("words", {"n": Text("inner", {"n": figure(id)})})

    table = Table("t", told("caption"), (Column(told("head")),), (Row((Verbatim("x"),)),), told("source"))
    spec = ChartSpec(
        "c", ChartKind.BARS, (Series(told("series"), (1.0,)),), "percent", labels=(told("label"),)
    )
    section = Section("s", told("section"), (table, Chart(spec, told("title"), told("alternative"))))
    found = [each.id for each in document(section, title=told("first"), subtitle=told("second")).figures()]
    assert found == [
        "first", "second", "section", "caption", "head", "source", "series", "label", "title", "alternative",
    ]  # fmt: skip


def test_two_figures_of_one_id_with_other_parts_are_refused() -> None:
    texts = Text("a", {"n": figure("x")}), Text("b", {"n": figure("x", parts=("y",))})
    with pytest.raises(ValueError, match="share the id x"):
        document(title=texts[0], subtitle=texts[1])
