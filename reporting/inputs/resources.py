"""Where the shipped templates and profiles lie, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def bundled(name: str) -> Path:
    """The shipped folder `templates` or `profiles` (inside the wheel, else beside the package)."""
    installed = _PACKAGE / "_bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def shown(path: Path) -> str:
    """The name a message uses for `path`: as it was given, and `profiles/...` for what is shipped.

    So no message carries the place where the package happens to be installed.
    """
    for name in ("profiles", "templates"):
        root = bundled(name)
        if path.is_relative_to(root):
            return (Path(name) / path.relative_to(root)).as_posix()
    return path.as_posix()
