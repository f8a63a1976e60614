"""Write or refresh what an import took, and report on it in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from os.path import lexists
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.importers.edition_text import imported
from wegwijs.sources.importers.memory import LEFT_OUT, MADE, alone, as_file, ids_in, read_ids
from wegwijs.sources.importers.refresh import refresh
from wegwijs.sources.importers.roo import Remark, RemarkKind
from wegwijs.sources.importers.taken import TakenEdition
from wegwijs.sources.problems import InvalidSources, Problem, reason
from wegwijs.sources.reader import MAX_BYTES, read_text
from wegwijs.sources.regular import read_regular
from wegwijs.sources.schema import FILE, sealed
from wegwijs.sources.values import Url, too_long
from wegwijs.sources.ways import WEB

Write = Callable[[Path, bytes], None]
GONE = (
    "Wel in uw map, niet (meer) {where}. 'build --all' maakt ze nog: haal het bestand weg"
    " als {this} niet meer bestaat:"
)
AGAIN = (
    "Opnieuw gemaakt, want dit is eerder overgenomen en het bestand was weg. Wilt u er een niet?"
    " Haal het bestand weg, en zet wat achter de naam staat op een regel in {file}:"
)
FORGOTTEN = (
    "De edities zijn wel overgenomen. Maar gooit u er een weg? Dan maakt een volgende import die"
    " opnieuw, en zegt dat niet."
)
UNKNOWN = "is niet bekend welke edities u weggooide. Maak dat bestand leesbaar, of haal het weg"
STRANGE = "Hierom is niets overgeslagen. Zet in {file} op elke regel de naam van één bestand:"
LONG = "Te lang voor een QR-code. In de link staat het hele adres:"
MOST_SHOWN = 500  # rows under a heading; all of them are in the JSON


class NotPossible(WegwijsError):
    """The command cannot be carried out as given."""

    exit_code = ExitCode.USAGE


class NotWritten(WegwijsError):
    """A file of the user's own data cannot be written."""

    exit_code = ExitCode.USAGE

    def __init__(self, path: Path, error: OSError) -> None:
        message = f"{path} kan niet worden geschreven ({reason(error)})"
        super().__init__(message, "Sluit het als het open is, of kies een andere map")


class ImportReport(Struct):
    """The result of an import: the first ``line`` of its report, how ``gone`` is headed, and what
    happened to each edition. ``facts`` begin its JSON data. ``quiet``: codes of whom nothing
    changed, so that remarks on them were told before. ``again``: editions that an earlier import
    made and that were gone; ``skipped``: those that the user leaves out (``left_out``, by id);
    ``strange``: lines of theirs that name none. ``seen`` are the ids of this import,
    ``before`` those of earlier ones; ``forgotten`` says why these could not be read or written.
    """

    line: str
    gone_heading: str
    folder: Path
    today: date
    write: Write
    facts: dict[str, Any] = {}
    remarks: Sequence[Remark] = ()
    new: list[str] = []
    changed: list[str] = []
    left: list[str] = []
    gone: list[str] = []
    long: list[str] = []
    same: int = 0
    problems: list[Problem] = []
    quiet: set[str] = set()
    written: list[Path] = []
    again: list[str] = []
    skipped: list[str] = []
    seen: set[str] = set()
    before: set[str] = set()
    left_out: set[str] = set()
    strange: list[str] = []
    forgotten: str = ""

    def __post_init__(self) -> None:
        self.before = self._remembered()
        self.left_out, self.strange = ids_in(self.folder / LEFT_OUT)

    def lines(self) -> Iterator[str]:
        """Yield the report in Dutch."""
        yield self.line
        shown = [found for found in self.remarks if found.code not in self.quiet]
        by_kind = {
            f"{kind.value.capitalize()}:": [
                f"{found.name}: {found.message}" for found in shown if found.kind is kind
            ]
            for kind in RemarkKind
        }
        parts = {"Overgenomen in een nieuwe editie:": self.new, "Bijgewerkt:": self.changed}
        parts |= {AGAIN.format(file=self.folder / LEFT_OUT): self.again}
        parts |= {f"Overgeslagen, want ze staan in {self.folder / LEFT_OUT}:": self.skipped}
        parts |= {STRANGE.format(file=self.folder / LEFT_OUT): self.strange}
        parts |= {"Anders in uw bestand, niet veranderd:": self.left}
        parts |= {self.gone_heading: self.gone}
        parts |= {LONG: self.long} | by_kind
        for heading, rows in parts.items():
            if rows:
                yield heading
                yield from (f"  {row}" for row in rows[:MOST_SHOWN])
            if len(rows) > MOST_SHOWN:
                yield f"  en nog {len(rows) - MOST_SHOWN}. Met --json ziet u ze alle"
        if known := len(self.remarks) - len(shown):
            times = "1 opmerking" if known == 1 else f"{known} opmerkingen"
            yield f"{times} over wat niet veranderde. Met --json ziet u ze"
        if self.forgotten:
            yield f"Let op: {self.forgotten}. {FORGOTTEN}"
        counts = f"{len(self.new)} nieuw, {len(self.changed)} bijgewerkt, {self.same} gelijk"
        yield f"{self.folder / 'editions'}: {counts}."

    def row(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            **self.facts,
            "folder": str(self.folder / "editions"),
            "written": [str(path) for path in self.written],
            "new": self.new,
            "again": self.again,
            "skipped": self.skipped,
            "changed": self.changed,
            "unchanged": self.same,
            "left": self.left,
            "gone": self.gone,
            "too_long": self.long,
            "forgotten": self.forgotten,
            "findings": [
                {"kind": found.kind.name.lower(), "name": found.name, "message": found.message}
                for found in self.remarks
            ],
            "problems": [structs.asdict(problem) for problem in self.problems],
        }

    def path_of(self, id_: str) -> Path:
        """Return the file of a new edition."""
        return path_of(self.folder, id_)

    def put(self, path: Path, data: bytes) -> None:
        """Write a file, and record that."""
        self.write(path, data)
        self.written.append(path)

    def add(self, taken: TakenEdition, products: Sequence[str]) -> None:
        """Create an edition that asks for ``products``, unless its file name is taken."""
        path = self.path_of(taken.id)
        if self.skips(taken.id, taken.name):
            return
        if lexists(path):
            message = (
                f"is niet van {taken.this}. Hernoem dat bestand en zijn id, en importeer opnieuw"
            )
            self.left.append(f"{taken.name}: editions/{path.name} {message}")
            return
        text = imported(taken, self.today, products)
        self.put(path, text.encode())
        self.note_new(taken.id, taken.name)
        facts = " | ".join(value or "-" for value in taken.contacts[0].values.values())
        self.new.append(f"{taken.name}: {facts}")
        self.note_long(taken.name, taken.contacts[0].values.get(WEB.id), text)

    def skips(self, id_: str, name: str) -> bool:
        """Return whether the user leaves out an edition, and record that."""
        if id_ in self.left_out:
            self.skipped.append(name)
        return id_ in self.left_out

    def note_new(self, id_: str, name: str) -> None:
        """Record an edition that was made, and whether an earlier import made it too."""
        self.seen.add(id_)
        if id_ in self.before:
            self.again.append(f"{name}: {id_}")

    def remember(self) -> None:
        """Write which editions imports made; a dry run writes nothing. Another import may have
        written its own meanwhile. The editions are there already, so a failure is told, not raised.
        """
        if self.forgotten:
            return
        path = self.folder / MADE
        with alone(self.folder):
            known = self._remembered()
            lacking = (self.before | self.seen) - known
            if lacking and not self.forgotten:
                try:
                    self.write(path, as_file(known | lacking))
                except NotWritten as error:
                    self.forgotten = error.message
                except OSError as error:
                    self.forgotten = NotWritten(path, error).message

    def _remembered(self) -> set[str]:
        """Return the editions that imports made; of a file that cannot be read none, which is told,
        and it is not replaced.
        """
        path = self.folder / MADE
        try:
            return read_ids(path)[0]
        except OSError as error:
            self.forgotten = f"{path} kan niet worden gelezen ({reason(error)}), dus {UNKNOWN}"
            return set()

    def refresh(self, path: Path, taken: TakenEdition) -> bool:
        """Update an existing edition with what was taken; return whether it changed."""
        name = f"editions/{path.name}"
        try:
            read_text(path, name)  # checks size and encoding
            former = read_regular(path, MAX_BYTES, follow=True)
            result = refresh(former.decode(), taken, self.today, name)
        except InvalidSources as error:
            self.problems += error.problems
            return False
        self.seen.add(taken.id)
        if changed := result.text.encode() != former:
            self.put(path, result.text.encode())
            self.changed.append(f"{taken.name}: {', '.join(result.changed)}")
        else:
            self.same += 1
        self.left += [f"{taken.name}: {left}" for left in result.left]
        self.note_long(taken.name, taken.contacts[0].values.get(WEB.id), result.text)
        return changed

    def note_long(self, name: str, web: str | None, text: str) -> None:
        """Report an address that is too long for a QR code, if the text of the edition has it."""
        if not web or web not in text:
            return
        url = Url.parse(web)
        if url.code != url.target:
            leads = f"de QR-code gaat naar {url.code}" if url.code else "er komt geen QR-code bij"
            self.long.append(f"{name}: {web} ({too_long(url)}): {leads}")


def path_of(folder: Path, id_: str) -> Path:
    """Return the file of an edition in a folder."""
    return folder / "editions" / f"{id_}.yaml"


def put_schema(folder: Path, write: Write) -> None:
    """Write the schema beside the user's data, for editors, if it differs."""
    path, text = folder / FILE, sealed().encode()
    try:
        same = read_regular(path, len(text)) == text
    except OSError:
        same = False
    if not same:
        write(path, text)
