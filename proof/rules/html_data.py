"""The linked data of a page (JSON-LD): the organisations as programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from wegwijs.proof.expectations.contacts import records
from wegwijs.proof.expectations.linked_data import CONTEXT, organisation
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.damage import Damaged, foreign_objects
from wegwijs.proof.readers.html import WebPage
from wegwijs.proof.readers.linked import flat, read_json
from wegwijs.proof.words import same, typed

Row = Mapping[str, Sequence[str]]


def misstated(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Compare the data with the sources, organisation by organisation."""
    try:
        context, rows = _read(page)
    except Damaged as error:
        what = "De gegevens voor programma's (JSON-LD) zijn er niet, of zijn niet te lezen."
        yield Finding("data", what, AGAIN, detail=str(error)[:200])
        return
    blank = {one.numeral for one in truth.organisations if one.claim.is_blank}
    every = [organisation(one) for one in records(truth) if one.numeral not in blank]
    names, asked = [_name(row) for row in rows], [_name(row) for row in every]
    if context != CONTEXT or list(map(typed, names)) != list(map(typed, asked)):
        told = ", ".join(names)
        what = f"De gegevens voor programma's gaan over {told}, dat moet {', '.join(asked)} zijn."
        yield Finding("data", what, AGAIN)
    by_name = dict(zip(map(typed, asked), every, strict=True))
    for name, row in zip(names, rows, strict=True):
        right = by_name.get(typed(name), row)
        for field in sorted({*row, *right}):
            if not _alike(row.get(field, ()), right.get(field, ())):
                what = (
                    f"De gegevens voor programma's zeggen bij {name} {field} {_told(row, field)},"
                    f" dat moet {_told(right, field)} zijn."
                )
                yield Finding("data", what, AGAIN)


@foreign_objects()
def _read(page: WebPage) -> tuple[object, list[Row]]:
    """Return the vocabulary, and the values of each organisation by path. Raises ``Damaged``."""
    (text,) = (node.raw for node in page.all("script") if "type" in node.attributes)
    data = read_json(text.encode())
    return data["@context"], [flat(dict(row)) for row in data["@graph"]]


def _name(row: Row) -> str:
    return " ".join(row.get("name", ()))


def _alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether values are equal, but for the quotes of print."""
    return len(some) == len(others) and all(map(same, some, others))


def _told(row: Row, field: str) -> str:
    values = row.get(field)
    return json.dumps(", ".join(values), ensure_ascii=False) if values else "niets"
