"""Names of places as people write them, out of capitals without apostrophes and hyphens."""

from __future__ import annotations

import re

# 'S GRAVENHAGE' and 'T HARDE': the apostrophe is gone, or stands in another sign.
_ARTICLE = re.compile(r"^['\u2018\u2019`\u00b4]?([ST])(?:[ -]+)(?=\w{2})", re.IGNORECASE)
_LOWER = frozenset(
    ["aan", "bij", "de", "den", "der", "en", "het", "in", "op", "over", "ten", "ter", "van", "a/d"]
)
# Behind a name that several provinces have.
_PROVINCES = {
    one.lower(): one for one in ("NH", "ZH", "NB", "LB", "OV", "FR", "GN", "DR", "UT", "Gld", "Zld")
}


def written(name: str) -> str:
    """Return the name of a place as it is written: ``'s-Gravenhage`` for ``S GRAVENHAGE``."""
    article = _ARTICLE.match(name)
    before = {"s": "'s-", "t": "'t "}[article[1].lower()] if article else ""
    rest = name[article.end() :] if article else name
    if rest != rest.upper():  # somebody wrote it already
        return before + rest
    words = rest.lower().split()
    parts = [_word(word, first=not index) for index, word in enumerate(words)]
    if len(words) > 1 and words[-1] in _PROVINCES:
        parts[-1] = _PROVINCES[words[-1]]
    return before + " ".join(parts)


def _word(word: str, *, first: bool) -> str:
    return "-".join(
        part if part in _LOWER and (index or not first) else _capital(part)
        for index, part in enumerate(word.split("-"))
    )


def _capital(word: str) -> str:
    if word.startswith("ij"):
        return "IJ" + word[2:]
    return word[:1].upper() + word[1:]
