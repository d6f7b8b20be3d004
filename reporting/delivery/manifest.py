"""The manifest of a build: which inputs and versions made which bytes. No clock, no host, no place."""

from __future__ import annotations

import platform
import zlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pydantic_core import from_json

import reporting
from reporting import __version__
from reporting.delivery.data import Data
from reporting.delivery.files import folder_sha256, sha256
from reporting.delivery.plan import Outcome, Plan, Task
from reporting.delivery.previous import KEY as PREVIOUS
from reporting.delivery.text import Json
from reporting.delivery.texts import register
from reporting.disclosures.context import RECORDS
from reporting.domain.disclosure import Disclosure
from reporting.inputs.carried import PROFILE
from reporting.inputs.resources import bundled
from reporting.rendering import system

FORMAT = 1
NAME = "manifest.json"
MAX_BYTES = 64 * 1024 * 1024
"""A manifest of thousands of documents is smaller."""

LIBRARIES = (
    "babel",
    "fonttools",
    "jinja2",
    "matplotlib",
    "numpy",
    "pydantic",
    "pydyf",
    "pyyaml",
    "scipy",
    "weasyprint",
)
"""What figures, words and bytes depend on."""


def manifest(plan: Plan, outcomes: Iterable[Outcome]) -> dict[str, Json]:
    """The content of `manifest.json`, the same whatever the order of the outcomes."""
    made = sorted(outcomes, key=lambda outcome: outcome.profile)
    return {
        "format": FORMAT,
        "period": str(plan.quarter),
        "texts": register(plan.languages, plan.house.firm),
        "scenario_paths": plan.paths,
        "annex": plan.annex,
        "inputs": _inputs(plan),
        "seeds": {task.profile.id: task.profile.total_weight.seed for task in plan.tasks},
        "versions": versions(),
        "as_of": {each.profile: each.as_of.isoformat() for each in made if each.as_of},
        "documents": [document for each in made for document in _documents(each)],
        "findings": {each.profile: dict(each.findings) for each in made if not each.faults},
        "refused": {each.profile: [str(fault) for fault in each.faults] for each in made if each.faults},
    }


def entry(task: Task, disclosure: Disclosure, files: dict[str, bytes]) -> dict[str, Json]:
    """What the manifest says about one document, for inside its PDF: all but the hash of the PDF itself.

    `files` are the contents that travel beside the entry. Without the profile among them the task stands for
    what all profiles share, and the entry names none.
    """
    own = PROFILE in files
    return {
        "format": FORMAT,
        "document_id": disclosure.document_id,
        **({"profile": task.profile.id, "seed": task.profile.total_weight.seed} if own else {}),
        "kind": disclosure.kind.value,
        "status": disclosure.status.value,
        "period": disclosure.period,
        "as_of": disclosure.as_of.isoformat(),
        "language": task.language,
        "options": task.options,
        "inputs": {
            **_tables(task.subject.data),
            **_earlier(task),
            **({"profile": _profile(task)} if own else {}),
            "house": task.subject.house.hashes,
            **_templates(task.blocks),
        },
        "versions": versions(),
        "files": {name: sha256(content) for name, content in files.items()},
    }


def listed(path: Path, name: str) -> str | None:
    """The SHA-256 that the manifest at `path` names for a file; None where nothing says so."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        documents = from_json(path.read_bytes())["documents"]
        found = [each["files"][name] for each in documents if name in each["files"]]
    except (OSError, ValueError, KeyError, TypeError):  # any file may bear this name
        return None
    return found[0] if found and isinstance(found[0], str) else None


def shipped_templates() -> str:
    """The hash of the shipped templates."""
    return _shipped()["templates"]


def versions() -> dict[str, Json]:
    """Versions of this package, Python, the libraries, and the system libraries and fonts that print.

    `code` is a hash of the package: it tells apart what bears one version number.
    """
    return {
        "reporting": __version__,
        "code": _shipped()["code"],
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "system": {**system.versions(), "zlib": zlib.ZLIB_RUNTIME_VERSION},
        "fonts": _shipped()["fonts"],
    }


def _inputs(plan: Plan) -> dict[str, Json]:
    profiles = {task.profile.id: _profile(task) for task in plan.tasks}
    earlier = {task.profile.id: _earlier(task) for task in plan.tasks}
    more = {
        key: {id: found[key] for id, found in sorted(earlier.items()) if key in found}
        for key in (RECORDS, PREVIOUS)
        if any(key in found for found in earlier.values())
    }
    return {
        **_tables(plan.data),
        **more,
        "profiles": profiles,
        "house": plan.house.hashes,
        **_templates(plan.blocks),
    }


def _tables(data: Data) -> dict[str, Json]:
    return {
        name: {"source": table.source, "sha256": table.sha256, "synthetic": table.synthetic}
        for name, table in data.tables.items()
    }


def _earlier(task: Task) -> dict[str, Json]:
    """The live record and the earlier document of a profile, as far as there are any."""
    found: dict[str, Json] = {}
    if task.live is not None:
        found[RECORDS] = {"source": task.live.source, "sha256": task.live.sha256}
    if task.previous is not None:
        found[PREVIOUS] = {"source": task.previous.input.label, "sha256": task.previous.input.sha256}
    return found


def _profile(task: Task) -> dict[str, Json]:
    return {"version": task.profile.version, "sha256": task.subject.sha256}


def _templates(blocks: str) -> dict[str, Json]:
    own: dict[str, Json] = {"own_templates": {"sha256": sha256(blocks.encode())}} if blocks else {}
    return {"templates": {"sha256": shipped_templates()}, **own}


@cache
def _shipped() -> dict[str, str]:
    """Hashes of what is shipped and does not change while the program runs."""
    templates = bundled("templates")
    return {
        "templates": folder_sha256(templates),
        "fonts": folder_sha256(templates / "fonts"),
        "code": folder_sha256(Path(reporting.__file__).parent, but="_bundled"),
    }


def _documents(outcome: Outcome) -> list[Json]:
    return [
        {
            "profile": outcome.profile,
            "kind": document.kind.value,
            "language": document.language,
            "status": document.status.value,
            "pages": document.pages,
            "files": {f"{outcome.profile}/{name}": sha256(body) for name, body in document.files.items()},
        }
        for document in outcome.documents
    ]
