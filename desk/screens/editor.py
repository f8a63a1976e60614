"""The editor: the form on the left, the real page on the right. Every save submits the
whole form.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wegwijs.desk import fields
from wegwijs.desk.desk import Desk, desk_of
from wegwijs.desk.drawing import title_lines
from wegwijs.desk.edition import Tree, Written, contacts, index_of, names, value, with_value
from wegwijs.desk.forms import file_of, texts_of
from wegwijs.desk.reading import tree_of
from wegwijs.desk.screens.form import BY_ID, DEFAULT_ACCENT, Form, title_of
from wegwijs.desk.screens.preview import HOSTED, looked_at
from wegwijs.desk.screens.steps import NEEDS_SEEN, ButtonAction, Gone
from wegwijs.desk.screens.verdict import (
    AT_ONCE,
    PATIENCE,
    faults_in_words,
    full,
    to_fill_in_words,
)
from wegwijs.desk.shelf import Changed, Sent
from wegwijs.desk.showing import Seen, see
from wegwijs.desk.wording import LISTS
from wegwijs.desk.writing import text_of
from wegwijs.layouts.products.registry import PRODUCTS, STANDARD
from wegwijs.sources.kinds import KINDS, SCHOOL
from wegwijs.sources.logo import BadLogo
from wegwijs.sources.model.fields import MOST_CONTACTS
from wegwijs.sources.values import Accent

NEW = "nieuw"


async def show(request: Request) -> Response:
    """Show the editor of an edition."""
    desk = desk_of(request)
    id_ = request.path_params["id"]
    written = await run_in_threadpool(desk.shelf.written, id_)
    saved = desk.shelf.saved_at(id_)
    quick = request.headers.get("x-wegwijs") == "script"
    gone = desk.shelf.gone.get(id_)
    query = dict(request.query_params)
    return await screen(desk, written, query, Moment(saved, gone=gone, quick=quick))


async def begin(request: Request) -> Response:
    """Show the editor of a new edition."""
    desk = desk_of(request)
    kind = next((one.id for one in BY_ID.values() if one.path == request.path_params["kind"]), None)
    if kind is None:
        return desk.message("Dit is er niet", "Kies een van de vier borden.", 404)
    tree = fields.new(kind, NEW, desk.today())
    if KINDS[kind].role:
        tree["contacts"] = [fields.empty_contact(tree, desk.today())]
    if request.method == "GET":
        written = Written(NEW, text_of(tree), tuple(desk.folders))
        query = dict(request.query_params) | ({"open": "0"} if "contacts" in tree else {})
        return await screen(desk, written, query)
    async with request.form(max_files=1, max_fields=400) as form:
        page = str(form.get("blad") or "")
        if id_ := desk.shelf.begun.get(page, ""):
            return await _take(desk, id_, form)
        filled = fields.filled_in(tree, texts_of(form), desk.today())
        id_ = await run_in_threadpool(desk.shelf.add, filled)
        if page:
            desk.shelf.begun[page] = id_
        now = await run_in_threadpool(desk.shelf.written, id_)
        return await _save(desk, now, replace(now, text=text_of(tree | {"id": id_})), None, form)


async def save(request: Request) -> Response:
    """Take the form, perform the action of its button, and show the editor again."""
    async with request.form(max_files=1, max_fields=400) as form:
        return await _take(desk_of(request), request.path_params["id"], form)


async def _take(desk: Desk, id_: str, form: FormData) -> Response:
    """Save the form of a page, or tell that another window saved since the page was shown."""
    now = await run_in_threadpool(desk.shelf.written, id_)
    last = desk.shelf.sent.get(id_)
    if last and last.mark == now.mark and last.page and last.page == form.get("blad"):
        return await _save(desk, now, last.shown, last.gone, form)
    is_this = form.get("stand") == now.mark or form.get("houd")
    if not is_this and not _says(form, now, desk):
        tree = fields.filled_in(tree_of(now.text), texts_of(form), desk.today())
        moment = Moment(desk.shelf.saved_at(id_), str(form.get("stand")), conflict=True)
        return await screen(desk, replace(now, text=text_of(tree)), _query(form), moment)
    return await _save(desk, now, now, desk.shelf.gone.get(id_), form)


def _says(form: FormData, now: Written, desk: Desk) -> bool:
    """Return whether a form has nothing that is not saved: the program was started anew after it
    had saved this form. It has what is not saved where it shows a contact that is no longer there.
    """
    tree = tree_of(now.text)
    shown = (index_of(name.split(".")[1]) for name in form if name.startswith("contacts."))
    if max(shown, default=-1) >= len(contacts(tree)):
        return False
    is_same = fields.filled_in(tree, texts_of(form), desk.today()) == tree
    return is_same and form.get("do") == "bewaar"


async def _save(
    desk: Desk, now: Written, shown: Written, gone: Gone | None, form: FormData
) -> Response:
    """Save what became of the edition that a page showed, in place of the one on disk."""
    tree = fields.filled_in(tree_of(shown.text), texts_of(form), desk.today())
    asked, _, argument = str(form.get("do") or "bewaar").partition(" ")
    query = _query(form)
    seen = None
    if asked.startswith(NEEDS_SEEN):
        seen = await desk.workers.work(see, replace(now, text=text_of(tree)))
    step = ButtonAction(tree, query, argument, desk.today(), seen, gone)
    step.do(asked)
    desk.shelf.gone.pop(now.id, None)
    if step.gone:
        desk.shelf.gone[now.id] = step.gone
    if fault := await _logo(desk, now.id, step, form):
        query["logo"] = fault
    try:
        saved = await run_in_threadpool(desk.shelf.save, now, step.tree)
    except Changed:
        shown = replace(now, text=text_of(step.tree))
        return await screen(desk, shown, query, Moment(conflict=True))
    desk.shelf.sent[now.id] = Sent(str(form.get("blad") or ""), shown, gone, saved.mark)
    if asked == "maak":
        from wegwijs.desk.screens.ready import make_or_tell

        return await make_or_tell(desk, saved, query)
    anchor = f"#{step.anchor}" if step.anchor else ""
    return _to(saved.id, query, anchor)


async def _logo(desk: Desk, id_: str, step: ButtonAction, form: FormData) -> str:
    """Store an uploaded logo; return what is wrong with it, if anything."""
    data = await file_of(form, "logo")
    if not data:
        return ""
    try:
        name = await run_in_threadpool(desk.shelf.put_logo, id_, data)
    except BadLogo as error:
        step.anchor = "uiterlijk"
        return str(error)
    alt = (
        value(step.tree, "logo.alt") or f"Logo van {value(step.tree, 'publisher') or 'de uitgever'}"
    )
    step.tree = with_value(with_value(step.tree, "logo.file", name), "logo.alt", alt)
    return ""


def _query(form: FormData) -> dict[str, str]:
    kept = {
        name: str(form.get(name) or "") for name in ("open", "perdag", "kant", "taal", "fouten")
    }
    return {name: text for name, text in kept.items() if text}


def _to(id_: str, query: Mapping[str, str], anchor: str = "") -> RedirectResponse:
    tail = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"/folder/{id_}{tail}{anchor}", 303)


@dataclass(frozen=True)
class Moment:
    """The state of the editor that is not in the edition.

    ``saved`` is the time of the last save, ``stand`` the mark of the edition as shown before,
    ``gone`` the contact that can be restored, ``anchor`` the element to scroll to. ``quick``: the
    client will request the verdict later. ``conflict``: the edition was changed in another window.
    """

    saved: str = ""
    stand: str = ""
    conflict: bool = False
    gone: Gone | None = None
    anchor: str = ""
    quick: bool = False


async def screen(
    desk: Desk, written: Written, query: Mapping[str, str], moment: Moment | None = None
) -> Response:
    """Render the editor of an edition."""
    moment = moment or Moment()
    summary = bool(query.get("fouten"))
    seen = await desk.workers.draw(see, written)
    form = Form(seen, everything=summary)
    opened = index_of(query.get("open", ""))
    has_title = bool(seen.tree.get("title"))
    lines, over = await desk.workers.draw(title_lines, written) if has_title else (0, 0)
    here = _address(desk, written, seen)
    shown: dict[str, Any] = {
        "id": written.id,
        "title": title_of(seen.tree),
        "action": here,
        "stand": moment.stand or written.mark,
        "page": secrets.token_urlsafe(12),
        "opened": "" if opened < 0 else opened,
        "saved": moment.saved,
        "faults": len(form.wrong),
        "summary": summary,
        "conflict": moment.conflict,
        "who": form.who(),
        "has_contacts": form.has_contacts,
        "seek": written.id == NEW and seen.tree.get("kind") == SCHOOL.id and not desk.hosted,
        "too_many": form.field("contacts", "", text=""),
        "contacts": list(form.contacts(opened, by_day=bool(query.get("perdag")))),
        "by_day": "1" if query.get("perdag") else "",
        "most": MOST_CONTACTS,
        "gone": _gone(moment.gone),
        "carried": written.text if written.travels else "",
        "anchor": moment.anchor,
        "languages": _languages(seen),
        "chosen": len(names(seen.tree, "languages")) or 1,
        "products": _products(seen),
        "of_products": form.of_products(names(seen.tree, "products") or STANDARD),
        "audiences": seen.audiences,
        "unknown": _unknown(form, seen),
        "told": {name: form.chosen(name) for name in LISTS},
        "audience": names(seen.tree, "audience"),
        "logo": _logo_told(form, written, query),
        "colour": form.colour(),
        "cover_title": form.cover_title(lines, over),
        "groups": seen.groups,
        "left_out": seen.left_out,
        "shown": sum(len(group.organisations) for group in seen.groups),
        "accent": accent_of(seen.tree),
        "said": query.get("gezegd", "")[:200],
    }
    patience = AT_ONCE if moment.quick and not summary else PATIENCE
    preview = await looked_at(desk, written, seen, query, here=here, patience=patience)
    shown |= _to_do(form, here, preview["verdict"])
    return desk.page("editor.html", 409 if moment.conflict else 200, **(shown | preview))


def _logo_told(form: Form, written: Written, query: Mapping[str, str]) -> Mapping[str, Any]:
    """Return what the form says of the logo, and what was wrong with the file sent last."""
    logo = form.logo(travels=written.travels)
    told = query.get("logo")
    return dict(logo) | {"error": told[:300], "right": ""} if told else logo


def _to_do(form: Form, here: str, verdict: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is to be done before files can be made, and its number in words."""
    faulty = form.summary(here)
    problems = [*faulty, *full(verdict)]
    is_missing = len(form.missing) == len(problems)  # nothing is wrong with what is filled in
    wait = (to_fill_in_words if is_missing else faults_in_words)(len(problems))
    held = bool(problems)
    told = {"problems": problems, "wait": wait, "is_wrong": not is_missing}
    return {**told, "faulty": bool(faulty), "held": held}


def _address(desk: Desk, written: Written, seen: Seen) -> str:
    """Return the path of the editor of an edition."""
    if written.travels:
        return HOSTED
    kind = BY_ID.get(str(seen.tree.get("kind")))
    return f"/nieuw/{kind.path}" if written.id == NEW and kind else f"/folder/{written.id}"


def accent_of(tree: Tree) -> str:
    """Return the accent of an edition without its #; empty while it is invalid."""
    text = value(tree, "accent")
    try:
        return Accent.parse(text).hex[1:] if text else DEFAULT_ACCENT[1:]
    except ValueError:
        return DEFAULT_ACCENT[1:]


def _unknown(form: Form, seen: Seen) -> Mapping[str, list[str]]:
    """Return what the lists to choose from have that cannot be chosen; when the edition cannot be
    drawn, what can be is not known.
    """
    if not seen.is_drawn:
        return {name: [] for name in LISTS}
    organisations = {one.id for group in seen.groups for one in group.organisations}
    known = {
        "languages": {one.code for one in seen.languages},
        "products": set(PRODUCTS),
        "audience": dict(seen.audiences).keys(),
        "organisations": organisations | {one.id for one in seen.left_out},
    }
    return {name: form.unknown(name, known[name]) for name in LISTS}


def _gone(found: Gone | None) -> Mapping[str, Any] | None:
    if found is None:
        return None
    index, contact = found
    return {
        "index": index,
        "label": value(contact, "label") or value(contact, "role") or "Het contact",
        "carried": json.dumps(found, ensure_ascii=False),
    }


def _languages(seen: Seen) -> list[Mapping[str, Any]]:
    from wegwijs.desk.desk import in_words

    chosen = names(seen.tree, "languages") or ["nl"]
    return [
        vars(one) | {"chosen": one.code in chosen, "day": in_words(one.day) if one.day else ""}
        for one in seen.languages
    ]


def _products(seen: Seen) -> list[Mapping[str, Any]]:
    chosen = names(seen.tree, "products") or STANDARD
    on_paper_first = sorted(PRODUCTS.values(), key=lambda one: not one.printed)
    return [
        {
            "id": one.id,
            "name": one.dutch[:1].upper() + one.dutch[1:],
            "about": one.about,
            "chosen": one.id in chosen,
        }
        for one in on_paper_first
        if one.selectable
    ]
