"""From a submitted form to an edition: the fields, and the buttons among them.

A field in the form is taken as typed; a field that is not in the form keeps its value. Validation
comes afterwards: typed text is never discarded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from itertools import count as count_from
from typing import Any

from wegwijs.desk import contact_fields
from wegwijs.desk.edition import Tree, contacts, names, value
from wegwijs.desk.web_addresses import completed
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model.fields import MOST_WORDS
from wegwijs.sources.reader import as_read, unprintable

SIMPLE = (
    "name",
    "publisher",
    "contact",
    "accent",
    "title",
    "workshop.date",
    "workshop.place",
    "workshop.trainer",
    "stickers.sheet",
    "stickers.each",
    "site",
    "exit",
)
OTHER = "eigen-"  # begin of the role of a contact of another kind
ORIGIN = "hulp-bij-radicalisering"

Form = Mapping[str, Sequence[str]]


def typed(form: Form, name: str) -> str | None:
    """Return the text of a field, on one line and without invisible characters; None when it is not
    in the form.
    """
    found = form.get(name)
    if not found:
        return None
    text = as_read(found[-1])[: MOST_WORDS + 1]
    while char := unprintable(text):
        text = text.replace(char, "")
    return text.strip()


def filled_in(tree: Tree, form: Form, today: date) -> Tree:
    """Return the edition with the fields of the form."""
    before, tree = tree, deepcopy(tree)
    for place in SIMPLE:
        text = typed(form, place)
        if text is not None and text != _text(tree, place):
            _set(tree, place, completed(place, text))
    logo = tree.get("logo")
    if form.get("logo.alt") and isinstance(logo, dict) and isinstance(logo.get("alt", ""), str):
        logo["alt"] = typed(form, "logo.alt") or "logo"
    for index, contact in enumerate(contacts(tree)):
        if _fill_contact(contact, index, form, today):
            dated(tree, today)
    for field in ("languages", "products"):
        if field in form:
            chosen = list(dict.fromkeys(one for one in form[field] if one))
            if chosen and chosen != names(tree, field):
                tree[field] = chosen
    _fill_audience(tree, form)
    written = tree.get("publisher", "")
    if isinstance(written, str) and written in ("", _usual_publisher(before)):
        _set(tree, "publisher", _usual_publisher(tree))
    return tree


def _usual_publisher(tree: Tree) -> str:
    """Return the publisher that follows from the name: saved while somebody types, the name may
    have been half of it.
    """
    kind, name = KINDS.get(str(tree.get("kind"))), value(tree, "name")
    return kind.new.publisher.format(name=name) if kind and name else ""


def _fill_audience(tree: Tree, form: Form) -> None:
    """Fill in whom an edition is for; none or all of those that the form knows is everybody."""
    known = (form.get("audience.known") or [""])[-1].split()
    chosen = [one for one in known if one in form.get("audience", ())]
    before = [one for one in known if one in (names(tree, "audience") or known)]
    if chosen == before:
        return
    if chosen and chosen != known:
        tree["audience"] = chosen
    else:
        tree.pop("audience", None)


def _text(tree: Tree, place: str) -> str:
    """Return the text at a place; a title may have more than its text."""
    found = tree.get(place)
    return value(found, "text") if isinstance(found, dict) else value(tree, place)


def _set(tree: Tree, place: str, text: str) -> None:
    *around, last = place.split(".")
    found: Any = tree
    for step in around:
        found = found.setdefault(step, {})
    if text:
        found[last] = text
    else:
        found.pop(last, None)
        if around and not found:
            tree.pop(around[0], None)


def _fill_contact(contact: Tree, index: int, form: Form, today: date) -> bool:
    """Fill in a contact. Return whether it counts as checked today."""
    place = f"contacts.{index}."
    texts = {
        name.removeprefix(place): text
        for name in form
        if name.startswith(place) and (text := typed(form, name)) is not None
    }
    is_fresh = contact_fields.fill(contact, texts)
    if is_fresh:
        contact["checked"] = today.isoformat()
        contact.pop("review_after", None)
    return is_fresh


def new(kind: str, id_: str, today: date) -> Tree:
    """Return an edition with nothing filled in."""
    tree: Tree = {
        "id": id_,
        "kind": kind,
        "version": "1",
        "date": today.isoformat(),
        "origin": ORIGIN,
        "languages": ["nl"],
    }
    about = KINDS[kind]
    if not about.name_of and not about.names_publisher:
        tree["publisher"] = "Wegwijs"
    return tree


def dated(tree: Tree, today: date) -> None:
    """Make an edition at least as recent as its facts."""
    day = tree.get("date")
    if isinstance(day, str) and day < today.isoformat():
        tree["date"] = today.isoformat()


def moved(tree: Tree, index: int, by: int) -> Tree:
    """Return the edition with one contact moved."""
    found, to = contacts(tree), index + by
    if 0 <= index < len(found) and 0 <= to < len(found):
        found.insert(to, found.pop(index))
    return _with_contacts(tree, found)


def without(tree: Tree, index: int) -> tuple[Tree, Tree | None]:
    """Return the edition without a contact, and that contact."""
    found = contacts(tree)
    gone = found.pop(index) if 0 <= index < len(found) else None
    return _with_contacts(tree, found), gone


def with_contact(tree: Tree, contact: Tree, index: int) -> Tree:
    """Return the edition with a contact inserted at an index."""
    found = contacts(tree)
    found.insert(index, contact)
    return _with_contacts(tree, found)


def _with_contacts(tree: Tree, found: Sequence[Tree]) -> Tree:
    """Return the edition with these contacts; what else was written in their place stays."""
    tree = deepcopy(tree)
    written = tree.pop("contacts", "") or []
    others = [one for one in written if not isinstance(one, dict)]
    if not isinstance(written, list):
        tree["contacts"] = written
    elif rows := [*deepcopy(found), *others]:
        tree["contacts"] = rows
    return tree


def empty_contact(tree: Tree, today: date) -> Tree:
    """Return a contact to fill in: of this kind of edition, then a "wijkagent", then of another
    kind than those of the list. Who fills it in chooses one of these: the number of a "gemeente"
    or of a school also comes on other signs.
    """
    kind = KINDS.get(str(tree.get("kind")))
    taken = {one.get("role") for one in contacts(tree)}
    usual = (kind.role if kind else None, "wijkagent")
    role = next((one for one in usual if one and one not in taken), other_role(tree))
    return {"role": role, "checked": today.isoformat()}


def other_role(tree: Tree) -> str:
    """Return a role for a contact of another kind, which no other contact has."""
    taken = {one.get("role") for one in contacts(tree)}
    return next(role for count in count_from(1) if (role := f"{OTHER}{count}") not in taken)


def organisations_moved(groups: Sequence[Sequence[str]], id_: str, by: int) -> list[str]:
    """Return the ids of organisations in a new order: one moved within its group, or its whole
    group past another one.
    """
    order = [list(group) for group in groups if group]
    at = next((number for number, group in enumerate(order) if id_ in group), None)
    if at is None:
        return [one for group in order for one in group]
    group = order[at]
    place = group.index(id_)
    if 0 <= place + by < len(group):
        group.insert(place + by, group.pop(place))
    elif 0 <= at + by < len(order):
        order.insert(at + by, order.pop(at))
    return [one for group in order for one in group]
