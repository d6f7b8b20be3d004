"""The 24 personas of the demo book. None of them exists, and their names and addresses say so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.clients.demo.accounts import Payment
from reporting.clients.demo.answers import BOLD, CAUTIOUS, STEADY, Answers
from reporting.clients.demo.course import LAST, Stages
from reporting.domain.client import Category, ConsentKind, Holder

OPENING = date(2025, 6, 30)
REVIEW = date(2026, 6, 15)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a client holds with others: units for each 1,000 of the amount, stated on one day."""

    opened: date
    day: date
    holdings: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Persona:
    """One kind of client. `stages` is empty for one without a mandate; `answered` are the days on which the
    whole questionnaire was answered; `answers` come over the common ones, `unanswered` are left out.
    `electronic` says whether documents may come by e-mail, `consents` are further ones."""

    number: int
    shows: str
    language: str
    country: str
    amount: int
    currency: str
    answers: tuple[Answers, ...]
    stages: Stages = ()
    category: Category = Category.RETAIL
    holder: Holder = Holder.PERSON
    answered: tuple[date, ...] = (date(2025, 6, 16), REVIEW)
    unanswered: tuple[str, ...] = ()
    payments: tuple[Payment, ...] = ()
    last: date = LAST
    elsewhere: Elsewhere | None = None
    electronic: bool = True
    consents: tuple[tuple[ConsentKind, date], ...] = ()

    @property
    def closed(self) -> bool:
        """Whether the relationship has ended."""
        return self.last < LAST

    @property
    def since(self) -> date:
        """First day of the relationship: that of the first answers."""
        return min(self.answered)


def managed(profile: str, opened: date = OPENING) -> Stages:
    """A mandate that one profile has managed from its opening on."""
    return ((profile, opened),)


MODEST_WISHES: Answers = {
    "sustainability": "wanted",
    "taxonomy_share": "1 %",
    "sfdr_share": "5 %",
    "pai": "not_wanted",
    "if_unmet": "no_recommendation",
}
HIGH_WISHES: Answers = {
    "sustainability": "wanted",
    "taxonomy_share": "30 %",
    "sfdr_share": "60 %",
    "pai": "wanted",
    "pai_topics": "climate;people",
    "if_unmet": "give_up",
    "give_up_reason": "breadth",
}
OF_AN_ENTITY: Answers = {
    "purpose": "reserve",
    "income_source": "business",
    "knows_property": "experienced",
}
SKILLED: Answers = {
    "finance_work": "in_finance",
    "services_known": "own_orders;advice;management",
    "experience_volume": "large",
    "test_leverage": "below",
}

PERSONAS: tuple[Persona, ...] = (
    Persona(1, "conservative profile in US dollars", "en", "IE", 60_000, "USD", (CAUTIOUS,),
            managed("conservative")),
    Persona(2, "conservative profile in euro", "de", "AT", 85_000, "EUR", (CAUTIOUS,),
            managed("conservative-ucits")),
    Persona(3, "balanced profile in euro", "fr", "FR", 120_000, "EUR", (STEADY,), managed("balanced-ucits")),
    Persona(4, "aggressive profile in euro; a loss beyond 10 % in 2026Q3", "it", "IT", 45_000, "EUR", (BOLD,),
            managed("aggressive-ucits")),
    Persona(5, "sustainability preferences that the profile meets", "es", "ES", 70_000, "EUR",
            (CAUTIOUS, MODEST_WISHES), managed("conservative-ucits")),
    Persona(6, "sustainability preferences that no profile meets, given up", "nl", "NL", 95_000, "EUR",
            (STEADY, HIGH_WISHES), managed("balanced-ucits")),
    Persona(7, "joint holders", "de", "DE", 150_000, "EUR", (STEADY, {"finance_work": "in_finance"}),
            managed("balanced-ucits"), holder=Holder.JOINT),
    Persona(8, "legal entity; wants paper", "fr", "BE", 400_000, "EUR", (CAUTIOUS, OF_AN_ENTITY),
            managed("conservative-ucits"), holder=Holder.ENTITY, electronic=False),
    Persona(9, "professional; aggressive profile in US dollars; a loss beyond 10 % in 2026Q3", "en", "IE",
            1_200_000, "USD", (BOLD, SKILLED), managed("aggressive"), category=Category.PROFESSIONAL),
    Persona(10, "professional legal entity", "nl", "NL", 2_500_000, "EUR", (BOLD, SKILLED, OF_AN_ENTITY),
            managed("aggressive-ucits"), category=Category.PROFESSIONAL, holder=Holder.ENTITY),
    Persona(11, "balanced profile in US dollars", "en", "IE", 55_000, "USD", (STEADY,), managed("balanced")),
    Persona(12, "even mix; looks at its valuation online, so no quarterly statement is due", "es", "ES",
            80_000, "USD", (STEADY,), managed("balanced-equal"),
            consents=((ConsentKind.ONLINE_VALUATION, date(2025, 6, 16)),
                      (ConsentKind.VALUATION_ACCESS, date(2026, 5, 11)),
                      (ConsentKind.VALUATION_ACCESS, date(2026, 8, 12)))),
    Persona(13, "white paper profile; reports of each transaction, so the statement is yearly", "it", "IT",
            65_000, "USD", (STEADY,), managed("whitepaper"),
            consents=((ConsentKind.EACH_TRANSACTION, date(2025, 7, 1)),)),
    Persona(14, "no suitable profile: cannot bear losses and needs the money soon", "it", "IT", 30_000, "EUR",
            (CAUTIOUS, {"occupation": "retired", "income_source": "pension", "purpose": "income",
                        "holding_years": "1",
                        "tolerable_loss": 0.01, "kept_outside": 0.02, "liquidity_need": 0.5,
                        "largest_fall": "under_5", "certainty": "certain"}), answered=(REVIEW,)),
    Persona(15, "contradictory answers", "es", "ES", 50_000, "EUR",
            (STEADY, {"goal": "growth", "certainty": "certain", "reaction": "sell_all",
                      "largest_fall": "over_35", "experience_years": "none"}), answered=(REVIEW,)),
    Persona(16, "incomplete answers", "fr", "FR", 40_000, "EUR", (STEADY,), answered=(REVIEW,),
            unanswered=("tolerable_loss", "holding_years", "test_rates", "liquidity_need")),
    Persona(17, "answers older than twelve months", "nl", "BE", 110_000, "EUR", (STEADY,),
            managed("balanced-ucits"), answered=(date(2025, 6, 16),)),
    Persona(18, "changed from the conservative to the balanced profile", "en", "IE", 90_000, "USD", (STEADY,),
            (("conservative", OPENING), ("balanced", date(2026, 5, 4)))),
    Persona(19, "new within the year", "de", "DE", 75_000, "EUR", (STEADY,),
            managed("balanced-ucits", date(2026, 8, 3)), answered=(date(2026, 7, 20),)),
    Persona(20, "losses beyond 10, 20 and 30 % in 2022Q3", "de", "AT", 100_000, "USD", (BOLD,),
            managed("aggressive", date(2022, 3, 31)), answered=(date(2022, 3, 21), REVIEW)),
    Persona(21, "a withdrawal", "es", "ES", 130_000, "EUR", (CAUTIOUS,), managed("conservative-ucits"),
            payments=(Payment(date(2026, 7, 22), -0.2),)),
    Persona(22, "additions", "fr", "LU", 60_000, "EUR", (STEADY,), managed("balanced-ucits"),
            payments=(Payment(date(2026, 1, 14), 0.1), Payment(date(2026, 8, 12), 0.25))),
    Persona(23, "no mandate yet; part of what is held elsewhere is to be sold", "nl", "NL", 140_000, "EUR",
            (STEADY, {"existing_portfolio": "switch", "switch_amount": 0.4, "switch_class": "bonds",
                      "switch_running_cost": "1.5 %", "switch_exit_cost": 0.002}),
            answered=(REVIEW,),
            elsewhere=Elsewhere(date(2019, 5, 6), date(2026, 6, 12), (("CSPX", 1.2), ("AGGH", 60.0)))),
    Persona(24, "a relationship that has ended", "en", "IE", 70_000, "USD", (STEADY,), managed("balanced"),
            last=date(2026, 8, 28)),
)  # fmt: skip
