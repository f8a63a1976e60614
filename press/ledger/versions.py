"""Whether a document that says something else still has the version of what was made before.

Who finds two leaflets with "Versie 1" cannot tell which number is right. It is told and not
refused: nobody wants another version for each mistake that is mended before anything is printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.build.decide import OTHERWISE, Plan
from press.ledger.changes import Facts, differences
from press.ledger.manifest import Manifest
from press.order import Document
from sources.problems import Problem

# What says itself that it is another: the printer, the program, a review, a day in print.
APART = {"profile", "program", "translation", "checked"}
# Another workshop is no other version of its handout.
WORKSHOP = {"workshop date", "workshop place", "trainer"}
VERSION = ("version", "date")
DUTCH = "nl"
MOST = 3  # differences that are named


def same_version(plan: Plan, known: Manifest) -> list[Problem]:
    """The editions that are to be made with other content and the version that they had."""
    found: dict[str, dict[str, None]] = {}
    for document in plan.make:
        if told := dict.fromkeys(_differences(plan, document, known)):
            found.setdefault(document.edition, {}).update(told)
    return [_problem(plan, edition, list(told)) for edition, told in found.items()]


def _differences(plan: Plan, document: Document, known: Manifest) -> Iterator[str]:
    entry = known.entry(document)
    if entry is None or not entry.said:
        return
    before = known.facts_of(entry.said)
    now = plan.says.facts(document)
    if any(before.get(key) != now.get(key) for key in VERSION):
        return
    other = APART | WORKSHOP
    yield from differences(_without(before, other), _without(now, other))
    same_making = all(before.get(key) == now.get(key) for key in ("profile", "program"))
    if document.language == DUTCH and plan.make[document] == [OTHERWISE] and same_making:
        yield "een tekst"


def _without(facts: Facts, keys: set[str]) -> Facts:
    return {key: fact for key, fact in facts.items() if key not in keys}


def _problem(plan: Plan, edition: str, told: list[str]) -> Problem:
    prepared = plan.found.ready[edition]
    version, day = (prepared.facts[key][1] for key in VERSION)
    more = f" en nog {len(told) - MOST}" if len(told) > MOST else ""
    changed = "; ".join(told[:MOST]) + more
    message = (
        f"versie {version} van {day} is al gemaakt, en daarin is nu iets anders: {changed}. Is die"
        f" al uitgedeeld? Zet hier {int(version) + 1}, en bij 'date' de dag van vandaag. Kijk ook"
        " of 'source' en 'checked' nog kloppen bij wat u veranderde"
    )
    return Problem(*prepared.version_at, message)
