"""The stamp on a reviewed text; the reviewer and date are in the header of its catalogue.

A stamp is a translator comment, which gettext tools keep. It holds a digest of the text: when the
Dutch or the translation changes, only that text loses its review, and regains it when reverted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from wegwijs.sources.model import Review

PER_TEXT = "X-Review-Per-Text"  # a header: a text without stamp is not reviewed
_STAMP = re.compile(r"\s*(?:reviewed|changed since review): ([0-9a-f]{12})\s*")


def stamp_of(key: tuple[str, str], text: str) -> str:
    """Return the stamp of a translation: a digest of its place, its Dutch and itself."""
    return hashlib.sha256("\0".join((*key, text)).encode()).hexdigest()[:12]


def comment_of(stamp: str, *, holds: bool) -> str:
    """Return a stamp as a comment. A lapsed one says so, and is kept."""
    return f"{'reviewed' if holds else 'changed since review'}: {stamp}"


def parted(comments: Iterable[str]) -> tuple[str, list[str]]:
    """Split the comments of a text into its stamp and the others."""
    stamp, others = "", []
    for comment in comments:
        if match := _STAMP.fullmatch(comment):
            stamp = match[1]
        else:
            others.append(comment)
    return stamp, others


def together(reviews: Iterable[Review]) -> Review | None:
    """Combine reviews: all reviewers, and the last date."""
    found = list(dict.fromkeys(reviews))
    if not found:
        return None
    names = dict.fromkeys(name for review in found for name in review.reviewer.split(", "))
    return Review(", ".join(names), max(review.day for review in found))
