"""Detect documents with changed content under an unchanged version.

Who finds two leaflets with "Versie 1" cannot tell which number is right. It is told and not
refused: nobody wants another version for each mistake that is mended before anything is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from press.build.comparison import OTHERWISE
from press.build.prepare import Prepared
from press.ledger.changes import Facts, differences
from press.ledger.manifest import Manifest
from press.order import Document
from sources.problems import Problem

# Differences that need no new version: printer, program, review, check date.
APART = {"profile", "program", "translation", "checked"}
# Different workshop details do not require a new version of the handout.
WORKSHOP = {"workshop date", "workshop place", "trainer"}
VERSION = ("version", "date")
DUTCH = "nl"
MOST = 3  # differences that are named


def same_version(
    making: Mapping[Document, Sequence[str]],
    says: Callable[[Document], Facts],
    known: Manifest,
    editions: Mapping[str, Prepared],
) -> list[Problem]:
    """Return the editions with changed content under an unchanged version.

    ``making`` says why each document is made, ``says`` what it says now.
    """
    found: dict[str, dict[str, None]] = {}
    for document, why in making.items():
        entry = known.entry(document)
        if entry is None or not entry.said:
            continue
        told = _differences(known.facts_of(entry.said), says(document), document, why)
        if once := dict.fromkeys(told):
            found.setdefault(document.edition, {}).update(once)
    return [_problem(editions[edition], list(told)) for edition, told in found.items()]


def _differences(
    before: Facts, now: Facts, document: Document, why: Sequence[str]
) -> Iterator[str]:
    if any(before.get(key) != now.get(key) for key in VERSION):
        return
    other = APART | WORKSHOP
    yield from differences(_without(before, other), _without(now, other))
    same_making = all(before.get(key) == now.get(key) for key in ("profile", "program"))
    if document.language == DUTCH and list(why) == [OTHERWISE] and same_making:
        yield "een tekst"


def _without(facts: Facts, keys: set[str]) -> Facts:
    return {key: fact for key, fact in facts.items() if key not in keys}


def _problem(prepared: Prepared, told: Sequence[str]) -> Problem:
    version, day = (prepared.facts[key][1] for key in VERSION)
    more = f" en nog {len(told) - MOST}" if len(told) > MOST else ""
    changed = "; ".join(told[:MOST]) + more
    message = (
        f"versie {version} van {day} is al gemaakt, en daarin is nu iets anders: {changed}. Is die"
        f" al uitgedeeld? Zet hier {int(version) + 1}, en bij 'date' de dag van vandaag. Kijk ook"
        " of 'source' en 'checked' nog kloppen bij wat u veranderde"
    )
    return Problem(*prepared.version_at, message)
