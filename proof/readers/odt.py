"""Reads an OpenDocument text from its parts: blocks in reading order, links, pictures, fields,
looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.readers.packed import Packed, rejoined
from wegwijs.proof.rules.chapters import Block, Link
from wegwijs.proof.words import key

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
NAMES: Mapping[str, str] = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "config": f"{_OASIS}config:1.0",
    "manifest": f"{_OASIS}manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_SHORT = {uri: name for name, uri in NAMES.items()}
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
TYPE = b"application/vnd.oasis.opendocument.text"
_OVERVIEW = 4  # columns: for whom, who, numeral, number
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}  # mm
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt)")


def full(name: str) -> str:
    """Return the name of an element or attribute as a parser has it: ``text:p`` in full."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


def short(name: str) -> str:
    """Return the name of an element or attribute with its prefix."""
    space, _, local = name.removeprefix("{").rpartition("}")
    return f"{_SHORT.get(space, space)}:{local}" if space else local


def said(element: Any, name: str) -> str:
    """Return an attribute, empty when it is absent."""
    return str(element.get(full(name), ""))


P, H, ROW, CELL = map(full, ("text:p", "text:h", "table:table-row", "table:table-cell"))
FIELDS = tuple(map(full, ("text:text-input", "text:user-field-input")))
_FRAME = full("draw:frame")


class OdtFile(Packed):
    """An open .odt file. Raises ``Damaged`` and ``TooMuch``."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.body = self._one(CONTENT, "office:body", "office:text")
        self._known: dict[tuple[str, str, str], Any] = {}

    def _one(self, part: str, *path: str) -> Any:
        found = self.xml(part).find("/".join(map(full, path)))
        if found is None:
            raise Damaged(f"{part}: {'/'.join(path)} ontbreekt")
        return found

    def xml(self, name: str) -> Any:
        """Return a part, parsed. Raises ``Damaged``, also for one that declares entities."""
        root = super().xml(name)
        if root.getroottree().docinfo.doctype:
            raise Damaged(f"{name} verklaart een eigen soort document")
        return root

    def headers(self) -> list[Any]:
        """Return the headers of all pages."""
        return list(self._one(STYLES, "office:master-styles").iter(full("style:header")))

    def footers(self) -> list[Any]:
        """Return the footers of all pages."""
        return list(self._one(STYLES, "office:master-styles").iter(full("style:footer")))

    @property
    def texts(self) -> list[tuple[str, Any]]:
        """The elements with text, each with its part."""
        running = ((STYLES, one) for one in (*self.headers(), *self.footers()))
        return [(CONTENT, self.body), *running]

    @cached_property
    def blocks(self) -> list[Block]:
        """Header, footer and body in reading order."""
        found = []
        for kind, ones in (("header", self.headers()), ("footer", self.footers())):
            for one in ones:
                found.append(Block(text_of(one), kind, heading=True, links=tuple(links_of(one))))
                found += self.pictures(one)
        return [*found, *self._blocks(self.body, item=False)]

    def _blocks(self, element: Any, *, item: bool) -> Iterator[Block]:
        """Yield the blocks of an element, whatever they are wrapped in."""
        if element.tag in (P, H):
            text, level = text_of(element), self.level(element)
            if key(text):
                yield Block(
                    text,
                    key(text),
                    heading=level is not None,
                    level=level,
                    item=item,
                    links=tuple(links_of(element)),
                )
            yield from self.pictures(element)
            return
        cells = element.findall(CELL) if element.tag == ROW else []
        numeral = key(text_of(cells[2])) if len(cells) == _OVERVIEW else ""
        if numeral.isdecimal():
            text = "\n".join(map(text_of, cells))
            yield Block(text, f"row {numeral}", heading=True, links=tuple(links_of(element)))
            yield from self.pictures(element)
            return
        item = item or element.tag == full("text:list-item")
        for child in element.iterchildren("*"):
            yield from self._blocks(child, item=item)

    def level(self, paragraph: Any) -> int | None:
        """Return the heading level: 0 for the title, 1 to 9, None for other paragraphs."""
        if paragraph.tag == H:
            level = said(paragraph, "text:outline-level") or "1"
            return int(level) if level.isdecimal() else 1
        names = [one.get(full("style:name")) for one in self.chain(CONTENT, paragraph)]
        return 0 if "Title" in names else None

    def pictures(self, element: Any) -> Iterator[Block]:
        """Yield every picture in an element."""
        for frame in element.iter(_FRAME):
            image = frame.find(full("draw:image"))
            target = said(image, "xlink:href") if image is not None else ""
            alt = frame.findtext(full("svg:desc")) or frame.findtext(full("svg:title")) or ""
            yield Block(
                "",
                "",
                alt=alt,
                picture=self.parts.get(target, b""),
                width=length(said(frame, "svg:width")),
            )

    def fields(self) -> list[Any]:
        """Return the form fields in order."""
        return list(self.body.iter(*FIELDS))

    def font_program(self, name: str, style: str) -> bytes | None:
        """Return an embedded font, or None; ``style`` is Regular or Bold."""
        for face in self.xml(CONTENT).iter(full("style:font-face")):
            for uri in face.iter(full("svg:font-face-uri")):
                target = said(uri, "xlink:href")
                if said(face, "style:name") == name and style in target:
                    return self.parts.get(target)
        return None

    # --- looks ----------------------------------------------------------------------------------

    def style(self, part: str, family: str, name: str) -> Any:
        """Return a style: an automatic one of the part, or a named one; None without."""
        at = (part, family, name)
        if at not in self._known:
            self._known[at] = next(
                (
                    one
                    for root in (self.xml(part), self.xml(STYLES))
                    for one in root.iter(full("style:style"))
                    if (said(one, "style:family"), said(one, "style:name")) == (family, name)
                ),
                None,
            )
        return self._known[at]

    def chain(self, part: str, element: Any) -> Iterator[Any]:
        """Yield the styles of an element: its own, and those on which that is based."""
        tag = short(element.tag)
        family = _FAMILIES.get(tag, "")
        prefix = tag.partition(":")[0]
        name, seen = said(element, f"{prefix}:style-name"), set[str]()
        while name and name not in seen:
            seen.add(name)
            style = self.style(part, family, name)
            if style is None:
                return
            yield style
            name = said(style, "style:parent-style-name")

    def looks(self, part: str, element: Any, kind: str, name: str) -> str:
        """Return the value of a property, nearest first: of the styles of an element, then of those
        around it in its paragraph, then of the defaults.
        """
        properties, attribute = full(f"style:{kind}-properties"), full(name)
        here = element
        while here is not None:
            if short(here.tag) in _FAMILIES:
                for style in self.chain(part, here):
                    for found in style.findall(properties):
                        if attribute in found.attrib:
                            return str(found.get(attribute))
            if here.tag in (P, H) or kind not in ("text", "paragraph"):
                break
            here = here.getparent()
        for default in self.xml(STYLES).iter(full("style:default-style")):
            if said(default, "style:family") == "paragraph":
                for found in default.findall(properties):
                    return str(found.get(attribute, ""))
        return ""


_FAMILIES = {
    "text:p": "paragraph",
    "text:h": "paragraph",
    "text:span": "text",
    "text:a": "text",
    "table:table": "table",
    "table:table-cell": "table-cell",
    "table:table-column": "table-column",
    "table:table-row": "table-row",
}


def length(text: str) -> float:
    """Return a length in mm, 0 for an absent one. Raises ``Damaged`` for any other content."""
    found = _LENGTH.fullmatch(text)
    if found is None:
        if not text:
            return 0.0
        raise Damaged(f"{text!r} is geen lengte")
    return float(found[1]) * _UNITS[found[2]]


def links_of(element: Any) -> Iterator[Link]:
    """Yield the links in an element."""
    for link in element.iter(full("text:a")):
        yield Link(text_of(link), said(link, "xlink:href"), said(link, "office:title"))


def spoken(element: Any) -> Iterator[tuple[str, Any]]:
    """Yield the pieces of text in an element, each with the element directly around it."""
    if element.text:
        yield element.text, element
    for child in element.iterchildren("*"):
        name = short(child.tag)
        if name == "text:s":
            count = said(child, "text:c") or "1"
            yield " " * (min(int(count), 1000) if count.isdecimal() else 1), element
        elif name in ("text:tab", "text:line-break"):
            yield "\t" if name == "text:tab" else "\n", element
        elif child.tag != _FRAME:
            yield from spoken(child)
        if child.tail:
            yield child.tail, element


def text_of(element: Any) -> str:
    """Return the text of a paragraph, cell or header, with paragraphs on separate lines."""
    if element.tag in (P, H) or short(element.tag) in _INLINE:
        return rejoined("".join(text for text, _ in spoken(element)))
    return "\n".join(text_of(one) for one in element.iter(P, H))


_INLINE = ("text:span", "text:a", "text:text-input", "text:user-field-input")
