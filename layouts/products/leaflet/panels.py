"""The panels of the leaflet: where each lies on the sheet, and how it is drawn.

Millimetres, origin top left. Outside, left to right: flap, back, cover. Inside: three panels.
"""

from __future__ import annotations

from collections.abc import Sequence

from layouts.content.outline import Group, Outline, Route
from layouts.content.words import Words
from layouts.pdf.content import WHITE, Blank, Page
from layouts.pdf.document import Document
from layouts.pdf.entry import centred, concept_height, draw_alert, draw_concept
from layouts.pdf.metadata import Metadata
from layouts.pdf.panel import Overflow, Panel
from layouts.pdf.structure import Element
from layouts.products.leaflet.back import Back
from layouts.products.leaflet.contact_details import Detail
from layouts.products.leaflet.cover import ALERT_HEIGHT, ALERT_Y, Cover, head_width
from layouts.products.leaflet.fit import Fit, Reading
from layouts.products.leaflet.inside import FIRST_GAP, Column, body_style
from layouts.products.leaflet.paper import FOLDS, HEIGHT, INSIDE, WIDTH, frame_of
from layouts.typesetting.theme import Theme

MEASURE = 81.0  # the live width of every panel
BOTTOM = 201.5  # baseline; letters reach 1 mm lower, the safe margin begins at 203
LOWEST = 203.0  # of a code or a post: below it a printer may leave them out

FLAP_ARM_HEIGHT = 9.5


class LeafletPanels:
    """Both pages without marks, to draw one panel on.

    ``groups`` are those of that panel, ``has_alert`` tells whether it ends with 112;
    ``inside_says`` are details of contacts that need not stand on the back. With ``measuring``
    nothing is drawn: ``overflows`` says what has no room.
    """

    def __init__(
        self,
        outline: Outline,
        groups: Sequence[Group],
        theme: Theme,
        fit: Fit,
        *,
        has_alert: bool = False,
        inside_says: frozenset[Detail] = frozenset(),
        measuring: bool = False,
    ) -> None:
        self.outline, self.groups, self.theme = outline, groups, theme
        self.has_alert, self.inside_says = has_alert, inside_says
        self.left_out: frozenset[Detail] = frozenset()  # by the back
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
        """Who hands it out, the question, the signpost and 112."""
        panel, section = self.panel("cover")
        mark = concept_height(self.theme, full=True) if self.outline.concept else 0.0
        Cover(panel, section, self.outline, self.fit, mark).draw()

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
        back = Back(panel, section, self.outline, self.fit, self.head_y, self.inside_says)
        back.draw()
        self.left_out = back.left_out
