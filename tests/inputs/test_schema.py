"""The JSON Schemas: current, valid, named by every file, and of the same mind as the reader."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from reporting.inputs.schema import SCHEMAS, render, write
from tests.inputs.shipped import PROFILES

FILES = sorted(PROFILES.rglob("*.yaml"))


def as_an_editor_reads(path: Path) -> Any:
    """The data by PyYAML's own types, dates as text: what an editor hands to a schema."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text()), default=date.isoformat))


def schema_of(path: Path) -> Path:
    """The schema that the first line of a file names."""
    first = path.read_text().splitlines()[0]
    return (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve()


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_current(name: str) -> None:
    written = (PROFILES / "schema" / name).read_text(encoding="utf-8")
    assert written == render(SCHEMAS[name]), "run: python -m reporting.inputs.schema"


def test_writing_gives_what_is_shipped(tmp_path: Path) -> None:
    write(tmp_path / "schema")
    shipped = {path.name: path.read_bytes() for path in (PROFILES / "schema").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "schema").iterdir()} == shipped


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(render(SCHEMAS[name])))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_names_its_schema_and_fits_it(path: Path) -> None:
    schema = json.loads(schema_of(path).read_text())
    assert list(Draft202012Validator(schema).iter_errors(as_an_editor_reads(path))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lagg", 1),
        ("lag", 0),
        ("lag", "one"),
        ("base_currency", "usd"),
        ("blend", "x"),
        ("limits", {"cap": 3}),
    ],
)
def test_an_editor_sees_a_mistake(key: str, value: object) -> None:
    data = as_an_editor_reads(PROFILES / "balanced.yaml") | {key: value}
    schema = json.loads(render(SCHEMAS["profile.schema.json"]))
    assert list(Draft202012Validator(schema).iter_errors(data))


def test_every_key_of_a_profile_is_described() -> None:
    schema = json.loads(render(SCHEMAS["profile.schema.json"]))
    parts = [schema, *schema["$defs"].values()]
    silent = [
        name
        for part in parts
        for name, entry in part.get("properties", {}).items()
        if "description" not in entry and "$ref" not in entry
    ]
    assert silent == []
