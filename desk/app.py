"""The app: routes to screens, and responses to errors."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from wegwijs.desk import webtype
from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.faults import in_words, log_forgotten, no_room
from wegwijs.desk.forms import NoForm, sent_again
from wegwijs.desk.limited import TookTooLong
from wegwijs.desk.screens import (
    editor,
    help_,
    hosted,
    hosted_ready,
    municipalities,
    preview,
    ready,
    schools,
    start,
    verify,
    web_page,
)
from wegwijs.desk.shelf import NoSuchEdition
from wegwijs.desk.workers import Busy
from wegwijs.press.files.lock import Locked
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.shipped import shipped

STATIC = shipped("desk", "static")
KEPT = {"cache-control": "private, max-age=600"}
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Read at once: after an update of the program, the files on disk no longer match the running one.
FILES = {file.name: file.read_bytes() for file in STATIC.iterdir() if file.suffix in TYPES}


async def static(request: Request) -> Response:
    """Serve a static file of ours, by its name in a fixed list."""
    name = request.path_params["name"]
    if name not in FILES:
        raise HTTPException(404)
    return Response(FILES[name], media_type=TYPES[Path(name).suffix], headers=KEPT)


async def font(request: Request) -> Response:
    """Serve a web font, made from the font packages."""
    name = request.path_params["name"]
    if name not in webtype.FONTS:
        raise HTTPException(404)
    fonts = desk_of(request).fonts
    if name not in fonts:
        fonts[name] = await desk_of(request).workers.work(webtype.woff2, name)
    data = fonts[name]
    return Response(
        data, headers={"cache-control": "private, max-age=86400"}, media_type="font/woff2"
    )


async def colour(request: Request) -> Response:
    """Serve the accent of an edition as a style sheet: pages may not have inline styles."""
    found = request.path_params["hex"]
    if not re.fullmatch("[0-9A-F]{6}", found):
        raise HTTPException(404)
    return Response(f":root{{--accent:#{found}}}", headers=KEPT, media_type="text/css")


async def alive(request: Request) -> Response:
    """Report that the program runs."""
    return Response(status_code=204)


SHARED = [
    Route("/static/type/{name}.woff2", font),
    Route("/static/{name}", static),
    Route("/kleur/{hex}.css", colour),
    Route("/voorbeelden", help_.examples),
    Route("/voorbeeld/{example}/beeld/{language}/{side}.png", preview.image),
    Route("/voorbeeld/{example}/tekst", preview.text),
    Route("/voorbeeld/{example}/pagina/{language}/{name}", web_page.show),
    Route("/hulp", help_.printing),
    Route("/waar", help_.where),
]
LOCAL = [
    Route("/", start.show),
    Route("/verder", start.take_in, methods=["POST"]),
    Route("/leeft", alive),
    Route("/nieuw/{kind}", editor.begin, methods=["GET", "POST"]),
    Route("/nieuw/{kind}/beeld/{language}/{side}.png", preview.image),
    Route("/nieuw/{kind}/oordeel", preview.fragment),
    Route("/nieuw/{kind}/tekst", preview.text),
    Route("/nieuw/{kind}/pagina/{language}/{name}", web_page.show),
    Route("/folder/{id}", editor.show),
    Route("/folder/{id}", editor.save, methods=["POST"]),
    Route("/folder/{id}/beeld/{language}/{side}.png", preview.image),
    Route("/folder/{id}/oordeel", preview.fragment),
    Route("/folder/{id}/tekst", preview.text),
    Route("/folder/{id}/pagina/{language}/{name}", web_page.show),
    *ready.ROUTES,
    *verify.ROUTES,
    *municipalities.ROUTES,
    *schools.ROUTES,
]
HOSTED = [*hosted.ROUTES, *hosted_ready.ROUTES, Route("/gezond", alive)]


def local_app(desk: Desk) -> Starlette:
    """Return the app for the user's own computer."""
    return _app(desk, [*LOCAL, *SHARED])


def hosted_app(desk: Desk) -> Starlette:
    """Return the app for a service."""
    return _app(desk, [*HOSTED, *SHARED])


def _app(desk: Desk, routes: list[Route]) -> Starlette:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(log_forgotten)
        try:
            await desk.workers.warm()
            yield
        finally:
            desk.jobs.close()
            desk.workers.close()

    app = Starlette(
        routes=routes,
        lifespan=lifespan,
        exception_handlers={
            HTTPException: not_there,
            NoSuchEdition: not_there,
            InvalidSources: unreadable,
            Locked: locked,
            Busy: busy,
            OSError: unwritable,
            ClientDisconnect: gone,
            NoForm: gone,
            TookTooLong: too_long,
            Exception: broken,
        },
    )
    app.state.desk = desk
    return app


async def not_there(request: Request, error: Exception) -> Response:
    """Respond to an unknown address."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    told = "Misschien is de folder weggehaald, of is het adres verkeerd getypt."
    return desk_of(request).message("Dit scherm is er niet", told, status)


async def unreadable(request: Request, error: Exception) -> Response:
    """Respond to a file that is not an edition, with the line at fault, as on the command line."""
    told = (
        "Dit bestand is met de hand veranderd en is nu niet te lezen."
        " Verbeter het, en ververs dit scherm."
    )
    return desk_of(request).message(
        "Er klopt iets niet in het bestand", told, 422, report=str(error)
    )


async def locked(request: Request, error: Exception) -> Response:
    """Respond when another run works in the folder."""
    return desk_of(request).message(
        "Even wachten", "Er wordt al iets gemaakt in deze map. Wacht even.", 409
    )


async def unwritable(request: Request, error: Exception) -> Response:
    """Respond when the disk is full, or a file may not be written."""
    if desk_of(request).hosted or not isinstance(error, OSError) or not error.strerror:
        raise error
    return desk_of(request).message("Dit is niet bewaard", no_room(error), 500)


async def busy(request: Request, error: Exception) -> Response:
    """Respond when the service has no capacity left."""
    answer = desk_of(request).message(*in_words(error), 503, sent=sent_again(request))
    answer.headers["retry-after"] = "60"
    return answer


async def too_long(request: Request, error: Exception) -> Response:
    """Respond when a call was ended by its limits."""
    return desk_of(request).message(*in_words(error), 422, sent=sent_again(request))


async def gone(request: Request, error: Exception) -> Response:
    """Respond when the request body did not arrive in time, or was too large."""
    return desk_of(request).message(
        "Dat is niet aangekomen", "Wat u stuurde is te groot, of het duurde te lang.", 413
    )


async def broken(request: Request, error: Exception) -> Response:
    """Respond to a bug of ours; the screen reveals nothing about the machine."""
    desk = desk_of(request)
    where = getattr(request.scope.get("route"), "path", "")
    report = f"{type(error).__name__} bij {request.method} {where}"
    heading, told = in_words(error)
    if not desk.hosted:
        told = "Uw gegevens zijn bewaard."
        if request.method == "POST":
            told = "Wat u het laatst invulde, is misschien niet bewaard. Kijk dat na."
    return desk.message(heading, told, 500, report=report, sent=sent_again(request))
