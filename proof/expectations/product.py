"""The expectations of a product: its files, their paper, and the content of their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wegwijs.proof.expectations.paper import Air, Format
from wegwijs.proof.expectations.place import Place
from wegwijs.proof.expectations.truth import Truth

_NONE = Air(0, 0)


@dataclass(frozen=True)
class Product:
    """The expectations of a product.

    ``files`` have the paper of each, None where Word decides. ``places`` are its parts for who
    prints it: ``office`` or ``press``. ``air`` is what is left of a panel that has no room for
    more. ``shows`` is the file beside it that it has drawings of; ``printing`` is what the sheet
    for who prints says of it, for the person who prints it. A ``standard`` one is made for an
    edition that does not say which products it wants. ``further`` is its place among the products
    after those, on the sheet for who prints. The names of ``dated`` files end with the day on which
    what they say was checked. ``paper`` is that of its files where an edition chooses it. One
    without ``drafts`` is not made of a translation that nobody reviewed. An ``editable`` one
    is made to be changed by whoever uses it.
    """

    id: str
    files: Mapping[str, Format | None]
    places: Callable[[Truth, str], tuple[Place, ...]]
    air: Air = _NONE
    shows: str = ""
    printing: Callable[[Truth, str], Place] | None = None
    standard: bool = True
    further: int = 0
    dated: bool = False
    paper: Callable[[Truth], Format] | None = None
    drafts: bool = True
    editable: bool = False

    def is_made(self, truth: Truth) -> bool:
        """Whether the edition asks for it."""
        if truth.is_draft and not self.drafts:
            return False
        asked = truth.pack.edition.products
        return self.standard if asked is None else self.id in asked
