"""The reading page as a product: one file per language that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products.contract import File, Product

if TYPE_CHECKING:
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.web.render import render_page

    return render_page(outline, theme)


def _screen() -> Screen:
    from wegwijs.layouts.products.web.screen import SCREEN

    return SCREEN


WEB = Product(
    id="web",
    dutch="webpagina",
    aliases=("webpagina", "webpagina's", "pagina", "html", "site", "website"),
    about="Eén bestand, ook voor de telefoon. Voor uw website.",
    files=(
        File(
            "page.html",
            _render,
            dutch="Webpagina",
            use="Voor uw website, of om te mailen",
            title="Webpagina",
        ),
    ),
    labels=(
        "web_description",
        "web_find",
        "web_tap",
        "web_follow",
        "web_numeral",
        "web_explained",
        "web_sign",
        "web_read_on",
        "web_copy",
        "web_copy_value",
        "web_copied",
        "web_paper",
        "web_leaflet",
        "web_leaflet_kind",
        "web_large_print",
        "web_large_print_kind",
        "web_card",
        "web_card_kind",
        "web_handout_kind",
        "web_handout_odt_kind",
        "web_poster",
        "web_poster_kind",
        "web_languages",
        "web_watched",
        "web_watched_text",
        "web_exit",
    ),
    screen=_screen,
    printed=False,
    standard=False,
    states=("published", "exit"),
)
