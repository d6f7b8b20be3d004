"""What is mended in a PDF before it is written: associated files, and streams whose end is doubtful."""

import io
import re
import zlib

import page
import pydyf  # type: ignore[import-untyped]
import pypdf
import pytest

from reporting.rendering.finish import pack_late_streams
from reporting.rendering.pdf import Attachment, render_pdf
from tests.rendering import sample

RELATIONSHIPS = ("Data", "Source", "Supplement")


def unlucky(ending: bytes = b"") -> bytes:
    """Content whose compressed form would end with a carriage return."""
    return next(
        content
        for number in range(100_000)
        if zlib.compress(content := b"%d" % number + ending, 9)[-1:] == b"\r"
    )


def printed(*contents: bytes) -> bytes:
    attachments = tuple(
        Attachment(f"{name}.bin", content, "application/octet-stream", "Anything", relationship)
        for name, content, relationship in zip(
            "abc", contents, ("Data", "Source", "Supplement"), strict=False
        )
    )
    return render_pdf(sample.disclosure(sections=()), attachments, sample.words())


@pytest.mark.parametrize("content", [unlucky(), unlucky(b"\r"), b"\r", b"x\n", b""])
def test_no_stream_ends_so_that_a_validator_takes_it_for_shorter(content: bytes) -> None:
    made = printed(content)
    report = page.validate_pdf_bytes(made, profile="3a")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    (found,) = pypdf.PdfReader(io.BytesIO(made)).attachments["a.bin"]
    # A line feed more where nothing else helps: bytes that no attachment of ours ends with.
    assert found == content + b"\n" * (content == unlucky(b"\r"))


def test_every_associated_file_is_listed_once_with_its_relationship() -> None:
    reader = pypdf.PdfReader(io.BytesIO(printed(b"one", b"two", b"three")))
    listed = [each.get_object() for each in reader.root_object["/AF"]]  # type: ignore[attr-defined]
    assert [(each["/UF"], each["/AFRelationship"]) for each in listed] == [
        ("a.bin", "/Data"),
        ("b.bin", "/Source"),
        ("c.bin", "/Supplement"),
    ]


def written(number: int, *, clearly: bool) -> bytes:
    """A small PDF with compressed objects, which differ by the number."""
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "MediaBox": pydyf.Array([0, 0, number, number])}))
    if clearly:
        pack_late_streams(pdf)
    output = io.BytesIO()
    pdf.write(output, compress=True)
    return output.getvalue()


def last_bytes(made: bytes) -> set[bytes]:
    """How the streams of a file end, by the lengths that they state."""
    starts = re.finditer(rb"/Length (\d+)>>\nstream\n", made)
    return {made[start.end() + int(start[1]) - 1 :][:1] for start in starts}


def test_streams_that_are_added_at_the_end_do_not_end_with_a_carriage_return_either() -> None:
    """Compressed objects and cross-references: 2 streams in 256 each, so 600 files hold some."""
    doubtful = [number for number in range(600) if b"\r" in last_bytes(written(number, clearly=False))]
    assert doubtful
    for number in doubtful:
        made = written(number, clearly=True)
        assert b"\r" not in last_bytes(made)
        assert pypdf.PdfReader(io.BytesIO(made)).pages[0].mediabox.width == number
