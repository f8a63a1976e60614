"""Whether a document of Office follows its schema (ECMA-376), by openxml-audit."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.damage import foreign_code
from wegwijs.proof.readers.packed import Packed

# openxml-audit takes the type of a text block (ECMA-376-1, 17.12.15) for that of a section.
_FALSE_ALARM = re.compile(r"/docPartPr\[1\]/types\[1\]/type\[1\]: .*'bbPlcHdr'")
# Where words stand in our own notation: what is before them, they themselves, what is after them.
_TEXT, _VALUE, _ID = rb"[^<]*", rb'[^"<>]*', rb"[0-9a-f]{12}"
_PLACES = (
    (rb'<w:t xml:space="preserve">', _TEXT, rb"</w:t>"),
    (rb"<a:t>", _TEXT, rb"</a:t>"),
    (rb"<dc:creator>", _TEXT, rb"</dc:creator>"),
    (rb"<cp:lastModifiedBy>", _TEXT, rb"</cp:lastModifiedBy>"),
    (rb' descr="', _VALUE, rb'"'),  # what a picture shows
    (rb' w:tooltip="', _VALUE, rb'"'),
    (rb'<w:tblCaption w:val="', _VALUE, rb'"'),
    (rb'/hyperlink" Target="', _VALUE, rb'"'),
    (rb' r:id="link', _ID, rb'"'),  # our ids are digests of addresses
    (rb' Id="link', _ID, rb'"'),
)
_WORDS = re.compile(b"|".join(b"(?<=%s)%s(?=%s)" % place for place in _PLACES))
_MOST_SHAPES = 256
_validated: dict[str, tuple[str, ...]] = {}  # what is wrong, by shape


def schema(file: Packed, path: Path, program: str) -> Iterator[Finding]:
    """Yield departures from the schema; ``program`` is the one that reads such files.

    The schema says nothing of words: documents that differ in those alone are validated once, since
    that takes a third of the time that a document is judged in.
    """
    shape = _shape(file)
    if shape not in _validated:
        if len(_validated) >= _MOST_SHAPES:
            _validated.clear()
        _validated[shape] = tuple(departures(path))
    for error in _validated[shape]:
        what = f"Het bestand volgt de regels voor {program}-bestanden niet."
        yield Finding("schema", what, detail=error)


def _shape(file: Packed) -> str:
    """Return a digest of all parts of a file but for the words in it, and its pictures."""
    found = hashlib.sha256()
    for name, data in sorted(file.parts.items()):
        found.update(b"%d %s\n" % (len(name), name.encode("utf-8", "backslashreplace")))
        if not name.endswith(".png"):
            found.update(hashlib.sha256(_WORDS.sub(b"", data)).digest())
    return found.hexdigest()


def departures(path: Path) -> Iterator[str]:
    """Yield where a document departs from the schema."""
    from openxml_audit import OpenXmlValidator

    with foreign_code():
        errors = OpenXmlValidator().validate(path).errors
    yield from (str(error) for error in errors if not _FALSE_ALARM.search(str(error)))
