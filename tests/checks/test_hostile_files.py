"""Files that are no sound document of ours end in one sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from reporting.checks import reader
from reporting.checks.reader import read_printed
from reporting.delivery.checking import check_files
from reporting.domain.errors import Unusable


def plain(change: Callable[[pypdf.PdfWriter], object] = lambda writer: None) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def launch(writer: pypdf.PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc")}
    )
    link = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/A"): action,
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([link])


def script(writer: pypdf.PdfWriter) -> None:
    code = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), code])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


HOSTILE = {
    "empty": (b"", "is empty"),
    "no pdf": (b"PK\x03\x04 this is a workbook", "no PDF"),
    "head only": (b"%PDF-1.7\n", "damaged or cut off"),
    "cut off": (plain()[: len(plain()) // 2], "damaged or cut off"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", "damaged or cut off"),
    "encrypted": (plain(lambda writer: writer.encrypt("secret")), "encrypted"),
    "script": (plain(script), "JavaScript"),
    "launch": (plain(launch), "behind a link"),
    "no pages": (plain().replace(b"/Count 1", b"/Count 0").replace(b"/Kids [ ", b"/Kidz [ "), "pages"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_sentence(case: str) -> None:
    content, reason = HOSTILE[case]
    with pytest.raises(Unusable) as caught:
        read_printed(content, "x.pdf")
    assert len(caught.value.faults) == 1
    assert reason in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("place", range(1, 12))
def test_a_file_with_one_part_overwritten_never_raises_anything_else(place: int) -> None:
    content = bytearray(plain())
    start = len(content) * place // 12
    content[start : start + 12] = b"\xff<<[/(\x00\r\n>>0"
    try:
        read_printed(bytes(content), "x.pdf")
    except Unusable as error:
        assert len(error.faults) == 1


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.pdf"
    with file.open("wb") as stream:
        stream.truncate(200 * 2**20)
    found = check_files([file])
    assert not found.reports and "larger than 64 MB" in str(found.faults[0])
    with pytest.raises(Unusable, match="larger"):
        read_printed(b"%PDF-" + bytes(reader.MAX_BYTES), "x.pdf")


def test_a_foreign_pdf_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "foreign.pdf"
    file.write_bytes(plain())
    missing = tmp_path / "missing.pdf"
    found = check_files([file, missing, file])
    assert len(found.reports) == 1 and found.barred
    assert "no such file" in str(found.faults[0])
    assert "without its twin" in found.text and found.json["unusable"]


def test_a_twin_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(plain())
    for content in (b"", b"[]", b'{"kind": 1}', b"\xff"):
        (tmp_path / "a.json").write_bytes(content)
        found = check_files([tmp_path / "a.pdf"])
        assert not found.reports and len(found.faults) == 1
