"""What must hold between the values of a profile, and between a profile and the house files.

A rule names the sections it needs and yields a problem for each breach; it runs whenever those
sections are sound, so a fault elsewhere hides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reporting.domain.house import Instrument, Sourced
from reporting.domain.profile import BlendMode
from reporting.inputs.models import Leverage, ProfileModel, TotalWeightMode
from reporting.inputs.reading import Checked, Problem
from reporting.inputs.scalars import percent, suggestion

TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a profile is judged against; None where the house file itself is broken."""

    file_stem: str
    instruments: Mapping[str, Instrument] | None
    risk_free: Mapping[str, Sourced[float]] | None


Rule = Callable[[ProfileModel, Surroundings], Iterator[Problem]]
_RULES: list[tuple[frozenset[str], Rule]] = []


def rule(*sections: str) -> Callable[[Rule], Rule]:
    """Registers a rule that needs these sections of the profile."""

    def register(function: Rule) -> Rule:
        _RULES.append((frozenset(sections), function))
        return function

    return register


def problems(checked: Checked[ProfileModel], around: Surroundings) -> Iterator[Problem]:
    """Every breach of every rule whose sections are sound."""
    for needed, function in _RULES:
        if needed <= checked.sound:
            found = function(checked.model, around)
            yield from (problem for problem in found if problem.location not in checked.meant)


def _sum(location: tuple[str | int, ...], what: str, weights: Iterable[float]) -> Iterator[Problem]:
    total = sum(weights)
    if abs(total - 1) > TOLERANCE:
        message = f"the {what} add up to {total:.12g} ({percent(total)}); they must add up to 1 (100 %)"
        yield Problem(location, message, at_key=True)


@rule("id")
def _id_is_file_name(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    if profile.id != around.file_stem:
        message = f"the id is {profile.id}, but the file is called {around.file_stem}; make them equal"
        yield Problem(("id",), message)


@rule("signal_weights")
def _signal_weights(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    yield from _sum(("signal_weights",), "signal weights", profile.signal_weights.model_dump().values())


@rule("universe")
def _strategic_mix(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    weights = [etf.strategic_weight for etf in profile.universe]
    yield from _sum(("universe",), "strategic weights", weights)
    if len(weights) < 2:
        yield Problem(("universe",), "a profile needs at least two ETFs", at_key=True)


@rule("universe")
def _tickers_once(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    seen: set[str] = set()
    for row, etf in enumerate(profile.universe):
        if etf.ticker in seen:
            yield Problem(("universe", row, "ticker"), f"{etf.ticker} stands twice; remove one")
        seen.add(etf.ticker)


def _unknown(ticker: str, around: Surroundings) -> str:
    hint = suggestion(ticker, around.instruments or (), "; add it there")
    return f"{ticker} is not in instruments.yaml{hint}"


@rule("universe")
def _holdings_known(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    if around.instruments is None:
        return
    for row, etf in enumerate(profile.universe):
        instrument = around.instruments.get(etf.ticker)
        if instrument is None:
            yield Problem(("universe", row, "ticker"), _unknown(etf.ticker, around))
        elif not instrument.isin.value:
            message = f"{etf.ticker} has no ISIN: it is a benchmark, not an ETF that can be held"
            yield Problem(("universe", row, "ticker"), message)


@rule("total_weight")
def _mode(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    total = profile.total_weight
    fixed = total.mode is TotalWeightMode.FIXED
    wanted = ("value",) if fixed else ("low", "high")
    for key in ("low", "high", "value"):
        given = getattr(total, key) is not None
        if given and key not in wanted:
            message = f"mode {total.mode} does not use {key}; remove it"
            yield Problem(("total_weight", key), message, at_key=True)
        elif not given and key in wanted:
            message = f"the key {key} is missing; mode {total.mode} needs it"
            yield Problem(("total_weight", key), message, at_key=True)


@rule("total_weight")
def _band_upright(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    total = profile.total_weight
    if total.low is not None and total.high is not None and total.low > total.high:
        ends = f"low {percent(total.low)} is above high {percent(total.high)}"
        message = f"the band is upside down: {ends}; swap them"
        yield Problem(("total_weight", "low"), message)


@rule("limits")
def _downtrend_cap(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    limits = profile.limits
    if limits.downtrend_cap > limits.cap:
        message = f"{percent(limits.downtrend_cap)} is above the cap of {percent(limits.cap)}; lower it"
        yield Problem(("limits", "downtrend_cap"), message)


@rule("limits", "universe", "total_weight")
def _caps_hold_the_band(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    """Method.md section 5: `lo` above the sum of the normal caps is refused before solving."""
    band = profile.total_weight.band
    count, cap = len(profile.universe), profile.limits.cap
    if band is not None and count * cap < band[0] - TOLERANCE:
        message = (
            f"{count} ETFs at {percent(cap)} hold {percent(count * cap)} at most, less than the "
            f"{percent(band[0])} that must be invested; raise the cap or lower the band"
        )
        yield Problem(("limits", "cap"), message)


@rule("limits", "universe", "total_weight")
def _groups_hold_the_band(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    """Method.md section 5: a group cap that makes `lo` impossible is refused before solving."""
    band, cap = profile.total_weight.band, profile.limits.cap
    groups = _groups(profile, around)
    if band is None or groups is None:
        return
    for name in profile.limits.group_caps:
        if name not in groups:
            hint = suggestion(name, groups, "; remove the cap")
            message = f"no ETF of this profile is of the asset class {name}{hint}"
            yield Problem(("limits", "group_caps", name), message, at_key=True)
    room = sum(min(profile.limits.group_caps.get(name, 1e9), n * cap) for name, n in groups.items())
    if room < band[0] - TOLERANCE <= len(profile.universe) * cap:
        message = (
            f"with these group caps {percent(room)} can be invested at most, less than the "
            f"{percent(band[0])} that must be; raise a group cap or lower the band"
        )
        yield Problem(("limits", "group_caps"), message, at_key=True)


def _groups(profile: ProfileModel, around: Surroundings) -> dict[str, int] | None:
    """How many ETFs each asset class has; None while a ticker is unknown."""
    counts: dict[str, int] = defaultdict(int)
    for etf in profile.universe:
        instrument = (around.instruments or {}).get(etf.ticker)
        if instrument is None:
            return None
        counts[instrument.asset_class.value] += 1
    return counts


@rule("windows")
def _windows_fit(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    """An ETF is available from 252 sessions on, so no signal may need more of them."""
    windows = profile.windows
    if windows.trend_short >= windows.trend_long:
        message = f"the short window of {windows.trend_short} sessions must be below the long one"
        yield Problem(("windows", "trend_short"), message)
    if windows.reversal_step + windows.reversal_window > 252:
        message = "step and window together need more than the 252 sessions that an ETF must have"
        yield Problem(("windows", "reversal_window"), message)


@rule("risk_band")
def _risk_band(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    band = profile.risk_band
    if band.lowest > band.highest:
        message = f"the band is upside down: lowest {band.lowest} is above highest {band.highest}; swap them"
        yield Problem(("risk_band", "lowest"), message)


@rule("horizon", "minimum_horizon")
def _horizons(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    if profile.minimum_horizon > profile.horizon:
        message = f"{profile.minimum_horizon} years is longer than the horizon of {profile.horizon}; lower it"
        yield Problem(("minimum_horizon",), message)


@rule("leverage", "leverage_spread")
def _spread(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    allowed = profile.leverage is Leverage.ALLOWED
    if allowed and profile.leverage_spread is None:
        yield Problem(("leverage",), "leverage: allowed needs the key leverage_spread; add it")
    if not allowed and profile.leverage_spread is not None:
        message = "leverage is forbidden, so a spread has no use; remove it"
        yield Problem(("leverage_spread",), message, at_key=True)


@rule("blend", "blend_coefficients")
def _coefficients(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    if profile.blend_coefficients is not None and profile.blend is not BlendMode.DIAGRAM:
        message = "only blend: diagram uses coefficients; remove them"
        yield Problem(("blend_coefficients",), message, at_key=True)


@rule("benchmark")
def _benchmark(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    benchmark = profile.benchmark
    if benchmark.strategic_mix == bool(benchmark.weights):
        message = "give either strategic_mix: true or weights, one of the two"
        yield Problem(("benchmark",), message, at_key=True)
    if benchmark.weights:
        yield from _sum(("benchmark", "weights"), "benchmark weights", benchmark.weights.values())
    if around.instruments is None:
        return
    for ticker in benchmark.weights:
        if ticker not in around.instruments:
            yield Problem(("benchmark", "weights", ticker), _unknown(ticker, around), at_key=True)
        elif not around.instruments[ticker].total_return:
            message = (
                f"{ticker} is a price index: without distributions it is no fair comparison; name a "
                "total-return index or an ETF, or show it as orientation, where it is labelled"
            )
            yield Problem(("benchmark", "weights", ticker), message, at_key=True)
    if benchmark.orientation and benchmark.orientation not in around.instruments:
        yield Problem(("benchmark", "orientation"), _unknown(benchmark.orientation, around))


@rule("base_currency")
def _currency_has_a_rate(profile: ProfileModel, around: Surroundings) -> Iterator[Problem]:
    if around.risk_free is not None and profile.base_currency not in around.risk_free:
        message = f"market-assumptions.yaml has no risk-free rate for {profile.base_currency}; add it there"
        yield Problem(("base_currency",), message)
