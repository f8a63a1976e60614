"""A catalogue brought up to date with the Dutch, and without what another one says already."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace

from sources.catalogue import Catalogue, Entry, Key, judged
from sources.reviews import stamped
from sources.translatable import Source


def merge(catalogue: Catalogue, sources: Mapping[Key, Source], version: int) -> Catalogue:
    """The catalogue brought up to date with the Dutch.

    A text that changed keeps its translation, marked fuzzy, with the former Dutch beside it; one
    that went away becomes obsolete, and comes back with it. The review of what changed no longer
    holds, until the text is again as it was reviewed.
    """
    catalogue = stamped(catalogue)
    gone = {key: entry for key, entry in catalogue.entries.items() if key not in sources}
    obsolete = {key: entry for key, entry in catalogue.obsolete.items() if key not in sources}
    entries: dict[Key, Entry] = {}
    for key in sources:
        if entry := catalogue.entries.get(key):
            entries[key] = entry
            continue
        if entry := catalogue.obsolete.get(key):  # taken out, and put back
            entries[key] = entry
            continue
        former = _closest(key, gone)
        if former and gone[former].text:
            entry = gone.pop(former)
            said = entry.previous if entry.fuzzy and entry.previous else former
            back = said[1] == key[1]  # the Dutch is again what the translation is of
            previous = None if back else said
            entries[key] = replace(entry, fuzzy=not back, line=0, previous=previous)
        else:
            entries[key] = Entry("")
    headers = dict(catalogue.headers)
    ready = all(entry.text and not entry.fuzzy for entry in entries.values())
    if ready:
        headers["X-Source-Version"] = str(version)
    for key, entry in gone.items():
        # A fuzzy text is the translation of the former Dutch, if that is known.
        if entry.fuzzy:
            former = (key[0], entry.previous[1]) if entry.previous else key
            if entry.previous and former not in sources:
                obsolete[former] = Entry(entry.text, stamp=entry.stamp)
        else:
            obsolete[key] = entry
    merged = replace(catalogue, headers=headers, entries=entries, obsolete=obsolete)
    return judged(merged)


def without_copies(catalogue: Catalogue, shared: Catalogue) -> Catalogue:
    """The catalogue without what another has too: texts without translation, or with the same.

    A text that was reviewed here alone stays, and one with a note: somebody's work is in it.
    """
    entries = {
        key: entry
        for key, entry in catalogue.entries.items()
        if key not in shared.entries
        or entry.text not in ("", shared.entries[key].text)
        or (entry.review and not shared.review_of(key))
        or set(entry.user_comments) - set(shared.entries[key].user_comments)
    }
    return replace(catalogue, entries=entries)


def _closest(key: Key, gone: Mapping[Key, Entry]) -> Key | None:
    """The former text at the same place; of several, the most alike."""
    here = [former for former in gone if former[0] == key[0]]
    if not here:
        return None
    return max(here, key=lambda former: difflib.SequenceMatcher(None, former[1], key[1]).ratio())
