"""The firm's logo and colours: read from the house folder, and fit for every document or refused."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from xml.etree import ElementTree

from pydantic import Field

from reporting.domain.brand import Brand, Logo
from reporting.domain.errors import Unusable
from reporting.inputs.plain_text import decode, shorten
from reporting.inputs.reading import Problem, Strict
from reporting.inputs.scalars import Json, Reader, fault, one_scalar
from reporting.inputs.words import Word
from reporting.inputs.yaml_source import Location

MAX_BYTES = 256 * 1024
MAX_SIDE = 4000
CONTRAST = 4.5
"""Least contrast of a colour of text on white (WCAG 2.2, 1.4.3)."""

_SIGNATURE, _END = b"\x89PNG\r\n\x1a\n", b"IEND"
_HEX = re.compile(r"#[0-9a-f]{6}")
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon linearGradient radialGradient "
    "stop clipPath style".split()
)
_REACHING = re.compile(r"@|url\(\s*['\"]?(?!\s*['\"]?#)|expression|javascript:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Colour(Reader):
    """A colour as `#rrggbb`, dark enough to be read on white."""

    def _read(self, value: object) -> str:
        scalar = value if not isinstance(value, (dict, list)) else one_scalar(value)
        if getattr(scalar, "empty", False):
            raise fault('has no value; a colour stands in quotes, as "#14375e", else # starts a comment')
        text = one_scalar(scalar).text.lower()
        if not _HEX.fullmatch(text):
            raise fault(f'{shorten(text)} is not a colour; write it like "#14375e"')
        if (found := contrast_on_white(text)) < CONTRAST:
            raise fault(
                f"{text} has a contrast of {found:.1f}:1 on white; at least {CONTRAST}:1 can be read, "
                "so take a darker one"
            )
        return text

    def _json(self) -> Json:
        return {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}


LOGO = Word(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(png|svg)", "a PNG or SVG file beside firm.yaml")


class BrandModel(Strict):
    """Whose the documents are, to the eye."""

    logo: Annotated[str, LOGO] | None = Field(
        None, description="PNG or SVG file beside firm.yaml, at most 256 kB; it stands on the first page"
    )
    primary: Annotated[str, Colour()] | None = Field(
        None, description='Colour of headings, rules and first series, as "#14375e", 4.5:1 on white'
    )
    accent: Annotated[str, Colour()] | None = Field(
        None, description='Colour of second series and marks, as "#a04a10", 4.5:1 on white'
    )


def contrast_on_white(color: str) -> float:
    """Contrast ratio of `#rrggbb` with white, 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def brand_problems(model: BrandModel | None, folder: Path, at: Location) -> Iterator[Problem]:
    """What is wrong with the logo's file."""
    if model and model.logo:
        try:
            read_logo(folder / model.logo)
        except ValueError as error:
            yield Problem((*at, "logo"), f"{model.logo} {error}")


def brand(model: BrandModel | None, folder: Path) -> Brand | None:
    """The brand of a model without problems."""
    if model is None:
        return None
    logo = read_logo(folder / model.logo) if model.logo else None
    return Brand(logo, model.primary or "", model.accent or "")


def read_logo(path: Path) -> Logo:
    """The picture at `path`. Raises ValueError with what is wrong and how to mend it."""
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {(error.strerror or 'no reason given').lower()}") from None
    if len(content) > MAX_BYTES:
        raise ValueError(f"is larger than {MAX_BYTES // 1024} kB; save it smaller")
    if path.suffix == ".png":
        _check_png(content)
        return Logo(content, "image/png")
    _check_svg(content)
    return Logo(content, "image/svg+xml")


def _check_png(content: bytes) -> None:
    chunks = dict(_chunks(content))
    header = chunks.get(b"IHDR", b"")
    if len(header) != 13 or _END not in chunks or b"IDAT" not in chunks:
        raise ValueError("is not a whole PNG picture; save it again")
    width, height = (int.from_bytes(header[at : at + 4], "big") for at in (0, 4))
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE):
        raise ValueError(f"has {width} by {height} points; {MAX_SIDE} by {MAX_SIDE} are allowed")
    if header[8] > 8:
        raise ValueError("has 16 bits a channel; save it with 8")


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each part of a PNG up to the first that is damaged."""
    at = len(_SIGNATURE)
    while content.startswith(_SIGNATURE) and at + 12 <= len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        body, check = content[at + 4 : at + 8 + size], content[at + 8 + size : at + 12 + size]
        if check != zlib.crc32(body).to_bytes(4, "big"):
            return
        yield body[:4], body[4:]
        at += 12 + size


def _check_svg(content: bytes) -> None:
    try:
        text = decode(content, "logo")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:  # before any parser may expand what they declare
            raise ValueError("has a document type; remove the line <!DOCTYPE ...>")
        root = ElementTree.fromstring(text)
    except (Unusable, ElementTree.ParseError):
        raise ValueError("is not an SVG picture; save it as plain SVG") from None
    if root.tag != f"{_SVG}svg" or "viewBox" not in root.attrib:
        raise ValueError("is not an SVG picture with a viewBox; save it as plain SVG")
    for element in root.iter():
        name = element.tag.removeprefix(_SVG) if isinstance(element.tag, str) else ""
        if name == "text":
            raise ValueError("holds text, which needs fonts; convert it to paths")
        if name not in _DRAWN:
            raise ValueError(f"holds <{shorten(name.rpartition('}')[2])}>; only plain shapes are allowed")
        _check_reach(element)


def _check_reach(element: ElementTree.Element) -> None:
    """No part of the picture leads out of it."""
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        outside = plain == "href" and not value.startswith("#")
        if plain.startswith("on") or outside or _REACHING.search(value):
            raise ValueError(f"refers to something outside with {shorten(plain)}; remove it")
    if element.tag == f"{_SVG}style" and _REACHING.search(element.text or ""):
        raise ValueError("refers to something outside in its style; remove it")
