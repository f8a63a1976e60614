"""Pictures: size and colour space, what is told to who cannot see them, and whether their pixels
are those of the page that they were drawn from.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from wegwijs.proof.dated import day_of
from wegwijs.proof.expectations.on_screen import code_of, description
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding, Spot
from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.readers.png import PAGE, PictureFile
from wegwijs.proof.rules.symbols import scan
from wegwijs.proof.words import plain, same
from wegwijs.sources.facts import oldest_check

PT = 25.4 / 72  # mm
# What is in a picture of ours; another colour space, or more than one picture, is not.
_KINDS = {"IHDR", "sRGB", "PLTE", "iTXt", PAGE, "IDAT", "IEND"}
_APART = 24  # levels of 255 between a pixel and the page
_FEW = 12  # pixels that may differ: rounding at an edge


def form(file: PictureFile, size: tuple[int, int]) -> Iterator[Finding]:
    """Check size and colour space."""
    if file.size != size:
        is_, asked = (f"{width} bij {height}" for width, height in (file.size, size))
        what = f"Het plaatje is {is_} beeldpunten, dat moet {asked} zijn."
        yield Finding("pages", what, AGAIN)
    if "sRGB" not in file.kinds:
        yield Finding("colour", "Het plaatje zegt niet dat zijn kleuren sRGB zijn.", AGAIN)
    for kind in sorted(set(file.kinds) - _KINDS):
        yield Finding("form", f"In het plaatje zit iets dat er niet hoort: {kind}.", AGAIN)


def misnamed(name: str, truth: Truth) -> Iterator[Finding]:
    """Check that the name has the day on which its facts were checked."""
    said, asked = day_of(name), oldest_check(truth.pack)
    if said != asked:
        what = f"In de naam staat de dag {said or 'niet'}, dat moet {asked} zijn."
        yield Finding("name", what, AGAIN)


def undescribed(file: PictureFile, truth: Truth) -> Iterator[Finding]:
    """Check the texts for who cannot see it: title, publisher, and all that it shows."""
    asked = {
        "Title": str(truth.title),
        "Author": str(truth.publisher),
        "Description": "\n".join(description(truth)),
    }
    names = {"Title": "de titel", "Author": "de uitgever", "Description": "de beschrijving"}
    for keyword, text in asked.items():
        told = file.texts.get(keyword)
        if told is None:
            what = f"In het plaatje ontbreekt {names[keyword]}, voor wie het niet ziet."
            yield Finding("alt", what, AGAIN)
            continue
        if told.language != truth.locale:
            what = f"De taal van {names[keyword]} is {told.language}, dat moet {truth.locale} zijn."
            yield Finding("language", what, AGAIN)
        for said, right in _pairs(told.text.split("\n"), text.split("\n")):
            if not same(said, right):
                what = f'In {names[keyword]} staat "{plain(said)}", dat moet "{plain(right)}" zijn.'
                yield Finding("alt", what, AGAIN)
                break


def _pairs(one: list[str], other: list[str]) -> Iterator[tuple[str, str]]:
    for index in range(max(len(one), len(other))):
        yield ("".join(one[index : index + 1]), "".join(other[index : index + 1]))


def unlike_its_page(file: PictureFile, per_mm: int) -> Iterator[Finding]:
    """Check that the picture shows the page with the text that was judged."""
    shown, drawn = file.image, _drawn(file)
    apart = ImageChops.difference(shown, drawn).convert("L")
    amiss = apart.point([255 if level > _APART else 0 for level in range(256)])
    if amiss.histogram()[255] > _FEW:
        box = amiss.getbbox()
        sides = tuple(side / per_mm for side in box) if box else None
        at = Spot(1, box=sides)  # type: ignore[arg-type]
        what = "Het plaatje laat iets anders zien dan de tekst die erin zit."
        yield Finding("picture", what, AGAIN, at=at)


def _drawn(file: PictureFile) -> Image.Image:
    """Render the page in the size of the picture."""
    width, height = file.size
    with pypdfium2.PdfDocument(file.page) as document:
        page = document[0]
        if max(page.get_size()) * PT > 600:
            raise Damaged("the page is too large")
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, width, height, 0, 0)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        raw.FPDFBitmap_Destroy(bitmap)
    return Image.frombytes("RGB", file.size, data, "raw", "BGR", stride)


def codes(file: PictureFile, truth: Truth) -> Iterator[Finding]:
    """Check the code as a phone reads it from the screen."""
    asked = code_of(truth)
    said = [symbol.text for symbol in scan(file.image.convert("L"))]
    if said != [asked] * bool(asked):
        told = f"naar {', '.join(said)}" if said else "nergens heen"
        right = f"naar {asked}" if asked else "nergens heen"
        what = f"De QR-code in het plaatje gaat {told}, dat moet {right} zijn."
        yield Finding("qr", what, AGAIN)
