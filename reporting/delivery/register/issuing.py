"""Which documents become rows: new ones do, unchanged ones do not, changed ones with a reason do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from reporting.delivery.register.documents import Issue, Series, Source
from reporting.delivery.register.rows import Details, Kind, canonical, sound
from reporting.delivery.register.store import Entry, Reader, Register
from reporting.domain.errors import Fault, Refused, unusable

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Entered:
    """Rows of documents by series: sequence and version of each. `added` counts new rows; `refused` are
    documents that differ from the issued one although no reason was given."""

    rows: Mapping[Series, tuple[int, int]]
    added: int
    refused: tuple[Issue, ...]


def issue(
    register: Register, issues: Sequence[Issue], sources: Iterable[Source], reason: str = ""
) -> Entered:
    """Enter documents in the order given, in one transaction.

    A document equal to the last of its series is no new row. One that differs becomes the next version,
    which supersedes the last and bears `reason`; without a reason it is refused, and the others are entered.
    Raises Refused, and enters nothing, where a source changed under its version.
    """
    check_reason(reason)
    with register.writing() as writer:
        known = _known(writer)
        named = sorted(set(sources), key=lambda each: (each.kind, each.name, each.version))
        _require(named, known)
        last = _last(writer, {each.period for each in issues})
        entries = [Entry(Kind.VERSION, _version(each)) for each in named if _key(each) not in known]
        files, fresh, refused = len(entries), {}, []
        rows: dict[Series, tuple[int, int]] = {}
        for each in issues:
            before = last.get(each.series)
            if before is not None and before.sha256 == each.sha256:
                rows[each.series] = before.sequence, before.version
            elif before is not None and not reason:
                refused.append(each)
            else:
                version = before.version + 1 if before else 1
                fresh[each.series] = version
                entries.append(Entry(Kind.ISSUE, _details(each, before, version, reason)))
        added = writer.append(entries)[files:]
    rows |= {series: (row, fresh[series]) for series, row in zip(fresh, added, strict=True)}
    return Entered(rows, len(added), tuple(refused))


def require_sources(register: Register, sources: Sequence[Source]) -> None:
    """Raises Refused, with a fault for each, where a file changed under a version that the register knows."""
    with register.writing() as writer:
        _require(sources, _known(writer))


def check_reason(reason: str) -> None:
    """Raises Unusable for a reason that is no line of plain text."""
    if len(reason) > LONGEST_REASON or not all(sign.isprintable() for sign in reason):
        raise unusable("--reason", f"give one line of plain text, up to {LONGEST_REASON} characters")


def _require(sources: Iterable[Source], known: Mapping[tuple[str, str, str], str]) -> None:
    changed = [each for each in sources if known.get(_key(each), each.sha256) != each.sha256]
    if changed:
        raise Refused([Fault(each.name, _sentence(each)) for each in changed])


def _sentence(source: Source) -> str:
    if source.kind == "key":
        return "is another key than that of this register's pseudonyms; give the right one by --key"
    named = f"version {source.version}" if source.version else "no version"
    return (
        f"{source.kind} changed, but still states {named}, whose content is registered; give it a new version"
    )


@dataclass(frozen=True, slots=True)
class _Last:
    sequence: int
    version: int
    sha256: str


def _last(reader: Reader, periods: Iterable[str]) -> dict[Series, _Last]:
    """The last document of each series."""
    found: dict[Series, _Last] = {}
    for row in chain.from_iterable(reader.issues_of(period) for period in sorted(periods)):
        told = sound(row)
        series = told.client, told.type, told.period, told.language
        found[series] = _Last(row.sequence, int(told.version), told.sha256)
    return found


def _known(reader: Reader) -> dict[tuple[str, str, str], str]:
    """The hash that goes by each kind, name and version."""
    told = (sound(row) for row in reader.of_kinds(Kind.VERSION))
    return {(each.type, each.document, each.version): each.sha256 for each in told}


def _key(source: Source) -> tuple[str, str, str]:
    return source.kind, source.name, source.version


def _version(source: Source) -> Details:
    return Details(type=source.kind, document=source.name, version=source.version, sha256=source.sha256)


def _details(each: Issue, before: _Last | None, version: int, reason: str) -> Details:
    made = Details(
        client=each.client,
        type=each.type,
        period=each.period,
        language=each.language,
        document=each.document,
        version=str(version),
        day=each.day,
        profile=each.profile,
        templates=each.templates,
        law=each.law,
        questionnaire=each.questionnaire,
        inputs=canonical(each.inputs or {}),
        sha256=each.sha256,
        file=each.file,
        checks=canonical(each.checks or {}),
    )
    return replace(made, supersedes=before.sequence, reason=reason) if before else made
