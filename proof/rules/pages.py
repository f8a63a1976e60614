"""Pages as a printer gets them: sizes and boxes, fonts, margins, folds, overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijs.proof.expectations.paper import BLEED, Format, Panel
from wegwijs.proof.findings import AGAIN, Box, Finding, Spot, comma, grown, measure, meeting, shared
from wegwijs.proof.readers.page import PT, Mark, Page
from wegwijs.proof.readers.pdf import Reading

_MEASURE = 0.1  # mm: how exactly paper and type are measured
_HAIR = 0.4  # mm: as thick as a mark for who folds or cuts
_TOUCH = 0.3  # mm
_CLEAR = 0.1  # mm between a letter and a line
_DARK = 128  # of 255: what is lighter is no mark
_POST = 4.0  # mm: a post is thinner
_MARK = 10.0  # mm: as long as one
_DUPLEX = {"short": "DuplexFlipShortEdge", "long": "DuplexFlipLongEdge"}
_EDGES = {"short": "korte", "long": "lange"}


def sizes(reading: Reading, format_: Format, profile: str | None) -> Iterator[Finding]:
    """Check number and size of pages, and the boxes that a print shop works by."""
    count = len(reading.pages)
    if not format_.pages <= count <= max(format_.pages, format_.most):
        right = f"{format_.pages} tot {format_.most}" if format_.most else f"{format_.pages}"
        what = f"Het bestand heeft {count} bladzijden, dat moeten er {right} zijn."
        yield Finding("pages", what)
    for page in reading.pages:
        width, height = page.size
        if page.turned or not fits(page, format_):
            what = (
                f"Het papier is {comma(width)} bij {comma(height)} mm, dat moet"
                f" {measure(format_.width)} bij {measure(format_.height)} mm zijn,"
                " en niet gedraaid."
            )
            yield Finding("pages", what, at=Spot(page.number))
        press = profile == "press" and format_.bleeds
        if press and not page.has_trim:
            what = "De afloop en de snijlijn ontbreken. Dit is geen bestand voor de drukker."
            yield Finding("pages", what, at=Spot(page.number))
        elif page.has_trim and profile == "office":
            what = "Dit is het bestand voor de drukker, met afloop. Hier hoort dat voor de printer."
            yield Finding("pages", what, at=Spot(page.number))
        elif page.has_trim and (page.bleed is None or not _bleeds(page)):
            what = f"De afloop om de bladzijde is geen {measure(BLEED)} mm."
            yield Finding("pages", what, at=Spot(page.number))
        elif not page.has_trim and page.media != page.trim:
            yield Finding("pages", "De bladzijde is bijgesneden.", at=Spot(page.number))


def printing(reading: Reading, format_: Format) -> Iterator[Finding]:
    """Check the viewer preferences for printing: actual size, duplex, the edge to turn over."""
    asked = reading.declared.preferences
    if asked.get("PrintScaling") != "None":
        what = "Het bestand vraagt de printer niet om op 100% te printen."
        yield Finding("print", what, AGAIN)
    if format_.flips and asked.get("Duplex") != _DUPLEX[format_.flips]:
        edge = _EDGES[format_.flips]
        what = f"Het bestand vraagt de printer niet om dubbelzijdig, omslaan langs de {edge} kant."
        yield Finding("print", what, AGAIN)


def opens(reading: Reading, *, rtl: bool) -> Iterator[Finding]:
    """Check on which side a viewer that shows two pages begins."""
    direction = reading.declared.preferences.get("Direction")
    if direction is not None and (direction == "R2L") != rtl:
        what = "Het bestand opent vanaf de verkeerde kant: "
        what += (
            "van links, dat moet van rechts zijn."
            if rtl
            else "van rechts, dat moet van links zijn."
        )
        yield Finding("direction", what, AGAIN)


def fits(page: Page, format_: Format) -> bool:
    """Whether a page has the size of its format."""
    width, height = page.size
    return abs(width - format_.width) < _MEASURE and abs(height - format_.height) < _MEASURE


def _bleeds(page: Page) -> bool:
    assert page.bleed
    around = [abs(one - other) * PT for one, other in zip(page.bleed, page.trim, strict=True)]
    inside = all(
        (side - edge) * sign <= _MEASURE
        for side, edge, sign in zip(page.bleed, page.media, (-1, -1, 1, 1), strict=True)
    )
    return inside and all(abs(distance - BLEED) < _MEASURE for distance in around)


def fonts(reading: Reading) -> Iterator[Finding]:
    """Check that every font is embedded."""
    for page, name in sorted({(f.page, f.name) for f in reading.fonts if not f.embedded}):
        what = f"Het lettertype {name} zit niet in het bestand. De drukker krijgt een ander."
        yield Finding("font", what, at=Spot(page))


def layout(page: Page, reading: Reading, format_: Format) -> Iterator[Finding]:
    """Check margins, folds and overlap on one page."""
    panels = [panel for panel in format_.panels if panel.page == page.number]
    yield from _margins(page, panels)
    yield from _overlaps(page, reading, panels)
    yield from _crossings(page, panels)
    yield from _ticks(page, format_.trimmed() if page.has_trim else format_)


def named(mark: Mark) -> str:
    """Describe a mark for a finding."""
    if mark.kind == "text":
        return f'de tekst "{mark.text.strip()}"'
    return "een plaatje" if mark.kind == "picture" else "een vlak of lijn"


def _margins(page: Page, panels: Sequence[Panel]) -> Iterator[Finding]:
    width, height = page.size
    for mark in page.marks:
        if mark.kind == "text" and not mark.text.strip():
            continue
        left, top, right, bottom = mark.box
        panel = next((p for p in panels if p.has(mark.box)), None)
        if mark.kind == "path" and _is_tick(mark.box):
            continue
        if panel and (_inside(mark.box, panel.safe) or _is_post(mark, panel)):
            continue
        name = named(mark)
        if left < 0 or top < 0 or right > width or bottom > height or panel is None:
            what = f"Buiten het papier valt {name}."
        elif not _inside(mark.box, panel.box):
            what = f"Over de vouw of de rand van het paneel loopt {name}."
        else:
            over = max(
                panel.safe[0] - left,
                panel.safe[1] - top,
                right - panel.safe[2],
                bottom - panel.safe[3],
            )
            what = f"Te dicht bij de rand of de vouw staat {name}: {comma(over)} mm te ver."
        yield Finding("margin", what, at=_spot(page, panels, mark.box))


def _is_post(mark: Mark, panel: Panel) -> bool:
    """Whether it is a post that stands on the lower edge of its panel."""
    left, top, right, bottom = mark.box
    upright = mark.kind == "path" and right - left < _POST and abs(bottom - panel.box[3]) < _MEASURE
    return panel.post and upright and _inside((left, top, right, panel.safe[3]), panel.safe)


def _ticks(page: Page, format_: Format) -> Iterator[Finding]:
    """The marks along which a sheet is folded and cut: one at both ends of each line, no other."""
    dark = (mark for mark in page.marks if mark.kind == "path" and mark.grey < _DARK)
    left = [mark.box for mark in dark if _is_tick(mark.box)]
    width, height = page.size
    upright = (*sum(format_.folds[page.number - 1 : page.number], ()), *format_.cuts[0])
    lines = [(x, 0, 1, height) for x in upright] + [(y, 1, 0, width) for y in format_.cuts[1]]
    for place, across, along, length in lines:
        on = [box for box in left if _lies_on(box, place, across, along)]
        left = [box for box in left if box not in on]
        middles = [(box[along] + box[along + 2]) / 2 for box in on]
        if len(on) != 2 or not min(middles) < length / 2 < max(middles):
            side = "van links" if across == 0 else "van boven"
            what = (
                f"De streepjes om te vouwen of te snijden, {comma(place)} mm {side}, kloppen niet."
            )
            yield Finding("marks", what, at=Spot(page.number))
    for box in left:
        what = "Hier staat een streepje als van een vouw of een snede, en dat hoort hier niet."
        yield Finding("marks", what, at=Spot(page.number, box=box))


def _lies_on(box: Box, place: float, across: int, along: int) -> bool:
    thin = box[across + 2] - box[across] < box[along + 2] - box[along]
    return thin and abs((box[across] + box[across + 2]) / 2 - place) < _TOUCH


def _is_tick(box: Box) -> bool:
    """Whether it is a short straight hairline: a fold or cut mark."""
    thin, long = sorted((box[2] - box[0], box[3] - box[1]))
    return thin <= _HAIR and long <= _MARK


def _inside(box: Box, around: Box) -> bool:
    room = grown(around, _MEASURE)
    return box[0] >= room[0] and box[1] >= room[1] and box[2] <= room[2] and box[3] <= room[3]


def _overlaps(page: Page, reading: Reading, panels: Sequence[Panel]) -> Iterator[Finding]:
    """Texts of two paragraphs that stand on each other. Letters of one may reach between those of
    another, but nothing may reach for a number.
    """
    texts = [
        (owner, mark)
        for mark in page.marks
        if mark.kind == "text" and mark.text.strip()
        # What has no owner is a copy of what has one, and compared with that.
        if mark.mcid is not None
        and (owner := reading.owners.get((page.number, mark.mcid), -1)) >= 0
    ]
    for (own, one), (another, other) in meeting(texts, lambda text: text[1].box):
        across, down = shared(one.box, other.box)
        lower = min(box[3] - box[1] for box in (one.box, other.box))
        near = _TOUCH if one.is_number or other.is_number else max(_TOUCH, lower / 3)
        if own != another and across > _TOUCH and down > near:
            what = f"Over elkaar heen staan {named(one)} en {named(other)}."
            yield Finding("overlap", what, at=_spot(page, panels, one.box))


def _crossings(page: Page, panels: Sequence[Panel]) -> Iterator[Finding]:
    """Yield text on the upper or lower edge of a sign, or on a rule."""
    paths = [mark.box for mark in page.marks if mark.kind == "path"]
    for mark in page.marks:
        if mark.kind != "text" or not mark.text.strip():
            continue
        above, below = mark.box[1] - _CLEAR, mark.box[3] + _CLEAR
        for box in paths:
            if not (above < box[1] < below or above < box[3] < below):
                continue
            if shared(mark.box, box)[0] > _TOUCH:
                what = f"Op de rand van een vlak of op een lijn staat {named(mark)}."
                yield Finding("overlap", what, at=_spot(page, panels, mark.box))
                break


def over_figures(
    page: Page, figures: Sequence[tuple[str, Box]], panels: Sequence[Panel]
) -> Iterator[Finding]:
    """Yield text on a QR code or the logo; ``figures`` have a name and a box."""
    for mark in page.marks:
        for name, box in figures if mark.kind == "text" and mark.text.strip() else ():
            across, down = shared(mark.box, box)
            if across > _MEASURE and down > _MEASURE:
                what = f"Over {name} heen staat {named(mark)}."
                yield Finding("overlap", what, at=_spot(page, panels, box))


def _spot(page: Page, panels: Sequence[Panel], box: Box) -> Spot:
    panel = next((one for one in panels if one.page == page.number and one.has(box)), None)
    return Spot(page.number, panel.name if panel else "", box)
