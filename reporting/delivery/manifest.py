"""The manifest of a build: which inputs and versions made which bytes. No clock, no host, no place."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import version

from reporting import __version__
from reporting.delivery.files import folder_sha256, sha256
from reporting.delivery.plan import Outcome, Plan
from reporting.delivery.text import Json
from reporting.inputs.resources import bundled
from reporting.rendering import system

FORMAT = 1
NAME = "manifest.json"

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
        "language": plan.language,
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


def versions() -> dict[str, Json]:
    """Versions of this package, Python, the libraries and the system libraries that print."""
    return {
        "reporting": __version__,
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
        "system": dict(system.versions()),
    }


def _inputs(plan: Plan) -> dict[str, Json]:
    tables: dict[str, Json] = {
        name: {"source": table.source, "sha256": table.sha256, "synthetic": table.synthetic}
        for name, table in plan.data.tables.items()
    }
    profiles = {
        task.profile.id: {"version": task.profile.version, "sha256": task.subject.sha256}
        for task in plan.tasks
    }
    templates = folder_sha256(bundled("templates"))
    return {**tables, "profiles": profiles, "house": plan.house, "templates": {"sha256": templates}}


def _documents(outcome: Outcome) -> list[Json]:
    return [
        {
            "profile": outcome.profile,
            "kind": document.kind.value,
            "status": document.status.value,
            "pages": document.pages,
            "files": {f"{outcome.profile}/{name}": sha256(body) for name, body in document.files.items()},
        }
        for document in outcome.documents
    ]
