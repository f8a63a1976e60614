"""The handout as a document of blocks, written by a ``Writer`` of any format."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from msgspec import structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.handout.body import body, footer, header
from wegwijs.layouts.products.handout.first_page import is_on_it
from wegwijs.layouts.products.handout.overview import columns
from wegwijs.layouts.products.handout.writer import Writer
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.blocks import Blocks, blocks_of
from wegwijs.layouts.word.document import Document
from wegwijs.layouts.word.fields import Form
from wegwijs.layouts.word.fit import width
from wegwijs.layouts.word.parts import DocumentFormat, Properties
from wegwijs.layouts.word.styles import CLOSE_OVERVIEW, MEASURE, TITLE_SIZES
from wegwijs.layouts.word.writing import Grid, MarkupSettings

W = TypeVar("W", bound=Writer)


def document_of(
    outline: Outline,
    theme: Theme,
    writer: Callable[[MarkupSettings], W],
    *,
    collection: bool = False,
) -> tuple[Document, Blocks[W]]:
    """Return the handout of an outline, and the blocks from which it is made. In one that is part
    of a ``collection``, what is typed in a field appears in all of them.
    """
    widths = columns(outline)
    format_ = _close_enough(_format(outline, theme), outline, widths)
    grid = Grid(CLOSE_OVERVIEW if format_.close else "Overview", widths)
    settings = MarkupSettings(
        locale=format_.locale,
        rtl=format_.rtl,
        latin_only=format_.script_font == format_.latin_font,
        accent=format_.accent,
        locales=tuple(outline.locales.items()),
    )
    blocks = blocks_of(settings, writer)
    asked = (f"phone-{entry.asks}" for entry in outline.entries if entry.asks)
    form = Form(asked, collection=collection)
    document = Document(
        Properties(str(outline.title), outline.publisher, outline.date, format_),
        body=tuple(body(outline, blocks, form, grid)),
        header=tuple(header(outline, blocks)),
        footer=tuple(footer(outline, blocks)),
        keys=form.shared,
    )
    return document, blocks


def _format(outline: Outline, theme: Theme) -> DocumentFormat:
    accent = "".join(f"{round(part * 255):02X}" for part in theme.accent)
    return DocumentFormat(
        locale=outline.locales[outline.language],
        rtl=outline.direction == "rtl",
        header=28.0 + (6.0 if outline.draft else 0.0) + (5.0 if outline.addressee else 0.0),
        accent=accent,
        title=_title_size(outline.title, outline.fonts),
        script=outline.script,
        larger=outline.larger,
    )


def _close_enough(
    usual: DocumentFormat, outline: Outline, widths: tuple[float, ...]
) -> DocumentFormat:
    """Return the format with less space if that is what it takes to have the overview on the first
    page.
    """
    if is_on_it(outline, usual, widths):
        return usual
    close = structs.replace(usual, close=True)
    return close if is_on_it(outline, close, widths) else usual


@lru_cache(maxsize=1024)
def _title_size(title: Words, fonts: tuple[str, ...]) -> float:
    """Return the largest size (pt) at which a title fits on one line, or else the smallest."""
    fitting = (size for size in TITLE_SIZES if width(title, size, fonts) <= MEASURE)
    return next(fitting, TITLE_SIZES[-1])
