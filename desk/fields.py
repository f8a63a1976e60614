"""From what a browser sends to an edition: the fields of the form, and the buttons in it.

A field that is in the form is taken as it was typed; one that is not in the form stays as it was.
Whether it is right is judged afterwards: what was typed is never thrown away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import date
from typing import Any

from desk.edition import Tree, contacts, names, value
from sources.kinds import KINDS
from sources.reader import unprintable

SIMPLE = (
    "name",
    "publisher",
    "contact",
    "accent",
    "title",
    "workshop.date",
    "workshop.place",
    "workshop.trainer",
)
OF_CONTACT = ("label", "role", "phone", "email", "web", "source")
FACTS = ("phone", "email", "web", "hours")  # of a contact: another one was checked today
MOST_CONTACTS = 3
MOST = 400  # letters of a field
ORIGIN = "hulp-bij-radicalisering"

Form = Mapping[str, Sequence[str]]


def typed(form: Form, name: str) -> str | None:
    """What was typed in a field, on one line and without what nobody sees; None when the form does
    not have it.
    """
    found = form.get(name)
    if not found:
        return None
    text = " ".join(found[-1].split())[:MOST]
    while char := unprintable(text):
        text = text.replace(char, "")
    return text.strip()


def filled_in(tree: Tree, form: Form, today: date) -> Tree:
    """The edition with what was filled in."""
    tree = deepcopy(tree)
    for place in SIMPLE:
        text = typed(form, place)
        if text is not None and text != _text(tree, place):
            _set(tree, place, text)
    if form.get("logo.alt") and isinstance(tree.get("logo"), dict):
        tree["logo"]["alt"] = typed(form, "logo.alt") or "logo"
    for index, contact in enumerate(contacts(tree)):
        if _fill_contact(contact, index, form, today):
            dated(tree, today)
    for field in ("languages", "products"):
        if field in form:
            chosen = list(dict.fromkeys(one for one in form[field] if one))
            if chosen and chosen != names(tree, field):
                tree[field] = chosen
    if tree.get("name") and not tree.get("publisher"):
        kind = KINDS.get(str(tree.get("kind")))
        if kind:
            tree["publisher"] = kind.new.publisher.format(name=tree["name"])
    return tree


def _text(tree: Tree, place: str) -> str:
    """The text at a place; that of a title may have more to it."""
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
    """Fill in a contact; whether it can be reached otherwise now, so that it was checked today."""
    before = {field: contact.get(field) for field in FACTS}
    for field in OF_CONTACT:
        text = typed(form, f"contacts.{index}.{field}")
        if text is None or text == (contact.get(field) or ""):
            continue
        if text:
            contact[field] = text
        else:
            contact.pop(field, None)
    days = typed(form, f"contacts.{index}.days")
    if days is not None:
        times = [typed(form, f"contacts.{index}.{end}") or "" for end in ("opens", "closes")]
        if days or any(times):
            contact["hours"] = {"days": days or "workdays", "times": "-".join(map(_time, times))}
        else:
            contact.pop("hours", None)
    if before != {field: contact.get(field) for field in FACTS}:
        contact["checked"] = today.isoformat()
        contact.pop("review_after", None)
        return True
    return False


def _time(text: str) -> str:
    """A time of day as the data have it: people write ``9.00`` or ``9``."""
    hour, _, minute = text.replace(".", ":").partition(":")
    if hour.isdigit() and (minute.isdigit() or not minute):
        return f"{int(hour):02d}:{minute or '00'}"
    return text


def new(kind: str, id_: str, today: date) -> Tree:
    """An edition with nothing filled in."""
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
    """An edition is not older than what it says."""
    day = tree.get("date")
    if isinstance(day, str) and day < today.isoformat():
        tree["date"] = today.isoformat()


def moved(tree: Tree, index: int, by: int) -> Tree:
    """The contacts with one a place up or down."""
    tree = deepcopy(tree)
    found, to = contacts(tree), index + by
    if 0 <= index < len(found) and 0 <= to < len(found):
        found.insert(to, found.pop(index))
        tree["contacts"] = found
    return tree


def without(tree: Tree, index: int) -> tuple[Tree, Tree | None]:
    """The edition without a contact, and that contact."""
    tree = deepcopy(tree)
    found = contacts(tree)
    gone = found.pop(index) if 0 <= index < len(found) else None
    if found:
        tree["contacts"] = found
    else:
        tree.pop("contacts", None)
    return tree, gone


def with_contact(tree: Tree, contact: Tree, index: int) -> Tree:
    """The edition with a contact at a place."""
    tree = deepcopy(tree)
    found = contacts(tree)
    found.insert(index, contact)
    tree["contacts"] = found
    return tree


def empty_contact(tree: Tree, today: date) -> Tree:
    """A contact to fill in, with the role that an edition of this kind has first."""
    kind = KINDS.get(str(tree.get("kind")))
    taken = {one.get("role") for one in contacts(tree)}
    role = kind.role if kind and kind.role and kind.role not in taken else "wijkagent"
    return {"role": role, "checked": today.isoformat()}


def organisations_moved(groups: Sequence[Sequence[str]], id_: str, by: int) -> list[str]:
    """The organisations in another order: within its group, or its whole group past another one."""
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
