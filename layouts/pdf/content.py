"""The content of one page: operators within marks. From mm (top left) to points (bottom left)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from msgspec import Struct

from wegwijs.layouts.content.words import Run
from wegwijs.layouts.pdf.copying import arranged, counterweight, pause
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.operators import Mark, Operator, Picture, Shared, Type, painted
from wegwijs.layouts.pdf.qr import Qr
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.typesetting.lines import PT, Line, Piece
from wegwijs.layouts.typesetting.shaping import number

Point = tuple[float, float]
Colour = str  # a PDF colour operator without its name: "0" is black, "1" white, "r g b" a colour

BLACK, WHITE = "0", "1"


def mm(value: float) -> float:
    """Convert millimetres to points."""
    return value / PT


Rect = tuple[float, float, float, float]  # left, bottom, right, top in pt


class Link(Struct, frozen=True):
    """A link annotation: the area of one line, its target, and its spoken description."""

    rect: Rect
    target: str
    contents: str
    element: Element


Placed = tuple[Line, float, float]  # with its left edge and baseline in mm


_ASIDE = 14.0  # mm: more than half the widest letter
_CORNER = 3.0  # mm: within the page
Set = tuple[float, float]  # a line that was set: baseline in mm, type size in pt
FAR: Set = (-1e6, 0.0)  # off every page: nothing is beside it
_SAME_LINE = 0.6  # em: half the widest letter, and a little


class _Mark(AbstractContextManager[None]):
    """Marked content. A class, since a leaflet has hundreds and a generator costs twice as much."""

    __slots__ = ("begin", "page")

    def __init__(self, page: Page, begin: Operator) -> None:
        self.page, self.begin = page, begin

    def __enter__(self) -> None:
        assert not self.page.marking, "marked content is never nested"
        self.page.marking = True
        self.page.operators.append(self.begin)

    def __exit__(self, *error: object) -> None:
        self.page.operators.append("EMC")
        self.page.marking = False


def _hexed(text: str) -> str:
    """Return a text string as written in a content stream."""
    return ("\ufeff" + text).encode("utf-16-be").hex().upper()


def passages(lines: Sequence[Placed]) -> Iterator[Sequence[Placed]]:
    """Yield what is set as one: a line, the rest of one, or all lines of a broken address."""
    broken = {
        id(line.pieces[-1].run)
        for (line, _, _), (after, _, _) in pairwise(lines)
        if line.pieces[-1:] and after.pieces[:1]
        if line.pieces[-1].run.breaks and line.pieces[-1].run is after.pieces[0].run
    }
    address: list[Placed] = []
    for line, x, y in lines:
        parts = groupby(line.pieces, key=lambda piece: id(piece.run) in broken and piece.run)
        for run, pieces in parts if broken else [(False, line.pieces)]:
            part = line if pieces is line.pieces else replace(line, pieces=tuple(pieces))
            if address and address[-1][0].pieces[0].run is not run:
                yield address
                address = []
            if run:
                address.append((part, x, y))
            else:
                yield [(part, x, y)]
    if address:
        yield address


def _element_of(run: Run, element: Element) -> Element:
    """Return the element of a run: a new one for a link or for another language."""
    if run.target:
        return element.child("Link", language=run.language)
    if run.language != element.current_language:
        return element.child("Span", language=run.language)
    return element


class Page:
    """One page, on which every mark belongs to an element or is an artifact."""

    def __init__(
        self, index: int, width: float, height: float, fonts: FontUses, margin: float = 0.0
    ) -> None:
        """``margin`` mm around the trimmed page hold the marks of a press sheet."""
        self.index = index
        self.width = width
        self.height = height
        self.margin = margin
        self.fonts = fonts
        self.operators: list[Operator] = []
        self.pieces: list[Piece] = []  # in the order in which they are set
        self.owners: list[Element] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.marking = False
        self.rtl = False  # whether it has right-to-left lines
        self.own = False  # whether any of it is an edition's own
        self.before: Set | None = None  # the line that was set last

    def _point(self, x: float, y: float) -> Point:
        """Return a point on the trimmed page in PDF points."""
        return mm(x + self.margin), mm(self.height + self.margin - y)

    def _x(self, x: float) -> str:
        return number(mm(x + self.margin))

    def _y(self, y: float) -> str:
        return number(mm(self.height + self.margin - y))

    def marked(self, element: Element) -> AbstractContextManager[None]:
        """Return a context in which everything drawn belongs to ``element``."""
        mcid = len(self.owners)
        self.owners.append(element)
        element.kids.append(("mark", mcid))
        return _Mark(self, Mark(element.tag, mcid))

    def artifact(self, kind: str = "Layout") -> AbstractContextManager[None]:
        """Return a context of decoration (``Layout``) or marks of the sheet (``Page``)."""
        return _Mark(self, f"/Artifact <</Type /{kind}>> BDC")

    def balance(self, piece: Piece, balance: int) -> None:
        """Set direction marks that give the page a direction, in the type of ``piece``."""
        with self.artifact():
            for mark in counterweight(piece, balance):
                self._set_piece(mark, _CORNER, self._y(_CORNER), BLACK)

    def set_lines(
        self, element: Element, lines: Sequence[Placed], *, colour: Colour = BLACK
    ) -> None:
        """Set the lines of a paragraph."""
        if len(lines) == 1:
            self.set_line(element, *lines[0], colour=colour)
            return
        for passage in passages(lines):
            if len(passage) > 1:
                self._set_address(element, passage, colour)
            else:
                ((line, x, y),) = passage
                self.set_line(element, line, x, y, colour=colour)

    def _set_address(self, element: Element, lines: Sequence[Placed], colour: Colour) -> None:
        """Set an address of several lines as one element, so that it is copied whole. Each line has
        its own annotation: for one with /QuadPoints some viewers use all of its /Rect, and beside a
        short line that may cover other words, or another link.
        """
        run = lines[0][0].pieces[0].run
        self.own |= run.own
        inner = element.child("Link" if run.target else "Span", language=run.language)
        first, x, y = lines[0]
        if first.rtl and self._goes_on(y, first.pieces[0].size):
            self._set_apart(first.pieces[0], x, y)
        with self.marked(inner):
            self.operators.append(f"/Span <</ActualText <{_hexed(run.text)}>>> BDC")
            for line, x, y in lines:
                self.before = y, line.pieces[0].size
                for piece in line.pieces:
                    self._set_piece(piece, x, self._y(y), colour)
            self.operators.append("EMC")
        if run.target:
            for line, x, y in lines:
                self._link(inner, run, self._rect(line.pieces, x, y))

    def set_line(
        self,
        element: Element,
        line: Line,
        x: float,
        y: float,
        *,
        colour: Colour = BLACK,
    ) -> None:
        """Set a line, baseline at ``y``; links and other languages get elements of their own."""
        if not line.rtl:
            self._set_forward(element, line, x, y, colour)
            return
        parts, marks = arranged(line)
        self.rtl, at = True, self._y(y)
        starts = {id(part[0]) for part in parts}
        if line.pieces and not self._goes_on(y, line.pieces[0].size):
            starts.remove(id(parts[0][0]))
        placed = [piece for part in parts for piece in part]
        for _, group in groupby(placed, key=lambda piece: id(piece.run)):
            pieces = list(group)
            run = pieces[0].run
            self.own |= run.own
            ink = WHITE if run.sign else colour
            inner = _element_of(run, element)
            for piece in pieces:
                if id(piece) in starts:
                    self._set_apart(piece, x, y)
                # Glyphs are in visual order; the element has the logical text.
                owner = inner.child("Span", actual_text=piece.text) if piece.rtl else inner
                with self.marked(owner):
                    self._set_piece(piece, x, at, ink)
            if run.target:
                self._link(inner, run, self._rect(pieces, x, y))
        if marks:
            with self.artifact():
                for mark in marks:
                    self._set_piece(mark, x, at, colour)

    def _set_forward(
        self, element: Element, line: Line, x: float, y: float, colour: Colour
    ) -> None:
        """Set a left-to-right line: the text of each element is one mark."""
        marked: Element | None = None
        start, end, at = 0, len(line.pieces), self._y(y)
        while start < end:
            run, first = line.pieces[start].run, start
            start += 1
            while start < end and line.pieces[start].run is run:
                start += 1
            pieces = line.pieces[first:start]
            self.own |= run.own
            ink = WHITE if run.sign else colour
            inner = _element_of(run, element)
            for piece in pieces:
                owner = inner.child("Span", actual_text=piece.text) if piece.rtl else inner
                if owner is not marked:
                    if marked:
                        self.operators.append("EMC")
                    self._begin(owner)
                    marked = owner
                self._set_piece(piece, x, at, ink)
            if run.target:
                self.operators.append("EMC")
                marked = None
                self._link(inner, run, self._rect(pieces, x, y))
        if marked:
            self.operators.append("EMC")

    def set_footer(self, line: Line, x: float, y: float) -> None:
        """Set a line at the foot of the page, as an artifact."""
        self.rtl |= line.rtl
        parts, marks = arranged(line)
        with self.artifact("Pagination /Subtype /Footer"):
            for piece in (*(piece for part in parts for piece in part), *marks):
                self.own |= piece.run.own
                self._set_piece(piece, x, self._y(y), BLACK)

    def _begin(self, element: Element) -> None:
        """Start the mark of ``element``."""
        mcid = len(self.owners)
        self.owners.append(element)
        element.kids.append(("mark", mcid))
        self.operators.append(Mark(element.tag, mcid))

    def _goes_on(self, y: float, size: float) -> bool:
        """Return whether a reader takes a line for the continuation of the previous one."""
        before, self.before = self.before, (y, size)
        return before is None or abs(before[0] - y) < _SAME_LINE * max(before[1], size) * PT

    def _set_apart(self, piece: Piece, x: float, y: float) -> None:
        """Set two spaces on another line, to separate parts of a line."""
        aside = y + _ASIDE if y < 2 * _ASIDE else y - _ASIDE
        with self.artifact():
            self._set_piece(pause(piece), x, self._y(aside), BLACK)

    def _set_piece(self, piece: Piece, x: float, y: str, colour: Colour) -> None:
        shaped = piece.shaped
        uses = self.fonts[shaped.face]
        if not shaped.is_common:
            uses |= shaped.symbols
        place = f"{self._x(x + piece.x)} {y}"
        self.pieces.append(piece)
        self.operators.append(
            painted(piece, place, colour) if shaped.is_canonical else Type(piece, place, colour)
        )

    def _rect(self, pieces: Sequence[Piece], x: float, y: float) -> Rect:
        """Return the area of pieces of one line."""
        size = pieces[0].size * PT
        left = min(piece.x for piece in pieces) + x
        right = max(piece.x + piece.width for piece in pieces) + x
        return *self._point(left, y + 0.25 * size), *self._point(right, y - 0.8 * size)

    def _link(self, element: Element, run: Run, rect: Rect) -> None:
        assert run.target
        element.kids.append(("link", len(self.links)))
        self.links.append(Link(rect, run.target, run.says or run.text, element))

    def polygon(
        self,
        points: Sequence[Point],
        *,
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 0.6,
        close: bool = True,
        dashed: bool = False,
    ) -> None:
        """Draw a polygon, or an open line of straight segments; ``width`` of the stroke in pt."""
        path = " ".join(
            f"{self._x(x)} {self._y(y)} {'l' if index else 'm'}"
            for index, (x, y) in enumerate(points)
        )
        state = []
        if fill is not None:
            state.append(f"{fill} {'g' if ' ' not in fill else 'rg'}")
        if stroke is not None:
            dash = "[3 2]" if dashed else "[]"
            state.append(f"{stroke} G {number(width)} w 1 j 0 J {dash} 0 d")
        paint = {(True, True): "B", (True, False): "f", (False, True): "S"}
        operator = paint[fill is not None, stroke is not None]
        close_path = " h" if close else ""
        self.operators.append(f"{' '.join(state)} {path}{close_path} {operator}")

    def dots(self, x: float, y: float, length: float, pitch: float) -> None:
        """Draw a dotted line to write on: round dots of 1 pt, ``pitch`` mm apart."""
        self.operators.append(
            f"q 0 G 1 w 1 J [0 {number(mm(pitch))}] 0 d"
            f" {self._x(x)} {self._y(y)} m"
            f" {self._x(x + length)} {self._y(y)} l S Q"
        )

    def icon(self, path: str, x: float, y: float, size: float, stroke: Colour = BLACK) -> None:
        """Draw a stroked icon from a 24-unit box, its top left at (x, y), ``size`` mm wide."""
        scale = mm(size) / 24
        self.operators.append(
            f"q {scale:.5f} 0 0 {-scale:.5f} {self._x(x)} {self._y(y)} cm"
            f" 1.9 w 1 J 1 j {stroke} G {path} S Q"
        )

    def picture(
        self,
        element: Element,
        pixels: bytes,
        size: tuple[int, int],
        box: tuple[float, float, float, float],
    ) -> None:
        """Draw RGB ``pixels`` in a box of (left, top, width, height) mm."""
        x, y, width, height = box
        left, bottom = self._point(x, y + height)
        element.box = (left, bottom, left + mm(width), bottom + mm(height))
        self.pictures.append(Picture(pixels, size))
        name = f"Im{len(self.pictures)}"
        with self.marked(element):
            self.operators.append(
                f"q {mm(width):.3f} 0 0 {mm(height):.3f} {left:.3f} {bottom:.3f} cm /{name} Do Q"
            )

    def qr(self, element: Element, code: Qr, x: float, y: float, module: float) -> None:
        """Draw a QR code as one black path; (x, y) is the top left of its first dark module."""
        side = code.width(module)
        left, top = self._point(x, y)
        element.box = (left, top - mm(side), left + mm(side), top)
        step = mm(module)
        with self.marked(element):
            place = f"{step:.5f} 0 0 {-step:.5f} {left:.3f} {top:.3f}"
            self.operators += [f"q 0 g {place} cm", Shared(f"{_qr_path(code)} f Q")]


@lru_cache(maxsize=128)
def _qr_path(code: Qr) -> str:
    """Return the dark modules as rectangles, in modules from the top left."""
    return " ".join(
        f"{column} {row} {width} {height} re" for column, row, width, height in code.bars()
    )


class Blank(Page):
    """A page to measure on: a panel draws nothing on it, which costs almost nothing."""
