"""Ids derived from names: safe as file names on Windows, macOS and Linux."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from wegwijs.sources.names import is_device

MAX_ID = 60  # as in the model
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def plain_words(name: str) -> list[str]:
    """Return the words of a name in lowercase ASCII letters and digits."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    plain = letters.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    ascii_ = "".join(char for char in plain if not unicodedata.combining(char))
    return re.findall(r"[a-z0-9]+", ascii_)


def alike(name: str) -> str:
    """Return what names that look alike have in common."""
    return " ".join(plain_words(name))


def slug(name: str) -> str:
    """Return the name in lowercase ASCII letters, digits and hyphens; may be empty."""
    words = "-".join(plain_words(name))
    if len(words) <= MAX_ID:
        return words
    return words[: MAX_ID + 1].rpartition("-")[0] or words[:MAX_ID]


def safe_id(name: str, prefix: str) -> str:
    """Return the slug, prefixed where Windows reserves that name for a device."""
    id_ = slug(name)
    return f"{prefix}-{id_}" if is_device(id_) else id_


def unique_ids(names: Sequence[tuple[str, str]], prefix: str) -> list[str]:
    """Return an id for every (name, code); those that share a slug get their code as a suffix.

    So an id does not depend on the order of reading.
    """
    ids = [safe_id(name, prefix) or slug(code) for name, code in names]
    times = Counter(ids)
    return [
        slug(f"{id_[: MAX_ID - 10]} {code}") if times[id_] > 1 else id_
        for id_, (_, code) in zip(ids, names, strict=True)
    ]
