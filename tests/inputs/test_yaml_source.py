"""The YAML reader: literal texts with places; everything clever is refused.

Invariants: any bytes give a tree or `Unusable`, never another exception; the C parser and the pure one
give the same tree and places; a tree written out as JSON (which YAML contains) is read back.
"""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Fault, Unusable
from reporting.inputs import yaml_source
from reporting.inputs.plain_text import MAX_BYTES, MAX_FAULTS
from reporting.inputs.yaml_source import MAX_DEPTH, Mark, Node, Scalar, parse_source, read_source
from tests.inputs.shipped import PROFILES

SHIPPED = sorted(PROFILES.rglob("*.yaml"))


def faults(data: bytes | str) -> tuple[Fault, ...]:
    """Every fault of the form of `data`, whether a tree was left or not."""
    try:
        return parse_source(data if isinstance(data, bytes) else data.encode(), "x.yaml").faults
    except Unusable as error:
        return error.faults


@pytest.mark.parametrize(
    "text",
    ["NO", "yes", "on", "1:30", "0o17", "017", "1_000", ".inf", ".nan", "1e309", "2026-10-30", "true", "3"],
)
def test_a_scalar_stays_the_text_that_was_written(text: str) -> None:
    assert parse_source(f"key: {text}\n".encode(), "x.yaml").tree == {"key": Scalar(text)}


def test_quotes_are_noted() -> None:
    tree = parse_source(b"a: 'NO'\nb: \"1\"\nc: |\n  text\n", "x.yaml").tree
    assert tree == {"a": Scalar("NO", False), "b": Scalar("1", False), "c": Scalar("text\n", False)}


def test_every_key_and_value_has_its_place() -> None:
    source = parse_source("ä: 1\nb:\n  - {c: 2,  d: x}\n".encode(), "x.yaml")
    assert source.keys == {
        ("ä",): Mark(1, 1),
        ("b",): Mark(2, 1),
        ("b", 0, "c"): Mark(3, 6),
        ("b", 0, "d"): Mark(3, 13),
    }
    assert source.values[("ä",)] == Mark(1, 4)
    assert source.values[("b", 0)] == Mark(3, 5)
    assert source.values[("b", 0, "d")] == Mark(3, 16)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, 4, "anchors (&x)"),
        ("a: 1\nb: *x\n", 2, 4, "aliases (*x)"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, 4, "tags"),
        ("a: !!str 3\n", 1, 4, "tags"),
        ("a: ! 3\n", 1, 4, "tags"),
        ("a: !own {b: 1}\n", 1, 4, "tags"),
        ("&k a: 1\n", 1, 1, "anchors and tags"),
        ("a: 1\n<<: {b: 1}\n", 2, 1, "merge keys"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "first on line 1"),
        ("a:\n  b: 2\n  'b': 3\n", 3, 3, "first on line 2"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("%YAML 1.1\n---\na: NO\n", 1, 1, "directives"),
        ("? [a, b]\n: 1\n", 1, 3, "a key must be plain text"),
        ('"": 1\n', 1, 1, "a key is missing"),
        ("a: 1\n: 2\n", 2, 1, "a key is expected here"),
        ("a: b: c\n", 1, 5, "a colon stands where none can"),
        ("a: @b\n", 1, 4, "put the text in quotes"),
        ("- a\n- b\n", 1, 1, "must be a mapping"),
        ("just text\n", 1, 1, "must be a mapping"),
        ("a: [1, 2\nb: 3\n", 2, 2, "not readable as YAML"),
        ("a: 'open\n", 2, 1, "is not closed"),
        ("a:\n\tb: 1\n", 2, 1, "indent with spaces"),
        ('a: "\\0"\n', 1, 4, "U+0000"),
        ('a: "\\u202e"\n', 1, 4, "U+202E"),
        ("a: b\x07c\n", 1, 5, "U+0007"),
        ("a: 1\nb: x\u2028y\n", 2, 5, "U+2028"),
        ("a: \u202egnp\n", 1, 4, "U+202E"),
        ("a: \u061cgnp\n", 1, 4, "U+061C"),
        ("a: x\U000e0041\n", 1, 5, "U+E0041"),
        ("a: 1\n\ufeffb: 2\n", 2, 1, "U+FEFF"),
    ],
)
def test_what_is_not_allowed_is_named_at_its_place(text: str, line: int, column: int, words: str) -> None:
    found = faults(text)
    assert [(f.line, f.column) for f in found if words in f.message] == [(line, column)]


def test_all_faults_of_the_form_are_found_at_once() -> None:
    found = faults("a: &x 1\nb: *x\nc: !!int 3\na: 2\n<<: {}\n")
    assert [fault.line for fault in found] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"# only a comment\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert [str(fault) for fault in faults(data)] == ["x.yaml: the file is empty"]


def test_a_utf8_byte_order_mark_at_the_start_is_harmless() -> None:
    source = parse_source(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "x.yaml")
    assert source.tree == {"a": Scalar("1"), "b": Scalar("2")}
    assert source.keys[("b",)] == Mark(2, 1)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_other_encodings_are_refused(encoding: str) -> None:
    found = faults("name: Größe\n".encode(encoding))
    assert found and all("UTF-8" in f.message or "is not allowed" in f.message for f in found)


def test_the_place_of_a_wrong_byte_is_given() -> None:
    fault = faults(b"a: 1\nb: x\xe4\n")[0]
    assert (fault.line, fault.column) == (2, 5)


def test_depth_is_limited() -> None:
    inside = "[" * (MAX_DEPTH - 1) + "1" + "]" * (MAX_DEPTH - 1)
    assert "deeper" in faults(f"a: {inside}\n")[0].message
    shallow = "[" * (MAX_DEPTH - 2) + "1" + "]" * (MAX_DEPTH - 2)
    assert faults(f"a: {shallow}\n") == ()


def test_a_bomb_of_brackets_ends_at_the_limit() -> None:
    assert "deeper" in faults("a: " + "[" * 200_000)[0].message


def test_size_is_limited_before_the_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    with pytest.raises(Unusable, match="larger than 256 kB"):
        read_source(path)
    path.write_bytes(b"a: 1 #" + b"x" * (MAX_BYTES - 6))
    assert read_source(path).tree == {"a": Scalar("1")}


def test_a_hostile_file_does_not_fill_the_screen() -> None:
    with pytest.raises(Unusable) as caught:
        parse_source(b"a: 1\n" * 1000 + b"[", "x.yaml")
    assert len(caught.value.faults) <= MAX_FAULTS + 2


@pytest.mark.parametrize("name", ["absent.yaml", "folder", "nul\0.yaml", "x" * 5000])
def test_what_is_no_file_is_refused_in_words(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unusable):
        read_source(tmp_path / name)


@given(st.binary(max_size=300))
def test_no_bytes_give_anything_but_a_tree_or_a_refusal(data: bytes) -> None:
    faults(data)


YAML_LOOKALIKE = st.text(alphabet="ab1 \n\t:-{}[],#&*!|>'\"%@`?<~.=\\x0\r", max_size=120)


@given(YAML_LOOKALIKE)
def test_no_text_gives_anything_but_a_tree_or_a_refusal(text: str) -> None:
    faults(text)


def keys() -> st.SearchStrategy[str]:
    return st.text(alphabet="abcxyz-_ äß", min_size=1, max_size=8)


TREES = st.dictionaries(
    keys(),
    st.recursive(
        st.text(alphabet="abc 19:,.%{}[]'\"#&*!\\\n-", max_size=12),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys(), inner, max_size=3),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, list):
        return [plain(item) for item in node]
    return {key: plain(value) for key, value in node.items()}


@given(TREES)
def test_a_tree_survives_being_written_and_read(tree: dict[str, object]) -> None:
    assert plain(parse_source(json.dumps(tree, ensure_ascii=False).encode(), "x.yaml").tree) == tree


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_both_parsers_agree_on_the_shipped_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = read_source(path)
    monkeypatch.setattr(yaml_source, "LOADER", yaml.BaseLoader)
    assert read_source(path) == fast


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_texts_are_those_of_the_safe_loader(path: Path) -> None:
    assert plain(read_source(path).tree) == yaml.load(path.read_bytes(), Loader=yaml.BaseLoader)
