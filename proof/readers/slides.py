"""Reads a deck of slides from its parts: shapes in reading order, notes, links, pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from wegwijs.proof.findings import Box, Spot
from wegwijs.proof.readers.damage import Damaged
from wegwijs.proof.readers.docx import EMU, A, R
from wegwijs.proof.readers.packed import Packed, rejoined
from wegwijs.proof.rules.chapters import Block, Link
from wegwijs.proof.words import key, plain

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
PRESENTATION = "ppt/presentation.xml"
TITLES = ("title", "ctrTitle")
FOOTERS = ("dt", "ftr", "sldNum")
_SHAPES = (f"{P}sp", f"{P}pic", f"{P}grpSp", f"{P}cxnSp", f"{P}graphicFrame", f"{P}contentPart")
_PARENTS = ("slideLayout", "notesMaster")
_PROPERTIES = (f"{P}nvSpPr", f"{P}nvPicPr", f"{P}nvGrpSpPr", f"{P}nvCxnSpPr")


@dataclass(frozen=True)
class Relation:
    """Where a relationship leads: a part by its name, or an address outside the file."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, eq=False)
class Shape:
    """A shape of a slide; ``holder`` is the type and number of its placeholder, if it is one.

    ``box`` is in mm from the top left: its own, or that of the placeholder in the layout.
    """

    element: Any
    name: str
    alt: str
    decorative: bool
    holder: tuple[str, str] | None
    box: Box | None

    @property
    def kind(self) -> str:
        """The type of its placeholder, or an empty string."""
        return self.holder[0] if self.holder else ""

    @property
    def paragraphs(self) -> list[Any]:
        """Its own paragraphs, not those of shapes in it."""
        return list(self.element.findall(f"{P}txBody/{A}p"))

    @property
    def text(self) -> str:
        """Its text."""
        return "\n".join(map(text_of, self.paragraphs))

    @property
    def is_group(self) -> bool:
        """Whether it holds other shapes."""
        return bool(self.element.tag == f"{P}grpSp")


class Slide:
    """A slide of a deck; ``number`` counts from 1."""

    def __init__(self, file: DeckFile, part: str, number: int) -> None:
        self.file, self.part, self.number = file, part, number
        self.root = file.xml(part)
        self.relations = file.relations(part)

    @property
    def at(self) -> Spot:
        """Where it is, for findings."""
        return Spot(panel=f"dia {self.number}")

    @cached_property
    def layout(self) -> str:
        """The name of the part that has its placeholders: a layout or, of notes, their master.
        Raises ``Damaged``.
        """
        found = [one.target for one in self.relations.values() if one.kind in _PARENTS]
        if len(found) != 1:
            raise Damaged(f"{self.part} heeft niet één indeling")
        return found[0]

    @property
    def notes(self) -> str | None:
        """The name of the part of its notes."""
        found = [one.target for one in self.relations.values() if one.kind == "notesSlide"]
        return found[0] if found else None

    @cached_property
    def shapes(self) -> list[Shape]:
        """Its shapes in reading order; those in a group are in the group."""
        tree = self.root.find(f"{P}cSld/{P}spTree")
        if tree is None:
            raise Damaged(f"{self.part} heeft geen inhoud")
        return [self.shape(one) for one in tree.iterchildren(*_SHAPES)]

    def inner(self, shape: Shape) -> list[Shape]:
        """Return the shapes of a group, or the shape itself."""
        if not shape.is_group:
            return [shape]
        found = [self.shape(one) for one in shape.element.iterchildren(*_SHAPES)]
        return [one for each in found for one in self.inner(each)]

    @property
    def every(self) -> list[Shape]:
        """All its shapes in reading order, without groups."""
        return [one for shape in self.shapes for one in self.inner(shape)]

    def shape(self, element: Any) -> Shape:
        """Return a shape."""
        about = next((one for name in _PROPERTIES for one in element.findall(name)), None)
        given = about.find(f"{P}cNvPr") if about is not None else None
        mark = next(element.iter(f"{ADEC}decorative"), None)
        holder = about.find(f"{P}nvPr/{P}ph") if about is not None else None
        return Shape(
            element,
            given.get("name", "") if given is not None else "",
            given.get("descr", "") if given is not None else "",
            mark is not None and mark.get("val") in ("1", "true"),
            (holder.get("type", "obj"), holder.get("idx", "0")) if holder is not None else None,
            _box(element)
            or (self.file.holder_box(self.layout, holder) if holder is not None else None),
        )

    @property
    def title(self) -> str:
        """The text of its title placeholder."""
        return next((plain(one.text) for one in self.every if one.kind in TITLES), "")

    def links(self, shape: Shape) -> Iterator[Link]:
        """Yield the links of a shape that lead out of the file: of words in it, or of all of it."""
        for click in shape.element.iter(f"{P}cNvPr"):
            for link in click.iterchildren(f"{A}hlinkClick"):
                yield from self._link(link, shape.text)
        for paragraph in shape.paragraphs:
            yield from self._linked(paragraph)

    def _linked(self, paragraph: Any) -> Iterator[Link]:
        """Yield the links of words; one that goes on after a line break is a single link."""
        text, last = "", None
        for run in paragraph.iterchildren(f"{A}r", f"{A}br"):
            click = run.find(f"{A}rPr/{A}hlinkClick")
            same = click is not None and last is not None and _same_link(click, last)
            if last is not None and not same:
                yield from self._link(last, text)
                text = ""
            last = click
            if click is not None:
                text += "\n" if run.tag == f"{A}br" else text_of_run(run)
        if last is not None:
            yield from self._link(last, text)

    def _link(self, click: Any, text: str) -> Iterator[Link]:
        relation = self.relations.get(click.get(f"{R}id", ""))
        if relation is not None and relation.outside:
            yield Link(plain(rejoined(text)), relation.target, click.get("tooltip", ""))

    def jumps(self, shape: Shape) -> Iterator[str]:
        """Yield the parts to which a click on a shape leads."""
        for click in shape.element.iter(f"{A}hlinkClick"):
            relation = self.relations.get(click.get(f"{R}id", ""))
            if relation is not None and not relation.outside:
                yield relation.target

    def picture(self, shape: Shape) -> bytes:
        """Return the picture of a shape, empty without."""
        blip = next(shape.element.iter(f"{A}blip"), None)
        relation = self.relations.get(blip.get(f"{R}embed", "")) if blip is not None else None
        return self.file.parts.get(relation.target, b"") if relation else b""

    def blocks(self) -> Iterator[Block]:
        """Yield what is read of a slide, except for its footer, and its notes after it."""
        at = self.at
        for shape in self.shapes:
            if shape.kind in FOOTERS:
                continue
            if shape.is_group:
                inner = self.inner(shape)
                text = "\n".join(one.text for one in inner if key(one.text))
                links = tuple(link for one in inner for link in self.links(one))
                if key(text):
                    yield Block(rejoined(text), key(text), links=links, at=at)
                continue
            if shape.element.tag == f"{P}pic":
                wide = shape.box[2] - shape.box[0] if shape.box else 0.0
                data = self.picture(shape)
                yield Block("", "", alt=shape.alt, picture=data, width=wide, at=at)
                continue
            whole = shape.kind in TITLES
            links = tuple(self.links(shape))
            texts = [shape.text] if whole else list(map(text_of, shape.paragraphs))
            for text in filter(key, texts):
                found = tuple(one for one in links if plain(one.text) in plain(rejoined(text)))
                level = int(shape.kind == "title") if whole else None
                yield Block(rejoined(text), key(text), whole, level, links=found, at=at)
        yield from self._notes(at)

    def _notes(self, at: Spot) -> Iterator[Block]:
        """Yield the notes, which begin with the title of their slide."""
        if self.notes is None:
            return
        yield Block("", notes_of(self.title), heading=True, at=at)
        notes = Slide(self.file, self.notes, self.number)
        for shape in notes.every:
            links = tuple(notes.links(shape))
            for paragraph in shape.paragraphs:
                text = text_of(paragraph)
                if key(text):
                    found = tuple(one for one in links if one.text in plain(rejoined(text)))
                    yield Block(rejoined(text), key(text), links=found, at=at)


class DeckFile(Packed):
    """An open .pptx file. Raises ``Damaged`` and ``TooMuch``."""

    def xml(self, name: str) -> Any:
        """Return a part, parsed. Raises ``Damaged``, also for one that declares entities."""
        root = super().xml(name)
        if root.getroottree().docinfo.doctype:
            raise Damaged(f"{name} verklaart een eigen soort document")
        return root

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of a part by id."""
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        found = {}
        for one in self.xml(rels):
            outside = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            if not outside:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = Relation(kind, target, outside)
        return found

    @cached_property
    def slides(self) -> list[Slide]:
        """Its slides in order."""
        known = self.relations(PRESENTATION)
        ids = (one.get(f"{R}id", "") for one in self.xml(PRESENTATION).iter(f"{P}sldId"))
        parts = [known[id_].target for id_ in ids if id_ in known]
        return [Slide(self, part, number) for number, part in enumerate(parts, start=1)]

    @cached_property
    def blocks(self) -> list[Block]:
        """Everything in reading order: each slide, and its notes after it."""
        return [block for slide in self.slides for block in slide.blocks()]

    def outside(self) -> Iterator[str]:
        """Yield every external target: links, but also templates and pictures."""
        for name in sorted(self.parts):
            for one in self.xml(name) if name.endswith(".rels") else ():
                if one.get("TargetMode") == "External":
                    yield one.get("Target", "")

    def holder(self, layout: str, holder: Any) -> Any:
        """Return the placeholder of a layout that one of a slide fills; None without."""
        asked = holder.get("type", "obj"), holder.get("idx", "0")
        for one in self.xml(layout).iter(f"{P}ph"):
            same = one.get("idx", "0") == asked[1] and one.get("type", "obj") == asked[0]
            if same:
                return one.getparent().getparent().getparent()
        return None

    def holder_box(self, layout: str, holder: Any) -> Box | None:
        """Return where a layout has a placeholder (mm)."""
        found = self.holder(layout, holder)
        return _box(found) if found is not None else None


def notes_of(title: str) -> str:
    """Return what the notes of a slide are known by."""
    return f"notes {key(title)}"


def _same_link(one: Any, other: Any) -> bool:
    return dict(one.attrib) == dict(other.attrib)


def _box(element: Any) -> Box | None:
    """Return where an element is, in mm; None if it does not say."""
    for name in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm"):
        place = element.find(name)
        offset, size = (
            (place.find(f"{A}off"), place.find(f"{A}ext")) if place is not None else (None, None)
        )
        if offset is not None and size is not None:
            left, top = (_mm(offset, one) for one in "xy")
            wide, high = (_mm(size, one) for one in ("cx", "cy"))
            return left, top, left + wide, top + high
    return None


def _mm(element: Any, name: str) -> float:
    text = element.get(name, "")
    if not text.lstrip("-").isdecimal():
        raise Damaged(f"{name}={text!r} is geen maat")
    return int(text) / EMU


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph; a line break is a line feed."""
    written = []
    for one in paragraph.iterchildren(f"{A}r", f"{A}br", f"{A}fld"):
        written.append("\n" if one.tag == f"{A}br" else text_of_run(one))
    return "".join(written)


def text_of_run(run: Any) -> str:
    """Return the text of a run."""
    return "".join(one.text or "" for one in run.iter(f"{A}t"))
