"""What a still says, by path: what its layout may ask about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.outline import Arm, Entry, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting
from wegwijs.layouts.products.poster.nodes import site_of


class Board(Node, frozen=True):
    """A sign: for whom it is, and a number to call, or else the addresses of one or more.

    ``brief`` is said where the label has no room.
    """

    label: Words
    brief: Words | None
    numerals: tuple[int, ...]
    number: Words | None
    addresses: tuple[Words, ...]


class Shows(Struct, frozen=True):
    """Which of its own parts an edition has: a page that a code leads to."""

    site: bool


class Code(Struct, frozen=True):
    """The code of the page with the explanation, what it is called, and the domain as a link.

    ``invitation`` asks to scan it, where the page is in more languages.
    """

    code: str
    alt: str
    domain: Words
    invitation: Words | None

    own = True


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    code, boards = code_of(outline), tuple(boards_of(outline))
    nodes: dict[Path, Any] = {
        ("draft",): outline.draft,
        ("title",): outline.title,
        ("lead",): outline.lead,
        ("code",): code,
        ("post",): None,
        ("shows",): Shows(code is not None),
        ("alert",): outline.alert,
        ("count",): len(boards),
    }
    for index, board in enumerate(boards):
        nodes["board", index] = board
    return Dialogue(setting, nodes)


def code_of(outline: Outline) -> Code | None:
    """Return the code of the page in this language; None where that is not published."""
    published = outline.published
    site = site_of(outline, published) if published else None
    if site is None:
        return None
    invitation = outline.labels["screen_scan"] if site.languages else None
    return Code(site.code, site.alt, site.domain, invitation)


def boards_of(outline: Outline) -> Iterator[Board]:
    """Yield the signs of the signpost. Whom nobody can call or visit has none: nobody fills in a
    screen with a pen.
    """
    known = {entry.numeral: entry for entry in outline.entries}
    for arm in outline.arms:
        yield from _boards(arm, [known[one] for one in arm.numerals])


def _boards(arm: Arm, entries: list[Entry]) -> Iterator[Board]:
    for entry in entries:
        if entry.phone:
            number = entry.links[entry.phone]
            yield Board(arm.label, arm.brief, (entry.numeral,), number, ())
    rest = [one for one in entries if not one.phone and not one.blank and one.hero]
    if rest:
        addresses = tuple([one.links[one.hero] for one in rest if one.hero])
        numerals = tuple([one.numeral for one in rest])
        yield Board(arm.label, arm.brief, numerals, None, addresses)


def described(outline: Outline) -> str:
    """Return what a still shows, in words: for who cannot see it."""
    alert = outline.alert
    lines = [str(outline.title), str(outline.lead)]
    for board in boards_of(outline):
        ways = (board.number,) if board.number else board.addresses
        lines.append(f"{board.label}: {', '.join(str(way) for way in ways if way)}")
    lines += [f"{alert.label} {alert.number.display}", str(outline.imprint[1])]
    marks = [str(outline.draft.mark), str(outline.draft.dutch_mark)] if outline.draft else []
    return "\n".join([*marks, *lines])
