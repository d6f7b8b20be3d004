"""What a document quotes of a client may say anything: it is printed, and judged as nobody's promise."""

import json
from dataclasses import replace

import pytest

from reporting.checks.check import check
from reporting.domain.disclosure import Callout, Disclosure, Emphasis, Quoted, Text, Verbatim
from reporting.domain.errors import Unusable
from reporting.domain.verdict import Verdict
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin
from tests.checks import clients

RULES = ("no_placeholder", "no_promise", "no_endorsement", "no_marketing")
NAMES = ("{{7*7}} TODO", "{% raw %} Guaranteed proven gains Ltd", "None <b>{amount}</b>")


def letter(name: str) -> Disclosure:
    """A notice to a client of this name."""
    document = clients.letter()
    return replace(document, subtitle=replace(document.subtitle, values={
        **document.subtitle.values, "name": Quoted(name)}))  # fmt: skip


def verdicts(document: Disclosure) -> dict[str, Verdict]:
    found = check(render_pdf(document), twin(document), "letter").results
    return {result.rule.id: result.finding.verdict for result in found if result.rule.id in RULES}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_look_like_a_template_or_a_promise(name: str) -> None:
    assert set(verdicts(letter(name)).values()) == {Verdict.MET}
    assert name in json.loads(twin(letter(name)))["quoted"]


def test_the_same_words_of_the_house_are_found_beside_it() -> None:
    first = clients.letter().sections[0]
    said = Callout(Text("shared.verbatim", {"text": Verbatim("You have {{amount}}: a guaranteed gain.")}),
                   Emphasis.NOTE)  # fmt: skip
    document = letter("{{7*7}}")
    spoiled = replace(first, blocks=(*first.blocks, said))
    found = verdicts(replace(document, sections=(spoiled, *document.sections[1:])))
    assert found["no_placeholder"] is found["no_promise"] is Verdict.NOT_MET


def test_signs_of_a_name_that_the_fonts_lack_are_counted_not_shown() -> None:
    with pytest.raises(Unusable) as error:
        render_pdf(letter("לוי"))
    assert "3 signs" in str(error.value) and "ל" not in str(error.value) and "05DC" not in str(error.value)
