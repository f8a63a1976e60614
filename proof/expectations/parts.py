"""Parts that several products share, such as the emergency number and the colophon."""

from __future__ import annotations

from typing import Any

from wegwijs.proof.expectations.organisations import Listed
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Saying, known


def alert(truth: Truth, times: int) -> Place:
    """Return the place of the emergency number."""
    line, name = truth.alert, truth.emergency
    return Place(name, starts(line), must=(line,), alone=True, paragraph=True, times=times)


def colophon(truth: Truth, *panels: str) -> Place:
    """Return the place of the colophon."""
    return Place(
        "het colofon",
        starts(truth.colophon[0]),
        must=truth.colophon,
        may=known(truth.about),
        panels=panels,
        paragraph=True,
    )


def organisation(one: Listed, start: Saying, **more: Any) -> Place:
    """Return the place of an organisation, with its numeral and QR code."""
    sign = Sign(known(one.sign), (one.numeral,))
    role = one.claim.own.role if one.claim.own else ""
    own = {"code": one.code, "alt": one.code_alt, "signs": (sign,), "role": role} | more
    return Place(str(one.title), starts(start), **own)


def calling(truth: Truth, **more: Any) -> Place:
    """Return the place of the advice for the call."""
    return Place(
        str(truth.calling_heading),
        starts(truth.calling_heading),
        must=(*truth.calling, truth.deaf),
        items=truth.calling,
        **more,
    )
