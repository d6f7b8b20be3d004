"""A recipe that stands in for the real one: tiny packs, and clients who fail in every way there is."""

import hashlib
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reporting.delivery.files import sha256
from reporting.delivery.packs.maker import Document, Facts, PackResult, Part, Record, State, Task
from reporting.delivery.register.documents import Source
from reporting.delivery.text import Json
from reporting.domain.errors import refuse

PROFILES = ("calm", "bold")
SECRET = "Persona Secret"
"""What the stand-in's errors quote, as a library's error may quote a client's name."""


@dataclass(frozen=True)
class StandIn:
    """`wants` says what shall happen to a client: refused, exempt, faulty, defect, barred, poison, crash
    (once). `edition` changes the content of every pack. `notes` is a folder that notes what was computed.
    While a file `gate` is there, the last half of the clients have to wait."""

    count: int = 12
    wants: dict[str, str] = field(default_factory=dict)
    edition: str = "first"
    notes: Path | None = None
    seconds: float = 0.0
    gate: Path | None = None
    period: str = "2026Q3"
    types: Sequence[str] = ("suitability", "statement")
    keys: Sequence[str] = PROFILES
    sources: Sequence[Source] = (Source("profile", "calm.yaml", "1", sha256(b"calm")),)

    @property
    def issued_under(self) -> dict[str, str]:
        return {"templates": "t" * 64, "law": "1"}

    @property
    def told(self) -> dict[str, Json]:
        return {"inputs": {"edition": self.edition, "count": self.count}}

    @property
    def report_names(self) -> tuple[str, ...]:
        return ()

    def reports(self, made: object, read: object) -> tuple[dict[str, bytes], tuple[str, ...]]:
        return {}, ()

    def tasks(self) -> list[Task]:
        names = [f"C-{number:04}" for number in range(self.count)]
        return [Task(name, pseudonym_of(name)) for name in names]

    def facts(self, key: str) -> str:
        self.note(f"facts-{key}-{os.getpid()}")
        return f"facts of {key}"

    def maker(self, facts: Facts) -> "StandInMaker":
        return StandInMaker(self, facts)

    def note(self, name: str) -> None:
        if self.notes:
            (self.notes / name).touch()


def pseudonym_of(client: str) -> str:
    return hashlib.sha256(client.encode()).hexdigest()[:20]


@dataclass
class StandInMaker:
    recipe: StandIn
    facts: Facts

    def make(self, task: Task) -> PackResult:
        wanted = self.recipe.wants.get(task.client, "")
        time.sleep(self.recipe.seconds)
        while (
            self.recipe.gate and int(task.client[2:]) >= self.recipe.count // 2 and self.recipe.gate.exists()
        ):
            time.sleep(0.01)
        self.recipe.note(f"made-{task.client}-{time.monotonic_ns()}")
        getattr(self, f"_{wanted}", lambda: None)()
        key = PROFILES[int(task.client[2:]) % 2]
        text = f"{task.client} {self.facts(key)} {self.recipe.edition} ".encode()
        pdf, twin = b"%PDF " + text * 500, b'{"client": "' + task.pseudonym.encode() + b'"}'
        if wanted in ("refused", "exempt"):
            state = State(wanted)
            return PackResult(self._record(task, state, ("a rule says so",)))
        document = Document(
            type="pack",
            name="pack",
            document=f"{task.pseudonym}-pack",
            day="2026-09-30",
            language="en",
            pages=3,
            files={"pack.pdf": sha256(pdf), "pack.json": sha256(twin)},
            profile=f"{key} 1",
            inputs={"record": sha256(task.client.encode())},
            checks={"passed": 3},
            barred=("a clause is missing",) if wanted == "barred" else (),
        )
        made = replace(self._record(task, State.ISSUED, ()), documents=(document,))
        return PackResult(made, {"pack.pdf": pdf, "pack.json": twin})

    def _record(self, task: Task, state: State, reasons: tuple[str, ...]) -> Record:
        return Record(task.pseudonym, tuple(Part(type, state, reasons) for type in self.recipe.types))

    def _faulty(self) -> None:
        raise refuse("transactions.csv", "the units do not add up", "units")

    def _defect(self) -> None:
        raise ValueError(f"could not convert {SECRET}")

    def _poison(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def _crash(self) -> None:
        assert self.recipe.notes is not None
        mark = self.recipe.notes / "crashed"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
