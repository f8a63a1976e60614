"""The files for the participants of a workshop in one language: what they are, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wegwijs.layouts.content.addressed import addressed
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.products.contacts.table import record, safe
from wegwijs.layouts.products.handout.render import render_collection, render_handout
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.press.files.zipped import zipped
from wegwijs.sources.participants import Participant, file_names

_SEND = ("Naam", "E-mail", "Bestand")


class CopyNames(Struct, frozen=True):
    """The names of the files in a language: a handout for each participant, one document and one
    zip of all, and a list of who gets which by mail, where the list has an address.
    """

    handouts: tuple[str, ...]
    together: str
    zip: str
    send: str

    @property
    def every(self) -> tuple[str, ...]:
        """All names, in the order in which the files are made."""
        return tuple(filter(None, (*self.handouts, self.together, self.zip, self.send)))


def names_of(people: Sequence[Participant], language: str) -> CopyNames:
    """Return the names of the files in a language."""
    sends = any(one.email for one in people)
    return CopyNames(
        tuple(file_names(people, language)),
        f"hand-outs-{language}.docx",
        f"hand-outs-{language}.zip",
        f"verzenden-{language}.csv" if sends else "",
    )


def copies(
    people: Sequence[Participant], outline: Outline, theme: Theme, names: CopyNames
) -> Iterator[tuple[str, bytes]]:
    """Yield the files by name; equal lists and outlines give equal bytes."""
    outlines = [addressed(outline, one) for one in people]
    theme = theme.for_outline(outline)
    handouts = [
        (name, render_handout(one, theme))
        for name, one in zip(names.handouts, outlines, strict=True)
    ]
    yield from handouts
    yield names.together, render_collection(outlines, theme)
    yield names.zip, zipped(handouts)
    if names.send:
        yield names.send, _send(people, names)


def _send(people: Sequence[Participant], names: CopyNames) -> bytes:
    """Return the list for who mails the handouts, as a Dutch Excel opens it."""
    rows = (
        (one.name, str(one.email), name)
        for one, name in zip(people, names.handouts, strict=True)
        if one.email
    )
    lines = (record(map(safe, row)) for row in (_SEND, *rows))
    return "".join(lines).encode("utf-8-sig")
