"""Our empty Word document, opened and saved by python-docx, split where documents are filled in."""

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
    """A part split where it is filled in: what comes before and after."""

    name: str
    start: Stretch
    end: Stretch

    def member(self, written: Iterable[Stretch]) -> Member:
        """Return the part, filled in."""
        return member(self.name, (self.start, *written, self.end))


@dataclass(frozen=True, eq=False)
class Template:
    """What documents of a format share: ``fixed`` holds the parts that never change, ``frames``
    those that are filled in, by name.
    """

    fixed: Package
    frames: Mapping[str, PartFrame]


@lru_cache(maxsize=64)
def template(format_: DocumentFormat) -> Template:
    """Return the empty document of a format."""
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
    """Yield the parts to fill in, as python-docx saves them."""
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
    """Return a package that is opened only once."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return file.getvalue()
