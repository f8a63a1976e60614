"""The sheet for who prints the pack: settings, a drawing of this very leaflet, how to fold and cut.

One A4 page, in Dutch whatever the language of the pack. It describes what the edition makes, and
takes all that it draws and measures from the layouts of those products.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from layouts.content.outline import Concept, Outline
from layouts.content.words import Words
from layouts.pdf.document import Document, Metadata
from layouts.pdf.entry import draw_concept
from layouts.pdf.miniature import Miniature
from layouts.pdf.panel import DoesNotFit, Overflow
from layouts.pdf.sheet import BLEED, Profile
from layouts.pdf.structure import LIST
from layouts.products.leaflet import paper as leaflet_paper
from layouts.products.leaflet.drawing import Faces, LeafletDrawing, seen_from_inside
from layouts.products.leaflet.render import plan_of
from layouts.products.pocket_card import paper as card_paper
from layouts.products.pocket_card.drawing import CardDrawing
from layouts.products.print_instructions.paper import HEIGHT, MARGIN, MEASURE, WIDTH
from layouts.products.print_instructions.part import Brief, Part, Step, filled, plain
from layouts.typesetting.theme import Theme

BOTTOM = 289.0  # the last baseline
LEAFLET_SCALE, SHEET_SCALE, FLAT_SCALE, CARD_SCALE = 0.128, 0.082, 0.14, 0.25
LEAFLET = leaflet_paper.WIDTH, leaflet_paper.HEIGHT
CARDS = card_paper.SHEET_WIDTH, card_paper.SHEET_HEIGHT
CARD = card_paper.WIDTH, card_paper.HEIGHT
CLOSED_CARD = card_paper.FACE, card_paper.HEIGHT


def render_print_instructions(outline: Outline, theme: Theme, profile: Profile) -> bytes:
    """The sheet as a PDF of one page. Raises ``DoesNotFit``, also when the leaflet does not."""
    printing = outline.printing
    metadata = Metadata(printing.document, outline.publisher, "nl", outline.date)
    document = Document(metadata, theme.colour_profile)
    document.add_page(WIDTH, HEIGHT)
    y = 0.0
    overflows: list[Overflow] = []
    for name in PARTS:
        if name == "head" or name in printing.products:
            brief = Brief.of(outline, theme, profile, SUBJECTS.get(name, _none)(outline, theme))
            part = _drawn(name, brief)
            document.impose(part.document, 0, [y])
            y += part.y
            overflows += part.overflows
    if y > BOTTOM:
        overflows.append(Overflow("print", printing.notes.title.text, y - BOTTOM))
    if overflows:
        raise DoesNotFit("print-instructions", outline.language, overflows)
    return document.save()


@lru_cache(maxsize=64)  # in hundreds of editions all but the head is the same
def _drawn(name: str, brief: Brief) -> Part:
    part = Part(brief)
    PARTS[name](part)
    return part


# --- the head --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """What the head says of the pack."""

    concept: Concept | None
    languages: Words
    edition: Words
    checked: Words

    @classmethod
    def of(cls, outline: Outline, _theme: Theme) -> Head:
        """Of a pack."""
        printing = outline.printing
        return cls(outline.concept, outline.languages, printing.edition, printing.checked)


def head(part: Part) -> None:
    """Which pack it is, and until when it may be printed."""
    said, panel, section, notes = part.brief.subject, part.panel(), part.section, part.notes
    assert isinstance(said, Head)
    if concept := said.concept:
        draw_concept(panel, section, concept, full=False)
        note, explained = panel.style("concept-note"), section.child("P")
        end = MEASURE - 24  # before the word CONCEPT
        panel.one_line(explained, concept.dutch_explained, note, end, 11.4, 80, align="end")
    y = 18.5 if concept else 15.0
    kicker, language = panel.style("kicker"), panel.style("language")
    panel.one_line(section.child("P"), filled(notes.kicker), kicker, 0, y, 80)
    panel.one_line(section.child("P"), said.languages, language, MEASURE, y, 90, align="end")
    panel.rule(y + 2.5)
    title = panel.style("print-title")
    part.y = panel.text(section.child("H1"), filled(notes.title), title, 0, y + 12, MEASURE)
    part.paragraph(said.edition, above=6.8)
    part.paragraph(said.checked, above=panel.style("print-body").leading)


# --- the leaflet -----------------------------------------------------------------------------


def _faces_of(outline: Outline, theme: Theme) -> Faces:
    return Faces.of(outline, plan_of(outline, theme))


def leaflet(part: Part) -> None:
    """Both sides of the leaflet with what each panel is known by, and how it is folded."""
    brief, notes = part.brief, part.notes.leaflet
    faces = brief.subject
    assert isinstance(faces, Faces)
    drawing = LeafletDrawing(part.page, part.theme, brief.outline, faces, part.overflows)
    flap = seen_from_inside("flap", rtl=brief.rtl)
    part.heading(notes.heading, "leaflet.pdf")
    if brief.for_office:
        part.settings(LEAFLET, notes.paper)
        part.paragraph(filled(notes.first))
    else:
        frames = [leaflet_paper.frame_of(name, rtl=brief.rtl) for name in drawing.names(0)]
        panels = "-".join(plain(frame.width) for frame in frames)
        values = {"panels": panels, "flap": plain(flap.width), "bleed": plain(BLEED)}
        part.paragraph(filled(notes.press, **values))
    sides(part, drawing)
    side = part.notes.left if flap.left == 0 else part.notes.right
    closed = filled(notes.closed)
    if faces.to_fill_in:
        closed += filled(notes.fill_in)
    part.steps_below(
        [
            Step(text, draw, LEAFLET, LEAFLET_SCALE)
            for text, draw in (
                (filled(notes.lay, side=side.text), drawing.open),
                (filled(notes.fold_flap), drawing.flap_goes_in),
                (filled(notes.fold_other), drawing.other_goes_over),
                (closed, drawing.closed),
            )
        ]
    )


def sides(part: Part, drawing: LeafletDrawing) -> None:
    """The outside and the inside beside each other, each panel with its name and width."""
    notes, gap, below = part.notes.leaflet, 6.0, 4.4
    width = (MEASURE - gap) / 2
    scale = width / leaflet_paper.WIDTH
    top = part.y + 8.8
    part.y = top + leaflet_paper.HEIGHT * scale + below
    names = {"cover": notes.cover, "back": notes.back, "flap": notes.flap}
    narrow = seen_from_inside("flap", rtl=drawing.rtl)
    for page, title in enumerate((notes.outside, notes.inside)):
        small = Miniature(part.page, MARGIN + page * (width + gap), top, scale)
        panel = part.panel(small.x, width)
        label, kicker = panel.style("print-label"), panel.style("kicker")
        panel.text(part.section.child("P"), filled(title), kicker, 0, top - 2.2, width)
        drawing.side(small, page)
        items = part.section.child("L", attributes=LIST)
        for name in drawing.names(page):
            frame = leaflet_paper.frame_of(name, rtl=drawing.rtl)
            called = names.get(name) or (notes.narrow if frame == narrow else None)
            words = filled(part.notes.width, width=plain(frame.width))
            words = filled(called) + words if called else words
            line = panel.lines(words.spaced(), label)[0]
            middle = (frame.left + frame.width / 2) * scale
            body = items.child("LI").child("LBody")
            panel.put(body, line, middle - line.width / 2, part.y)
            drawing.face(small, name, body)


# --- the other products ----------------------------------------------------------------------


def card(part: Part) -> None:
    """How the cards are printed, cut and folded."""
    brief, notes = part.brief, part.notes.card
    drawing = CardDrawing(part.page, part.theme, brief.outline, part.overflows)
    steps = [
        Step(filled(notes.fold), drawing.flat, CARD, FLAT_SCALE),
        Step(filled(notes.closed), drawing.closed, CLOSED_CARD, CARD_SCALE),
    ]
    if brief.for_office:
        part.heading(notes.heading, "pocket-card-a4.pdf")
        part.settings(CARDS, notes.paper)
        part.paragraph(filled(notes.first))
        steps.insert(0, Step(filled(notes.cut), drawing.sheet, CARDS, SHEET_SCALE))
    else:
        part.heading(notes.heading, "pocket-card.pdf")
        width, height = map(plain, CARD)
        part.paragraph(filled(notes.press, width=width, height=height, bleed=plain(BLEED)))
    part.steps_beside(steps)


def handout(part: Part) -> None:
    """What to do with the Word file."""
    notes = part.notes.handout
    used = part.heading(notes.heading, "handout.docx") + 4
    part.paragraph(filled(notes.text), x=used, above=0)


def _none(_outline: Outline, _theme: Theme) -> None:
    """A part that says the same of every pack."""


# In this order: the head, and a part for each product that the edition makes.
PARTS: Mapping[str, Callable[[Part], None]] = {
    "head": head,
    "leaflet": leaflet,
    "pocket-card": card,
    "handout": handout,
}
SUBJECTS: Mapping[str, Callable[[Outline, Theme], Hashable]] = {
    "head": Head.of,
    "leaflet": _faces_of,
}
