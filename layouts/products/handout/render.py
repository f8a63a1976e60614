"""The handout as a Word file.

A trainer changes it in Word: it has real styles, real tables, and titled fields to fill in.
"""

from __future__ import annotations

from layouts.content.outline import Outline
from layouts.products.handout.body import body, footer, form_of, header
from layouts.products.handout.format import format_of, settings_of
from layouts.products.handout.writer import Writer
from layouts.typesetting.theme import Theme
from layouts.word.blocks import blocks_of
from layouts.word.document import WordDocument, save
from layouts.word.markup import Markup
from layouts.word.parts import Properties


class WordWriter(Writer, Markup):
    """Writes the handout for Word."""


def render_handout(outline: Outline, theme: Theme | None = None) -> bytes:
    """Return the handout as a .docx file. Phone numbers have the accent of the theme as ground."""
    format_ = format_of(outline, theme or Theme())
    blocks = blocks_of(settings_of(outline, format_), WordWriter)
    form = form_of(outline)
    document = WordDocument(
        Properties(str(outline.title), outline.publisher, outline.date, format_),
        body=tuple(body(outline, blocks, form)),
        header=tuple(header(outline, blocks)),
        footer=tuple(footer(outline, blocks)),
        keys=form.shared,
    )
    return save(document, blocks)
