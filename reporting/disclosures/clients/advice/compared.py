"""Which other profiles were looked at, and why they stand back (Art 54(9))."""

from __future__ import annotations

from dataclasses import replace

from reporting.clients.assessment.ordering import why_behind
from reporting.clients.assessment.types import Candidate
from reporting.disclosures.blocks import columns
from reporting.disclosures.clients.advice.amounts import risk_class, yearly_cost
from reporting.disclosures.clients.advice.cited import Advice, joined, told
from reporting.disclosures.clients.advice.rulewords import set_back, stopped
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Paragraph, Row, Section, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.questionnaire import GoalOrder
from reporting.domain.rounding import units
from reporting.domain.units import Nature


def alternatives_section(advice: Advice) -> Section:
    """All other profiles of the firm with costs and the reason why not; that there is none, if so."""
    chosen, found = advice.chosen, advice.assessment
    others = [each for each in (*found.candidates, *found.rejected) if each.profile != chosen.profile]
    if not others:
        alone = Paragraph(text("suitability.only_profile"))
        return Section("alternatives", text("suitability.alternatives"), (alone,))
    rows = (
        _row(advice, chosen, text("suitability.chosen")),
        *(_row(advice, each, _why(advice, each)) for each in others),
    )
    heads = columns(
        "suitability.profile", "suitability.class", "suitability.cost", "suitability.why_not",
        widths=(0.2, 0.1, 0.13, 0.57), start=(0, 3),
    )  # fmt: skip
    table = Table("alternatives", text("suitability.alternatives_caption"), heads, rows)
    return Section(
        "alternatives",
        text("suitability.alternatives"),
        (Paragraph(text("suitability.alternatives_lead")), table),
    )


def _row(advice: Advice, candidate: Candidate, words: Text) -> Row:
    return Row(
        (
            advice.profile(candidate.profile),
            risk_class(advice, candidate),
            yearly_cost(advice, candidate),
            words,
        )
    )


def _why(advice: Advice, candidate: Candidate) -> Text:
    """What stops it, or why it stands behind the chosen one."""
    if not candidate.suitable:
        return joined(stopped(advice, candidate), "advice.then")
    limit, goal = advice.assessment.permitted, advice.question("goal").option(str(advice.fact("goal").value))
    assert limit is not None
    reason = why_behind(candidate, advice.chosen, goal.order or GoalOrder.LOWEST, limit)
    if reason == "set_back":
        return joined(set_back(advice, candidate), "advice.then")
    if reason in ("goal", "kept"):
        return text(f"suitability.behind_{reason}", goal=told(advice, "goal"))
    if reason == "costs":
        return text("suitability.behind_costs", more=_dearer(advice, candidate))
    return text(f"suitability.behind_{reason}")


def _dearer(advice: Advice, candidate: Candidate) -> Figure:
    """What it costs more a year: as printed, the difference of the costs beside it."""
    own, other = yearly_cost(advice, advice.chosen), yearly_cost(advice, candidate)
    assert own.value is not None and other.value is not None
    figure = percent(
        f"profile.{candidate.profile}.dearer",
        other.value - own.value,
        Nature.FORWARD,
        "cost_share",
        decimals=2,
    )
    points = units(other.value, 2, 2) - units(own.value, 2, 2)
    return derived(replace(figure, printed_units=points), other.id, own.id, rule=Rule.DIFFERENCE)
