"""The approved pages, and comparing with them.

The national pack in a language of most scripts, at 60 dpi in eight colours: small enough to keep,
large enough to see a changed word. Of Chinese only what shows where lines end and letters stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from wegwijs.layouts.products.contract import File
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.press.preview.readers import reader_of
from wegwijs.press.preview.word import find_office

FOLDER = Path(__file__).parent / "pages"
LANGUAGES = ("nl", "ar", "ti")
FEW: Mapping[str, tuple[str, ...]] = {"zh": ("leaflet.pdf", "pocket-card.pdf")}
DPI = 60
COARSE = {"pptx": 30}  # by format: letters on slides are large
FINER = 4  # pdfium sets letters on whole pixels: a page is drawn larger, and reduced
COLOURS = 8
BLUR = 0.7  # pixels; evens out how edges are smoothed
TILE = 8  # pixels, 3.4 mm: about a short word
# Of 255, the mean of a tile. Another smoothing of edges gives up to 22; one small word changed gives
# 25 and more, a panel that is moved by 2 mm more than 120.
TOLERANCE = 24
RED, GREY = (200, 0, 0), (90, 90, 90)


@dataclass(frozen=True)
class Difference:
    """Where a page differs: ``mismatch`` of 255, ``boxes`` in pixels; of another size: none."""

    what: str
    mismatch: int
    boxes: tuple[tuple[int, int, int, int], ...]


def drawn(file: File, data: bytes) -> Mapping[str, Image.Image]:
    """The pages of a file by the name of their picture. A Word file needs LibreOffice."""
    reader = reader_of(file)
    assert reader, "it has no pages"
    office = find_office() if reader.needs_office else ""
    assert office is not None, "LibreOffice is missing"
    pages = reader.read(data, file, COARSE.get(file.format, DPI) * FINER, office).pages
    return {file.page(index).name: page.image.reduce(FINER) for index, page in enumerate(pages)}


def reduced(page: Image.Image) -> Image.Image:
    """A page in few colours, each pixel in the nearest of them."""
    palette = page.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return page.quantize(palette=palette, dither=Image.Dither.NONE)


def approved(language: str, file: File) -> Mapping[str, Image.Image]:
    """The approved pages of a file, by the name of their picture."""
    found = {}
    for path in sorted(FOLDER.glob(f"{language}/*.png")):
        if path.stem in names_of(file, path.stem):
            with Image.open(path) as picture:
                picture.load()
                found[path.stem] = picture
    return found


def names_of(file: File, name: str) -> tuple[str, ...]:
    """The names that pages of a file can have; ``name`` when it is one of any number of pages."""
    if file.pages:
        return tuple(page.name for page in file.pages)
    stem, _, number = name.rpartition("-")
    return (name,) if stem == file.stem and number.isdigit() else ()


def difference(golden: Image.Image, page: Image.Image) -> Difference | None:
    """How a page differs from the approved one; None when nobody would see it."""
    if golden.size != page.size:
        return Difference(f"is {page.size} pixels, approved were {golden.size}", 255, ())
    known = golden.convert("RGB")
    now = page.quantize(palette=golden, dither=Image.Dither.NONE).convert("RGB")
    blur = ImageFilter.GaussianBlur(BLUR)
    red, green, blue = ImageChops.difference(known.filter(blur), now.filter(blur)).split()
    tiles = ImageChops.lighter(ImageChops.lighter(red, green), blue).reduce(TILE)
    worst = max(tiles.tobytes())
    if worst <= TOLERANCE:
        return None
    boxes = tuple(
        (x * TILE, y * TILE, (x + 1) * TILE, (y + 1) * TILE)
        for y in range(tiles.height)
        for x in range(tiles.width)
        if tiles.getpixel((x, y)) > TOLERANCE  # type: ignore[operator]
    )
    return Difference(f"differs in {len(boxes)} places", worst, boxes)


def shown(golden: Image.Image | None, page: Image.Image | None, found: Difference) -> Image.Image:
    """Approved, now, and where they differ, beside each other."""
    pictures = [one.convert("RGB") for one in (golden, page) if one]
    marked = pictures[-1].copy()
    draw = ImageDraw.Draw(marked)
    for box in found.boxes:
        draw.rectangle(box, outline=RED, width=1)
    pictures.append(marked)
    gap, height = 12, max(one.height for one in pictures)
    width = sum(one.width + gap for one in pictures) + gap
    sheet = Image.new("RGB", (width, height + 2 * gap), GREY)
    left = gap
    for one in pictures:
        sheet.paste(one, (left, gap))
        left += one.width + gap
    return sheet


def compare(
    language: str, file: File, pages: Mapping[str, Image.Image], folder: Path
) -> Iterator[str]:
    """What is the matter with each page that differs, with a picture of it in ``folder``."""
    known = approved(language, file)
    for name in sorted(known.keys() | pages.keys()):
        golden, page = known.get(name), pages.get(name)
        if golden is None or page is None:
            found = Difference("was not there" if golden is None else "is gone", 255, ())
        elif not (seen := difference(golden, page)):
            continue
        else:
            found = seen
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{language}-{name}.png"
        shown(golden, page, found).save(path)
        yield f"{language}/{name} {found.what} ({found.mismatch} of 255, at most {TOLERANCE}): {path}"


def accept(language: str, file: File, pages: Mapping[str, Image.Image]) -> list[Path]:
    """Approve pages: write those that differ, remove those that are gone. Gives what changed."""
    known = approved(language, file)
    changed = []
    for name, page in pages.items():
        if name in known and difference(known[name], page) is None:
            continue
        path = FOLDER / language / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        reduced(page).save(path, optimize=True)
        changed.append(path)
    for name in known.keys() - pages.keys():
        path = FOLDER / language / f"{name}.png"
        path.unlink()
        changed.append(path)
    return changed


def files(*, word: bool) -> list[File]:
    """The files whose pages are approved: PDFs, or what Word opens."""
    readers = ((file, reader_of(file)) for file in FILES_BY_NAME.values())
    return [file for file, reader in readers if reader and reader.needs_office is word]


def few() -> list[tuple[str, File]]:
    """The languages of which only these files are approved."""
    return [(language, FILES_BY_NAME[name]) for language, names in FEW.items() for name in names]
