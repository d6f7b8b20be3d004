"""Where the values of a house file come from: a source with its date, or marked illustrative.

A block (an instrument, the firm, the assumptions) says once where its values come from; a value that
differs is written as a mapping of its own: `{value: 0.03 %, source: Fact sheet, as_of: 2026-09-30}`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Generic, TypeVar

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from reporting.inputs.reading import Strict
from reporting.inputs.scalars import Json, fault
from reporting.inputs.words import Choice, Day, Prose, by_language
from reporting.inputs.yaml_source import Scalar

T = TypeVar("T")


class Status(StrEnum):
    """The only status there is; a value with a source has none."""

    ILLUSTRATIVE = "illustrative"


class Provenance(Strict):
    """Where values come from: `status: illustrative`, or `source` with `as_of`."""

    status: Annotated[Status, Choice(Status)] | None = Field(
        None, description="illustrative: read from no source; documents that use the value are specimens"
    )
    source: Annotated[str, Prose(300)] | None = Field(None, description="Document the values were read from")
    as_of: Annotated[date, Day()] | None = Field(None, description="Date of the values")

    @model_validator(mode="after")
    def _one_origin(self) -> Provenance:
        if self.status and self.source:
            raise fault("give either status: illustrative or a source, not both")
        if self.source and not self.as_of:
            raise fault("a source needs its date; add as_of")
        if self.as_of and not (self.status or self.source):
            raise fault("as_of needs the source it is the date of, or status: illustrative")
        return self

    @property
    def named(self) -> bool:
        """True where this block says where its values come from."""
        return bool(self.status or self.source)


class Given(Provenance, Generic[T]):
    """One value, written plainly or as a mapping with an origin of its own."""

    value: T

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: Any) -> Any:
        return {"value": value} if isinstance(value, (Scalar, list)) or by_language(value) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        full = handler.resolve_ref_schema(handler(schema))
        long = {key: full[key] for key in ("properties", "required", "additionalProperties")}
        return {"anyOf": [full["properties"]["value"], {"type": "object", **long}]}
