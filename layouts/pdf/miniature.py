"""Small drawings of paper, to show positions and folding. Decoration only: the text beside it says
the same.
"""

from __future__ import annotations

import math

from msgspec import Struct

from wegwijs.layouts.pdf.content import BLACK, WHITE, Page, Point

OUTLINE, FOLD, ARROW = 0.8, 1.0, 1.6  # pt
HEAD = (2.6, 3.0)  # mm: width and length of an arrowhead


class Miniature(Struct, frozen=True):
    """A sheet drawn at ``scale``, its top left corner at (x, y) mm of the page.

    Lengths are those of the sheet itself.
    """

    page: Page
    x: float
    y: float
    scale: float

    def at(self, x: float, y: float) -> Point:
        """Convert a point on the sheet to one on the page."""
        return self.x + x * self.scale, self.y + y * self.scale

    def paper(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a piece of paper that covers what is below it."""
        right, bottom = left + width, top + height
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        with self.page.artifact():
            points = [self.at(*corner) for corner in corners]
            self.page.polygon(points, fill=WHITE, stroke=BLACK, width=OUTLINE)

    def fold(self, x: float, top: float, height: float) -> None:
        """Draw a fold, from top to bottom."""
        points = [self.at(x, top), self.at(x, top + height)]
        with self.page.artifact():
            self.page.polygon(points, stroke=BLACK, width=FOLD, close=False, dashed=True)

    def cut(self, points: list[Point]) -> None:
        """Draw a straight cut line."""
        with self.page.artifact():
            placed = [self.at(*point) for point in points]
            self.page.polygon(placed, stroke=BLACK, width=OUTLINE, close=False)

    def turn(self, start: Point, end: Point, rise: float) -> None:
        """Draw an arrow from one place over to another, ``rise`` mm of the page above them."""
        (x, y), (to_x, to_y) = self.at(*start), self.at(*end)
        wide, long = HEAD
        steps = 24
        arc = []
        for step in range(steps + 1):
            angle = math.pi * step / steps
            along = (1 - math.cos(angle)) / 2
            up = rise * math.sin(angle)
            arc.append((x + (to_x - x) * along, y + (to_y - y) * along - up))
        shaft = [point for point in arc[:-1] if point[1] < to_y - long / 2 or point[0] != to_x]
        shaft = [*shaft[:-1], (to_x, to_y - long / 2)]
        head = [(to_x - wide / 2, to_y - long), (to_x + wide / 2, to_y - long), (to_x, to_y)]
        with self.page.artifact():
            self.page.polygon(shaft, stroke=BLACK, width=ARROW, close=False)
            self.page.polygon(head, fill=BLACK)
