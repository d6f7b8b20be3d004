"""The message catalogue: strict about keys, placeholders and files, and tells everything at once."""

from pathlib import Path

import pytest

from reporting.domain.disclosure import Text, Verbatim
from reporting.domain.errors import Unusable
from reporting.rendering.catalogue import Catalogue, placeholders, read_messages
from reporting.rendering.languages import shipped_catalogue
from reporting.rendering.words import Words, texts
from tests.rendering import sample


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return folder


def test_nested_keys_are_joined_by_dots_and_scalars_stay_text(tmp_path: Path) -> None:
    folder = write(tmp_path, a="x:\n  no: no\n  date: 2026-09-30\n  one: 1.50\n")
    assert read_messages(folder) == {"x.no": "no", "x.date": "2026-09-30", "x.one": "1.50"}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("x: a\nx: b\n", "x` stands twice"),
        ("x: [a, b]\n", "a message is a text"),
        ("x: {\n", "expected"),
        ("x: &a text\ny: *b\n", "undefined alias"),
        ("x: !!python/object:os.system text\n", "could not determine a constructor"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused_in_words(tmp_path: Path, content: str, problem: str) -> None:
    with pytest.raises(Unusable, match=problem):
        read_messages(write(tmp_path, a=content))


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        read_messages(write(tmp_path, a="x: one\n", b="x: two\ny: [1]\n", c="z: {\n"))
    assert {fault.file for fault in caught.value.faults} == {"b.yaml", "c.yaml"}
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize("message", ["{}", "{a.b}", "{a[0]}", "{a!r}", "{a:>5}", "{0}", "{"])
def test_a_placeholder_is_a_plain_name(message: str) -> None:
    with pytest.raises(Unusable):
        Catalogue("en", {"k": message})


def test_braces_are_written_double() -> None:
    assert placeholders("{{x}} {y}") == {"y"}
    assert Catalogue("en", {"k": "{{x}} {y}"}).fill("k", {"y": "z"}) == "{x} z"


def test_a_text_names_every_fault() -> None:
    catalogue = Catalogue("en", {"k": "{a} {b}"})
    values = {"b": Verbatim("1"), "c": Verbatim("2"), "d": Text("lost")}
    problems = [str(fault) for part in texts(Text("k", values)) for fault in catalogue.faults(part)]
    assert [problem.split(": ")[-1] for problem in problems] == [
        "placeholder {a} gets no value",
        "the value `c` has no placeholder",
        "the value `d` has no placeholder",
        "no such message; add the key with its text",
    ]


def test_a_document_without_words_is_refused_before_anything_is_printed() -> None:
    words = Words(Catalogue("en", {}))
    with pytest.raises(Unusable) as caught:
        words.check(sample.disclosure())
    keys = {fault.path for fault in caught.value.faults}
    assert {"sample.title", "sample.missing", "sample.series.p95", "sample.reason.market"} <= keys
    assert len(caught.value.faults) == len(set(caught.value.faults))


def test_braces_in_a_value_are_not_filled_again() -> None:
    words = Words(Catalogue("en", {"k": "{a}"}))
    assert words.say(Text("k", {"a": Verbatim("{7*7} {a}")})) == "{7*7} {a}"


def test_a_value_without_figure_says_why() -> None:
    ratio = sample.figure("ratio", None)
    reason = "a fall of this depth has no average over five years"
    assert sample.words().show(ratio) == f"not available ({reason})"
    assert sample.words().cell(ratio) == "not available"


@pytest.mark.parametrize("language", ["xx", "../en", "", "en/.."])
def test_a_language_without_messages_is_refused(language: str) -> None:
    with pytest.raises(Unusable, match="no messages in the language"):
        shipped_catalogue(language)
