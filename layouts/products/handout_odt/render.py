"""The handout as an OpenDocument text, with the same contents and look as the Word file."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.odf.document import save
from wegwijs.layouts.odf.markup import Markup
from wegwijs.layouts.products.handout.document import document_of
from wegwijs.layouts.products.handout.writer import Writer
from wegwijs.layouts.typesetting.theme import Theme


class OdfWriter(Writer, Markup):
    """Writes the handout in OpenDocument."""


def render_odt(outline: Outline, theme: Theme | None = None) -> bytes:
    """Return the handout as an .odt file. Phone numbers have the accent of the theme as ground."""
    return save(*document_of(outline, theme or Theme(), OdfWriter))
