"""Which places each file of a pack has, by who prints it (``office`` or ``press``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from layouts.content.outline import Outline
from layouts.content.words import Words
from proof.expectations.truth import Place, handout, leaflet, own_details, pocket_card
from proof.rules import print_instructions

Places = Callable[[Outline, str], tuple[Place, ...]]


def _always(places: Callable[[Outline], tuple[Place, ...]]) -> Places:
    return lambda outline, _: places(outline)


HANDOUT = "handout.docx"
PLACES: Mapping[str, Places] = {
    "leaflet.pdf": _always(leaflet),
    "pocket-card.pdf": _always(pocket_card),
    "pocket-card-a4.pdf": _always(pocket_card),
    HANDOUT: _always(handout),
    "print-instructions.pdf": print_instructions.places,
}
# What a file must say, wherever it does.
SOMEWHERE: Mapping[str, Callable[[Outline], tuple[Words, ...]]] = {"leaflet.pdf": own_details}
