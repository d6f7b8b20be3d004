"""The last touches to a PDF before it is written: what the standards ask for and WeasyPrint leaves open."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf  # type: ignore[import-untyped]

from reporting.rendering.xmp import declare_accessible

LEVEL = 6
"""Of compression: the highest, 9, makes a file a fiftieth smaller and costs a tenth of the time."""


class _Settled(pydyf.Object):  # type: ignore[misc]
    """An object in the bytes that it will be written in; pydyf asks for them more than once."""

    def __init__(self, finished: Any) -> None:
        super().__init__()
        self.number, self.generation, self._data = finished.number, finished.generation, finished.data

    @property
    def data(self) -> bytes:
        """The bytes."""
        return bytes(self._data)


def finish(document: object, pdf: Any) -> None:
    """A finisher for WeasyPrint."""
    declare_accessible(document, pdf)
    _list_once(pdf)
    _read_heads(pdf)
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            _leave_as_drawn(each)
            _pack(each)
    # The first object, which is free, is none.
    pdf.objects[1:] = [each if isinstance(each, pydyf.Stream) else _Settled(each) for each in pdf.objects[1:]]
    pack_late_streams(pdf)


def pack_late_streams(pdf: Any) -> None:
    """The same for the streams that pydyf adds while it writes: compressed objects, cross-references."""
    add = pdf.add_object

    def add_packed(each: Any) -> None:
        if isinstance(each, pydyf.Stream):
            _pack(each)
        add(each)

    pdf.add_object = add_packed


def _list_once(pdf: Any) -> None:
    """Each associated file stands once in the catalogue, where WeasyPrint lists it twice and more."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _read_heads(pdf: Any) -> None:
    """Warnings at the heads of pages are read before what they warn of.

    WeasyPrint keeps all that stands in the margin out of the structure. Page number and the like belong
    there; a running element, which comes from the document, does not.
    """
    parts = [each for each in pdf.objects if isinstance(each, pydyf.Dictionary) and "S" in each]
    numbers = {reference: number for number, reference in enumerate(pdf.page_references)}
    pages = {each.reference: numbers[each["Pg"]] for each in parts if "Pg" in each}
    for top in (each for each in parts if each["S"] == "/Document"):
        known = set(top["K"])
        divisions = (each for each in parts if each["S"] == "/Div" and each["P"] == top.reference)
        heads = [each.reference for each in divisions if each.reference not in known]
        top["K"] = pydyf.Array(sorted([*heads, *top["K"]], key=pages.__getitem__))


def _pack(stream: Any) -> None:
    """Compress a stream, once and so that it does not end with a carriage return.

    Together with the line feed before `endstream` that would be one end of line, and the stream by one byte
    shorter than it says (ISO 19005-3, 6.1.7.1). Compressed data end with the checksum of their content,
    so that one stream in 256 would: it is left uncompressed.
    """
    content = pydyf.Stream(stream.stream).data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
    if stream.compress:
        stream.compress = False
        packed = zlib.compress(content, LEVEL)
        if not packed.endswith(b"\r"):
            stream.extra["Filter"] = "/FlateDecode"
            content = packed
    if content.endswith(b"\r"):
        content += b"\n"  # which no reader of the content minds
    stream.stream = [content]


def _leave_as_drawn(stream: Any) -> None:
    """No image asks its reader to smooth it (ISO 19005-3, 6.2.8)."""
    if "Interpolate" in stream.extra:
        stream.extra["Interpolate"] = "false"
