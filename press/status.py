"""The status of every edition: up to date, outdated and why, never made, edited by hand.

Reads only, and takes no lock. Loads nothing heavy for editions that the quick look vouches for.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.build.build import EXAMPLE, read_ledger
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.files.store import OutputFolder
from wegwijs.press.ledger.changes import is_draft
from wegwijs.press.ledger.entry import Edition, Entry
from wegwijs.press.ledger.inputs import Inputs, folder_id
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.ledger.outdated import expired, inputs_of
from wegwijs.press.order import FILES, Document, Order
from wegwijs.press.participants.folder import old_copies

if TYPE_CHECKING:
    from wegwijs.press.build.prepare import Prepared

ELSEWHERE = "de gegevens staan in een andere map, geef die met --sources"
LINKED = "een map op die plek is een koppeling naar elders"
GONE = "de editie is er niet meer"
NOT_READY = "de vertaling is niet klaar, of klopt niet"
UNASKED = "de editie vraagt er niet meer om"


class DocumentState(StrEnum):
    """The state of a document; the values are used in JSON."""

    CURRENT = "current"
    OUTDATED = "outdated"  # made from other data, or by another version of the program
    UNFINISHED = "unfinished"  # the run that was making it was interrupted
    MISSING = "missing"  # a file that was made is missing
    CHANGED = "changed"  # edited by hand, and otherwise up to date
    NEVER = "never"  # never made
    UNWANTED = "unwanted"  # no longer requested
    UNKNOWN = "unknown"  # its sources are in another folder


# The states in Dutch, in order of display.
WORDS: Mapping[str, str] = {
    DocumentState.CURRENT: "goed",
    DocumentState.OUTDATED: "verouderd",
    DocumentState.UNFINISHED: "niet af",
    DocumentState.MISSING: "weg",
    DocumentState.CHANGED: "met de hand veranderd",
    DocumentState.NEVER: "nog niet gemaakt",
    DocumentState.UNWANTED: "niet meer nodig",
    DocumentState.UNKNOWN: "niet te beoordelen",
}


class Standing(Struct):
    """The state of a document. ``changed`` are its files that somebody edited, whatever its state;
    ``concept``: it was made with the draft mark.
    """

    document: Document
    state: DocumentState
    why: list[str] = []
    changed: list[str] = []
    profile: str = "office"
    drafts: bool = False  # a translation that is not ready was allowed
    asked: bool = True  # requested by the edition itself
    concept: bool = False


class EditionStatus(Struct):
    """The status of an edition: its documents, and what must be checked again or cannot be read.

    ``old_copies``: a sentence on each language whose copies for participants are out of date.
    ``needs_version``: made as it is now, it would differ from what was made under this version.
    """

    id: str
    name: str
    documents: list[Standing] = []
    overdue: list[str] = []
    problems: list[str] = []
    old_copies: list[str] = []
    needs_version: bool = False


class Status(Struct):
    """The status of all editions. ``languages`` are Dutch names by code; ``damaged``: the manifest
    is unusable.
    """

    editions: list[EditionStatus]
    languages: dict[str, str]
    damaged: bool

    @property
    def current(self) -> frozenset[Document]:
        """The documents for the printer that a build leaves as they are."""
        return frozenset(
            one.document
            for edition in self.editions
            for one in edition.documents
            if one.state is DocumentState.CURRENT and one.profile == "office"
        )


def status(
    names: Sequence[str], folders: Sequence[Path], output: Path, today: date, *, own: bool
) -> Status:
    """Return the status of these editions, by default of all that exist or were made.

    ``own``: only those of the last folder. Raises ``UnknownEdition``, ``FontMissing``.
    """
    known = read_ledger(output)
    inputs = Inputs(folders, known.known)
    chosen = list(names) or _all(known, inputs, folders[-1] if own else None)
    made = _by_edition(known)
    for name in chosen:
        if name not in inputs.editions and name not in made:
            from wegwijs.sources.load import UnknownEdition

            raise UnknownEdition(name, folders)
    look = _Look(known, made, inputs, OutputFolder(output), today)
    found = {name: quick for name in chosen if (quick := look.quick(name))}
    slow = [name for name in chosen if name not in found]
    survey = _Survey(look, slow, today) if slow else None
    found |= {name: survey.edition(name) for name in slow} if survey else {}
    editions = [found[name] for name in chosen]
    languages = known.languages | (survey.languages if survey else {})
    copies = old_copies(output, filter(inputs.editions.__contains__, chosen), inputs)
    for edition in editions:
        edition.overdue = _overdue(edition.id, known, survey, today)
        if edition.id in copies:
            edition.old_copies = copies[edition.id]
    return Status(editions, languages, known.damaged)


def _all(known: Manifest, inputs: Inputs, own: Path | None) -> list[str]:
    there = [
        name
        for name, places in inputs.editions.items()
        if not name.startswith(EXAMPLE) and (own is None or own in [folder for folder, _ in places])
    ]
    return sorted(known.made.union(there))


def _by_edition(known: Manifest) -> dict[str, dict[Document, Entry]]:
    found: dict[str, dict[Document, Entry]] = {}
    for document, entry in known.entries():
        found.setdefault(document.edition, {})[document] = entry
    return found


class _Look(Struct):
    """The manifest of an output folder compared with its files."""

    known: Manifest
    made: dict[str, dict[Document, Entry]]
    inputs: Inputs
    output: OutputFolder
    today: date
    _drafts: dict[str, bool] = {}  # whether documents with these sets of facts are drafts

    def documents(
        self, edition: str, row: Edition | Prepared | None
    ) -> Iterator[tuple[Document, Entry | None, bool]]:
        """Yield the documents that an edition requests or has, and whether it requests them.

        Left out is what may be a draft that its product does not take: to know that takes as long
        as a build. Another product of that language is told, and one command makes both.
        """
        made = self.made.get(edition, {})
        asked: dict[Document, None] = {}
        if row:
            order = Order((edition,))
            products = row.products or FILES
            wanted = order.documents(edition, row.languages, products, row.drafts)
            asked = {one: None for one in wanted if not self.is_unsure(one)}
        for document in asked:
            yield document, made.get(document), True
        for document, entry in made.items():
            if document not in asked:
                yield document, entry, False

    def is_unsure(self, document: Document) -> bool:
        """Whether a document may never be made: of a language of which nothing was made it is
        unknown whether it is a draft, and its product takes none.
        """
        if PRODUCTS[document.product].drafts or document.language == "nl":
            return False
        return document.language not in {
            one.language for one in self.made.get(document.edition, {})
        }

    def quick(self, edition: str) -> EditionStatus | None:
        """Return the status of an edition whose sources did not change; None otherwise."""
        row = self.known.editions.get(edition)
        found = EditionStatus(edition, row.name if row else edition)
        if edition not in self.inputs.editions:
            state, why = DocumentState.UNKNOWN, ELSEWHERE
            if row and row.folder in map(folder_id, self.inputs.folders):
                state, why = DocumentState.UNWANTED, GONE
            for document, entry, _ in self.documents(edition, None):
                standing = self.standing(document, entry, [], asked=False)
                standing.state, standing.why = state, [why]
                found.documents.append(standing)
            return found
        if row is None or row.inputs != self.inputs.of_edition(edition, row.assets):
            return None
        for document, entry, asked in self.documents(edition, row):
            now = inputs_of(document, row.assets, self.inputs)
            if entry and (entry.stale or entry.inputs != now or expired(entry, self.today)):
                return None
            found.documents.append(self.standing(document, entry, [], asked=asked))
        return found

    def standing(
        self, document: Document, entry: Entry | None, outdated: list[str], *, asked: bool
    ) -> Standing:
        """Return the state of a document; ``outdated`` says why remaking it would change it."""
        if entry is None:
            profile = self._profile(document.edition)
            return Standing(document, DocumentState.NEVER, profile=profile)
        found = Standing(document, DocumentState.CURRENT, outdated, asked=asked)
        found.profile, found.drafts = entry.profile, entry.drafts
        if self.output.leads_away(document.folder):
            found.state, found.why = DocumentState.UNKNOWN, [LINKED]
            return found
        found.changed, missing = self._files(document, entry)
        found.concept = self._is_draft(entry.said)
        if entry.asked and not asked:
            found.state, found.why = DocumentState.UNWANTED, [UNASKED]
        elif entry.pending:
            found.state = DocumentState.UNFINISHED
        elif outdated:
            found.state = DocumentState.OUTDATED
        elif missing:
            found.state = DocumentState.MISSING
        elif found.changed:
            found.state = DocumentState.CHANGED
        return found

    def _profile(self, edition: str) -> str:
        """Return the profile in which all that was made of an edition was made, office if none."""
        found = {entry.profile for entry in self.made.get(edition, {}).values()}
        return found.pop() if len(found) == 1 else "office"

    def _is_draft(self, said: str) -> bool:
        if said not in self._drafts:
            self._drafts[said] = is_draft(self.known.facts_of(said))
        return self._drafts[said]

    def _files(self, document: Document, entry: Entry) -> tuple[list[str], list[str]]:
        """Return the files of a document that were edited, and those that are missing."""
        changed, missing = [], []
        for file in entry.files:
            path = f"{document.folder}/{file}"
            place = f"{self.output.path}/{path}"
            if not os.path.lexists(place):
                missing.append(path)
            elif not any(stored.stands(place) for stored in self.known.written(document, file)):
                changed.append(path)
        return changed, missing


def _overdue(edition: str, known: Manifest, survey: _Survey | None, today: date) -> list[str]:
    ready = survey.found.ready.get(edition) if survey else None
    row: Edition | Prepared | None = ready or known.editions.get(edition)
    shared = ready.shared_due if ready else known.due
    due = [*shared, *(row.due if row else [])]
    if min(due, default=["9"])[0] > today.isoformat():
        return []
    from wegwijs.sources.freshness import overdue

    return overdue(due, today)


class _Survey:
    """The plan of a build of everything that was made of some editions, in the profile in which it
    was made.
    """

    def __init__(self, look: _Look, editions: Sequence[str], today: date) -> None:
        from wegwijs.layouts.typesetting.theme import load_theme
        from wegwijs.press.build.plan import decide
        from wegwijs.press.build.prepare import Asked, Reader

        inputs = look.inputs
        order = Order(tuple(name for name in editions if name in inputs.editions))
        reader = Reader(inputs.listing, load_theme(), order)
        self.found = reader.check(
            Asked(name, (), tuple(dict.fromkeys(one.language for one in look.made.get(name, {}))))
            for name in order.editions
        )
        settings = BuildSettings(inputs.folders, Path(look.output.path), today, profile="")
        plan = decide(order, settings, look.known, inputs, self.found)
        self._same_version = plan.same_version
        every = (*plan.steps.values(), *plan.left_out, *plan.gone)
        self._steps = {step.document: step for step in every}
        self._look = look

    @property
    def languages(self) -> dict[str, str]:
        """The Dutch names of languages by code."""
        return next((one.names for one in self.found.ready.values()), {})

    def edition(self, edition: str) -> EditionStatus:
        """Return the status of an edition."""
        row: Edition | Prepared | None = self.found.ready.get(edition)
        row = row or self._look.known.editions.get(edition)
        found = EditionStatus(edition, row.name if row else edition)
        found.needs_version = edition in self._same_version
        if invalid := self.found.invalid.get(edition):
            found.problems = [str(problem) for problem in invalid.problems]
        for document, entry, asked in self._look.documents(edition, row):
            why = self._outdated(document) if entry and not found.problems else []
            found.documents.append(self._look.standing(document, entry, why, asked=asked))
        return found

    def _outdated(self, document: Document) -> list[str]:
        """Return why remaking a document would change it; empty when it would not."""
        from wegwijs.press.build.comparison import OTHERWISE

        if not self.found.can_be_drawn(document):
            return [NOT_READY]
        step = self._steps.get(document)
        return list(step.told or [OTHERWISE]) if step and step.stale else []
