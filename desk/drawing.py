"""The real pages of an edition as pictures, and whether everything fits. Runs in a worker process.

The one place where the desk meets the products. Lengths are millimetres from the top left.
"""

from __future__ import annotations

import ctypes
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image, ImageChops, ImageDraw

from desk.edition import Written, names
from desk.reading import EMPTY, Reading, read, theme
from layouts.content.outline import Outline
from layouts.content.outline_builder import build_outline
from layouts.pdf.panel import DoesNotFit
from layouts.pdf.sheet import Profile
from layouts.products.leaflet import paper
from layouts.products.registry import FILES_BY_NAME, PRODUCTS, SELECTABLE
from layouts.typesetting.fonts import FontSet
from press.preview.lettering import font
from sources.errors import ExitCode, WegwijsError
from sources.translations import in_language

PT = 72 / 25.4  # in a millimetre
DPI, LARGE_DPI = 96, 192
RED, WHITE, BLACK = (163, 0, 27), (255, 255, 255), (0, 0, 0)
LINE = 4.4  # mm from one line of a leaflet to the next, about


@dataclass(frozen=True)
class Side:
    """Something to look at: a part of a page, and how it is called.

    ``panel`` is that of the leaflet; None is the whole page.
    """

    id: str
    dutch: str
    file: str
    page: int
    panel: str | None = None


# In the order in which a leaflet is read, one at a time on a phone.
PANELS = (
    ("cover", "voorkant"),
    ("inside 1", "binnenkant, deel 1"),
    ("flap", "flap"),
    ("inside 2", "binnenkant, deel 2"),
    ("inside 3", "binnenkant, deel 3"),
    ("back", "achterkant"),
)
WHERE = {
    "cover": "buitenkant, de voorkant",
    "flap": "buitenkant, de flap",
    "back": "buitenkant, de achterkant",
    "inside 1": "binnenkant, deel 1",
    "inside 2": "binnenkant, deel 2",
    "inside 3": "binnenkant, deel 3",
}
SIDES = {
    side.id: side
    for side in (
        Side("buitenkant", "buitenkant", "leaflet.pdf", 0),
        Side("binnenkant", "binnenkant", "leaflet.pdf", 1),
        Side("open", "één keer open", "leaflet.pdf", 1, "inside 1"),
        Side("kaart-buiten", "buitenkant van het zakkaartje", "pocket-card.pdf", 0),
        Side("kaart-binnen", "binnenkant van het zakkaartje", "pocket-card.pdf", 1),
        *(
            Side(f"kant-{number}", dutch, "leaflet.pdf", paper.FRAMES[panel].page, panel)
            for number, (panel, dutch) in enumerate(PANELS, start=1)
        ),
    )
}


@dataclass(frozen=True)
class Trouble:
    """What has no room: in which language and product, on which panel, and by how much."""

    language: str
    dutch: str
    product: str
    where: str
    side: str
    what: str
    lines: int


@dataclass(frozen=True)
class Verdict:
    """Whether everything that was chosen fits, in all its languages."""

    languages: int
    products: int
    troubles: tuple[Trouble, ...] = ()
    failures: tuple[str, ...] = ()


class NotDrawn(WegwijsError):
    """There is nothing to see of an edition yet, and why."""

    exit_code = ExitCode.DATA_INVALID


@lru_cache(maxsize=32)
def outline(written: Written, language: str) -> Outline:
    """What an edition says in a language. Raises ``NotDrawn``, and what ``in_language`` raises."""
    reading = read(written)
    loaded = reading.loaded
    if loaded is None:
        raise NotDrawn("er is nog niets te zien")
    known = loaded.pack.languages.get(language)
    fonts = FontSet(known.fonts) if known else theme().fonts
    pack = in_language(
        loaded, language, written.folders, allow_drafts=True, missing_glyph=fonts.missing
    )
    return build_outline(pack, loaded.logo)


@lru_cache(maxsize=24)
def made(written: Written, language: str, file: str) -> bytes:
    """A file of an edition, exactly as it would be printed. Raises ``DoesNotFit``."""
    content = outline(written, language)
    return FILES_BY_NAME[file].render(content, theme().for_outline(content), Profile.OFFICE)


def picture(written: Written, language: str, side_id: str, dpi: int = DPI) -> bytes:
    """A side of an edition in a language as a PNG; where a number is wrong its sign is hatched.

    Raises ``NotDrawn`` and ``DoesNotFit``.
    """
    side = SIDES[side_id]
    image = _page(made(written, language, side.file), side.page, dpi)
    if side.panel:
        image = _panels(written, language, side, image, dpi)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _panels(
    written: Written, language: str, side: Side, image: Image.Image, dpi: int
) -> Image.Image:
    """A panel of the leaflet; what is open shows the flap beside the first panel inside."""
    rtl = outline(written, language).direction == "rtl"
    assert side.panel
    part = _cut(image, side.panel, dpi, rtl=rtl)
    if side.id != "open":
        return part
    back = _page(made(written, language, side.file), paper.FRAMES["flap"].page, dpi)
    flap = _cut(back, "flap", dpi, rtl=rtl)
    both = [flap, part] if rtl else [part, flap]
    whole = Image.new("RGB", (sum(one.width for one in both) + 1, part.height), BLACK)
    whole.paste(both[0], (0, 0))
    whole.paste(both[1], (both[0].width + 1, 0))
    return whole


def _cut(image: Image.Image, panel: str, dpi: int, *, rtl: bool) -> Image.Image:
    frame = paper.frame_of(panel, rtl=rtl)
    left, right = (round(x * dpi / 25.4) for x in (frame.left, frame.left + frame.width))
    return image.crop((left, 0, right, image.height))


def _page(data: bytes, index: int, dpi: int) -> Image.Image:
    """A page of a PDF, with the signs hatched whose link leads to a number that is wrong."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[index]
        image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        for at in _links(pypdfium2.raw, document, page, EMPTY.target):
            _hatch(image, (at[0] * dpi / 72, (page.get_height() - at[1]) * dpi / 72), dpi)
    return image


def _links(raw: Any, document: Any, page: Any, target: str) -> Iterator[tuple[float, float]]:
    """The middle (pt, from the bottom left) of every link on a page that leads to a target."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        uri = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, uri, size)
        box = raw.FS_RECTF()
        if uri.value.decode("ascii", "replace") == target and raw.FPDFLink_GetAnnotRect(link, box):
            yield (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _hatch(image: Image.Image, at: tuple[float, float], dpi: int) -> None:
    """Hatch the ground of one colour around a point, which is a sign, and say that it is empty."""
    ground = _ground(image, (round(at[0]), round(at[1])))
    box = ground.getbbox()
    if box is None:
        return
    width, height = box[2] - box[0], box[3] - box[1]
    hatch = Image.new("RGB", (width, height), WHITE)
    pen = ImageDraw.Draw(hatch)
    for start in range(-height, width, max(4, round(7 * dpi / 96))):
        pen.line((start, height, start + height, 0), BLACK, max(1, round(1.3 * dpi / 96)))
    letters = font(min(round(14 * dpi / 96), height - 4), 700)
    wide, high = letters.getlength("leeg") + 14 * dpi / 96, letters.size * 1.25
    x, y = width / 2, height / 2
    pen.rectangle((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2), RED)
    pen.text((x, y), "leeg", WHITE, letters, anchor="mm")
    image.paste(hatch, box[:2], ground.crop(box))


def _ground(image: Image.Image, at: tuple[int, int]) -> Image.Image:
    """A mask of what has the colour of a point and hangs together, with the letters in it."""
    marked = image.copy()
    ImageDraw.floodfill(marked, at, (255, 0, 255))
    flat = ImageChops.difference(marked, image).convert("L").point(lambda level: 255 * (level > 0))
    box = flat.getbbox() or (0, 0, 1, 1)
    around = Image.new("L", (box[2] - box[0] + 2, box[3] - box[1] + 2))
    around.paste(flat.crop(box), (1, 1))
    ImageDraw.floodfill(around, (0, 0), 128)  # what lies outside; holes stay as they are
    inside = around.point(lambda level: 255 * (level != 128)).crop(
        (1, 1, around.width - 1, around.height - 1)
    )
    mask = Image.new("L", image.size)
    mask.paste(inside, box[:2])
    return mask


def verdict(written: Written) -> Verdict:
    """Lay out every product in every language that was chosen."""
    reading = read(written)
    if reading.loaded is None:
        return Verdict(0, 0, failures=("nothing",))
    edition = reading.loaded.pack.edition
    products = edition.products or tuple(SELECTABLE)
    troubles: list[Trouble] = []
    failures: list[str] = []
    for language in edition.languages:
        for product in products:
            try:
                for file in PRODUCTS[product].files:
                    made(written, language, file.name)
            except DoesNotFit as error:
                troubles += _troubles(reading, product, language, error)
            except WegwijsError as error:
                failures.append(str(error))
    return Verdict(len(edition.languages), len(products), tuple(troubles), tuple(failures))


def _troubles(
    reading: Reading, product: str, language: str, error: DoesNotFit
) -> Iterator[Trouble]:
    assert reading.loaded
    pack = reading.loaded.pack
    headings = _headings(reading) if product == "leaflet" else {}
    for over in error.overflows:
        where = WHERE.get(over.panel, PRODUCTS[product].dutch)
        if heading := headings.get(over.panel):
            where = f"{where} ({heading})"
        side = "binnenkant" if over.panel.startswith("inside") else "buitenkant"
        yield Trouble(
            language,
            pack.languages[language].dutch,
            PRODUCTS[product].dutch,
            where,
            side if product == "leaflet" else "zakkaartje",
            over.what,
            math.ceil(over.millimetres / LINE),
        )


def _headings(reading: Reading) -> dict[str, str]:
    """The Dutch head over each panel inside, as far as each group has a panel of its own."""
    groups = outline(reading.written, "nl").groups
    panels = [panel for panel, _ in PANELS if panel.startswith("inside")]
    return {panel: str(group.heading) for panel, group in zip(panels, groups, strict=False)}


def languages_of(written: Written) -> list[str]:
    """The languages that are chosen, as far as they can be read."""
    reading = read(written)
    if reading.loaded is None:
        return names(reading.tree, "languages") or ["nl"]
    return list(reading.loaded.pack.edition.languages)
