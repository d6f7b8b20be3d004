"""Bytes to text: UTF-8 alone, of limited size, without characters that nobody can see."""

from __future__ import annotations

import re
from itertools import islice

from reporting.domain.errors import Fault, Unusable, unusable

MAX_BYTES = 256 * 1024
MAX_FAULTS = 50

# C0 and C1 controls, byte-order marks, line breaks that only YAML 1.1 knows, and marks that turn
# the reading direction or carry letters that nobody sees, so that a name cannot print as another one.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufff9-\ufffb\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def not_allowed(hit: re.Match[str]) -> str:
    """The sentence for a forbidden character."""
    return f"the character U+{ord(hit.group()):04X} is not allowed; remove it"


def shorten(text: str, width: int = 40) -> str:
    """Foreign text on one line of a message."""
    line = " ".join(FORBIDDEN.sub("?", text).split())
    return line if len(line) <= width else line[: width - 1] + "…"


def decode(data: bytes, file: str) -> str:
    """The text in `data`. Raises `Unusable` where it is too large, not UTF-8, or holds hidden characters."""
    if len(data) > MAX_BYTES:
        raise unusable(file, f"the file is larger than {MAX_BYTES // 1024} kB; no profile or house file is")
    if data.startswith(_OTHER_ENCODINGS):
        raise unusable(file, "the file is not in UTF-8; save it as UTF-8 in your editor")
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = _position(data[: error.start].decode("utf-8"))
        message = "the file is not in UTF-8 here; save it as UTF-8 in your editor"
        raise Unusable([Fault(file, message, "", line, column)]) from None
    hits = islice(FORBIDDEN.finditer(text), MAX_FAULTS)
    faults = [Fault(file, not_allowed(hit), "", *_position(text[: hit.start()])) for hit in hits]
    if faults:
        raise Unusable(faults)
    return text


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows the text `before`."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1
