"""The panels of the leaflet, and what each contains.

Millimetres, origin top left. Outside, left to right: flap, back, cover. Inside: three panels.
"""

from __future__ import annotations

from msgspec import Struct

from wegwijs.layouts.content.outline import DraftMark
from wegwijs.layouts.pdf.blocks import Brush, Dialogue, Painter
from wegwijs.layouts.pdf.entry import draft_mark_height, draw_draft_mark
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.leaflet.back import Back
from wegwijs.layouts.products.leaflet.contact_details import Detail
from wegwijs.layouts.products.leaflet.cover import ALERT_Y, Cover, alert
from wegwijs.layouts.products.leaflet.fit import Fit, TracedFit
from wegwijs.layouts.products.leaflet.flap import Flap
from wegwijs.layouts.products.leaflet.inside import FIRST_GAP, Column
from wegwijs.layouts.products.leaflet.paper import INSIDE, LOWEST, MEASURE, frame_of

BOTTOM = 201.5  # baseline; letters reach 1 mm lower, the safe margin begins at 203


class Subject(Struct, frozen=True):
    """The contents of a panel: ``groups`` by index, each with the numerals of its entries;
    ``has_alert``: it ends with 112; ``inside_says`` are the details of contacts that need not be on
    the back.
    """

    name: str
    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()
    has_alert: bool = False
    inside_says: frozenset[Detail] = frozenset()

    @property
    def rows(self) -> int:
        """The number of organisations."""
        return sum(len(numerals) for _, numerals in self.groups)


class LeafletPanel:
    """A panel in a fit: drawn, or only measured without a ``painter``. Afterwards ``brush`` has the
    overflows, ``fit`` the fields that were read, and ``left_out`` what the back leaves out.
    """

    def __init__(
        self, dialogue: Dialogue, subject: Subject, fit: Fit, painter: Painter | None = None
    ) -> None:
        self.dialogue, self.subject, self.fit = dialogue, subject, TracedFit(fit)
        setting = dialogue.setting
        frame = frame_of(subject.name, rtl=setting.direction == "rtl")
        place = (subject.name, frame.page, frame.left + (frame.width - MEASURE) / 2, MEASURE)
        self.is_empty = subject.name in INSIDE and not subject.groups
        self.brush = Brush(dialogue, place)
        if painter and not self.is_empty:
            self.brush = painter.brush(*place, apart=True)
        self.draft = dialogue.nodes["draft",] is not None
        self.left_out: frozenset[Detail] = frozenset()  # details that the back leaves out

    @property
    def head_y(self) -> float:
        """The baseline of the panel headings."""
        scale = self.dialogue.setting.theme.scale
        return scale.draft_head_y if self.draft else scale.head_y

    def draw(self) -> None:
        """Draw the panel."""
        if self.is_empty:
            return
        name = self.subject.name
        if self.draft:
            self.brush.block(draft_mark, ("draft",), 0.0, name == "cover")
        if name in INSIDE:
            self.inside()
        else:
            {"cover": self.cover, "flap": self.flap, "back": self.back}[name]()

    def cover(self) -> None:
        """Draw publisher, question, signpost and 112."""
        theme = self.dialogue.setting.theme
        mark = draft_mark_height(theme, full=True) if self.draft else 0.0
        Cover(self.brush, self.fit, mark).draw()

    def flap(self) -> None:
        """Draw the situations, each with the arm to which it leads."""
        Flap(self.brush, self.fit, self.head_y).draw()

    def inside(self) -> None:
        """Draw organisations; one of the panels ends with the emergency number."""
        panel, has_alert = self.brush.panel, self.subject.has_alert
        first_row = self.head_y + panel.theme.scale.lead_gap + panel.style("body").leading
        Column(
            self.brush,
            self.subject.groups,
            self.fit,
            self.head_y,
            first_row + FIRST_GAP,
            bottom=ALERT_Y - 5 if has_alert else BOTTOM,
            floor=ALERT_Y - 2.5 if has_alert else LOWEST,
        ).draw()
        if has_alert:  # even a copy of one side is complete
            self.brush.block(alert, ("alert",), ALERT_Y)

    def back(self) -> None:
        """Draw advice on calling, the local contacts and the colophon."""
        back = Back(self.brush, self.fit, self.head_y, self.subject.inside_says)
        back.draw()
        self.left_out = back.left_out


def draft_mark(panel: Panel, section: Element, said: DraftMark, _y: float, full: bool) -> None:
    """Draw the draft mark at the head of a panel."""
    draw_draft_mark(panel, section, said, full=full)
