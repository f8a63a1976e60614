"""The stamp on a text that was reviewed; who and when stands in the header of its catalogue.

A stamp is a translator's comment, which gettext's tools keep. It holds a digest of the text: when
the Dutch or the translation changes, that text alone is no longer reviewed, and it is again once it
is as it was.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from sources.model import Review

PER_TEXT = "X-Review-Per-Text"  # a header: a text without stamp is not reviewed
_STAMP = re.compile(r"\s*(?:reviewed|changed since review): ([0-9a-f]{12})\s*")


def stamp_of(key: tuple[str, str], text: str) -> str:
    """The stamp of a translation: of its place, its Dutch and itself."""
    return hashlib.sha256("\0".join((*key, text)).encode()).hexdigest()[:12]


def comment_of(stamp: str, *, holds: bool) -> str:
    """A stamp as a comment. One that no longer holds says so, and stays for when it does again."""
    return f"{'reviewed' if holds else 'changed since review'}: {stamp}"


def parted(comments: Iterable[str]) -> tuple[str, list[str]]:
    """The stamp among the comments of a text, and the other comments."""
    stamp, others = "", []
    for comment in comments:
        if match := _STAMP.fullmatch(comment):
            stamp = match[1]
        else:
            others.append(comment)
    return stamp, others


def together(reviews: Iterable[Review]) -> Review | None:
    """Reviews of parts as one: all who reviewed, and the day on which the last one did."""
    found = list(dict.fromkeys(reviews))
    if not found:
        return None
    names = dict.fromkeys(name for review in found for name in review.reviewer.split(", "))
    return Review(", ".join(names), max(review.day for review in found))
