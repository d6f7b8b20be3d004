"""The system libraries that print: which are missing, and which versions are in use."""

from __future__ import annotations

import ctypes
import ctypes.util

# What WeasyPrint opens, by the names that the linkers of Linux and macOS know.
_LIBRARIES = {
    "gobject": "gobject-2.0",
    "pango": "pango-1.0",
    "pangoft2": "pangoft2-1.0",
    "harfbuzz": "harfbuzz",
    "harfbuzz-subset": "harfbuzz-subset",
    "fontconfig": "fontconfig",
}


def missing_libraries() -> tuple[str, ...]:
    """Libraries that cannot be opened, by common name; without harfbuzz-subset printing is far slower."""
    return tuple(name for name in _LIBRARIES if _open(name) is None)


def versions() -> dict[str, str]:
    """Versions of Pango, HarfBuzz and fontconfig for the manifest; "missing" where there is none."""
    return {"pango": _pango(), "harfbuzz": _harfbuzz(), "fontconfig": _fontconfig()}


def _open(name: str) -> ctypes.CDLL | None:
    stem = _LIBRARIES[name]
    major = "1" if name == "fontconfig" else "0"
    candidates = (f"lib{stem}.so.{major}", f"lib{stem}.{major}.dylib", f"lib{stem}.dylib")
    for file in (*candidates, ctypes.util.find_library(stem)):
        try:
            if file:
                return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _pango() -> str:
    library = _open("pango")
    return _text(library, "pango_version_string") if library else "missing"


def _harfbuzz() -> str:
    library = _open("harfbuzz")
    return _text(library, "hb_version_string") if library else "missing"


def _fontconfig() -> str:
    library = _open("fontconfig")
    if not library:
        return "missing"
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _text(library: ctypes.CDLL, function: str) -> str:
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return str(call().decode())
