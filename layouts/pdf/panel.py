"""A panel: the part of a page that is read at once (a leaflet panel, the face of a card).

All x are measured from the panel's start edge, where reading begins; in right-to-left scripts that
is the right one. This is the only place that mirrors. Digits, addresses, icons and QR codes keep
their shape: only their place is mirrored.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal, Protocol

from msgspec import Struct

from layouts.content.outline import Logo
from layouts.content.words import Words
from layouts.pdf import decoration
from layouts.pdf.content import BLACK, WHITE, Blank, Page, rgb
from layouts.pdf.qr import MODULE, encode
from layouts.pdf.repeats import set_lines_again
from layouts.pdf.structure import Element
from layouts.typesetting.lines import PT, SIGN_WIDTH, Line, Measure, Piece, Style, room_on
from layouts.typesetting.sentences import set_sentences
from layouts.typesetting.theme import Theme
from layouts.typesetting.typeset import set_text
from sources.errors import ExitCode, WegwijsError

CAP_HEIGHT = 0.66  # em, Source Sans 3


class Overflow(Struct, frozen=True):
    """What has no room, where, and how much too much it is; 0 mm: there is no place for it."""

    panel: str
    what: str
    millimetres: float = 0.0

    def __str__(self) -> str:
        over = f"{self.millimetres:.1f} mm te veel" if self.millimetres else "geen plaats"
        return f"paneel {self.panel}: {over}: {self.what}"


class DoesNotFit(WegwijsError):
    """Text that has no room, even at its smallest: product, language, panel, millimetres over.

    ``places``: where those texts stand in the sources, as far as is known.
    """

    exit_code = ExitCode.DOES_NOT_FIT

    def __init__(self, product: str, language: str, overflows: Sequence[Overflow]) -> None:
        self.overflows = tuple(overflows)
        self.places: tuple[str, ...] = ()
        rows = [f"{product} ({language}), {overflow}" for overflow in overflows]
        super().__init__("\n".join(rows), "Maak deze tekst korter, of neem er minder op")

    def __str__(self) -> str:
        return "\n".join([self.message, f"{self.advice}.", *self.places])


class Spoken(Protocol):
    """What a panel must know of the text: its language, and where reading begins."""

    @property
    def language(self) -> str:
        """The language around every passage."""

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""


@dataclass
class Panel:
    """Draws on ``page`` within ``width`` mm from ``left`` mm on.

    ``rtl`` tells whether reading begins at the right, ``measuring`` whether it is only tried what
    fits: then nothing is drawn.
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
        """The same panel to measure on."""
        page = self.page
        blank = Blank(page.index, page.width, page.height, page.fonts)
        return replace(self, page=blank, overflows=[])

    @property
    def language(self) -> str:
        """The language around every passage."""
        return self.outline.language

    # --- where things are ------------------------------------------------------------------

    def x(self, x: float, width: float = 0.0) -> float:
        """Left edge on the page of something ``width`` wide that starts at ``x``."""
        return self.left + (self.width - x - width if self.rtl else x)

    def _decorate(self, draw: decoration.Draw, *given: Hashable) -> None:
        """Draw decoration, which is the same in every document."""
        page = self.page
        if not self.measuring:
            frame = decoration.Frame(self.left, self.width, self.rtl, page.height, page.margin)
            page.operators.append(decoration.decoration(frame, draw, given))

    def must_fit(self, what: object, used: float, room: float) -> None:
        """Note an overflow when ``used`` mm are needed and ``room`` mm are there."""
        if used > room + 0.05:
            self.overflows.append(Overflow(self.name, str(what), used - room))

    # --- text ------------------------------------------------------------------------------

    def style(self, name: str, **changes: float) -> Style:
        """A style of the theme, changed where a layout says so."""
        style = self.theme.styles[name]
        if self.rtl and style.tracking:
            style = style._replace(tracking=0.0)  # letters are joined
        return style._replace(**changes) if changes else style  # type: ignore[arg-type]

    def lines(self, words: Words, style: Style, width: Measure | None = None) -> tuple[Line, ...]:
        """Set text; the lines know their width."""
        return set_text(words, style, self.theme.fonts, width, self.rtl)

    def sentences(
        self, sentences: Sequence[Words], style: Style, width: Measure
    ) -> tuple[Line, ...]:
        """Set the sentences of a paragraph of which some are an edition's own."""
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
        """A line with its start at ``x`` and its baseline at ``y``."""
        self._put(element, [(line, x, y)], colour)

    def _put(
        self,
        element: Element,
        lines: Sequence[tuple[Line, float, float]],
        colour: str,
        *,
        again: bool = False,
    ) -> None:
        """The lines of a paragraph, each with its start and its baseline."""
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
        """The black pentagon behind a numeral in running text."""
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
        """A paragraph in ``element``, first baseline at ``y``; gives the last baseline."""
        lines = self.lines(words, style, width)
        for index, line in enumerate(lines):
            self.must_fit(words, line.width, room_on(width, index))
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
        """The lines of a paragraph below each other, the first baseline at ``y``. ``again`` tells
        that other editions have most of them in the same place.
        """
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
        """Text that must stay on one line; gives its width. ``x`` is the edge it aligns to."""
        line = self.lines(words, style)[0]
        self.must_fit(words, line.width, room)
        start = x if align == "start" else x - line.width
        self.put(element, line, start, y, colour=colour)
        return line.width

    def shrunk(self, words: Words, style: Style, room: float, floor: float = 10.0) -> Style:
        """The style, as small as one line needs it, but not under ``floor`` pt."""
        width = self.lines(words, style)[0].width
        if width <= room:
            return style
        return style._replace(size=max(floor, int(style.size * room / width * 10) / 10))

    def fitted(
        self, words: Words, style: Style, room: float, height: float, least: float
    ) -> Style | None:
        """The style in which words fit on a board ``height`` mm high: on one line, or an address on
        two lines, of at least ``least`` pt. None where they have no room.
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
        """A board with an arrival: a pentagon at the start side that points into it."""
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
        """An arm of the signpost; its black head points onward, or back with ``backward``."""
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
        """White numerals in the middle of a black box that starts at ``x``, in reading order. A
        white line stands between two of them, so that 7 and 6 are not 76.
        """
        if self.measuring:
            return
        size = size or 1.8 * height
        style = Style(size, 0, 900)
        gap = 0.45 * size * PT  # nearer together, and readers take two numerals for one number
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

    def qr(self, parent: Element, payload: str, alt: str, x: float, y: float) -> float:
        """A QR code, first dark module at ``x``; gives its width in mm.

        The quiet zone is the caller's to keep: ``QUIET_ZONE * MODULE`` mm on every side.
        """
        code = encode(payload)
        side = code.width(MODULE)
        if not self.measuring:
            element = parent.child("Figure", alt=alt)
            self.page.qr(element, code, self.x(x, side), y, MODULE)
        return side

    def picture(
        self, parent: Element, logo: Logo, x: float, y: float, width: float, height: float
    ) -> float:
        """A picture, as large as it fits in a box, at the start side of it and in the middle.

        Gives its width.
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
        """A decorative icon, its top start corner at (x, y)."""
        self._decorate(decoration.icon, self.theme.icons[name], x, y, size, colour)

    def box(self, x: float, y: float, width: float, height: float, *, colour: str = BLACK) -> None:
        """A bar: the post, or a rule as thick as ``height``."""
        self._decorate(decoration.box, (x, y), width, height, colour)

    def hatch(self, x: float, y: float, width: float, height: float) -> None:
        """Slanting lines at 45 degrees, 1.8 mm apart, cut off at the box."""
        self._decorate(decoration.hatch, (x, y), width, height)

    def rule(self, y: float, pt: float = 0.75) -> None:
        """A rule over the whole width."""
        self._decorate(decoration.rule, y, pt)

    def dots(self, x: float, y: float, length: float) -> None:
        """A dotted line to write on."""
        self._decorate(decoration.dots, x, y, length)


@lru_cache(maxsize=1000)
def _numeral(numeral: int, language: str) -> Words:
    """A numeral, and a space: what follows in the same element is a new word."""
    return Words.of(f"{numeral} ", language)
