"""What may be published, and what stands in the way of it: nothing stale, unmade or edited goes
onto a website, and no language that is not ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.products.web.product import WEB
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.press.build.build import read_ledger
from wegwijs.press.build.prepare import Asked, Reader
from wegwijs.press.ledger.entry import Entry
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.ledger.outdated import Outdated
from wegwijs.press.order import PROFILES, Document, Order
from wegwijs.press.status import (
    ELSEWHERE,
    GONE,
    NOT_READY,
    UNASKED,
    WORDS,
    DocumentState,
    EditionStatus,
    Standing,
    status,
)
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.folder import list_folders
from wegwijs.sources.invocation import as_command, where

Documents = Mapping[Document, Entry]
OFFICE = "office"
NOTHING = "er is niets gemaakt dat op een website kan"
# Products with files for readers. The reading page has none to copy: it is made anew, since it
# leads to other files on a website.
FOR_READERS = frozenset(
    (
        WEB.id,
        *(id_ for id_, one in PRODUCTS.items() if any(f.published is not None for f in one.files)),
    )
)
_BUILT_ANEW = frozenset(
    (
        DocumentState.OUTDATED,
        DocumentState.UNFINISHED,
        DocumentState.MISSING,
        DocumentState.CHANGED,
        DocumentState.NEVER,
    )
)


class NothingToPublish(WegwijsError):
    """Nothing in the output folder can be published."""

    exit_code = ExitCode.USAGE

    def __init__(self, output: Path, *build: str) -> None:
        message = f"in de map {output} is nog niets gemaakt"
        super().__init__(message, f"Begin met: {as_command('build', *build)}")


class Obstacle(Struct, frozen=True):
    """Why an edition or a document of it cannot be published, in Dutch. ``remedy``: a build that
    makes it anew mends it.
    """

    edition: str
    why: str
    document: Document | None = None
    remedy: Outdated | None = None

    @property
    def what(self) -> str:
        """What is wrong, with the document by name."""
        return f"{self.document.name} is {self.why}" if self.document else self.why


class LeftOut(Struct, frozen=True):
    """A document that is not published, while the rest of its edition is."""

    name: str
    why: str


class Survey(Struct):
    """The documents to publish by edition, with what is known of each; what stands in the way; and
    what is left out. ``languages`` are Dutch names by code; ``current``: documents that a build
    leaves as they are.
    """

    editions: dict[str, Documents] = {}
    obstacles: list[Obstacle] = []
    left_out: list[LeftOut] = []
    languages: dict[str, str] = {}
    current: frozenset[Document] = frozenset()


def survey(names: Sequence[str], folders: Sequence[Path], output: Path, today: date) -> Survey:
    """Survey these editions, by default all that were made.

    Raises ``NothingToPublish``, ``UnknownEdition`` and ``FontMissing``.
    """
    known = read_ledger(output)
    chosen = list(dict.fromkeys(names)) or sorted(known.made)
    if not chosen or known.damaged:
        own = folders[1] if len(folders) > 1 else None
        raise NothingToPublish(output, *chosen, *where(own, output))
    seen = status(chosen, folders, output, today, own=False)
    found = Survey(languages=seen.languages, current=seen.current)
    ready = _Ready(folders)
    for edition in seen.editions:
        _look(edition, known, ready, found)
    if not found.editions and not found.obstacles:  # all of them are gone
        found.obstacles += [Obstacle(edition.id, NOTHING) for edition in seen.editions]
    return found


def _look(edition: EditionStatus, known: Manifest, ready: _Ready, found: Survey) -> None:
    if edition.problems:
        found.obstacles.append(
            Obstacle(edition.id, f"de gegevens kloppen niet: {edition.problems[0]}")
        )
        return
    documents: dict[Document, Entry] = {}
    before = len(found.obstacles)
    for standing in edition.documents:
        document, entry = standing.document, known.entry(standing.document)
        if ELSEWHERE in standing.why:
            found.obstacles.append(Obstacle(edition.id, ELSEWHERE))
            return
        if document.product not in FOR_READERS:
            continue
        if why := _left_out(standing, ready):
            found.left_out.append(LeftOut(document.name, why))
        elif obstacle := _obstacle(standing, entry):
            found.obstacles.append(obstacle)
        elif entry:
            documents[document] = entry
    if any(map(is_for_readers, documents)):
        found.editions[edition.id] = documents
    elif len(found.obstacles) == before and not _is_gone(edition):
        found.obstacles.append(Obstacle(edition.id, NOTHING))


def _is_gone(edition: EditionStatus) -> bool:
    """Whether somebody deleted an edition: what was made of it stays off the website."""
    made = edition.documents
    return bool(made) and all(GONE in standing.why for standing in made)


def _left_out(standing: Standing, ready: _Ready) -> str:
    """Return why the edition is published without a document, empty when it is not."""
    document = standing.document
    if standing.state is DocumentState.UNWANTED:
        return GONE if GONE in standing.why else UNASKED
    if standing.state is DocumentState.OUTDATED and NOT_READY in standing.why:
        return NOT_READY
    if standing.state is DocumentState.NEVER and not ready.is_ready(
        document.edition, document.language
    ):
        return NOT_READY
    return ""


def _obstacle(standing: Standing, entry: Entry | None) -> Obstacle | None:
    document = standing.document
    anew = Outdated(document, standing.asked, OFFICE)
    if standing.state is DocumentState.CURRENT:
        if entry and entry.profile != OFFICE:
            why = f"{PROFILES[entry.profile]} gemaakt, niet voor lezers"
            return Obstacle(document.edition, why, document, anew)
        return None
    why = WORDS[standing.state]
    if standing.why:
        why += f" ({'; '.join(standing.why)})"
    remedy = anew if standing.state in _BUILT_ANEW else None
    return Obstacle(document.edition, why, document, remedy)


class _Ready:
    """Whether translations are ready, each looked up when it is asked for."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._found: dict[tuple[str, str], bool] = {}

    def is_ready(self, edition: str, language: str) -> bool:
        """Return whether an edition can be made in a language."""
        key = edition, language
        if key not in self._found:
            check = reader(self._folders).check([Asked(edition, (language,))])
            self._found[key] = edition in check.ready and language in check.ready[edition].drawn
        return self._found[key]


def reader(folders: Iterable[Path]) -> Reader:
    """Return a reader of editions that refuses translations that are not ready."""
    return Reader(list_folders(*folders), load_theme(), Order(()))


def is_for_readers(document: Document) -> bool:
    """Return whether readers use a document; what accompanies others is for who prints them."""
    return PRODUCTS[document.product].selectable


def languages_of(documents: Iterable[Document]) -> Iterator[str]:
    """Yield the languages of documents, each once, in their order."""
    yield from dict.fromkeys(one.language for one in filter(is_for_readers, documents))
