"""Findings on hand-made series: each rule at its edge."""

from collections.abc import Iterable

import numpy as np

from reporting.domain.market import Finding, Severity
from reporting.inputs import quality
from reporting.inputs.quality import Prices
from tests.inputs.builders import NAN, weekdays


def table(dates: np.ndarray | None = None, cash_like: Iterable[str] = (), **columns: list[float]) -> Prices:
    closes = np.column_stack([np.array(column, dtype=float) for column in columns.values()])
    days = weekdays(len(closes)) if dates is None else dates
    return Prices(days, tuple(columns), closes, frozenset(cash_like))


def short(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
    return [(f.ticker, str(f.day), f.severity.value, f.detail) for f in findings]


def test_a_move_counts_only_beyond_forty_percent() -> None:
    prices = table(A=[100, 140, 84, 84], B=[100, 140.1, 140.1, 70], C=[NAN, 1, 10, NAN])
    assert short(quality.move(prices)) == [
        ("B", "2021-01-05", "warn", "+40.1"),
        ("C", "2021-01-06", "warn", "+900.0"),
        ("B", "2021-01-07", "warn", "-50.0"),
    ]


def test_a_hole_hides_no_move() -> None:
    assert short(quality.move(table(A=[100, NAN, 50]))) == [("A", "2021-01-06", "warn", "-50.0")]


def test_five_equal_prices_are_not_stale_and_six_are() -> None:
    moving = [float(day) for day in range(1, 13)]
    five = [9.0, *[7.0] * 5, 8, 9, 10, 11, 12, 13]
    six = [9.0, *[7.0] * 6, 9, 10, 11, 12, 13]
    assert short(quality.stale(table(A=moving, B=five))) == []
    assert short(quality.stale(table(A=moving, B=six))) == [("B", "2021-01-05", "warn", "6")]


def test_a_stale_cash_like_fund_is_only_noted() -> None:
    (finding,) = quality.stale(table(A=[1, 2, 3, 4, 5, 6], BIL=[9.0] * 6, cash_like={"BIL"}))
    assert (finding.ticker, finding.severity) == ("BIL", Severity.NOTE)


def test_nothing_is_stale_while_nothing_moves() -> None:
    assert short(quality.stale(table(A=[5.0] * 10, B=[7.0] * 10))) == []
    assert short(quality.stale(table(A=[5.0] * 10))) == []


def test_a_fund_that_is_not_listed_does_not_move_the_others() -> None:
    assert short(quality.stale(table(A=[5.0] * 8, B=[NAN] * 8))) == []


def test_a_gap_is_more_than_seven_days() -> None:
    days = np.array(["2021-01-04", "2021-01-11", "2021-01-19"], dtype="datetime64[D]")
    assert short(quality.gap(table(days, A=[1, 2, 3]))) == [("", "2021-01-19", "warn", "8")]


def test_zero_and_less_are_no_prices() -> None:
    assert short(quality.non_positive(table(A=[1, 0, 2], B=[1, 2, -3]))) == [
        ("A", "2021-01-05", "block", "0"),
        ("B", "2021-01-06", "block", "-3"),
    ]


def test_a_weekend_row_counts_when_something_is_priced_on_it() -> None:
    days = np.array(["2021-01-08", "2021-01-09", "2021-01-10"], dtype="datetime64[D]")
    assert short(quality.weekend(table(days, A=[1, NAN, 2]))) == [("", "2021-01-10", "block", "")]


def test_runs_are_unbroken_stretches() -> None:
    flags = np.array([True, False, True, True, False, True])
    assert quality.runs(flags) == [(0, 1), (2, 2), (5, 1)]
    assert quality.runs(np.zeros(3, dtype=bool)) == []


def test_every_code_has_a_sentence() -> None:
    bad = table(
        np.array(["2021-01-09", "2021-01-18", "2021-01-18", "2021-01-11"], dtype="datetime64[D]"),
        A=[1, 0, 5, 5],
    )
    findings = list(quality.date_findings(bad.dates))
    findings += quality.findings_of(bad, quality.ROW_CHECKS + (quality.gap,))
    assert {finding.code for finding in findings} == {
        "duplicated_date",
        "unsorted",
        "non_positive",
        "weekend",
        "gap",
    }
    for finding in findings:
        assert str(finding.day) in quality.sentence(finding)
        assert "{" not in quality.sentence(finding)
