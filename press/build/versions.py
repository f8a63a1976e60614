"""The rule of versions: an edition needs a new one when what readers see differs from what was made
last under the same version.

Who finds two leaflets with "Versie 1" cannot tell which number is right. What readers do not see,
or see elsewhere on the page, needs none: another program, review, check date, printer or workshop.
The build only tells, since nobody wants another version for each mistake that is mended before
anything is printed; with ``--strict`` it refuses. The desk, whose users know no YAML, writes the
next version before it makes the files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from wegwijs.press.build.comparison import OTHERWISE
from wegwijs.press.build.prepare import Prepared
from wegwijs.press.ledger.changes import Facts, differences
from wegwijs.press.ledger.manifest import Manifest
from wegwijs.press.order import Document
from wegwijs.sources.problems import Problem

# Facts whose difference needs no new version.
APART = {
    *(
        "profile",
        "program",
        "offset",
        "stickers/sheet",
        "stickers/each",
        "translation",
        "checked",
        "date",
    ),
    *("workshop date", "workshop place", "trainer"),
}
DUTCH = "nl"
MOST = 3  # differences that are named


def same_version(
    making: Mapping[Document, Sequence[str]],
    says: Callable[[Document], Facts],
    known: Manifest,
    editions: Mapping[str, Prepared],
) -> dict[str, Problem]:
    """Return the editions that need a new version, and why.

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
    return {edition: _problem(editions[edition], list(told)) for edition, told in found.items()}


def _differences(
    before: Facts, now: Facts, document: Document, why: Sequence[str]
) -> Iterator[str]:
    if before.get("version") != now.get("version"):
        return
    yield from differences(_without(before), _without(now))
    same_making = all(before.get(key) == now.get(key) for key in ("profile", "program"))
    if document.language == DUTCH and list(why) == [OTHERWISE] and same_making:
        yield "een tekst"


def _without(facts: Facts) -> Facts:
    return {key: fact for key, fact in facts.items() if key not in APART}


def _problem(prepared: Prepared, told: Sequence[str]) -> Problem:
    version = prepared.facts["version"][1]
    more = f" en nog {len(told) - MOST}" if len(told) > MOST else ""
    changed = "; ".join(told[:MOST]) + more
    message = (
        f"versie {version} is al gemaakt, en daarin is nu iets anders: {changed}. Is die"
        f" al uitgedeeld? Zet hier {int(version) + 1}, en bij 'date' de dag van vandaag. Kijk ook"
        " of 'source' en 'checked' nog kloppen bij wat u veranderde"
    )
    return Problem(*prepared.version_at, message)
