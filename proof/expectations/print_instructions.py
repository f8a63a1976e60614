"""The print instructions: in Dutch, with a part for each product and drawings of the leaflet."""

from __future__ import annotations

from wegwijs.proof.expectations import leaflet
from wegwijs.proof.expectations.paper import EDGE, Format, Panel
from wegwijs.proof.expectations.place import Place, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Piece, Saying

FILE = "print-instructions.pdf"
_PAPER = Format(
    210,
    297,
    (Panel("print", 1, (0, 0, 210, 297), (EDGE, EDGE, 210 - EDGE, 297 - EDGE)),),
    ("print",),
    folds=((),),
    pages=1,
    bleeds=False,
    flips=None,
    dutch=True,
)


def places(truth: Truth, profile: str) -> tuple[Place, ...]:
    """The head, and a part for each product that the edition makes."""
    notes = truth.pack.print_notes
    head = Place(
        "de kop",
        starts(truth.say(notes.title)),
        must=(_edition(truth), truth.last_day),
        may=(truth.say(notes.kicker), _languages(truth)),
        level=1,
    )
    parts = (one.printing for one in products() if one.printing and one.is_made(truth))
    return (head, *(part(truth, profile) for part in parts))


def products() -> list[Product]:
    """Return the products: those on paper first, since Word files are not cut or folded."""
    from wegwijs.proof.expectations.registry import PRODUCTS  # that imports this module

    return sorted(PRODUCTS.values(), key=lambda one: (None in one.files.values(), one.further))


def _edition(truth: Truth) -> Saying:
    """Return the publisher, language, version and date."""
    edition = truth.pack.edition
    return truth.say(
        truth.pack.print_notes.edition,
        publisher=truth.publisher,
        language=truth.language_names[1],
        version=str(edition.version),
        date=edition.date,
    )


def _languages(truth: Truth) -> Saying:
    """Return the name of the language in that language, and in Dutch where it differs."""
    own, dutch = truth.language_names
    if str(own) == str(dutch):
        return own
    return Saying((*own.pieces, Piece(" \N{MIDDLE DOT} ", truth.language), *dutch.pieces))


PRODUCT = Product("print-instructions", {FILE: _PAPER}, places, shows=leaflet.FILE)
