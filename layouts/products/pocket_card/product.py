"""The pocket card as a product: one card at real size, and five on an A4 sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegwijs.layouts.products import guides
from wegwijs.layouts.products.contract import (
    File,
    Folded,
    Guides,
    Leaf,
    Offer,
    Picture,
    Product,
    Segment,
    Side,
)
from wegwijs.layouts.products.pocket_card.paper import (
    COPIES,
    FACE,
    HEIGHT,
    LEFT,
    MARGIN,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    TOP,
    WIDTH,
    face_left,
)

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme

LIFT = 19.2  # angle (degrees) at which an opened face rises by itself
OUTSIDE = Picture("pocket-card-1-outside", "Zakkaartje, buitenkant", "Kaartje, buiten")
INSIDE = Picture("pocket-card-2-inside", "Zakkaartje, binnenkant", "Kaartje, binnen")
CLOSED = Picture("pocket-card-folded", "Zakkaartje, dicht", "Kaartje, dicht")
FRONTS = Picture("pocket-card-a4-1", "Kaartjes op A4, voorkant", "Kaartjes op A4")
BACKS = Picture("pocket-card-a4-2", "Kaartjes op A4, achterkant")


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.pocket_card.render import render_pocket_card

    return render_pocket_card(outline, theme, profile)


def _overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.pocket_card.render import render_overfull

    return render_overfull(outline, theme, error)


def _render_sheet(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.pocket_card.sheet import render_card_sheet

    return render_card_sheet(outline, theme)


def _omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from wegwijs.layouts.products.pocket_card.render import omissions

    return omissions(outline, theme)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.pocket_card.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.pocket_card.screen import SCREEN

    return SCREEN


def _guides(page: int, rtl: bool) -> Guides:
    return guides.folded((WIDTH, HEIGHT), (FACE,), MARGIN, MARGIN)


def _sheet_guides(page: int, rtl: bool) -> Guides:
    """Return the guides of the A4 sheet: each face keeps its margin; the fold line runs through the
    stack of cards.
    """
    rows = [TOP + row * HEIGHT for row in range(COPIES + 1)]
    safe = (
        guides.inset((x, y, x + FACE, y + HEIGHT), MARGIN)
        for y in rows[:-1]
        for x in (LEFT, LEFT + FACE)
    )
    fold, right, bottom = LEFT + FACE, LEFT + WIDTH, rows[-1]
    across: list[Segment] = [(LEFT, y, right, y) for y in rows]
    along: list[Segment] = [(x, TOP, x, bottom) for x in (LEFT, right)]
    folds: tuple[Segment, ...] = ((fold, TOP, fold, bottom),)
    return Guides(tuple(safe), MARGIN, MARGIN, folds, (*across, *along))


def _folded(rtl: bool) -> tuple[Folded, ...]:
    """Return the pocket card closed and open."""
    spine: Side = "right" if rtl else "left"

    def face(page: int, name: str, left: float, hinge: Side | None = None) -> Leaf:
        start = face_left(name, rtl=rtl)
        if hinge is None:
            return Leaf(page, start, FACE, left, folds=(spine,), below=1)
        return Leaf(page, start, FACE, left, hinge, LIFT, folds=(hinge,))

    left, right = ("inside 2", "inside 1") if rtl else ("inside 1", "inside 2")
    return (
        Folded(CLOSED, (face(0, "cover", 0.0),)),
        Folded(
            Picture("pocket-card-opened", "Zakkaartje, open"),
            (face(1, left, 0.0, "right"), face(1, right, FACE, "left")),
        ),
    )


POCKET_CARD = Product(
    id="pocket-card",
    dutch="zakkaartje",
    aliases=("zakkaartje", "kaartje", "kaart", "zakkaart", "card", "pocketcard"),
    about="PDF, zo groot als een bankpas. Vijf op een A4.",
    files=(
        File(
            "pocket-card.pdf",
            _render,
            dutch="Zakkaartje, los",
            use="Voor de drukker",
            size=(WIDTH, HEIGHT),
            pages=(OUTSIDE, INSIDE),
            columns=((OUTSIDE.name, INSIDE.name, CLOSED.name),),
            guides=_guides,
            folded=_folded,
            profiles=("office", "press"),
            overfull=_overfull,
        ),
        File(
            "pocket-card-a4.pdf",
            _render_sheet,
            dutch="Zakkaartjes, vijf op een vel",
            use="Voor uw eigen printer",
            size=(SHEET_WIDTH, SHEET_HEIGHT),
            pages=(FRONTS, BACKS),
            columns=((FRONTS.name,),),
            guides=_sheet_guides,
            offer=Offer("web_card", "web_card_kind", 5),
            published="zakkaartje",
        ),
    ),
    omissions=_omissions,
    print_part=_print_part,
    screen=_screen,
)
