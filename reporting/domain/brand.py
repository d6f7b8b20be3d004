"""How a firm's documents show whose they are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture, PNG or SVG, that was checked when it was read."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Brand:
    """The firm's logo and colours, `#rrggbb` in small letters; empty where the shipped look stays."""

    logo: Logo | None = None
    primary: str = ""
    accent: str = ""
