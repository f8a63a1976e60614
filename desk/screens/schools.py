"""Zoek uw school: find a school in the files of DUO in the user's folder, and begin its edition.

The files lie in that folder itself, put there by this screen or by hand; nothing is fetched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wegwijs.desk.desk import Desk, desk_of, in_words
from wegwijs.desk.forms import upload_of
from wegwijs.layouts.products.registry import STANDARD
from wegwijs.press.files.store import write
from wegwijs.sources.errors import WegwijsError
from wegwijs.sources.importers.duo_census import Asked, census_of
from wegwijs.sources.importers.duo_search import FoundSchool, Search, address_files, search
from wegwijs.sources.importers.names import slug
from wegwijs.sources.importers.own_editions import own_editions
from wegwijs.sources.importers.report import NotPossible
from wegwijs.sources.importers.school_files import dated, import_duo
from wegwijs.sources.problems import InvalidSources

PATH = "/scholen"
_NO_FILE = "Kies eerst een bestand."


async def show(request: Request) -> Response:
    """Show what is found for the words in the address."""
    return await screen(request)


async def screen(request: Request, wrong: str = "") -> Response:
    """Render the screen, with what is wrong with an uploaded file or a choice."""
    desk = desk_of(request)
    sought = request.query_params.get("zoek", "")[:100]
    stamp = await run_in_threadpool(_stamp, desk.shelf.own)
    found, ids = await desk.workers.work(_look, desk.shelf.own, sought, desk.today(), stamp)
    return desk.page(
        "schools.html",
        422 if wrong else 200,
        here="folders",
        wrong=wrong,
        sought=sought,
        files=[{"kind": kind, "day": in_words(day)} for kind, day in found.files],
        unreadable=found.wrong,
        rows=[_row(one, ids) for one in found.found],
        more=found.more,
    )


def _stamp(own: Path) -> tuple[tuple[str, int], ...]:
    """Return what changes with every file that the answer depends on."""
    places = (*own.glob("*.csv"), *own.glob("editions/*.yaml"))
    return tuple(sorted((path.name, path.lstat().st_mtime_ns) for path in places))


def _look(
    own: Path, sought: str, today: date, stamp: tuple[tuple[str, int], ...]
) -> tuple[Search, Mapping[str, str]]:
    """Return what is found, and the ids of the editions that there are of it."""
    found = search(own, sought, today)
    schools = own_editions(own).schools if found.found else {}
    return found, {code: editions[0].path.stem for code, editions in schools.items()}


def has_files(desk: Desk) -> bool:
    """Return whether there is a file to look in."""
    return not desk.hosted and bool(address_files(desk.shelf.own, desk.today()))


def _row(one: FoundSchool, ids: Mapping[str, str]) -> Mapping[str, Any]:
    school = one.school
    address = ", ".join(filter(None, (school.street, f"{school.postcode} {school.place}".strip())))
    return {
        "code": school.code,
        "name": school.name,
        "address": address,
        "municipality": school.municipality if school.municipality != school.place else "",
        "phone": school.phone or "",
        "web": (school.web or "").removeprefix("https://"),
        "refused": school.refused,
        "id": ids.get(school.code, ""),
    }


async def act(request: Request) -> Response:
    """Take a school, or a file with schools."""
    desk = desk_of(request)
    async with request.form(max_files=1) as form:
        asked, _, code = str(form.get("do") or "").partition(" ")
        sent = await upload_of(form, "adressen")
    try:
        if asked == "neem":
            id_ = await run_in_threadpool(_take, desk, code)
            return RedirectResponse(f"/folder/{id_}", 303)
        if sent is None:
            return await screen(request, _NO_FILE)
        await run_in_threadpool(_keep, desk, sent)
    except WegwijsError as error:
        return await screen(request, str(error))
    return RedirectResponse(PATH, 303)


def _take(desk: Desk, code: str) -> str:
    """Create or refresh the edition of a school; return its id. Raises ``WegwijsError``."""
    own, today = desk.shelf.own, desk.today()
    files = address_files(own, today)
    report = import_duo(files, own, Asked(only=(code,)), today, write, STANDARD)
    if report.problems:
        raise InvalidSources(report.problems)
    found = own_editions(own).schools.get(code)
    if not found:
        message = "u hebt al een folder met deze naam, en die blijft zoals hij is"
        raise NotPossible(message, "; ".join(report.left))
    return found[0].path.stem


def _keep(desk: Desk, data: bytes) -> None:
    """Keep a file with schools in the user's folder, under a name of ours, instead of the former
    one of its kind. Raises ``InvalidSources``.
    """
    with tempfile.TemporaryDirectory(prefix="wegwijs-") as place:
        file = Path(place) / "scholen.csv"
        file.write_bytes(data)
        (kind,) = census_of([dated(file, desk.today())], ()).kinds
    write(desk.shelf.own / f"duo-{slug(kind)}.csv", data)


ROUTES = [
    Route(PATH, show),
    Route(PATH, act, methods=["POST"]),
]
