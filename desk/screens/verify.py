"""Nakijken: facts that were checked too long ago, until somebody confirms or changes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from wegwijs.desk import fields, wording
from wegwijs.desk.checking import NATIONAL, WAYS, Due, national_facts, own, shared
from wegwijs.desk.desk import Desk, desk_of, in_words
from wegwijs.desk.edition import (
    Fault,
    Tree,
    Written,
    contacts,
    index_of,
    shared_by,
    value,
    with_value,
)
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.asked import shipped
from wegwijs.desk.web_addresses import completed
from wegwijs.press.files.store import write
from wegwijs.sources.editing.changes import set_values
from wegwijs.sources.model.fields import MOST_WORDS
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import Place, Value, parse, read_text

EVERYBODY = "nationaal"
SAME = "klopt"
OF_ALL = "@"  # prefix of the name of a national fact
FIELDS = {dutch: way for way, dutch in WAYS}
LABELS = {"phone": "Nieuw telefoonnummer", "email": "Nieuw e-mailadres", "web": "Nieuw webadres"}
ICONS = {"phone": "phone", "email": "mail", "web": "web"}


async def due_in(desk: Desk) -> tuple[list[Due], list[str]]:
    """Return everything that is due in the user's own editions, and the editions of which that is
    not known of all, because something is wrong with their file.
    """
    found: list[Due] = []
    unread: list[str] = []
    for id_ in await run_in_threadpool(desk.shelf.ids):
        try:
            written = await run_in_threadpool(desk.shelf.written, id_)
            rows, is_whole = await desk.workers.work(own, written, desk.today())
            found += rows
            unread += [] if is_whole else [id_]
        except InvalidSources:
            unread.append(id_)
    return found, unread


async def show(request: Request) -> Response:
    """Show what must be checked, one below the other."""
    desk = desk_of(request)
    rows, unread = await due_in(desk)
    common = await desk.workers.work(shared, _of_all(desk), desk.today())
    done = list(desk.shelf.confirmed.values())
    changing = request.query_params.get("aanpassen", "")
    wrong = request.query_params.get("fout", "")
    typed = request.query_params.get("getypt", "")
    todo = [_row(one, changing, wrong, typed) for one in rows]
    total = len(done) + len(todo)
    return desk.page(
        "verify.html",
        here="nakijken",
        due=len(todo),
        unread=unread,
        todo=todo,
        shared=[_row(one) for one in common],
        done=done,
        again=list(dict.fromkeys(one["key"].partition("/")[0] for one in done if _changed(one))),
        total=total,
        today=in_words(desk.today()),
        fixed=bool(request.query_params.get("vast")),
        next=in_words(desk.today().replace(year=desk.today().year + 1)).split(" ", 1)[1],
    )


def _changed(confirmed: Mapping[str, str]) -> bool:
    """Return whether a confirmed fact got another value."""
    return confirmed["told"] != SAME


def _of_all(desk: Desk) -> Written:
    """Return the edition that represents what all editions share."""
    times = shared_by(desk.national)
    return replace(shipped(EVERYBODY), folders=(desk.national,), shared=times)


def _row(one: Due, changing: str = "", wrong: str = "", typed: str = "") -> Mapping[str, Any]:
    way = FIELDS.get(one.what, "phone")
    key = f"{one.edition}/{one.index}"
    if one.organisation:
        key = f"{OF_ALL}{one.organisation}/{one.source_id}"
    return vars(one) | {
        "key": key,
        "id": key.strip(OF_ALL).replace("/", "-"),
        "icon": ICONS[way],
        "way": way,
        "new": LABELS[way],
        "changing": key == changing,
        "wrong": wrong[:200] if key == changing else "",
        "typed": typed[:MOST_WORDS] if wrong else one.hero,
        "day": in_words(one.checked),
    }


async def answer(request: Request) -> Response:
    """Confirm a fact, change its value, or undo that."""
    desk = desk_of(request)
    form = await request.form()
    edition, _, number = str(form.get("welke") or "").partition("/")
    if edition.startswith(OF_ALL):
        told = await run_in_threadpool(
            _confirm_for_all, desk, edition.removeprefix(OF_ALL), number, str(form.get("do") or "")
        )
        return RedirectResponse(f"/nakijken{told}#verder", 303)
    written = await run_in_threadpool(desk.shelf.written, edition)
    tree = tree_of(written.text)
    index = index_of(number)
    if not 0 <= index < len(contacts(tree)):
        return RedirectResponse("/nakijken", 303)
    key, asked = f"{edition}/{index}", str(form.get("do") or "")
    here = f"/nakijken?aanpassen={key}"
    if asked == "aanpassen":
        return RedirectResponse(f"{here}#{edition}-{index}", 303)
    if asked == "ongedaan":
        tree = _undone(desk.shelf.confirmed.pop(key, {}), tree, index)
    elif asked in ("klopt", "bewaar"):
        way = next((way for way, _ in WAYS if value(contacts(tree)[index], way)), "phone")
        new = value(contacts(tree)[index], way)
        if asked == "bewaar":
            new = fields.typed({"nieuw": [str(form.get("nieuw") or "")]}, "nieuw") or ""
            new = completed(way, new)
        fault = wording.judge(way, new) if new else Fault("", wording.FILL_IN)
        if fault and asked == "bewaar":
            told = urlencode({"fout": fault.message, "getypt": new})
            return RedirectResponse(f"{here}&{told}#{edition}-{index}", 303)
        desk.shelf.confirmed[key] = _before(key, tree, index, way, new)
        tree = _confirmed(tree, index, way, new, desk.today())
    await run_in_threadpool(desk.shelf.save, written, tree)
    return RedirectResponse("/nakijken#verder", 303)


def _confirm_for_all(desk: Desk, organisation: str, source: str, asked: str) -> str:
    """Renew the check date of a national fact, or undo that.

    Return the query string of the screen, which says what went wrong if it could not be written.
    """
    key, path = f"{OF_ALL}{organisation}/{source}", desk.national / NATIONAL
    text = read_text(path, path.name)
    facts = national_facts(text, organisation, source)
    if asked == "klopt" and facts:
        wanted: dict[Place, Value] = dict.fromkeys(facts, desk.today().isoformat())
        before = [[*place, day] for place, day in facts.items()]
        row = {"key": key, "whose": _title(text, organisation), "told": SAME}
        row["before"] = json.dumps(before)
    elif asked == "ongedaan" and (former := desk.shelf.confirmed.get(key)):
        wanted = {tuple(place): day for *place, day in json.loads(former["before"])}
    else:
        return ""
    try:
        write(path, set_values(text, wanted, path.name).encode())
    except OSError:
        return "?vast=1"
    if asked == "klopt":
        desk.shelf.confirmed[key] = row
    else:
        desk.shelf.confirmed.pop(key)
    return ""


def _title(text: str, organisation: str) -> str:
    data: Any = parse(text, NATIONAL).data
    rows = (one for one in data["organisations"] if one.get("id") == organisation)
    return next((str(one.get("name", organisation)) for one in rows), organisation)


def _confirmed(tree: Tree, index: int, way: str, new: str, today: date) -> Tree:
    """Return the edition with a contact checked today, and with its new value, if any."""
    at = f"contacts.{index}"
    tree = with_value(tree, f"{at}.{way}", new)
    tree = with_value(tree, f"{at}.checked", today.isoformat())
    tree = with_value(tree, f"{at}.review_after", "")
    fields.dated(tree, today)
    return tree


def _before(key: str, tree: Tree, index: int, way: str, new: str) -> dict[str, str]:
    """Return what the screen tells of a checked fact, and its former values."""
    one = contacts(tree)[index]
    whose = value(one, "label") or value(one, "role")
    return {
        "key": key,
        "whose": f"{whose}, {dict(WAYS)[way]}",
        "told": SAME if new == value(one, way) else f"is nu {new}",
        "way": way,
        "value": value(one, way),
        "checked": value(one, "checked"),
        "review_after": value(one, "review_after"),
        "date": value(tree, "date"),
    }


def _undone(before: Mapping[str, str], tree: Tree, index: int) -> Tree:
    """Return the edition as it was before a contact was checked."""
    if not before:
        return tree
    at = f"contacts.{index}"
    tree = with_value(tree, f"{at}.{before['way']}", before["value"])
    for field in ("checked", "review_after"):
        tree = with_value(tree, f"{at}.{field}", before[field])
    return with_value(tree, "date", before["date"])


ROUTES = [Route("/nakijken", show), Route("/nakijken", answer, methods=["POST"])]
