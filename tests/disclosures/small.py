"""A small context of two ETFs, and words, for tests of single sections."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from reporting.disclosures.context import Context
from reporting.domain.disclosure import Disclosure, DocumentKind, Section, Status, Text
from reporting.domain.house import Instrument
from reporting.domain.market import Market
from reporting.domain.profile import Holding, RiskBand
from reporting.domain.series import Floats
from reporting.rendering.words import Words, shipped_words
from reporting.strategy.decide import rules_of
from tests.inputs.builders import house, instrument, profile
from tests.measures.samples import fat_tailed, weekdays

CALM, WILD = 0.004, 0.008
TARGET = np.array([0.2, 0.8])
ALL = RiskBand(1, 7)


def context(
    closes: Floats | None = None, band: RiskBand = ALL, proxy: str = "", sessions: int = 2000
) -> Context:
    """Two ETFs on weekdays up to 2021-12-31, the calm one held alone by the strategic mix."""
    days = weekdays("2014-05-05", sessions)
    if closes is None:
        returns = [fat_tailed(seed, sessions, scale) for seed, scale in ((1, CALM), (2, WILD))]
        closes = 100 * np.cumprod(1 + np.column_stack(returns), axis=0)
    cash = np.full(sessions, np.nan)
    market = Market("USD", days, ("AAA", "BBB"), closes, cash, {}, (), (("prices", "p.csv"),), True)
    funds: tuple[Instrument, ...] = (replace(instrument("AAA"), proxy=proxy), instrument("BBB"))
    own = replace(
        profile("AAA", "BBB"), universe=(Holding("AAA", 1.0), Holding("BBB", 0.0)), risk_band=band, horizon=5
    )
    firm = house(*funds)
    as_of: date = days[-1].item()
    rules = rules_of(own, firm.instruments, firm.firm.fees.value, days[-1])
    quarter = (date(2021, 10, 1), date(2021, 12, 31))
    return Context(own, rules, firm, market, "2021Q4", quarter, as_of, "en", Status.SPECIMEN, ())


def document(
    context: Context, parts: tuple[Section, ...], kind: DocumentKind = DocumentKind.EX_ANTE
) -> Disclosure:
    return Disclosure(
        kind, "id", "p", "2021Q4", context.as_of, "en", "USD",
        Text("rc.title"), Text("rc.title"), "F", Status.SPECIMEN, (), parts,
    )  # fmt: skip


WORDS: Words = shipped_words("en")


def said(text: object) -> str:
    assert isinstance(text, Text)
    return WORDS.say(text).replace("\N{NO-BREAK SPACE}", " ")
