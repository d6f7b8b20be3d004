"""One profile's documents, with authors that write next to nothing."""

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from reporting.delivery.data import Data, load_data
from reporting.delivery.job import AUTHORS, Material, gather, make, market_of
from reporting.delivery.period import parse_quarter
from reporting.delivery.plan import Task
from reporting.delivery.pool import in_processes, one_by_one
from reporting.delivery.subject import find_subject
from reporting.domain.disclosure import (
    PROFILE_KINDS,
    Disclosure,
    DocumentKind,
    Paragraph,
    Section,
    Status,
    Text,
)
from reporting.domain.errors import Refused, Unusable
from reporting.domain.market import Market
from reporting.rendering.languages import languages
from tests.delivery.short import authors


@pytest.fixture(scope="module")
def data() -> Data:
    return load_data()


def task(data: Data, period: str = "2021Q4", profile: str = "balanced") -> Task:
    return Task(find_subject(profile, None, data), parse_quarter(period), "en", 100)


def author(kind: DocumentKind) -> object:
    def write(material: Material) -> Disclosure:
        context = material.context
        section = Section("s", Text("cover.profile"), (Paragraph(Text("cover.period")),))
        return Disclosure(
            kind, "id", context.profile.id, context.period, context.as_of, "en", "USD", Text("cover.profile"),
            Text("cover.period"), "firm", context.status, context.reasons, (section,),
        )  # fmt: skip

    return write


def test_every_kind_of_document_has_its_author() -> None:
    assert set(AUTHORS) == set(PROFILE_KINDS)


def test_a_job_prints_each_document_with_its_twin(data: Data) -> None:
    outcome = make(task(data), {kind: author(kind) for kind in PROFILE_KINDS})  # type: ignore[misc]
    assert outcome.profile == "balanced" and outcome.as_of == date(2021, 12, 31) and not outcome.faults
    for document in outcome.documents:
        assert document.pdf.startswith(b"%PDF-") and document.twin.startswith(b"{")
        assert document.pages == 1 and document.status is Status.SPECIMEN


def test_documents_know_nothing_after_the_quarter(data: Data) -> None:
    """The same material, bit for bit, when all later prices are gone."""
    kept = data.prices.dates <= np.datetime64("2021-12-31")
    early = replace(data.prices, dates=data.prices.dates[kept], closes=data.prices.closes[kept])
    full, cut = (gather(each, market_of(each)) for each in (task(data), task(replace(data, prices=early))))
    assert full.allocation == cut.allocation
    assert np.array_equal(full.backtest.nav.values, cut.backtest.nav.values)
    contexts = [each.context for each in (full, cut)]
    assert contexts[0].market.findings == contexts[1].market.findings
    assert np.array_equal(contexts[0].market.closes, contexts[1].market.closes, equal_nan=True)
    assert contexts[0].quarter == (date(2021, 10, 1), date(2021, 12, 31))


def test_prices_that_end_before_the_quarter_refuse_the_profile(data: Data) -> None:
    closes = data.prices.closes.copy()
    closes[data.prices.dates > np.datetime64("2021-12-20")] = np.nan
    gone = replace(data, prices=replace(data.prices, closes=closes))
    with pytest.raises(Refused, match="the nearest is 2021-12-20"):
        make(task(gone))
    with pytest.raises(Refused, match="no session near the end of 2005Q4"):
        make(task(data, "2005Q4"))


def test_a_profile_with_leverage_is_not_printed(data: Data) -> None:
    plain = task(data)
    geared = replace(plain.subject.profile, leverage_allowed=True)
    with pytest.raises(Refused, match="research"):
        make(replace(plain, subject=replace(plain.subject, profile=geared)))


def test_a_missing_benchmark_is_named(data: Data) -> None:
    names = tuple("X" if name == "QQQ" else name for name in data.prices.tickers)
    plain = task(replace(data, prices=replace(data.prices, tickers=names)), profile="aggressive")
    with pytest.raises(Unusable, match="QQQ"):
        make(plain)


def test_refusals_come_back_from_other_processes_whatever_their_number(data: Data) -> None:
    tasks = [task(data, "2005Q4", profile) for profile in ("balanced", "aggressive", "conservative")]
    here = {outcome.profile: outcome for outcome in one_by_one(tasks)}
    assert all(outcome.faults for outcome in here.values())
    for jobs in (1, 3):
        assert {outcome.profile: outcome for outcome in in_processes(jobs)(tasks)} == here


def test_a_defect_in_one_profile_is_told_and_stops_no_other(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Task) -> None:
        raise ZeroDivisionError("by hand")

    monkeypatch.setattr("reporting.delivery.job.make", fail)
    outcomes = list(one_by_one([task(data), task(data, profile="aggressive")]))
    assert len(outcomes) == 2
    assert "defect of the program" in str(outcomes[0].faults[0]) and "by hand" in str(outcomes[0].faults[0])
    monkeypatch.setenv("REPORTING_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        list(one_by_one([task(data)]))


def test_further_languages_print_the_same_figures_from_one_computation(
    data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(task: Task, market: Market) -> Material:
        asked.append(task.language)
        return gather(task, market)

    monkeypatch.setattr("reporting.delivery.job.gather", counted)
    others = languages()[1:]
    outcome = make(replace(task(data), others=others), authors())
    assert asked == ["en"]
    assert [each.language for each in outcome.documents] == [
        name for name in ("en", *others) for _ in PROFILE_KINDS
    ]
    assert {each.place for each in outcome.documents} == {"", *others}
    twins = [json.loads(each.twin) for each in outcome.documents]
    assert [each["language"] for each in twins] == [each.language for each in outcome.documents]
    for twin in twins:
        suffix = "" if twin["language"] == "en" else f"-{twin['language']}"
        assert twin["document_id"].endswith(f"{twin['kind']}{suffix}")
        values = {id: figure["value"] for id, figure in twin["figures"].items()}
        assert values == {id: figure["value"] for id, figure in twins[0]["figures"].items()}
