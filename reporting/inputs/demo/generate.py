"""Makes the demo market's files anew: `python -m reporting.inputs.demo.generate [FOLDER]`.

World equity switches between a calm, a normal and a stressed regime (a Markov chain), with scenes of
crisis and recovery set between; shocks are Student's t. Funds load on world, style and rate factors.
The files are fixed; this program is here so that everyone can see where they come from.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Dates, Floats
from reporting.inputs.demo import model
from reporting.inputs.demo.sessions import sessions

Mask = NDArray[np.bool_]

ROOT_YEAR = math.sqrt(252.0)
YEAR = 252.0
DECIMALS = 4
RATE_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class DemoMarket:
    """Dates (S,); each series (S,): prices (NaN before listing), USD per EUR, annual decimal rates."""

    dates: Dates
    prices: dict[str, Floats]
    eurusd: Floats
    overnight: dict[str, Floats]


def generate(seed: int = model.SEED) -> DemoMarket:
    """The whole market from one seed; the same seed gives the same market."""
    return _Generator(seed).market()


class _Generator:
    """One run: the generator of random numbers and what all series share."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.Generator(np.random.Philox(seed))
        self.dates = sessions(model.START, model.END)
        self.days = np.diff(self.dates).astype(float)
        self.steps = len(self.days)

    def market(self) -> DemoMarket:
        volatility = self.world_volatility()
        shock = self.student(model.WORLD_TAILS)
        world = self.world(volatility, shock)
        eurusd = self.eurusd(shock)
        overnight = {name: self.overnight(name) for name in model.OVERNIGHT}
        common = _mix(model.YIELD_EQUITY_CORRELATION, shock, self.student(model.SPECIFIC_TAILS))
        yields = {name: self.yields(row, common) for name, row in model.YIELDS.items()}
        factors = {name: self.factor(size, volatility) for name, size in model.FACTOR_VOLATILITY.items()}
        factors |= {"world": world, "rates": np.diff(yields["usd_broad"])}

        logs = {name: self.equity(name, row, factors) for name, row in model.EQUITIES.items()}
        logs |= {name: self.bond(row, yields[row.yields]) for name, row in model.BONDS.items()}
        prices = {name: _path(_first_price(name), steps) for name, steps in logs.items()}
        prices |= {name: self.counterpart(row, logs[row.of], eurusd, overnight)
                   for name, row in model.COUNTERPARTS.items()}  # fmt: skip
        prices |= {name: self.cash(row, overnight[row.currency]) for name, row in model.CASH_FUNDS.items()}
        prices["WORLD"] = _path(model.WORLD_FIRST, world)
        for name, first in model.LISTED.items():
            prices[name][self.dates < np.datetime64(first, "D")] = np.nan
        return DemoMarket(self.dates, prices, eurusd, overnight)

    def student(self, freedom: float) -> Floats:
        """Shocks of mean 0 and variance 1, shape (S-1,)."""
        return self.random.standard_t(freedom, self.steps) * math.sqrt((freedom - 2) / freedom)

    def world_volatility(self) -> Floats:
        """Annual volatility of world equity per step, decimal: the chain's regime or the scene's own."""
        cumulative = np.cumsum(model.REGIME_SWITCH, axis=1)
        draws = self.random.random(self.steps)
        regimes = np.empty(self.steps, dtype=np.int64)
        state = 1
        for step, draw in enumerate(draws):
            state = min(int(np.searchsorted(cumulative[state], draw, side="right")), 2)
            regimes[step] = state
        volatility = np.array(model.REGIME_VOLATILITY)[regimes]
        for scene in model.SCENES:
            volatility[self.within(scene)] = scene.volatility
        return volatility / 100

    def within(self, scene: model.Scene) -> Mask:
        """Steps that end inside the scene."""
        ends = self.dates[1:]
        return (ends >= np.datetime64(scene.start, "D")) & (ends <= np.datetime64(scene.end, "D"))

    def world(self, volatility: Floats, shock: Floats) -> Floats:
        """Daily log returns: a scene ends with its move, all between the scenes grows at one rate."""
        steps = volatility / ROOT_YEAR * shock
        scenes = [self.within(scene) for scene in model.SCENES]
        moves = [float(np.log1p(scene.move / 100)) for scene in model.SCENES]
        between = ~np.logical_or.reduce(scenes)
        total = np.log1p(model.WORLD_GROWTH / 100) * self.days.sum() / 365.25
        rate = (total - sum(moves)) / between.sum()
        for inside, move in zip(scenes, moves, strict=True):
            _end_with(steps, inside, move)
        stretch = np.cumsum(np.diff(between, prepend=False))
        for number in np.unique(stretch[between]):
            inside = between & (stretch == number)
            _end_with(steps, inside, rate * inside.sum())
        return steps

    def factor(self, size: float, volatility: Floats) -> Floats:
        """A style factor: livelier, though less than in proportion, when the market is."""
        scale = np.sqrt(volatility / (model.REGIME_VOLATILITY[1] / 100))
        return size / 100 / ROOT_YEAR * scale * self.student(model.SPECIFIC_TAILS)

    def equity(self, name: str, row: model.Equity, factors: dict[str, Floats]) -> Floats:
        """Daily log returns of a fund of shares; its drift makes its growth come out as declared."""
        steps = row.noise / 100 / ROOT_YEAR * self.student(model.SPECIFIC_TAILS)
        for column in fields(row):
            if column.name in factors:
                steps += getattr(row, column.name) * factors[column.name]
        first = np.datetime64(model.LISTED.get(name, model.START), "D")
        alive = self.dates[:-1] >= first
        target = np.log1p(row.growth / 100) * self.days[alive].sum() / 365.25
        steps += (target - steps[alive].sum()) / alive.sum()
        return steps

    def yields(self, row: model.Yield, common: Floats) -> Floats:
        """A yield per session, decimal: its shape and a wandering that returns to it."""
        shock = _mix(row.shared, common, self.student(model.SPECIFIC_TAILS))
        volatility = self.shape(row.volatility)[1:] / 100 / ROOT_YEAR
        away = np.zeros(self.steps + 1)
        for step in range(self.steps):
            away[step + 1] = away[step] * (1 - model.YIELD_REVERSION / YEAR) + volatility[step] * shock[step]
        return self.shape(row.shape) / 100 + away

    def bond(self, row: model.Bond, yields: Floats) -> Floats:
        """Daily log returns: carry less cost, less duration times the change of the yield, convexity."""
        change = np.diff(yields)
        carry = (yields[:-1] - row.cost / 100) * self.days / 365
        noise = row.noise / 100 / ROOT_YEAR * self.student(model.SPECIFIC_TAILS)
        growth: Floats = carry - row.duration * change + 0.5 * row.duration**2 * change**2 + noise
        return np.log1p(growth)

    def eurusd(self, shock: Floats) -> Floats:
        """US dollars per euro per session."""
        own = _mix(model.EURUSD_EQUITY_CORRELATION, shock, self.student(model.SPECIFIC_TAILS))
        steps = model.EURUSD_VOLATILITY / 100 / ROOT_YEAR * own
        away = np.empty(self.steps + 1)
        away[0] = np.log(model.EURUSD_FIRST / model.EURUSD_MEAN)
        for step in range(self.steps):
            away[step + 1] = away[step] * (1 - model.EURUSD_REVERSION / YEAR) + steps[step]
        return model.EURUSD_MEAN * np.exp(away)

    def overnight(self, currency: str) -> Floats:
        """Annual decimal rate per session: the shape in a central bank's steps, and a flicker."""
        width, offset = model.OVERNIGHT_GRID[currency]
        steps = np.round((self.shape(model.OVERNIGHT[currency]) - offset) / width) * width + offset
        return (steps + model.OVERNIGHT_NOISE * self.random.standard_normal(self.steps + 1)) / 100

    def cash(self, row: model.Cash, rate: Floats) -> Floats:
        """Prices that accrue the rate of the session before, and flicker by up to a tick."""
        steps = np.log1p((rate[:-1] - row.cost / 100) * self.days / 365)
        return _path(row.first_price, steps) + row.tick * self.random.uniform(-1, 1, self.steps + 1)

    def counterpart(
        self, row: model.Counterpart, parent: Floats, eurusd: Floats, overnight: dict[str, Floats]
    ) -> Floats:
        """Prices in EUR: the parent's returns at the day's rate, or hedged at the rates' difference."""
        steps = row.scale * parent - row.cost / 100 * self.days / 365
        if row.hedged:
            steps += (overnight["EUR"][:-1] - row.scale * overnight["USD"][:-1]) * self.days / 365
        else:
            steps -= np.diff(np.log(eurusd))
        noise = model.TRACKING_NOISE / 100 * self.random.standard_normal(self.steps + 1)
        return _path(row.first_price, steps) * np.exp(noise)

    def shape(self, knots: model.Knots) -> Floats:
        """Straight lines between knots, one value per session."""
        days = np.array([day for day, _ in knots], dtype="datetime64[D]").astype(float)
        return np.asarray(
            np.interp(self.dates.astype(float), days, [value for _, value in knots]), dtype=float
        )


def _end_with(steps: Floats, inside: Mask, total: float) -> None:
    """Shifts the steps inside by a constant so that they add up to the total."""
    steps[inside] += (total - steps[inside].sum()) / inside.sum()


def _mix(correlation: float, first: Floats, second: Floats) -> Floats:
    """A shock with the given correlation to the first."""
    return correlation * first + math.sqrt(1 - correlation**2) * second


def _path(first: float, log_returns: Floats) -> Floats:
    growth: Floats = np.exp(np.append(0.0, np.cumsum(log_returns)))
    return first * growth


def _first_price(name: str) -> float:
    return (model.EQUITIES.get(name) or model.BONDS[name]).first_price


def as_csv(dates: Dates, columns: dict[str, Floats], decimals: int) -> str:
    """A wide table: LF line ends, a fixed number of decimals, empty cells for NaN."""
    lines = ["date," + ",".join(columns)]
    for day, row in zip(dates, np.column_stack(list(columns.values())), strict=True):
        cells = ("" if np.isnan(value) else f"{value:.{decimals}f}" for value in row)
        lines.append(f"{day}," + ",".join(cells))
    return "\n".join(lines) + "\n"


def files(market: DemoMarket) -> dict[str, str]:
    """The three files by name."""
    prices = {name: market.prices[name] for name in model.PRICE_COLUMNS}
    return {
        "prices.csv": as_csv(market.dates, prices, DECIMALS),
        "fx.csv": as_csv(market.dates, {"USD": market.eurusd}, DECIMALS),
        "rates.csv": as_csv(market.dates, market.overnight, RATE_DECIMALS),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for file_name, text in files(generate()).items():
        (folder / file_name).write_text(text, encoding="utf-8", newline="\n")
