"""A build: every profile's documents into `output/<period>/<profile>/`, and the manifest beside them."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reporting.delivery.files import inside, not_writable, write
from reporting.delivery.manifest import NAME, manifest
from reporting.delivery.plan import Outcome, Plan
from reporting.delivery.pool import Runner
from reporting.delivery.progress import Reporter
from reporting.delivery.text import Json, pretty
from reporting.domain.disclosure import DocumentKind

FILES = tuple(f"{kind.value}.{suffix}" for kind in DocumentKind for suffix in ("pdf", "json"))


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build. `folder` is that of the period; `unlisted` names profiles whose documents of an
    earlier build lie there too, which the manifest does not list."""

    folder: Path
    manifest: dict[str, Json]
    outcomes: tuple[Outcome, ...]
    unlisted: tuple[str, ...]

    @property
    def refused(self) -> tuple[Outcome, ...]:
        """The profiles without documents."""
        return tuple(outcome for outcome in self.outcomes if outcome.faults)

    @property
    def listing(self) -> str:
        """The documents, one a line: where it is, what it may be used for, how long it is."""
        return "".join(
            f"{self.folder.as_posix()}/{outcome.profile}/{document.kind.value}.pdf"
            f"  {document.status.value}  {document.pages} pages\n"
            for outcome in self.outcomes
            for document in outcome.documents
        )


def build(plan: Plan, output: Path, run: Runner, report: Reporter) -> Build:
    """Run the plan's tasks and write what they give; `report` hears of each profile as it is done.

    A refused profile stops no other, and its documents of an earlier build are removed. Every file
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
    outcomes.sort(key=lambda outcome: outcome.profile)
    content = manifest(plan, outcomes)
    write(folder / NAME, pretty(content))
    return Build(folder, content, tuple(outcomes), _unlisted(folder, outcomes))


def _withdraw(folder: Path) -> None:
    """Make the folder ready and take away its manifest."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / NAME).unlink(missing_ok=True)
    except OSError as error:
        raise not_writable(folder, error) from None


def _place(folder: Path, outcome: Outcome) -> None:
    """Write the documents of one profile, or remove those of an earlier build."""
    home = inside(folder, outcome.profile)
    new = {name: content for document in outcome.documents for name, content in document.files.items()}
    for name, content in new.items():
        write(inside(home, name), content)
    for name in set(FILES) - set(new):
        try:
            (home / name).unlink(missing_ok=True)
        except OSError as error:
            raise not_writable(home / name, error) from None
    if not new:
        with suppress(OSError):  # not there, or something else lies in it
            home.rmdir()


def _unlisted(folder: Path, outcomes: list[Outcome]) -> tuple[str, ...]:
    made = {outcome.profile for outcome in outcomes}
    homes = {path.parent.name for name in FILES for path in folder.glob(f"*/{name}")}
    return tuple(sorted(homes - made))
