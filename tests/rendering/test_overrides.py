"""A firm's own templates: which blocks exist, that each takes effect, that no more can be done."""

import io
import re
from pathlib import Path

import pypdf
import pytest

from reporting.domain.disclosure import Section, Status, Text, Verbatim
from reporting.domain.errors import Refused, Unusable
from reporting.rendering.html import render_html
from reporting.rendering.look import Look
from reporting.rendering.overrides import FILE, overridable, read_overrides
from reporting.rendering.pdf import render_pdf
from tests.rendering import sample

WORDS = sample.words()

BLOCKS = {
    "cover": ("document",),
    "logo": ("document",),
    "identity": ("document",),
    "status": ("document",),
    "head": ("document", "warning"),
    "beside": ("part",),
    "heading": ("section", "number"),
    "paragraph": ("block",),
    "bullets": ("block",),
    "callout": ("block",),
    "facts": ("block",),
    "table": ("block",),
    "riskscale": ("block",),
    "chart": ("block",),
    "terms": ("block",),
    "opening": ("section",),
    "answers": ("block",),
    "contents": ("block",),
    "source": ("block",),
}
"""The contract: a firm's file may define any of these, with these arguments. Whoever removes or renames one
breaks the files of firms, and says so in the release notes."""


def folder_with(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def macro(name: str, body: str) -> str:
    return f"{{% macro {name}({', '.join(BLOCKS[name])}) %}}{body}{{% endmacro %}}\n"


def html(blocks: str) -> str:
    return render_html(sample.disclosure(), WORDS, Look(blocks=blocks))


def test_these_blocks_exist() -> None:
    assert overridable() == BLOCKS


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_can_be_written_anew(name: str, tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro(name, "<p>a firm's own</p>")))
    assert "a firm's own" in html(own) and "a firm's own" not in html("")


@pytest.mark.parametrize("name", [name for name in BLOCKS if name != "logo"])
def test_a_block_can_stand_around_the_shipped_one(name: str, tmp_path: Path) -> None:
    call = f"<div>{{{{ shipped.{name}({', '.join(BLOCKS[name])}) }}}}</div><i>own</i>"
    text = f'{{% import "shipped.html.j2" as shipped with context %}}\n{macro(name, call)}'
    found = html(read_overrides(folder_with(tmp_path, text)))
    assert "<i>own</i>" in found
    plain = found.replace("<i>own</i>", "").replace("<div>", "").replace("</div>", "")
    assert "".join(plain.split()) == "".join(html("").replace("<div>", "").replace("</div>", "").split())


def test_a_document_with_a_firms_own_block_is_printed(tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro("heading", "<h2>No. {{ number }}</h2>")))
    made = render_pdf(sample.disclosure(), words=WORDS, look=Look(blocks=own))
    assert "No. 1" in pypdf.PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_the_page_on_evidence_lists_every_block_and_its_example_is_sound(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `([\w, ]+)` \|", text, re.MULTILINE)
    told = {name: tuple(given.split(", ")) for names, given in rows for name in re.findall(r"\w+", names)}
    assert told == BLOCKS
    (example,) = re.findall(r"^```jinja \S+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    own = read_overrides(folder_with(tmp_path, example))
    assert html(own).count('<p class="remark">Specimen Asset Management S.A.</p>') == len(sample.sections())


def test_what_a_block_prints_is_escaped(tmp_path: Path) -> None:
    name = "{{7*7}}<img src=file:///etc/hostname>"
    text = Text("sample.series.name", {"name": Verbatim(name)})
    own = read_overrides(folder_with(tmp_path, macro("heading", "<h2>{{ words.say(section.title) }}</h2>")))
    document = sample.disclosure(sections=(Section("x", text, ()),))
    found = render_html(document, WORDS, Look(blocks=own))
    assert "<img" not in found and "{{7*7}}&lt;img" in found


REFUSED = {
    "another name": ("{% macro footer(block) %}{% endmacro %}", "there is no block footer; there are cover"),
    "other arguments": ("{% macro chart(spec) %}{% endmacro %}", r"chart takes the arguments \(block\)"),
    "text outside": ("hello", "only macros can stand here"),
    "an expression outside": ("{{ document }}", "only macros can stand here"),
    "a setting": ("{% set x = 1 %}", "only macros can stand here"),
    "include": (macro("chart", '{% include "document.html.j2" %}'), "no file can be included"),
    "extends": ('{% extends "document.html.j2" %}', "no template can be extended"),
    "import": (macro("chart", '{% import "shipped.html.j2" as shipped with context %}'), "can be imported"),
    "another import": ('{% import "document.html.j2" as shipped with context %}', "can be imported"),
    "from": ('{% from "shipped.html.j2" import chart %}', "can be imported"),
    "a block": (macro("chart", "{% block x %}{% endblock %}"), "write a macro"),
    "no escaping": (macro("chart", "{% autoescape false %}{% endautoescape %}"), "escaping cannot be"),
    "safe": (macro("chart", "{{ block.title|safe }}"), "No filter named 'safe'"),
    "random": (macro("chart", "{{ [1, 2]|random }}"), "No filter named 'random'"),
    "syntax": ("{% macro chart(block) %}", "is no template"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_block_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    text, message = REFUSED[case]
    with pytest.raises(Unusable, match=message) as caught:
        read_overrides(folder_with(tmp_path, f"\n\n{text}"))
    assert all(fault.line == 3 for fault in caught.value.faults)


def test_other_files_and_no_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no such folder"):
        read_overrides(tmp_path / "no")
    with pytest.raises(Unusable, match="cannot be read"):
        read_overrides(tmp_path)
    (tmp_path / "document.html.j2").write_text("")
    with pytest.raises(Unusable, match="document.html.j2: only blocks.html.j2"):
        read_overrides(tmp_path)
    folder_with(tmp_path / "large", "x" * 300_000)
    with pytest.raises(Unusable, match="larger than 256 kB"):
        read_overrides(tmp_path / "large")


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ words.__init__.__globals__ }}",
        "{{ words.say.__func__ }}",
        "{{ [].append(1) }}",
        "{{ {}.update(a=1) }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format(words) }}",
        "{{ lipsum() }}",
        "{{ no_such_name }}",
        "{{ section.no_such_field }}",
        "{{ 1 / 0 }}",
        "{% for i in range(10000000) %}x{% endfor %}",
        "{% for i in range(9999) %}{% for k in range(9999) %}{% endfor %}{% endfor %}",
        "{% for i in 'x' * 9999 %}{% for k in 'x' * 9999 %}{% endfor %}{% endfor %}",
        "{{ heading(section, number) }}",
        "{% if number < 90 %}{{ heading(section, number + 1) }}{{ heading(section, number + 1) }}{% endif %}",
        "{{ 'x' * 10 ** 9 }}",
        "{{ [1] * 10 ** 9 }}",
        "{{ 10 ** 999999999 }}",
        "{{ words.own('no.such.key') }}",
    ],
)
def test_a_block_cannot_reach_out_of_its_box(body: str, tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro("heading", body)))
    with pytest.raises((Refused, Unusable)) as caught:
        html(own)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_nested_too_deeply_is_told_so(tmp_path: Path) -> None:
    text = macro("heading", "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}")
    with pytest.raises(Unusable, match="is nested too deeply; write it with fewer levels"):
        read_overrides(folder_with(tmp_path, text))


def test_a_macro_that_never_ends_is_told_so(tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro("heading", "{{ heading(section, number) }}")))
    with pytest.raises(Refused, match="a macro calls itself without end; mend the macro"):
        html(own)


def test_a_text_beyond_the_memory_is_told_so(tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro("heading", "{{ 'x'.center(10 ** 17) }}")))
    with pytest.raises(Refused, match="does not fit into memory; mend the macro"):
        html(own)


def test_the_count_of_rounds_begins_anew_with_each_document(tmp_path: Path) -> None:
    """Three fifths of what is allowed, twice."""
    body = "{% for i in range(600) %}{% for k in range(999) %}{% endfor %}{% endfor %}"
    own = read_overrides(folder_with(tmp_path, macro("logo", body)))
    assert html(own) == html(own)


ADDRESSES = ("file:///etc/hostname", "http://127.0.0.1:9/x", "data:image/png;base64,AA==", "asset:logo")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_block_loads_nothing_from_elsewhere(address: str, tmp_path: Path) -> None:
    own = read_overrides(folder_with(tmp_path, macro("heading", f'<img src="{address}" alt="x">')))
    with pytest.raises(Refused):
        render_pdf(sample.disclosure(Status.FINAL), words=WORDS, look=Look(blocks=own))
