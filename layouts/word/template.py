"""Our empty Word document, split at the places where documents are filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.word.fields import ANSWERS
from wegwijs.layouts.word.fonts import embedded_font
from wegwijs.layouts.word.package import Member, Package, Stretch, deflated, member
from wegwijs.layouts.word.parts import (
    CONTENT_TYPES,
    CORE,
    CORE_PROPERTIES,
    DOCUMENT,
    FOOTER,
    HEADER,
    RELATIONS,
    DocumentFormat,
    embedded_in,
    part,
    parts_of,
)


class PartFrame(Struct, frozen=True, eq=False):
    """A part split where it is filled in: the text before and after."""

    name: str
    start: Stretch
    end: Stretch

    def member(self, written: Iterable[Stretch]) -> Member:
        """Return the part with ``written`` filled in."""
        return member(self.name, (*written, self.end))


class Template(Struct, frozen=True, eq=False):
    """What documents of a format share: ``fixed`` holds the parts that never change, ``frames`` the
    parts that are filled in, by name.
    """

    fixed: Package
    frames: Mapping[str, PartFrame]


@lru_cache(maxsize=64)
def template(format_: DocumentFormat) -> Template:
    """Return the empty document of a format."""
    parts = dict(parts_of(format_))
    parts[CORE] = CORE_PROPERTIES
    frames = {name: _frame(name, parts[name]) for name in _GAPS}
    return Template(Package(list(fixed_members(format_))), frames)


def fixed_members(format_: DocumentFormat, more_types: str = "") -> Iterator[Member]:
    """Yield the parts that no document of a format fills in; ``more_types`` are content types of
    parts that only some have.
    """
    parts = {name: xml for name, xml in parts_of(format_) if name not in (*_GAPS, ANSWERS)}
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(_END_OF_TYPES, more_types + _END_OF_TYPES)
    fixed = {name: part(xml) for name, xml in parts.items()} | {
        f"word/fonts/{name}.odttf": embedded_font(family, weight, style).data
        for name, family, weight, style in embedded_in(format_)
    }
    # Word and file managers expect the content types at the start.
    for name in sorted(fixed, key=lambda name: (name != CONTENT_TYPES, name)):
        yield deflated(name, fixed[name])


_END_OF_TYPES = "</Types>"
# Where a part is filled in.
_GAPS = {
    DOCUMENT: "<w:sectPr>",
    RELATIONS: "</Relationships>",
    HEADER: "</w:hdr>",
    FOOTER: "</w:ftr>",
    CORE: "</cp:coreProperties>",
}
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"


def _frame(name: str, xml: str) -> PartFrame:
    xml = _DECLARATION + xml
    at = xml.index(_GAPS[name])
    return PartFrame(name, Stretch.of(xml[:at]), Stretch.of(xml[at:]))
