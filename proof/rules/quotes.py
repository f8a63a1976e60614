"""Straight quotes and apostrophes in print, and apostrophes that are turned round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wegwijs.proof.findings import Finding
from wegwijs.proof.rules.chapters import Chapter

_STRAIGHT = re.compile(r"""(?<![\d"'])["'`\u00b4](?=\w)|(?<=[^\W\d])["'`\u00b4]""")
# An apostrophe within a word, or before a Dutch word of one letter, opens no quotation.
_TURNED = re.compile(r"(?<=\w)\u2018(?=\w)|(?<!\w)\u2018[stnkmr](?!\w)")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")


def mistyped(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Yield every word with one. Addresses are left alone."""
    for chapter in found:
        for block in chapter.blocks:
            text = block.text
            for link in block.links:
                text = text.replace(link.text, " ")
            for word in _ADDRESS.sub(" ", text).split():
                if wrong := _wrong(word):
                    what = f"Bij {chapter.place.name} staat een {wrong}: {word}"
                    yield Finding("quote", f"{what}.", at=block.at)


def _wrong(word: str) -> str:
    if _STRAIGHT.search(word):
        return "rechte komma of aanhaling"
    return "apostrof die andersom hoort" if _TURNED.search(word) else ""
