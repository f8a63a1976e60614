"""The panels of the leaflet: where each lies on the sheet, and how it is drawn.

Millimetres, origin top left. Outside, left to right: flap, back, cover. Inside: three panels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layouts.entry import centred, draw_alert, draw_concept
from layouts.leaflet_back import Back
from layouts.leaflet_fit import Fit, Reading
from layouts.leaflet_inside import FIRST_GAP, Column, body_style
from layouts.outline import Arm, Group, Logo, Outline, Route
from layouts.panel import Overflow, Panel
from layouts.pdf.content import WHITE, Blank, Page
from layouts.pdf.document import Document, Metadata
from layouts.pdf.structure import LIST, Element
from layouts.theme import Theme
from layouts.words import Words

WIDTH, HEIGHT = 297.0, 210.0
FLAP, FULL = 97.0, 100.0  # the panel that folds in is 3 mm narrower
MEASURE = 81.0  # the live width of every panel
BOTTOM = 201.5  # baseline; letters reach 1 mm lower, the safe margin begins at 203
LOWEST = 203.0  # of a code or a post: below it a printer may leave them out

ALERT_Y, ALERT_HEIGHT = 182.5, 16.0
LOGO_WIDTH, LOGO_HEIGHT = 46.0, 14.0
ARM_HEIGHT, FLAP_ARM_HEIGHT = 10.0, 9.5


@dataclass(frozen=True)
class Frame:
    """Where a panel lies: page, left edge and width, for a left-to-right script."""

    page: int
    left: float
    width: float


FRAMES = {
    "cover": Frame(0, FLAP + FULL, FULL),
    "flap": Frame(0, 0.0, FLAP),
    "inside 1": Frame(1, 0.0, FULL),
    "inside 2": Frame(1, FULL, FULL),
    "inside 3": Frame(1, 2 * FULL, FLAP),
    "back": Frame(0, FLAP, FULL),
}
FOLDS = ((FLAP, FLAP + FULL), (FULL, 2 * FULL))
SAFE, FOLD_SAFE = 7.0, 8.0  # mm without type, at an edge of the sheet and at a fold
INSIDE = ("inside 1", "inside 2", "inside 3")


def frame_of(name: str, *, rtl: bool) -> Frame:
    """Where a panel lies; in a right-to-left script the sheet is mirrored."""
    frame = FRAMES[name]
    return replace(frame, left=WIDTH - frame.left - frame.width) if rtl else frame


def folds_of(page: int, *, rtl: bool) -> tuple[float, ...]:
    """The x of the folds of a page."""
    return tuple(WIDTH - x if rtl else x for x in FOLDS[page])


class LeafletPanels:
    """Both pages without marks, to draw one panel on.

    ``groups`` are those of that panel, ``has_alert`` tells whether it ends with 112. With
    ``measuring`` nothing is drawn: ``overflows`` says what has no room.
    """

    def __init__(
        self,
        outline: Outline,
        groups: Sequence[Group],
        theme: Theme,
        fit: Fit,
        *,
        has_alert: bool = False,
        measuring: bool = False,
    ) -> None:
        self.outline, self.groups, self.theme = outline, groups, theme
        self.has_alert = has_alert
        self.fit = Reading(fit)
        self.overflows: list[Overflow] = []
        self.rtl = self.outline.direction == "rtl"
        self.document = Document(Metadata.of(self.outline), self.theme.colour_profile)
        for _ in FOLDS:
            self.document.add_page(WIDTH, HEIGHT)
        self.pages: list[Page] = self.document.pages
        if measuring:
            self.pages = [Blank(i, WIDTH, HEIGHT, self.document.fonts) for i in range(len(FOLDS))]

    @property
    def head_y(self) -> float:
        """Baseline of the panel heads."""
        scale = self.theme.scale
        return scale.concept_head_y if self.outline.concept else scale.head_y

    def draw(self, name: str) -> None:
        """One of the panels."""
        if name in INSIDE:
            self.inside(name)
        else:
            {"cover": self.cover, "flap": self.flap, "back": self.back}[name]()

    def panel(self, name: str) -> tuple[Panel, Element]:
        """A panel, and the section of the structure tree that it fills."""
        frame = frame_of(name, rtl=self.rtl)
        panel = Panel(
            name,
            self.pages[frame.page],
            frame.left + (frame.width - MEASURE) / 2,
            MEASURE,
            self.theme,
            self.outline,
            self.overflows,
        )
        section = self.document.root.child("Sect")
        if self.outline.concept:
            draw_concept(panel, section, self.outline.concept, full=name == "cover")
        return panel, section

    def head(
        self, panel: Panel, section: Element, heading: Words, lead: Sequence[Words], y: float
    ) -> float:
        """A panel head with the lines under it; gives the last baseline."""
        last = panel.text(section.child("H2"), heading, panel.style("display"), 0, y, MEASURE)
        body = panel.style("body")
        for index, words in enumerate(lead):
            last += body.leading if index else self.theme.scale.lead_gap
            last = panel.text(section.child("P"), words, body, 0, last, MEASURE)
        return last

    # --- cover -----------------------------------------------------------------------------

    def cover(self) -> None:
        """Title, signpost and 112."""
        panel, section = self.panel("cover")
        outline = self.outline
        kicker_y = 17.3 + 2 * self.theme.scale.concept_step if outline.concept else 15.0
        if outline.logo:
            used = self.logo(panel, section, outline.logo)
        else:
            kicker = panel.style("kicker")
            used = panel.one_line(section.child("P"), outline.kicker, kicker, 0, kicker_y, 45)
        words, room = outline.languages, MEASURE - used - 5
        style = panel.shrunk(words, panel.style("language"), room)
        panel.one_line(section.child("P"), words, style, MEASURE, kicker_y, room, align="end")
        if not outline.logo:
            panel.rule(kicker_y + 2.5)
        title = panel.style("title")
        size, leading = title.size * self.fit.title, title.leading * self.fit.title
        title = replace(title, size=size, leading=leading)
        # Latin letters of this size look indented on the margin.
        inset = 0.0 if self.rtl else -0.6
        title_y = 37.5 + title.leading - 12.5 + (kicker_y - 23 if outline.concept else 0)
        title_y += 3.5 if outline.concept and outline.logo else 0
        last = panel.text(section.child("H1"), outline.title, title, inset, title_y, MEASURE)
        lead = panel.style("lead")
        last = panel.text(section.child("P"), outline.lead, lead, 0, last + title.leading, MEASURE)

        first, pitch = (97.5, 14.0) if len(outline.arms) < 6 else (93.5, 13.0)
        panel.must_fit(outline.lead, last, first - 7.5)
        panel.must_fit(outline.title, first + len(outline.arms) * pitch, ALERT_Y)
        panel.box(16, first - 5, 1.4, ALERT_Y - first + 5)
        arms = section.child("L", attributes=LIST)
        for index, arm in enumerate(outline.arms):
            body = arms.child("LI").child("LBody")
            self.cover_arm(panel, body, arm, first + index * pitch, backward=index in (2, 4))
        draw_alert(
            panel,
            section,
            outline.alert,
            ALERT_Y,
            ALERT_HEIGHT,
            label="alert-label",
            number="alert-cover",
        )

    def logo(self, panel: Panel, section: Element, logo: Logo) -> float:
        """The publisher's picture in its box, as large as it fits, at the start side. Gives its
        width.
        """
        y, width, height = 8.0, LOGO_WIDTH, LOGO_HEIGHT
        if self.outline.concept:  # below the mark, beside the name of the language
            y, width, height = 13.6 + 2 * self.theme.scale.concept_step, 40.0, 10.0
        return panel.picture(section, logo, 0, y, width, height)

    def cover_arm(self, panel: Panel, body: Element, arm: Arm, y: float, *, backward: bool) -> None:
        """An arm as wide as its words; ``backward`` ones point to the start side."""
        inset = 4.0
        head = head_width(arm.numerals, ARM_HEIGHT)
        # A long name takes the whole width, and then stands there without what it is of.
        for words, x in (
            (arm.label, 0.0 if backward else 10.0),
            (arm.label, 0.0),
            (arm.brief or arm.label, 0.0),
        ):
            room = MEASURE - x - head - 2 * inset
            style = panel.shrunk(words.spaced(), panel.style("sign-word"), room, floor=11)
            label = panel.lines(words.spaced(), style)[0]
            if label.width <= room:
                break
        width = label.width + 2 * inset + head
        panel.must_fit(arm.label, x + width, MEASURE)
        panel.arm(x, y, width, ARM_HEIGHT, head, accent=True, backward=backward)
        label_x = x + inset + (head if backward else 0)
        panel.put(body, label, label_x, centred(y, ARM_HEIGHT, style))
        tip = 0.16 * ARM_HEIGHT  # the numeral stands a little before the middle
        numeral_x = x + tip if backward else x + width - head
        panel.numerals(body, arm.numerals, numeral_x, y, head - tip, ARM_HEIGHT)

    # --- flap ------------------------------------------------------------------------------

    def flap(self) -> None:
        """The sentences, each with the arm it leads to."""
        panel, section = self.panel("flap")
        outline = self.outline
        lead = outline.situations_lead[: None if self.fit.second_lead else 1]
        y = self.head(panel, section, outline.situations_heading, lead, self.head_y)
        y += 12.5
        top, behind_arms = y - 5.5, len(panel.page.operators)
        y = self.question(panel, section, outline.alert.situation, y)
        panel.arm(0, y, MEASURE, FLAP_ARM_HEIGHT, 0, accent=False, solid=True)
        style = panel.style("alert-flap")
        number = Words.of(outline.alert.number.display)
        baseline = centred(y, FLAP_ARM_HEIGHT, style)
        panel.one_line(section.child("P"), number, style, 8, baseline, 40, colour=WHITE)
        y += FLAP_ARM_HEIGHT
        for situation in outline.situations:
            y = self.question(panel, section, situation.text, y + self.fit.flap_gap)
            for index, route in enumerate(situation.routes):
                y += self.theme.spacing.arms if index else 0
                self.route(panel, section.child("P"), route, y)
                y += FLAP_ARM_HEIGHT
        panel.must_fit(outline.situations_heading, y + 2, LOWEST)  # the post goes on below
        with panel.page.behind(behind_arms):
            panel.box(3, top, 1.4, y + 2 - top)

    def question(self, panel: Panel, section: Element, words: Words, y: float) -> float:
        """A sentence over an arm; gives the top of the arm."""
        style = body_style(panel, self.fit)
        last = panel.text(section.child("P"), words, style, 8, y, MEASURE - 8)
        return last + self.theme.scale.to_sign

    def route(self, panel: Panel, element: Element, route: Route, y: float) -> None:
        """An arm over the whole width, with a number to call or words."""
        head = head_width(route.numerals, FLAP_ARM_HEIGHT)
        panel.arm(0, y, MEASURE, FLAP_ARM_HEIGHT, head, accent=route.phone is not None)
        style = panel.style("hero-flap" if route.phone else "sign-word")
        baseline = centred(y, FLAP_ARM_HEIGHT, style)
        panel.one_line(element, route.label.spaced(), style, 8, baseline, MEASURE - 10 - head)
        tip = 0.16 * FLAP_ARM_HEIGHT
        panel.numerals(element, route.numerals, MEASURE - head, y, head - tip, FLAP_ARM_HEIGHT)

    # --- inside ----------------------------------------------------------------------------

    def inside(self, name: str) -> None:
        """A panel with organisations; one of them ends with the emergency number."""
        if not self.groups:
            return
        panel, section = self.panel(name)
        Column(
            panel,
            section,
            self.groups,
            self.fit,
            self.head_y,
            self.head_y + self.theme.scale.lead_gap + panel.style("body").leading + FIRST_GAP,
            bottom=ALERT_Y - 5 if self.has_alert else BOTTOM,
            floor=ALERT_Y - 2.5 if self.has_alert else LOWEST,
        ).draw()
        if self.has_alert:  # one copied side is still complete
            draw_alert(
                panel,
                section,
                self.outline.alert,
                ALERT_Y,
                ALERT_HEIGHT,
                label="alert-label",
                number="alert-cover",
            )

    # --- back ------------------------------------------------------------------------------

    def back(self) -> None:
        """What to say when you call, the contacts close by, the colophon."""
        panel, section = self.panel("back")
        Back(panel, section, self.outline, self.fit, self.head_y).draw()


def head_width(numerals: tuple[int, ...], height: float) -> float:
    """The black head of an arm: wider for two numerals."""
    return (1.05 if len(numerals) == 1 else 1.5) * height
