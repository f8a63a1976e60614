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
_ENTITY = rb"&(?:amp|lt|gt|quot|apos);"  # any other may be undefined
_TEXT = rb"(?:[^<&\x00-\x08\x0b\x0c\x0e-\x1f]|%s)*" % _ENTITY
_VALUE = rb'(?:[^"<>&\x00-\x1f]|%s)*' % _ENTITY
_TIP = rb'(?:[^"<>&\x00-\x1f]|%s){0,260}' % _ENTITY  # the schema knows the length of a tip
_PLACES = (
    (rb'<w:t xml:space="preserve">', _TEXT, rb"</w:t>"),
    (rb"<a:t>", _TEXT, rb"</a:t>"),
    (rb"<dc:creator>", _TEXT, rb"</dc:creator>"),
    (rb"<cp:lastModifiedBy>", _TEXT, rb"</cp:lastModifiedBy>"),
    (rb' descr="', _VALUE, rb'"'),  # what a picture shows
    (rb' w:tooltip="', _TIP, rb'"'),
    (rb'<w:tblCaption w:val="', _VALUE, rb'"'),
    (rb'/hyperlink" Target="', _VALUE, rb'"'),
)
_WORDS = re.compile(b"|".join(b"(?<=%s)%s(?=%s)" % place for place in _PLACES))
# Our ids of links are digests of their addresses.
_USED, _DEFINED = (re.compile(rb' %s="link([0-9a-f]{12})"' % name) for name in (b"r:id", b"Id"))
_MOST_SHAPES = 256
_right: set[str] = set()  # shapes without departures


def schema(file: Packed, path: Path, program: str) -> Iterator[Finding]:
    """Yield departures from the schema; ``program`` is the one that reads such files.

    The schema says next to nothing of words: of documents that differ in those alone one that is
    right stands for the others, since to validate takes a third of the time of a judgement.
    """
    shape = _shape(file)
    if shape in _right:
        return
    found = list(departures(path))
    if not found:
        if len(_right) >= _MOST_SHAPES:
            _right.clear()
        _right.add(shape)
    for error in found:
        what = f"Het bestand volgt de regels voor {program}-bestanden niet."
        yield Finding("schema", what, detail=error)


def _shape(file: Packed) -> str:
    """Return a digest of all parts of a file but for the words in it, its pictures, and links that
    lead where they should.
    """
    found = hashlib.sha256()
    for name, data in sorted(file.parts.items()):
        found.update(b"%d %s\n" % (len(name), name.encode("utf-8", "backslashreplace")))
        if name.endswith(".png"):
            continue
        if not name.endswith((".xml", ".rels")):  # a font, which has no words
            found.update(hashlib.sha256(data).digest())
            continue
        folder, _, part = name.rpartition("/")
        used, defined = _USED.findall(data), _DEFINED.findall(data)
        known = _DEFINED.findall(file.parts.get(f"{folder}/_rels/{part}.rels", b""))
        told = _WORDS.sub(b"", data)
        if set(used) <= set(known) and len(set(defined)) == len(defined):
            told = _DEFINED.sub(b"", _USED.sub(b"", told))
        found.update(hashlib.sha256(told).digest())
    return found.hexdigest()


def departures(path: Path) -> Iterator[str]:
    """Yield where a document departs from the schema."""
    from openxml_audit import OpenXmlValidator

    with foreign_code():
        errors = OpenXmlValidator().validate(path).errors
    yield from (str(error) for error in errors if not _FALSE_ALARM.search(str(error)))
