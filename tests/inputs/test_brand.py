"""Logo and colours of the firm: what is fit for a document, and one sentence for what is not."""

import io
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from reporting.domain.errors import Unusable
from reporting.inputs.brand import contrast_on_white, read_logo
from reporting.inputs.house import load_house
from tests.inputs.shipped import PROFILES

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">{}</svg>'
SHAPE = '<path d="M0 0h40v10z" fill="#14375e"/>'


def png(mode: str = "RGB", size: tuple[int, int] = (40, 10)) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, size).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def house(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROFILES / "house", tmp_path / "house"))


def with_brand(house: Path, *lines: str) -> Path:
    path = house / "firm.yaml"
    path.write_text(path.read_text() + "\n".join(("", "brand:", *(f"  {line}" for line in lines), "")))
    return house


def test_the_shipped_firm_has_no_brand() -> None:
    assert load_house(PROFILES / "house").firm.brand is None


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1"])
def test_a_picture_is_read_with_its_hash(house: Path, mode: str) -> None:
    (house / "logo.png").write_bytes(png(mode))
    found = load_house(with_brand(house, "logo: logo.png"))
    assert found.firm.brand and found.firm.brand.logo and found.firm.brand.logo.content == png(mode)
    assert found.firm.brand.logo.media_type == "image/png"
    assert found.hashes["logo.png"] == sha256(png(mode)).hexdigest()


def test_plain_shapes_are_read(tmp_path: Path) -> None:
    style = '<style>.a { fill: url(#g) }</style><defs><linearGradient id="g"/></defs>'
    (tmp_path / "logo.svg").write_text(SVG.format(f'<g style="fill: url(#g)">{style}{SHAPE}</g>'))
    assert read_logo(tmp_path / "logo.svg").media_type == "image/svg+xml"


def test_colours_are_read_in_small_letters(house: Path) -> None:
    found = load_house(with_brand(house, 'primary: "#7A0019"', 'accent: "#005a5b"')).firm.brand
    assert found and (found.primary, found.accent, found.logo) == ("#7a0019", "#005a5b", None)


def test_contrasts_are_those_of_the_guideline() -> None:
    # Black on white is 21:1 by definition; #767676 is the lightest grey with 4.5:1 (WCAG 2.2, 1.4.3).
    assert contrast_on_white("#000000") == 21 and contrast_on_white("#ffffff") == 1
    assert contrast_on_white("#767676") >= 4.5 > contrast_on_white("#777777")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('primary: "#ffcc00"', "brand.primary: #ffcc00 has a contrast of 1.5:1 on white; at least 4.5:1"),
        ("primary: #14375e", "a colour stands in quotes"),
        ("accent: navy", "navy is not a colour"),
        ('accent: "#123"', "#123 is not a colour"),
        ("logo: ../logo.png", "does not fit"),
        ("logo: logo.gif", "does not fit"),
        ("logo: logo.png", "brand.logo: logo.png cannot be read: no such file"),
        ("color: x", "unknown key"),
    ],
)
def test_what_is_no_brand_is_one_sentence_with_its_place(house: Path, line: str, message: str) -> None:
    with pytest.raises(Unusable) as caught:
        load_house(with_brand(house, line))
    (fault,) = caught.value.faults
    assert message in str(fault) and fault.line and "firm.yaml" in fault.file


BAD = {
    "empty.png": (b"", "not a whole PNG"),
    "cut.png": (png()[:-20], "not a whole PNG"),
    "flipped.png": (png()[:40] + b"x" + png()[41:], "not a whole PNG"),
    "jpeg.png": (b"\xff\xd8\xff\xe0" + b"0" * 100, "not a whole PNG"),
    "large.png": (png() + b"\0" * 300_000, "larger than 256 kB"),
    "wide.png": (png("1", (4001, 1)), "4001 by 1 points"),
    "empty.svg": (b"", "not an SVG picture"),
    "html.svg": (b"<html></html>", "not an SVG picture"),
    "no-box.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "viewBox"),
    "bomb.svg": (b'<!DOCTYPE svg [<!ENTITY a "aa">]><svg/>', "document type"),
    "bytes.svg": (b"\xff\xfe\x00", "not an SVG picture"),
} | {
    f"{name}.svg": (SVG.format(content).encode(), message)
    for name, content, message in (
        ("text", "<text>x</text>", "convert it to paths"),
        ("script", "<script>x</script>", "holds <script>"),
        ("image", '<image href="x.png"/>', "holds <image>"),
        ("foreign", "<foreignObject/>", "holds <foreignObject>"),
        ("other", '<x:y xmlns:x="urn:x"/>', "holds <y>"),
        ("event", '<path onload="x"/>', "onload"),
        ("link", '<path href="file:///etc/passwd"/>', "href"),
        ("url", '<path fill="url(http://x/y)"/>', "fill"),
        ("quoted", "<path fill=\"url( 'http://x/y')\"/>", "fill"),
        ("imported", "<style>@import 'x';</style>", "in its style"),
        ("styled", "<style>path { fill: url(x.svg) }</style>", "in its style"),
    )
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_logo_is_refused_with_the_mend(name: str, tmp_path: Path) -> None:
    content, message = BAD[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=message) as caught:
        read_logo(tmp_path / name)
    assert not isinstance(caught.value, UnicodeError) and "\n" not in str(caught.value)
