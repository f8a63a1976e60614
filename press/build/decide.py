"""The decision about an order: what is made and why, what goes, what is left. Writes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from layouts.typesetting.theme import Theme, load_theme
from press.build.prepare import Check, Prepared, check, failures
from press.build.run import Look, Settings, gone
from press.files.store import OutputFolder
from press.ledger.changes import Facts, differences
from press.ledger.facts import making_facts
from press.ledger.fingerprint import of_document, of_outline
from press.ledger.inputs import Inputs, digest
from press.ledger.manifest import Edition, Entry, Manifest
from press.ledger.outdated import inputs_of, left_out
from press.order import FILES, Document, Order
from sources.freshness import overdue, refuse

DAMAGED = "manifest.json was beschadigd"
NEVER = "nog niet gemaakt"
ON_REQUEST = "op verzoek"
OTHERWISE = "teksten of opmaak veranderd"
BROKEN_OFF = "het maken was afgebroken"
NOT_AS_MADE = "een bestand was weg of met de hand veranderd"


@dataclass
class Says:
    """The facts that documents are made from now, in sets that many of them share."""

    found: Check
    profile: str
    layouts: str
    sets: dict[str, Facts] = field(default_factory=dict)  # by name
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _differ: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def names(self, document: Document) -> str:
        """The names of the sets of a document."""
        prepared = self.found.ready[document.edition]
        review = prepared.reviews[document.language]
        sets = {
            ("own", document.edition): prepared.facts,
            ("shared", document.edition): prepared.shared,
            # Editions print other texts: of one they are reviewed, of another not.
            ("language", str(review)): review,
        }
        return " ".join(self._named(key, facts) for key, facts in sets.items())

    def _named(self, key: tuple[str, str], facts: Facts) -> str:
        if key not in self._names:
            if key[0] == "language":
                facts = facts | making_facts(self.profile, self.layouts)
            name = self._names[key] = digest([json.dumps(facts)])[:16]
            self.sets[name] = facts
        return self._names[key]

    def facts(self, document: Document) -> Facts:
        """Everything that a document says now; of what two sets say the first counts."""
        now: Facts = {}
        for name in self.names(document).split():
            now |= {k: fact for k, fact in self.sets[name].items() if k not in now}
        return now

    def differences(self, document: Document, known: Manifest, former: str) -> list[str]:
        """How what a document says now differs from what it said, in words."""
        key = former, self.names(document)
        if key not in self._differ:
            self._differ[key] = differences(known.facts_of(former), self.facts(document))
        return self._differ[key]


@dataclass
class Plan:
    """What an order needs. ``changed`` and ``strangers`` are files that making it meets."""

    order: Order
    found: Check
    says: Says
    documents: list[Document]
    failed: dict[Document, Exception] = field(default_factory=dict)
    prints: dict[Document, str] = field(default_factory=dict)
    make: dict[Document, list[str]] = field(default_factory=dict)  # why, in words
    fresh: list[Document] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    stale: dict[str, bool] = field(default_factory=dict)  # of what the order leaves out
    overdue: list[str] = field(default_factory=list)
    changed: list[Path] = field(default_factory=list)  # not as we left them
    strangers: list[Path] = field(default_factory=list)  # nobody knows whose


def decide(order: Order, settings: Settings, known: Manifest, inputs: Inputs, seen: Look) -> Plan:
    """Check what the quick look could not vouch for, and decide.

    Raises what ``press.build.prepare.check`` raises, and ``InvalidSources`` of old facts when
    strict.
    """
    theme = load_theme()
    found = check(
        order,
        seen.suspect,
        seen.unsure,
        inputs.listing,
        theme,
        allow_drafts=settings.allow_drafts,
    )
    says = Says(found, settings.profile, inputs.layouts)
    plan = Plan(order, found, says, list(_documents(order, found, known)))
    plan.overdue = overdue(_due(order, found, known), settings.today)
    if settings.strict:
        refuse(plan.overdue)
    plan.failed = failures(found, plan.documents)
    prints = Prints(found, theme, inputs.layouts)
    output = OutputFolder(settings.output)
    for document in plan.documents:
        if document in plan.failed or not prints.drawn_in(document):
            continue
        plan.prints[document] = prints.of(document, settings.profile)
        if why := _why(plan, document, settings, known, output):
            plan.make[document] = why
    plan.fresh = [d for d in plan.documents if d not in plan.make and d not in plan.failed]
    names = {document.name for document in plan.documents}
    plan.gone = gone(order, known, inputs, names, set(found.invalid))
    plan.stale = dict(_stale(plan, known, inputs, prints, names.union(plan.gone)))
    _look_for_changes(plan, settings.output, known)
    return plan


def _documents(order: Order, found: Check, known: Manifest) -> Iterable[Document]:
    for edition in order.editions:
        row: Prepared | Edition | None = found.ready.get(edition) or known.editions.get(edition)
        if row:
            yield from order.documents(edition, row.languages, row.products or FILES)
        else:
            yield Document(edition, "", "", ())  # nobody knows what it asks for


def _due(order: Order, found: Check, known: Manifest) -> Iterator[Sequence[str]]:
    """When each fact is too old, of all that is printed."""
    yield from next((one.shared_due for one in found.ready.values()), known.due)
    for edition in order.editions:
        row: Prepared | Edition | None = found.ready.get(edition) or known.editions.get(edition)
        yield from row.due if row else []


class Prints:
    """The fingerprints of documents as they would be made now."""

    def __init__(self, found: Check, theme: Theme, layouts: str) -> None:
        self._found = found
        self._theme = theme
        self._layouts = layouts
        self._drawn: dict[tuple[str, str], str] = {}

    def drawn_in(self, document: Document) -> bool:
        """Whether its edition was read and can be made in its language."""
        prepared = self._found.ready.get(document.edition)
        return prepared is not None and document.language in prepared.outlines

    def of(self, document: Document, profile: str) -> str:
        """The fingerprint of a document."""
        key = document.edition, document.language
        if key not in self._drawn:
            outline = self._found.ready[key[0]].outlines[key[1]]
            self._drawn[key] = of_outline(outline, self._theme)
        return of_document(self._drawn[key], document.product, profile, self._layouts)


def _why(
    plan: Plan, document: Document, settings: Settings, known: Manifest, output: OutputFolder
) -> list[str]:
    """Why it must be made, in words; empty when it would come out the same."""
    entry = known.entry(document)
    if entry is None:
        return [DAMAGED if known.damaged else NEVER]
    reason = ON_REQUEST if settings.force else ""
    reason = reason or reason_of(entry, plan.prints[document], output)
    if not reason:
        return []
    told = plan.says.differences(document, known, entry.said) if entry.said else []
    return told or [reason]


def reason_of(entry: Entry, fingerprint: str, output: OutputFolder) -> str:
    """Why a document must be made anew, as far as no fact says so; empty when it need not be."""
    if entry.pending:
        return BROKEN_OFF
    if entry.fingerprint != fingerprint:
        return OTHERWISE
    return "" if entry.stands(output) else NOT_AS_MADE


def _stale(
    plan: Plan, known: Manifest, inputs: Inputs, prints: Prints, wanted: set[str]
) -> Iterator[tuple[str, bool]]:
    """Of what the order leaves out: whether the data no longer are what it was made from."""
    for document, entry in left_out(plan.order, known, wanted):
        prepared = plan.found.ready.get(document.edition)
        if prepared is None or entry.inputs == inputs_of(document, prepared.assets, inputs):
            continue
        yield (
            document.name,
            not prints.drawn_in(document)
            or entry.fingerprint != prints.of(document, entry.profile),
        )


def _look_for_changes(plan: Plan, output: Path, known: Manifest) -> None:
    """By a quick look: what is replaced is compared by every byte, right before."""
    for document in plan.make:
        for path in map(str, document.paths):
            written = known.written(document, path)
            place = f"{output}/{path}"
            if os.path.lexists(place) and not any(stored.stands(place) for stored in written):
                (plan.changed if written else plan.strangers).append(output / path)
