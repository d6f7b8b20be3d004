"""Documents for the registers of the tests."""

from dataclasses import replace

from reporting.delivery.files import sha256
from reporting.delivery.register.documents import Issue, Source

CLIENT, OTHER = "0123456789abcdef0123", "fedcba98765432100000"
SOURCE = Source("profile", "balanced.yaml", "3", sha256(b"profile"))


def an_issue(content: bytes = b"one", client: str = CLIENT, **changed: str) -> Issue:
    made = Issue(
        client=client,
        type="pack",
        period="2026Q3",
        language="en",
        document=f"pack-{client}-2026Q3",
        day="2026-09-30",
        sha256=sha256(content),
        file=f"2026Q3/clients/{client}/pack.pdf",
        profile="balanced 3",
        templates="a" * 64,
        law="0.1.0",
        questionnaire="2026-1",
        inputs={"client": sha256(b"record")},
        checks={"passed": 31},
    )
    return replace(made, **changed)
