"""Document properties: publisher, date and language.

Catalogues, file lists and screen readers show these. A PDF has them twice, in its information
dictionary and in its XMP packet, and a viewer takes either of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.words import same

MADE, CHANGED = "dag waarop het document gemaakt is", "dag waarop het document veranderd is"
_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d{2})-?(\d{2})(?!\d*-)")  # of XMP, of Word and of PDF


def of_pdf(reading: Reading, truth: Truth, language: str) -> Iterator[Finding]:
    """Check both against the sources; ``language`` is that of the document. For the titles see
    ``rules.tags``.
    """
    declared = reading.declared
    publisher = truth.pack.edition.publisher
    for said in _different(*declared.authors):
        if not same(said, publisher):
            yield unlike("properties", "maker van het document", said, publisher)
    for said in _different(declared.language):
        if said != language:
            yield unlike("language", "taal in de gegevens van het document", said, language)
    yield from days(truth, MADE, *declared.created)
    yield from days(truth, CHANGED, *declared.changed)


def days(truth: Truth, name: str, *said: object) -> Iterator[Finding]:
    """Check stamps against the day of the edition."""
    right = truth.pack.edition.date.isoformat()
    for one in _different(*said):
        day = _DAY.match(one)
        if day is None or "-".join(day.groups()) != right:
            yield unlike("properties", name, one, right)


def unlike(kind: str, name: str, said: str, right: str) -> Finding:
    """Report a property that differs from the sources."""
    told = f'"{said}"' if said else "niet ingevuld"
    return Finding(kind, f'De {name} is {told}, dat moet "{right}" zijn.')


def _different(*said: object) -> Iterable[str]:
    """Yield values, which may be lists, as texts without duplicates."""
    return dict.fromkeys(
        ", ".join(map(str, one)) if isinstance(one, list | set | tuple) else str(one or "")
        for one in said
    )
