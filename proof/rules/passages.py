"""Splits an edited Word file into rows and paragraphs.

Word and LibreOffice write the same page in many ways, so only visible text, links and pictures are
read, whatever they are wrapped in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from wegwijs.proof.readers.docx import R, W, WordFile, text_of
from wegwijs.proof.rules.chapters import Block, Link
from wegwijs.proof.words import key, plain

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = (f"{W}del", f"{W}moveFrom", _FALLBACK, f"{W}txbxContent")
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True)
class Passage:
    """A row of a table, or a paragraph: ``cells`` has its paragraphs, cell by cell."""

    cells: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    pictures: tuple[Block, ...]
    row: bool

    @property
    def paragraphs(self) -> list[str]:
        """All its paragraphs."""
        return [text for cell in self.cells for text in cell]

    @property
    def text(self) -> str:
        """All its text."""
        return "\n".join(self.paragraphs)

    @property
    def name(self) -> str:
        """Its name in a finding: its first words."""
        return next((plain(text)[:40] for text in self.paragraphs if key(text)), "")


def passages(file: WordFile) -> list[Passage]:
    """Return the rows and paragraphs of the body in order."""
    body = seen(file)
    relations = file.relations(_DOCUMENT)
    return list(_passages(file, body, relations))


def seen(file: WordFile) -> etree._Element:
    """Return the body without invisible parts: deletions, and fallbacks for old programs."""
    body = etree.fromstring(etree.tostring(file.body))
    for tag in _UNSEEN:
        for one in list(body.iter(tag)):
            parent = one.getparent()
            if parent is not None:
                parent.remove(one)
    return body


def _passages(
    file: WordFile, element: etree._Element, relations: dict[str, str]
) -> Iterator[Passage]:
    for child in element.iterchildren("*"):
        if child.tag == f"{W}p":
            yield _passage(file, child, [[child]], relations, row=False)
        elif child.tag == f"{W}tr":
            cells = [list(cell.iter(f"{W}p")) for cell in child.iter(f"{W}tc")]
            yield _passage(file, child, cells, relations, row=True)
        else:
            yield from _passages(file, child, relations)


def _passage(
    file: WordFile,
    element: etree._Element,
    cells: Sequence[Sequence[etree._Element]],
    relations: dict[str, str],
    *,
    row: bool,
) -> Passage:
    links = [
        Link(plain(text_of(link)), _target(link, relations), link.get(f"{W}tooltip", ""))
        for link in element.iter(f"{W}hyperlink")
    ]
    return Passage(
        tuple(tuple(text_of(paragraph) for paragraph in cell) for cell in cells),
        (*(link for link in links if link.target), *_fields(element)),
        tuple(file.pictures(element, relations)),
        row,
    )


def _target(link: etree._Element, relations: dict[str, str]) -> str:
    return relations.get(link.get(f"{R}id", ""), "")


def _fields(element: etree._Element) -> Iterator[Link]:
    """Yield links that are written as field codes."""
    target, text, shown = "", "", False
    for run in element.iter(f"{W}r"):
        mark = run.find(f"{W}fldChar")
        state = mark.get(f"{W}fldCharType") if mark is not None else ""
        target += "".join(one.text or "" for one in run.iter(f"{W}instrText"))
        if state == "separate":
            shown = True
        elif state == "end":
            kind, *rest = target.split()
            if kind.upper() == "HYPERLINK" and rest:
                yield Link(plain(text), rest[0].strip('"'), "")
            target, text, shown = "", "", False
        elif shown:
            text += text_of(run)
