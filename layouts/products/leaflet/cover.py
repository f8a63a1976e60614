"""The cover of the leaflet: who hands it out, the question, the signpost and 112."""

from __future__ import annotations

from dataclasses import dataclass, replace

from layouts.content.outline import Arm, Outline
from layouts.content.words import Words, dutch
from layouts.pdf.entry import centred, draw_alert
from layouts.pdf.panel import Panel
from layouts.pdf.structure import LIST, Element
from layouts.products.leaflet.fit import Reading
from layouts.typesetting.lines import PT, Line, Style

LOGO_WIDTH, LOGO_HEIGHT = 46.0, 14.0
BESIDE, SMALLEST_LANGUAGE = 5.0, 10.0  # mm and pt: a wide logo gives way to the language
TITLE_Y = 37.5  # baseline of its first line, or lower where more stands above it
ARM_HEIGHT = 10.0
ALERT_Y, ALERT_HEIGHT = 182.5, 16.0
INSET = 4.0  # before and behind the words on an arm
CLOSE_INSET = 2.5


@dataclass(frozen=True)
class Cover:
    """The cover panel; ``mark`` is the lower edge of the mark of a concept, 0 without one."""

    panel: Panel
    section: Element
    outline: Outline
    fit: Reading
    mark: float

    def draw(self) -> None:
        """Everything, from the top."""
        panel, outline, scale = self.panel, self.outline, self.panel.theme.scale
        above = self.publisher(self.header())
        title = panel.style("title")
        size, leading = title.size * self.fit.title, title.leading * self.fit.title
        title = replace(title, size=size, leading=leading)
        top = above + scale.fall + 2.5 + scale.head_rise * size * PT
        # Latin letters of this size look indented on the margin.
        inset = 0.0 if panel.rtl else -0.6
        y = max(TITLE_Y, top)
        last = panel.text(self.section.child("H1"), outline.title, title, inset, y, panel.width)
        lead = panel.style("lead")
        lead = replace(lead, size=lead.size * self.fit.lead, leading=lead.leading * self.fit.lead)
        y = last + leading
        last = panel.text(self.section.child("P"), outline.lead, lead, 0, y, panel.width)
        self.signpost(last)
        draw_alert(
            panel,
            self.section,
            outline.alert,
            ALERT_Y,
            ALERT_HEIGHT,
            label="alert-label",
            number="alert-cover",
        )

    # --- who hands it out ------------------------------------------------------------------

    def header(self) -> float:
        """The logo or the kind of document, and the name of the language; gives the lower edge."""
        panel, outline = self.panel, self.outline
        y = self.mark + 4.9 if self.mark else 15.0
        words, language = outline.languages, panel.style("language")
        if outline.logo:
            smallest = panel.lines(words, replace(language, size=SMALLEST_LANGUAGE))[0].width
            across = min(LOGO_WIDTH, panel.width - smallest - BESIDE)
            top = self.mark + 2.5 if self.mark else 8.0
            height = 10.0 if self.mark else LOGO_HEIGHT
            used = panel.picture(self.section, outline.logo, 0, top, across, height)
            lowest = top + height
        else:
            kicker = panel.style("kicker")
            used = panel.one_line(self.section.child("P"), outline.kicker, kicker, 0, y, 45)
            lowest = y + 2.5
            panel.rule(lowest)
        room = panel.width - used - BESIDE
        style = panel.shrunk(words, language, room, floor=SMALLEST_LANGUAGE)
        panel.one_line(self.section.child("P"), words, style, panel.width, y, room, align="end")
        return lowest

    def publisher(self, y: float) -> float:
        """Who hands it out, below ``y``; gives the last baseline."""
        panel, words = self.panel, Words((dutch(self.outline.publisher),))
        style = panel.shrunk(words, panel.style("publisher"), panel.width)
        return panel.text(self.section.child("P"), words, style, 0, y + 4.8, panel.width)

    # --- the signpost ----------------------------------------------------------------------

    def signpost(self, last: float) -> None:
        """An arm for each kind of reader; ``last`` is the last baseline above it."""
        panel, arms = self.panel, self.outline.arms
        first, pitch = (97.5, 14.0) if len(arms) < 6 else (93.5, 13.0)
        panel.must_fit(self.outline.lead, last, first - 7.5)
        panel.must_fit(self.outline.title, first + len(arms) * pitch, ALERT_Y)
        panel.box(16, first - 5, 1.4, ALERT_Y - first + 5)
        listed = self.section.child("L", attributes=LIST)
        for index, arm in enumerate(arms):
            body = listed.child("LI").child("LBody")
            self.arm(body, arm, first + index * pitch, backward=index in (2, 4))

    def arm(self, body: Element, arm: Arm, y: float, *, backward: bool) -> None:
        """An arm as wide as its words; ``backward`` ones point to the start side."""
        panel = self.panel
        head = head_width(arm.numerals, ARM_HEIGHT)
        x, inset, style, lines = self.label(arm, head, backward=backward)
        width = max(line.width for line in lines) + 2 * inset + head
        panel.must_fit(arm.label, x + width, panel.width)
        panel.arm(x, y, width, ARM_HEIGHT, head, accent=True, backward=backward)
        label_x = x + inset + (head if backward else 0)
        baseline = centred(y, ARM_HEIGHT, style) - (len(lines) - 1) * style.leading / 2
        for index, line in enumerate(lines):
            panel.put(body, line, label_x, baseline + index * style.leading)
        tip = 0.16 * ARM_HEIGHT  # the numeral stands a little before the middle
        numeral_x = x + tip if backward else x + width - head
        panel.numerals(body, arm.numerals, numeral_x, y, head - tip, ARM_HEIGHT)

    def label(
        self, arm: Arm, head: float, *, backward: bool
    ) -> tuple[float, float, Style, tuple[Line, ...]]:
        """Where the words of an arm start, what stands around them, and the words as they are set.

        A long name takes the whole width, then two lines; then it goes without what it is of.
        """
        panel = self.panel
        usual = 0.0 if backward else 10.0
        for words, x, inset, most in (
            (arm.label, usual, INSET, 1),
            (arm.label, 0.0, INSET, 1),
            (arm.label, 0.0, CLOSE_INSET, 2),
            (arm.brief or arm.label, 0.0, INSET, 1),
            (arm.brief or arm.label, 0.0, CLOSE_INSET, 2),
        ):
            room = panel.width - x - head - 2 * inset
            style = panel.shrunk(words.spaced(), panel.style("sign-word"), room, floor=11)
            if most > 1:
                size = min(style.size, 10.5)
                style = replace(style, size=size, leading=1.1 * size * PT, balanced=True)
            lines = panel.lines(words.spaced(), style, room if most > 1 else None)
            if len(lines) <= most and all(line.width <= room for line in lines):
                break
        return x, inset, style, lines


def head_width(numerals: tuple[int, ...], height: float) -> float:
    """The black head of an arm: wider for two numerals."""
    return (1.05 if len(numerals) == 1 else 1.6) * height
