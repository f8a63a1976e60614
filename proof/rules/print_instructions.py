"""The sheet for who prints: what it must say, and whether its drawing is that of the leaflet.

The paper is measured by ``formats``, and what stands on each panel is read from the leaflet that
lies beside the sheet: who prints must not be sent wrong.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from layouts.content.outline import Outline
from layouts.content.words import Run, Words, set_words
from press.files.store import MOST
from proof.expectations.formats import BLEED, FORMATS, Format, Panel
from proof.expectations.truth import Place, Truth
from proof.findings import AGAIN, Box, Finding, Spot, comma
from proof.readers.inspection import HEADINGS
from proof.readers.pdf import Page, Reading
from proof.readers.structure_tree import Element
from proof.words import key
from sources.model import PrintSetting, Text
from sources.regular import read_regular

LEAFLET, CARD, SHEET = "leaflet.pdf", "pocket-card.pdf", "pocket-card-a4.pdf"
_LEAST = 60.0  # mm: a drawing of a side is wider, those of the steps are not
_RATIO = 0.01
_NEAR = 0.3  # mm
_THIN = 0.5  # mm
_BELOW = 4.0  # mm: what stands under a drawing begins nearer to it, the steps further away
# The panels whose first heading alone is drawn: what else they hold an edition may change.
_FIRST_ONLY = ("back",)


def _filled(text: Text, **values: str) -> Words:
    return set_words(text, {name: Run(value) for name, value in values.items()})


def _start(text: Text) -> frozenset[str]:
    return frozenset({key(text.text)})


def places(outline: Outline, profile: str) -> tuple[Place, ...]:
    """The head, and a part for each product that the edition makes."""
    printing, notes = outline.printing, outline.printing.notes
    head = Place(
        "de kop",
        _start(notes.title),
        must=(printing.edition, printing.checked),
        may=(_filled(notes.kicker), outline.languages),
        level=1,
    )
    parts = {"leaflet": _leaflet, "pocket-card": _card, "handout": _handout}
    made = (part for product, part in parts.items() if product in printing.products)
    return (head, *(part(outline, profile) for part in made))


def _settings(outline: Outline, file: str, paper: PrintSetting) -> tuple[Words, ...]:
    notes = outline.printing.notes
    edge = {"short": notes.edges.short, "long": notes.edges.long}[FORMATS[file].flips or ""]
    chosen = (notes.scale, edge, paper)
    return tuple(_filled(text) for one in chosen for text in (one.word, one.note))


def _leaflet(outline: Outline, profile: str) -> Place:
    every, notes = outline.printing.notes, outline.printing.notes.leaflet
    format_ = _format(outline)
    flap = next(panel for panel in format_.panels if panel.id == "flap")
    inside_left = format_.width - flap.box[2]  # seen from the other side of the paper
    if profile == "press":
        widths = "-".join(_width(panel) for panel in _from_left(format_, 1))
        values = {"panels": widths, "flap": _width(flap), "bleed": f"{BLEED:.0f}"}
        how: tuple[Words, ...] = (_filled(notes.press, **values),)
    else:
        how = (*_settings(outline, LEAFLET, notes.paper), _filled(notes.first))
    side = every.left if inside_left == 0 else every.right
    blank = not all(slot.is_filled for slot in outline.local.slots)
    blank = blank or any(entry.blank for entry in outline.entries)
    return Place(
        "de folder",
        _start(notes.heading),
        must=(
            Words.of(LEAFLET),
            *how,
            *_sides(outline, format_),
            _filled(notes.lay, side=side.text),
            _filled(notes.fold_flap),
            _filled(notes.fold_other),
            _filled(notes.closed),
            *([_filled(notes.fill_in)] if blank else []),
        ),
        may=_headings(outline),
        level=2,
    )


def _sides(outline: Outline, format_: Format) -> Iterator[Words]:
    notes = outline.printing.notes.leaflet
    for page, title in ((1, notes.outside), (2, notes.inside)):
        yield _filled(title)
        for panel in _from_left(format_, page):
            yield _label(outline, format_, panel)


def _label(outline: Outline, format_: Format, panel: Panel) -> Words:
    """What stands under a drawn panel: its name where it has one, and its width."""
    notes = outline.printing.notes
    width = _filled(notes.width, width=_width(panel))
    names = {"cover": notes.leaflet.cover, "back": notes.leaflet.back, "flap": notes.leaflet.flap}
    narrowest = min(_from_left(format_, panel.page), key=lambda one: one.box[2] - one.box[0])
    name = names.get(panel.id) or (notes.leaflet.narrow if panel == narrowest else None)
    return _filled(name) + width if name else width


def _headings(outline: Outline) -> tuple[Words, ...]:
    """All that panels can be known by, in the language of the leaflet and in Dutch."""
    groups = (group.heading for group in outline.groups)
    own = (outline.title, outline.situations_heading, outline.calling_heading, *groups)
    return (*own, *(outline.printing.dutch[words] for words in own))


def _card(outline: Outline, profile: str) -> Place:
    notes = outline.printing.notes.card
    if profile == "press":
        format_ = FORMATS[CARD]
        values = {"width": format_.width, "height": format_.height, "bleed": BLEED}
        how = _filled(notes.press, **{name: f"{value:.0f}" for name, value in values.items()})
        must: tuple[Words, ...] = (Words.of(CARD), how)
    else:
        settings = _settings(outline, SHEET, notes.paper)
        must = (Words.of(SHEET), *settings, _filled(notes.first), _filled(notes.cut))
    return Place(
        "het kaartje",
        _start(notes.heading),
        must=(*must, _filled(notes.fold), _filled(notes.closed)),
        level=2,
    )


def _handout(outline: Outline, _profile: str) -> Place:
    notes = outline.printing.notes.handout
    must = (Words.of("handout.docx"), _filled(notes.text))
    return Place("de hand-out", _start(notes.heading), must=must, level=2)


# --- the drawing -----------------------------------------------------------------------------


@dataclass(frozen=True)
class _Side:
    """A side of the leaflet as it is drawn: where, and at which scale."""

    page: int  # of the leaflet
    box: Box
    scale: float


def judge(reading: Reading, truth: Truth, path: Path) -> Iterator[Finding]:
    """The drawing against the paper, and against what stands in the leaflet beside the sheet."""
    if "leaflet" not in truth.outline.printing.products or not reading.pages:
        return
    page, format_ = reading.pages[0], _format(truth.outline)
    drawn = sorted(_drawn(page, format_), key=lambda box: box[0])
    if len(drawn) != format_.pages:
        what = f"De folder is {len(drawn)} keer getekend, dat moet {format_.pages} keer zijn."
        yield Finding("drawing", what, at=Spot(page.number))
        return
    sides = [
        _Side(number, box, (box[2] - box[0]) / format_.width)
        for number, box in enumerate(drawn, start=1)
    ]
    for side in sides:
        yield from _folds(page, side, format_)
    leaflet = path.with_name(LEAFLET)
    if not os.path.lexists(leaflet):
        return
    try:
        known = _known_by(leaflet, format_)
    except Exception:  # what is wrong with it is told of the leaflet itself
        what = "De folder ernaast is niet te lezen. Of de tekening klopt, is niet na te kijken."
        yield Finding("drawing", what, AGAIN, at=Spot(page.number))
        return
    for side in sides:
        yield from _panels(reading, side, format_, truth, known)


def _drawn(page: Page, format_: Format) -> Iterator[Box]:
    """The outlines of sheets with the shape of the leaflet."""
    for mark in page.marks:
        left, top, right, bottom = mark.box
        width, height = right - left, bottom - top
        if mark.kind == "path" and width > _LEAST and height > 0:
            ratio = width / height * format_.height / format_.width
            if abs(ratio - 1) < _RATIO:
                yield mark.box


def _folds(page: Page, side: _Side, format_: Format) -> Iterator[Finding]:
    """A line over the whole height where the paper is folded, and nowhere else."""
    left, top, right, bottom = side.box
    found = sorted(
        (mark.box[0] + mark.box[2]) / 2
        for mark in page.marks
        if mark.kind == "path"
        and mark.box[2] - mark.box[0] < _THIN
        and left + _NEAR < mark.box[0] < right - _NEAR
        and abs(mark.box[1] - top) < _NEAR
        and abs(mark.box[3] - bottom) < _NEAR
    )
    asked = sorted(left + x * side.scale for x in format_.folds[side.page - 1])
    if len(found) != len(asked) or any(
        abs(one - other) > _NEAR for one, other in zip(found, asked, strict=True)
    ):
        said = " en ".join(comma((x - left) / side.scale, 0) for x in found) or "nergens"
        folds = " en ".join(f"{x:.0f}" for x in sorted(format_.folds[side.page - 1]))
        what = f"De getekende vouwen liggen op {said} mm, in de folder op {folds} mm."
        yield Finding("drawing", what, at=Spot(page.number, box=side.box))


def _known_by(leaflet: Path, format_: Format) -> Mapping[str, Sequence[str]]:
    """The headings on each panel of a leaflet, in the order of reading."""
    found: dict[str, list[str]] = {}
    with Reading(read_regular(leaflet, MOST)) as reading:
        for block in reading.blocks:
            if block.tag not in HEADINGS[:2]:
                continue
            page, box = reading.place_of(block)
            panel = format_.panel_of(page, box) if page and box else None
            if panel and not (panel.id in _FIRST_ONLY and panel.id in found):
                found.setdefault(panel.id, []).append(key(block.text))
    return found


def _panels(
    reading: Reading,
    side: _Side,
    format_: Format,
    truth: Truth,
    known: Mapping[str, Sequence[str]],
) -> Iterator[Finding]:
    """Each drawn panel says what the panel of the leaflet says, and no other."""
    items = [
        (key(block.text), box)
        for block in reading.blocks
        if block.tag == "LBody" and (box := _box(reading, block)) and _touches(box, side.box)
    ]
    after = {key(str(group.heading)): group.entries for group in truth.outline.groups}
    own = {key(str(words)): words for words in _headings(truth.outline)}
    for panel in _from_left(format_, side.page):
        left, right = (side.box[0] + x * side.scale for x in (panel.box[0], panel.box[2]))
        said = "".join(text for text, box in items if left < (box[0] + box[2]) / 2 < right)
        asked = key(str(_label(truth.outline, format_, panel)))
        for heading in known.get(panel.id, ()):
            words = own.get(heading)
            dutch = truth.outline.printing.dutch[words] if words else None
            asked += heading + (key(str(dutch)) if dutch and dutch != words else "")
            asked += "".join(str(entry.numeral) for entry in after.get(heading, ()))
        if said != asked:
            what = f"De tekening van {panel.name} is anders dan dat paneel in de folder."
            at = Spot(1, box=(left, side.box[1], right, side.box[3]))
            yield Finding("drawing", what, at=at, detail=f"{said} / {asked}")


def _box(reading: Reading, block: Element) -> Box | None:
    _, box = reading.place_of(block)
    return box


def _touches(box: Box, around: Box) -> bool:
    """Whether it lies in a drawing, or close below it: of a panel that is empty, only the width."""
    return box[1] < around[3] + _BELOW and box[3] > around[1] and around[0] < box[0] < around[2]


def _format(outline: Outline) -> Format:
    format_ = FORMATS[LEAFLET]
    return format_.mirrored() if outline.direction == "rtl" else format_


def _from_left(format_: Format, page: int) -> list[Panel]:
    panels = [panel for panel in format_.panels if panel.page == page]
    return sorted(panels, key=lambda panel: panel.box[0])


def _width(panel: Panel) -> str:
    return f"{panel.box[2] - panel.box[0]:.0f}"
