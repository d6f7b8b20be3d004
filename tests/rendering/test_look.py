"""Logo and colours in the document: they show, it still conforms, and nothing else changes."""

import io
import re
from itertools import product
from pathlib import Path

import page
import pypdf
import pytest
from PIL import Image

from reporting.domain.brand import Brand, Logo
from reporting.inputs.resources import bundled
from reporting.rendering import style
from reporting.rendering.charts import draw
from reporting.rendering.html import render_html
from reporting.rendering.look import SHIPPED, Look, look_of
from reporting.rendering.pdf import render_pdf
from tests.rendering import sample

WORDS = sample.words()
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    b'<path d="M0 0h40v10z" fill="#7a0019"/></svg>'
)
CSS = (Path(bundled("templates")) / "css" / "document.css").read_text(encoding="utf-8")


def picture(mode: str) -> Logo:
    stream = io.BytesIO()
    Image.new(mode, (80, 20)).save(stream, "PNG")
    return Logo(stream.getvalue(), "image/png")


LOGOS = {"svg": Logo(SVG, "image/svg+xml"), **{mode: picture(mode) for mode in ("RGBA", "L", "P")}}


@pytest.mark.parametrize(("name", "profile"), list(product(LOGOS, ("3a", "ua1"))))
def test_a_document_with_logo_and_colours_conforms(name: str, profile: str) -> None:
    look = Look(LOGOS[name], "#7a0019", "#005a5b")
    made = render_pdf(sample.disclosure(sections=sample.sections()[:2]), words=WORDS, look=look)
    report = page.validate_pdf_bytes(made, profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]
    assert made == render_pdf(sample.disclosure(sections=sample.sections()[:2]), words=WORDS, look=look)


def test_the_logo_stands_on_the_first_page_and_bears_the_firms_name() -> None:
    html = render_html(sample.disclosure(), WORDS, Look(LOGOS["svg"]))
    assert re.findall(r'<img class="logo" src="asset:logo" alt="([^"]+)">', html) == [
        "Specimen Asset Management S.A."
    ]
    assert "asset:logo" not in render_html(sample.disclosure(), WORDS)
    made = render_pdf(sample.disclosure(sections=()), words=WORDS, look=Look(picture("RGB")))
    assert [len(each.images) for each in pypdf.PdfReader(io.BytesIO(made)).pages] == [1]


def test_the_shipped_look_changes_no_sign() -> None:
    assert look_of(None) == look_of(Brand()) == SHIPPED
    assert SHIPPED.paint(CSS) == CSS


def test_a_firms_colours_replace_the_shipped_ones_with_all_their_tints() -> None:
    painted = look_of(Brand(primary="#7a0019", accent="#005a5b")).paint(CSS)
    shipped = {style.NAVY, style.ACCENT, *style.TINTS}
    assert style.NAVY in CSS and style.ACCENT in CSS
    assert not shipped & set(re.findall(r"#[0-9a-f]{6}", painted))
    assert painted.count("#7a0019") == CSS.count(style.NAVY)
    svg = draw(sample.fan(), WORDS).decode()
    assert style.NAVY in svg and not shipped & set(
        re.findall(r"#[0-9a-f]{6}", Look(None, "#7a0019").paint(svg))
    )


def test_two_colours_can_change_places() -> None:
    look = Look(None, style.ACCENT, style.NAVY)
    assert look.paint(f"{style.NAVY} {style.ACCENT}") == f"{style.ACCENT} {style.NAVY}"


def test_tints_of_the_shipped_navy_are_about_the_shipped_tints() -> None:
    # The firm's tints are its colour thinned with white; for the navy they come close to the designed ones.
    near = Look(None, "#14375f")
    for tint in style.TINTS:
        own = near.paint(tint)
        assert (
            max(abs(int(own[i : i + 2], 16) - int(tint[i : i + 2], 16)) for i in (1, 3, 5)) <= 24
        )  # a tenth of the scale
