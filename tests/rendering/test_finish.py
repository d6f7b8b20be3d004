"""What is mended in a PDF before it is written: associated files, and streams whose end is doubtful."""

import io
import zlib

import page
import pypdf
import pytest

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
