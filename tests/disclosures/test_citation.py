"""References of the law are said in the document's language, part by part."""

import re

import pytest

from reporting.disclosures.citation import citation
from reporting.disclosures.definitions import DEFINITIONS
from reporting.inputs.resources import bundled
from reporting.rendering.words import shipped_words

PRINTED = ("srri_edges", "sri_edges")
"""Parameters whose reference stands in a document."""


@pytest.mark.parametrize(
    "reference",
    [
        "CESR/10-673, Box 1",
        "Delegated Regulation (EU) 2017/653, Annex II, Part 1",
        "Delegated Regulation (EU) 2017/653, Annex IV, point 6, as amended by (EU) 2021/2268",
        "Delegated Regulation (EU) 2017/565, Article 44(5)",
        "Delegated Regulation (EU) 2017/565, Articles 44(4)(f)",
        "docs/method.md section 7",
    ],
)
def test_in_english_a_reference_reads_as_it_was_written(reference: str) -> None:
    said = shipped_words("en").say(citation(reference))
    assert said == reference.replace("Articles", "Article")


@pytest.mark.parametrize(
    ("language", "paragraph", "letter"),
    [
        ("de", "Artikel 44 Absatz 5", "Artikel 44 Absatz 4 Buchstabe f"),
        ("fr", "article 44, paragraphe 5", "article 44, paragraphe 4, point f)"),
        ("it", "articolo 44, paragrafo 5", "articolo 44, paragrafo 4, lettera f)"),
        ("nl", "artikel 44, lid 5", "artikel 44, lid 4, onder f)"),
    ],
)
def test_paragraphs_and_letters_are_cited_as_the_official_journal_does(
    language: str, paragraph: str, letter: str
) -> None:
    words = shipped_words(language)
    assert words.say(citation("Article 44(5)")) == paragraph
    assert words.say(citation("Article 44(4)(f)")) == letter


def test_no_english_word_is_left_of_a_reference() -> None:
    """Whatever the law's data and the register cite, only numbers and names of papers stay as they are."""
    rules = (bundled("templates").parent / "reporting" / "law" / "data" / "parameters.yaml").read_text()
    found = re.findall(r"(?m)^    reference: ((?:Delegated|CESR/10-673, ).*)$", rules)
    assert len(found) > 20
    for reference in [*found, *(each.reference for each in DEFINITIONS.values())]:
        for part in reference.split(", "):
            said = citation(part)
            path = re.fullmatch(r"docs/[a-z-]+\.md", part)
            assert said.key != "shared.verbatim" or path or not re.search("[a-z]{2}", part), part
