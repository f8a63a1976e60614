"""The text of a page, and whether a phone number occurs in it in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

# What may stand between two digits of one number: spaces of any kind, dashes, dots, bullets,
# slashes and parentheses; "/ " and ") -" happen. Never a line break: that is where another
# number begins.
_GAP = r"[ \t\u00a0\u2000-\u200b\u202f().\u2010-\u2015\u2212\u00b7\u2022/-]{0,3}"
# Invisible: soft hyphens and direction marks.
_UNSEEN = re.compile(r"[\u00ad\u061c\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s",
           "small", "span", "strong", "sub", "sup", "u", "wbr"}  # fmt: skip
_SILENT = {"script", "style", "noscript", "template"}
FULL = (
    9  # digits after the 0: a whole Dutch number; shorter ones also occur in the middle of others
)


def text_of(data: bytes, charset: str | None) -> str:
    """Return the text of an HTML page, one line per block, including the targets of ``tel:`` links.

    Lenient with broken HTML and charsets; an unknown charset is taken for UTF-8, since digits are
    the same in nearly all.
    """
    from lxml import etree

    try:
        text = data.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        text = data.decode("utf-8", "replace")
    parser = etree.HTMLParser(encoding="utf-8", recover=True, no_network=True)
    try:
        root = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):  # empty, or only a comment
        root = None
    return "" if root is None else "".join(_pieces(root))


def _pieces(root: Any) -> Iterator[str]:
    """Yield texts in page order, whitespace collapsed; a line break starts a new block."""
    from lxml import etree

    silent = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            yield _folded(element.tail)
            continue
        tag = str(element.tag)
        quiet = tag in _SILENT and element.get("type") != "application/ld+json"
        if event == "start":
            silent += quiet
            yield "" if tag in _INLINE else "\n"
            if (link := element.get("href") or "").lower().startswith("tel:"):
                yield f"\n{_folded(unquote(link[4:]))}\n"
            yield "" if silent else _folded(element.text)
        else:
            silent -= quiet
            yield "" if tag in _INLINE else "\n"
            yield "" if silent else _folded(element.tail)


def _folded(text: str | None) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", _UNSEEN.sub("", text or ""))


def mentions(target: str, text: str) -> bool:
    """Whether a number, as dialled (``tel:+31302861000``, ``tel:14030``), occurs in a text."""
    return bool(_pattern(target).search(text))


@lru_cache(maxsize=1024)
def _pattern(target: str) -> re.Pattern[str]:
    """Return a pattern for a number with or without country code, in any grouping."""
    dialled = target.removeprefix("tel:")
    abroad = ""
    if dialled.startswith("+31"):
        digits = dialled[3:]
        abroad = _country(r"\(?0\)?")
    elif dialled.startswith("0"):
        digits = dialled[1:]
        abroad = _country(r"\(?0\)?")
    elif dialled.startswith("+"):  # foreign numbers have no 0 to drop
        digits, abroad = dialled[1:], r"(?:\+|00)" + _GAP
    else:
        digits, abroad = dialled, f"(?:{_PLUS_31}{_GAP})?"
    body = _GAP.join(digits)
    if len(digits) >= FULL:
        return re.compile(rf"(?<![\d+]){abroad}{body}(?!\d)")
    return re.compile(
        rf"(?<![\d+])(?<!\d[ \u00a0\u2000-\u200b\u202f()./-]){abroad}{body}(?!{_NEAR}\d)"
    )


_PLUS_31 = rf"(?:\+|0{_GAP}0){_GAP}3{_GAP}1"
_NEAR = r"[ \t\u00a0\u2000-\u200b\u202f().\u2010-\u2015/-]{0,2}"


def _country(zero: str) -> str:
    """A national number starts with 0; after +31 the 0 is dropped or in parentheses."""
    return rf"(?:{_PLUS_31}{_GAP}(?:{zero}{_GAP})?|0{_GAP})"
