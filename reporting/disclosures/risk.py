"""Risk classes for both documents: two indicators side by side, their history, and the band check.

The indicators rest on prices of the ETFs at the profile's weights, never on the backtest, so every
figure here is a statement about today's portfolio (`Nature.CURRENT`).
"""

from __future__ import annotations

import numpy as np

from reporting.disclosures.blocks import columns
from reporting.disclosures.citation import citation
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.mandate import band
from reporting.disclosures.risk_figures import inputs, sri_figures, srri_figures
from reporting.disclosures.risk_history import history_blocks
from reporting.disclosures.risk_scale import risk_method
from reporting.disclosures.risk_summary import summary_blocks
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Callout,
    Emphasis,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.series import Floats, NavPath
from reporting.domain.units import Nature
from reporting.law.parameters import parameter
from reporting.measures.risk_class import Basis, RiskClass, profile_risk_class
from reporting.measures.sample import NotAvailable
from reporting.measures.sri import Sri, profile_sri
from reporting.measures.weekly import record_returns, weekly_returns

TERMS = ("risk_class", "sri", "vev", "market_risk_class", "credit_risk_class", "pro_forma")
"""Terms of these sections for the glossary."""
NOTES = {
    "risk_classes": ("risk_class", "sri"),
    "risk_volatility": ("volatility",),
    "risk_volatility_history": ("pro_forma",),
    "risk_summary": ("vev", "market_risk_class", "credit_risk_class"),
}
"""Those that are explained beside a table or chart."""


def risk_class_of(context: Context, target: Floats) -> RiskClass | NotAvailable:
    """SRRI-method class of the strategic mix, the current `target` (n,) and the live record, if any."""
    profile = context.profile
    weekly = weekly_returns(context.market, _proxies(context))
    fee = profile.fees.service_with_vat
    live = None if context.live is None else record_returns(context.live.net.nav, weekly.ends)
    return profile_risk_class(weekly, _strategic(context), target, fee, context.as_of, live)


def sri_of(context: Context, target: Floats) -> Sri | NotAvailable:
    """Summary risk indicator of the same over the recommended holding period.

    The live record enters if it has a value for most days, as the daily prices beside it.
    """
    years, proxies = context.profile.horizon, _proxies(context)
    live = None if context.live is None else context.live.net
    if live is not None and not _is_daily(live.nav):
        live = None
    return profile_sri(context.market, _strategic(context), target, years, context.as_of, proxies, live)


def risk_sections(
    context: Context, risk: RiskClass | NotAvailable, sri: Sri | NotAvailable
) -> tuple[Section, ...]:
    """Both classes with the dates of their tables, the band check; then how each was found."""
    classes: list[Block] = [
        Paragraph(text("rc.lead")),
        _classes(context, risk, sri),
        *_band_check(context, risk),
    ]
    found = [
        *risk_method(context, risk),
        *([] if isinstance(risk, NotAvailable) else history_blocks(context, risk)),
        Paragraph(text("rc.pro_forma_live" if _with_record(risk) else "rc.pro_forma")),
        *_proxy_list(context, risk, sri),
    ]
    return (
        Section("risk_classes", text("rc.title"), tuple(classes)),
        Section("risk_history", text("rc.history"), tuple(found)),
        Section("risk_summary", text("rc.summary"), summary_blocks(context, sri)),
    )


def _strategic(context: Context) -> Floats:
    return np.array([holding.strategic_weight for holding in context.profile.universe])


def _is_daily(nav: NavPath) -> bool:
    return bool(np.median(np.diff(nav.dates)) <= np.timedelta64(1, "D")) if len(nav.dates) > 1 else False


def _with_record(risk: RiskClass | NotAvailable) -> bool:
    """Whether the live record is one of the bases of the class."""
    found = () if isinstance(risk, NotAvailable) else tuple(risk.candidates)
    return Basis.LIVE in found or Basis.LIVE_COMPLETED in found


def _proxies(context: Context) -> dict[str, str]:
    instruments = context.house.instruments
    proxies = {ticker: instruments[ticker].proxy for ticker in context.profile.tickers}
    return {ticker: proxy for ticker, proxy in proxies.items() if proxy}


def _classes(context: Context, risk: RiskClass | NotAvailable, sri: Sri | NotAvailable) -> Table:
    """One row for each indicator, under its own name."""
    found = {"srri": srri_figures(context, risk), "sri": sri_figures(context, sri)}
    rows = tuple(
        Row((text(f"rc.name_{name}"), own, volatility, _table_in_force(context, name)))
        for name, (own, volatility) in found.items()
    )
    heads = columns(
        "rc.indicator", "rc.class", "rc.volatility", "rc.table", widths=(0.36, 0.09, 0.15, 0.4), start=(0, 3)
    )
    return Table("risk_classes", text("rc.classes_caption"), heads, rows, notes=(text("rc.classes_note"),))


def _table_in_force(context: Context, name: str) -> Text:
    """Since when, until when and by which rule the class table counts."""
    edges = parameter(f"{name}_edges", context.as_of)
    rule = citation(edges.reference)
    if edges.valid_to is None:
        return text("rc.table_since", since=edges.valid_from, rule=rule)
    return text("rc.table_between", since=edges.valid_from, until=edges.valid_to, rule=rule)


def _band_check(context: Context, risk: RiskClass | NotAvailable) -> tuple[Block, ...]:
    """The class against the permitted range, with what follows."""
    permitted = band(context.profile)
    if isinstance(risk, NotAvailable):
        return (Callout(text("rc.band_unknown", band=permitted), Emphasis.WARNING, "risk_band"),)
    if not risk.inside(context.profile.risk_band):
        return (Callout(text("rc.band_outside", band=permitted), Emphasis.WARNING, "risk_band"),)
    allowed = range(context.profile.risk_band.lowest, context.profile.risk_band.highest + 1)
    share = percent(
        "risk.weeks_inside",
        float(np.mean([one in allowed for one in risk.classes])),
        Nature.CURRENT,
        "risk_class",
        decimals=0,
        sources=inputs(context),
    )
    first, last = (risk.ends[row].astype("datetime64[D]").item() for row in (0, -1))
    edges = (f"profile.band.{edge}" for edge in ("lowest", "highest"))
    share = derived(share, *edges, first=first.isoformat(), last=last.isoformat())
    return (Paragraph(text("rc.band_inside", band=permitted, first=first, share=share)),)


def _proxy_list(
    context: Context, risk: RiskClass | NotAvailable, sri: Sri | NotAvailable
) -> tuple[Block, ...]:
    """Every ETF whose early history is another's, by name."""
    named = [*getattr(risk, "proxied", ()), *getattr(sri, "proxied", ())]
    stand_ins = {ticker: context.house.instruments[ticker].proxy for ticker in dict.fromkeys(named)}
    if not stand_ins:
        return ()
    items = tuple(
        text("rc.proxy", ticker=Verbatim(ticker), proxy=Verbatim(proxy))
        for ticker, proxy in stand_ins.items()
    )
    return (Bullets(items),)
