"""The leaflet's part of the print instructions: how to print and fold it."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.miniature import Miniature
from wegwijs.layouts.pdf.sheet import BLEED
from wegwijs.layouts.pdf.structure import LIST
from wegwijs.layouts.products.leaflet.drawing import Faces, LeafletDrawing, seen_from_inside
from wegwijs.layouts.products.leaflet.paper import HEIGHT, WIDTH, frame_of
from wegwijs.layouts.products.leaflet.render import plan_of
from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled, plain
from wegwijs.layouts.products.print_instructions.paper import MARGIN, MEASURE
from wegwijs.layouts.products.print_instructions.part import Part, PrintStep
from wegwijs.layouts.typesetting.theme import Theme

SCALE = 0.128  # size of the drawings of steps


def faces_of(outline: Outline, theme: Theme) -> Faces:
    """Return what a drawing of this leaflet shows. Raises ``DoesNotFit`` as the leaflet does."""
    return Faces.of(outline, plan_of(outline, theme))


def draw(part: Part) -> None:
    """Draw both sides of the leaflet with the headings of each panel, and how to fold it."""
    brief, notes = part.brief, part.notes.leaflet
    faces = brief.subject
    assert isinstance(faces, Faces)
    drawing = LeafletDrawing(part.page, part.theme, part.outline, faces, part.overflows)
    flap = seen_from_inside("flap", rtl=brief.rtl)
    part.heading(notes.heading, "leaflet.pdf")
    if brief.for_office:
        part.settings((WIDTH, HEIGHT), notes.paper)
        part.paragraph(filled(notes.first))
    else:
        frames = [frame_of(name, rtl=brief.rtl) for name in drawing.names(0)]
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
            PrintStep(text, step, (WIDTH, HEIGHT), SCALE)
            for text, step in (
                (filled(notes.lay, side=side.text), drawing.open),
                (filled(notes.fold_flap), drawing.flap_goes_in),
                (filled(notes.fold_other), drawing.other_goes_over),
                (closed, drawing.closed),
            )
        ]
    )


def sides(part: Part, drawing: LeafletDrawing) -> None:
    """Draw the outside and the inside side by side, each panel with its name and width."""
    notes, gap, below = part.notes.leaflet, 6.0, 4.4
    width = (MEASURE - gap) / 2
    scale = width / WIDTH
    top = part.y + 8.8
    part.y = top + HEIGHT * scale + below
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
            frame = frame_of(name, rtl=drawing.rtl)
            called = names.get(name) or (notes.narrow if frame == narrow else None)
            words = filled(part.notes.width, width=plain(frame.width))
            words = filled(called) + words if called else words
            line = panel.lines(words.spaced(), label)[0]
            middle = (frame.left + frame.width / 2) * scale
            body = items.child("LI").child("LBody")
            panel.put(body, line, middle - line.width / 2, part.y)
            drawing.face(small, name, body)


PRINT_PART = PrintPart(draw, faces_of)
