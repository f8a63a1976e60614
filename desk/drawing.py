"""Draw the real pages of an edition as pictures, and check that everything fits. Runs in a worker
process.

The only module of the desk that uses the products. Lengths are millimetres from the top left.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image

from wegwijs.desk.edition import Written
from wegwijs.desk.flags import framed, hatch, pixel_of
from wegwijs.desk.looks import FOLDED, LOOKS, cover_of, panel_of
from wegwijs.desk.reading import EMPTY, Reading, read, theme
from wegwijs.layouts.content.omissions import Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.picture.png import SIGNATURE, page_in
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS, STANDARD
from wegwijs.layouts.products.screen import Look
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.press.preview import pages
from wegwijs.press.preview.folded import lay
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.translations import in_language

PT = 72 / 25.4  # points per millimetre
DPI, LARGE_DPI, FOLD_DPI = 96, 192, 44
BLACK = (0, 0, 0)
GROUND = (237, 237, 237)  # behind a page


@dataclass(frozen=True)
class Trouble:
    """Text that does not fit: in which language and product, on which panel, and by how many
    lines. ``tab`` and ``look`` show it. ``numeral`` is that of an organisation, or 0.
    """

    language: str
    dutch: str
    product: str
    where: str
    tab: str
    look: str
    what: str
    lines: int
    too_wide: bool = False
    numeral: int = 0


@dataclass(frozen=True)
class LeftOut:
    """What a product leaves out of an edition's own data, and why. ``languages`` are the Dutch
    names of those in which it does; none when that is so in all of them.
    """

    product: str
    subject: str
    why: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class FitVerdict:
    """Whether everything that was chosen fits, in all its languages, and what is left out of it."""

    languages: int
    products: int
    troubles: tuple[Trouble, ...] = ()
    failures: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class NotDrawn(WegwijsError):
    """An edition cannot be drawn yet, and why."""

    exit_code = ExitCode.DATA_INVALID


@lru_cache(maxsize=32)
def outline(written: Written, language: str) -> Outline:
    """Return the outline of an edition in a language. Raises ``NotDrawn``, and what ``in_language``
    raises.
    """
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
    """Return a file of an edition, exactly as it would be printed. Raises ``DoesNotFit``."""
    content = outline(written, language)
    return FILES_BY_NAME[file].render(content, theme().for_outline(content), Profile.OFFICE)


@lru_cache(maxsize=24)
def shown(written: Written, language: str, file: str) -> tuple[bytes, tuple[Overflow, ...]]:
    """Return a file to look at, and what does not fit on it: its text then runs over.

    Raises ``DoesNotFit`` when the product cannot draw that.
    """
    try:
        return made(written, language, file), ()
    except DoesNotFit as error:
        draw = FILES_BY_NAME[file].overfull
        if draw is None:
            raise
        content = outline(written, language)
        return draw(content, theme().for_outline(content), error), error.overflows


def picture(written: Written, language: str, look_id: str, dpi: int = DPI) -> bytes:
    """Return a look at an edition in a language as PNG. Signs with a wrong number are hatched.

    Text that does not fit runs over the edge of a frame around its place. Raises ``NotDrawn``, and
    ``DoesNotFit`` when the product cannot draw that.
    """
    rtl = outline(written, language).direction == "rtl"
    if look_id in FOLDED:
        image = _folded(written, language, look_id, rtl=rtl)
    else:
        image = _looked_at(written, language, LOOKS[look_id], dpi, rtl=rtl)
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _looked_at(written: Written, language: str, look: Look, dpi: int, *, rtl: bool) -> Image.Image:
    data, overflows = shown(written, language, look.file)
    image = _laid(data, look, dpi, rtl=rtl)
    return framed(image, look, overflows, rtl=rtl) if overflows else image


def _folded(written: Written, language: str, picture_name: str, *, rtl: bool) -> Image.Image:
    """Draw the paper of this document as folded on a table, small."""
    file, number = FOLDED[picture_name]
    assert file.size
    paper = pages.read(made(written, language, file.name), FOLD_DPI)
    return lay(paper, file.folded(rtl)[number].leaves, file.size[1])


def title_lines(written: Written) -> tuple[int, int]:
    """Return the number of lines of the title on the cover, and how many of them are too many; 0
    when unknown.
    """
    import pypdfium2

    reading = read(written)
    edition = reading.loaded.pack.edition if reading.loaded else None
    cover = cover_of((edition.products or STANDARD) if edition else ())
    if cover is None:
        return 0, 0
    try:
        data, overflows = shown(written, "nl", cover.file)
        title = str(outline(written, "nl").title)
    except WegwijsError:
        return 0, 0
    (part,) = cover.parts(False)
    with pypdfium2.PdfDocument(_pages(data)) as document:
        text = document[part.page].get_textpage().get_text_range()
    found = re.search(r"\s+".join(map(re.escape, title.split())), text)
    lines = found[0].count("\n") + 1 if found else 0
    return lines, max((over.lines for over in overflows if over.what == title), default=0)


def _laid(data: bytes, look: Look, dpi: int, *, rtl: bool) -> Image.Image:
    """Place the parts of a look side by side, with a line between them."""
    parts = []
    pixel = pixel_of(look.width * dpi / 25.4)
    for part in look.parts(rtl):
        page = _page(data, part.page, dpi, pixel)
        left, right = (round(x * dpi / 25.4) for x in (part.left, part.left + part.width))
        parts.append(page.crop((left, 0, min(right, page.width), page.height)))
    if len(parts) == 1:
        return parts[0]
    fold = round(1.5 * pixel)
    width = sum(part.width for part in parts) + fold * (len(parts) - 1)
    whole, x = Image.new("RGB", (width, parts[0].height), BLACK), 0
    for image in parts:
        whole.paste(image, (x, 0))
        x += image.width + fold
    return whole


def _page(data: bytes, index: int, dpi: int, pixel: float) -> Image.Image:
    """Render a page of a PDF, with hatched signs where a link has the target of a wrong number;
    ``pixel`` is one of the screen.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(_pages(data)) as document:
        if index >= len(document):
            return _blank(document[0], dpi)
        page = document[index]
        image: Image.Image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        for x, y in _links(pypdfium2.raw, document, page, EMPTY.target):
            at = x * dpi / 72, (page.get_height() - y) * dpi / 72
            hatch(image, at, pixel)
    return image


def _pages(data: bytes) -> bytes:
    """Return the pages of a file as PDF: of a picture, the page that it was drawn from."""
    return page_in(data) if data.startswith(SIGNATURE) else data


def _blank(page: Any, dpi: int) -> Image.Image:
    """Return the picture of a page that a shorter document does not have: bare ground."""
    size = (round(side * dpi / 72) for side in page.get_size())
    return Image.new("RGB", tuple(size), GROUND)


def _links(raw: Any, document: Any, page: Any, target: str) -> Iterator[tuple[float, float]]:
    """Yield the centre (pt, from the bottom left) of every link on a page with this target."""
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, position, link):
        action = raw.FPDFLink_GetAction(link)
        size = raw.FPDFAction_GetURIPath(document, action, None, 0)
        uri = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document, action, uri, size)
        box = raw.FS_RECTF()
        if uri.value.decode("ascii", "replace") == target and raw.FPDFLink_GetAnnotRect(link, box):
            yield (box.left + box.right) / 2, (box.top + box.bottom) / 2


def verdict(written: Written) -> FitVerdict:
    """Lay out every product in every chosen language."""
    reading = read(written)
    if reading.loaded is None:
        return FitVerdict(0, 0, failures=("nothing",))
    edition = reading.loaded.pack.edition
    products = edition.products or STANDARD
    troubles: list[Trouble] = []
    failures: list[str] = []
    for language in edition.languages:
        for product in products:
            if _refuses(written, language, product):
                continue
            try:
                for file in PRODUCTS[product].files:
                    made(written, language, file.name)
            except DoesNotFit as error:
                troubles += _troubles(reading, product, language, error)
            except WegwijsError as error:
                failures.append(str(error))
    return FitVerdict(
        len(edition.languages), len(products), tuple(troubles), tuple(failures), left_out(written)
    )


def left_out(written: Written) -> tuple[LeftOut, ...]:
    """Return what each product leaves out, once for all its languages. Only what must be laid out
    to know that is; what does not fit leaves nothing out.
    """
    reading = read(written)
    if reading.loaded is None:
        return ()
    pack, found = reading.loaded.pack, list[LeftOut]()
    for product in pack.edition.products or STANDARD:
        of = dict(_omissions(written, product, pack.edition.languages))
        for one in dict.fromkeys(itertools.chain.from_iterable(of.values())):
            names = [pack.languages[code].dutch for code, those in of.items() if one in those]
            languages = () if len(names) == len(of) else tuple(names)
            found.append(LeftOut(product, one.subject, one.why, languages))
    return tuple(found)


def _omissions(
    written: Written, product: str, languages: Iterable[str]
) -> Iterator[tuple[str, tuple[Omission, ...]]]:
    """Yield the languages in which a product can be laid out, with what it leaves out."""
    for language in languages:
        with suppress(WegwijsError):  # the verdict tells it
            content = outline(written, language)
            if content.draft is None or PRODUCTS[product].drafts:
                own = theme().for_outline(content)
                yield language, PRODUCTS[product].omissions(content, own)


def _refuses(written: Written, language: str, product: str) -> bool:
    """Return whether a product is not made in a language, whose translation is a draft."""
    if PRODUCTS[product].drafts:
        return False
    try:
        return outline(written, language).draft is not None
    except WegwijsError:  # told with the products that are made
        return False


def _troubles(
    reading: Reading, product: str, language: str, error: DoesNotFit
) -> Iterator[Trouble]:
    assert reading.loaded
    pack = reading.loaded.pack
    headings = _headings(reading.written)
    for over in error.overflows:
        panel, heading = panel_of(product, over.panel), headings.get(over.numeral)
        yield Trouble(
            language,
            pack.languages[language].dutch,
            PRODUCTS[product].dutch,
            f"{panel.where} ({heading})" if heading else panel.where,
            panel.tab,
            panel.look.id if panel.look else "",
            over.what,
            over.lines,
            over.too_wide,
            over.numeral,
        )


def _headings(written: Written) -> dict[int, str]:
    """Return the Dutch heading above each organisation, by its numeral."""
    groups = outline(written, "nl").groups
    return {one.numeral: str(group.heading) for group in groups for one in group.entries}
