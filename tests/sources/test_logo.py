"""A logo as an agency delivers it comes out as it is meant, or is refused with what to do."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from wegwijs.press.ledger.inputs import Inputs
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.logo import FINEST, BadLogo, read_logo

PNG_INSTEAD = "xporteer het logo als PNG van 1100 pixels breed of meer"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
WIDE = 'viewBox="0 0 460 140"'
BAR = '<path d="M0 0H460V140H0Z" fill="#C80000"/>'


def logo(folder: Path, content: bytes | str | Image.Image, name: str = "logo.png") -> Image.Image:
    """What comes of a logo that was delivered like this."""
    if isinstance(content, Image.Image):
        content.save(folder / name, **content.info)
    else:
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    data = read_logo(folder, name)
    assert data == read_logo(folder, name), "the same file gives other bytes"
    return Image.open(io.BytesIO(data))


def refused(folder: Path, content: bytes | str | Image.Image, name: str = "logo.png") -> str:
    with pytest.raises(BadLogo) as error:
        logo(folder, content, name)
    return str(error.value)


def drawing(ground: str = "white", ink: str = "#003366", mode: str = "RGB") -> Image.Image:
    """A drawing of 460 x 140 pixels in the middle of a sheet of 1000 x 1000."""
    image = Image.new(mode, (1000, 1000), ground)
    ImageDraw.Draw(image).rectangle((270, 430, 729, 569), fill=ink)
    return image


def svg(content: str = BAR, size: str = WIDE) -> str:
    return SVG.format(size, content)


# --- pixels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sheet",
    [
        drawing(),
        drawing("#F8F8F8"),
        drawing("#00000000", mode="RGBA"),
        drawing("#FFFFFF00", mode="RGBA"),
        drawing("white", "black", "L"),
        drawing().quantize(8),
    ],
    ids=["white", "a haze", "nothing", "nothing, white", "grey", "a palette"],
)
def test_the_white_around_a_drawing_is_cut_off(tmp_path: Path, sheet: Image.Image) -> None:
    assert logo(tmp_path, sheet).size == (460, 140)


def test_a_jpeg_with_its_noise_loses_its_margin_as_well(tmp_path: Path) -> None:
    sheet = drawing()
    sheet.info["quality"] = 30
    width, height = logo(tmp_path, sheet, "logo.jpg").size
    assert 460 <= width <= 480
    assert 140 <= height <= 160


@pytest.mark.parametrize("ink", ["#FEFEFE", "#F0F0F0", "#E6E6E6"])
def test_what_is_all_but_white_on_white_is_refused_as_such(tmp_path: Path, ink: str) -> None:
    told = "is op wit papier niet te zien. Neem het logo in donkere kleuren"
    assert told in refused(tmp_path, drawing(ink=ink))
    specks = drawing(ink=ink)
    for x in range(300, 500, 20):
        specks.putpixel((x, 500), (0, 0, 0))
    assert told in refused(tmp_path, specks)
    assert told in refused(tmp_path, svg(BAR.replace("#C80000", ink)), "logo.svg")


def test_a_drawing_that_is_too_coarse_without_its_margin_is_refused(tmp_path: Path) -> None:
    sheet = drawing().resize((250, 250))
    told = refused(tmp_path, sheet)
    assert re.search(r"is zonder de witte rand 11\d pixels breed, 2[67]\d is het minste", told)


def test_an_emblem_needs_no_more_pixels_than_its_place_on_paper(tmp_path: Path) -> None:
    assert logo(tmp_path, Image.new("RGB", (90, 90), "navy")).size == (90, 90)  # 163 dpi


def profile(gamma: float) -> bytes:
    """An RGB profile with these curves, made of the one that we print with."""
    data = bytearray((SHIPPED.parent / "assets" / "srgb.icc").read_bytes())
    count = int.from_bytes(data[128:132], "big")
    curve = b"curv\0\0\0\0\0\0\0\1" + round(gamma * 256).to_bytes(2, "big") + b"\0\0"
    for index in range(count):
        at = 132 + 12 * index
        if data[at : at + 4] in (b"rTRC", b"gTRC", b"bTRC"):
            data[at + 4 : at + 12] = len(data).to_bytes(4, "big") + len(curve).to_bytes(4, "big")
    data += curve
    data[:4] = len(data).to_bytes(4, "big")
    return bytes(data)


def red(mode: str) -> Image.Image:
    image = Image.new("RGB", (460, 140), (200, 0, 0))
    return image.quantize(4) if mode == "P" else image.convert(mode)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_colours_are_as_the_profile_in_the_file_means_them(tmp_path: Path, mode: str) -> None:
    plain = red(mode)
    value = logo(tmp_path, plain).getpixel((9, 9))
    meant = red(mode)
    meant.info["icc_profile"] = profile(1.0)
    found = logo(tmp_path, meant).getpixel((9, 9))
    if mode != "L":
        assert (value, found[1:]) == ((200, 0, 0), (0, 0))
    lighter = {200: 229, 60: 132}[value[0]]  # linear light, as sRGB
    assert abs(found[0] - lighter) <= 2


def test_our_own_profile_changes_nothing(tmp_path: Path) -> None:
    image = Image.linear_gradient("L").resize((460, 140)).convert("RGB")
    before = logo(tmp_path, image).tobytes()
    image.info["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    after = logo(tmp_path, image).tobytes()
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= 1


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_name_is_the_same_name_however_its_accents_are_stored(
    tmp_path: Path, stored: str, typed: str
) -> None:
    name = "logo gemeente Súdwest-Fryslân.png"
    where = tmp_path / "editions"
    where.mkdir()
    drawing().save(where / unicodedata.normalize(stored, name))
    asked = unicodedata.normalize(typed, name)
    assert read_logo(where, asked)
    inputs = Inputs([tmp_path], {})
    (where / "x.yaml").touch()
    before = inputs.of_edition("x", [f"editions/{asked}"])
    drawing(ink="black").save(where / unicodedata.normalize(stored, name))
    assert Inputs([tmp_path], {}).of_edition("x", [f"editions/{asked}"]) != before


# --- SVG ------------------------------------------------------------------------------------------

DRAWN = {
    "the whole plane": svg(),
    "with a wide margin": svg('<rect x="900" y="930" width="460" height="140" fill="#C80000"/>', 'viewBox="0 0 2000 2000" width="10" height="10"'),
    "a size in millimetres": svg('<g transform="scale(.5)">' + BAR + "</g>", 'width="100mm" height="50mm"'),
    "a plane that begins elsewhere": svg('<rect x="-90" y="-93" width="46" height="14" fill="#C80000"/>', 'viewBox="-200 -100 200 100"'),
    "a class in a style sheet": svg("<style>.a{fill:#C80000}</style>" + BAR.replace('fill="#C80000"', 'class="a"')),
    "a symbol that is used": svg(f'<defs><symbol id="s">{BAR}</symbol></defs><use xlink:href="#s"/>'),
    "what Illustrator writes": '<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator: x -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n' + svg(f'<metadata><i:a xmlns:i="http://ns.adobe.com/x" xlink:href="http://x.nl"/></metadata><switch><foreignObject requiredExtensions="x"/><g>{BAR}</g></switch>', WIDE + ' style="enable-background:new 0 0 460 140;" xml:space="preserve"'),
    "what Inkscape writes": svg(f'<i:namedview xmlns:i="http://www.inkscape.org/x" onload="x"/><text> </text><g xmlns:i="http://www.inkscape.org/x" i:label="a">{BAR}</g>'),
    "in another encoding": svg().replace("<svg", "<?xml version='1.0' encoding='UTF-16'?><svg").encode("utf-16"),
    "a link for the web": svg(f'<a href="https://www.utrecht.nl">{BAR}</a>'),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_an_svg_is_drawn_at_600_dpi_without_its_margin(name: str, tmp_path: Path) -> None:
    picture = logo(tmp_path, DRAWN[name], "logo.svg")
    assert all(0.96 * most <= side <= most for side, most in zip(picture.size, FINEST, strict=True))
    assert picture.getpixel((500, 150)) == (200, 0, 0)


def test_an_svg_with_a_white_ground_and_thin_lines_keeps_them(tmp_path: Path) -> None:
    lines = '<rect width="9999" height="9999" fill="#fff"/><path d="M4000 4000h460v140h-460z" fill="none" stroke="#036" stroke-width="2"/>'
    picture = logo(tmp_path, svg(lines, 'viewBox="0 0 9999 9999"'), "logo.svg")
    assert picture.size[0] > 1000
    assert picture.getpixel((2, 150))[0] < 90


USE = "".join(f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))
TEN = "aaaaaaaaaa"
BAD = {
    "a script": (svg("<script>alert(1)</script>" + BAR), "er staat een script in"),
    "a script at an event": (svg(BAR.replace("<path", '<path onclick="x()"')), "er staat een script in"),
    "a picture on the web": (svg('<image href="https://x.nl/a.png" width="9" height="9"/>'), "een foto of ander plaatje"),
    "a picture on this computer": (svg('<image xlink:href="/etc/passwd" width="9" height="9"/>'), "een foto of ander plaatje"),
    "a picture inside": (svg('<image href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/>'), "een foto of ander plaatje"),
    "a shape from another file": (svg('<use href="ander.svg#a"/>'), "iets buiten het bestand"),
    "a colour from another file": (svg('<rect width="9" height="9" style="fill:url( \'ander.svg#a\' )"/>'), "iets buiten het bestand"),
    "a colour sheet from the web": (svg("<style>@import 'https://x.nl/a.css';</style>" + BAR), "iets buiten het bestand"),
    "a colour sheet in disguise": (svg("<style>@\\69mport 'x.css';</style>" + BAR), "iets buiten het bestand"),
    "a colour sheet beside it": ("<?xml version='1.0'?><?xml-stylesheet href='x.css'?>" + svg(), "iets buiten het bestand"),
    "an entity of a file": ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<title>&a;</title>" + BAR), "(ENTITY)"),
    "entities in entities": (f'<!DOCTYPE svg [<!ENTITY a "{TEN}"><!ENTITY b "&a;&a;">]>' + svg("<title>&b;</title>"), "(ENTITY)"),
    "text": (svg('<text y="99" font-size="99">Utrecht</text>'), "Zet in het tekenprogramma alle tekst om in contouren"),
    "text in pieces": (svg('<text y="99"><tspan>U</tspan></text>'), "Zet in het tekenprogramma alle tekst om in contouren"),
    "a font inside": (svg("<style>@font-face{font-family:x;src:url(#x)}</style>" + BAR), "alle tekst om in contouren"),
    "a web page inside": (svg('<foreignObject width="9" height="9"/>'), "(foreignObject)"),
    "no size": (svg(BAR, ""), "niet hoe groot de tekening is"),
    "a size of nothing": (svg(BAR, 'viewBox="0 0 0 0"'), "niet hoe groot de tekening is"),
    "a size without end": (svg(BAR, 'viewBox="0 0 1e400 nan"'), "niet hoe groot de tekening is"),
    "groups without end": (svg("<g>" * 90_000 + "</g>" * 90_000), "te ingewikkeld"),
    "more than anybody draws": (svg("<g/>" * 90_000), "te ingewikkeld"),
    "a pattern of gigabytes": (svg('<pattern id="p" width="1e6" height="1e6" patternUnits="userSpaceOnUse"><rect width="5e5" height="5e5"/></pattern><rect width="200" height="60" fill="url(#p)"/>'), "te ingewikkeld"),
    "a hairline": (svg('<rect width="460" height="1"/>'), "dat is te smal"),
    "nothing": (svg(""), "is op wit papier niet te zien"),
    "white letters": (svg(BAR.replace("#C80000", "#fff")), "is op wit papier niet te zien"),
    "a torn file": (svg()[:-9], "dit is geen goede SVG"),
    "a web page": ("<!-- x --><html>404</html>", "dit is geen goede SVG"),
    "another namespace": ("<svg viewBox='0 0 9 9'/>", "dit is geen goede SVG"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_an_svg_that_is_not_drawn_is_told_with_what_to_do(name: str, tmp_path: Path) -> None:
    content, told = BAD[name]
    message = refused(tmp_path, content, "logo.svg")
    assert told in message
    if "'logo.svg': " in message:
        assert PNG_INSTEAD in message


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        f'<defs><rect id="a0" width="9" height="9"/>{USE}</defs><use href="#a8"/>',
        '<path stroke="red" d="M0 0' + "A5e30 5e20 5 1 1 1e30 1e20" * 1_000 + '"/>',
    ],
    ids=["a use of uses", "an arc of a milliard pieces"],
)
def test_an_svg_that_takes_for_ever_is_given_up(content: str, tmp_path: Path) -> None:
    assert PNG_INSTEAD in refused(tmp_path, svg(content), "logo.svg")


# --- on paper -------------------------------------------------------------------------------------


def test_on_the_cover_the_drawing_has_its_full_size(tmp_path: Path) -> None:
    """A sheet of 2000 x 2000 pixels with a drawing in it was printed at 4 x 1.4 mm."""
    import pypdfium2

    import generate

    mine = tmp_path / "mine"
    (mine / "editions").mkdir(parents=True)
    (mine / "editions" / "logo.svg").write_text(DRAWN["with a wide margin"], "utf-8")
    edition = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8")
    edition = (
        edition.replace("id: nationaal", "id: x").rstrip()
        + "\n  logo: {file: logo.svg, alt: Logo}\n"
    )
    (mine / "editions" / "x.yaml").write_text(edition, "utf-8")
    build = ["build", "x", "--sources", str(mine), "--output", str(tmp_path / "uit")]
    assert generate.main([*build, "--product=leaflet", "--quiet"]) == 0
    document = pypdfium2.PdfDocument(tmp_path / "uit" / "x" / "nl" / "leaflet.pdf")
    (image,) = [o for o in document[0].get_objects() if o.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    left, bottom, right, top = (part / 72 * 25.4 for part in image.get_bounds())
    assert (right - left, top - bottom) == pytest.approx((46, 14), abs=0.3)
    pixels = image.get_bitmap().to_pil().convert("RGB")
    assert pixels.getpixel((pixels.width // 2, pixels.height // 2)) == (200, 0, 0)
    document.close()
    shutil.rmtree(tmp_path / "uit")
