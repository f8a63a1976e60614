"""Reads a Word file from its parts: blocks in reading order, links, pictures, fields, languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.readers.packed import Packed, rejoined
from wegwijs.proof.rules.chapters import Block, Link
from wegwijs.proof.words import key

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 36000  # to a mm
FONTS = "word/fontTable.xml"
_DISGUISED = 32
_OVERVIEW = 4  # columns: for whom, who, numeral, number


class WordFile(Packed):
    """An open .docx file. Raises ``Damaged`` and ``TooMuch``."""

    def __init__(self, data: bytes, copies: int = 1) -> None:
        super().__init__(data, copies)
        body = self.xml("word/document.xml").find(f"{W}body")
        if body is None:
            raise Damaged("word/document.xml heeft geen inhoud")
        self.body = body

    def relations(self, part: str) -> dict[str, str]:
        """Return the targets of the links and pictures of a part, by relationship id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        return {item.get("Id"): item.get("Target", "") for item in self.xml(rels)}

    def outside(self) -> Iterator[str]:
        """Yield every external target: links, but also templates and pictures."""
        for name in sorted(self.parts):
            for item in self.xml(name) if name.endswith(".rels") else ():
                if item.get("TargetMode") == "External":
                    yield item.get("Target", "")

    @cached_property
    def styles(self) -> dict[str, Any]:
        """The styles by id."""
        found = self.xml("word/styles.xml").findall(f"{W}style")
        return {style.get(f"{W}styleId"): style for style in found}

    def font_program(self, name: str, style: str) -> bytes | None:
        """Return an embedded font, undisguised; ``style`` is Regular or Bold. None when it is not
        in the file.
        """
        there = self.relations(FONTS)
        for font in self.xml(FONTS).iter(f"{W}font"):
            slot = font.find(f"{W}embed{style}")
            if font.get(f"{W}name") != name or slot is None:
                continue
            data = self.parts.get(f"word/{there.get(slot.get(f'{R}id'), '')}")
            digits = re.sub("[^0-9A-Fa-f]", "", slot.get(f"{W}fontKey", ""))
            if data is None or len(digits) != _DISGUISED:
                return data
            # The first 32 bytes are disguised with a key of 16 (ECMA-376-4, 2.8.1).
            mask = bytes.fromhex(digits)[::-1] * 2
            head = bytes(one ^ other for one, other in zip(data, mask, strict=False))
            return head + data[_DISGUISED:]
        return None

    def level(self, paragraph: Any) -> int | None:
        """Return the heading level: 0 for the title, 1 to 9, None for other paragraphs."""
        style = self.styles.get(value(paragraph, "pPr", "pStyle"))
        name = value(style, "name").lower()  # Word knows headings by name
        if name == "title":
            return 0
        match = re.fullmatch(r"heading ([1-9])", name)
        return int(match[1]) if match else None

    def running(self, kind: str) -> list[tuple[str, Any]]:
        """Return the header or footer parts with their names."""
        names = sorted(n for n in self.parts if re.fullmatch(rf"word/{kind}\d*\.xml", n))
        return [(name, self.xml(name)) for name in names]

    def headers(self) -> Iterator[str]:
        """Yield the text of each header that pages show, empty where there is none."""
        even = self.xml("word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
        relations = self.relations("word/document.xml")
        for section in self.body.iter(f"{W}sectPr"):
            first = section.find(f"{W}titlePg") is not None
            shown = ("default", *(["first"] if first else []), *(["even"] if even else []))
            targets = {
                one.get(f"{W}type"): relations.get(one.get(f"{R}id"), "")
                for one in section.findall(f"{W}headerReference")
            }
            for kind in shown:
                name = f"word/{targets.get(kind, '')}"
                yield text_of(self.xml(name)) if name in self.parts else ""

    @cached_property
    def blocks(self) -> list[Block]:
        """Header, body and footer in reading order."""
        found = []
        for kind in ("header", "footer"):
            for name, part in self.running(kind):
                relations = self.relations(name)
                links = tuple(self._links(part, relations))
                text = "\n".join(text_of(p) for p in part.iter(f"{W}p"))
                found.append(Block(text, kind, heading=True, links=links))
                found += self.pictures(part, relations)
        relations = self.relations("word/document.xml")
        found += self._blocks(self.body, relations)
        return found

    def _blocks(self, element: Any, relations: dict[str, str]) -> Iterator[Block]:
        """Yield the blocks of an element, whatever they are wrapped in."""
        if element.tag == f"{W}p":
            text = text_of(element)
            links = tuple(self._links(element, relations))
            heading = self.level(element) is not None
            yield Block(text, key(text), heading=heading, links=links)
            yield from self.pictures(element, relations)
            return
        cells = element.findall(f"{W}tc") if element.tag == f"{W}tr" else []
        numeral = key(text_of(cells[2])) if len(cells) == _OVERVIEW else ""
        if numeral.isdecimal():
            text = "\n".join(text_of(cell) for cell in cells)
            links = tuple(self._links(element, relations))
            yield Block(text, f"row {numeral}", heading=True, links=links)
            yield from self.pictures(element, relations)
            return
        for child in element.iterchildren("*"):
            yield from self._blocks(child, relations)

    def pictures(self, element: Any, relations: dict[str, str]) -> Iterator[Block]:
        """Yield every picture in an element."""
        for drawing in element.iter(f"{WP}inline", f"{WP}anchor"):
            blip = next(drawing.iter(f"{A}blip"), None)
            target = relations.get(blip.get(f"{R}embed"), "") if blip is not None else ""
            yield Block(
                "",
                "",
                alt=below(drawing, f"{WP}docPr").get("descr", ""),
                picture=self.parts.get(f"word/{target}", b""),
                width=number(below(drawing, f"{WP}extent"), "cx") / EMU,
            )

    @staticmethod
    def _links(element: Any, relations: dict[str, str]) -> Iterator[Link]:
        for link in element.iter(f"{W}hyperlink"):
            target = relations.get(link.get(f"{R}id"), "")
            yield Link(text_of(link), target, link.get(f"{W}tooltip", ""))


def number(element: Any, attribute: str, default: str | None = None) -> int:
    """Return the whole number in an attribute. Raises ``Damaged`` for any other content."""
    said = element.get(attribute, default)
    try:
        return int(said)
    except (TypeError, ValueError) as error:
        raise Damaged(
            f"{_local(element.tag)}/{_local(attribute)} is {said!r}, geen getal"
        ) from error


def whole(said: str) -> int:
    """Return a whole number. Raises ``Damaged``."""
    try:
        return int(said)
    except ValueError as error:
        raise Damaged(f"{said!r} is geen getal") from error


def below(element: Any, *path: str) -> Any:
    """Return an element below another by its names in the main namespace, or by a full name.

    Raises ``Damaged`` when it is absent.
    """
    names = (name if name.startswith("{") else f"{W}{name}" for name in path)
    found = element.find("/".join(names))
    if found is None:
        raise Damaged(f"{_local(element.tag)}/{'/'.join(map(_local, path))} ontbreekt")
    return found


def around(element: Any, name: str) -> Any:
    """Return the nearest ancestor of a name in the main namespace. Raises ``Damaged`` without."""
    for one in element.iterancestors(f"{W}{name}"):
        return one
    raise Damaged(f"{_local(element.tag)} staat niet in {name}")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def value(element: Any, *path: str) -> str:
    """Return the value of a property below an element, empty when it is absent."""
    found = element.find("/".join(f"{W}{name}" for name in path)) if element is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


_LETTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def text_of(element: Any) -> str:
    """Return the text of a paragraph, run or cell, with paragraphs on separate lines."""
    if element.tag in (f"{W}tc", f"{W}hdr", f"{W}ftr"):
        return "\n".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    text = "".join(
        _LETTERS.get(child.tag, child.text or "")
        for child in element.iter(f"{W}t", *_LETTERS)
        if child.getparent().tag != f"{W}tabs"
    )
    return rejoined(text)
