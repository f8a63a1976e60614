"""Quotes and apostrophes that were typed as a computer has them, and printed so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from proof.findings import Finding
from proof.rules.chapters import Chapter

_STRAIGHT = re.compile(r"""(?<![\d"'])["'`\u00b4](?=\w)|(?<=[^\W\d])["'`\u00b4]""")
_ADDRESS = re.compile(r"\S*(?:@|://)\S*")


def straight(found: Iterable[Chapter]) -> Iterator[Finding]:
    """Every word with a straight one; an address keeps what it has."""
    for chapter in found:
        for block in chapter.blocks:
            text = block.text
            for link in block.links:
                text = text.replace(link.text, " ")
            for word in _ADDRESS.sub(" ", text).split():
                if _STRAIGHT.search(word):
                    what = f"Bij {chapter.place.name} staat een rechte komma of aanhaling: {word}"
                    yield Finding("quote", f"{what}.", at=block.at)
