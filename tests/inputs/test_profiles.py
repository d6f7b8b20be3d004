"""Shipped profiles against method.md section 14 (typed here a second time), and how files are found."""

import shutil
import time
from pathlib import Path

import pytest

from reporting.domain.errors import Unusable
from reporting.domain.profile import Benchmark, BlendMode, Fees, MissingPrice, Profile, SignalWindows
from reporting.domain.units import Frequency
from reporting.inputs.house import load_house
from reporting.inputs.profiles import find_profile, load_profile, load_profiles, validate
from tests.inputs.shipped import PROFILE_IDS, PROFILES, edited, house


def shipped(name: str) -> Profile:
    return load_profile(PROFILES / f"{name}.yaml", house())


TABLE = {
    # strategic mix, signal weights, band, caps, group caps, risk band, horizons, schedule, benchmark
    "conservative": (
        {"AGG": 0.35, "SHY": 0.25, "VYM": 0.20, "BIL": 0.20},
        (0.20, 0.40, 0.30, 0.10),
        (0.95, 1.05),
        (0.40, 0.20),
        (("equity", 0.25),),
        (2, 3),
        (3, 2),
        Frequency.MONTHLY,
        Benchmark((), "SPY"),
    ),
    "balanced": (
        {"SPY": 0.30, "IWM": 0.20, "BND": 0.30, "VNQ": 0.20},
        (0.30, 0.30, 0.25, 0.15),
        (0.90, 1.10),
        (0.50, 0.25),
        (),
        (3, 5),
        (5, 4),
        Frequency.WEEKLY,
        Benchmark((("SPY", 0.6), ("BND", 0.4))),
    ),
    "aggressive": (
        {"QQQ": 0.40, "ARKK": 0.20, "IEMG": 0.20, "XLK": 0.20},
        (0.40, 0.35, 0.15, 0.10),
        (0.85, 1.15),
        (0.50, 0.35),
        (),
        (5, 7),
        (7, 6),
        Frequency.WEEKLY,
        Benchmark((("QQQ", 1.0),)),
    ),
}

UCITS = {
    "AGG": "AGGH", "SHY": "IBGS", "VYM": "VHYL", "BIL": "XEON", "SPY": "CSPX", "IWM": "ZPRR",
    "BND": "AGGH", "VNQ": "IWDP", "QQQ": "EQQQ", "ARKK": "ARKI", "IEMG": "EMIM", "XLK": "IUIT",
}  # fmt: skip


def facts(profile: Profile) -> tuple[object, ...]:
    """What the table of method.md says about a profile."""
    w, t, limits = profile.weights, profile.total_weight, profile.limits
    return (
        {etf.ticker: etf.strategic_weight for etf in profile.universe},
        (w.relative_strength, w.trend, w.mean_reversion, w.calendar),
        (t.low, t.high),
        (limits.cap, limits.downtrend_cap),
        limits.group_caps,
        (profile.risk_band.lowest, profile.risk_band.highest),
        (profile.horizon, profile.minimum_horizon),
        profile.schedule,
        profile.benchmark,
    )


@pytest.mark.parametrize("name", TABLE)
def test_a_default_profile_is_the_one_of_the_method(name: str) -> None:
    profile = shipped(name)
    assert facts(profile) == TABLE[name]
    assert list(TABLE[name][0]) == list(profile.tickers)  # the order decides ties
    assert profile.base_currency == "USD"


@pytest.mark.parametrize("name", PROFILE_IDS)
def test_what_all_profiles_share(name: str) -> None:
    profile = shipped(name)
    assert (profile.id, profile.version, profile.total_weight.seed) == (name, "1", "20260101")
    assert profile.total_weight.fixed is None
    assert profile.fees == Fees(service=0.006, vat=0.0, trading_cost=None)
    assert profile.windows == SignalWindows()
    assert profile.missing_price is MissingPrice.FAIL
    assert not profile.leverage_allowed and not profile.limits.skip_negative
    assert profile.lag == (5 if name == "whitepaper" else 1)
    assert profile.blend is (BlendMode.DIAGRAM if name == "whitepaper" else BlendMode.LINEAR)


@pytest.mark.parametrize("name", TABLE)
def test_a_ucits_profile_is_its_counterpart_in_euro(name: str) -> None:
    mix, weights, band, caps, groups, risk, horizons, schedule, benchmark = TABLE[name]
    counterpart = shipped(f"{name}-ucits")
    swapped = Benchmark(
        tuple((UCITS[ticker], weight) for ticker, weight in benchmark.weights),
        UCITS.get(benchmark.orientation, ""),
    )
    universe = {UCITS[ticker]: weight for ticker, weight in mix.items()}
    assert facts(counterpart) == (universe, weights, band, caps, groups, risk, horizons, schedule, swapped)
    assert counterpart.base_currency == "EUR"
    assert all(house().instruments[t].currency.value == "EUR" for t in counterpart.tickers)


def test_the_variants_of_balanced_differ_only_where_they_say() -> None:
    balanced, even, paper = shipped("balanced"), shipped("balanced-equal"), shipped("whitepaper")
    assert {etf.strategic_weight for etf in even.universe} == {0.25}
    assert facts(even)[1:] == facts(balanced)[1:]
    assert facts(paper)[1] == (0.3, 0.3, 0.2, 0.2)
    assert facts(paper)[:1] + facts(paper)[2:] == facts(balanced)[:1] + facts(balanced)[2:]
    assert paper.blend_coefficients == (0.5, 0.3, 0.2, 0.1)


def test_all_shipped_profiles_are_loaded_in_the_order_of_their_ids() -> None:
    assert tuple(profile.id for profile in load_profiles(PROFILES, house())) == PROFILE_IDS


def test_the_shipped_files_are_sound() -> None:
    assert validate([]) == []
    assert validate([PROFILES, PROFILES / "house", PROFILES / "balanced.yaml"]) == []


def test_loading_everything_is_quick() -> None:
    """About 15 ms on two slow cores; half a second leaves room for a noisy machine."""
    start = time.perf_counter()
    load_profiles(PROFILES, load_house(PROFILES / "house"))
    assert time.perf_counter() - start < 0.5


def test_decimals_mean_what_percentages_mean(tmp_path: Path) -> None:
    text = (PROFILES / "balanced.yaml").read_text()
    for percentage, decimal in (
        ("cap: 50 %\n", "cap: 0.5\n"),
        ("low: 90 %", "low: 0.9"),
        ("0.60 %", "0.006"),
    ):
        assert percentage in text
        text = text.replace(percentage, decimal)
    path = tmp_path / "balanced.yaml"
    path.write_text(text)
    assert load_profile(path, house()) == shipped("balanced")


def test_a_fixed_total_weight_has_a_band_of_no_width(tmp_path: Path) -> None:
    changes = {"mode: draw": "mode: fixed", "low: 90 %": "value: 95 %", "  high: 110 %\n": ""}
    total = load_profile(edited(tmp_path, "balanced.yaml", changes), house()).total_weight
    assert (total.low, total.high, total.fixed, total.seed) == (0.95, 0.95, 0.95, "20260101")


def test_version_and_seed_are_kept_as_written(tmp_path: Path) -> None:
    changes = {"version: 1\n": "version: 01.10\n", "seed: 20260101": "seed: 0o17"}
    profile = load_profile(edited(tmp_path, "balanced.yaml", changes), house())
    assert (profile.version, profile.total_weight.seed) == ("01.10", "0o17")


def test_the_faults_of_all_files_come_together(tmp_path: Path) -> None:
    for name in ("balanced", "aggressive"):
        edited(tmp_path, f"{name}.yaml", {"lag: 1": "lag: 0"})
    with pytest.raises(Unusable) as caught:
        load_profiles(tmp_path, house())
    assert [Path(fault.file).name for fault in caught.value.faults] == ["aggressive.yaml", "balanced.yaml"]
    assert caught.value.exit_code == 2


def test_two_files_of_one_id_are_refused(tmp_path: Path) -> None:
    path = edited(tmp_path, "balanced.yaml", {})
    shutil.copy(path, path.with_suffix(".yml"))
    with pytest.raises(Unusable, match="another file is the profile balanced too"):
        load_profiles(tmp_path, house())


def test_a_folder_without_profiles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no profile"):
        load_profiles(tmp_path, house())
    assert len(validate([tmp_path])) == 1


def test_a_profile_is_found_by_its_id_or_its_path() -> None:
    assert find_profile("balanced", PROFILES) == PROFILES / "balanced.yaml"
    assert find_profile("mine/x.yaml", PROFILES) == Path("mine/x.yaml")
    with pytest.raises(Unusable, match=r"no profile balancd; did you mean balanced\?"):
        find_profile("balancd", PROFILES)
    with pytest.raises(Unusable, match="no profile"):
        find_profile("zzz", PROFILES)


def test_faults_name_files_as_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited(tmp_path, "balanced.yaml", {"lag: 1": "lag: 0"})
    monkeypatch.chdir(tmp_path)
    line = (tmp_path / "balanced.yaml").read_text().split("lag: 0")[0].count("\n") + 1
    assert [str(f) for f in validate([Path("balanced.yaml")])] == [
        f"balanced.yaml:{line}:6: lag: 0 is out of range; 1 to 63 is allowed"
    ]
    assert [f.file for f in validate([Path("absent.yaml")])] == ["absent.yaml"]


def test_a_broken_house_does_not_hide_the_faults_of_a_profile(tmp_path: Path) -> None:
    path = edited(tmp_path, "balanced.yaml", {"lag: 1": "lag: 0", "ticker: VNQ": "ticker: XXXX"})
    (tmp_path / "house" / "instruments.yaml").write_text("instruments: [")
    assert [fault.path for fault in validate([path])] == ["lag"]
    assert len(validate([tmp_path])) == 2


def test_a_profile_is_judged_against_the_house_beside_it(tmp_path: Path) -> None:
    path = edited(tmp_path, "balanced.yaml", {"ticker: VNQ": "ticker: MINE"})
    assert [fault.path for fault in validate([path])] == ["universe[3].ticker"]
    instruments = tmp_path / "house" / "instruments.yaml"
    instruments.write_text(instruments.read_text().replace("  VNQ:\n", "  MINE:\n"))
    assert validate([path]) == []


@pytest.mark.parametrize("name", ["x" * 5000, "nul\0", "absent/x.yaml", "absent"])
def test_a_path_that_cannot_exist_is_one_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    assert len(validate([path])) == 1
    with pytest.raises(Unusable):
        load_profile(path, house())
    with pytest.raises(Unusable):
        load_profiles(path, house())
    with pytest.raises(Unusable):
        find_profile("balanced", path)
