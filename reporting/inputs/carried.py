"""What a PDF carries of its own origin, read back: a file that may have been anywhere meanwhile."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import from_json
from pypdf import PdfReader

from reporting.domain.disclosure import DocumentKind
from reporting.domain.errors import Unusable, unusable
from reporting.inputs.plain_text import shorten
from reporting.inputs.resources import shown
from reporting.inputs.words import PROFILE_ID

PROFILE, FIGURES, ENTRY = "profile.yaml", "figures.json", "manifest-entry.json"
NAMES = (FIGURES, ENTRY, PROFILE)
"""In the order in which a PDF must list them."""
MAX_BYTES = 32 * 1024 * 1024
"""The longest documents have less than a megabyte."""
_MOST_FILES = 100

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(max_length=200)]
Option = bool | int | Name


class _Part(BaseModel):
    """What is read must be of its type; what a later version adds is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class NamedInput(_Part):
    """An input by its hash; a table has the name that is printed for it, and says whether it is synthetic."""

    sha256: Hash
    source: Name = ""
    synthetic: bool = False


class EntryInputs(_Part):
    """What the document was made from."""

    prices: NamedInput
    fx: NamedInput | None = None
    cash_rates: NamedInput | None = None
    profile: NamedInput | None = None
    house: dict[Name, Hash]
    templates: NamedInput
    own_templates: NamedInput | None = None
    records: NamedInput | None = None
    previous: NamedInput | None = None


class EntryVersions(_Part):
    """The versions that made the document; `code` and `fonts` are hashes."""

    reporting: Name
    code: Hash
    python: Name
    libraries: dict[Name, Name]
    system: dict[Name, Name]
    fonts: Hash


class Entry(_Part):
    """The entry of the manifest that describes one document. Clients whom no profile suits get one without.

    `period` is a quarter; a notice may have a month or a year.
    """

    format: Literal[1]
    document_id: Name
    profile: Annotated[str, StringConstraints(pattern=f"^{PROFILE_ID.pattern}$")] | None = None
    kind: Annotated[DocumentKind, Field(strict=False)]
    status: Name
    period: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{3}(Q[1-4]|-(0[1-9]|1[0-2]))?$")]
    as_of: Name
    language: Name
    options: dict[Name, Option]
    inputs: EntryInputs
    versions: EntryVersions
    files: dict[Name, Hash]


@dataclass(frozen=True, slots=True)
class Carried:
    """A PDF with what was found in it: the files by name, and the entry among them as it was read."""

    file: str
    pdf: bytes
    files: dict[str, bytes]
    entry: Entry


def read_carried(path: Path) -> Carried:
    """The PDF at `path` with the three files in it; a document without a profile has two.

    Other files in it are passed over, whatever their names. Raises `Unusable`, in one sentence, for a file
    that is no PDF, is too large, or lacks one of them.
    """
    file = shown(path)
    pdf = _bytes(path)
    files = _files(pdf, file)
    entry = _entry(files[ENTRY], file) if ENTRY in files else None
    asked = [name for name in NAMES if name != PROFILE or entry is None or entry.inputs.profile]
    if missing := [name for name in asked if name not in files]:
        message = f"carries no {' and no '.join(missing)}; give a PDF as it was built, unchanged"
        raise unusable(file, message)
    assert entry is not None
    return Carried(file, pdf, files, entry)


def carried_figures(pdf: bytes, file: str) -> bytes | None:
    """The figures inside a PDF, None where it carries none.

    Raises `Unusable` for a damaged PDF, and for figures that are not those which the entry beside them names.
    """
    files = _files(pdf, file)
    figures = files.get(FIGURES)
    if figures is not None and ENTRY in files:
        listed = _entry(files[ENTRY], file).files.get(FIGURES)
        if listed != hashlib.sha256(figures).hexdigest():
            raise unusable(file, f"its {FIGURES} is not the one that its {ENTRY} names; give the original")
    return figures


def _bytes(path: Path) -> bytes:
    file = shown(path)
    try:
        if not path.is_file():
            raise unusable(file, "there is no such file; give the PDF of a document")
        if path.stat().st_size > MAX_BYTES:
            raise unusable(file, f"the file is larger than {MAX_BYTES // 2**20} MB; no document is")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise unusable(file, f"cannot be read: {reason.lower()}") from None
    if not content.startswith(b"%PDF-"):
        raise unusable(file, "this is not a PDF; give the PDF of a document")
    return content


def _files(pdf: bytes, file: str) -> dict[str, bytes]:
    """Those of the three files that are there. Raises `Unusable` for a PDF that is damaged."""
    found: dict[str, bytes] = {}
    try:
        with silent():
            for each in islice(PdfReader(BytesIO(pdf)).attachment_list, _MOST_FILES):
                if each.name in NAMES:
                    if each.name in found:
                        raise unusable(file, f"carries two files {each.name}; give a PDF as it was built")
                    found[each.name] = each.content
    except Unusable:
        raise
    except Exception as error:  # a hostile file finds ways to fail that no list names
        told = shorten(f"{type(error).__name__}: {error}", 80)
        raise unusable(file, f"the PDF is damaged ({told}); give it as it was built") from None
    return found


@contextmanager
def silent() -> Iterator[None]:
    """pypdf remarks on what it mends in a damaged file; whoever reads one tells of it in one sentence."""
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


def _entry(content: bytes, file: str) -> Entry:
    try:
        return Entry.model_validate(from_json(content, allow_inf_nan=False))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(shorten(str(key)) for key in first["loc"])
        message = f"its {ENTRY} is not one that this version knows ({first['msg'].lower()})"
        raise unusable(file, message, place) from None
    except ValueError as error:
        raise unusable(file, f"its {ENTRY} is not JSON ({shorten(str(error), 80)})") from None
