"""Client documents from disclosures: printed with their twins and evidence, checked as finished files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reporting.checks.check import Report, check
from reporting.checks.told import reasons
from reporting.delivery.collector import give_back, resting
from reporting.delivery.evidence import attachments
from reporting.delivery.files import sha256
from reporting.delivery.packs.maker import Document
from reporting.delivery.packs.shared import Shared
from reporting.delivery.plan import Task as ProfileTask
from reporting.disclosures.clients.pack import personal
from reporting.domain.disclosure import Disclosure
from reporting.domain.questionnaire import Questionnaire
from reporting.domain.tally import signs
from reporting.rendering.pdf import Annex, Attachment, lay_annex, render_pdf
from reporting.rendering.twin import twin


@dataclass(eq=False)
class Press:
    """Prints one document after the other. The pages that clients of a profile share are laid out once for
    each language and put behind the client's own; every finished file is checked as a whole."""

    profiles: Mapping[str, ProfileTask]
    questionnaire: Questionnaire
    _annexes: dict[tuple[str, str], Annex] = field(default_factory=dict)

    def document(self, told: Disclosure, shared: Shared | None) -> tuple[Document, dict[str, bytes]]:
        """A document with its files by name. `shared` belongs to the profile that it is about, None where
        it is about none. Raises `Unusable` and `Refused` as printing does."""
        home = self.profiles[shared.model.context.profile.id if shared else min(self.profiles)]
        figures = twin(told)
        attached = attachments(replace(home, language=told.language), told, figures, own=shared is not None)
        with resting():
            pdf = self._printed(home, told, shared, attached)
        with resting():
            report = check(pdf, figures, told.document_id)
        name = told.kind.value
        files = {f"{name}.pdf": pdf, f"{name}.json": figures}
        document = Document(
            type=name,
            name=name,
            document=told.document_id,
            day=told.as_of.isoformat(),
            language=told.language,
            pages=report.pages,
            files={file: sha256(body) for file, body in files.items()},
            profile=home.profile.version if shared else "",
            questionnaire=self.questionnaire.version,
            inputs={each.key: each.sha256 for each in told.inputs},
            checks=_verdicts(report),
            verdicts=signs(result.finding.verdict for result in report.results),
            barred=reasons(report, quoting=False),
        )
        return document, files

    def _printed(
        self, home: ProfileTask, told: Disclosure, shared: Shared | None, attached: tuple[Attachment, ...]
    ) -> bytes:
        own = personal(told, shared.pages) if shared else None
        if not shared or not own:
            return render_pdf(told, attached, look=home.look)
        annex = self._annex(home, shared.pages, told.language)
        return render_pdf(own, attached, look=home.look, annex=annex)

    def _annex(self, home: ProfileTask, pages: Disclosure, language: str) -> Annex:
        """From those that are kept: as many as there are profiles, since clients come by language. The oldest
        gives way to a new one."""
        key = (home.profile.id, language)
        if key not in self._annexes:
            if len(self._annexes) == len(self.profiles):
                del self._annexes[next(iter(self._annexes))]
            self._annexes[key] = lay_annex(replace(pages, language=language), look=home.look)
            give_back()  # before the pack itself is laid out, so that the two never add up
        return self._annexes[key]


def _verdicts(report: Report) -> dict[str, int]:
    return dict(sorted(Counter(result.finding.verdict.value for result in report.results).items()))
