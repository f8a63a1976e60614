"""An edition's own data may be left out only where there is no room.

A leaflet and a card drop details, and the build says so. That is acceptable on a full panel and on
no other. A panel is full when little white space remains, counting strips that are higher than
normal spacing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wegwijs.proof.expectations.paper import Air, Format, Panel
from wegwijs.proof.findings import Box, Finding, Spot
from wegwijs.proof.readers.page import Page
from wegwijs.proof.rules.chapters import Chapter

CONTACT = 12.0  # mm: a name, a sign and a line below it, as close as on a full card


def left_out(
    found: Sequence[Chapter], pages: Sequence[Page], paper: Format, air: Air
) -> Iterator[Finding]:
    """Yield what was left out although there was room.

    ``air`` is the white space that a full panel may have.
    """
    for chapter in found:
        place = chapter.place
        if not chapter.blocks and not place.needed:
            if spot := _room(pages, paper, place.panels, replace(air, most=CONTACT + air.between)):
                what = f"{place.name} staat er niet op, en er is plaats voor."
                yield Finding("text", what, at=spot)
            continue
        panels = {block.panel for block in chapter.blocks} & set(place.panels)
        missing = [(one, [chapter]) for one in place.spare]
        about = [other for other in found if place.role and other.place.role == place.role]
        missing += [(one, about) for one in place.shared]
        for one, where in missing:
            if any(other.says(one) for other in where):
                continue
            if spot := _room(pages, paper, panels, air):
                what = f'Bij {place.name} ontbreekt deze tekst, en er is plaats voor: "{one}".'
                yield Finding("text", what, at=spot)


def _room(pages: Sequence[Page], paper: Format, panels: Iterable[str], air: Air) -> Spot | None:
    """Return where a panel of the first copy is not full."""
    for page in pages:
        for panel in paper.panels:
            if panel.page == page.number and panel.copy == 0 and panel.id in panels:
                strips = [strip[3] - strip[1] - air.between for strip in _empty(page, panel)]
                if sum(high for high in strips if high > 0) > air.most:
                    return Spot(page.number, panel.name, panel.safe)
    return None


def _empty(page: Page, panel: Panel) -> Iterator[Box]:
    """Yield the horizontal strips of a panel in which nothing is painted."""
    left, top, right, bottom = panel.safe
    whole = panel.box[3] - panel.box[1] - 1.0  # what is as high as the panel is its ground
    boxes = sorted(
        (mark.box[1], mark.box[3])
        for mark in page.marks
        if panel.has(mark.box)
        and (mark.kind != "text" or mark.text.strip())
        and mark.box[3] - mark.box[1] < whole
    )
    for upper, lower in boxes:
        if upper > top:
            yield left, top, right, upper
        top = max(top, lower)
    yield left, top, right, bottom
