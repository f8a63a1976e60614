"""What somebody may want to know: how to print, where the files are, what it looks like."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.desk import desk_of

EXAMPLES = (
    ("voorbeeld-school", "Een school", "kant-1"),
    ("voorbeeld-gemeente", "Een gemeente", "kant-1"),
    ("nationaal", "Heel Nederland", "kant-1"),
)


async def printing(request: Request) -> Response:
    """How to print, fold and cut."""
    return desk_of(request).page("help.html", here="hulp")


async def where(request: Request) -> Response:
    """Where the data and the files are."""
    desk = desk_of(request)
    data, output = (
        ("", "") if desk.hosted else (str(desk.shelf.own.resolve()), str(desk.output.resolve()))
    )
    return desk.page("where.html", data=data, output=output)


async def examples(request: Request) -> Response:
    """What can be made."""
    return desk_of(request).page("examples.html", examples=EXAMPLES)
