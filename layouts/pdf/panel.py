"""A panel: a part of a page that is read as a unit (a leaflet panel, the face of a card).

All x are measured from the panel's start edge, where reading begins; in right-to-left scripts that
is the right edge. Only this module mirrors. Digits, addresses, icons and QR codes keep their shape:
only their position is mirrored.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, Protocol

from wegwijs.layouts.content.outline import Logo
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf import decoration
from wegwijs.layouts.pdf.content import BLACK, WHITE, Blank, Page, mm
from wegwijs.layouts.pdf.operators import rgb
from wegwijs.layouts.pdf.overflow import Area, Overflow
from wegwijs.layouts.pdf.qr import MODULE, encode
from wegwijs.layouts.pdf.repeats import set_lines_again
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.typesetting.lines import PT, SIGN_WIDTH, Line, Measure, Piece, Style, room_on
from wegwijs.layouts.typesetting.sentences import set_sentences
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.typesetting.typeset import set_text

CAP_HEIGHT = 0.66  # em, Source Sans 3


class Spoken(Protocol):
    """The properties of the text that a panel needs: language and direction."""

    @property
    def language(self) -> str:
        """The language of the panel."""

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""


@dataclass
class Panel:
    """Draws on ``page`` within ``width`` mm from ``left`` mm on.

    ``rtl``: reading begins at the right. ``measuring``: nothing is drawn.
    """

    name: str
    page: Page
    left: float
    width: float
    theme: Theme
    outline: Spoken
    overflows: list[Overflow] = field(default_factory=list)
    rtl: bool = field(init=False)
    measuring: bool = field(init=False)

    def __post_init__(self) -> None:
        self.rtl = self.outline.direction == "rtl"
        self.measuring = isinstance(self.page, Blank)

    def trial(self) -> Panel:
        """Return the same panel to measure on."""
        page = self.page
        blank = Blank(page.index, page.width, page.height, page.fonts)
        return replace(self, page=blank, overflows=[])

    @property
    def language(self) -> str:
        """The language of the panel."""
        return self.outline.language

    # --- positions --------------------------------------------------------------------------

    def x(self, x: float, width: float = 0.0) -> float:
        """Return the left edge on the page of something ``width`` wide that starts at ``x``."""
        return self.left + (self.width - x - width if self.rtl else x)

    def _decorate(self, draw: decoration.Draw, *given: Hashable) -> None:
        """Draw decoration that is the same in every document."""
        page = self.page
        if not self.measuring:
            frame = decoration.Frame(self.left, self.width, self.rtl, page.height, page.margin)
            page.operators.append(decoration.decoration(frame, draw, given))

    def must_fit(
        self, what: object, used: float, room: float, y: float | None = None, size: float = 0.0
    ) -> None:
        """Record an overflow when more than ``room`` mm are needed. For a line that is too wide,
        ``y`` is its baseline and ``size`` its size in pt.
        """
        if used <= room + 0.05:
            return
        area = None
        if y is not None:
            right = self.left + self.width
            area = Area(self.page.index, self.left, y - size * PT, right, y + 0.3 * size * PT)
        over = Overflow(self.name, str(what), used - room, area, too_wide=area is not None)
        self.overflows.append(over)

    # --- text ------------------------------------------------------------------------------

    def style(self, name: str, **changes: float) -> Style:
        """Return a style of the theme, with changes."""
        style = self.theme.styles[name]
        if self.rtl and style.tracking:
            style = style._replace(tracking=0.0)  # joined letters cannot be tracked
        return style._replace(**changes) if changes else style  # type: ignore[arg-type]

    def lines(self, words: Words, style: Style, width: Measure | None = None) -> tuple[Line, ...]:
        """Set text; return lines with their widths."""
        return set_text(words, style, self.theme.fonts, width, self.rtl)

    def sentences(self, sentences: Sequence[Words], style: Style, width: float) -> tuple[Line, ...]:
        """Set the sentences of a paragraph, of which some are an edition's own."""
        return set_sentences(sentences, style, self.theme.fonts, width, self.rtl)

    def put(
        self,
        element: Element,
        line: Line,
        x: float,
        y: float,
        *,
        colour: str = BLACK,
    ) -> None:
        """Draw a line with its start at ``x`` and its baseline at ``y``."""
        self._put(element, [(line, x, y)], colour)

    def _put(
        self,
        element: Element,
        lines: Sequence[tuple[Line, float, float]],
        colour: str,
        *,
        again: bool = False,
    ) -> None:
        """Draw the lines of a paragraph, each with its start and baseline."""
        if self.measuring:
            return
        placed = [(line, self.x(x, line.width), y) for line, x, y in lines]
        for line, left, y in placed:
            for piece in line.pieces:
                if piece.run.sign:
                    self._inline_sign(left + piece.x, y, piece)
        if again:
            set_lines_again(self.page, element, placed, colour)
        else:
            self.page.set_lines(element, placed, colour=colour)

    def _inline_sign(self, left: float, y: float, piece: Piece) -> None:
        """Draw the black pentagon behind a numeral in running text."""
        height = piece.width / SIGN_WIDTH
        top = y - CAP_HEIGHT * piece.size * PT / 2 - height / 2
        self._decorate(decoration.numeral_sign, left, top, (piece.width, height))

    def text(
        self,
        element: Element,
        words: Words,
        style: Style,
        x: float,
        y: float,
        width: Measure,
        *,
        colour: str = BLACK,
    ) -> float:
        """Draw a paragraph in ``element``, first baseline at ``y``; return the last baseline."""
        lines = self.lines(words, style, width)
        for index, line in enumerate(lines):
            below = y + index * style.leading
            self.must_fit(words, line.width, room_on(width, index), below, style.size)
        self.set_below(element, lines, x, y, style.leading, colour=colour)
        return y + (len(lines) - 1) * style.leading

    def set_below(
        self,
        element: Element,
        lines: Sequence[Line],
        x: float,
        y: float,
        leading: float,
        *,
        colour: str = BLACK,
        again: bool = False,
    ) -> None:
        """Draw the lines of a paragraph below each other, first baseline at ``y``."""
        if self.measuring:
            return
        placed = [(line, x, y + index * leading) for index, line in enumerate(lines)]
        self._put(element, placed, colour, again=again)

    def one_line(
        self,
        element: Element,
        words: Words,
        style: Style,
        x: float,
        y: float,
        room: float,
        *,
        align: Literal["start", "end"] = "start",
        colour: str = BLACK,
    ) -> float:
        """Draw text that must stay on one line; return its width. ``x`` is the edge to which it is
        aligned.
        """
        line = self.lines(words, style)[0]
        self.must_fit(words, line.width, room, y, style.size)
        start = x if align == "start" else x - line.width
        self.put(element, line, start, y, colour=colour)
        return line.width

    def shrunk(self, words: Words, style: Style, room: float, floor: float = 10.0) -> Style:
        """Return the style, reduced until the words fit on one line, but not below ``floor`` pt."""
        width = self.lines(words, style)[0].width
        if width <= room:
            return style
        return style._replace(size=max(floor, int(style.size * room / width * 10) / 10))

    def fitted(
        self, words: Words, style: Style, room: float, height: float, least: float
    ) -> Style | None:
        """Return the style in which words fit on a board ``height`` mm high: on one line, or an
        address on two, of at least ``least`` pt. None if they do not fit.
        """
        whole = self.shrunk(words, style, room, floor=0.68 * style.size)
        lighter = self.shrunk(words, whole._replace(weight=600), room, floor=least)
        for one_line in (whole, lighter):
            if self.lines(words, one_line)[0].width <= room:
                return one_line
        size = whole.size
        while size >= least:
            smaller = whole._replace(size=size, leading=0.42 * height, weight=700)
            lines = self.lines(words, smaller, room)
            if len(lines) <= 2 and all(line.width <= room for line in lines):
                return smaller
            size -= 0.5
        return None

    def bookmark(self, element: Element, words: Words, y: float) -> None:
        """Give the heading in ``element`` a bookmark that leads to ``y`` mm, above it."""
        if not self.measuring:
            element.bookmark = str(words), mm(self.page.height - y)

    def footer(self, line: Line, x: float, y: float) -> None:
        """Draw a line that is repeated at the foot of pages. No screen reader reads it (PDF/UA-1,
        7.8).
        """
        if not self.measuring:
            self.page.set_footer(line, self.x(x, line.width), y)

    # --- signs -----------------------------------------------------------------------------

    def sign_in(
        self,
        y: float,
        width: float,
        height: float,
        head: float,
        *,
        x: float = 0.0,
        accent: bool,
        outlined: bool = False,
    ) -> None:
        """Draw a board with a pentagon at its start that points into it."""
        fills = self._accent(accent), WHITE if outlined else BLACK
        outline = self.theme.spacing.outline_pt
        self._decorate(decoration.sign_in, (x, y), (width, height, head), fills, outline)

    def arm(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        head: float,
        *,
        accent: bool,
        backward: bool = False,
        solid: bool = False,
    ) -> None:
        """Draw an arm of the signpost; its black head points onward, or back with ``backward``."""
        fill, outline = BLACK if solid else self._accent(accent), self.theme.spacing.outline_pt
        self._decorate(decoration.arm, (x, y), (width, height, head), fill, backward, outline)

    def _accent(self, accent: bool) -> str:
        return self.theme.accent_operator if accent else WHITE

    def numerals(
        self,
        element: Element,
        numerals: Sequence[int],
        x: float,
        y: float,
        width: float,
        height: float,
        size: float | None = None,
    ) -> None:
        """Draw white numerals centred in a black box that starts at ``x``, in reading order. A
        white line separates them, so that 7 and 6 are not read as 76.
        """
        if self.measuring:
            return
        size = size or 1.8 * height
        style = Style(size, 0, 900)
        # closer together, readers of the PDF would join two numerals into one number
        gap = 0.45 * size * PT
        lines = [self.lines(_numeral(one, self.language), style)[0] for one in numerals]
        used = sum(line.width for line in lines) + gap * (len(lines) - 1)
        start = x + (width - used) / 2
        thick = 0.05 * height
        for index, line in enumerate(lines):
            if index:
                between = start - (gap + thick) / 2
                self.box(between, y + 0.22 * height, thick, 0.56 * height, colour=WHITE)
            self.put(element, line, start, y + height / 2 + 0.33 * size * PT, colour=WHITE)
            start += line.width + gap

    def qr(
        self,
        parent: Element,
        payload: str,
        alt: str,
        x: float,
        y: float,
        module: float = MODULE,
    ) -> float:
        """Draw a QR code, first dark module at ``x``; return its width in mm.

        The caller keeps the quiet zone free: ``QUIET_ZONE * module`` mm on every side.
        """
        code = encode(payload)
        side = code.width(module)
        if not self.measuring:
            element = parent.child("Figure", alt=alt)
            self.page.qr(element, code, self.x(x, side), y, module)
        return side

    def picture(
        self, parent: Element, logo: Logo, x: float, y: float, width: float, height: float
    ) -> float:
        """Draw a picture as large as it fits in a box, at its start side and vertically centred.

        Return its width.
        """
        pixels, (across, down) = rgb(logo.data)
        scale = min(width / across, height / down)
        wide, high = across * scale, down * scale
        if self.measuring:
            return wide
        element = parent.child("Figure", alt=logo.alt)
        left, top = self.x(x, wide), y + (height - high) / 2
        self.page.picture(element, pixels, (across, down), (left, top, wide, high))
        return wide

    def icon(self, name: str, x: float, y: float, size: float, colour: str = BLACK) -> None:
        """Draw a decorative icon, its top start corner at (x, y)."""
        self._decorate(decoration.icon, self.theme.icons[name], x, y, size, colour)

    def box(self, x: float, y: float, width: float, height: float, *, colour: str = BLACK) -> None:
        """Draw a bar: the post, or a rule as thick as ``height``."""
        self._decorate(decoration.box, (x, y), width, height, colour)

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Draw slanting lines at 45 degrees, 1.8 mm apart, clipped to the box."""
        self._decorate(decoration.hatch, (x, y), width, height)

    def rule(self, y: float, pt: float = 0.75) -> None:
        """Draw a rule over the full width."""
        self._decorate(decoration.rule, y, pt)

    def dots(self, x: float, y: float, length: float) -> None:
        """Draw a dotted line to write on."""
        self._decorate(decoration.dots, x, y, length)


@lru_cache(maxsize=1000)
def _numeral(numeral: int, language: str) -> Words:
    """A numeral, and a space: what follows in the same element is a new word."""
    return Words.of(f"{numeral} ", language)
