"""The web page of an edition, which a browser opens by itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.drawing import made
from wegwijs.desk.edition import Written
from wegwijs.desk.looks import PAGES
from wegwijs.desk.screens.asked import written_of
from wegwijs.desk.showing import Seen, see
from wegwijs.layouts.products.screen import Tab
from wegwijs.sources.errors import WegwijsError

# A page has a policy of its own; here it is kept apart from the screens as well.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:;"
    " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " sandbox allow-scripts allow-popups"
)


async def show(request: Request) -> Response:
    """Return a web page of an edition as it is now."""
    return await page_of(request, await written_of(request))


async def page_of(request: Request, written: Written) -> Response:
    """Return the web page that a request names, of an edition."""
    desk, name = desk_of(request), request.path_params["name"]
    if name not in PAGES:
        return Response("Dit is er niet.", 404)
    seen = await desk.workers.work(see, written)
    if not seen.is_drawn or seen.empty:
        return desk.message("Er is nog niets te zien", "Vul eerst de gegevens in.", 404)
    try:
        data = await desk.workers.work(made, written, request.path_params["language"], name)
    except WegwijsError as error:
        return desk.message("Er is nog niets te zien", str(error), 404)
    headers = {"content-security-policy": POLICY, "cache-control": "no-store"}
    return Response(data, headers=headers, media_type="text/html")


def page_link(desk: Desk, written: Written, seen: Seen, tab: Tab, place: str) -> str:
    """Return where the page of a tab is; empty without one, and while a number is wrong: that is
    never shown. To a service the edition is sent along.
    """
    if not tab.opens or not seen.is_drawn or seen.empty:
        return ""
    return f"{place}/{tab.opens}" + ("" if desk.hosted else f"?stand={written.mark}")
