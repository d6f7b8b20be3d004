"""The figures of the risk classes; each names what it was made from."""

from __future__ import annotations

from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.risk_scale import risk_class
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.law.parameters import parameter
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable, Result
from reporting.measures.sri import Sri


def inputs(context: Context) -> tuple[str, ...]:
    """Manifest keys of what the indicators rest on."""
    return context.risk_inputs


def class_figure(context: Context, id: str, value: Result, definition: str = "risk_class") -> Figure:
    """A class from 1 to 7."""
    return number(id, value, Unit.RISK_CLASS, Nature.CURRENT, definition, sources=inputs(context))


def volatility_figure(
    context: Context, id: str, value: Result, definition: str = "volatility", decimals: int = 2
) -> Figure:
    """A volatility a year."""
    return percent(
        id, value, Nature.CURRENT, definition, decimals=decimals, per_year=True, sources=inputs(context)
    )


def count_figure(context: Context, id: str, value: int, definition: str) -> Figure:
    """A number of weeks, days or changes."""
    return number(id, value, Unit.COUNT, Nature.CURRENT, definition, sources=inputs(context))


def srri_figures(context: Context, risk: RiskClass | NotAvailable) -> tuple[Figure, Figure]:
    """The class on the SRRI scale, the same as on page 1, and the volatility that decided it."""
    if isinstance(risk, NotAvailable):
        return risk_class(context, risk), volatility_figure(context, "risk.srri.volatility", risk)
    bases = (f"risk.volatility.{basis.value}" for basis in risk.candidates)
    decided = volatility_figure(context, "risk.srri.volatility", risk.volatility)
    return risk_class(context, risk), derived(decided, *bases)


def sri_figures(context: Context, sri: Sri | NotAvailable) -> tuple[Figure, Figure]:
    """The class on the SRI scale and the equivalent volatility that decided its market risk class."""
    if isinstance(sri, NotAvailable):
        missing = class_figure(context, "risk.sri", sri, "sri")
        return missing, volatility_figure(context, "risk.sri.volatility", sri, "vev")
    bases = (f"risk.sri.vev.{basis.value}" for basis in sri.candidates)
    matrix = parameter("sri_matrix", context.as_of).valid_from.isoformat()
    own = class_figure(context, "risk.sri", sri.value, "sri")
    return (
        derived(own, "risk.sri.market", "risk.sri.credit", class_table=matrix),
        derived(volatility_figure(context, "risk.sri.volatility", sri.volatility, "vev"), *bases),
    )
