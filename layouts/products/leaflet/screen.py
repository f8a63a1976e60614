"""How the leaflet is shown on a screen."""

from __future__ import annotations

from wegwijs.layouts.products.leaflet.paper import FRAMES, HEIGHT, INSIDE, WIDTH, frame_of
from wegwijs.layouts.products.screen import FoldingStep, Look, Panel, Screen, Strip, StripsOf, Tab

FILE = "leaflet.pdf"
SIZE = "A4 liggend. De streepjes boven en onder zijn de vouwen."
OUTSIDE, INNER = "buitenkant", "binnenkant"  # the tabs
# In reading order; one at a time on a phone.
PANELS = (
    ("cover", "voorkant"),
    ("inside 1", "binnenkant, deel 1"),
    ("flap", "flap"),
    ("inside 2", "binnenkant, deel 2"),
    ("inside 3", "binnenkant, deel 3"),
    ("back", "achterkant"),
)


def _side(page: int) -> StripsOf:
    return lambda rtl: (Strip(page, 0.0, WIDTH),)


def _panel(name: str, *, rtl: bool) -> Strip:
    frame = frame_of(name, rtl=rtl)
    return Strip(frame.page, frame.left, frame.width)


def _alone(name: str) -> StripsOf:
    return lambda rtl: (_panel(name, rtl=rtl),)


def _opened(rtl: bool) -> tuple[Strip, ...]:
    """Return the look at the opened cover: the flap still in, beside the first inside panel."""
    first, flap = _panel("inside 1", rtl=rtl), _panel("flap", rtl=rtl)
    return (flap, first) if rtl else (first, flap)


def _named(name: str, dutch: str, number: int) -> Panel:
    is_inside = name in INSIDE
    return Panel(
        name,
        dutch if is_inside else f"{OUTSIDE}, de {dutch}",
        INNER if is_inside else OUTSIDE,
        Look(f"kant-{number}", dutch, FILE, HEIGHT, _alone(name)),
    )


_PANELS = tuple(_named(name, dutch, i) for i, (name, dutch) in enumerate(PANELS, start=1))
_CLOSED = Look(
    "dicht",
    "dicht",
    FILE,
    HEIGHT,
    _alone("cover"),
    name="Dicht",
    about="Dit ziet iemand op de balie.",
)
_OPEN = Look(
    "open",
    "één keer open",
    FILE,
    HEIGHT,
    _opened,
    name="Eén keer open",
    about="Links de binnenkant, rechts de flap.",
    mirrored="Rechts de binnenkant, links de flap.",
)
SCREEN = Screen(
    tabs=(
        Tab(
            OUTSIDE,
            "Buitenkant",
            (Look(OUTSIDE, "buitenkant", FILE, HEIGHT, _side(FRAMES["cover"].page)),),
            SIZE,
            by_panel=True,
            sections=("wie", "contacten", "talen", "maken", "uiterlijk"),
        ),
        Tab(
            INNER,
            "Binnenkant",
            (Look(INNER, "binnenkant", FILE, HEIGHT, _side(FRAMES["inside 1"].page)),),
            SIZE,
            by_panel=True,
            sections=("organisaties",),
        ),
        Tab(
            "gevouwen",
            "Gevouwen",
            (_CLOSED, _OPEN),
            "Op ware grootte: 10 bij 21 centimeter.",
            by_panel=True,
        ),
    ),
    panels=_PANELS,
    cover=_CLOSED,
    folding=(
        FoldingStep(
            "leaflet-spread",
            "Leg de binnenkant boven. Links staat Begin hier.",
            "Leg de binnenkant boven. Rechts staat Begin hier.",
        ),
        FoldingStep(
            "leaflet-opened",
            "Vouw het rechterdeel naar binnen.",
            "Vouw het linkerdeel naar binnen.",
        ),
        FoldingStep(
            "leaflet-folded-cover",
            "Vouw het linkerdeel eroverheen.",
            "Vouw het rechterdeel eroverheen.",
        ),
    ),
)
