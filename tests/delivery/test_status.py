"""The status of a document over every combination of its causes."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from reporting.delivery.status import illustrative, status_of, with_illustrative, with_legal_basis
from reporting.delivery.wording import speaker
from reporting.domain.disclosure import Disclosure, DocumentKind, Paragraph, Section, Status, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.house import House, LegalBasis, Sourced
from reporting.domain.profile import Profile
from reporting.domain.units import Nature, Unit
from reporting.inputs.house import load_house
from reporting.inputs.profiles import load_profile
from reporting.inputs.resources import bundled

BASIS = LegalBasis("Head of compliance", date(2026, 1, 1), "opinion 1")


@pytest.fixture(scope="module")
def house() -> House:
    return load_house(bundled("profiles") / "house")


@pytest.fixture(scope="module")
def profile(house: House) -> Profile:
    return load_profile(bundled("profiles") / "conservative.yaml", house)


def sourced(part: Any) -> Any:
    """The same values, each read from a named source."""
    if isinstance(part, Sourced):
        return replace(part, illustrative=False, source="register", as_of=date(2026, 1, 1))
    if isinstance(part, dict):
        return {key: sourced(value) for key, value in part.items()}
    if hasattr(part, "__dataclass_fields__") and not isinstance(part, LegalBasis):
        names = [field.name for field in fields(part) if field.init]
        return replace(part, **{name: sourced(getattr(part, name)) for name in names})
    return part


def keys(nature: Nature, profile: Profile, house: House, synthetic: bool) -> tuple[Status, list[str]]:
    """Status and reasons of a document that prints one figure of this nature."""
    status, reasons = status_of(profile, house, synthetic)
    figure = Figure("x", 0.1, Unit.PERCENT, nature, "total_return")
    words = Paragraph(Text("figure.per_year", {"number": figure}))
    title = Text("cover.profile")
    document = with_legal_basis(
        Disclosure(
            DocumentKind.EX_POST, "id", "p", "2021Q4", date(2021, 12, 31), "en", "USD", title, title, "F",
            status, reasons, (Section("s", title, (words,)),),
        ),
        house,
    )  # fmt: skip
    for reason in document.reasons:
        assert speaker().say(reason)
    return document.status, [reason.key for reason in document.reasons]


def test_a_document_from_shipped_files_and_the_demo_market_is_a_specimen(
    profile: Profile, house: House
) -> None:
    both = ["specimen.synthetic_market", "specimen.illustrative_values"]
    assert keys(Nature.FORWARD, profile, house, True) == (Status.SPECIMEN, both)
    all_three = [*both, "draft.no_legal_basis"]
    assert keys(Nature.SIMULATED_PAST, profile, house, True) == (Status.SPECIMEN, all_three)


def test_real_prices_do_not_hide_illustrative_values(profile: Profile, house: House) -> None:
    assert keys(Nature.FORWARD, profile, house, False)[0] is Status.SPECIMEN
    assert illustrative(profile, house) == ("firm.yaml", "instruments.yaml", "market-assumptions.yaml")


def test_with_sources_throughout_only_the_simulated_record_is_a_draft(profile: Profile, house: House) -> None:
    real = sourced(house)
    assert keys(Nature.FORWARD, profile, real, False) == (Status.FINAL, [])
    assert keys(Nature.SIMULATED_PAST, profile, real, False) == (Status.DRAFT, ["draft.no_legal_basis"])
    assert keys(Nature.ACTUAL_PAST, profile, real, False) == (Status.FINAL, []), (
        "no basis for what is no simulation"
    )
    approved = replace(real, firm=replace(real.firm, simulated_record_basis=BASIS))
    assert keys(Nature.SIMULATED_PAST, profile, approved, False) == (Status.FINAL, [])


def test_one_illustrative_value_of_a_held_fund_or_of_the_benchmark_is_enough(
    profile: Profile, house: House
) -> None:
    assert "AGG" in profile.tickers and "QQQ" not in profile.tickers
    for ticker, expected in (("AGG", ("instruments.yaml",)), ("QQQ", ())):
        real = sourced(house)
        fund = real.instruments[ticker]
        fund = replace(fund, duration=replace(fund.duration, illustrative=True))
        found = illustrative(profile, replace(real, instruments={**real.instruments, ticker: fund}))
        assert found == expected


def test_an_illustrative_assumption_counts_where_it_is_used(profile: Profile, house: House) -> None:
    real = sourced(house)
    rates = {
        name: replace(value, illustrative=name == "EUR") for name, value in real.assumptions.risk_free.items()
    }
    assert profile.base_currency == "USD"
    assert illustrative(profile, replace(real, assumptions=replace(real.assumptions, risk_free=rates))) == ()
    rates["USD"] = replace(rates["USD"], illustrative=True)
    changed = replace(real, assumptions=replace(real.assumptions, risk_free=rates))
    assert illustrative(profile, changed) == ("market-assumptions.yaml",)


def test_one_more_illustrative_file_is_named_with_the_others() -> None:
    named = Text("specimen.illustrative_values", {"files": Verbatim("firm.yaml")})
    other = Text("specimen.synthetic_market")
    status, reasons = with_illustrative(Status.SPECIMEN, (other, named), "questionnaire.yaml")
    both = Text("specimen.illustrative_values", {"files": Verbatim("firm.yaml, questionnaire.yaml")})
    assert (status, reasons) == (Status.SPECIMEN, (other, both))
    alone = Text("specimen.illustrative_values", {"files": Verbatim("questionnaire.yaml")})
    assert with_illustrative(Status.FINAL, (), "questionnaire.yaml") == (Status.SPECIMEN, (alone,))
