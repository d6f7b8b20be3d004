"""A disclosure as PDF/A-3a and PDF/UA-1 in one file, the same bytes for the same document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reporting.domain.disclosure import Disclosure, Status
from reporting.domain.errors import Fault, Unusable
from reporting.inputs.scripts import scripts_of
from reporting.rendering import fonts
from reporting.rendering.binding import SharedPages, bind
from reporting.rendering.charts import draw
from reporting.rendering.engine import font_configuration, style_sheet, undisturbed, weasyprint
from reporting.rendering.fetcher import ClosedFetcher
from reporting.rendering.finish import finish
from reporting.rendering.html import charts, render_html
from reporting.rendering.look import SHIPPED, Look
from reporting.rendering.pages import column_width
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
class Annex:
    """Pages that were laid out and painted once. Any number of files can end with them, which leave them as
    they are."""

    pages: SharedPages
    digest: bytes


def render_pdf(
    disclosure: Disclosure,
    attachments: tuple[Attachment, ...] = (),
    words: Words | None = None,
    look: Look = SHIPPED,
    annex: Annex | None = None,
) -> bytes:
    """The finished PDF; `words` defaults to the shipped catalogue of the document's language.

    The same bytes for the same arguments, whatever was printed before. With an `annex` its pages come last,
    numbered like the others; links and the list of contents may point there. Raises `Unusable` (words
    missing, characters that the fonts lack) and `Refused` (a template that loads what it may not, any remark
    of WeasyPrint, such as on an id that the annex has too).
    """
    document, shown = _layout(disclosure, words, look, annex)
    identifier = _extended(shown, {each.name: each.content for each in attachments})
    with undisturbed(disclosure.document_id):
        content = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier.hexdigest()[:32].encode(),
            attachments=[_attached(each, disclosure.as_of) for each in attachments],
        )
    return bytes(content)


def _layout(
    disclosure: Disclosure, words: Words | None = None, look: Look = SHIPPED, annex: Annex | None = None
) -> tuple[weasyprint.Document, hashlib._Hash]:
    """The pages of a disclosure, those of the annex included, and a digest of all that they show."""
    words = words or shipped_words(disclosure.language)
    html = render_html(disclosure, words, look, annex.pages.ids if annex else ())
    width = column_width(disclosure)
    drawn = {f"chart:{chart.spec.id}": draw(chart.spec, words, width) for chart in charts(disclosure)}
    images = {url: look.paint(image.decode()).encode() for url, image in drawn.items()}
    if disclosure.status is not Status.FINAL:
        images["chart:watermark"] = watermark(words.own(f"status.{disclosure.status}.word"))
    _require_glyphs(disclosure, html, images)
    resources = {url: (image, SVG) for url, image in images.items()}
    if look.logo:
        resources["asset:logo"] = (look.logo.content, look.logo.media_type)
    with undisturbed(disclosure.document_id):
        document = weasyprint.HTML(string=html, url_fetcher=ClosedFetcher(resources)).render(
            font_config=font_configuration(), stylesheets=[style_sheet(look)], optimize_images=False
        )
    digest = _extended(hashlib.sha256(html.encode()), images)
    if annex:
        document = document.copy(bind(document.pages, annex.pages))
        digest = _extended(digest, {"annex": annex.digest})
    return document, digest


def lay_annex(disclosure: Disclosure, words: Words | None = None, look: Look = SHIPPED) -> Annex:
    """The pages of a disclosure of the kind SHARED, painted. Raises as `render_pdf` does, and ValueError
    for a document that shows more than text and charts."""
    document, shown = _layout(disclosure, words, look)
    with undisturbed(disclosure.document_id):
        return Annex(SharedPages(document.pages), shown.digest())


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


def _require_glyphs(disclosure: Disclosure, html: str, images: Mapping[str, bytes]) -> None:
    """Names what the fonts lack; of a text that is quoted, which may be a client's, only how much."""
    lacking = fonts.undrawable([html, *(image.decode() for image in images.values())])
    quoted = frozenset().union(*map(frozenset, disclosure.quoted)).intersection(lacking)
    told = [f"{sign!r} (U+{ord(sign):04X})" for sign in lacking if sign not in quoted]
    if quoted:
        told.append(f"{len(quoted)} signs of names or other texts that it quotes ({scripts_of(quoted)})")
    if told:
        message = f"the fonts of the document have no sign for {', '.join(told)}"
        raise Unusable([Fault(disclosure.document_id, message)])
