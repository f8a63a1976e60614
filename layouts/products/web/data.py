"""The organisations as linked data (JSON-LD, schema.org), for programs that read pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from layouts.content.outline import Entry, Outline
from sources.ways import EMAIL, PHONE, WEB

_NAMES = {PHONE.id: "telephone", EMAIL.id: "email", WEB.id: "url"}  # of a contact point


def linked_data(outline: Outline) -> str:
    """Return the data as JSON."""
    graph = [_organisation(entry) for entry in outline.entries if not entry.blank]
    found = {"@context": "https://schema.org", "@graph": graph}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _organisation(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Organization", "name": str(entry.title)}
    if entry.meaning and str(entry.meaning) != str(entry.title):
        found["alternateName"] = str(entry.meaning)
    if entry.url:
        found["url"] = entry.url.target
    found["contactPoint"] = {"@type": "ContactPoint", **dict(_ways(entry))}
    return found


def _ways(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.phone:
        yield _NAMES[PHONE.id], entry.phone.display
    if entry.email:
        yield _NAMES[EMAIL.id], entry.email.target.removeprefix("mailto:")
    if entry.url:
        yield _NAMES[WEB.id], entry.url.target
