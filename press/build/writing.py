"""Write the files of a document: only those whose bytes changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.content.omissions import Omission
from wegwijs.press.build.make import Answer
from wegwijs.press.build.result import Made
from wegwijs.press.files.aside import (
    Aside,
    Content,
    content_of,
    holds,
    is_somebodys,
    next_name,
    replace,
)
from wegwijs.press.files.store import refuse_links
from wegwijs.press.ledger.entry import Stored
from wegwijs.press.ledger.journal import Line
from wegwijs.press.order import Document
from wegwijs.press.preview.names import forget


class Former(Struct, frozen=True):
    """What is known of the files of a document before it is remade.

    ``stored`` are those that need no writing when they come out the same, ``written`` the contents
    by which a file that stands there is known as ours. Both go by the name of the file.
    """

    stored: Mapping[str, Stored] = {}
    written: Mapping[str, tuple[Content, ...]] = {}


class Written(Struct):
    """The outcome for a document; one that failed halfway may have a new file."""

    document: Document
    made: list[Made] = []
    aside: list[Aside] = []
    stored: dict[str, Stored] = {}  # by the name of the file
    omissions: tuple[Omission, ...] = ()
    error: Exception | None = None
    noted: list[Line] = []  # in the journal


class Writer(Struct, frozen=True):
    """Write below ``output``; in a ``dry_run`` only report what would be written.

    ``note`` is told of a file before it is written.
    """

    output: Path
    note: Callable[[Line], None]
    dry_run: bool = False

    def write(self, answer: Answer, former: Former) -> Written:
        """Write the files of a document whose bytes changed."""
        document = answer.document
        written = Written(document, omissions=answer.omissions, error=answer.error)
        if answer.error:
            return written
        try:
            for path, data in answer.files:
                place = self.output / path
                refuse_links(place, self.output)
                size, sha256 = content_of(data)
                stored = former.stored.get(place.name)
                same = stored and stored.sha256 == sha256 and stored.found(str(place))
                if not same:
                    line = path, size, sha256
                    written.noted.append(line)
                    written.aside += self._put(document, data, line, former)
                    written.made.append(Made(document, place, sha256, size))
                    same = None if self.dry_run else Stored.of(place, sha256)
                if same:
                    written.stored[place.name] = same
        except OSError as error:
            written.error = error
        return written

    def _put(self, document: Document, data: bytes, line: Line, former: Former) -> list[Aside]:
        """Write a file after removing its pictures; a file that somebody changed is put aside.

        Raises ``OSError``.
        """
        path, size, sha256 = line
        place = self.output / path
        ours = [*former.written.get(place.name, ()), (size, sha256)]

        def is_ours(there: Path) -> bool:
            return holds(there, ours)

        aside = forget(self.output, document.name, dry_run=self.dry_run)
        if self.dry_run:
            kept = Aside(place, next_name(place)) if is_somebodys(place, is_ours) else None
            return [*aside, kept] if kept else aside
        self.note(line)
        kept = replace(place, data, is_ours, flushed=False)
        return [*aside, kept] if kept else aside
