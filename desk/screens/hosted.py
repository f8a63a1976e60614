"""The screens of a service: each request carries the edition, and the response returns it.

Every path that takes an edition is POST; no URL contains data of a visitor.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, quote

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.drawing import DPI, LARGE_DPI
from wegwijs.desk.edition import Written, contacts
from wegwijs.desk.forms import file_of, form_of, texts_of
from wegwijs.desk.looks import LOOKS, pdf_of
from wegwijs.desk.parcels import Asked, Turned, new, parcel, turn
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens import help_
from wegwijs.desk.screens.editor import Moment, screen
from wegwijs.desk.screens.form import ARMS, title_of
from wegwijs.desk.screens.preview import HOSTED, drawn, product_in_sight
from wegwijs.desk.screens.steps import Gone
from wegwijs.desk.screens.verdict import does_fit, judged
from wegwijs.desk.screens.web_page import page_of
from wegwijs.desk.showing import see
from wegwijs.desk.texts import as_text
from wegwijs.sources.errors import WegwijsError
from wegwijs.sources.folder import ENDING, NOT_OURS
from wegwijs.sources.problems import InvalidSources


async def start(request: Request) -> Response:
    """Show Start: choose a kind, or continue with a file."""
    return start_screen(desk_of(request))


def start_screen(desk: Desk, wrong: str = "", why: str = "") -> Response:
    """Render Start, with what is wrong with an uploaded file."""
    shown = {"example": help_.cover(), "kinds": ARMS, "wrong": wrong, "why": why}
    return desk.page("start_hosted.html", 422 if wrong else 200, **shown)


async def begin(request: Request) -> Response:
    """Show the editor of a new edition."""
    desk = desk_of(request)
    kind = next((one.id for one in ARMS if one.path == request.path_params["kind"]), None)
    if kind is None:
        return desk.message("Dit is er niet", "Kies een van de vier borden.", 404)
    written = await desk.workers.work(new, kind, desk.today())
    query = {"open": "0"} if contacts(tree_of(written.text)) else {}
    return await screen(desk, written, query, Moment(quick=_has_script(request)))


async def back_to_start(request: Request) -> Response:
    """Redirect a GET of the editor, which carries no edition; the browser may still hold it."""
    return RedirectResponse("/", 303)


async def go_on(request: Request) -> Response:
    """Show the editor of an uploaded edition."""
    desk, form = desk_of(request), await form_of(request)
    data = await file_of(form, "gegevens")
    try:
        text = data.decode("utf-8-sig") if data else str(form.get("bestand") or "")
        written = await desk.workers.work(parcel, text)
    except UnicodeDecodeError:
        return start_screen(desk, NOT_OURS)
    except InvalidSources as error:
        return start_screen(desk, NOT_OURS, str(error) if data else "")
    return await screen(desk, written, {}, Moment(quick=_has_script(request)))


async def fill_in(request: Request) -> Response:
    """Take the form, perform the action of its button, and show the editor again."""
    desk, form = desk_of(request), await form_of(request)
    button = str(form.get("do") or "bewaar")
    turned = await turned_by(desk, form, button)
    if button == "bestand":
        return download(turned.written)
    query = dict(turned.query)
    if turned.logo_fault:
        query["logo"] = turned.logo_fault
    if button == "maak":
        from wegwijs.desk.screens.hosted_ready import ready

        seen = await desk.workers.work(see, turned.written)
        faulty = any(not fault.mild for fault in seen.faults) or bool(seen.elsewhere)
        if not faulty and await does_fit(desk, turned.written):
            return await ready(desk, turned.written)
        query["fouten"], anchor = "1", "fouten"
    else:
        anchor = turned.anchor
    moment = Moment(gone=turned.gone, anchor=anchor, quick=_has_script(request))
    return await screen(desk, turned.written, query, moment)


async def turned_by(desk: Desk, form: FormData, button: str = "bewaar") -> Turned:
    """Return the edition of a form, with what was typed. Raises ``InvalidSources``."""
    asked = Asked(texts_of(form), button, _query(form), _gone(form), await file_of(form, "logo"))
    return await desk.workers.work(turn, str(form.get("bestand") or ""), asked, desk.today())


def _query(form: FormData) -> dict[str, str]:
    """Return what the screen shows; a navigating button passes that in ``ga``."""
    kept = {
        name: str(form.get(name) or "") for name in ("open", "perdag", "kant", "taal", "fouten")
    }
    kept |= dict(parse_qsl(str(form.get("ga") or "")[:500]))
    return {name: text[:100] for name, text in kept.items() if text and name in _SHOWS}


_SHOWS = frozenset({"open", "perdag", "kant", "taal", "deel", "fouten"})


def _gone(form: FormData) -> Gone | None:
    """Return the contact that can be restored: the form carries that too."""
    with suppress(ValueError, TypeError, RecursionError):
        index, contact = json.loads(str(form.get("weg") or "")[:5000])
        if isinstance(index, int) and isinstance(contact, dict):
            return index, {str(key): _texts(value) for key, value in contact.items()}
    return None


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): str(text) for key, text in value.items()}
    return str(value)


def _has_script(request: Request) -> bool:
    return request.headers.get("x-wegwijs") == "script"


def download(written: Written) -> Response:
    """Send the edition as a file."""
    headers = attached(f"{written.id}{ENDING}")
    return Response(written.text.encode(), headers=headers, media_type="application/yaml")


def attached(name: str) -> Mapping[str, str]:
    """Return the headers for a file that a browser downloads instead of showing it."""
    return {"content-disposition": f"attachment; filename*=utf-8''{quote(name)}"}


async def verdict(request: Request) -> Response:
    """Return the verdict alone."""
    desk, form = desk_of(request), await form_of(request)
    written = (await turned_by(desk, form)).written
    seen = await desk.workers.draw(see, written)
    product = product_in_sight(request.query_params.get("kant", ""))
    found = await judged(desk, written, seen, HOSTED, None, product)
    return desk.page("fragment.html", verdict=found, refresh="")


async def image(request: Request) -> Response:
    """Return a look as a picture."""
    desk, form = desk_of(request), await form_of(request)
    look = request.path_params["side"]
    if look not in LOOKS:
        return Response("Dit is er niet.", 404)
    written = (await turned_by(desk, form)).written
    dpi = LARGE_DPI if request.query_params.get("groot") else DPI
    kind, data = await drawn(desk, written, request.path_params["language"], look, dpi)
    return Response(data, media_type=kind)


async def web_page(request: Request) -> Response:
    """Return the web page of the edition that is sent along."""
    turned = await turned_by(desk_of(request), await form_of(request))
    return await page_of(request, turned.written)


async def text(request: Request) -> Response:
    """Show all text of the pages."""
    desk, form = desk_of(request), await form_of(request)
    written = (await turned_by(desk, form)).written
    try:
        language, tab = str(form.get("taal") or "nl"), str(form.get("kant") or "")
        said = await desk.workers.work(as_text, written, language, pdf_of(tab), tab)
    except WegwijsError:
        return desk.message("Er is nog niets te lezen", "Vul eerst de gegevens in.", 404)
    title = title_of((await desk.workers.draw(see, written)).tree)
    return desk.page("text.html", text=said, title=title, back="", carried=written.text)


ROUTES = [
    Route("/", start),
    Route("/nieuw/{kind}", begin),
    Route("/verder", back_to_start),
    Route("/verder", go_on, methods=["POST"]),
    Route(HOSTED, back_to_start),
    Route(HOSTED, fill_in, methods=["POST"]),
    Route(f"{HOSTED}/oordeel", verdict, methods=["POST"]),
    Route(f"{HOSTED}/tekst", text, methods=["POST"]),
    Route(f"{HOSTED}/pagina/{{language}}/{{name}}", web_page, methods=["POST"]),
    Route(f"{HOSTED}/beeld/{{language}}/{{side}}.png", image, methods=["POST"]),
]
