"""The periodic statement (Art 60(2)): everything that it must hold, in one chapter."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.clients.account import AccountFacts
from reporting.disclosures.clients.activity import activity_section
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.charges import charges_section, income_section
from reporting.disclosures.clients.earned import closing, earned_section, flows, opening
from reporting.disclosures.clients.holdings import holdings_section
from reporting.disclosures.clients.orders import orders_section
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import DocumentKind, Facts, Paragraph, Quoted, Section, Text, Value, Verbatim


def statement_chapter(facts: AccountFacts, suitability: tuple[Section, ...] = ()) -> Chapter:
    """The statement of a period that is due (`facts.duty`).

    `suitability` is the updated statement of how the investments meet the client's preferences, objectives
    and characteristics (Directive 2014/65/EU, Art 25(6)).
    """
    sections = (
        _about(facts),
        holdings_section(facts),
        earned_section(facts),
        activity_section(facts),
        charges_section(facts),
        income_section(facts),
        _with_paper(facts, orders_section(facts)),
        *suitability,
    )
    return Chapter(DocumentKind.STATEMENT, sections, (("happened", _answer(facts)),))


def _about(facts: AccountFacts) -> Section:
    """Firm, account, period, and why it comes now (Art 60(2)(a), (b))."""
    firm, account = facts.client.house.firm, facts.ledger.account
    rows: tuple[tuple[Text, Value], ...] = (
        (text("statement.firm"), Verbatim(firm.name.value)),
        (text("statement.account"), Quoted(account.name)),
        (text("statement.holder"), Quoted(facts.client.record.client.name)),
        (
            text("statement.period"),
            text("live.period_row", start=facts.period.first, end=facts.period.last),
        ),
        (text("statement.first_booking"), text("advice.words", words=facts.ledger.first)),
        (text("statement.managed_by"), wording(facts.model.context.profile.name)),
    )
    why = text(f"statement.due_{facts.duty.ground.value}")
    return Section("statement", text("statement.about"), (Paragraph(why), Facts(rows)))


def _with_paper(facts: AccountFacts, section: Section) -> Section:
    """The last section about the account ends with paper on request (Directive 2014/65/EU, Art 24(5a))."""
    firm = facts.client.house.firm
    telephone, email = Verbatim(firm.telephone.value), Verbatim(firm.email.value)
    paper = Paragraph(text("statement.paper", telephone=telephone, email=email))
    return replace(section, blocks=(*section.blocks, paper))


def _answer(facts: AccountFacts) -> Text:
    """The sentence on the cover: values alone, returns stand beside their warning."""
    return text("statement.answer", opening=opening(facts), flows=flows(facts), closing=closing(facts))
