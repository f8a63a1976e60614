"""Update a catalogue from the Dutch, and remove what another catalogue already has."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from msgspec import structs

from wegwijs.sources.catalogue import Catalogue, Key, PoEntry, judged
from wegwijs.sources.reviews import stamped
from wegwijs.sources.translatable import TranslatableText


def merge(
    catalogue: Catalogue,
    sources: Mapping[Key, TranslatableText],
    version: int,
    *,
    complete: bool = True,
) -> Catalogue:
    """Return the catalogue updated from the Dutch.

    A changed text keeps its translation, marked fuzzy, with the previous Dutch beside it; a removed
    text becomes obsolete, and is restored when it returns. The review of a changed text lapses
    until the text is again as it was reviewed. Unless the sources are ``complete``, a text that is
    not there lends its translation to no other: it may only be in an edition with a fault.
    """
    catalogue = stamped(catalogue)
    gone = {key: entry for key, entry in catalogue.entries.items() if key not in sources}
    obsolete = {key: entry for key, entry in catalogue.obsolete.items() if key not in sources}
    entries: dict[Key, PoEntry] = {}
    for key in sources:
        if entry := catalogue.entries.get(key):
            entries[key] = entry
            continue
        if entry := catalogue.obsolete.get(key):  # removed and restored
            entries[key] = entry
            continue
        former = _closest(key, gone) if complete else None
        if former and gone[former].text:
            entry = gone.pop(former)
            said = entry.previous if entry.fuzzy and entry.previous else former
            back = said[1] == key[1]  # the Dutch was reverted
            previous = None if back else said
            entries[key] = structs.replace(entry, fuzzy=not back, line=0, previous=previous)
        else:
            entries[key] = PoEntry("")
    headers = dict(catalogue.headers)
    ready = all(entry.text and not entry.fuzzy for entry in entries.values())
    if ready:
        headers["X-Source-Version"] = str(version)
    for key, entry in gone.items():
        # A fuzzy text translates the previous Dutch, if that is known.
        if entry.fuzzy:
            former = (key[0], entry.previous[1]) if entry.previous else key
            if entry.previous and former not in sources:
                obsolete[former] = PoEntry(entry.text, stamp=entry.stamp)
        else:
            obsolete[key] = entry
    merged = structs.replace(catalogue, headers=headers, entries=entries, obsolete=obsolete)
    return judged(merged)


def without_copies(catalogue: Catalogue, shared: Catalogue) -> Catalogue:
    """Return the catalogue without texts that are untranslated, or the same in ``shared``.

    Texts reviewed only here stay, and texts with a note: those are somebody's work.
    """
    entries = {
        key: entry
        for key, entry in catalogue.entries.items()
        if key not in shared.entries
        or entry.text not in ("", shared.entries[key].text)
        or (entry.review and not shared.review_of(key))
        or set(entry.user_comments) - set(shared.entries[key].user_comments)
    }
    return structs.replace(catalogue, entries=entries)


def with_unreviewed(catalogue: Catalogue, shared: Catalogue) -> Catalogue:
    """Return the catalogue with copies of the translations of ``shared`` that nobody reviewed.

    Copies have no stamp: that of a withdrawn review would count as one of whoever reviewed the
    other texts of ``catalogue``.
    """
    waiting = {
        key: structs.replace(one, stamp="")
        for key, one in shared.entries.items()
        if not shared.review_of(key)
    }
    return structs.replace(catalogue, entries=waiting | catalogue.entries)


def _closest(key: Key, gone: Mapping[Key, PoEntry]) -> Key | None:
    """Return the previous text at the same place; of several, the most similar."""
    here = [former for former in gone if former[0] == key[0]]
    if not here:
        return None
    return max(here, key=lambda former: difflib.SequenceMatcher(None, former[1], key[1]).ratio())
