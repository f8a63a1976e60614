"""Decoration: boards, arms, rules, icons. Equal decorations at equal places have the same operators
in every document, so they are formatted once. All lengths are in mm of a panel.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import lru_cache
from typing import NamedTuple

from wegwijs.layouts.pdf.content import BLACK, Page, Point
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.shapes import moved, pentagon

Draw = Callable[..., None]


class Frame(NamedTuple):
    """The position of a panel: left edge and width, direction, and the height and
    margin of its page.
    """

    left: float
    width: float
    rtl: bool
    height: float
    margin: float

    def x(self, x: float, width: float = 0.0) -> float:
        """Return the left edge on the page of something ``width`` wide that starts at ``x``."""
        return self.left + (self.width - x - width if self.rtl else x)

    def points(self, points: Sequence[Point]) -> list[Point]:
        """Convert points of the panel to points of the page."""
        return [(self.x(x), y) for x, y in points]


@lru_cache(maxsize=4096)
def decoration(frame: Frame, draw: Draw, given: tuple[Hashable, ...]) -> str:
    """Return the operators of ``draw(page, frame, *given)``, as an artifact. Cached."""
    page = Page(0, 0.0, frame.height, FontUses(), frame.margin)
    with page.artifact():
        draw(page, frame, *given)
    return "\n".join(map(str, page.operators))


def sign_in(
    page: Page,
    frame: Frame,
    corner: Point,
    size: tuple[float, float, float],
    fills: tuple[str, str],
    outline: float,
) -> None:
    """Draw a board with a pentagonal head at its start; ``fills`` are the colours of both."""
    (x, y), (width, height, head) = corner, size
    board = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    for points, fill in zip((board, pentagon(x, y, head, height)), fills, strict=True):
        page.polygon(frame.points(points), fill=fill, stroke=BLACK, width=outline)


def arm(
    page: Page,
    frame: Frame,
    corner: Point,
    size: tuple[float, float, float],
    fill: str,
    backward: bool,
    outline: float,
) -> None:
    """Draw an arm; without a head it is black."""
    (x, y), (width, height, head) = corner, size
    body = pentagon(0, y, width, height)
    tip = [(max(px, width - head), py) for px, py in body]
    if backward:
        body, tip = ([(width - px, py) for px, py in points] for points in (body, tip))
    for points, ink in ((body, fill), (tip, BLACK)) if fill != BLACK else ((body, fill),):
        page.polygon(frame.points(moved(points, x)), fill=ink, stroke=BLACK, width=outline)


def icon(page: Page, frame: Frame, path: str, x: float, y: float, size: float, ink: str) -> None:
    """Draw an icon, its top start corner at (x, y)."""
    page.icon(path, frame.x(x, size), y, size, ink)


def box(page: Page, frame: Frame, corner: Point, width: float, height: float, ink: str) -> None:
    """Draw a filled box."""
    x, y = corner
    points = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    page.polygon(frame.points(points), fill=ink)


def hatch(page: Page, frame: Frame, corner: Point, width: float, height: float) -> None:
    """Draw slanting lines at 45 degrees, 1.8 mm apart, clipped to the box."""
    (x, y), pitch = corner, 1.8
    for index in range(1, int((width + height) / pitch) + 1):
        offset = index * pitch
        start = (max(0.0, offset - height), min(height, offset))
        end = (min(width, offset), max(0.0, offset - width))
        line = [(x + start[0], y + start[1]), (x + end[0], y + end[1])]
        page.polygon(frame.points(line), stroke=BLACK, width=0.75, close=False)


def rule(page: Page, frame: Frame, y: float, pt: float) -> None:
    """Draw a rule over the full width."""
    line = frame.points([(0, y), (frame.width, y)])
    page.polygon(line, stroke=BLACK, width=pt, close=False)


def dots(page: Page, frame: Frame, x: float, y: float, length: float) -> None:
    """Draw a dotted line to write on."""
    page.dots(frame.x(x, length), y, length, pitch=1.5)


def numeral_sign(
    page: Page, frame: Frame, left: float, y: float, size: tuple[float, float]
) -> None:
    """Draw the black pentagon behind a numeral in running text; ``left`` is on the page."""
    width, height = size
    points = pentagon(0, y, width, height)
    if frame.rtl:
        points = [(width - px, py) for px, py in points]
    page.polygon(moved(points, left), fill=BLACK)
