"""Our own empty Word document, as python-docx opens and saves it, with room for what is written."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import docx

from layouts.word.fields import ANSWERS
from layouts.word.fonts import embedded_font
from layouts.word.package import Member, Package, Packer, Stretch, deflated, member
from layouts.word.parts import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT,
    FOOTER,
    HEADER,
    RELATIONS,
    DocumentFormat,
    Properties,
    core_properties,
    embedded_in,
    part,
    parts_of,
)


@dataclass(frozen=True, eq=False)
class PartFrame:
    """A part without what is written in it: what stands before that and after it."""

    name: str
    start: Stretch
    end: Stretch

    def member(self, written: Iterable[Stretch]) -> Member:
        """The part with what is written in it."""
        return member(self.name, (self.start, *written, self.end))


@dataclass(frozen=True, eq=False)
class Template:
    """What all documents of a look share: ``fixed`` has the parts that never change, ``frames`` the
    parts that are written in, by name.
    """

    fixed: Package
    frames: Mapping[str, PartFrame]


@lru_cache(maxsize=64)
def template(format_: DocumentFormat) -> Template:
    """An empty document that looks like this."""
    parts = {name: part(xml) for name, xml in parts_of(format_)}
    fonts = {
        f"word/fonts/{name}.odttf": embedded_font(family, weight, style).data
        for name, family, weight, style in embedded_in(format_)
    }
    nobody = core_properties(Properties("", "", date.min, format_))
    empty = _zipped(parts | dict.fromkeys(fonts, b"") | {CORE: part(nobody)})
    frames = {name: _frame(name, xml) for name, xml in _saved(empty)}
    fixed = {n: data for n, data in parts.items() if n not in frames and n != ANSWERS} | fonts
    # Word and file managers look for the content types at the start.
    names = sorted(fixed, key=lambda name: (name != CONTENT_TYPES, name))
    return Template(Package([deflated(name, fixed[name]) for name in names]), frames)


def _saved(package: bytes) -> Iterator[tuple[str, str]]:
    """The parts to write in, as python-docx saves them."""
    document = docx.Document(io.BytesIO(package))
    (section,) = document.sections
    yield DOCUMENT, document.part.blob.decode()
    yield RELATIONS, document.part.rels.xml.decode()
    yield HEADER, section.header.part.blob.decode()
    yield FOOTER, section.footer.part.blob.decode()


# Where in a part something is written.
_GAPS = {
    DOCUMENT: "<w:sectPr>",
    RELATIONS: "</Relationships>",
    HEADER: "</w:hdr>",
    FOOTER: "</w:ftr>",
}


def _frame(name: str, xml: str) -> PartFrame:
    xml = re.sub(r"<(w:hdr|w:ftr)([^>]*)/>", r"<\1\2></\1>", xml)
    at = xml.index(_GAPS[name])
    packer = Packer()
    return PartFrame(name, packer.stretch(xml[:at]), packer.stretch(xml[at:]))


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package that is only opened once."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return file.getvalue()
