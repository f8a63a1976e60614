"""The inputs of a part of the print instructions, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Run, Words, set_words
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.model import PrintNotes, Text
from wegwijs.sources.same import Same

if TYPE_CHECKING:
    from wegwijs.layouts.products.print_instructions.part import Part


def no_subject(outline: Outline, theme: Theme) -> Hashable:
    """Return the subject of a part that is the same for every pack."""
    return None


class PrintPart(Struct, frozen=True):
    """A product's part of the print instructions: ``draw``, and its ``subject`` of a pack.

    Parts with equal subjects are drawn once, so ``draw`` reads nothing else of the pack. A subject
    that contains an edition's own words has ``own``. A part that ``goes_on`` is read as one with
    the part before it.
    """

    draw: Callable[[Part], None]
    subject: Callable[[Outline, Theme], Hashable] = no_subject
    goes_on: bool = False


class Ground(Struct, frozen=True, eq=False):
    """What all parts of a sheet read besides their subjects; shared by similar sheets.

    ``outline`` has only its language, so a part cannot read more of a pack than its subject.
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
    rest: dict[str, Any] = dict.fromkeys(Outline.__struct_fields__)
    return structs.replace(
        outline, **rest | {"language": outline.language, "direction": outline.direction}
    )


class Brief(Struct, frozen=True):
    """The inputs of a part; parts with equal briefs are drawn the same."""

    subject: Hashable
    ground: Ground

    @property
    def own(self) -> bool:
        """Whether any of it is an edition's own."""
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
