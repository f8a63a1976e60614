"""Small drawings of the leaflet for the print instructions: both sides, and each folding step.

Panels, folds and positions come from the leaflet itself, so a drawing cannot deviate from it.
"""

from __future__ import annotations

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Group, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.content import Page
from wegwijs.layouts.pdf.miniature import Miniature
from wegwijs.layouts.pdf.overflow import Overflow
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.leaflet.cover import ALERT_HEIGHT, ALERT_Y
from wegwijs.layouts.products.leaflet.paper import (
    FRAMES,
    HEIGHT,
    INSIDE,
    MEASURE,
    WIDTH,
    PanelFrame,
    folds_of,
    frame_of,
)
from wegwijs.layouts.products.leaflet.render import Plan
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.layouts.typesetting.theme import Theme

TOP = 5.2  # mm from the top of a drawn side to its first baseline
SIGN, SIGN_HEAD = 4.0, 6.5  # mm: size of a drawn sign, and its black head
ROWS = (42.5, 110.0, 160.0)  # mm: approximate positions of the names of organisations
LOCAL_Y, LOCAL_END = 115.0, 166.0  # mm: position of the signs on the back, whatever their number
SMALLEST = 7.5  # pt, smallest size of a heading of one long word


def seen_from_inside(name: str, *, rtl: bool) -> PanelFrame:
    """Return where a panel of the outside is when the inside is up."""
    frame = frame_of(name, rtl=rtl)
    return structs.replace(frame, page=1, left=WIDTH - frame.left - frame.width)


class Heading(Struct, frozen=True):
    """The heading of a panel: in the language of the leaflet, and in Dutch where that differs."""

    own: Words
    dutch: Words | None


class Signs(Struct, frozen=True):
    """A heading inside, and the numerals below it, each with whether it has a phone number."""

    heading: Heading
    numerals: tuple[tuple[int, bool], ...]


class Faces(Struct, frozen=True):
    """What a drawing shows of the panels: leaflets that are equal here share one drawing.

    ``arms`` is the number of arms on the cover; ``routes`` are those of the flap, ``slots`` the
    signs on the back: whether each has a phone number, and is filled in. ``inside`` goes by panel.
    """

    title: Heading
    situations: Heading
    calling: Heading
    arms: int
    routes: tuple[bool, ...]
    slots: tuple[bool, ...]
    inside: tuple[tuple[str, tuple[Signs, ...]], ...]
    alert_panel: str
    to_fill_in: bool  # whether a sign is empty, on the back or inside

    @classmethod
    def of(cls, outline: Outline, plan: Plan) -> Faces:
        """Return the faces of a leaflet, with its groups on the panels of ``plan``."""

        def heading(words: Words) -> Heading:
            meaning = outline.printing.dutch[words]
            return Heading(words, meaning if str(meaning) != str(words) else None)

        def signs(group: Group) -> Signs:
            numerals = tuple((entry.numeral, entry.phone is not None) for entry in group.entries)
            return Signs(heading(group.heading), numerals)

        return cls(
            heading(outline.title),
            heading(outline.situations_heading),
            heading(outline.calling_heading),
            len(outline.arms),
            tuple(r.phone is not None for s in outline.situations for r in s.routes),
            tuple(slot.is_filled for slot in outline.local.slots),
            tuple((name, tuple(map(signs, plan.groups[name]))) for name in INSIDE),
            plan.alert_panel,
            to_fill_in=any(not slot.is_filled for slot in outline.local.slots)
            or any(entry.blank for entry in outline.entries),
        )

    @property
    def own(self) -> bool:
        """Whether any of the headings is an edition's own."""
        headings = [self.title, self.situations, self.calling]
        headings += [signs.heading for _, groups in self.inside for signs in groups]
        return any(one.own.own or (one.dutch and one.dutch.own) for one in headings)

    def on(self, name: str) -> tuple[Signs, ...]:
        """Return the signs on an inside panel."""
        return dict(self.inside)[name]


class LeafletDrawing(Struct, frozen=True):
    """Draws on ``page``; ``theme`` is that of the leaflet, ``outline`` has its language."""

    page: Page
    theme: Theme
    outline: Outline
    faces: Faces
    overflows: list[Overflow]

    @property
    def rtl(self) -> bool:
        """Whether the sheet is mirrored."""
        return self.outline.direction == "rtl"

    def names(self, page: int) -> list[str]:
        """Return the panels of a page, from left to right."""
        there = [name for name, frame in FRAMES.items() if frame.page == page]
        return sorted(there, key=lambda name: frame_of(name, rtl=self.rtl).left)

    def panel(self, name: str, small: Miniature, frame: PanelFrame) -> Panel:
        """Return the live area of a panel, to draw in as the leaflet does."""
        left, _ = small.at(frame.left + (frame.width - MEASURE) / 2, 0)
        width = MEASURE * small.scale
        return Panel(name, self.page, left, width, self.theme, self.outline, self.overflows)

    # --- a side with its headings ----------------------------------------------------------

    def side(self, small: Miniature, page: int) -> None:
        """Draw the paper and its folds."""
        small.paper(0, 0, WIDTH, HEIGHT)
        for x in folds_of(page, rtl=self.rtl):
            small.fold(x, 0, HEIGHT)

    def face(self, small: Miniature, name: str, body: Element) -> None:
        """Draw the headings of a panel, in the language of the leaflet and in Dutch."""
        panel = self.panel(name, small, frame_of(name, rtl=self.rtl))
        y = small.y + TOP
        if name == "cover":
            y = self.heading(panel, body, self.faces.title, y)
            self.signpost(panel, small)
        elif name == "flap":
            y = self.heading(panel, body, self.faces.situations, y)
            self.arms(panel, small, (y - small.y) / small.scale + 10)
        elif name == "back":
            self.heading(panel, body, self.faces.calling, y)
            self.slots(panel, small)
        else:
            self.organisations(panel, small, name, body, y)

    def heading(self, panel: Panel, body: Element, heading: Heading, y: float) -> float:
        """Draw a heading with its Dutch below it; return the last baseline."""
        style = self.narrowed(panel, heading.own, panel.style("drawn-heading"))
        last = panel.text(body, heading.own.spaced(), style, 0, y, panel.width)
        if heading.dutch is None:
            return last
        style = self.narrowed(panel, heading.dutch, panel.style("drawn-dutch"))
        last += style.leading
        return panel.text(body, heading.dutch.spaced(), style, 0, last, panel.width)

    def narrowed(self, panel: Panel, words: Words, style: Style) -> Style:
        """Return the style, small enough for the longest word."""
        widest = max(line.width for line in panel.lines(words, style, panel.width))
        if widest <= panel.width:
            return style
        size = style.size * panel.width / widest - 0.05
        if size < SMALLEST:  # its letters are narrower
            return style._replace(size=SMALLEST, weight=400)
        return style._replace(size=size)

    def organisations(
        self, panel: Panel, small: Miniature, name: str, body: Element, y: float
    ) -> None:
        """Draw the groups of an inside panel, each with the numerals below it."""
        for signs in self.faces.on(name):
            y = self.heading(panel, body, signs.heading, y) + 1.8
            for numeral, callable_ in signs.numerals:
                panel.sign_in(y, panel.width, SIGN, SIGN_HEAD, accent=callable_)
                panel.numerals(body, (numeral,), 0, y, SIGN_HEAD - 0.6, SIGN, size=8.5)
                y += SIGN + 1
            y += 4.4
        alert = name == self.faces.alert_panel
        end = ALERT_Y if alert else HEIGHT
        panel.must_fit(name, y - 5.4 - small.y, end * small.scale)
        if alert:
            self.alert(panel, small)

    def signpost(self, panel: Panel, small: Miniature) -> None:
        """Draw the post on the cover, with as many arms as on the leaflet."""
        scale = small.scale
        pitch = 13.0
        first = ALERT_Y - 5 - pitch * self.faces.arms
        panel.box(16 * scale, small.y + (first - 4) * scale, 0.6, (ALERT_Y - first + 4) * scale)
        for index in range(self.faces.arms):
            backward = index in (2, 4)
            x, width = (0.0, 56.0) if backward else (10.0, 60.0)
            y = small.y + (first + index * pitch) * scale
            height, head = 9 * scale, 11 * scale
            panel.arm(x * scale, y, width * scale, height, head, accent=True, backward=backward)
        self.alert(panel, small)

    def alert(self, panel: Panel, small: Miniature) -> None:
        """Draw the black arm of the emergency number."""
        y, height = small.y + ALERT_Y * small.scale, ALERT_HEIGHT * small.scale
        panel.arm(0, y, panel.width, height, 0, accent=False, solid=True)

    def arms(self, panel: Panel, small: Miniature, top: float) -> None:
        """Draw the arms of the flap from ``top`` mm of the leaflet; the first is that of 112."""
        scale, pitch = small.scale, (200 - top) / (len(self.faces.routes) + 1)
        height, head = 9.5 * scale, 11 * scale
        for index, accent in enumerate((False, *self.faces.routes)):
            y = small.y + (top + index * pitch) * scale
            panel.arm(0, y, panel.width, height, head, accent=accent, solid=index == 0)

    def slots(self, panel: Panel, small: Miniature) -> None:
        """Draw the signs of the local contacts."""
        scale, slots = small.scale, self.faces.slots
        pitch = min(16.0, (LOCAL_END - LOCAL_Y) / max(1, len(slots)))
        for index, is_filled in enumerate(slots):
            y = small.y + (LOCAL_Y + pitch * index) * scale
            panel.sign_in(
                y,
                panel.width,
                (pitch - 2.5) * scale,
                16.5 * scale,
                accent=is_filled,
                outlined=not is_filled,
            )

    # --- folding -----------------------------------------------------------------------------

    def open(self, small: Miniature) -> None:
        """Draw the sheet with its inside up."""
        self.side(small, 1)
        for name in INSIDE:
            self.signs(self.panel(name, small, frame_of(name, rtl=self.rtl)), small, name)

    def flap_goes_in(self, small: Miniature) -> None:
        """Draw how the narrow part is folded over the middle."""
        self.open(small)
        self.over(small, "flap")

    def other_goes_over(self, small: Miniature) -> None:
        """Draw the narrow part on the middle, and how the other part is folded over both."""
        flap, middle, cover = (
            seen_from_inside(name, rtl=self.rtl) for name in ("flap", "back", "cover")
        )
        left = min(middle.left, cover.left)
        small.paper(left, 0, middle.width + cover.width, HEIGHT)
        small.fold(max(middle.left, cover.left), 0, HEIGHT)
        inward = flap.left > middle.left
        lies = structs.replace(
            flap, left=flap.left - flap.width if inward else flap.left + flap.width
        )
        small.paper(lies.left, 0, lies.width, HEIGHT)
        self.arms(self.panel("flap", small, lies), small, 30)
        name = next(n for n in INSIDE if frame_of(n, rtl=self.rtl).left == cover.left)
        self.signs(self.panel(name, small, cover), small, name)
        self.over(small, "cover")

    def closed(self, small: Miniature) -> None:
        """Draw the leaflet closed, the cover on top."""
        middle = seen_from_inside("back", rtl=self.rtl)
        small.paper(middle.left, 0, middle.width, HEIGHT)
        panel = self.panel("cover", small, middle)
        self.signpost(panel, small)
        scale = small.scale
        for row in (26, 38):  # the title, as two strokes
            width = MEASURE * (0.8 if row == 26 else 0.5)
            panel.box(0, small.y + row * scale, width * scale, 6 * scale)

    def over(self, small: Miniature, name: str) -> None:
        """Draw the arrow of a part that is folded over the middle."""
        part, middle = (seen_from_inside(one, rtl=self.rtl) for one in (name, "back"))
        start, end = ((f.left + f.width / 2, HEIGHT * 0.55) for f in (part, middle))
        small.turn(start, end, 0.42 * HEIGHT * small.scale)

    def signs(self, panel: Panel, small: Miniature, name: str) -> None:
        """Draw the signs of a panel, in their rows."""
        scale = small.scale
        callable_ = [can for signs in self.faces.on(name) for _, can in signs.numerals]
        for accent, row in zip(callable_, ROWS, strict=False):
            y = small.y + (row + 2.75) * scale
            panel.sign_in(y, panel.width, 10.5 * scale, 16.5 * scale, accent=accent)
