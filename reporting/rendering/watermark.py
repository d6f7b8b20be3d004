"""The pale word behind every page of a document that is not final."""

from __future__ import annotations

from xml.sax.saxutils import escape

from reporting.rendering import fonts

# 1.09:1 on white: seen at once, and the text above it keeps more than 4.5:1.
TINT = "#f4f5f7"
_WIDTH, _HEIGHT, _TURN = 595.28, 841.89, -52
_LENGTH = 700.0


def watermark(word: str) -> bytes:
    """An A4 SVG with the word across the diagonal, as large as fits."""
    size = min(_LENGTH / fonts.width(word, 1, 600), 190)
    x, y = _WIDTH / 2, _HEIGHT / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}pt" height="{_HEIGHT}pt" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<text x="{x}" y="{y + size * 0.33:.2f}" transform="rotate({_TURN} {x} {y})" text-anchor="middle" '
        f'font-family="{fonts.SANS}" font-weight="600" font-size="{size:.2f}" fill="{TINT}">'
        f"{escape(word)}</text></svg>"
    ).encode()
