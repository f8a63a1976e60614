"""Show what does not fit: the page without the text that does not fit, its panel framed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from PIL import Image, ImageDraw

from desk.edition import Tree, Written, contacts, value, with_value
from desk.looks import SCREENS
from desk.reading import tree_of
from desk.writing import changed
from layouts.pdf.panel import DoesNotFit
from layouts.products.screen import Look
from press.preview.lettering import font

RED, WHITE = (163, 0, 27), (255, 255, 255)
FLAG = "past niet"
OF_CONTACT = ("label", "email", "web")
OF_EDITION = ("name", "publisher", "contact", "title", "title.text")


def without(written: Written, error: DoesNotFit) -> Written | None:
    """Return the edition without its own texts that do not fit; None when they are not its own.

    Raises ``InvalidSources``.
    """
    tree = tree_of(written.text)
    found = [place for over in error.overflows for place in _places(tree, over.what)]
    if not found:
        return None
    for place in found:
        tree = with_value(tree, place, "")
    return replace(written, text=changed(written.text, tree))


def _places(tree: Tree, what: str) -> Iterator[str]:
    said = _plain(what)
    fields = [f"contacts.{i}.{one}" for i in range(len(contacts(tree))) for one in OF_CONTACT]
    for place in (*fields, *OF_EDITION):
        text = _plain(value(tree, place))
        # the overflowing text may have a word in front of it
        most_of_it = len(text) > len(said) / 2
        if text and (said in text or (text in said and most_of_it)):
            yield place


def _plain(text: str) -> str:
    return "".join(text.split()).casefold().removeprefix("https://").removeprefix("www.")


def framed(
    image: Image.Image, look: Look, product: str, error: DoesNotFit, *, rtl: bool
) -> Image.Image:
    """Return the picture of a look with a frame around each panel that is full."""
    scale = image.width / look.width
    full = {over.panel for over in error.overflows}
    panels = [one.look for one in SCREENS[product].panels if one.id in full and one.look]
    pen = ImageDraw.Draw(image)
    for left, right in _spans(look, panels, rtl=rtl):
        _frame(pen, (left * scale, 0, right * scale - 1, image.height - 1), scale)
    return image


def _spans(look: Look, panels: Iterable[Look], *, rtl: bool) -> Iterator[tuple[float, float]]:
    """Yield the horizontal extent of panels in a look, in mm from its left."""
    wanted = [part for panel in panels for part in panel.parts(rtl)]
    start = 0.0
    for part in look.parts(rtl):
        for one in wanted:
            left = max(one.left, part.left)
            right = min(one.left + one.width, part.left + part.width)
            if one.page == part.page and right - left > 1:
                yield start + left - part.left, start + right - part.left
        start += part.width


def _frame(pen: ImageDraw.ImageDraw, box: tuple[float, float, float, float], scale: float) -> None:
    """Draw a frame with a flag; ``scale`` is pixels per millimetre."""
    pen.rectangle(box, outline=RED, width=max(2, round(0.8 * scale)))
    letters = font(round(3.8 * scale), 700)
    wide, high = letters.getlength(FLAG) + 4 * scale, 6 * scale
    left, _, right, bottom = box
    middle = (left + right) / 2
    pen.rectangle((middle - wide / 2, bottom - high, middle + wide / 2, bottom), RED)
    pen.text((middle, bottom - high / 2), FLAG, WHITE, letters, anchor="mm")
