"""What a profile is: objective, band, decisions, fee, benchmark; the same words in every document."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.words import text, wording, years
from reporting.domain.disclosure import Answers, Facts, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.profile import Profile
from reporting.domain.units import Nature, Unit


def answered(context: Context, **answers: Text) -> Answers:
    """The box of page 1: for whom the profile is stands second, the other answers in their order."""
    (first, what), *others = answers.items()
    rows = ((first, what), ("whom", mandate(context.profile)), *others)
    return Answers(tuple((text(f"question.{id}"), answer) for id, answer in rows))


def mandate(profile: Profile) -> Text:
    """What the profile is for: objective, holding period, permitted classes (Art 47(3)(e))."""
    return text(
        "question.whom_answer",
        objective=wording(profile.objective),
        horizon=years("profile.horizon", profile.horizon),
        band=band(profile),
    )


def key_facts(context: Context) -> Facts:
    """What the profile is, beyond what the box of page 1 answers."""
    profile = context.profile
    return Facts(
        (
            (
                text("shared.profile"),
                text("shared.profile_value", name=wording(profile.name), version=Verbatim(profile.version)),
            ),
            (text("shared.minimum_horizon"), years("profile.minimum_horizon", profile.minimum_horizon)),
            (
                text("shared.decisions"),
                text(f"shared.schedule_{profile.schedule.value}", trade=traded(profile)),
            ),
            (text("shared.service_fee"), service_fee(context)),
            (text("shared.benchmark"), benchmark_name(profile)),
            (text("shared.currency"), Verbatim(profile.base_currency)),
        )
    )


def band(profile: Profile) -> Text:
    """The permitted risk classes."""
    low, high = profile.risk_band.lowest, profile.risk_band.highest
    return text(
        "shared.band_value",
        lowest=number(
            "profile.band.lowest", low, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
        ),
        highest=number(
            "profile.band.highest", high, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
        ),
    )


def service_fee(context: Context) -> Figure:
    """The yearly service fee, VAT included."""
    fees = context.profile.fees
    figure = percent(
        "fees.service",
        fees.service_with_vat,
        Nature.CURRENT,
        "service_fee",
        decimals=2,
        per_year=True,
        sources=("profile",),
    )
    return derived(figure, fee=fees.service, vat=fees.vat)


def traded(profile: Profile) -> Text:
    """When a decision is traded, in words."""
    lag = number("profile.lag", profile.lag, Unit.COUNT, Nature.CURRENT, "lag", sources=("profile",))
    return text("shared.traded_next") if profile.lag == 1 else text("shared.traded_later", lag=lag)


def benchmark_name(profile: Profile) -> Text:
    """The benchmark as a mix of tickers, or the strategic mix."""
    weights = profile.benchmark.weights
    if not weights:
        return text(
            "shared.benchmark_mix", mix=mix_name((h.ticker, h.strategic_weight) for h in profile.universe)
        )
    if len(weights) == 1:
        return text("shared.benchmark_single", ticker=Verbatim(weights[0][0]))
    return text("shared.benchmark_rebalanced", mix=mix_name(weights))


def mix_name(weights: Iterable[tuple[str, float]]) -> Text:
    """A mix as `SPY 60 %, BND 40 %`."""
    parts: Text | None = None
    for ticker, share in weights:
        figure = percent(
            f"mix.{ticker}.{share:g}", share, Nature.CURRENT, "mix", decimals=0, sources=("profile",)
        )
        part = text("shared.mix_part", ticker=Verbatim(ticker), share=figure)
        parts = part if parts is None else text("shared.mix_join", first=parts, rest=part)
    assert parts is not None
    return parts
