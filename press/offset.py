"""How far what is printed is moved on its paper, for a printer that drifts.

It belongs to the printer and not to the edition, so it is given to ``build`` and kept in the ledger
with the document: the next build moves it as far, until it is told otherwise. Loads nothing heavy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.products.registry import PRODUCTS

NONE: Offset = (0.0, 0.0)
MOST = 5.0  # mm; whose printer is further off has put in the sheet askew, or bought another one
_SHAPE = re.compile(r"\s*(-?\d{1,2}(?:\.\d{1,2})?)\s*,\s*(-?\d{1,2}(?:\.\d{1,2})?)\s*")
_EXAMPLE = "Schrijf eerst hoeveel mm naar rechts en dan hoeveel omlaag, met een punt: 1,-0.5"


def read(text: str) -> Offset:
    """Read an offset as typed: ``1,-0.5``. Raises ``ValueError`` with a Dutch sentence."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        raise ValueError(
            f"{text[:40]!r} zijn geen twee getallen met een komma ertussen. {_EXAMPLE}"
        )
    right, down = (float(part) + 0.0 for part in found.groups())  # no minus zero
    if max(abs(right), abs(down)) > MOST:
        raise ValueError(
            f"verder dan {MOST:g} mm kan niet: dan valt er iets buiten de etiketten of het papier."
            " Leg het vel recht in de lade, en kijk of u op 100% print"
        )
    return right, down


def needless(asked: Offset | None, products: Iterable[str]) -> list[str]:
    """Return a notice in a list when an offset was asked for, and no product can be moved."""
    if asked is None or any(PRODUCTS[id_].moves for id_ in products if id_):
        return []
    names = [one.dutch for one in PRODUCTS.values() if one.moves]
    return [f"--offset deed niets: dat is voor {' en '.join(names)}, en die zijn hier niet gemaakt"]


def in_words(offset: Offset) -> str:
    """Return an offset in words: ``1 mm naar rechts en 0,5 mm omhoog``."""
    return " en ".join(_parts(offset))


def _parts(offset: Offset) -> Iterator[str]:
    ways = (("naar rechts", "naar links"), ("omlaag", "omhoog"))
    for length, (onward, back) in zip(offset, ways, strict=True):
        if length:
            yield f"{abs(length):g} mm".replace(".", ",") + f" {onward if length > 0 else back}"
