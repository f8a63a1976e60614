"""Count sentences and words as readers do; ICU finds where a sentence ends."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def sentences(text: str) -> list[str]:
    """Return the sentences of a Dutch text, stripped.

    ``{placeholder}`` counts as a name, also at the start of a sentence.
    """
    import icu

    # A capital letter of the same UTF-16 length: ICU sees a name, and offsets stay the same.
    filled = _PLACEHOLDER.sub(lambda match: "X" * (len(match[0].encode("utf-16-le")) // 2), text)
    breaks = icu.BreakIterator.createSentenceInstance(icu.Locale("nl"))
    whole = icu.UnicodeString(text)
    breaks.setText(filled)
    found, start = [], 0
    for end in breaks:  # in UTF-16 units, as UnicodeString counts
        found.append(str(whole[start:end]).strip())
        start = end
    return [sentence for sentence in found if sentence]


def word_count(sentence: str) -> int:
    """Count the words: what stands between spaces and has a letter or digit."""
    return sum(any(char.isalnum() for char in word) for word in sentence.split())
