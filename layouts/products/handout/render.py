"""The handout as a Word file.

A trainer changes it in Word: it has real styles, real tables, and titled fields to fill in.
"""

from __future__ import annotations

from collections.abc import Sequence

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.handout.document import document_of
from wegwijs.layouts.products.handout.writer import Writer
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.collection import save_all
from wegwijs.layouts.word.document import save
from wegwijs.layouts.word.markup import Markup


class WordWriter(Writer, Markup):
    """Writes the handout for Word."""


def render_handout(outline: Outline, theme: Theme | None = None) -> bytes:
    """Return the handout as a .docx file. Phone numbers have the accent of the theme as ground."""
    return save(*document_of(outline, theme or Theme(), WordWriter))


def render_collection(outlines: Sequence[Outline], theme: Theme) -> bytes:
    """Return one .docx file with the handouts of outlines in the same language and look, each
    beginning on a new page, with its own header and page numbers. Equal outlines give equal bytes.
    """
    pairs = [document_of(one, theme, WordWriter, collection=True) for one in outlines]
    return save_all([document for document, _ in pairs])
