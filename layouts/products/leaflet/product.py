"""The leaflet as a product."""

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
    Side,
)
from wegwijs.layouts.products.leaflet.paper import (
    FLAP,
    FOLD_SAFE,
    HEIGHT,
    SAFE,
    WIDTH,
    folds_of,
    frame_of,
)

if TYPE_CHECKING:
    from wegwijs.layouts.content.omissions import Omission
    from wegwijs.layouts.content.outline import Outline
    from wegwijs.layouts.pdf.overflow import DoesNotFit
    from wegwijs.layouts.pdf.sheet import Profile
    from wegwijs.layouts.products.print_instructions.brief import PrintPart
    from wegwijs.layouts.products.screen import Screen
    from wegwijs.layouts.typesetting.theme import Theme

LIFT = 24.0  # angle (degrees) at which an opened panel rises by itself
COVER = Picture("leaflet-folded-cover", "Folder, dicht", "Voorkant")
OUTSIDE = Picture("leaflet-1-outside", "Folder, buitenkant")
INSIDE = Picture("leaflet-2-inside", "Folder, binnenkant")


def _render(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    from wegwijs.layouts.products.leaflet.render import render_leaflet

    return render_leaflet(outline, theme, profile)


def _overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    from wegwijs.layouts.products.leaflet.render import render_overfull

    return render_overfull(outline, theme, error)


def _omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    from wegwijs.layouts.products.leaflet.render import omissions

    return omissions(outline, theme)


def _print_part() -> PrintPart:
    from wegwijs.layouts.products.leaflet.print_part import PRINT_PART

    return PRINT_PART


def _screen() -> Screen:
    from wegwijs.layouts.products.leaflet.screen import SCREEN

    return SCREEN


def _guides(page: int, rtl: bool) -> Guides:
    return guides.folded((WIDTH, HEIGHT), folds_of(page, rtl=rtl), SAFE, FOLD_SAFE)


def _folded(rtl: bool) -> tuple[Folded, ...]:
    """Return the leaflet closed, opened once with the flap still in, and open."""
    start: Side = "right" if rtl else "left"  # the side where reading begins
    end: Side = "left" if rtl else "right"

    def panel(
        name: str,
        folds: tuple[Side, ...],
        *,
        left: float | None = None,
        hinge: Side | None = None,
        below: int = 0,
    ) -> Leaf:
        frame = frame_of(name, rtl=rtl)
        at = frame.left if left is None else left
        lift = LIFT if hinge else 0.0
        return Leaf(frame.page, frame.left, frame.width, at, hinge, lift, folds, below)

    first = panel("inside 1", (end,), hinge=end)
    middle = panel("inside 2", (start, end))
    last = panel("inside 3", (start,), hinge=start)
    # The flap is turned over its fold onto the middle, 3 mm short of the other fold.
    fold = middle.left if rtl else middle.left + middle.width
    flap = panel("flap", (end,), left=fold if rtl else fold - FLAP, below=1)
    return (
        Folded(COVER, (panel("cover", (start,), left=0.0, below=2),)),
        Folded(Picture("leaflet-opened", "Folder, eerste keer open"), (middle, flap, first)),
        Folded(Picture("leaflet-spread", "Folder, helemaal open"), (middle, first, last)),
    )


LEAFLET = Product(
    id="leaflet",
    dutch="folder",
    aliases=("folder", "folders", "flyer", "hulpfolder"),
    about="PDF, A4, twee keer gevouwen. Voor balie en tafel.",
    files=(
        File(
            "leaflet.pdf",
            _render,
            dutch="Folder",
            use="Printen en vouwen. Ook voor uw website.",
            size=(WIDTH, HEIGHT),
            pages=(OUTSIDE, INSIDE),
            columns=((COVER.name,), (OUTSIDE.name,), (INSIDE.name,)),
            guides=_guides,
            folded=_folded,
            profiles=("office", "press"),
            overfull=_overfull,
            offer=Offer("web_leaflet", "web_leaflet_kind", 1),
            published="",
        ),
    ),
    omissions=_omissions,
    print_part=_print_part,
    screen=_screen,
)
