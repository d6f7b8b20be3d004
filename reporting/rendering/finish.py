"""The last touches to a PDF before it is written: what the standards ask for and WeasyPrint leaves open."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf  # type: ignore[import-untyped]

from reporting.rendering.xmp import declare_accessible

_CARRIAGE_RETURN = 13


def finish(document: object, pdf: Any) -> None:
    """A finisher for WeasyPrint."""
    declare_accessible(document, pdf)
    _list_once(pdf)
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            _end_clearly(each)
            _leave_as_drawn(each)
    end_late_streams_clearly(pdf)


def end_late_streams_clearly(pdf: Any) -> None:
    """The same for the streams that pydyf adds while it writes: compressed objects, cross-references."""
    add = pdf.add_object

    def add_clearly(each: Any) -> None:
        if isinstance(each, pydyf.Stream):
            _end_clearly(each)
        add(each)

    pdf.add_object = add_clearly


def _list_once(pdf: Any) -> None:
    """Each associated file stands once in the catalogue, where WeasyPrint lists it twice and more."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _end_clearly(stream: Any) -> None:
    """No stream ends with a carriage return.

    Together with the line feed before `endstream` it would be one end of line, and the stream by one byte
    shorter than it says (ISO 19005-3, 6.1.7.1). Compressed data end with the checksum of their content,
    so that one stream in 256 would: it is left uncompressed.
    """
    content = pydyf.Stream(stream.stream).data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    if stream.compress:
        stream.compress = zlib.adler32(content) & 0xFF != _CARRIAGE_RETURN
    if not stream.compress and content.endswith(b"\r"):
        stream.stream = [content, b""]  # a line feed more, which no reader of the content minds


def _leave_as_drawn(stream: Any) -> None:
    """No image asks its reader to smooth it (ISO 19005-3, 6.2.8)."""
    if "Interpolate" in stream.extra:
        stream.extra["Interpolate"] = "false"
