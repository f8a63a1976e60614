"""Signing a catalogue: the reviewer in its header, and the stamps on its texts."""

from __future__ import annotations

from msgspec import structs

from wegwijs.sources.catalogue import Catalogue, judged
from wegwijs.sources.model import Review
from wegwijs.sources.stamps import PER_TEXT, stamp_of, together


def stamped(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with a stamp on every reviewed text."""
    entries = {
        key: structs.replace(entry, stamp=stamp_of(key, entry.text)) if entry.review else entry
        for key, entry in catalogue.entries.items()
    }
    per_text = {PER_TEXT: "yes"} if catalogue.review else {}
    return structs.replace(catalogue, headers=catalogue.headers | per_text, entries=entries)


def signed(catalogue: Catalogue, review: Review) -> Catalogue:
    """Return the catalogue with every translation in it reviewed.

    Reviewers of unchanged texts stay named, unless all is reviewed anew.
    """
    keys = list(catalogue.entries)
    former = catalogue.reviewers(keys) if catalogue.unreviewed(keys) else None
    by = together([former, review] if former else [review]) or review
    names = {"X-Reviewer": by.reviewer, "X-Reviewed-On": by.day.isoformat(), PER_TEXT: "yes"}
    entries = {
        key: structs.replace(entry, stamp=stamp_of(key, entry.text))
        if entry.text and not entry.fuzzy
        else entry
        for key, entry in catalogue.entries.items()
    }
    return judged(structs.replace(catalogue, headers=catalogue.headers | names, entries=entries))
