"""The editions in the user's own folder: the same files that the command line reads.

Nothing that a browser sends is ever used as a path: an edition is identified by an id that the
folder has.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from wegwijs.desk.edition import Tree, Written, shared_by, value
from wegwijs.desk.reading import tree_of
from wegwijs.desk.writing import changed, text_of
from wegwijs.press.files.store import write
from wegwijs.press.files.unpacked import put_into
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.folder import ENDING, editions
from wegwijs.sources.importers.names import safe_id
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.logo import MAX_BYTES as MOST_LOGO
from wegwijs.sources.logo import BadLogo, read_logo
from wegwijs.sources.portable import edition_of, unpack
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import read_text
from wegwijs.sources.regular import NotRegular, TooLarge, read_regular
from wegwijs.sources.versions import next_version

_ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


class NoSuchEdition(WegwijsError):
    """The folder has no edition of this name."""

    exit_code = ExitCode.USAGE


class Changed(WegwijsError):
    """Somebody else saved the edition since it was shown."""

    exit_code = ExitCode.USAGE


@dataclass(frozen=True)
class Sent:
    """The last save of an edition: ``page`` sent it, which showed ``shown`` and the removed contact
    ``gone``; ``mark`` is that of the edition since.

    A page whose answer got lost sends its form again, perhaps with more typed in it: that is no
    other window, and its buttons must not act twice.
    """

    page: str
    shown: Written
    gone: tuple[int, Tree] | None
    mark: str


@dataclass
class Shelf:
    """A folder with the user's own editions, on top of the shipped one."""

    own: Path
    gone: dict[str, tuple[int, Tree]] = field(default_factory=dict)  # recently removed contacts
    sent: dict[str, Sent] = field(default_factory=dict)  # by edition
    begun: dict[str, str] = field(default_factory=dict)  # editions by the page that began them
    confirmed: dict[str, dict[str, str]] = field(default_factory=dict)  # recently confirmed facts
    report: list[str] = field(default_factory=list)  # report of the last import

    @property
    def folders(self) -> tuple[Path, ...]:
        """The source folders, the user's own last."""
        return (SHIPPED, self.own)

    def ids(self) -> list[str]:
        """The ids of the user's own editions."""
        folder = self.own / "editions"
        return sorted(file.stem for file in folder.glob("*.yaml") if file.is_file())

    def path(self, id_: str) -> Path:
        """Return the file of an edition. Raises ``NoSuchEdition``."""
        if id_ not in self.ids():
            raise NoSuchEdition("deze folder is er niet", "Kies er een uit de lijst")
        return self.own / "editions" / f"{id_}.yaml"

    def written(self, id_: str) -> Written:
        """Return an edition as it is on disk. Raises ``NoSuchEdition``, ``InvalidSources``."""
        path = self.path(id_)
        text = read_text(path, f"editions/{id_}.yaml")
        logo = self._logo(text, path.parent)
        return Written(id_, text, self.folders, logo, shared_by(self.own))

    def _logo(self, text: str, folder: Path) -> tuple[str, bytes] | None:
        try:
            name = value(tree_of(text), "logo.file")
        except InvalidSources:
            return None
        if not name or Path(name).name != name or "\\" in name:
            return None
        try:
            return name, read_regular(folder / name, MOST_LOGO)
        except (OSError, NotRegular, TooLarge):
            return None

    def saved_at(self, id_: str) -> str:
        """Return the time of day at which an edition was saved: ``10.42``."""
        return f"{datetime.fromtimestamp(self.path(id_).stat().st_mtime):%H.%M}"

    def save(self, shown: Written, tree: Tree) -> Written:
        """Write an edition that was shown. Raises ``Changed`` when it was changed meanwhile."""
        now = self.written(shown.id)
        if now.mark != shown.mark:
            raise Changed("dit is in een ander venster veranderd")
        text = changed(now.text, tree)
        if text != now.text:
            write(self.path(shown.id), text.encode())
        return self.written(shown.id)

    def new_version(self, shown: Written, today: date) -> Written:
        """Raise the version of an edition, with today's date. Raises what ``save`` raises."""
        tree = tree_of(shown.text)
        if not (version := next_version(tree.get("version"))):
            return shown
        return self.save(shown, tree | {"version": version, "date": today.isoformat()})

    def add(self, tree: Tree) -> str:
        """Write a new edition and return its id: its name, with a number if that is taken."""
        kind = KINDS[str(tree["kind"])]
        name = value(tree, "name") or value(tree, "workshop.place")
        id_ = id_of(kind.new.prefix, name, editions(*self.folders))
        path = self.own / "editions" / f"{id_}.yaml"
        write(path, text_of(tree | {"id": id_}).encode())
        return id_

    def take_in(self, text: str) -> str:
        """Unpack a portable edition into the folder, and return its id.

        Raises ``InvalidSources``, and ``AlreadyThere`` when there is a different edition of that
        name.
        """
        name = f"gegevens{ENDING}"
        put_into(self.own, unpack(text, name))
        return edition_of(text, name)

    def put_logo(self, id_: str, data: bytes) -> str:
        """Store a logo beside the edition, under a name of ours. Raises ``BadLogo``."""
        name = f"{id_}-logo.{ending_of(data)}"
        folder = self.path(id_).parent
        trial = f".{name.rpartition('.')[0]}-nieuw.{name.rpartition('.')[2]}"
        write(folder / trial, data)
        try:
            read_logo(folder, trial)
        except BadLogo as error:
            raise BadLogo(re.sub(r"^'[^']*'", "Dit logo", str(error))) from error
        finally:
            (folder / trial).unlink(missing_ok=True)
        write(folder / name, data)
        return name

    def unreadable(self, id_: str) -> Sequence[Problem]:
        """Return why an edition cannot be opened in a form; empty when it can."""
        try:
            tree_of(self.written(id_).text, f"editions/{id_}.yaml")
        except InvalidSources as error:
            return error.problems
        return ()


def ending_of(data: bytes) -> str:
    """Return the extension for a picture, by its first bytes. Raises ``BadLogo``."""
    for start, ending in _ENDINGS.items():
        if data.startswith(start):
            return ending
    head = io.BytesIO(data).read(2000).lstrip(b"\xef\xbb\xbf").lstrip()
    if head.startswith((b"<?xml", b"<svg", b"<!--")) and b"<svg" in head:
        return "svg"
    raise BadLogo("Dit is geen plaatje. Kies een bestand dat eindigt op .png, .jpg of .svg")


def id_of(prefix: str, name: str, taken: Sequence[str]) -> str:
    """Return the id for a new edition: its name, with a number if that is taken."""
    first = safe_id(name, prefix)[:50].strip("-") or prefix
    number, id_ = 1, first
    while id_ in taken:
        number += 1
        id_ = f"{first}-{number}"
    return id_
