"""Help: how to print, where the files are, and examples."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from wegwijs.desk.desk import desk_of
from wegwijs.desk.drawing import DPI
from wegwijs.desk.looks import SCREENS, cover_of, folding_of, tabs_of
from wegwijs.desk.screens.preview import alt_of

EXAMPLES = (
    ("voorbeeld-school", "Een school"),
    ("voorbeeld-gemeente", "Een gemeente"),
    ("nationaal", "Heel Nederland"),
)


async def printing(request: Request) -> Response:
    """Show how to print, fold and cut."""
    folding = [
        {"src": f"/voorbeeld/{EXAMPLES[1][0]}/beeld/nl/{step.picture}.png", "text": step.text}
        for step in folding_of(SCREENS)
    ]
    return desk_of(request).page("help.html", here="hulp", folding=folding)


async def where(request: Request) -> Response:
    """Show where the data and the files are."""
    desk = desk_of(request)
    data, output = (
        ("", "") if desk.hosted else (str(desk.shelf.own.resolve()), str(desk.output.resolve()))
    )
    return desk.page("where.html", data=data, output=output)


async def examples(request: Request) -> Response:
    """Show what can be made."""
    looks = [
        {
            "id": look.id,
            "name": tab.name,
            "alt": alt_of(product, look),
            "width": round(look.width * DPI / 25.4),
            "height": round(look.height * DPI / 25.4),
        }
        for product, tab in tabs_of(SCREENS)[:2]
        for look in tab.looks
    ]
    return desk_of(request).page("examples.html", examples=EXAMPLES, looks=looks)


def cover() -> str:
    """Return the path of the picture of an example's cover; empty when no product has one."""
    look = cover_of(SCREENS)
    return f"/voorbeeld/{EXAMPLES[1][0]}/beeld/nl/{look.id}.png" if look else ""
