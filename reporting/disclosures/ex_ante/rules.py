"""The rules behind every decision, in the profile's own numbers (Art 47(3)(d), (e))."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.signals import SIGNALS
from reporting.disclosures.figures import number, percent
from reporting.disclosures.mandate import traded
from reporting.disclosures.words import asset_class, schedule_word, slug, text
from reporting.domain.disclosure import Bullets, Paragraph, Row, Section, Table
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.strategy.blend import effective_shares


def rules_section(context: Context) -> Section:
    """How decisions are made, in the profile's own numbers."""
    profile = context.profile
    limits = profile.limits

    def share(id: str, value: float, decimals: int = 0) -> Figure:
        return percent(
            f"profile.{id}", value, Nature.CURRENT, "rule", decimals=decimals, sources=("profile",)
        )

    effective = effective_shares(profile)
    rows = [
        Row((text(f"term.{id}"), share(f"signal.{id}", float(value), 1), text(f"ea.signal_{id}")))
        for id, value in zip(SIGNALS, effective, strict=True)
    ]
    table = Table(
        "signal_weights",
        text("ea.signal_weights_caption", blend=text(f"ea.blend_{profile.blend.value}")),
        columns("ea.signal", "ea.share_of_score", "ea.meaning", widths=(0.2, 0.18, 0.62), start=(0, 2)),
        tuple(rows),
    )
    items = [
        text("ea.rule_schedule", every=schedule_word(profile.schedule), trade=traded(profile)),
        text(
            "ea.rule_caps",
            cap=share("cap", limits.cap),
            downtrend=share("downtrend_cap", limits.downtrend_cap),
        ),
        *(
            text("ea.rule_group", name=asset_class(group), cap=share(f"group.{slug(group)}", cap))
            for group, cap in limits.group_caps
        ),
        text(
            "ea.rule_risk" if profile.risk_band.highest < 7 else "ea.rule_no_risk_row",
            highest=_highest(context),
        ),
        text("ea.rule_leverage"),
        text("ea.rule_solver"),
    ]
    return Section(
        "rules", text("ea.rules"), (Paragraph(text("ea.rules_lead")), table, Bullets(tuple(items)))
    )


def _highest(context: Context) -> Figure:
    highest = context.profile.risk_band.highest
    return number(
        "profile.band.highest", highest, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
    )
