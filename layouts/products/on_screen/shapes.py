"""The shapes of a still, in mm: a pixel is a tenth of a millimetre. All lengths are from the top
and from the side where reading begins.

On a screen 5 % of each side may fall outside the frame of a television, so that nothing but the
post stands there. An outline is 3 pixels wide, half of them outside.
"""

from __future__ import annotations

from msgspec import Struct

PER_MM = 10.0  # pixels


class Area(Struct, frozen=True):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def end(self) -> float:
        """The edge where reading ends."""
        return self.x + self.width


class Shape(Struct, frozen=True):
    """A still: its size, and where its parts stand.

    ``head`` has the title, and the lead where there is room; ``code`` the QR code, with words
    beside it when ``code_beside``, or else in the corner with its domain below. ``boards`` are the
    signs, ``gap`` apart, at most ``tallest`` high; on ``flat`` ones the label stands after the
    number. ``title`` and ``lead`` are shares of the type of the wide still, and ``usual`` is the
    height of a board with type in full size. ``bar`` has the draft mark.
    """

    id: str
    size: tuple[float, float]
    head: Area
    code: Area
    code_beside: bool
    boards: Area
    gap: float
    tallest: float
    alert: Area
    alert_style: str
    post: Area
    bar: Area
    flat: bool = False
    title: float = 1.0
    lead: float = 1.0
    usual: float = 13.9

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels."""
        width, height = self.size
        return round(width * PER_MM), round(height * PER_MM)

    @property
    def file(self) -> str:
        """The name of its file, without the day."""
        width, height = self.pixels
        return f"screen-{width}x{height}.png"


WIDE = Shape(
    "screen-wide",
    (192.0, 108.0),
    head=Area(9.6, 7.4, 82.0, 54.4),
    code=Area(9.6, 64.6, 82.0, 19.8),
    code_beside=True,
    boards=Area(100.6, 9.4, 81.6, 93.0),
    gap=2.4,
    tallest=14.6,
    alert=Area(9.8, 87.8, 79.6, 14.6),
    alert_style="still-alert",
    post=Area(104.6, 5.4, 1.6, 102.6),
    bar=Area(9.8, 5.6, 172.4, 5.0),
)
TALL = Shape(
    "screen-tall",
    (108.0, 192.0),
    head=Area(7.2, 9.2, 93.6, 54.4),
    code=Area(7.2, 34.6, 93.6, 22.6),
    code_beside=False,
    boards=Area(7.4, 69.4, 93.2, 94.2),
    gap=1.8,
    tallest=14.6,
    alert=Area(7.4, 167.0, 93.2, 15.6),
    alert_style="still-alert",
    post=Area(11.2, 65.6, 1.6, 101.6),
    bar=Area(7.4, 9.4, 93.2, 5.0),
    title=104 / 128,
    lead=42 / 40,
)
SQUARE = Shape(
    "screen-square",
    (108.0, 108.0),
    head=Area(5.4, 5.4, 97.2, 31.2),
    code=Area(5.4, 5.4, 97.2, 20.3),
    code_beside=False,
    boards=Area(5.6, 38.8, 96.8, 50.2),
    gap=1.2,
    tallest=8.4,
    alert=Area(5.6, 91.4, 96.8, 11.0),
    alert_style="still-alert-small",
    post=Area(8.2, 37.4, 1.6, 55.0),
    bar=Area(5.6, 5.6, 96.8, 4.4),
    flat=True,
    title=76 / 128,
    lead=34 / 40,
    usual=7.65,
)
SHAPES = (WIDE, TALL, SQUARE)
