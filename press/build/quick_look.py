"""A quick look, by sizes and times of files: which editions must be read. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from msgspec import Struct

from press.files.store import OutputFolder
from press.ledger.inputs import Inputs, folder_id
from press.ledger.outdated import inputs_of, left_out
from press.order import FILES, Document, Order

if TYPE_CHECKING:
    from press.build.settings import Settings
    from press.ledger.entry import Edition, Entry
    from press.ledger.manifest import Manifest


class QuickLook(Struct):
    """Which documents are as they should be, and which editions to read to know of the others."""

    fresh: list[Document] = []
    suspect: dict[str, list[str]] = {}  # languages; all when empty
    unsure: dict[str, list[str]] = {}  # languages of what is left out
    gone: list[str] = []  # documents that nobody asks for any more

    @property
    def vouches(self) -> bool:
        """Whether there is nothing to do, and nothing to read."""
        return not (self.suspect or self.unsure or self.gone)


def quick_look(order: Order, settings: Settings, known: Manifest, inputs: Inputs) -> QuickLook:
    """Compare the manifest with what lies there, by the sizes and times of files."""
    found = QuickLook()
    wanted: set[str] = set()
    fresh = _Fresh(settings, known, inputs)
    for edition in order.editions:
        row = known.editions.get(edition)
        of_edition = inputs.of_edition(edition, row.assets) if row else ""
        if row is None or row.inputs != of_edition or settings.force:
            found.suspect[edition] = []
            continue
        for document in order.documents(edition, row.languages, row.products or FILES):
            name, code = document.name, document.language
            wanted.add(name)
            if fresh.is_so(known.documents.get(name), row, document):
                found.fresh.append(document)
            elif code not in found.suspect.setdefault(edition, []):
                found.suspect[edition].append(code)
    found.gone = gone(order, known, inputs, wanted, found.suspect)
    for document, entry in left_out(order, known, wanted.union(found.gone)):
        row = known.editions.get(document.edition)
        if entry.inputs != inputs_of(document, row.assets if row else (), inputs):
            found.unsure.setdefault(document.edition, []).append(document.language)
    return found


class _Fresh:
    """Whether documents are as a build would leave them; they come by edition and language."""

    def __init__(self, settings: Settings, known: Manifest, inputs: Inputs) -> None:
        self._making = settings.profile, settings.allow_drafts
        self._output = OutputFolder(settings.output)
        self._inputs = inputs
        self._last: tuple[str, str] = "", ""
        self._digest = ""

    def is_so(self, entry: Entry | None, row: Edition, document: Document) -> bool:
        """Whether the files and the data of a document are those that its entry knows."""
        if entry is None or entry.stale or (entry.profile, entry.drafts) != self._making:
            return False
        if self._last != (document.edition, document.language):
            self._last = document.edition, document.language
            self._digest = inputs_of(document, row.assets, self._inputs)
        return entry.inputs == self._digest and entry.stands(self._output)


def gone(
    order: Order,
    known: Manifest,
    inputs: Inputs,
    wanted: Container[str],
    unsure: Container[str],
) -> list[str]:
    """Documents that no edition asks for any more.

    An edition that is away counts only when its folder is one of this run: another run may
    fill the same output folder from elsewhere.
    """
    folders = {folder_id(folder) for folder in inputs.folders}
    editions = set(order.editions)
    found = []
    for name, entry in known.documents.items():
        if name in wanted:
            continue
        edition = name.split("/", 1)[0]
        row = known.editions.get(edition)
        if edition not in inputs.editions:
            if order.every and row and row.folder in folders:
                found.append(name)
        elif edition in unsure or edition not in editions:
            continue
        elif order.whole and entry.asked:
            found.append(name)
    return found
