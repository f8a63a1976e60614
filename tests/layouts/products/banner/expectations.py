"""What the notice must say: this file goes to ``proof/expectations/banner.py``."""

from __future__ import annotations

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.paper import EDGE, Format, Panel
from wegwijs.proof.expectations.place import Place, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import name
from wegwijs.proof.expectations.truth import Truth

_PAPER = Format(
    210,
    297,
    (Panel("banner", 1, (0, 0, 210, 297), (EDGE, EDGE, 210 - EDGE, 297 - EDGE)),),
    ("banner",),
    folds=((),),
    pages=1,
    bleeds=False,
    flips=None,
)


def places(truth: Truth, _profile: str) -> tuple[Place, ...]:
    """Title and publisher, the emergency number, where to hang it."""
    return (
        Place("de titel", starts(truth.title), must=(truth.publisher, truth.title), level=1),
        parts.alert(truth, 1),
        Place(
            "de plaats",
            starts(truth.labels["banner_where"]),
            must=(truth.labels["banner_where"],),
            paragraph=True,
        ),
    )


def printing(truth: Truth, _profile: str) -> Place:
    """How it is hung."""
    hung = name("Hang het op ooghoogte.")
    return Place("het spandoek", starts(hung), must=(hung,), paragraph=True)


PRODUCT = Product("banner", {"banner.pdf": _PAPER}, places, printing=printing)
