"""The copies in one Word document: each a section with its own header, footer and page numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from wegwijs.proof.readers.docx import WP, A, R, W, WordFile, text_of
from wegwijs.proof.words import plain

_DOCUMENT = "word/document.xml"
_TOTAL = re.compile(r"\s*PAGEREF (\w+)\s*")
_PAPER = ("pgSz", "pgMar", "bidi")


@dataclass(frozen=True)
class Section:
    """A copy in a document: its elements, the properties of its section, and the names of the parts
    that are its header and footer.
    """

    file: WordFile
    elements: list[Any]
    properties: Any
    header: str
    footer: str

    def unlike(self, single: WordFile) -> Iterator[str]:
        """Yield how it differs from the copy in a file of its own."""
        asked = [one for one in single.body.iterchildren("*") if one.tag != f"{W}sectPr"]
        here, there = _Canonical(self.file), _Canonical(single)
        for mine, right in zip(self.elements, asked, strict=False):
            if here.form(mine) != there.form(right):
                yield f'hier staat iets anders dan in zijn eigen bestand: "{_words(mine, right)}"'
                break
        if len(self.elements) != len(asked):
            yield "hier staat meer of minder dan in zijn eigen bestand"
        yield from self._running(single)
        yield from self._pages(single)

    def _running(self, single: WordFile) -> Iterator[str]:
        if self.file.parts.get(self.header) != single.parts.get("word/header.xml"):
            yield "de kop is niet die van deze deelnemer"
        marks = {
            mark.get(f"{W}name")
            for element in self.elements[-1:]
            for mark in element.iter(f"{W}bookmarkStart")
            if any(one.tag == f"{W}r" for one in mark.itersiblings())  # LibreOffice drops others
        }
        data = self.file.parts.get(self.footer, b"")
        fields = [one.get(f"{W}instr", "") for one in self._fields()]
        totals = [match[1] for one in fields if (match := _TOTAL.fullmatch(one))]
        for total in totals:
            data = data.replace(f" PAGEREF {total} ".encode(), b" NUMPAGES ")
        if data != single.parts.get("word/footer.xml"):
            yield "de voet is anders dan in zijn eigen bestand"
        elif len(totals) != 1 or not set(totals) <= marks:
            yield "de voet telt de bladzijden van een andere hand-out"

    def _fields(self) -> Iterator[Any]:
        if self.footer in self.file.parts:
            yield from self.file.xml(self.footer).iter(f"{W}fldSimple")

    def _pages(self, single: WordFile) -> Iterator[str]:
        own = single.body.find(f"{W}sectPr")
        if any(_part_of(self.properties, name) != _part_of(own, name) for name in _PAPER):
            yield "het papier of de marge is anders dan in zijn eigen bestand"
        kind, numbers = (self.properties.find(f"{W}{name}") for name in ("type", "pgNumType"))
        if kind is not None and kind.get(f"{W}val") not in ("nextPage", "oddPage"):
            yield "die begint niet op een nieuwe bladzijde"
        if numbers is None or numbers.get(f"{W}start") != "1":
            yield "die begint niet met bladzijde 1"
        if self.properties.find(f"{W}titlePg") is not None:
            yield "de eerste bladzijde heeft een andere kop"


def sections(file: WordFile) -> Iterator[Section]:
    """Yield the sections of a document, in order."""
    relations = file.relations(_DOCUMENT)
    elements: list[Any] = []
    for one in file.body.iterchildren("*"):
        ends = one if one.tag == f"{W}sectPr" else one.find(f"{W}pPr/{W}sectPr")
        if one.tag != f"{W}sectPr":
            elements.append(one)
        if ends is None:
            continue
        running = []
        for kind in ("headerReference", "footerReference"):
            found = ends.findall(f"{W}{kind}")
            target = relations.get(found[0].get(f"{R}id"), "") if len(found) == 1 else ""
            running.append(f"word/{target}")
        yield Section(file, elements, ends, running[0], running[1])
        elements = []


class _Canonical:
    """Elements in a form in which copies are equal: without numbers that a document needs to be
    unique, and with the targets of links and the pictures themselves.
    """

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._relations = file.relations(_DOCUMENT)

    def form(self, element: Any) -> bytes:
        """Return an element in that form."""
        copy = deepcopy(element)
        for tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}dataBinding", f"{W}sectPr"):
            for one in list(copy.iter(tag)):
                one.getparent().remove(one)
        for one in copy.iter(f"{W}id", f"{WP}docPr"):
            one.attrib.pop(f"{W}val" if one.tag == f"{W}id" else "id", None)
        for one in copy.iter(f"{W}hyperlink"):
            one.set(f"{R}id", self._relations.get(one.get(f"{R}id"), ""))
        for one in copy.iter(f"{A}blip"):
            part = self._file.parts.get(
                f"word/{self._relations.get(one.get(f'{R}embed'), '')}", b""
            )
            one.set(f"{R}embed", hashlib.sha256(part).hexdigest())
        return _plain(copy)


def _part_of(section: Any, name: str) -> bytes:
    return b"" if section is None else _plain(section.find(f"{W}{name}"))


def _plain(element: Any) -> bytes:
    return b"" if element is None else bytes(etree.tostring(element, method="c14n", exclusive=True))


def _words(mine: Any, right: Any) -> str:
    return plain(text_of(mine) or text_of(right))[:60]
