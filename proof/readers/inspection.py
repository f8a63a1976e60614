"""Reads a tagged PDF back: what a screen reader finds in it, and where its tags and its pages
disagree.

Validators judge a file rule by rule, yet none of them notices an MCID (marked-content ID) that is
used twice, or one sequence opened inside another. Here the two halves of a tagged PDF, page
content and structure tree, are read separately and then laid side by side.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf

from wegwijs.proof.readers.damage import foreign_objects
from wegwijs.proof.readers.structure_tree import Element, StructureTree, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CONTAINERS: Final = frozenset(
    (
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "TOC",
        "TOCI",
        "L",
        "LI",
        "Table",
        "THead",
        "TBody",
        "TFoot",
        "TR",
    ),
)
HEADINGS: Final = tuple(f"H{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a tagged PDF says, from below Document, and one sentence for each thing that is wrong
    with its tags.
    """

    title: str
    language: str
    elements: tuple[Element, ...]
    problems: tuple[str, ...]


def inspect(pdf: bytes) -> Inspection:
    """Read a whole file. Raises `pikepdf.PdfError` for bytes that are not a readable PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return inspect_file(file)


@foreign_objects()
def inspect_file(file: pikepdf.Pdf) -> Inspection:
    """Inspect a file that is open. Raises ``Damaged``."""
    title = file.open_metadata().get("dc:title") or file.docinfo.get("/Title", "")
    language = str(file.Root.get("/Lang", ""))
    tree = StructureTree(file)
    elements = tree.read(language)
    problems = [*tree.problems, *_heading_problems(elements), *_figure_problems(elements)]
    return Inspection(str(title), language, elements, tuple(dict.fromkeys(problems)))


def walk(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield every element in logical order, each before its children."""
    for element in elements:
        yield element
        yield from walk(element.children)


def blocks(inspection: Inspection) -> Iterator[tuple[str, str]]:
    """Yield the tag and text of each block; without text, the alternative text."""
    for element in block_elements(inspection.elements):
        yield element.tag, element.text or element.alt or ""


def block_elements(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the outermost elements that are not mere containers, in logical order."""
    for element in elements:
        if element.tag in _CONTAINERS and element.children and not element.content:
            yield from block_elements(element.children)
        else:
            yield element


def _heading_problems(elements: Iterable[Element]) -> Iterator[str]:
    last = 0
    for element in walk(elements):
        if element.tag in HEADINGS:
            level = int(element.tag[1:])
            if level > last + 1:
                before = f"H{last}" if last else "no heading"
                text = element.text.strip()
                yield f'{where(element)}: the heading "{text}" is H{level}, after {before}.'
            last = level


def _figure_problems(elements: Iterable[Element]) -> Iterator[str]:
    for element in walk(elements):
        if element.tag == "Figure" and not element.alt:
            yield f"{where(element)}: a Figure has no alternative text (/Alt)."
