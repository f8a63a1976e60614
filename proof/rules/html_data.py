"""The linked data of a page (JSON-LD): the organisations as programs read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from proof.expectations.organisations import Listed
from proof.expectations.truth import Truth
from proof.findings import AGAIN, Finding
from proof.readers.html import WebPage

_CONTEXT = "https://schema.org"


def misstated(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Compare the data with the sources, organisation by organisation."""
    found = [node.raw for node in page.all("script") if "type" in node.attributes]
    try:
        (text,) = found
        data = json.loads(text)
        graph = data["@graph"]
        rows = {str(row["name"]): row for row in graph}
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        what = "De gegevens voor programma's (JSON-LD) zijn er niet, of zijn niet te lezen."
        yield Finding("data", what, AGAIN, detail=repr(error)[:200])
        return
    asked = {
        str(one.title): organisation(one) for one in truth.organisations if not one.claim.is_blank
    }
    if data.get("@context") != _CONTEXT or len(rows) != len(graph) or list(rows) != list(asked):
        told = ", ".join(rows)
        what = f"De gegevens voor programma's gaan over {told}, dat moet {', '.join(asked)} zijn."
        yield Finding("data", what, AGAIN)
    for name, row in rows.items():
        right = asked.get(name, row)
        for field in sorted({*row, *right}):
            if row.get(field) != right.get(field):
                what = (
                    f"De gegevens voor programma's zeggen bij {name} {field} {_told(row, field)},"
                    f" dat moet {_told(right, field)} zijn."
                )
                yield Finding("data", what, AGAIN)


def _told(row: dict[str, Any], field: str) -> str:
    return json.dumps(row[field], ensure_ascii=False) if field in row else "niets"


def organisation(one: Listed) -> dict[str, Any]:
    """Return what programs should read of an organisation."""
    claim, title = one.claim, str(one.title)
    found: dict[str, Any] = {"@type": "Organization", "name": title}
    if one.meaning and str(one.meaning) != title:
        found["alternateName"] = str(one.meaning)
    point: dict[str, str] = {"@type": "ContactPoint"}
    if claim.phone:
        point["telephone"] = claim.phone.display
    if claim.email:
        point["email"] = claim.email.target.removeprefix("mailto:")
    if claim.web:
        found["url"] = point["url"] = claim.web.target
    return found | {"contactPoint": point}
