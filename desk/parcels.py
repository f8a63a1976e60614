"""Travelling editions: apply a form to the text of a portable edition.

Where nothing of a visitor is kept there is no shelf: each request carries the whole edition, and
the response returns it. Submitted text is untrusted, so it is read in a worker process only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wegwijs.desk import fields
from wegwijs.desk.edition import Tree, Written, value
from wegwijs.desk.reading import TRAVELLING, tree_of
from wegwijs.desk.screens.steps import NEEDS_SEEN, ButtonAction, Gone
from wegwijs.desk.shelf import ending_of, id_of
from wegwijs.desk.showing import see
from wegwijs.desk.wording import TOO_LARGE
from wegwijs.desk.writing import changed, text_of
from wegwijs.sources.folder import editions
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.logo import BadLogo, printed
from wegwijs.sources.portable import MOST_PICTURE, begun, opened, with_logo, without_logo
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES

NEW = "nieuw"  # the id of an edition that has no name yet


@dataclass(frozen=True)
class Asked:
    """A submitted form: its fields, the button that was pressed, and an uploaded logo."""

    typed: Mapping[str, list[str]]
    button: str
    query: Mapping[str, str]
    gone: Gone | None = None
    logo: bytes = b""


@dataclass(frozen=True)
class Turned:
    """The result of a form. ``logo_fault`` says why a logo was refused."""

    written: Written
    query: Mapping[str, str]
    anchor: str
    gone: Gone | None
    logo_fault: str = ""


def parcel(text: str) -> Written:
    """Return a submitted edition. Raises ``InvalidSources`` for what is not a portable edition."""
    if len(text.encode()) > MAX_BYTES:
        raise InvalidSources([Problem(TRAVELLING, 0, "", "dit bestand is groter dan 1 MB")])
    text = text.replace("\r\n", "\n")
    found = opened(text, TRAVELLING)
    tree_of(text, TRAVELLING)
    return Written(found.edition or NEW, text, (SHIPPED,), travels=True)


def new(kind: str, today: date) -> Written:
    """Return an edition with nothing filled in."""
    tree = fields.new(kind, NEW, today)
    if KINDS[kind].role:
        tree["contacts"] = [fields.empty_contact(tree, today)]
    return Written(NEW, begun(text_of(tree)), (SHIPPED,), travels=True)


def turn(text: str, asked: Asked, today: date) -> Turned:
    """Apply the typed fields and the button of a form. Raises ``InvalidSources``."""
    written = parcel(text)
    tree = fields.filled_in(tree_of(written.text), asked.typed, today)
    tree = _named(tree)
    button, _, argument = asked.button.partition(" ")
    seen = None
    if button.startswith(NEEDS_SEEN):
        seen = see(parcel(_saved(written.text, tree)))
    step = ButtonAction(tree, dict(asked.query), argument, today, seen, asked.gone)
    step.do(button)
    text, fault = _saved(written.text, step.tree), ""
    if asked.logo:
        try:
            text = _with_logo(text, step.tree, asked.logo)
        except BadLogo as error:
            fault, step.anchor = str(error), "uiterlijk"
    return Turned(parcel(text), step.query, step.anchor, step.gone, fault)


def _saved(text: str, tree: Tree) -> str:
    if "logo" not in tree and "logo" in tree_of(text):
        text = without_logo(text, TRAVELLING)
    return changed(text, tree)


def _named(tree: Tree) -> Tree:
    """Name a new edition after its publisher."""
    name = value(tree, "name") or value(tree, "workshop.place")
    kind = KINDS.get(str(tree.get("kind")))
    if tree.get("id") != NEW or not name or not kind:
        return tree
    return tree | {"id": id_of(kind.new.prefix, name, editions(SHIPPED))}


def _with_logo(text: str, tree: Tree, data: bytes) -> str:
    """Return the text with a logo, under a name of ours. Raises ``BadLogo``."""
    too_large = BadLogo(TOO_LARGE.format("700 kB"))
    if len(data) > MOST_PICTURE:
        raise too_large
    name = f"logo.{ending_of(data)}"
    printed(data, name)
    publisher = value(tree, "publisher") or "de uitgever"
    alt = value(tree, "logo.alt") or f"Logo van {publisher}"
    try:
        return parcel(with_logo(text, TRAVELLING, name, alt, data)).text
    except InvalidSources as error:  # the file was valid without it
        raise too_large from error
