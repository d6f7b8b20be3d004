"""JSON Schemas for editors, made from the models: `python -m reporting.inputs.schema` writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from reporting.inputs.clients.models import BookModel
from reporting.inputs.house_models import AssumptionsModel, FirmModel, InstrumentsModel
from reporting.inputs.models import ProfileModel
from reporting.inputs.questionnaire_models import QuestionnaireModel
from reporting.inputs.resources import bundled

SCHEMAS: dict[str, type[BaseModel]] = {
    "profile.schema.json": ProfileModel,
    "firm.schema.json": FirmModel,
    "instruments.schema.json": InstrumentsModel,
    "market-assumptions.schema.json": AssumptionsModel,
    "questionnaire.schema.json": QuestionnaireModel,
    "client-book.schema.json": BookModel,
}


def render(model: type[BaseModel]) -> str:
    """The schema of `model` as JSON text, the same on every machine."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(_tidied(schema), indent=2, ensure_ascii=False) + "\n"


def _tidied(part: Any) -> Any:
    """Without titles made of Python names, and without null: a key without use is left out."""
    if isinstance(part, list):
        return [_tidied(item) for item in part if item != {"type": "null"}]
    if not isinstance(part, dict):
        return part
    kept = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    if len(kept.get("anyOf", ())) == 1:
        kept |= kept.pop("anyOf")[0]
    return kept


def _is_noise(key: str, value: object) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value is None)


def write(folder: Path) -> None:
    """Writes every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in SCHEMAS.items():
        (folder / name).write_text(render(model), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(bundled("profiles") / "schema")
