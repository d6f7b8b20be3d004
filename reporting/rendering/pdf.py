"""A disclosure as PDF/A-3a and PDF/UA-1 in one file, the same bytes for the same document.

What is laid out once can stand in many files: `assemble` binds the pages of several parts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reporting.domain.disclosure import Disclosure, Status
from reporting.domain.errors import Fault, Unusable
from reporting.rendering import fonts
from reporting.rendering.charts import draw
from reporting.rendering.engine import font_configuration, style_sheet, undisturbed, weasyprint
from reporting.rendering.fetcher import ClosedFetcher
from reporting.rendering.finish import finish
from reporting.rendering.html import charts, render_html
from reporting.rendering.look import SHIPPED, Look
from reporting.rendering.watermark import watermark
from reporting.rendering.words import Words, shipped_words

SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. `relationship` is a value of ISO 32000-2, 7.11.3: Data, Source, Supplement."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A disclosure laid out: its pages, which writing leaves as they are, its date, and a digest of all that
    they show."""

    document: weasyprint.Document
    document_id: str
    as_of: date
    digest: hashlib._Hash

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.document.pages)


def render_pdf(
    disclosure: Disclosure,
    attachments: tuple[Attachment, ...] = (),
    words: Words | None = None,
    look: Look = SHIPPED,
) -> bytes:
    """The finished PDF; `words` defaults to the shipped catalogue of the document's language.

    Raises `Unusable` (words missing, characters that the fonts lack) and `Refused` (a template that
    loads what it may not, any remark of WeasyPrint).
    """
    return assemble([layout(disclosure, words, look)], attachments)


def layout(disclosure: Disclosure, words: Words | None = None, look: Look = SHIPPED) -> Laid:
    """The pages of a disclosure. Raises as `render_pdf` does."""
    words = words or shipped_words(disclosure.language)
    html = render_html(disclosure, words, look)
    drawn = {f"chart:{chart.spec.id}": draw(chart.spec, words) for chart in charts(disclosure)}
    images = {url: look.paint(image.decode()).encode() for url, image in drawn.items()}
    if disclosure.status is not Status.FINAL:
        images["chart:watermark"] = watermark(words.own(f"status.{disclosure.status}.word"))
    _require_glyphs(disclosure.document_id, html, images)
    resources = {url: (image, SVG) for url, image in images.items()}
    if look.logo:
        resources["asset:logo"] = (look.logo.content, look.logo.media_type)
    with undisturbed(disclosure.document_id):
        document = weasyprint.HTML(string=html, url_fetcher=ClosedFetcher(resources)).render(
            font_config=font_configuration(), stylesheets=[style_sheet(look)], optimize_images=False
        )
    digest = _extended(hashlib.sha256(html.encode()), images)
    return Laid(document, disclosure.document_id, disclosure.as_of, digest)


def assemble(parts: Sequence[Laid], attachments: Sequence[Attachment] = ()) -> bytes:
    """The pages of all parts in one PDF, which has title, language and dates of the first.

    The bytes depend on parts and attachments alone, whatever the parts were written to before. Raises
    ValueError where two parts have an id in common, and `Refused` for a link to an id that none has.
    """
    first, *others = parts
    counts = Counter(anchor for part in parts for anchor in _anchors(part))
    if twice := sorted(anchor for anchor, count in counts.items() if count > 1):
        raise ValueError(f"ids in more than one part: {', '.join(twice)}")
    digest = _extended(first.digest.copy(), {part.document_id: part.digest.digest() for part in others})
    identifier = _extended(digest, {each.name: each.content for each in attachments})
    with undisturbed(first.document_id):
        content = first.document.copy([page for part in parts for page in part.document.pages]).write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier.hexdigest()[:32].encode(),
            attachments=[_attached(each, first.as_of) for each in attachments],
        )
    return bytes(content)


def _anchors(part: Laid) -> set[str]:
    return {anchor for page in part.document.pages for anchor in page.anchors}


def _attached(attachment: Attachment, as_of: date) -> object:
    """An attachment dated as the document is, not as the clock says."""
    day, url = datetime.combine(as_of, time(), UTC), f"attachment:{attachment.name}"
    return weasyprint.Attachment(
        url=url,
        url_fetcher=ClosedFetcher({url: (attachment.content, attachment.media_type)}),
        name=attachment.name,
        description=attachment.description,
        created=day,
        modified=day,
        relationship=attachment.relationship,
    )


def _extended(digest: hashlib._Hash, named: Mapping[str, bytes]) -> hashlib._Hash:
    """The digest of what it was made of and of these contents with their names."""
    for name, content in named.items():
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest


def _require_glyphs(document_id: str, html: str, images: Mapping[str, bytes]) -> None:
    texts = [html, *(image.decode() for image in images.values())]
    if lacking := fonts.undrawable(texts):
        names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in lacking)
        raise Unusable([Fault(document_id, f"the fonts of the document have no sign for {names}")])
