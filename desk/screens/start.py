"""Start: choose a kind of edition, or continue with an existing one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wegwijs.desk.desk import Desk, desk_of, in_words
from wegwijs.desk.edition_states import EditionState, edition_states
from wegwijs.desk.forms import file_of, form_of
from wegwijs.desk.screens import help_, schools
from wegwijs.desk.screens.form import ARMS
from wegwijs.press.files.unpacked import AlreadyThere
from wegwijs.sources.folder import NOT_OURS
from wegwijs.sources.kinds import MUNICIPALITY, SCHOOL
from wegwijs.sources.problems import InvalidSources

MANY, HUNDREDS = 8, 40
ORDER = ("fault", "changed", "due", "never", "ready")
# As ``press.ledger.changes`` reports a changed number.
RENEWED = "het programma is vernieuwd"
_SWAP = re.compile(r"telefoon\b.*? (?P<old>[+(]?[0-9][-+() 0-9]*) -> (?P<new>.+)")


async def show(request: Request) -> Response:
    """Show Start."""
    return await screen(request)


async def take_in(request: Request) -> Response:
    """Take in an uploaded edition, and continue with it."""
    form = await form_of(request)
    try:
        text = (await file_of(form, "gegevens")).decode("utf-8-sig")
        id_ = await run_in_threadpool(desk_of(request).shelf.take_in, text)
    except AlreadyThere:
        return await screen(
            request, "U hebt al een folder met deze naam. Daarin staat iets anders."
        )
    except (InvalidSources, UnicodeDecodeError):
        return await screen(request, NOT_OURS)
    return RedirectResponse(f"/folder/{id_}", 303)


async def screen(request: Request, wrong: str = "") -> Response:
    """Render Start, with what is wrong with an uploaded file."""
    desk = desk_of(request)
    sought = request.query_params.get("zoek", "")[:100]
    ids = await run_in_threadpool(desk.shelf.ids)
    rows = [await _row(desk, id_, known) for id_, known in (await states_of(desk, ids)).items()]
    rows.sort(key=lambda row: (ORDER.index(row["mark"]), row["title"].casefold()))
    many = len(rows) > MANY
    found = [row for row in rows if sought.casefold() in row["title"].casefold()]
    return desk.page(
        "start.html",
        422 if wrong else 200,
        wrong=wrong,
        example=help_.cover(),
        here="folders",
        kinds=ARMS,
        seek=SCHOOL.id if await run_in_threadpool(schools.has_files, desk) else "",
        editions=found[:HUNDREDS] if found or not rows else [],
        any=bool(rows),
        many=many,
        sought=sought,
        municipalities=sum(row["kind"] == MUNICIPALITY.id for row in rows)
        if len(rows) > HUNDREDS
        else 0,
        due=sum(row["due"] for row in rows),
    )


async def states_of(desk: Desk, ids: list[str]) -> Mapping[str, EditionState]:
    """Return the state of each edition."""
    if not ids:
        return {}
    stamp = await run_in_threadpool(_stamp, desk)
    return await desk.workers.work(
        edition_states, tuple(ids), tuple(desk.folders), desk.output, desk.today(), stamp
    )


def _stamp(desk: Desk) -> float:
    """Return a number that changes with everything that the answer depends on."""
    places: list[Path] = [desk.output / "manifest.json", *desk.shelf.own.glob("*.yaml")]
    places += (desk.shelf.own / "editions").glob("*")
    return sum(place.stat().st_mtime for place in places if place.exists())


async def _row(desk: Desk, id_: str, known: EditionState) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": id_,
        "title": known.title,
        "kind": known.kind,
        "languages": _languages(known),
        "cover": "",
        "swap": None,
        "post": "",
        "link": f"/folder/{id_}",
        "due": known.due,
        "mark": known.state,
    }
    if known.state != "never" and known.cover:
        row["cover"] = f"/folder/{id_}/beeld/nl/{known.cover}.png?stand={known.mark}"
    return row | _told(id_, known)


def _told(id_: str, known: EditionState) -> dict[str, Any]:
    if known.state == "fault":
        return {
            "state": "Er klopt iets niet",
            "detail": known.problem,
            "action": "Los op",
            "link": f"/folder/{id_}?fouten=1",
        }
    if known.state == "changed":
        swap = next((match for why in known.why if (match := _SWAP.fullmatch(why))), None)
        return {
            "state": "Een nummer is veranderd" if swap else "Er is iets veranderd",
            "swap": (swap["old"], swap["new"]) if swap else None,
            "detail": _why_again(known),
            "action": "Maak opnieuw",
            "post": f"/folder/{id_}/maak",
        }
    if known.state == "due":
        count = "1 gegeven" if known.due == 1 else f"{known.due} gegevens"
        since = (
            f"Nagekeken op {in_words(known.checked)}. Dat is langer dan een jaar."
            if known.checked
            else ""
        )
        return {
            "state": f"{count} nakijken",
            "detail": since,
            "action": "Kijk na",
            "link": "/nakijken",
        }
    if known.state == "ready":
        made = f"Gemaakt op {in_words(known.made)}. " if known.made else ""
        return {
            "state": "Klaar",
            "detail": f"{made}Alles is nagekeken.",
            "action": "Download",
            "link": f"/folder/{id_}/klaar",
        }
    detail = ", ".join(filter(None, (known.day, known.place)))
    return {"state": "Nog niet gemaakt", "detail": detail, "action": "Ga verder"}


def _why_again(known: EditionState) -> str:
    if known.why and set(known.why) <= {RENEWED}:
        return "Het programma is vernieuwd. De gegevens op de oude folders kloppen nog."
    if known.made:
        return "De folders die er nog liggen, kloppen niet meer."
    return "; ".join(known.why[:2])


def _languages(known: EditionState) -> str:
    listed = ", ".join(known.languages)
    return f"{len(known.languages)} talen: {listed}" if len(known.languages) > 4 else listed
