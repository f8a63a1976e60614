"""How stills are shown while an edition is filled in."""

from __future__ import annotations

from wegwijs.layouts.products.on_screen.shapes import SQUARE, TALL, WIDE, Shape
from wegwijs.layouts.products.screen import Look, Screen, Strip, StripsOf, Tab

TAB = "screen"


def _whole(shape: Shape) -> StripsOf:
    return lambda rtl: (Strip(0, 0.0, shape.size[0]),)


def _look(shape: Shape, name: str, about: str) -> Look:
    dutch = f"beeldscherm, {name.lower()}"
    return Look(shape.id, dutch, shape.file, shape.size[1], _whole(shape), name, about)


_WIDE = _look(WIDE, "Liggend", "1920 bij 1080 beeldpunten.")
_TALL = _look(TALL, "Staand", "1080 bij 1920 beeldpunten.")
_SQUARE = _look(SQUARE, "Vierkant", "1080 bij 1080 beeldpunten. Voor een bericht.")
SCREEN = Screen(
    tabs=(Tab(TAB, "Beeldscherm", (_WIDE, _TALL, _SQUARE), "Een stilstaand beeld.", below=True),),
    cover=_WIDE,
)
