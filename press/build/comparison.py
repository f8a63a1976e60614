"""Compare the present facts of documents with those in the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct

from wegwijs.layouts.products.contract import Offset
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.press.build.prepare import Check
from wegwijs.press.ledger.changes import Facts, differences
from wegwijs.press.ledger.entry import Entry
from wegwijs.press.ledger.facts import making_facts
from wegwijs.press.ledger.fingerprint import of_document
from wegwijs.press.ledger.inputs import digest
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.offset import NONE, in_words
from wegwijs.press.order import Document

OTHERWISE = "teksten of opmaak veranderd"


class Making(Struct, frozen=True):
    """How a document is made: for which printer, and how far it is moved for that."""

    profile: str
    offset: Offset = NONE

    @classmethod
    def of(cls, entry: Entry) -> Making:
        """Return how a document was made."""
        return cls(entry.profile, entry.offset or NONE)


class Comparison:
    """Compare checked documents with a ledger; ``layouts`` is that of ``Inputs``."""

    def __init__(self, found: Check, known: Manifest, layouts: str) -> None:
        self._found = found
        self._known = known
        self._layouts = layouts
        self._sets: dict[str, Facts] = {}
        self._names: dict[tuple[str, ...], str] = {}
        self._differences: dict[tuple[str, str], list[str]] = {}

    @property
    def sets(self) -> Mapping[str, Facts]:
        """The sets of facts by the names that ``said`` returned; many documents share one."""
        return self._sets

    def fingerprint(self, document: Document, making: Making) -> str:
        """Return the fingerprint of what a document would be made from."""
        prepared = self._found.ready[document.edition]
        drawn = prepared.drawn[document.language]
        if states := PRODUCTS[document.product].states:
            drawn = digest((drawn, *map(prepared.apart.__getitem__, states)))
        return of_document(drawn, document.product, making.profile, self._layouts, making.offset)

    def said(self, document: Document, making: Making) -> str:
        """Return the names of the sets of facts of a document."""
        prepared = self._found.ready[document.edition]
        review = prepared.reviews[document.language]
        sets = {
            ("own", document.edition): prepared.facts,
            ("shared", document.edition): prepared.shared,
            # Editions print other texts: of one they are reviewed, of another not.
            ("language", str(review), making.profile, in_words(making.offset)): review,
        }
        return " ".join(self._named(key, facts) for key, facts in sets.items())

    def _named(self, key: tuple[str, ...], facts: Facts) -> str:
        if key not in self._names:
            if key[0] == "language":
                facts = facts | making_facts(key[2], self._layouts, key[3])
            name = self._names[key] = digest([json.dumps(facts)])[:16]
            self._sets[name] = facts
        return self._names[key]

    def facts(self, document: Document, making: Making) -> Facts:
        """Return all facts of a document; where two sets have the same key the first counts."""
        now: Facts = {}
        for name in self.said(document, making).split():
            now |= {k: fact for k, fact in self._sets[name].items() if k not in now}
        return now

    def differences(self, document: Document, entry: Entry | None, making: Making) -> list[str]:
        """Describe how what a document says now differs from what it said."""
        if entry is None or not entry.said:
            return []
        key = entry.said, self.said(document, making)
        if key not in self._differences:
            before, now = self._known.facts_of(entry.said), self.facts(document, making)
            self._differences[key] = differences(before, now)
        return self._differences[key]

    def is_stale(self, document: Document, entry: Entry) -> bool:
        """Return whether a document would come out differently now, or not at all."""
        if not self._found.can_be_drawn(document):
            return True
        return entry.fingerprint != self.fingerprint(document, Making.of(entry))
