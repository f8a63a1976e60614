"""The inputs of a part of the print instructions, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from layouts.content.outline import Outline
from layouts.content.words import Run, Words, set_words
from layouts.pdf.memory import Memory
from layouts.pdf.sheet import Profile
from layouts.typesetting.theme import Theme
from sources.model import PrintNotes, Text
from sources.same import Same

if TYPE_CHECKING:
    from layouts.products.print_instructions.part import Part


def no_subject(outline: Outline, theme: Theme) -> Hashable:
    """The subject of a part that says the same of every pack."""
    return None


class PrintPart(Struct, frozen=True):
    """What a product says on the print instructions: ``draw`` with its ``subject`` of a pack.

    A part with an equal subject is drawn once, so ``draw`` reads nothing else of the pack. A
    subject that an edition says itself, or a word of it, has ``own``. A part that ``goes_on`` is
    read as one with the part before.
    """

    draw: Callable[[Part], None]
    subject: Callable[[Outline, Theme], Hashable] = no_subject
    goes_on: bool = False


class Ground(Struct, frozen=True, eq=False):
    """What every part of a sheet reads besides its subject; shared by sheets that are alike.

    ``outline`` has nothing but its language: a part cannot read more of a pack than its subject.
    """

    notes: PrintNotes
    profile: Profile
    outline: Outline
    theme: Theme

    @classmethod
    def of(cls, outline: Outline, theme: Theme, profile: Profile) -> Ground:
        """Return the ground of an outline's sheet."""
        notes = outline.printing.notes
        key = Same(theme, notes), profile, outline.language, outline.direction
        return _GROUNDS.made(key, lambda: cls(notes, profile, _bare(outline), theme))


_GROUNDS: Memory[Hashable, Ground] = Memory(64)


def _bare(outline: Outline) -> Outline:
    rest: dict[str, Any] = {one.name: None for one in fields(Outline)}
    return replace(outline, **rest | {"language": outline.language, "direction": outline.direction})


class Brief(Struct, frozen=True):
    """The inputs of a part; equal ones are drawn the same."""

    subject: Hashable
    ground: Ground

    @property
    def own(self) -> bool:
        """Whether an edition says any of it itself."""
        return bool(getattr(self.subject, "own", False))

    @property
    def rtl(self) -> bool:
        """Whether the products are mirrored; the sheet itself never is."""
        return self.ground.outline.direction == "rtl"

    @property
    def for_office(self) -> bool:
        """Whether it is printed on an office printer, not at a print shop."""
        return self.ground.profile is Profile.OFFICE


def plain(value: float) -> str:
    """Format a length in mm with a decimal comma."""
    return f"{value:g}".replace(".", ",")


def filled(text: Text, **values: str) -> Words:
    """Fill in the measures and places of a note."""
    return set_words(text, {name: Run(value) for name, value in values.items()})
