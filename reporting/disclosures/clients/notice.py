"""The letter about a loss of 10 % or a further 10 % (Art 62(1); docs/method.md section 12)."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.clients.notices import Notice
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.figures import derived, money, percent
from reporting.disclosures.words import text, wording
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import (
    Bullets,
    Disclosure,
    DocumentKind,
    Facts,
    Paragraph,
    Quoted,
    Row,
    Section,
    Status,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.house import House
from reporting.domain.lineage import Rule
from reporting.domain.profile import Profile
from reporting.domain.units import Nature
from reporting.law.parameters import parameter


@dataclass(frozen=True, slots=True)
class Letter:
    """A due notice and whom it goes to. `reference` is the client's pseudonym, `sources` are the
    manifest keys of the prices, beside the client's own rows of the book."""

    record: ClientRecord
    reference: str
    profile: Profile
    house: House
    notice: Notice
    status: Status
    reasons: tuple[Text, ...]
    sources: tuple[str, ...]

    @property
    def percent(self) -> int:
        """The threshold in percent: 10, 20, ..."""
        step = parameter("depreciation_step", self.notice.period.first).value
        return round(self.notice.threshold * step * 100)

    @property
    def currency(self) -> str:
        """The currency of the account."""
        account = self.record.mandate
        assert account is not None
        return account.currency


def notice_document(letter: Letter) -> Disclosure:
    """The letter as a document."""
    client, notice = letter.record.client, letter.notice
    return Disclosure(
        kind=DocumentKind.NOTICE,
        document_id=f"{letter.reference}-{notice.period.label}-notice-{letter.percent}",
        profile=letter.profile.id,
        period=notice.period.label,
        as_of=notice.day,
        language=client.language,
        currency=letter.currency,
        title=text("notice.title", threshold=_threshold(letter)),
        subtitle=text("notice.subtitle", name=Quoted(client.name), account=_account(letter)),
        firm=letter.house.firm.name.value,
        status=letter.status,
        reasons=letter.reasons,
        sections=(_what(letter), _how(letter), _next(letter)),
        profile_name=wording(letter.profile.name),
    )


def _what(letter: Letter) -> Section:
    """The answer first: what was lost, since when, at which valuation."""
    notice, client = letter.notice, letter.record.client
    rows = (
        (text("statement.firm"), Verbatim(letter.house.firm.name.value)),
        (text("statement.account"), _account(letter)),
        (text("statement.holder"), Quoted(f"{client.name}, {client.address}")),
        (text("statement.managed_by"), wording(letter.profile.name)),
        (
            text("statement.period"),
            text("live.period_row", start=notice.period.first, end=notice.period.last),
        ),
        (text("notice.valued"), text("notice.valued_words", day=notice.day)),
        (text("notice.due"), text("notice.due_words", day=notice.due)),
    )
    lead = text(
        "notice.lead",
        start=notice.period.first,
        day=notice.day,
        loss=_loss(letter),
        amount=_amount(letter),
        threshold=_threshold(letter),
    )
    blocks = (Paragraph(lead), warning("past_performance"), warning("capital_at_risk"), Facts(rows))
    return Section("notice", text("notice.what"), blocks)


def _how(letter: Letter) -> Section:
    """From the value at the start to the loss, payments left out of it."""
    notice = letter.notice
    lines = (
        ("start", _money(letter, "start", float(notice.start_value), "account_value")),
        ("additions", _money(letter, "additions", float(notice.additions), "own_flows")),
        ("withdrawals", _money(letter, "withdrawals", float(-notice.withdrawals), "own_flows")),
        ("base", _base(letter)),
        ("uninvested", _money(letter, "uninvested", float(notice.uninvested), "own_flows")),
        ("value", _value(letter)),
        ("amount", _amount(letter)),
        ("loss", _loss(letter)),
    )
    table = Table(
        "notice_loss",
        text("notice.caption", currency=Verbatim(letter.currency)),
        columns("statement.item", "statement.amount", widths=(0.72, 0.28)),
        tuple(Row((text(f"notice.row_{id}"), figure), total=id in ("base", "loss")) for id, figure in lines),
        text("account.source", account=_account(letter)),
        (text("notice.note"),),
        whole=True,
    )
    return Section("notice_how", text("notice.how"), (warning("past_performance"), table))


def _next(letter: Letter) -> Section:
    """What the client may do, what it will hear, whom to ask; nothing is promised."""
    firm = letter.house.firm
    contact = text(
        "notice.contact", telephone=Verbatim(firm.telephone.value), email=Verbatim(firm.email.value)
    )
    following = percent(
        "notice.following", (letter.percent + 10) / 100, Nature.CURRENT, "notice_threshold", decimals=0
    )
    following = derived(following, "notice.threshold")
    items = (
        text("notice.no_promise"),
        text("notice.managed_on"),
        text("notice.changed"),
        text("notice.further", following=following),
        contact,
        text("notice.paper"),
    )
    return Section("notice_next", text("notice.next"), (Bullets(items),))


def _account(letter: Letter) -> Verbatim:
    account = letter.record.mandate
    assert account is not None
    return Quoted(account.name)


def _threshold(letter: Letter) -> Figure:
    return percent(
        "notice.threshold", letter.percent / 100, Nature.CURRENT, "notice_threshold", decimals=0,
        sources=_inputs(letter),
    )  # fmt: skip


def _base(letter: Letter) -> Figure:
    figure = _money(letter, "base", letter.notice.base, "notice_base")
    return derived(figure, "notice.start", "notice.additions", "notice.withdrawals")


def _value(letter: Letter) -> Figure:
    return _money(letter, "value", letter.notice.value, "notice_value")


def _amount(letter: Letter) -> Figure:
    figure = _money(letter, "amount", letter.notice.amount, "notice_loss", Nature.ACTUAL_PAST)
    return derived(figure, "notice.base", "notice.value", rule=Rule.DIFFERENCE)


def _loss(letter: Letter) -> Figure:
    figure = percent(
        "notice.loss",
        letter.notice.loss,
        Nature.ACTUAL_PAST,
        "notice_loss",
        decimals=2,
        sources=_inputs(letter),
    )
    return derived(figure, "notice.amount", "notice.base", rule=Rule.QUOTIENT)


def _money(letter: Letter, id: str, value: float, definition: str, nature: Nature = Nature.CURRENT) -> Figure:
    return money(
        f"notice.{id}", value, nature, definition, letter.currency, decimals=2, sources=_inputs(letter)
    )


def _inputs(letter: Letter) -> tuple[str, ...]:
    return (BOOK, *letter.sources)
