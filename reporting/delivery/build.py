"""A build: every profile's documents into `output/<period>/<profile>/`, and the manifest beside them."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from reporting.delivery.files import inside, not_writable, sha256, write
from reporting.delivery.manifest import FORMAT, NAME, manifest
from reporting.delivery.plan import Document, Outcome, Plan
from reporting.delivery.pool import Runner
from reporting.delivery.progress import Reporter
from reporting.delivery.text import Json, pretty
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind
from reporting.rendering.languages import languages

FILES = tuple(f"{kind.value}.{suffix}" for kind in PROFILE_KINDS for suffix in ("pdf", "json"))
CHECKS = "checks.json"
REPORT = tuple(f"{DocumentKind.COMPLIANCE.value}.{suffix}" for suffix in ("pdf", "json"))
REPORT_CHECKS = f"{DocumentKind.COMPLIANCE.value}.{CHECKS}"
PRINTS = "reporting.delivery.compliance"
"""The module of the compliance report, which loads what prints: seconds that the command's help can spare."""
REJECTED = "rejected"
"""The folder of documents that failed a mandatory check."""


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build. `folder` is that of the period; `compliance` reports on all its documents; `unlisted`
    names profiles whose documents of an earlier build lie there too, which the manifest does not list."""

    folder: Path
    manifest: dict[str, Json]
    outcomes: tuple[Outcome, ...]
    compliance: Document
    unlisted: tuple[str, ...]

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The profiles without documents."""
        return tuple(outcome for outcome in self.outcomes if outcome.faults)

    @property
    def listing(self) -> str:
        """The documents, one a line: where it is, what it may be used for, how long it is."""
        listed = [
            (f"{outcome.profile}/{document.name}", document)
            for outcome in self.outcomes
            for document in outcome.published
        ]
        if not self.compliance.barred:
            listed.append((self.compliance.name, self.compliance))
        return "".join(
            f"{self.folder.as_posix()}/{path}.pdf  {document.status.value}  {document.pages} pages\n"
            for path, document in listed
        )

    @property
    def rejections(self) -> tuple[str, ...]:
        """Why documents were put apart, one line for each check that they failed."""
        return tuple(
            f"{outcome.profile}: {document.name} is not published: {reason}"
            for outcome in self.outcomes
            for document in outcome.rejected
            for reason in document.barred
        ) + tuple(f"{self.compliance.name} is not published: {why}" for why in self.compliance.barred)


def build(plan: Plan, output: Path, run: Runner, report: Reporter) -> Build:
    """Run the plan's tasks and write what they give; `report` hears of each profile as it is done.

    A refused profile stops no other, and its documents of an earlier build are removed. A document that
    fails a mandatory check is not published but put apart with its report. Every file
    appears whole or not at all; the manifest goes first and comes last, so that a manifest never stands
    beside documents that it does not describe. Raises Unusable where nothing can be written.
    """
    folder = inside(output, str(plan.quarter))
    _withdraw(folder)
    outcomes: list[Outcome] = []
    with closing(run(plan.tasks)) as running:
        for outcome in running:
            _place(folder, outcome)
            outcomes.append(outcome)
            report(outcome)
            import_module(PRINTS)  # the first time only, and while other profiles are at work
    outcomes.sort(key=lambda outcome: outcome.profile)
    verdicts = _verdicts(outcomes)
    from reporting.delivery.compliance import compliance_report

    compliance = compliance_report(plan, outcomes, verdicts, CHECKS)
    for name, body in {CHECKS: verdicts, **_report_files(compliance)}.items():
        write(inside(folder, *name.split("/")), body)
    content = {
        **manifest(plan, [_published(outcome) for outcome in outcomes]),
        "checks": {"file": CHECKS, "sha256": sha256(verdicts)},
        "compliance": {name: sha256(body) for name, body in _report_files(compliance).items()},
        "rejected": {
            outcome.profile: {document.name: document.barred for document in outcome.rejected}
            for outcome in outcomes
            if outcome.rejected
        },
    }
    write(folder / NAME, pretty(content))
    return Build(folder, content, tuple(outcomes), compliance, _unlisted(folder, outcomes))


def _published(outcome: Outcome) -> Outcome:
    return replace(outcome, documents=outcome.published)


def _verdicts(outcomes: list[Outcome]) -> bytes:
    """What the checks say of all documents."""
    reports: list[Json] = [
        {"profile": outcome.profile, **document.checks}
        for outcome in outcomes
        for document in outcome.documents
    ]
    return pretty({"format": FORMAT, "documents": reports})


def _report_files(compliance: Document) -> dict[str, bytes]:
    """The files of the compliance report by their path, apart if it failed a check itself."""
    return _apart(compliance) if compliance.barred else compliance.files


def _apart(document: Document) -> dict[str, bytes]:
    """A document that failed a check, with its report."""
    files = {**document.files, f"{document.name}.{CHECKS}": pretty(document.checks)}
    return {f"{REJECTED}/{name}": content for name, content in files.items()}


def _withdraw(folder: Path) -> None:
    """Make the folder ready and take away its manifest and what the checks said of it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (NAME, CHECKS, *REPORT, *(f"{REJECTED}/{name}" for name in (*REPORT, REPORT_CHECKS))):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from None


def _place(folder: Path, outcome: Outcome) -> None:
    """Write the documents of one profile, those that failed a check apart with their report."""
    _replace(inside(folder, outcome.profile), _files(outcome.published))
    apart = inside(folder, REJECTED, outcome.profile)
    failed = _files(outcome.rejected)
    failed |= {f"{each.name}.{CHECKS}": pretty(each.checks) for each in outcome.rejected}
    _replace(apart, failed)
    with suppress(OSError):  # other profiles' documents lie in it
        apart.parent.rmdir()


def _files(documents: tuple[Document, ...]) -> dict[str, bytes]:
    return {name: content for document in documents for name, content in document.files.items()}


def _replace(home: Path, new: dict[str, bytes]) -> None:
    """The files in their folder, and none of an earlier build beside them."""
    for name, content in new.items():
        write(inside(home, *name.split("/")), content)
    for place in (*(home / language for language in languages()), home):
        for name in {*FILES, *(f"{kind.value}.{CHECKS}" for kind in PROFILE_KINDS)}:
            _remove(place / name, new.keys(), home)
        with suppress(OSError):  # not there, or not empty
            place.rmdir()


def _remove(path: Path, kept: Collection[str], home: Path) -> None:
    try:
        if path.relative_to(home).as_posix() not in kept:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise not_writable(path, error) from None


def _unlisted(folder: Path, outcomes: list[Outcome]) -> tuple[str, ...]:
    made = {outcome.profile for outcome in outcomes}
    homes = {path.parent.name for name in FILES for path in folder.glob(f"*/{name}")}
    return tuple(sorted(homes - made))
