"""Files that are no twins: one sentence each, whatever is in them."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from reporting.domain.errors import Unusable
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.inputs.twins import MAX_BYTES, read_twin

FIGURE: dict[str, Any] = {
    "value": 0.25,
    "unit": "percent",
    "nature": "simulated_past",
    "definition": "weight",
    "decimals": 1,
    "currency": None,
    "sources": ["prices"],
    "parts": ["b"],
    "rule": "sum",
    "parameters": {"seed": "1", "paths": 10, "quantile": 0.5},
    "missing": None,
    "printed": "25.0%",
}
TWIN: dict[str, Any] = {
    "document_id": "d",
    "as_of": "2026-09-30",
    "status": "final",
    "code_version": "1",
    "inputs": {"prices": {"label": "p.csv", "sha256": "0" * 64, "first": "2020-01-01", "last": None}},
    "definitions": {"weight": {"sentence": "A share.", "reference": "somewhere"}},
    "figures": {"a": FIGURE, "b": {**FIGURE, "value": None, "rule": None, "parts": [], "missing": "gone"}},
    "sections": [{"anything": [1, 2, 3]}],
}


def written(content: bytes, folder: Path) -> Path:
    path = folder / "twin.json"
    path.write_bytes(content)
    return path


def test_a_twin_is_read_with_its_types(tmp_path: Path) -> None:
    twin = read_twin(written(json.dumps(TWIN).encode(), tmp_path))
    figure = twin.figures["a"]
    assert (figure.unit, figure.nature, figure.rule) == (Unit.PERCENT, Nature.SIMULATED_PAST, Rule.SUM)
    assert figure.parameters == {"seed": "1", "paths": 10, "quantile": 0.5}
    assert twin.figures["b"].value is None and twin.inputs["prices"].last is None


def without(*path: str) -> bytes:
    content = json.loads(json.dumps(TWIN))
    part = content
    for key in path[:-1]:
        part = part[key]
    del part[path[-1]]
    return json.dumps(content).encode()


def with_value(value: object, *path: str) -> bytes:
    content = json.loads(json.dumps(TWIN))
    part = content
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return json.dumps(content).encode()


HOSTILE = {
    "nothing": b"",
    "not JSON": b"%PDF-1.7 not a twin",
    "cut off": json.dumps(TWIN).encode()[:-40],
    "two values": b"{} {}",
    "not UTF-8": b'{"document_id": "\xff\xfe"}',
    "UTF-16": json.dumps(TWIN).encode("utf-16"),
    "NUL bytes": b"\0" * 1000,
    "a list": b"[1, 2]",
    "a number": b"1",
    "null": b"null",
    "deep lists": b"[" * 200_000,
    "deep lists, closed": b"[" * 100_000 + b"]" * 100_000,
    "deep maps": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "deep inside": json.dumps(TWIN).encode()[:-1] + b', "x": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "NaN": json.dumps(TWIN).encode().replace(b"0.25", b"NaN", 1),
    "Infinity": json.dumps(TWIN).encode().replace(b"0.25", b"-Infinity", 1),
    "beyond doubles": json.dumps(TWIN).encode().replace(b"0.25", b"1e999", 1),
    "a number of a million digits": json.dumps(TWIN).encode().replace(b"0.25", b"9" * 1_000_000, 1),
    "no figures": without("figures"),
    "no parts": without("figures", "a", "parts"),
    "figures as a list": with_value([FIGURE], "figures"),
    "a figure as a text": with_value("25 %", "figures", "a"),
    "a value as a text": with_value("0.25", "figures", "a", "value"),
    "a value as true": with_value(True, "figures", "a", "value"),
    "an unknown unit": with_value("furlong", "figures", "a", "unit"),
    "an unknown nature": with_value("wishful", "figures", "a", "nature"),
    "an unknown rule": with_value("magic", "figures", "a", "rule"),
    "parts as a text": with_value("b", "figures", "a", "parts"),
    "parts of numbers": with_value([1], "figures", "a", "parts"),
    "a parameter as a list": with_value({"x": [1]}, "figures", "a", "parameters"),
    "a hash as a number": with_value(1, "inputs", "prices", "sha256"),
    "a steering id": with_value(1, "figures", "\x1b[2J"),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_twin_gives_one_sentence(content: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        read_twin(written(content, tmp_path))
    (fault,) = caught.value.faults
    assert fault.file.endswith("twin.json") and 20 < len(fault.message) < 300 and "\n" not in str(fault)
    assert str(fault).isprintable()


def test_a_file_of_fifty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "twin.json"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    assert path.stat().st_size > MAX_BYTES
    with pytest.raises(Unusable, match="larger than 16 MB"):
        read_twin(path)


def test_places_without_a_file_give_one_sentence(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, tmp_path / "none.json", pipe, Path("\0"), Path("x" * 5000)):
        with pytest.raises(Unusable) as caught:
            read_twin(path)
        assert len(caught.value.faults) == 1
