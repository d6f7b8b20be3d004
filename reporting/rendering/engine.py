"""WeasyPrint as this package uses it: closed to files and networks, one font configuration, no remarks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache

from reporting.domain.errors import Fault, Refused, refuse
from reporting.inputs.resources import bundled
from reporting.rendering import fonts

fonts.close_fontconfig()

import weasyprint as weasyprint  # noqa: E402  (fontconfig is closed first)
from weasyprint.text.fonts import FontConfiguration  # noqa: E402
from weasyprint.urls import FatalURLFetchingError  # noqa: E402

from reporting.rendering.fetcher import ClosedFetcher  # noqa: E402
from reporting.rendering.look import Look  # noqa: E402


@cache
def font_configuration() -> FontConfiguration:
    """One for the process: its outcome does not depend on what was printed before."""
    return FontConfiguration()


@lru_cache(maxsize=4)
def style_sheet(look: Look) -> weasyprint.CSS:
    """Parsed once for each look; it may load nothing at all."""
    text = (bundled("templates") / "css" / "document.css").read_text(encoding="utf-8")
    return weasyprint.CSS(
        string=look.paint(text), font_config=font_configuration(), url_fetcher=ClosedFetcher({})
    )


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.remarks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(record.getMessage())


@contextmanager
def undisturbed(document_id: str) -> Iterator[None]:
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
