"""The right side of the editor: real pages, what fits and what does not, and all of it as text."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.drawing import (
    DPI,
    LARGE_DPI,
    LeftOut,
    left_out,
    picture,
)
from wegwijs.desk.edition import Written
from wegwijs.desk.looks import FOLDED, LOOKS, SCREENS, folding_of, pdf_of, tabs_of
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.asked import written_of
from wegwijs.desk.screens.form import title_of
from wegwijs.desk.screens.left_out import named
from wegwijs.desk.screens.verdict import AT_ONCE, PATIENCE, judged
from wegwijs.desk.screens.web_page import page_link
from wegwijs.desk.showing import Seen, see
from wegwijs.desk.texts import Read, as_text
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.drafts import NoDraft
from wegwijs.layouts.products.screen import Look, Tab
from wegwijs.sources.errors import WegwijsError

HOSTED = "/invullen"  # the path of the editor of a travelling edition


async def looked_at(
    desk: Desk,
    written: Written,
    seen: Seen,
    query: Mapping[str, str],
    *,
    here: str,
    patience: float | None = PATIENCE,
) -> dict[str, Any]:
    """Return what the preview shows of an edition."""
    tabs = tabs_of(seen.products) or tabs_of(SCREENS)[:1]
    by_id = {one.id: (product, one) for product, one in tabs}
    product, tab = by_id.get(query.get("kant", ""), tabs[0])
    chosen = [one for one in seen.languages if one.code in _languages(seen)]
    codes = [one.code for one in chosen]
    language = query.get("taal", "")
    language = language if language in codes else (codes or ["nl"])[0]
    kept = {name: query[name] for name in ("open",) if query.get(name)}

    def link(**more: str) -> str:
        return f"{here}?{urlencode(kept | {'kant': tab.id, 'taal': language} | more)}"

    rtl = any(one.code == language and one.direction == "rtl" for one in chosen)
    looks = [look for look in tab.looks if seen.is_drawn]
    pictures = [_picture(written, product, look, language, here, rtl=rtl) for look in looks]
    if desk.hosted:
        for one, look in zip(pictures, looks, strict=True):
            one["src"] = await _inline(desk, written, language, look.id)
    text = None
    if not tab.looks and seen.is_drawn:
        text = await desk.workers.work(as_text, written, language, "", tab.id)
    return {
        "products_seen": _products(tabs, product),
        "panel": query.get("deel", ""),
        "tabs": [
            {"id": one.id, "name": one.name, "link": link(kant=one.id), "of": one.sections}
            for _, one in tabs
        ],
        "tab": tab.id,
        "is_text": not tab.looks,
        "below": tab.below,
        "seen_in": [{"code": one.code, "dutch": one.dutch} for one in chosen],
        "language": language,
        "here_link": here,
        "pictures": pictures,
        "text": text or Read(language, "ltr"),
        "text_link": f"{here}/tekst?taal={language}&kant={tab.id}",
        "page_link": page_link(desk, written, seen, tab, f"{here}/pagina/{language}"),
        "large": pictures[0]["large"] if pictures else here,
        "size": tab.size,
        "panels": _panels(written, product, tab, language, here) if pictures else [],
        "verdict": await judged(desk, written, seen, here, patience, product),
        "refresh": link(),
    }


def _products(tabs: Iterable[tuple[str, Tab]], shown: str) -> list[dict[str, Any]]:
    """Return each product that has tabs with its first tab, for a phone; ``shown`` is in sight."""
    first: dict[str, Tab] = {}
    for id_, tab in tabs:
        first.setdefault(id_, tab)
    return [
        {"tab": tab.id, "name": named(id_), "shown": id_ == shown} for id_, tab in first.items()
    ]


def _languages(seen: Seen) -> list[str]:
    found = seen.tree.get("languages")
    chosen = [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
    return chosen or ["nl"]


def _picture(
    written: Written, product: str, look: Look, language: str, here: str, *, rtl: bool
) -> dict[str, Any]:
    source = f"{here}/beeld/{language}/{look.id}.png?stand={written.mark}"
    return {
        "src": source,
        "large": f"{source}&groot=1",
        "alt": alt_of(product, look),
        "width": round(look.width * DPI / 25.4),
        "height": round(look.height * DPI / 25.4),
        "name": look.name,
        "about": look.mirrored if rtl and look.mirrored else look.about,
        "twice": len(look.parts(rtl)) > 1,
    }


def alt_of(product: str, look: Look) -> str:
    """Return the alternative text of a picture."""
    return f"{named(product)}: {look.dutch}. Lees als tekst geeft wat erop staat."


def _panels(
    written: Written, product: str, tab: Tab, language: str, here: str
) -> list[dict[str, str]]:
    """Return the panels one at a time, for a phone."""
    looks = [one.look for one in SCREENS[product].panels if one.look and tab.by_panel]
    return [
        {
            "id": look.id,
            "src": f"{here}/beeld/{language}/{look.id}.png?stand={written.mark}",
            "name": look.dutch,
            "alt": alt_of(product, look),
        }
        for look in looks
    ]


def product_in_sight(tab: str) -> str:
    """Return the product that a tab shows; empty for none."""
    return next((product for product, one in tabs_of(SCREENS) if one.id == tab), "")


async def left_out_of(desk: Desk, written: Written) -> tuple[LeftOut, ...]:
    """Return what the products leave out of an edition's own data."""
    return await desk.workers.work(left_out, written)


async def image(request: Request) -> Response:
    """Return a side of an edition as a picture."""
    desk = desk_of(request)
    side, language = request.path_params["side"], request.path_params["language"]
    if side not in LOOKS and side not in FOLDED:
        return Response("Dit is er niet.", 404)
    written = await written_of(request)
    dpi = LARGE_DPI if request.query_params.get("groot") else DPI
    kind, data = await drawn(desk, written, language, side, dpi)
    if kind == SVG:
        return Response(data, headers={"cache-control": "no-store"}, media_type=kind)
    is_this = request.query_params.get("stand") == written.mark
    kept = "private, max-age=3600" if is_this and not desk.hosted else "no-store"
    return Response(data, headers={"cache-control": kept}, media_type=kind)


async def drawn(
    desk: Desk, written: Written, language: str, look: str, dpi: int
) -> tuple[str, bytes]:
    """Return a picture with its media type: of a page, or of the reason why there is none."""
    try:
        return "image/png", await desk.workers.draw(picture, written, language, look, dpi)
    except DoesNotFit:
        return SVG, NO_ROOM.encode()
    except NoDraft:
        return SVG, NO_DRAFT.encode()
    except WegwijsError:
        return SVG, NOTHING.encode()


async def folding(desk: Desk, written: Written, seen: Seen, language: str) -> list[dict[str, str]]:
    """Return how to fold this document: pictures with what to do."""
    rtl = any(one.code == language and one.direction == "rtl" for one in seen.languages)
    steps = []
    for step in folding_of(seen.products):
        source = f"/folder/{written.id}/beeld/{language}/{step.picture}.png?stand={written.mark}"
        if desk.hosted:
            source = await _inline(desk, written, language, step.picture)
        text = step.mirrored if rtl and step.mirrored else step.text
        steps.append({"src": source, "text": text})
    return steps


async def _inline(desk: Desk, written: Written, language: str, look: str) -> str:
    """Return a picture as a data: URL, since it has no URL where nothing is kept."""
    kind, data = await drawn(desk, written, language, look, DPI)
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


SVG = "image/svg+xml"
_NOTE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 594 420" width="594" height="420">'
    '<path fill="#fff" d="M0 0h594v420H0z"/>'
    '<path d="M40 190h514v40H40z" fill="none" stroke="#A3001B" stroke-width="3"/>'
    '<text x="297" y="218" text-anchor="middle" font-family="Calibri, Arial, sans-serif"'
    ' font-size="22" font-weight="700" fill="#A3001B">{}</text></svg>'
)
NO_ROOM = _NOTE.format("past niet")
NO_DRAFT = _NOTE.format("niet zolang deze taal concept is")
NOTHING = _NOTE.format("nog niet te zien")


async def fragment(request: Request) -> Response:
    """Return the verdict alone, if known."""
    desk = desk_of(request)
    written = await written_of(request)
    seen = await desk.workers.draw(see, written)
    here = request.url.path.rpartition("/")[0]
    product = product_in_sight(request.query_params.get("kant", ""))
    found = await judged(desk, written, seen, here, AT_ONCE, product)
    return desk.page("fragment.html", verdict=found, refresh="")


async def text(request: Request) -> Response:
    """Show all text of the pages."""
    desk = desk_of(request)
    written = await written_of(request)
    query = request.query_params
    language, tab = query.get("taal", "nl"), query.get("kant", "")
    try:
        said = await desk.workers.work(as_text, written, language, pdf_of(tab), tab)
    except WegwijsError:
        return desk.message("Er is nog niets te lezen", "Vul eerst de gegevens in.", 404)
    here = request.url.path.rpartition("/")[0]
    title = title_of(tree_of(written.text))
    return desk.page(
        "text.html",
        text=said,
        title=title,
        back=here if "/voorbeeld" not in here else "/voorbeelden",
    )
