"""The handout as an OpenDocument text, as a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Offer, Product
from wegwijs.layouts.products.handout.product import HANDOUT

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.handout_odt.render import render_odt

    return render_odt(outline, theme)


def _screen() -> Screen:
    from wegwijs.layouts.products.handout_odt.screen import SCREEN

    return SCREEN


HANDOUT_ODT = Product(
    id="handout-odt",
    dutch="hand-out voor LibreOffice",
    aliases=("odt", "hand-out-odt", "opendocument", "libreoffice"),
    about="OpenDocument. Dezelfde hand-out, voor LibreOffice.",
    files=(
        File(
            "handout.odt",
            _render,
            dutch="Hand-out voor LibreOffice",
            use="LibreOffice: datum en naam invullen",
            title="Hand-out voor LibreOffice",
            offer=Offer("handout_kind", "web_handout_odt_kind", 4),
            published="hand-out",
            pictures="handout-odt",  # handout.docx has pictures too
        ),
    ),
    labels=HANDOUT.labels,
    screen=_screen,
    printed=False,
    standard=False,
)
