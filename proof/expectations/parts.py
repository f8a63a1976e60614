"""Parts that several products have: the line of the emergency number and the colophon."""

from __future__ import annotations

from typing import Any

from proof.expectations.organisations import Listed
from proof.expectations.place import Place, Sign, starts
from proof.expectations.truth import Truth
from proof.sayings import Saying, known


def alert(truth: Truth, times: int) -> Place:
    """The number to call in danger."""
    line, name = truth.alert, truth.emergency
    return Place(name, starts(line), must=(line,), alone=True, paragraph=True, times=times)


def colophon(truth: Truth, *panels: str) -> Place:
    """Who made it, when and from what."""
    return Place(
        "het colofon",
        starts(truth.colophon[0]),
        must=truth.colophon,
        may=known(truth.about),
        panels=panels,
        paragraph=True,
    )


def organisation(one: Listed, start: Saying, **more: Any) -> Place:
    """The part of an organisation that begins with its name: with its numeral and its code."""
    sign = Sign(known(one.sign), (one.numeral,))
    role = one.claim.own.role if one.claim.own else ""
    own = {"code": one.code, "alt": one.code_alt, "signs": (sign,), "role": role} | more
    return Place(str(one.title), starts(start), **own)


def calling(truth: Truth, **more: Any) -> Place:
    """What to do when calling."""
    return Place(
        str(truth.calling_heading),
        starts(truth.calling_heading),
        must=(*truth.calling, truth.deaf),
        items=truth.calling,
        **more,
    )
