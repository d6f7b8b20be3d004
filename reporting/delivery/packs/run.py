"""A run of packs from the book to the register: made, staged, entered, published, told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporting.delivery.files import inside, not_writable, sha256, write
from reporting.delivery.packs.batch import run_tasks, warm_up
from reporting.delivery.packs.crews import Crew
from reporting.delivery.packs.journal import Journal
from reporting.delivery.packs.maker import Document, PackResult, Recipe, Record, Task
from reporting.delivery.packs.progress import Reporter
from reporting.delivery.packs.report import NAME, Published, report, withheld
from reporting.delivery.packs.staging import Staging
from reporting.delivery.register.documents import Issue
from reporting.delivery.register.issuing import issue, require_sources
from reporting.delivery.register.retention import note_ends
from reporting.delivery.register.rows import canonical
from reporting.delivery.register.store import Register
from reporting.delivery.text import Json, pretty

JOURNAL = "journal.jsonl"
CHANGED = "differs from the document that was issued; give the --reason of the correction"

Hire = Callable[[str, Recipe, Path], Crew]
"""A crew for the run with this fingerprint, this recipe, and this folder of facts."""
Progress = Callable[[int, int], AbstractContextManager[Reporter]]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished run: its folder, its report, and a line for each client who was not served and for each
    report that must not be used."""

    folder: Path
    report: dict[str, Json]
    unserved: tuple[str, ...]

    @property
    def file(self) -> Path:
        """Where the report lies."""
        return self.folder / NAME


def run(
    recipe: Recipe,
    output: Path,
    register: Register,
    hire: Hire,
    progress: Progress,
    resume: bool = False,
    reason: str = "",
) -> Finished:
    """Make the packs of all clients of a recipe, enter them in the register, and publish them.

    Every client that is done is in the journal, with its files on the disk; `resume` goes on from there.
    The register is written and files are published at the end, in the order of pseudonyms, so that order and
    number of workers change nothing. Raises Unusable and Refused for what concerns the run as a whole.
    """
    require_sources(register, recipe.sources)
    told = recipe.told
    fingerprint = sha256(canonical({"period": recipe.period, **told}).encode())
    staging = Staging(output, recipe.period)
    staging.open()
    with Journal(staging.folder / JOURNAL, fingerprint, resume) as journal:
        if not resume:
            staging.empty()
        tasks = recipe.tasks()
        _make(recipe, tasks, journal, staging, hire(fingerprint, recipe, staging.facts), progress)
        records = [journal.records[name] for name in sorted(task.pseudonym for task in tasks)]
        _withdraw(output, recipe.period, (NAME, *recipe.report_names))
        made = list(_publish(recipe, records, register, staging, reason))
        further, wrong = recipe.reports(made, lambda each, document: staging.read(each.record, document))
        hashes: dict[str, Json] = {name: sha256(body) for name, body in further.items()}
        content = {**report(recipe.period, told, recipe.types, made), "reports": hashes}
        for name, body in {**further, NAME: pretty(content)}.items():
            write(inside(output, recipe.period, *name.split("/")), body, private=True)
        staging.close()
    unserved = (
        f"{each.record.client}: {each.state.value}: {'; '.join(each.reasons)}"
        for each in made
        if each.unserved
    )
    return Finished(inside(output, recipe.period), content, (*unserved, *wrong))


def _make(
    recipe: Recipe, tasks: Sequence[Task], journal: Journal, staging: Staging, crew: Crew, progress: Progress
) -> None:
    """Have the packs made that the journal does not know of, or whose files are lost."""
    known = journal.records
    left = [task for task in tasks if not (found := known.get(task.pseudonym)) or not staging.holds(found)]
    if not left:
        return
    warm_up(journal.run, recipe.keys, crew)
    with progress(len(tasks), len(tasks) - len(left)) as told:

        def done(task: Task, result: PackResult) -> None:
            staging.put(result)
            journal.append(result.record)
            told(result.record)

        run_tasks(journal.run, left, recipe.types, crew, done)


def _publish(
    recipe: Recipe, records: Sequence[Record], register: Register, staging: Staging, reason: str
) -> Iterator[Published]:
    """Enter all documents in one transaction, then move each to its place."""
    issues = [
        _issue(recipe, staging, record, each)
        for record in records
        for each in record.documents
        if not each.barred
    ]
    entered = issue(register, issues, recipe.sources, reason)
    note_ends(
        register, {each.client: date.fromisoformat(each.ended) if each.ended else None for each in records}
    )
    versions = {(series[0], series[1]): version for series, (_, version) in entered.rows.items()}
    staging.withdraw_rejected()
    for record in records:
        yield _published(record, staging, versions)


def _published(record: Record, staging: Staging, versions: Mapping[tuple[str, str], int]) -> Published:
    found: dict[str, int] = {}
    told = record
    for document in record.documents:
        version = versions.get((record.client, document.type))
        if document.barred:
            staging.put_apart(record, document)
            told = withheld(told, document, document.barred)
        elif version is None:
            told = withheld(told, document, [f"{document.type} {CHANGED}"])
        else:
            staging.publish(record, document, version)
            found[document.type] = version
    return Published(told, found)


def _issue(recipe: Recipe, staging: Staging, record: Record, document: Document) -> Issue:
    return Issue(
        client=record.client,
        type=document.type,
        period=recipe.period,
        language=document.language,
        document=document.document,
        day=document.day,
        sha256=document.files[document.pdf],
        file=staging.place(record, document, document.pdf),
        profile=document.profile,
        questionnaire=document.questionnaire,
        inputs=document.inputs,
        checks=document.checks,
        **recipe.issued_under,
    )


def _withdraw(output: Path, period: str, names: Iterable[str]) -> None:
    """Take the reports of an earlier run away before its files are replaced."""
    for name in names:
        path = inside(output, period, *name.split("/"))
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise not_writable(path, error) from None
