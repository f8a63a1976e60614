"""The plan for an order: what is made and why, what is kept, removed or left alone.

It is pure: it looks at the ledger and the files, and changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.products.registry import DATED, FILES_BY_NAME, PRODUCTS
from wegwijs.press.build.comparison import OTHERWISE, Comparison, Making
from wegwijs.press.build.prepare import Check, Prepared, failures
from wegwijs.press.build.quick_look import gone
from wegwijs.press.build.refused import refused
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.build.versions import same_version
from wegwijs.press.files.store import OutputFolder
from wegwijs.press.ledger.changes import Facts
from wegwijs.press.ledger.entry import Edition, Entry
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.ledger.outdated import inputs_of, left_out
from wegwijs.press.offset import NONE, in_words, needless
from wegwijs.press.order import FILES, ByFolder, Document, Order, by_folder
from wegwijs.sources.freshness import overdue
from wegwijs.sources.problems import Problem
from wegwijs.sources.too_old import TooOld, is_too_old

DAMAGED = "manifest.json was beschadigd"
NEVER = "nog niet gemaakt"
DEFAULT_PROFILE = "office"
ON_REQUEST = "op verzoek"
BROKEN_OFF = "het maken was afgebroken"
NOT_AS_MADE = "een bestand was weg of met de hand veranderd"


class Action(StrEnum):
    """What to do with a document."""

    MAKE = "make"
    KEEP = "keep"
    REMOVE = "remove"  # no longer requested; files that somebody edited are kept
    LEAVE = "leave"  # no longer requested, but all its files were edited by hand
    FAIL = "fail"  # its edition cannot be read, or its translation is not ready


class Decision(Struct, frozen=True):
    """The action for a document, and the reasons in words.

    Of what is read anew: ``fingerprint`` is what it is made from, ``said`` names the sets of facts
    that it says, ``told`` how they differ from what it said, and ``inputs`` is for a quick look. A
    document is ``stale`` when it was made from something else, or can no longer be made.
    """

    document: Document
    action: Action
    why: tuple[str, ...] = ()
    fingerprint: str = ""
    said: str = ""
    told: tuple[str, ...] = ()
    inputs: str = ""
    asked: bool = False  # by the edition itself
    offset: Offset = NONE
    stale: bool = False
    error: Exception | None = None


class Plan(Struct, frozen=True):
    """The steps of an order; ``gone`` are documents that no edition requests any more.

    ``left_out`` are documents of these editions that the order does not name; they are kept, even
    when stale. ``changed`` and ``strangers`` are files in the way of new ones: edited by hand, or
    of unknown origin. ``notices`` say what an order does not make, or makes otherwise.
    """

    order: Order
    steps: Mapping[Document, Decision]
    gone: Sequence[Decision] = ()
    editions: Mapping[str, Prepared] = {}  # that were read
    sets: Mapping[str, Facts] = {}
    left_out: Sequence[Decision] = ()
    overdue: Sequence[str] = ()
    same_version: Mapping[str, Problem] = {}  # editions that need a new version
    changed: Sequence[Path] = ()
    strangers: Sequence[Path] = ()
    notices: Sequence[str] = ()

    def of(self, action: Action) -> list[Decision]:
        """Return the requested steps with this action, in the order of the request."""
        return [step for step in self.steps.values() if step.action is action]


def decide(
    order: Order, settings: BuildSettings, known: Manifest, inputs: Inputs, found: Check
) -> Plan:
    """Return the plan for an order; ``found`` is the result of checking what the quick look could
    not vouch for.
    """
    return _Decision(order, settings, known, inputs, found).plan()


class _Decision:
    def __init__(
        self, order: Order, settings: BuildSettings, known: Manifest, inputs: Inputs, found: Check
    ) -> None:
        self._order = order
        self._settings = settings
        self._known = known
        self._inputs = inputs
        self._found = found
        self._compared = Comparison(found, known, inputs.layouts)
        self._output = OutputFolder(settings.output)

    def plan(self) -> Plan:
        """Return the whole plan."""
        order, known, found = self._order, self._known, self._found
        documents = list(self._documents())
        failed = failures(found, documents)
        steps = {one: self._step(one, failed.get(one)) for one in documents}
        wanted = by_folder(documents)
        nobody = gone(order, known, self._inputs, wanted, found.invalid)
        making = {one: step.why for one, step in steps.items() if step.action is Action.MAKE}
        changed, strangers = self._in_the_way(making)
        return Plan(
            order=order,
            steps=steps,
            gone=[self._removal(document) for document in nobody],
            editions=found.ready,
            left_out=list(self._left_out(wanted, set(nobody))),
            overdue=overdue(self._due(), self._settings.today),
            same_version=same_version(making, self._says, known, found.ready),
            changed=changed,
            strangers=strangers,
            sets=self._compared.sets,
            notices=[*self._refused(), *self._moved(steps)],
        )

    def _says(self, document: Document) -> Facts:
        return self._compared.facts(document, self._making(document, self._known.entry(document)))

    def _making(self, document: Document, entry: Entry | None) -> Making:
        """Return how to make a document; what is not asked for stays as it was."""
        settings, moves = self._settings, PRODUCTS[document.product].moves
        offset = settings.offset if settings.offset is not None else entry and entry.offset
        profile = settings.profile or (entry.profile if entry else DEFAULT_PROFILE)
        return Making(profile, offset if offset and moves else NONE)

    def _row(self, edition: str) -> Prepared | Edition | None:
        return self._found.ready.get(edition) or self._known.editions.get(edition)

    def _documents(self) -> Iterator[Document]:
        for edition in self._order.editions:
            if row := self._row(edition):
                products = row.products or FILES
                yield from self._order.documents(edition, row.languages, products, row.drafts)
            else:
                yield Document(edition, "", "", ())  # its requests are unknown

    def _step(self, document: Document, error: Exception | None) -> Decision:
        if error:
            return Decision(document, Action.FAIL, error=error)
        if not self._found.can_be_drawn(document):  # the quick look vouched for it
            return Decision(document, Action.KEEP)
        entry = self._known.entry(document)
        making = self._making(document, entry)
        prepared = self._found.ready[document.edition]
        if too_old := self._too_old(document, prepared):
            is_stale, reason = entry is not None, too_old.message
            return Decision(document, Action.FAIL, told=(reason,), stale=is_stale, error=too_old)
        fingerprint = self._compared.fingerprint(document, making)
        told = self._compared.differences(document, entry, making)
        why = self._why(document, entry, fingerprint)
        return Decision(
            document,
            Action.MAKE if why else Action.KEEP,
            tuple(told or [why]) if why else (),
            fingerprint,
            self._compared.said(document, making),
            tuple(told),
            inputs_of(document, prepared.assets, self._inputs),
            prepared.asks_for(document),
            stale=entry is not None and entry.fingerprint != fingerprint,
            offset=making.offset,
        )

    def _too_old(self, document: Document, prepared: Prepared) -> TooOld | None:
        """Return why a document is not made whose files carry the day of checking."""
        if document.product not in DATED or not prepared.checked:
            return None
        day = date.fromisoformat(prepared.checked)
        return TooOld(day) if is_too_old(day, self._settings.today) else None

    def _refused(self) -> Iterator[str]:
        names = next((one.names for one in self._found.ready.values()), self._known.languages)
        rows = (row for name in self._order.editions if (row := self._row(name)))
        return refused(self._order, rows, names)

    def _moved(self, steps: Mapping[Document, Decision]) -> Iterator[str]:
        """Yield what is moved on its paper without being asked for now, and what cannot be."""
        asked = self._settings.offset
        for step in steps.values():
            if asked is None and step.action is Action.MAKE and step.offset != NONE:
                yield (
                    f"{step.document.name} is verschoven, {in_words(step.offset)}, zoals de vorige"
                    " keer. Wilt u dat niet meer? Gebruik dan --offset 0,0"
                )
        yield from needless(asked, (one.product for one in steps))

    def _why(self, document: Document, entry: Entry | None, fingerprint: str) -> str:
        """Return why a document must be made; empty when it would come out the same."""
        if entry is None:
            return DAMAGED if self._known.damaged else NEVER
        if self._settings.force:
            return ON_REQUEST
        if entry.pending:
            return BROKEN_OFF
        if entry.fingerprint != fingerprint:
            return OTHERWISE
        folder = document.folder
        stands = not self._output.leads_away(folder) and entry.stands(
            f"{self._output.path}/{folder}"
        )
        return "" if stands else NOT_AS_MADE

    def _removal(self, document: Document) -> Decision:
        """Return the step for a document that no edition asks for any more."""
        files = self._known.documents[document.folder][document.product].files
        places = {f"{self._output.path}/{document.folder}/{file}": files[file] for file in files}
        there = [place for place in places if os.path.lexists(place)]
        kept = there and not any(places[place].stands(place) for place in there)
        return Decision(document, Action.LEAVE if kept else Action.REMOVE)

    def _due(self) -> Iterator[Sequence[str]]:
        """Yield the due dates of all printed facts."""
        ready = self._found.ready.values()
        yield from next((one.shared_due for one in ready), self._known.due)
        for edition in self._order.editions:
            row = self._row(edition)
            yield from row.due if row else []

    def _left_out(self, wanted: ByFolder, gone: set[Document]) -> Iterator[Decision]:
        """Yield documents that the order leaves out, of editions that were read."""
        for document, entry in left_out(self._order, self._known, wanted, gone):
            if prepared := self._found.ready.get(document.edition):
                now = inputs_of(document, prepared.assets, self._inputs)
                stale = entry.stale  # as the quick look knows it
                if entry.inputs != now:
                    stale = self._compared.is_stale(document, entry)
                too_old = self._too_old(document, prepared)
                stale = stale or too_old is not None
                drawn = stale and self._found.can_be_drawn(document)
                told = [too_old.message] if too_old else []
                if drawn and not too_old:
                    told = self._compared.differences(document, entry, Making.of(entry))
                yield Decision(document, Action.KEEP, told=tuple(told), inputs=now, stale=stale)

    def _names(self, document: Document) -> list[str]:
        """Return the names under which the files of a document will be stored."""
        day = date.fromisoformat(self._found.ready[document.edition].checked)
        return [FILES_BY_NAME[file].named(day) for file in document.files]

    def _in_the_way(self, making: Iterable[Document]) -> tuple[list[Path], list[Path]]:
        """Find files to be replaced that differ from ours, by size and time only."""
        changed: list[Path] = []
        strangers: list[Path] = []
        for document in making:
            for file in self._names(document):
                place = f"{self._output.path}/{document.folder}/{file}"
                written = self._known.written(document, file)
                if os.path.lexists(place) and not any(one.stands(place) for one in written):
                    (changed if written else strangers).append(Path(place))
        return changed, strangers
