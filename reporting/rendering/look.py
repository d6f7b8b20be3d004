"""How the documents of one firm look: its logo, its colours, its own templates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reporting.domain.brand import Brand, Logo
from reporting.rendering import style

_COLOR = re.compile(r"#[0-9a-f]{6}\b")


@dataclass(frozen=True, slots=True)
class Look:
    """`primary` and `accent` as `#rrggbb`; `blocks` is the source of a firm's own macros, checked before
    (`rendering.overrides`)."""

    logo: Logo | None = None
    primary: str = style.NAVY
    accent: str = style.ACCENT
    blocks: str = ""

    def paint(self, text: str) -> str:
        """A style sheet or drawing in this look's colours instead of the shipped ones."""
        paints = self._paints()
        return _COLOR.sub(lambda found: paints.get(found[0], found[0]), text) if paints else text

    def _paints(self) -> dict[str, str]:
        paints = {style.ACCENT: self.accent} if self.accent != style.ACCENT else {}
        if self.primary != style.NAVY:
            paints[style.NAVY] = self.primary
            paints |= {shipped: _tint(self.primary, share) for shipped, share in style.TINTS.items()}
        return paints


def look_of(brand: Brand | None, blocks: str = "") -> Look:
    """The look of a firm; what it does not set stays as shipped."""
    brand = brand or Brand()
    return Look(brand.logo, brand.primary or style.NAVY, brand.accent or style.ACCENT, blocks)


def _tint(color: str, share: float) -> str:
    """A colour on white paper, with `share` of its strength."""
    parts = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


SHIPPED = Look()
