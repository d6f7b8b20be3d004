"""What packs are made from: profiles, house files, data, questionnaire and client book of one quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reporting.delivery.inputs import inputs_of
from reporting.delivery.job import gather, market_of
from reporting.delivery.manifest import shipped_templates, versions
from reporting.delivery.packs.compliance import REPORTS, compliance_files
from reporting.delivery.packs.dossier import ClientMaker
from reporting.delivery.packs.due import TYPES
from reporting.delivery.packs.maker import Facts, Reader, Task
from reporting.delivery.packs.press import Press
from reporting.delivery.packs.report import Published
from reporting.delivery.packs.shared import Shared
from reporting.delivery.packs.sources import book_sha256, sources_of
from reporting.delivery.plan import Plan
from reporting.delivery.plan import Task as ProfileTask
from reporting.delivery.register.documents import Source
from reporting.delivery.register.pseudonym import pseudonym
from reporting.delivery.text import Json
from reporting.disclosures.clients.context import Model
from reporting.disclosures.clients.outcomes import outcome_of
from reporting.disclosures.clients.pack import shared_document
from reporting.disclosures.ex_ante import outlook
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.clients.book import Book
from reporting.inputs.clients.known import Known
from reporting.rendering.fonts import drawable


@dataclass(frozen=True)
class ClientRecipe:
    """Everything that the packs of a run depend on. `plan` has one task for each profile of the firm.

    `key` makes the pseudonyms; `separate` adds each document by itself to the pack.
    """

    plan: Plan
    questionnaire: Questionnaire
    book: Book
    key: bytes
    separate: bool = False

    @property
    def period(self) -> str:
        """The name of the quarter."""
        return str(self.plan.quarter)

    @property
    def types(self) -> Sequence[str]:
        """The documents that a client may get."""
        return tuple(kind.value for kind in TYPES)

    @property
    def keys(self) -> Sequence[str]:
        """The profiles, by id."""
        return tuple(sorted(self._profiles))

    @property
    def sources(self) -> Sequence[Source]:
        """The files that go by a version of their own."""
        profiles = [task for _, task in sorted(self._profiles.items())]
        return tuple(sources_of(profiles, self.plan.house, self.questionnaire, self.key))

    @property
    def issued_under(self) -> dict[str, str]:
        """Versions of the templates and of the law, which is data of the package."""
        return {"templates": shipped_templates(), "law": str(versions()["code"])}

    @property
    def told(self) -> dict[str, Json]:
        """Inputs and versions, without a word on any client."""
        house = self.plan.house
        tables = {name: table.sha256 for name, table in self.plan.data.tables.items()}
        return {
            "scenario_paths": self.plan.paths,
            "separate": self.separate,
            "inputs": {
                **tables,
                "profiles": {id: task.subject.sha256 for id, task in sorted(self._profiles.items())},
                "house": house.hashes,
                "questionnaire": self.questionnaire.sha256,
                "clients": book_sha256(self.book.where),
            },
            "versions": versions(),
        }

    @property
    def report_names(self) -> Sequence[str]:
        """The compliance report, its twin, and the verdicts that it counts."""
        return REPORTS

    def reports(self, made: Sequence[Published], read: Reader) -> tuple[dict[str, bytes], tuple[str, ...]]:
        """Their contents, and a line for each check that the report fails itself."""
        return compliance_files(self.plan, made, read)

    def tasks(self) -> Sequence[Task]:
        """All clients of the book by their languages, so that a process needs few shared pages at a time."""
        return [Task(id, pseudonym(self.key, id)) for id in self.book.by_language()]

    def facts(self, key: str) -> Shared:
        """A profile with its outlook, its backtest, the pages about it, and its inputs. Raises Refused."""
        task = self._profiles[key]
        market = market_of(task)
        material = gather(task, market)
        known = Model(
            material.context,
            outlook(material.context, material.allocation, self.plan.paths),
            material.backtest,
        )
        return Shared(known, outcome_of(known), shared_document(known), inputs_of(task, market))

    def maker(self, facts: Facts) -> ClientMaker:
        """A maker for this process."""
        return ClientMaker(
            profiles=self._profiles,
            questionnaire=self.questionnaire,
            known=Known(self.questionnaire.versions, frozenset(self.plan.house.instruments), drawable()),
            book=self.book,
            facts=facts,
            press=Press(self._profiles, self.questionnaire),
            separate=self.separate,
        )

    @cached_property
    def _profiles(self) -> dict[str, ProfileTask]:
        return {task.profile.id: replace(task, others=()) for task in self.plan.tasks}
