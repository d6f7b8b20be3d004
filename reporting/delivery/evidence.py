"""What a PDF carries of its own origin: the profile, the figures, and the entry of the manifest."""

from __future__ import annotations

from reporting.delivery.manifest import entry
from reporting.delivery.plan import Task
from reporting.delivery.text import pretty
from reporting.domain.disclosure import Disclosure
from reporting.inputs.carried import ENTRY, FIGURES, PROFILE
from reporting.rendering.pdf import Attachment


def attachments(
    task: Task, disclosure: Disclosure, figures: bytes, own: bool = True
) -> tuple[Attachment, ...]:
    """The files inside the PDF of a document whose twin is `figures`.

    Relationships by ISO 19005-3, annex E: the document was made from the profile, shows the figures, and
    the entry explains both. A document that no profile is behind (`own` is false) carries none.
    """
    files = {FIGURES: figures, **({PROFILE: task.subject.source} if own else {})}
    told = pretty(entry(task, disclosure, files))
    carried = [
        Attachment(FIGURES, figures, "application/json", "The figures of this document", "Data"),
        Attachment(ENTRY, told, "application/json", "Inputs, seed, versions of this document", "Supplement"),
    ]
    if own:
        source = files[PROFILE]
        carried.append(
            Attachment(PROFILE, source, "application/yaml", "The profile of this document", "Source")
        )
    return tuple(carried)
