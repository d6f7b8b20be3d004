"""The machine-readable twin of a document, read back: a file that may have been anywhere meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError
from pydantic_core import from_json

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.inputs.plain_text import shorten
from reporting.inputs.resources import shown

MAX_BYTES = 16 * 1024 * 1024
"""The longest documents have twins of less than a megabyte."""


class _Part(BaseModel):
    """What is read must be of its type; what a later version adds is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class TwinInput(_Part):
    """One input; `first` and `last` are ISO dates, None for what has no dates."""

    label: str
    sha256: str
    first: str | None
    last: str | None


class TwinDefinition(_Part):
    """The sentence of a definition and the place of its formula."""

    sentence: str
    reference: str


class TwinFigure(_Part):
    """One figure as `domain.figure.Figure` has it, with the characters that were printed for it."""

    value: FiniteFloat | None
    printed: str
    unit: Annotated[Unit, Field(strict=False)]
    nature: Annotated[Nature, Field(strict=False)]
    definition: str
    decimals: int
    currency: str | None
    missing: str | None
    sources: list[str]
    parts: list[str]
    rule: Annotated[Rule, Field(strict=False)] | None
    parameters: dict[str, str | int | FiniteFloat]


class Twin(_Part):
    """What a twin says about its document and the origin of its figures."""

    document_id: str
    as_of: str
    status: str
    code_version: str
    quoted: list[str] = []
    inputs: dict[str, TwinInput]
    definitions: dict[str, TwinDefinition]
    figures: dict[str, TwinFigure]


def read_twin(path: Path) -> Twin:
    """The twin at `path`. Raises `Unusable`, in one sentence, for any other file."""
    return parse_twin(_bytes(path), shown(path))


def parse_twin(content: bytes, file: str) -> Twin:
    """The twin in `content`, named `file` in messages. Raises `Unusable`, in one sentence."""
    try:
        return Twin.model_validate(from_json(content, allow_inf_nan=False))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(shorten(str(key)) for key in first["loc"])
        wrong = first["msg"].partition(" or instance of")[0].lower()
        message = f"this is not the twin of a document ({wrong}); give the .json beside a PDF"
        raise Unusable([Fault(file, message, place)]) from None
    except ValueError as error:
        message = f"this is not JSON ({shorten(str(error), 80)}); give the .json beside a PDF"
        raise unusable(file, message) from None


def _bytes(path: Path) -> bytes:
    file = shown(path)
    try:
        if not path.is_file():
            raise unusable(file, "there is no such file; give the .json beside a PDF")
        if path.stat().st_size > MAX_BYTES:
            raise unusable(file, f"the file is larger than {MAX_BYTES // 2**20} MB; no twin of a document is")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a usable file name"
        raise unusable(file, f"cannot be read: {reason.lower()}") from None
