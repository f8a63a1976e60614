"""Normalisation of texts for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\ufeff")
# Print has other quotes than a keyboard, and each language its own: ``rules.quotes`` judges them.
_QUOTES = dict.fromkeys(
    map(ord, "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb"),
    "'",
)
_GONE = dict.fromkeys(map(ord, INVISIBLE))
_KEY = _QUOTES | _GONE


@lru_cache(maxsize=8192)  # every rule asks for the texts of a file again
def key(text: str) -> str:
    """Remove white space and invisible characters, and make all quotes the same."""
    return "".join(text.translate(_KEY).split())


def plain(text: str) -> str:
    """Collapse white space and remove invisible characters."""
    return " ".join(text.translate(_GONE).split())


def typed(text: str) -> str:
    """Collapse white space, remove invisible characters, and make all quotes the same."""
    return plain(text).translate(_QUOTES)


def same(one: str, other: str) -> bool:
    """Whether two texts are equal but for the kind of spaces and quotes."""
    return typed(one) == typed(other)


def whole(*texts: str) -> str:
    """Return a pattern for these numbers and addresses that does not match inside a longer one."""
    return r"(?<![\w@.+-])(?:" + "|".join(map(re.escape, texts)) + r")(?![\w@])(?![.-]\w)"


def rightward(text: str) -> bool:
    """Whether a text has no right-to-left letters."""
    return not any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
