"""The products: what each is called, and the files that it consists of.

A renderer is imported when it is used: the Word library is not loaded for a leaflet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layouts.content.omissions import Omission
from layouts.content.outline import Outline
from layouts.pdf.sheet import Profile
from layouts.typesetting.theme import Theme

Renderer = Callable[[Outline, Theme, Profile], bytes]
Omits = Callable[[Outline, Theme], tuple[Omission, ...]]


def _leaflet(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from layouts.products.leaflet.render import render_leaflet

    return render_leaflet(outline, theme, profile)


def _handout(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from layouts.products.handout.render import render_handout

    return render_handout(outline, theme)


def _card(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from layouts.products.pocket_card.render import render_pocket_card

    return render_pocket_card(outline, theme, profile)


def _card_sheet(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from layouts.pdf.imposition import render_card_sheet

    return render_card_sheet(outline, theme)


def _print_instructions(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from layouts.products.print_instructions.render import render_print_instructions

    return render_print_instructions(outline, theme, profile)


PRODUCTS: Mapping[str, Mapping[str, Renderer]] = {
    "leaflet": {"leaflet.pdf": _leaflet},
    "handout": {"handout.docx": _handout},
    "pocket-card": {"pocket-card.pdf": _card, "pocket-card-a4.pdf": _card_sheet},
    "print-instructions": {"print-instructions.pdf": _print_instructions},
}


def _omitted_on_leaflet(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from layouts.products.leaflet.render import omissions

    return omissions(outline, theme)


def _omitted_on_card(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from layouts.products.pocket_card.render import omissions

    return omissions(outline, theme)


def _nothing(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    return ()


# What a document leaves out of an edition's own data, by product.
OMITS: Mapping[str, Omits] = {
    "leaflet": _omitted_on_leaflet,
    "handout": _nothing,
    "pocket-card": _omitted_on_card,
    "print-instructions": _nothing,  # it shows no contacts
}
