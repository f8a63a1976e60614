"""A page drawn at once, for tests of what is on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from wegwijs.layouts.pdf.content import Page
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.fragment import Fragment
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.plate import Plate
from wegwijs.layouts.pdf.skeleton import Pages, Section
from wegwijs.layouts.pdf.structure import Element

METADATA = Metadata("Test", "Wegwijs", "nl", date(2026, 1, 1))


def one_page(
    draw: Callable[[Page, Element], None],
    size: tuple[float, float],
    *,
    colour_profile: bytes = b"",
    own: bool = False,
) -> bytes:
    """A file of one page of a size in mm, of what ``draw`` draws on it in one section; an edition
    says it itself, or it is national.
    """
    page, root = Page(0, *size, FontUses()), Element("Root", language="nl")
    draw(page, root)
    fragment = Fragment(page, root)
    fragment.own = own
    pages = Pages((Paper(*size),), "nl", ("",))
    plate = Plate(pages, [Section("Sect", items=[fragment])], [[fragment]], colour_profile)
    return plate.print([fragment] if own else [], METADATA)
