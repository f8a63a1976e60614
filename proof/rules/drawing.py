"""Drawings of the leaflet on the print instructions, compared with the paper and the leaflet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wegwijs.proof.expectations.leaflet import PRODUCT, headings, leaflet_paper, panel_label
from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.printing import from_left
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Box, Finding, Spot, measure
from wegwijs.proof.folder import LARGEST
from wegwijs.proof.readers.damage import UNREADABLE
from wegwijs.proof.readers.inspection import HEADINGS
from wegwijs.proof.readers.page import Page
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.readers.structure_tree import Element
from wegwijs.proof.words import key
from wegwijs.sources.regular import read_regular

_LEAST = 60.0  # mm: a drawing of a side is wider, those of the steps are not
_RATIO = 0.01
_NEAR = 0.3  # mm
_THIN = 0.5  # mm
_BELOW = 4.0  # mm: what stands under a drawing begins nearer to it, the steps further away
# The panels whose first heading alone is drawn: what else they hold an edition may change.
_FIRST_ONLY = ("back",)


@dataclass(frozen=True)
class _Side:
    """A drawn side of the leaflet: its position and scale."""

    page: int  # of the leaflet
    box: Box
    scale: float


def unlike_the_leaflet(reading: Reading, truth: Truth, leaflet: Path) -> Iterator[Finding]:
    """Compare the drawings with the paper and with the leaflet beside the sheet."""
    if not PRODUCT.is_made(truth) or not reading.pages:
        return
    page, format_ = reading.pages[0], leaflet_paper(truth)
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
    if not os.path.lexists(leaflet):
        return
    try:
        known = _known_by(leaflet, format_)
    except (OSError, *UNREADABLE):  # what is wrong with it is told of the leaflet itself
        what = "De folder ernaast is niet te lezen. Of de tekening klopt, is niet na te kijken."
        yield Finding("drawing", what, AGAIN, at=Spot(page.number))
        return
    for side in sides:
        yield from _panels(reading, side, format_, truth, known)


def _drawn(page: Page, format_: Format) -> Iterator[Box]:
    """Yield the outlines of drawn sheets with the proportions of the leaflet."""
    for mark in page.marks:
        left, top, right, bottom = mark.box
        width, height = right - left, bottom - top
        if mark.kind == "path" and width > _LEAST and height > 0:
            ratio = width / height * format_.height / format_.width
            if abs(ratio - 1) < _RATIO:
                yield mark.box


def _folds(page: Page, side: _Side, format_: Format) -> Iterator[Finding]:
    """Fold lines must run over the full height at the folds of the paper, and nowhere else."""
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
        said = " en ".join(measure(round((x - left) / side.scale, 1)) for x in found) or "nergens"
        folds = " en ".join(measure(x) for x in sorted(format_.folds[side.page - 1]))
        what = f"De getekende vouwen liggen op {said} mm, in de folder op {folds} mm."
        yield Finding("drawing", what, at=Spot(page.number, box=side.box))


def _known_by(leaflet: Path, format_: Format) -> Mapping[str, Sequence[str]]:
    """Return the headings on each panel of a leaflet, in reading order."""
    found: dict[str, list[str]] = {}
    with Reading(read_regular(leaflet, LARGEST)) as reading:
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
    """Each drawn panel must have the headings and numerals of that panel of the leaflet."""
    items = [
        (key(block.text), box)
        for block in reading.blocks
        if block.tag == "LBody" and (box := _box(reading, block)) and _touches(box, side.box)
    ]
    after = {key(str(group.heading)): group.organisations for group in truth.groups}
    dutch = {key(str(own)): key(str(word)) for own, word in headings(truth)}
    for panel in from_left(format_, side.page):
        left, right = (side.box[0] + x * side.scale for x in (panel.box[0], panel.box[2]))
        said = "".join(text for text, box in items if left < (box[0] + box[2]) / 2 < right)
        asked = key(str(panel_label(truth, format_, panel)))
        for heading in known.get(panel.id, ()):
            in_dutch = dutch.get(heading, heading)
            asked += heading + (in_dutch if in_dutch != heading else "")
            asked += "".join(str(one.numeral) for one in after.get(heading, ()))
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
