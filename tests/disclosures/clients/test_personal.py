"""A client's own amount: the profile's figures in other money, under ids that clash with nothing shared."""

from itertools import chain

import pytest

from reporting.disclosures.clients.personal import personal_chapter, shared_sections
from reporting.domain.disclosure import Chart, Section, Table, figures_in
from reporting.domain.figure import Figure
from tests.disclosures.clients.models import model

AMOUNT = 25_312.47


@pytest.fixture(scope="module")
def shared() -> tuple[Section, ...]:
    return shared_sections(model("conservative"))


@pytest.fixture(scope="module")
def own(shared: tuple[Section, ...]) -> tuple[Section, ...]:
    return personal_chapter(model("conservative"), AMOUNT, held=True).apart(shared).sections


def figures(sections: tuple[Section, ...]) -> dict[str, Figure]:
    return {figure.id: figure for figure in figures_in(sections)}


def test_every_scenario_is_its_wealth_factor_times_the_amount(own: tuple[Section, ...]) -> None:
    outlook = model("conservative").outlook
    printed = figures(own)
    for (name, years), scenario in outlook.scenarios.items():
        (figure,) = (f for id, f in printed.items() if id.endswith(f"scenario.{name}.{years}y.money"))
        assert isinstance(scenario.wealth, float)
        assert figure.value == pytest.approx(scenario.wealth * AMOUNT, rel=1e-12)


def test_first_year_costs_follow_the_amount_where_the_price_list_is_proportional(
    own: tuple[Section, ...],
) -> None:
    """The shipped price list has no tiers, minimum or fixed sums: each cost is a share of the amount."""
    base = figures(personal_chapter(model("conservative"), 10_000.0, held=False).sections)
    for id, figure in figures(own).items():
        name = id.removeprefix("own.")
        if name.startswith("cost.first.") and name.endswith(".money") and figure.value is not None:
            assert figure.value == pytest.approx(
                (base[name].value or 0.0) * AMOUNT / 10_000, rel=1e-9, abs=1e-9
            )


def test_no_id_stands_for_two_figures_and_no_part_is_lost(
    own: tuple[Section, ...], shared: tuple[Section, ...]
) -> None:
    known: dict[str, Figure] = {}
    for figure in chain(figures_in(own), figures_in(shared)):
        assert known.setdefault(figure.id, figure) == figure
    assert not {part for figure in known.values() for part in figure.parts} - set(known)


def test_every_figure_that_rests_on_the_amount_is_the_clients_own(own: tuple[Section, ...]) -> None:
    """Not only those that the shared pages print too: the stress line stands in the client's part alone."""
    ids = {figure.id for figure in figures_in(own) if ".scenario." in f".{figure.id}"}
    money = {id for id in ids if id.endswith((".money", ".amount"))}
    assert money and all(id.startswith("own.") for id in money)
    assert any("stress" in id for id in money)


def test_sections_tables_and_charts_have_ids_of_their_own(
    own: tuple[Section, ...], shared: tuple[Section, ...]
) -> None:
    blocks = [block for section in (*own, *shared) for block in section.blocks]
    for ids in (
        [section.id for section in (*own, *shared)],
        [block.id for block in blocks if isinstance(block, Table)],
        [block.spec.id for block in blocks if isinstance(block, Chart)],
    ):
        assert ids and len(ids) == len(set(ids))


def test_charts_stand_among_the_shared_pages_only(
    own: tuple[Section, ...], shared: tuple[Section, ...]
) -> None:
    assert not [block for section in own for block in section.blocks if isinstance(block, Chart)]
    assert "fan" in [b.spec.id for s in shared for b in s.blocks if isinstance(b, Chart)]


def test_the_shared_part_does_not_depend_on_the_amount() -> None:
    assert shared_sections(model("conservative")) == shared_sections(model("conservative"))
