"""Opens a Word file from its parts: blocks in reading order, links, pictures, fields, languages."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree

from press.proof.chapters import Block, Link
from press.proof.words import key

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU = 36000  # to a mm
MOST = 100_000_000  # bytes, unpacked: more is no handout
_OVERVIEW = 4  # columns: for whom, who, numeral, number


class Damaged(Exception):
    """Not a Word file, or one of which a part is missing or broken; says which."""


class WordFile:
    """A .docx that is open. Raises ``Damaged``."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                if sum(entry.file_size for entry in package.infolist()) > MOST:
                    raise Damaged("too large when unpacked")
                self.parts = {name: package.read(name) for name in package.namelist()}
        except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError, ValueError) as error:
            raise Damaged(str(error)) from error
        body = self.xml("word/document.xml").find(f"{W}body")
        if body is None:
            raise Damaged("word/document.xml has no body")
        self.body = body

    def xml(self, name: str) -> Any:
        """A part. Raises ``Damaged``."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.parts[name], parser)
        except KeyError as error:
            raise Damaged(f"{name} is missing") from error
        except etree.XMLSyntaxError as error:
            raise Damaged(f"{name}: {error}") from error

    def relations(self, part: str) -> dict[str, str]:
        """Where the links and pictures of a part lead, by id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        return {item.get("Id"): item.get("Target", "") for item in self.xml(rels)}

    def outside(self) -> Iterator[str]:
        """All that the file refers to outside itself: links, but templates and pictures too."""
        for name in sorted(self.parts):
            for item in self.xml(name) if name.endswith(".rels") else ():
                if item.get("TargetMode") == "External":
                    yield item.get("Target", "")

    @cached_property
    def styles(self) -> dict[str, str]:
        """The name of each style by its id; Word knows headings by name."""
        return {
            style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val").lower()
            for style in self.xml("word/styles.xml").findall(f"{W}style")
            if style.find(f"{W}name") is not None
        }

    def level(self, paragraph: Any) -> int | None:
        """0 for the title, 1 to 9 for a heading, None for other paragraphs."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = self.styles.get(style.get(f"{W}val"), "") if style is not None else ""
        if name == "title":
            return 0
        match = re.fullmatch(r"heading ([1-9])", name)
        return int(match[1]) if match else None

    def running(self, kind: str) -> list[Any]:
        """The parts that are ``header`` or ``footer``."""
        names = sorted(n for n in self.parts if re.fullmatch(rf"word/{kind}\d*\.xml", n))
        return [(name, self.xml(name)) for name in names]

    @cached_property
    def blocks(self) -> list[Block]:
        """Header, body and footer in reading order."""
        found = []
        for kind in ("header", "footer"):
            for name, part in self.running(kind):
                links = tuple(self._links(part, self.relations(name)))
                text = "\n".join(text_of(p) for p in part.iter(f"{W}p"))
                found.append(Block(text, kind, heading=True, links=links))
        relations = self.relations("word/document.xml")
        for element in self.body:
            found += self._blocks(element, relations)
        return found

    def _blocks(self, element: Any, relations: dict[str, str]) -> Iterator[Block]:
        if element.tag == f"{W}p":
            yield self._block(element, relations)
        for row in element.findall(f"{W}tr") if element.tag == f"{W}tbl" else ():
            cells = row.findall(f"{W}tc")
            numeral = key(text_of(cells[2])) if len(cells) == _OVERVIEW else ""
            if numeral.isdecimal():
                text = "\n".join(text_of(cell) for cell in cells)
                links = tuple(self._links(row, relations))
                yield Block(text, f"row {numeral}", heading=True, links=links)
                continue
            for cell in cells:
                for child in cell:
                    yield from self._blocks(child, relations)

    def _block(self, paragraph: Any, relations: dict[str, str]) -> Block:
        text = text_of(paragraph)
        picture, width, alt = b"", 0.0, None
        for drawing in paragraph.iter(f"{WP}inline", f"{WP}anchor"):
            alt = drawing.find(f"{WP}docPr").get("descr", "")
            width = int(drawing.find(f"{WP}extent").get("cx")) / EMU
            blip = next(drawing.iter(f"{_A}blip"), None)
            target = relations.get(blip.get(f"{_R}embed"), "") if blip is not None else ""
            picture = self.parts.get(f"word/{target}", b"")
        return Block(
            text,
            key(text),
            heading=self.level(paragraph) is not None,
            links=tuple(self._links(paragraph, relations)),
            alt=alt,
            picture=picture,
            width=width,
        )

    @staticmethod
    def _links(element: Any, relations: dict[str, str]) -> Iterator[Link]:
        for link in element.iter(f"{W}hyperlink"):
            target = relations.get(link.get(f"{_R}id"), "")
            yield Link(text_of(link), target, link.get(f"{W}tooltip", ""))


def text_of(element: Any) -> str:
    """The text of a paragraph, run or cell; paragraphs on lines of their own."""
    if element.tag in (f"{W}tc", f"{W}hdr", f"{W}ftr"):
        return "\n".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    return "".join(
        "\t" if child.tag == f"{W}tab" else child.text or ""
        for child in element.iter(f"{W}t", f"{W}tab")
        if child.getparent().tag != f"{W}tabs"
    )
