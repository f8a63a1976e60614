"""Text copied from a PDF in a browser must match the printed text.

Chrome and Edge copy with pdfium, which ignores tags and infers the order of text from positions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.inspection import walk
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.readers.structure_tree import Element
from wegwijs.proof.words import plain

# pdfium's sign for a hyphen that it takes away, and a word that goes on after its hyphen.
_DIVIDED = re.compile("[\ufffe\ufffd]")
_GOES_ON = re.compile("-\u2060\\s+")
# Chinese has no spaces between words, and readers add one where a line ends: each character counts.
_WIDE = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]")


def lost_in_copying(reading: Reading, format_: Format) -> Iterator[Finding]:
    """Check that every word and address that is read aloud can be copied."""
    copies = format_.panels[0].copies
    copied = _DIVIDED.sub("-", "\n".join(page.copied for page in reading.pages))
    found = words(copied)
    whole = plain(_GOES_ON.sub("-", copied))
    said: Counter[str] = Counter()
    for block in reading.blocks:
        text = words(block.text) if block.alt is None else Counter[str]()
        said += Counter({word: count * copies for word, count in text.items()})
        lost = next((word for word in text if said[word] > found[word]), None)
        if lost:
            what = f'Wie dit uit het bestand kopieert, krijgt "{lost}" niet zoals het er staat.'
            yield _finding(reading, block, what, _instead(found, lost))
    for element in walk(reading.inspection.elements):
        if element.tag == "Link" and plain(element.text) not in whole:
            what = f"Wie {element.text.strip()} kopieert, krijgt iets anders dan er staat."
            yield _finding(reading, element, what)


def words(text: str) -> Counter[str]:
    """Return the words of a text without surrounding punctuation."""
    text = plain(_GOES_ON.sub("-", unicodedata.normalize("NFC", text)))
    text = _WIDE.sub(" \\g<0> ", text)
    bare = (_bare(word) for word in text.split())
    return Counter(word for word in bare if word)


def _bare(word: str) -> str:
    """From the first letter or digit to the last, and the marks on that."""
    places = [i for i, char in enumerate(word) if unicodedata.category(char)[0] in "LNM"]
    return word[places[0] : places[-1] + 1] if places else ""


def _instead(found: Counter[str], word: str) -> str:
    """Return what was copied instead, if it has the same letters."""
    same = sorted(other for other in found if sorted(other) == sorted(word) and other != word)
    return f"Gekopieerd: {same[0]}" if same else ""


def _finding(reading: Reading, element: Element, what: str, detail: str = "") -> Finding:
    page, box = reading.place_of(element)
    return Finding("copied", what, at=Spot(page, box=box), detail=detail)
