"""A leaflet has the same bytes whatever was printed before it in the same process."""

from __future__ import annotations

import pytest

from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.products.leaflet.render import render_leaflet
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Pack
from wegwijs.sources.translations import in_language


def without_hours(pack: Pack) -> Pack:
    """The same municipality, of which no contact tells when it can be reached."""
    contacts = tuple(one.model_copy(update={"hours": None}) for one in pack.edition.contacts)
    edition = pack.edition.model_copy(update={"contacts": contacts})
    return pack.model_copy(update={"edition": edition})


@pytest.mark.parametrize("turned", [False, True])
def test_signs_of_another_height_move_what_stands_above_them(turned: bool, theme: Theme) -> None:
    pack = in_language(load("voorbeeld-gemeente", SHIPPED), "nl", [SHIPPED])
    outlines = [build_outline(one) for one in (pack, without_hours(pack))]
    first, second = reversed(outlines) if turned else outlines
    forget()
    alone = render_leaflet(second, theme.for_outline(second))
    forget()
    render_leaflet(first, theme.for_outline(first))
    assert render_leaflet(second, theme.for_outline(second)) == alone
