"""Whether a delivered PDF is what its own evidence says: made again where its inputs are at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reporting.delivery import differences
from reporting.delivery.athand import Places, at_hand, hashes
from reporting.delivery.files import inside, not_writable, sha256, write
from reporting.delivery.manifest import NAME, listed, shipped_templates, versions
from reporting.delivery.pool import Runner
from reporting.delivery.remade import Made, NotMade, remade
from reporting.delivery.verification import RECOMPUTED, Check, Verification
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.amounts import PROFILES
from reporting.disclosures.clients.advice.cited import QUESTIONNAIRE
from reporting.domain.disclosure import PROFILE_KINDS
from reporting.domain.errors import unusable
from reporting.inputs.carried import ENTRY, FIGURES, NAMES, PROFILE, Carried, read_carried
from reporting.inputs.twins import MAX_BYTES, parse_twin


def verify(path: Path, places: Places, run: Runner, extract: Path | None = None) -> Verification:
    """The PDF at `path` against what it carries, what lies beside it, and what its inputs give anew.

    `extract` is a folder for the files that it carries; else nothing is written. Raises Unusable for a file
    without evidence that can be read, and for given inputs that cannot be used.
    """
    carried = read_carried(path)
    if extract:
        _extract(carried, extract)
    checks = [*_embedded(carried), *_beside(carried, path)]
    if all(check.agrees is not False for check in checks):
        checks += _anew(carried, places, run)
    return Verification(carried.file, carried.entry.document_id, tuple(checks))


def _extract(carried: Carried, folder: Path) -> None:
    """The files under their own fixed names, in a folder that is empty or made."""
    try:
        taken = folder.exists() and next(folder.iterdir(), None) is not None
    except OSError as error:
        raise not_writable(folder, error) from None
    if taken:
        raise unusable(folder.as_posix(), "holds other files; choose an empty folder for --extract")
    targets = {inside(folder, name): carried.files[name] for name in NAMES if name in carried.files}
    for target, content in targets.items():
        write(target, content)


def _embedded(carried: Carried) -> Iterator[Check]:
    """What the files in the PDF say of each other."""
    entry = carried.entry
    for name in (PROFILE, FIGURES):
        if name in carried.files:
            yield _hash_check(f"embedded {name}", entry.files.get(name), sha256(carried.files[name]), ENTRY)
    if (entry.inputs.profile.sha256 if entry.inputs.profile else None) != entry.files.get(PROFILE):
        yield Check(f"embedded {ENTRY}", False, "names two different profiles")
    twin = parse_twin(carried.files[FIGURES], f"{carried.file}: {FIGURES}")
    for name in ("document_id", "as_of", "status"):
        told, found = getattr(entry, name), getattr(twin, name)
        if told != found:
            yield Check(f"embedded {ENTRY}", False, f"says {name} {told}, the figures say {found}")


def _beside(carried: Carried, path: Path) -> Iterator[Check]:
    """The twin and the manifest, where they lie as a build leaves them."""
    twin = path.with_suffix(".json")
    try:
        content = twin.read_bytes() if twin.is_file() and twin.stat().st_size <= MAX_BYTES else None
    except OSError:
        content = None
    if content is None:
        yield Check("twin beside it", None, "is not there")
    elif content == carried.files[FIGURES]:
        yield Check("twin beside it", True, "has the same bytes as the embedded figures")
    else:
        found = differences.of_twins(carried.files[FIGURES], content, "in the PDF", "beside it")
        yield Check("twin beside it", False, found or "says the same in other bytes")
    # A further language lies one folder deeper than the first.
    homes = (path.parent, path.parent.parent)
    entries = (listed(each.parent / NAME, path.relative_to(each.parent).as_posix()) for each in homes)
    told = next((each for each in entries if each), None)
    if told is None:
        yield Check("manifest of the period", None, "is not there, or does not list this file")
    else:
        yield _hash_check("manifest of the period", told, sha256(carried.pdf), NAME)


def _anew(carried: Carried, places: Places, run: Runner) -> Iterator[Check]:
    """The document made again, or why it could not be."""
    found = at_hand(carried, places)
    others = [*differences.of_versions(carried.entry.versions.model_dump(), versions())]
    if carried.entry.inputs.templates.sha256 != shipped_templates():
        others.append(f"the templates are others {differences.HERE} than {differences.THERE}")
    if found.data is None:
        if others and any(check.agrees is False for check in found.checks):
            yield Check("versions", False, others[0])
        yield from found.checks
        yield Check(RECOMPUTED, None, "no: its pages were compared with nothing")
        return
    yield from found.checks
    yield from _compared(carried, remade(carried, found, places, run), others)


def _compared(carried: Carried, made: Made | NotMade, others: list[str]) -> Iterator[Check]:
    """The inputs that only the figures name, then the bytes."""
    if isinstance(made, NotMade):
        yield Check(RECOMPUTED, None if made.missing else False, f"{made.reason}{_because(others)}")
        return
    if carried.entry.kind not in PROFILE_KINDS:
        yield from _inputs(carried, made)
    if made.pdf == carried.pdf:
        yield Check(RECOMPUTED, True, "gives the same bytes")
    else:
        yield Check(RECOMPUTED, False, _first(carried, made, others))


def _inputs(carried: Carried, made: Made) -> Iterator[Check]:
    """The client's own rows, the questionnaire, and all profiles together."""
    told, found = (parse_twin(each, FIGURES).inputs for each in (carried.files[FIGURES], made.twin))
    for key in sorted({*told, *found} & {BOOK, QUESTIONNAIRE, PROFILES}):
        one, other = (each[key].sha256 if key in each else "" for each in (told, found))
        label = (told if key in told else found)[key].label
        yield Check(label, one == other, "at hand" if one == other else hashes(one, other))


def _first(carried: Carried, made: Made, others: list[str]) -> str:
    """What made the document first, then what it says, then how it looks."""
    figures = differences.of_twins(carried.files[FIGURES], made.twin)
    if others:
        return f"{others[0]}; {figures or 'all figures are the same'}"
    return figures or differences.of_pages(carried.pdf, made.pdf)


def _because(others: list[str]) -> str:
    return f" ({others[0]})" if others else ""


def _hash_check(name: str, told: str | None, found: str, owner: str) -> Check:
    if told == found:
        return Check(name, True, f"has the SHA-256 that {owner} names")
    named = f"{told[:12]}…" if told else "none"
    return Check(name, False, f"{owner} names SHA-256 {named}, the bytes have {found[:12]}…")
