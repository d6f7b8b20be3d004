"""Bad profiles: each fault with its place and words. Places are counted in the file, not parsed."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.domain.errors import Fault
from reporting.inputs.profiles import load_profile, validate
from tests.inputs.shipped import PROFILES, edited, faults_of, house, place_of

CASES = [
    # old text, new text, where the fault stands in the new text, its path, words of the message
    ("lag: 1", "lagg: 1", "lagg: 1", "lagg", "unknown key; did you mean lag?"),
    (
        "downtrend_cap: 25 %",
        "downtrend-cap: 25 %",
        "downtrend-cap: 2",
        "limits.downtrend-cap",
        "did you mean",
    ),
    ("lag: 1", "lag: 1\nzzz: 1", "zzz: 1", "zzz", "unknown key; remove it"),
    (
        "relative_strength: 30 %",
        "relative_strength: 25 %",
        "signal_weights:",
        "signal_weights",
        "0.95 (95 %)",
    ),
    ("trend: 30 %", "trend: -30 %", "-30 %", "signal_weights.trend", "0 % to 100 % is allowed"),
    ("IWM,   strategic_weight: 20", "IWM,   strategic_weight: 30", "universe:", "universe", "add up to 1.1"),
    ("ticker: VNQ", "ticker: VNO", "VNO", "universe[3].ticker", "did you mean VNQ?"),
    ("ticker: VNQ", "ticker: ZZZZ", "ZZZZ", "universe[3].ticker", "add it there"),
    ("ticker: VNQ", "ticker: WORLD", "WORLD", "universe[3].ticker", "it is a benchmark"),
    (
        "ticker: VNQ",
        "ticker: IWM",
        "IWM,   strategic_weight: 20 % }  # US",
        "universe[3].ticker",
        "stands twice",
    ),
    (
        "cap: 50 %\n  d",
        "cap: 20 %\n  d",
        "20 %\n  downtrend",
        "limits.cap",
        "4 ETFs at 20 % hold 80 % at most",
    ),
    ("cap: 50 %\n  d", "cap: 35\n  d", "35\n  downtrend", "limits.cap", "did you mean 35 %?"),
    (
        "downtrend_cap: 25 %",
        "downtrend_cap: 60 %",
        "60 %\n\n",
        "limits.downtrend_cap",
        "above the cap of 50 %",
    ),
    ("low: 90 %", "low: 120 %", "120 %", "total_weight.low", "upside down"),
    ("low: 90 %", "low: 0.9O", "0.9O", "total_weight.low", "is not a number"),
    ("high: 110 %", "high: 500 %", "500 %", "total_weight.high", "0 % to 200 %"),
    ("low: 90 %", "low: .nan", ".nan", "total_weight.low", "not a finite number"),
    ("low: 90 %", "low: 1e309", "1e309", "total_weight.low", "too large"),
    ("  low: 90 %\n", "", "total_weight:", "total_weight.low", "missing; mode draw needs it"),
    ("mode: draw", "mode: fixed", "low: 90", "total_weight.low", "mode fixed does not use low"),
    ("seed: 20260101", "seed: a|b", "a|b", "total_weight.seed", "short text"),
    ("lag: 1", "lag: 0", "0\n\n# A listed", "lag", "1 to 63 is allowed"),
    ("lag: 1", "lag: 1.5", "1.5\n\n# A listed", "lag", "not a whole number"),
    ("lag: 1", "lag: 1:30", "1:30", "lag", "base-60"),
    ("lag: 1", "lag: 0o17", "0o17", "lag", "not a decimal number"),
    ("vat: 0 %", "vat: NO", "NO\n", "fees.vat", "NO is a word, not a number"),
    ("service: 0.60 %", "service: 0.6", "0.6\n", "fees.service", "did you mean 0.6 %?"),
    ("service: 0.60 %", "service: 25 %", "25 %\n  vat", "fees.service", "0 % to 20 % is allowed"),
    ("lowest: 3", "lowest: 6", "6\n  highest", "risk_band.lowest", "upside down"),
    ("highest: 5", "highest: 8", "8\n", "risk_band.highest", "1 to 7 is allowed"),
    ("lowest: 3", "lowest: 0", "0\n  highest", "risk_band.lowest", "1 to 7 is allowed"),
    ("minimum_horizon: 4", "minimum_horizon: 6", "6\n\n", "minimum_horizon", "longer than the horizon of 5"),
    ("schedule: weekly", "schedule: daily", "daily\nlag", "schedule", "is not one of weekly, monthly"),
    ("blend: linear", "blend: diagramm", "diagramm", "blend", "did you mean diagram?"),
    ("missing_price: fail", "missing_price: skip", "skip\n", "missing_price", "is not one of fail, hold"),
    ("leverage: forbidden", "leverage: allowed", "allowed\n", "leverage", "needs the key leverage_spread"),
    ("lag: 1", "lag: 1\nleverage_spread: 1 %", "leverage_spread:", "leverage_spread", "has no use"),
    ("base_currency: USD", "base_currency: usd", "usd", "base_currency", "did you mean USD?"),
    ("base_currency: USD", "base_currency: SEK", "SEK", "base_currency", "no risk-free rate for SEK"),
    ("version: 1\n", "version:\n", "\n\nname", "version", "has no value"),
    ("version: 1\n", "", "id: balanced", "version", "the key is missing"),
    ("SPY: 60 %", "SPY: 50 %", "weights:\n    SPY", "benchmark.weights", "add up to 0.9 (90 %)"),
    ("SPY: 60 %", "SPYY: 60 %", "SPYY", "benchmark.weights.SPYY", "did you mean SPY?"),
    (
        "  weights:\n    SPY: 60 %\n    BND: 40 %",
        "  orientation: SPY",
        "benchmark:\n",
        "benchmark",
        "one of the",
    ),
    (
        "benchmark:\n",
        "benchmark:\n  orientation: SPYY\n",
        "SPYY",
        "benchmark.orientation",
        "did you mean SPY?",
    ),
    ("id: balanced\n", "id: balance\n", "balance\n", "id", "the file is called balanced"),
    ("id: balanced\n", "id: ../up\n", "../up", "id", "small letters"),
    ("lag: 1", "lag: 1\nwindows: {trend_short: 200}", "200}", "windows.trend_short", "below the long one"),
    ("lag: 1", "lag: 1\nwindows: {reversal_window: 250}", "250}", "windows.reversal_window", "252 sessions"),
    ("lag: 1", "lag: 1\nwindows: [1]", "[1]", "windows", "a mapping of keys to values"),
    ("universe:\n", "universe: none\nwas:\n", "none", "universe", "a list is expected"),
    (
        "lag: 1",
        "lag: 1\nblend_coefficients: {c1: 0.5, c2: 0.3, c3: 0.2, c4: 0.1}",
        "blend_coefficients:",
        "blend_coefficients",
        "only blend: diagram",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "where", "path", "words"), CASES, ids=[f"{case[3]}: {case[4][:20]}" for case in CASES]
)
def test_a_bad_value_is_named_at_its_place(
    tmp_path: Path, old: str, new: str, where: str, path: str, words: str
) -> None:
    found = faults_of(tmp_path, {old: new})
    named = [fault for fault in found if fault.path == path and words in fault.message]
    assert len(named) == 1, "\n".join(map(str, found))
    file = tmp_path / "balanced.yaml"
    line, column = named[0].line, named[0].column
    if words == "the key is missing":  # stands nowhere, so the mapping that lacks it is named
        assert (line, column) == place_of(file, where)
    else:
        assert line is not None and column is not None
        rest = "\n".join(file.read_text().split("\n")[line - 1 :])[column - 1 :]
        assert rest.startswith(where), rest[:40]


def test_a_group_cap_that_makes_the_band_impossible_is_refused(tmp_path: Path) -> None:
    found = faults_of(tmp_path, {"equity: 25 %": "equity: 25 %\n    bonds: 30 %"}, "conservative.yaml")
    # bonds 30 + cash-like 40 (one ETF at its cap) + equity 25
    assert [(f.path, "95 %" in f.message) for f in found] == []
    found = faults_of(tmp_path, {"equity: 25 %": "equity: 24 %\n    bonds: 30 %"}, "conservative.yaml")
    assert [f.path for f in found] == ["limits.group_caps"]
    assert "94 % can be invested at most, less than the 95 %" in found[0].message


def test_a_group_cap_for_a_class_that_no_etf_has_is_refused(tmp_path: Path) -> None:
    found = faults_of(tmp_path, {"equity: 25 %": "equities: 25 %"}, "conservative.yaml")
    assert [f.message for f in found] == [
        "no ETF of this profile is of the asset class equities; did you mean equity?"
    ]
    assert (found[0].line, found[0].column) == place_of(tmp_path / "conservative.yaml", "equities: 25")


def test_a_price_index_is_no_benchmark_but_may_give_orientation(tmp_path: Path) -> None:
    changes = {"SPY: 60 %": "WORLD: 60 %"}
    assert faults_of(tmp_path, changes) == []
    index = tmp_path / "house" / "instruments.yaml"
    index.write_text(index.read_text().replace("total_return: true", "total_return: false"))
    found = faults_of(tmp_path, changes)
    assert [fault.path for fault in found] == ["benchmark.weights.WORLD"]
    assert "price index" in found[0].message and "orientation" in found[0].message
    assert faults_of(tmp_path, {"benchmark:\n": "benchmark:\n  orientation: WORLD\n"}) == []


def test_caps_that_just_hold_the_band_are_accepted(tmp_path: Path) -> None:
    changes = {"cap: 50 %\n  d": "cap: 22.5 %\n  d", "downtrend_cap: 25 %": "downtrend_cap: 22.5 %"}
    assert faults_of(tmp_path, changes) == []
    assert len(faults_of(tmp_path, {**changes, "low: 90 %": "low: 90.0001 %"})) == 1


def test_weights_may_miss_one_by_a_billionth_and_no_more(tmp_path: Path) -> None:
    assert faults_of(tmp_path, {"trend: 30 %": "trend: 0.3000000009"}) == []
    assert len(faults_of(tmp_path, {"trend: 30 %": "trend: 0.300000002"})) == 1


def test_all_faults_of_a_file_are_found_in_one_run(tmp_path: Path) -> None:
    changes = {
        "version: 1\n": "version: 1\nverson: 2\n",
        "IWM,   strategic_weight: 20 %": "IWM,   strategic_weight: &a 30 %",
        "ticker: VNQ": "ticker: VNO",
        "trend: 30 %": "trend: 35 %",
        "low: 90 %": "low: 115 %",
        "lag: 1": "lag: 0",
        "vat: 0 %": "vat: .nan",
        "horizon: 5\n": "horizon: 5\nhorizon: 6\n",
    }
    found = faults_of(tmp_path, {key: value for key, value in changes.items() if key != "horizon: 5\n"})
    file = tmp_path / "balanced.yaml"
    file.write_text(file.read_text() + "horizon: 9\n")
    found = validate([file])
    assert [fault.path for fault in found] == [
        "verson",
        "universe",
        "universe[1].strategic_weight",
        "universe[3].ticker",
        "signal_weights",
        "total_weight.low",
        "lag",
        "fees.vat",
        "horizon",
    ]


def test_a_misspelt_key_is_one_fault_not_two(tmp_path: Path) -> None:
    found = faults_of(tmp_path, {"  seed: 20260101": "  sead: 20260101", "lag: 1": "lagg: 1"})
    assert [f.message for f in found] == [
        "unknown key; did you mean seed?",
        "unknown key; did you mean lag?",
    ]


@pytest.mark.parametrize("value", ["[]", "{}", "[[1]]", "{a: 1}", "''", "~", '"\\n"', "[1, 2]", "x" * 300])
def test_any_value_may_be_of_the_wrong_kind(tmp_path: Path, value: str) -> None:
    text = (PROFILES / "whitepaper.yaml").read_text()
    path = tmp_path / "whitepaper.yaml"
    keys = [line for line in text.splitlines() if re.match(r" *[a-z_0-9]+:", line)]
    assert len(keys) > 30
    for line in keys:
        path.write_text(text.replace(f"{line}\n", f"{line.split(':')[0]}: {value}\n", 1))
        for fault in validate([path]):
            assert "Input should" not in fault.message  # no jargon of the library


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_a_damaged_profile_is_read_or_refused_in_words(tmp_path: Path, data: st.DataObject) -> None:
    text = (PROFILES / "conservative.yaml").read_text()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start, min(start + 30, len(text))))
        text = (
            text[:start] + data.draw(st.text(alphabet="ab19 .:%-{}[]\n#&*!~'\"NO", max_size=8)) + text[end:]
        )
    path = tmp_path / "conservative.yaml"
    path.write_text(text)
    found = validate([path])
    assert all(isinstance(fault, Fault) and fault.file == path.as_posix() for fault in found)
    if not found:
        load_profile(path, house())


def test_leverage_for_research_is_read(tmp_path: Path) -> None:
    changes = {"leverage: forbidden": "leverage: allowed\nleverage_spread: 1.5 %"}
    profile = load_profile(edited(tmp_path, "balanced.yaml", changes), house())
    assert profile.leverage_allowed and profile.leverage_spread == 0.015
