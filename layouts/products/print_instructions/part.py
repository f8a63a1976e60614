"""Draw a part of the print instructions: heading, settings, paragraphs and steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from msgspec import Struct

from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.content import WHITE, Page
from wegwijs.layouts.pdf.miniature import Miniature
from wegwijs.layouts.pdf.overflow import Overflow
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.paper import flip
from wegwijs.layouts.pdf.structure import LIST, STEPS, Element
from wegwijs.layouts.products.print_instructions.brief import Brief, filled
from wegwijs.layouts.products.print_instructions.paper import MARGIN, MEASURE
from wegwijs.sources.model import PrintSetting, Text

GAP = 3.0  # between items side by side
ARROW_ROOM = 18.0  # mm: a low drawing with an arrow over it
SETTING_HEIGHT, SETTING_HEAD, SETTING_ICON = 15.0, 14.5, 7.5


class PrintStep(Struct, frozen=True):
    """A step and its picture: a drawing of paper of ``size`` mm at a scale."""

    text: Words
    draw: Callable[[Miniature], None]
    size: tuple[float, float]
    scale: float

    @property
    def width(self) -> float:
        """Width of the drawing, in mm."""
        return self.size[0] * self.scale

    @property
    def height(self) -> float:
        """Height of the drawing, in mm."""
        return self.size[1] * self.scale

    def put(self, page: Page, left: float, top: float, width: float, height: float) -> None:
        """Draw it in the middle of a box (mm)."""
        x, y = left + (width - self.width) / 2, top + (height - self.height) / 2
        self.draw(Miniature(page, x, y, self.scale))


class Part:
    """Draws on ``panel``, which is Dutch, below ``y``, the last baseline or edge so far.

    ``section`` receives the tagged text; ``above`` is the distance from what is above a heading to
    its baseline.
    """

    def __init__(
        self, brief: Brief, panel: Panel, section: Element, y: float, above: float
    ) -> None:
        self.brief, self.above, ground = brief, above, brief.ground
        self.theme, self.notes, self.outline = ground.theme, ground.notes, ground.outline
        self.page, self.section, self.y = panel.page, section, y
        self.overflows: list[Overflow] = []
        self._panel = replace(panel, overflows=self.overflows)

    def panel(self, left: float = MARGIN, width: float = MEASURE) -> Panel:
        """Return a panel for Dutch text (mm)."""
        whole = self._panel
        if (left, width) == (whole.left, whole.width):
            return whole
        return replace(self._panel, left=left, width=width)

    def heading(self, text: Text, file: str) -> float:
        """Draw the product and the file to print; return their width in mm."""
        panel = self.panel()
        style, link = panel.style("print-heading"), panel.style("link")
        self.y += self.above
        panel.rule(self.y - 0.7 * self.above, 0.6)
        head = self.section.child("H2")
        used = panel.one_line(head, filled(text), style, 0, self.y, MEASURE) + 4
        name, room = self.section.child("P"), MEASURE - used
        return used + panel.one_line(name, Words.of(file), link, used, self.y, room)

    def settings(self, size: tuple[float, float], paper: PrintSetting) -> None:
        """Draw the print settings for a sheet size (mm) as three signs side by side."""
        edge = flip(*size).lower()
        rows = (
            ("ruler", self.notes.scale),
            (f"flip-{edge}", getattr(self.notes.edges, edge)),
            ("sheets", paper),
        )
        items = self.section.child("L", attributes=LIST)
        width, top = self.column(len(rows)), self.y + 3.5
        for index, (icon, setting) in enumerate(rows):
            panel = self.panel(MARGIN + index * (width + GAP), width)
            panel.sign_in(top, width, SETTING_HEIGHT, SETTING_HEAD, accent=False)
            panel.icon(icon, 2.2, top + (SETTING_HEIGHT - SETTING_ICON) / 2, SETTING_ICON, WHITE)
            body = items.child("LI").child("LBody")
            start, room = SETTING_HEAD + 1.5, width - SETTING_HEAD - 3
            word, note = panel.style("print-word"), panel.style("print-note")
            panel.one_line(body, filled(setting.word).spaced(), word, start, top + 5.7, room)
            last = panel.text(body, filled(setting.note), note, start, top + 9.8, room)
            panel.must_fit(setting.note.text, last, top + SETTING_HEIGHT - 1.0)
        self.y = top + SETTING_HEIGHT

    def paragraph(self, words: Words, *, x: float = 0.0, above: float = 5.8) -> None:
        """Draw a text, its first baseline ``above`` mm below the last one."""
        panel = self.panel()
        style, element = panel.style("print-body"), self.section.child("P")
        self.y = panel.text(element, words, style, x, self.y + above, MEASURE - x)

    def steps_below(self, steps: Sequence[PrintStep]) -> None:
        """Draw numbered steps side by side, each below its drawing."""
        items, column = self.section.child("L", attributes=STEPS), self.column(len(steps))
        high = max(step.height for step in steps)
        top, y = self.y + 5.0, self.y + high + 10.5
        for index, step in enumerate(steps):
            panel = self.panel(MARGIN + index * (column + GAP), column)
            step.put(self.page, panel.left, top, column, high)
            self.y = max(self.y, self._step(items, panel, index + 1, step.text, y))

    def steps_beside(self, steps: Sequence[PrintStep]) -> None:
        """Draw numbered steps side by side, each to the right of its drawing."""
        items, column = self.section.child("L", attributes=STEPS), self.column(len(steps))
        high = max(ARROW_ROOM, *(step.height for step in steps))
        top = self.y + 4.5
        self.y = top + high
        for index, step in enumerate(steps):
            left, used = MARGIN + index * (column + GAP), step.width + GAP
            step.put(self.page, left, top, step.width, high)
            panel = self.panel(left + used, column - used)
            self.y = max(self.y, self._step(items, panel, index + 1, step.text, top + 5.5))

    def column(self, count: int) -> float:
        """Return the width of each of several columns, in mm."""
        return (MEASURE - (count - 1) * GAP) / count

    def _step(self, items: Element, panel: Panel, number: int, text: Words, y: float) -> float:
        """Draw a step's numeral and text; return its last baseline in mm."""
        item, style, head, height = items.child("LI"), panel.style("print-step"), 6.0, 4.6
        panel.arm(0, y - 3.7, head, height, 0, accent=False, solid=True)
        panel.numerals(item.child("Lbl"), (number,), 0, y - 3.7, head - 0.7, height, 10)
        start = head + 2
        return panel.text(item.child("LBody"), text, style, start, y, panel.width - start)
