"""Checks on files: each PDF with the twin that lies beside it, or else with the figures that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reporting.checks import reader
from reporting.checks.check import Report, check, judge
from reporting.checks.reader import read_printed
from reporting.checks.told import lines, shape
from reporting.checks.twin import parse_twin
from reporting.delivery.text import Json
from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.carried import carried_figures
from reporting.inputs.twins import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a number of files: a report for each that could be read, a fault for each other."""

    reports: tuple[tuple[str, Report], ...]
    faults: tuple[Fault, ...]

    @property
    def barred(self) -> bool:
        """Whether a mandatory rule is not met."""
        return any(report.barred for _, report in self.reports)

    @property
    def text(self) -> str:
        """For a terminal."""
        return "".join(f"{line}\n" for file, report in self.reports for line in lines(report, file))

    @property
    def json(self) -> dict[str, Json]:
        """For programs."""
        files: list[Json] = [{"file": file, **shape(report)} for file, report in self.reports]
        return {"files": files, "unusable": [str(fault) for fault in self.faults]}


def check_files(paths: Sequence[Path]) -> Checked:
    """Check every file; one that cannot be read stops no other."""
    reports: list[tuple[str, Report]] = []
    faults: list[Fault] = []
    for path in dict.fromkeys(paths):
        try:
            reports.append((path.as_posix(), _check(path)))
        except Unusable as error:
            faults += error.faults
    return Checked(tuple(reports), tuple(faults))


def _check(path: Path) -> Report:
    pdf = _bytes(path, reader.MAX_BYTES)
    beside = path.with_suffix(".json")
    if path.suffix != ".json" and beside.is_file():
        return check(pdf, _bytes(beside, MAX_BYTES), path.as_posix())
    printed = read_printed(pdf, path.as_posix())  # first of all: is it a sound, quiet PDF?
    figures = carried_figures(pdf, path.as_posix())
    return judge(printed, parse_twin(figures, path.as_posix()) if figures is not None else None)


def _bytes(path: Path, most: int) -> bytes:
    file = path.as_posix()
    try:
        if not path.is_file():
            raise unusable(file, "there is no such file; give a PDF that was built")
        if path.stat().st_size > most:
            raise unusable(file, f"the file is larger than {most // 2**20} MB; no document of ours is")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise unusable(file, f"cannot be read: {reason.lower()}") from None
