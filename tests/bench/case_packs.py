"""Client packs: shared pages against pages laid out anew, two processes against one, memory of a worker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing import active_children
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from reporting.clients.demo.generate import write_many
from reporting.delivery.collector import resting
from reporting.delivery.data import load_data
from reporting.delivery.packs import press
from reporting.delivery.packs.batch import run_tasks, warm_up
from reporting.delivery.packs.crews import Processes
from reporting.delivery.packs.maker import PackResult, Task
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import make_plan
from reporting.delivery.subject import house_beside
from reporting.domain.disclosure import Disclosure, DocumentKind
from reporting.inputs.clients import Book, demo_book, open_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled
from reporting.rendering.pdf import Annex, Attachment, render_pdf
from tests.bench.harness import Row, case, seconds

KEY = b"k" * 32
PATHS = 500
"""The number of simulated paths changes figures, but no page and so no time of printing."""
CLIENT = Task("P11", "0" * 16)
"""In English, with the profile `balanced`."""
CLIENTS = 36
RUN = "bench"
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Print:
    """A document as it went to print: its own part with the pages bound in, and the same as a whole."""

    whole: Disclosure
    own: Disclosure
    attached: tuple[Attachment, ...]
    annex: Annex | None

    def bound(self) -> bytes:
        """Printed with the shared pages bound in."""
        with resting():
            return render_pdf(self.own, self.attached, annex=self.annex)

    def anew(self) -> bytes:
        """Printed with all pages laid out anew."""
        with resting():
            return render_pdf(self.whole, self.attached)


@case
def shared_pages() -> Iterator[Row]:
    """Printing a client's document with bound pages, against laying out all its pages anew."""
    recipe = replace(_recipe(demo_book(), "balanced"), separate=True)
    prints, pages = _prints(recipe)
    for kind, most in ((DocumentKind.PERSONAL, 0.45), (DocumentKind.PACK, None)):
        each = prints[kind]
        assert each.annex is not None
        shared, ratio = len(each.annex.pages.pages), seconds(each.bound) / seconds(each.anew)
        note = f"{pages[kind]} pages, {shared} of them shared"
        yield Row(f"{kind.value}: time with shared pages / all anew", ratio, "", at_most=most, note=note)


@case
def workers() -> Iterator[Row]:
    """Packs of a derived book by one process and by two; the same facts, made before, serve both."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        write_many(folder / "book", CLIENTS, "csv")
        recipe = _recipe(open_book(str(folder / "book")))
        warm_up(RUN, recipe.keys, Processes(RUN, recipe, folder, 2))
        (one, small), (two, large) = (_rate(recipe, folder, jobs) for jobs in (1, 2))
    note = f"{CLIENTS} clients; {one:.2f} and {two:.2f} packs a second"
    yield Row("packs a second: two processes / one", two / one, "", at_least=1.6, note=note)
    yield Row("most memory of a worker", max(small, large) / 1e6, "MB", at_most=350)


def _recipe(book: Book, *profiles: str) -> ClientRecipe:
    plan = make_plan(load_data(), period="2026Q3", chosen=profiles, paths=PATHS)
    return ClientRecipe(plan, load_questionnaire(house_beside(bundled("profiles"))), book, KEY)


def _prints(recipe: ClientRecipe) -> tuple[dict[DocumentKind, Print], dict[DocumentKind, int]]:
    """What goes to print for one client, by kind, and how many pages it has."""
    known = {key: recipe.facts(key) for key in recipe.keys}
    maker = recipe.maker(known.__getitem__)
    noted: list[tuple[Disclosure, tuple[Attachment, ...], Annex | None]] = []

    def noting(own: Disclosure, attached: tuple[Attachment, ...], **more: Annex | None) -> bytes:
        noted.append((own, attached, more.get("annex")))
        return render_pdf(own, attached, **more)  # type: ignore[arg-type]

    with patch.object(press, "render_pdf", noting):
        result = maker.make(CLIENT)
    shared: Mapping[str, Disclosure] = {id: each.pages for id, each in known.items()}
    prints = {own.kind: Print(_whole(own, annex, shared), own, each, annex) for own, each, annex in noted}
    return prints, {DocumentKind(each.type): each.pages for each in result.record.documents}


def _whole(own: Disclosure, annex: Annex | None, shared: Mapping[str, Disclosure]) -> Disclosure:
    return replace(own, sections=(*own.sections, *shared[own.profile].sections)) if annex else own


def _rate(recipe: ClientRecipe, folder: Path, jobs: int) -> tuple[float, int]:
    """Packs a second once every process is at work, and the most memory in bytes that one of them held."""
    ends: list[float] = []
    memory: list[int] = []

    def done(task: Task, result: PackResult) -> None:
        ends.append(time.perf_counter())
        memory.extend(_resident(child.pid) for child in active_children() if child.pid)

    run_tasks(RUN, recipe.tasks(), recipe.types, Processes(RUN, recipe, folder, jobs), done)
    first = 2 * jobs  # each process has loaded what prints and laid out its first shared pages
    return (len(ends) - first) / (ends[-1] - ends[first - 1]), max(memory)


def _resident(process: int) -> int:
    """Resident memory of a process in bytes; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE
    except OSError:
        return 0
