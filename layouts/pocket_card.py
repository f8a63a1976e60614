"""The pocket card: a folded card, flat 170 x 55 mm, closed 85 x 55 mm, printed on both sides.

Outside, left to right: back, cover. Inside: left, right. Read in the order cover, inside, back.
Millimetres, origin top left of a face.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from layouts.entry import draw_alert, draw_sign
from layouts.outline import Entry, Outline
from layouts.panel import DoesNotFit, Overflow, Panel
from layouts.pdf.content import Page
from layouts.pdf.document import Document, Metadata
from layouts.pdf.structure import Element
from layouts.qr import MODULE, QUIET_ZONE, encode
from layouts.sheet import Profile, Sheet, add_sheet
from layouts.theme import Theme
from layouts.words import Words
from sources.same import Same
from sources.values import Email, Url

WIDTH, HEIGHT = 170.0, 55.0  # flat
SIDES = ("outside", "inside")
FACE = 85.0
MARGIN = 5.0  # on every side of a face
MEASURE = FACE - 2 * MARGIN
BOTTOM = HEIGHT - MARGIN

SIGN_WIDTH, SIGN_HEIGHT, SIGN_HEAD, HERO_X = 55.0, 7.6, 10.0, 12.2
ROWS = (7.2, 32.6)  # baselines of the names
BACK_ROWS = (7.8, 27.5)
CODE_ABOVE = 2.2  # of a name's baseline
MARK_TOP = 39.65  # of the concept mark on the back
MARK_Y = 25.4  # the concept mark, between the two codes
IMPRINT_Y = 45.9  # highest first baseline: two lines
ENTRIES = {"cover": 1, "inside 1": 2, "inside 2": 2, "back": 2}  # per face, in reading order


def code_width(entry: Entry) -> float:
    """The side of an organisation's code in mm; 0 when it has none."""
    return encode(entry.code).width(MODULE) if entry.code else 0.0


def beside_code(entry: Entry) -> float:
    """The measure that the code of an organisation and its quiet zone leave."""
    return MEASURE - code_width(entry) - (QUIET_ZONE * MODULE if entry.code else 0.0)


def face_left(name: str, *, rtl: bool) -> float:
    """The left edge of a face on the flat card; in a right-to-left script they change places."""
    right = name in ("cover", "inside 2")
    return FACE if right != rtl else 0.0


def render_pocket_card(outline: Outline, theme: Theme, profile: Profile = Profile.OFFICE) -> bytes:
    """One card at real size: page 1 the outside, page 2 the inside. Raises ``DoesNotFit``."""
    document = Document(Metadata.of(outline), theme.colour_profile)
    # A tick inside the edge would stand in the text of so small a sheet.
    sheet = Sheet(WIDTH, HEIGHT, folds=(FACE,), tick=(1.0, 3.0))
    for _ in SIDES:
        add_sheet(document, sheet, profile)
    document.impose(draw_card(Same(outline, theme)), 0, [0])
    return document.save()


@lru_cache(maxsize=1)  # both files of a card are made from it
def draw_card(content: Same) -> Document:
    """The card of an (outline, theme), its outside and its inside. Raises ``DoesNotFit``."""
    outline, theme = content.objects
    document = Document(Metadata.of(outline), theme.colour_profile)
    outside, inside = (document.add_page(WIDTH, HEIGHT) for _ in SIDES)
    card = _Card(document.root, outside, inside, outline, theme)
    card.draw()
    if card.overflows:
        raise DoesNotFit("pocket-card", outline.language, card.overflows)
    return document


@dataclass
class _Card:
    root: Element
    outside: Page
    inside: Page
    outline: Outline
    theme: Theme
    overflows: list[Overflow] = field(default_factory=list)

    def draw(self) -> None:
        """All faces, in reading order."""
        entries = iter(self.outline.entries)
        faces = {name: list(islice(entries, count)) for name, count in ENTRIES.items()}
        self.cover(faces["cover"])
        self.entries("inside 1", faces["inside 1"])
        self.entries("inside 2", faces["inside 2"])
        self.back(faces["back"])

    def face(self, name: str) -> tuple[Panel, Element]:
        """A face, and the section of the structure tree that it fills."""
        page = self.inside if name.startswith("inside") else self.outside
        left = MARGIN + face_left(name, rtl=self.outline.direction == "rtl")
        panel = Panel(name, page, left, MEASURE, self.theme, self.outline, self.overflows)
        return panel, self.root.child("Sect")

    def cover(self, entries: Sequence[Entry]) -> None:
        panel, section = self.face("cover")
        outline = self.outline
        title = panel.style("card-title")
        first, most = 10.2, 16.4
        if outline.concept:
            self.concept(panel, section, 7.4)
            first, most = 12.8, 18.0
            title = replace(title, size=13.5, leading=5.2)
        last = panel.text(section.child("H1"), outline.title, title, 0, first, MEASURE)
        panel.must_fit(outline.title, last, most)
        draw_alert(
            panel,
            section,
            outline.alert,
            19.7,
            9.5,
            label="card-alert-label",
            number="alert-flap",
        )
        for entry in entries:
            if entry.own:
                name, note = entry.first_step, entry.person or entry.audience
                self.entry(panel, section, entry, 33.4, name=name, note=note, email=True)
                continue
            # Two lines under the sign need a little more room than the one that is usual.
            beside = self.fits_beside(panel, entry, entry.what)
            note = entry.what if beside or self.room(panel, entry, entry.what) else entry.audience
            if panel.rtl and not beside and self.fits_beside(panel, entry, entry.audience):
                note, beside = entry.audience, True  # a second line of Arabic hangs off the card
            y = 35.2 if beside else 33.4
            name = entry.first_step
            if not self.room(panel, entry, name, "card-name"):
                name = entry.name
            self.entry(panel, section, entry, y, name=name, note=note)

    def room(self, panel: Panel, entry: Entry, words: Words, style: str = "card-body") -> bool:
        """Whether words fit on one line beside the code of an organisation."""
        return panel.lines(words, panel.style(style))[0].width <= beside_code(entry)

    def fits_beside(self, panel: Panel, entry: Entry, note: Words) -> bool:
        """Whether a note has room behind the web address."""
        used = 0.0
        if entry.url:
            used = panel.lines(entry.links[entry.url], panel.style("card-link"))[0].width + 2
        width = panel.lines(note, panel.style("card-body"))[0].width
        return used + width <= beside_code(entry)

    def entries(self, face: str, entries: Sequence[Entry]) -> None:
        panel, section = self.face(face)
        self.concept(panel, section, MARK_Y, lines=2)
        for entry, y, limit in zip(entries, ROWS, (ROWS[1] - 5, BOTTOM), strict=False):
            name, note = entry.name, entry.find or entry.audience
            self.entry(panel, section, entry, y, name=name, note=note, limit=limit, email=True)

    def back(self, entries: Sequence[Entry]) -> None:
        panel, section = self.face("back")
        self.concept(panel, section, 41.6)
        small = panel.style("card-colophon")
        imprint = Words.join(self.outline.imprint)
        first = BOTTOM - (len(panel.lines(imprint, small, MEASURE)) - 1) * small.leading
        panel.must_fit(imprint, IMPRINT_Y, first)
        # A large code moves its row up, clear of what stands below it.
        white = QUIET_ZONE * MODULE
        below = (MARK_TOP if self.outline.concept else first - 3.3) - white
        sides = [code_width(entry) for entry in entries]
        last_row = min([BACK_ROWS[1], *(below - side + CODE_ABOVE for side in sides[1:])])
        if len(entries) > 1:
            panel.must_fit(entries[0].qr_alt, BACK_ROWS[0] + sides[0] + white, last_row)
        rows, limits = (BACK_ROWS[0], last_row), (last_row - 4.3, IMPRINT_Y - 4)
        for entry, y, limit in zip(entries, rows, limits, strict=False):
            name, note = entry.name, entry.audience
            self.entry(panel, section, entry, y, name=name, note=note, limit=limit)
        panel.rule(first - 3.3, 0.6)
        panel.text(section.child("P"), imprint, small, 0, first, MEASURE)

    def concept(self, panel: Panel, section: Element, y: float, *, lines: int = 1) -> None:
        """The mark of an unchecked translation, where a face is free of codes: in one line, or in
        ``lines`` = 2 below each other in the column of the codes. ``y`` is the first baseline.
        """
        concept = self.outline.concept
        if concept is None:
            return
        dutch, own = panel.style("card-concept-dutch"), panel.style("card-concept")
        words = concept.mark.spaced()
        dutch_width = panel.lines(concept.dutch_mark, dutch)[0].width
        own_width = panel.lines(words, own)[0].width
        start = MEASURE - dutch_width - (2 + own_width if lines == 1 else 0)
        panel.hatch(start - 5.5, y - 1.9, 4, 1.9)
        mark = section.child("P")
        # Arabic hangs deep: lower, and it stands in the quiet zone of the code below.
        below = 2.15 if panel.rtl else 2.4
        own_y = y if lines == 1 else y + below
        own_end = MEASURE - dutch_width - 2 if lines == 1 else MEASURE
        panel.one_line(mark, words, own, own_end, own_y, 19, align="end")
        panel.one_line(mark, concept.dutch_mark, dutch, MEASURE, y, 19, align="end")

    def entry(
        self,
        panel: Panel,
        section: Element,
        entry: Entry,
        y: float,
        *,
        name: Words,
        note: Words,
        limit: float = BOTTOM,
        email: bool = False,
    ) -> None:
        """An organisation: ``y`` is the baseline of its name; the code stands at the end side.

        Under the sign the addresses, each on its line, and a note behind the last or below it
        where there is room. Only inside is there room for an e-mail address as well.
        """
        measure = beside_code(entry)
        name_style = panel.shrunk(name, panel.style("card-name"), measure, floor=8)
        used = panel.one_line(section.child("H2"), name, name_style, 0, y, measure)
        if entry.meaning:
            meaning, room = panel.style("card-body"), measure - used - 2
            if panel.lines(entry.meaning, meaning)[0].width <= room:
                panel.one_line(section.child("P"), entry.meaning, meaning, used + 2, y, room)
            elif name is entry.name and self.room(panel, entry, entry.meaning):
                note = entry.meaning  # what it is matters more than for whom
        draw_sign(
            panel,
            section.child("P"),
            entry,
            y + 1.8,
            width=SIGN_WIDTH if entry.code else MEASURE,
            height=SIGN_HEIGHT,
            head=SIGN_HEAD,
            text_x=HERO_X,
            phone=panel.style("card-hero"),
            web=panel.style("card-web"),
        )
        body, link = panel.style("card-body"), panel.style("card-link")
        text_y = y + 13.2
        ways: list[Url | Email] = [entry.url] if entry.url and entry.hero is not entry.url else []
        ways += [entry.email] if ways and entry.email and email else []
        used = 0.0
        for way in ways:
            text_y += link.leading if used else 0
            used = 2 + panel.one_line(
                section.child("P"), entry.links[way], link, 0, text_y, measure
            )
        width = panel.lines(note, body)[0].width
        if used and used + width > measure:
            used = 0.0
            text_y += body.leading
        panel.must_fit(name, text_y, limit + (0 if used else body.leading))
        if text_y <= limit + 0.05:
            body = panel.shrunk(note, body, measure - used, floor=8)
            panel.one_line(section.child("P"), note, body, used, text_y, measure - used)
        if entry.code:
            left = MEASURE - code_width(entry)
            panel.qr(section, entry.code, entry.qr_alt, left, y - CODE_ABOVE)
