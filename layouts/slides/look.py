"""What every slide has in common: its size, the places of its layouts, type, and names.

Lengths are millimetres from the top left of a slide that is read from left to right; one that is
read from right to left is its mirror image. Sizes of type are points.
"""

from __future__ import annotations

from msgspec import Struct

from wegwijs.sources.scripts import SCRIPTS

WIDTH, HEIGHT = 338.667, 190.5  # 16:9, as PowerPoint has it
EDGE = 16.0  # what is read stays so far from the sides
MEASURE = WIDTH - 2 * EDGE
EMU = 36000  # to a mm
INK, PAPER, SOFT = "tx1", "bg1", "bg2"  # of the theme; so is the accent
ACCENT = "accent1"
OUTLINE = 2.25  # pt, round every sign


class Box(Struct, frozen=True):
    """A rectangle: left, top, width, height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.top + self.height

    def mirrored(self) -> Box:
        """Return its place on a slide that is read from right to left."""
        return Box(WIDTH - self.right, self.top, self.width, self.height)


class DeckFormat(Struct, frozen=True):
    """What the XML of a deck depends on beside its words: ``locale`` of the deck, ``locales`` per
    language, ``accent`` as RRGGBB, ``script`` by id, ``fonts`` to measure in.
    """

    language: str
    locale: str
    rtl: bool
    accent: str
    script: str
    fonts: tuple[str, ...]
    locales: tuple[tuple[str, str], ...]

    @property
    def font(self) -> str:
        """The typeface that slides name. They carry no fonts: programs disagree on how."""
        return SCRIPTS[self.script].family.fallback


class Holder(Struct, frozen=True):
    """A placeholder of a layout: its type and number, its place, and its type size.

    ``bold``, ``bullets`` and ``low`` (text stands at the bottom) are how its text looks.
    """

    kind: str
    index: int
    name: str
    box: Box
    size: float
    bold: bool = False
    bullets: bool = False
    anchor: str = "t"


class Layout(Struct, frozen=True):
    """A layout of the master: its name for whoever makes a slide, its type, its placeholders."""

    number: int
    name: str
    kind: str
    holders: tuple[Holder, ...]

    def holder(self, index: int) -> Holder:
        """Return the placeholder with a number."""
        return next(one for one in self.holders if one.index == index)


TITLE, BODY, CODE, LEAD, CAPTION = 0, 1, 13, 14, 15  # numbers of placeholders
_TITLE_BOX = Box(EDGE, 13, MEASURE, 19)
FOOT_TOP, FOOT_HEIGHT, RULE = 178.5, 8.0, 176.5
FOOT_SIZE = 12.0
FOOTERS = (
    Holder("dt", 20, "Nagekeken", Box(EDGE, FOOT_TOP, 126, FOOT_HEIGHT), FOOT_SIZE),
    Holder("ftr", 21, "Versie en bron", Box(146, FOOT_TOP, 148, FOOT_HEIGHT), FOOT_SIZE),
    Holder("sldNum", 22, "Nummer", Box(298.667, FOOT_TOP, 24, FOOT_HEIGHT), FOOT_SIZE, bold=True),
)


def _title(box: Box = _TITLE_BOX, size: float = 40, kind: str = "title") -> Holder:
    return Holder(
        kind, TITLE, "Titel", box, size, bold=True, anchor="b" if kind == "title" else "t"
    )


COVER = Layout(
    1,
    "Voorkant",
    "title",
    (
        _title(Box(EDGE, 34, 168, 72), 54, "ctrTitle"),
        Holder("subTitle", BODY, "Ondertitel", Box(EDGE, 109, 164, 36), 24),
        Holder("body", LEAD, "Uitgever", Box(EDGE, 14, 168, 18), 20, bold=True),
    ),
)
SIGNS = Layout(
    2,
    "Borden",
    "titleOnly",
    (_title(), Holder("body", LEAD, "Uitleg", Box(EDGE, 33, MEASURE, 11), 22)),
)
ORGANISATION = Layout(
    3,
    "Organisatie",
    "",
    (
        _title(Box(EDGE, 13, MEASURE, 19)),
        Holder("body", LEAD, "Voor wie", Box(EDGE, 33, MEASURE, 20), 20),
        Holder("body", BODY, "Uitleg", Box(EDGE, 87, 220, 87), 24),
        Holder("pic", CODE, "QR-code", Box(248, 55, 74.667, 74.667), 20),
        Holder("body", CAPTION, "Adres", Box(239.333, 131, 92, 18), 20, bold=True),
    ),
)
TEXT = Layout(
    4,
    "Tekst",
    "obj",
    (_title(), Holder("body", BODY, "Tekst", Box(EDGE, 44, MEASURE, 130), 28, bullets=True)),
)
PLAIN = Layout(
    5,
    "Colofon",
    "obj",
    (_title(), Holder("body", BODY, "Tekst", Box(EDGE, 44, MEASURE, 130), 20)),
)
LAYOUTS = (COVER, SIGNS, ORGANISATION, TEXT, PLAIN)
MARK = Box(EDGE, 2.5, MEASURE, 9.5)  # of a draft


def emu(millimetres: float) -> int:
    """Return a length in the units of PresentationML."""
    return round(millimetres * EMU)
