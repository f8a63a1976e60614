"""The handout as a Word file.

A trainer changes it in Word: it has real styles, real tables, and titled fields to fill in.
"""

from __future__ import annotations

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.handout.document import document_of
from wegwijs.layouts.products.handout.writer import Writer
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.document import save
from wegwijs.layouts.word.markup import Markup


class WordWriter(Writer, Markup):
    """Writes the handout for Word."""


def render_handout(outline: Outline, theme: Theme | None = None) -> bytes:
    """Return the handout as a .docx file. Phone numbers have the accent of the theme as ground."""
    return save(*document_of(outline, theme or Theme(), WordWriter))
