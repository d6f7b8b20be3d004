"""A disclosure as PDF/A-3a and PDF/UA-1 in one file, the same bytes for the same document."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache, lru_cache

from reporting.domain.disclosure import Disclosure, Status
from reporting.domain.errors import Fault, Refused, Unusable, refuse
from reporting.inputs.resources import bundled
from reporting.rendering import fonts

fonts.close_fontconfig()

import weasyprint  # noqa: E402  (fontconfig is closed first)
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError  # noqa: E402

from reporting.rendering.charts import draw  # noqa: E402
from reporting.rendering.fetcher import ClosedFetcher  # noqa: E402
from reporting.rendering.finish import finish  # noqa: E402
from reporting.rendering.html import charts, render_html  # noqa: E402
from reporting.rendering.look import SHIPPED, Look  # noqa: E402
from reporting.rendering.watermark import watermark  # noqa: E402
from reporting.rendering.words import Words, shipped_words  # noqa: E402

SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside the PDF. `relationship` is a value of ISO 32000-2, 7.11.3: Data, Source, Supplement."""

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: str = "Data"


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
    words = words or shipped_words(disclosure.language)
    html = render_html(disclosure, words, look)
    drawn = {f"chart:{chart.spec.id}": draw(chart.spec, words) for chart in charts(disclosure)}
    images = {url: look.paint(image.decode()).encode() for url, image in drawn.items()}
    if disclosure.status is not Status.FINAL:
        images["chart:watermark"] = watermark(words.own(f"status.{disclosure.status}.word"))
    _require_glyphs(disclosure.document_id, html, images)
    identifier = _identifier(html, images, attachments)
    resources = {url: (image, SVG) for url, image in images.items()}
    if look.logo:
        resources["asset:logo"] = (look.logo.content, look.logo.media_type)
    resources |= {f"attachment:{each.name}": (each.content, each.media_type) for each in attachments}
    fetcher = ClosedFetcher(resources)
    with _undisturbed(disclosure.document_id):
        document = weasyprint.HTML(string=html, url_fetcher=fetcher).render(
            font_config=_font_configuration(), stylesheets=[_style_sheet(look)], optimize_images=False
        )
        content = document.write_pdf(
            finisher=finish,
            pdf_variant="pdf/a-3a",
            pdf_identifier=identifier,
            attachments=[_attached(each, disclosure, fetcher) for each in attachments],
        )
    return bytes(content)


def _attached(attachment: Attachment, disclosure: Disclosure, fetcher: ClosedFetcher) -> object:
    """An attachment dated as the document is, not as the clock says."""
    day = datetime.combine(disclosure.as_of, time(), UTC)
    return weasyprint.Attachment(
        url=f"attachment:{attachment.name}",
        url_fetcher=fetcher,
        name=attachment.name,
        description=attachment.description,
        created=day,
        modified=day,
        relationship=attachment.relationship,
    )


def _identifier(html: str, images: Mapping[str, bytes], attachments: tuple[Attachment, ...]) -> bytes:
    """Sixteen bytes that depend on all content and on nothing else."""
    digest = hashlib.sha256(html.encode())
    for name, content in [*images.items(), *((each.name, each.content) for each in attachments)]:
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:32].encode()


def _require_glyphs(document_id: str, html: str, images: Mapping[str, bytes]) -> None:
    texts = [html, *(image.decode() for image in images.values())]
    if lacking := fonts.undrawable(texts):
        names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in lacking)
        raise Unusable([Fault(document_id, f"the fonts of the document have no sign for {names}")])


@cache
def _font_configuration() -> FontConfiguration:
    """One for the process: its outcome does not depend on what was printed before."""
    return FontConfiguration()


@lru_cache(maxsize=4)
def _style_sheet(look: Look) -> weasyprint.CSS:
    """Parsed once for each look; it may load nothing at all."""
    text = (bundled("templates") / "css" / "document.css").read_text(encoding="utf-8")
    return weasyprint.CSS(
        string=look.paint(text), font_config=_font_configuration(), url_fetcher=ClosedFetcher({})
    )


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(record.getMessage())


@contextmanager
def _undisturbed(document_id: str) -> Iterator[None]:
    """Raises `Refused` for a forbidden address and for all that WeasyPrint logged as a warning or worse.

    A document with a remark is no document; and inside an SVG a forbidden address is only a remark.
    """
    logger = logging.getLogger("weasyprint")
    collector, before = _Collector(), logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield
    except FatalURLFetchingError as error:
        raise refuse(document_id, str(error)) from None
    finally:
        logger.removeHandler(collector)
        logger.propagate = before
    if collector.remarks:
        raise Refused(Fault(document_id, remark) for remark in dict.fromkeys(collector.remarks))
