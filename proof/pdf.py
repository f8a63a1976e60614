"""All rules for a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pikepdf

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.paper import Format
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.registry import product_of
from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.damage import Locked
from wegwijs.proof.readers.inspection import HEADINGS
from wegwijs.proof.readers.page import Page
from wegwijs.proof.readers.pdf import Reading
from wegwijs.proof.readers.structure_tree import Element
from wegwijs.proof.rules import (
    aids,
    chapters,
    codes,
    colour,
    copies,
    copying,
    draft,
    drawing,
    icons,
    lines,
    logo,
    outlines,
    pages,
    properties,
    room,
    running,
    signs,
    tags,
    visible,
)
from wegwijs.proof.rules.chapters import Block, Chapter, Link
from wegwijs.proof.texts import OTHER, is_other, misplaced_texts, other
from wegwijs.proof.words import key

PICTURE_DPI = 80
Rule = Callable[[], Iterable[Finding]]


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a PDF and note the findings."""
    product, name = product_of(case.path.name)
    paper = product.paper(case.truth) if product.paper else product.files[name]
    assert paper, "a PDF has a size"
    find_faults_in(case, data, verdict, product, paper)


def find_faults_in(
    case: Case, data: bytes, verdict: Verdict, product: Product, paper: Format
) -> None:
    """Run every rule on pages of a product, on this paper."""
    paper = paper.mirrored() if case.truth.rtl and not paper.dutch else paper
    paper = paper.moved(*case.offset)
    with _opened(data) as reading:
        file = _File(case, product, paper, reading)
        if case.pictures:
            verdict.attempt([lambda: _pictures(reading, verdict)])
        verdict.attempt([lambda: other() if is_other(file.found) else ()])
        if any(one.kind == OTHER for one in verdict.findings):
            verdict.attempt([lambda: pages.sizes(reading, paper, case.profile)])
            return
        verdict.attempt([*file.of_the_whole(), *file.of_each_page()])
        verdict.codes = codes.expected(file.found) * len({one.copy for one in paper.panels})
        verdict.attempt([lambda: tags.rules(data)] if case.rules else [])
    _name_panels(verdict, paper)


def _opened(data: bytes) -> Reading:
    try:
        return Reading(data)
    except pikepdf.PasswordError as error:
        raise Locked from error


@dataclass(frozen=True)
class _File:
    """An open PDF, split into the places of its product."""

    case: Case
    product: Product
    paper: Format
    reading: Reading

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """All blocks in reading order."""
        return list(_blocks(self.reading, self.paper))

    @cached_property
    def found(self) -> list[Chapter]:
        """The blocks by place, without the draft mark."""
        truth = self.case.truth
        own = [block for block in self.blocks if not draft.is_mark(block, truth)]
        places = self.product.places(truth, self.case.profile or "office")
        return chapters.chapters(own, places)

    @cached_property
    def right(self) -> Sequence[Page]:
        """The pages of the right size, on which positions can be checked."""
        return [page for page in self.reading.pages if pages.fits(page, self.paper)]

    def of_the_whole(self) -> Iterator[Rule]:
        """Yield the rules about the file."""
        reading, truth, paper = self.reading, self.case.truth, self.paper
        rtl = truth.rtl and not paper.dutch
        yield lambda: pages.sizes(reading, paper, self.case.profile)
        yield lambda: pages.printing(reading, paper)
        yield lambda: pages.opens(reading, rtl=rtl)
        yield lambda: pages.fonts(reading)
        yield lambda: outlines.misdrawn(reading)
        yield lambda: tags.misspoken(reading, truth, paper, self.found)
        language = "nl" if paper.dutch else truth.language
        yield lambda: properties.of_pdf(reading, truth, language)
        yield lambda: running.feet(reading, truth, paper)
        yield lambda: running.bookmarks(reading, paper)
        yield lambda: copying.lost_in_copying(reading, paper)
        yield lambda: misplaced_texts(self.found, truth, paper.order)
        yield lambda: room.left_out(self.found, self.right, paper, self.product.air)
        yield lambda: signs.numerals(self.found)
        yield lambda: codes.pictures(self.found)
        yield lambda: draft.marks(self.blocks, paper, truth)
        yield lambda: aids.bare_marks(self.blocks, self.right, paper, truth)
        yield lambda: aids.nothing_to_write_on(self.found, self.right)
        yield lambda: aids.no_room_to_write(self.found, self.right)
        if not paper.dutch:
            yield lambda: aids.hardly_called(self.found, self.right, paper, truth)
        yield lambda: codes.misleading(self.right, self.found, paper)
        yield lambda: logo.misplaced(self.found, self.right)
        yield lambda: _over_figures(self.found, self.right, paper)
        if self.product.shows:
            beside = self.case.path.with_name(self.product.shows)
            yield lambda: drawing.unlike_the_leaflet(reading, truth, beside)

    def of_each_page(self) -> Iterator[Rule]:
        """Yield the rules about each page."""
        for page in self.right:
            yield from self._of(page)

    def _of(self, page: Page) -> Iterator[Rule]:
        reading, truth, paper = self.reading, self.case.truth, self.paper
        yield lambda: pages.layout(page, reading, paper)
        yield lambda: visible.unseen(page, paper.smallest)
        yield lambda: lines.touching(page)
        yield lambda: copies.unlike_the_first(page, paper)
        yield lambda: colour.of_page(page, truth)
        if not paper.dutch:
            yield lambda: signs.misleading(reading, page, paper, rtl=truth.rtl)
            yield lambda: aids.loose_arms(page, paper)
            yield lambda: icons.misplaced(reading, page, truth)


def _over_figures(
    found: Iterable[Chapter], right: Iterable[Page], paper: Format
) -> Iterator[Finding]:
    figures = [
        (block.at.page, "een QR-code" if chapter.place.code else "het logo", block.at.box)
        for chapter in found
        for block in chapter.blocks
        if block.alt is not None and block.at.box
    ]
    for page in right:
        here = [(name, box) for number, name, box in figures if number == page.number]
        yield from pages.over_figures(page, here, paper.panels)


def _blocks(reading: Reading, paper: Format) -> Iterator[Block]:
    for element in reading.blocks:
        page, box = reading.place_of(element)
        panel = paper.panel_of(page, box) if page and box else None
        level = int(element.tag[1:]) if element.tag in HEADINGS else None
        yield Block(
            element.text,
            key(element.text),
            heading=level is not None,
            level=level,
            item=element.tag == "LBody",
            links=tuple(_links(element)),
            alt=(element.alt or "") if element.tag == "Figure" else None,
            at=Spot(page, panel.name if panel else "", box),
            panel=panel.id if panel else "",
        )


def _links(element: Element) -> Iterator[Link]:
    if element.tag == "Link":
        for link in element.links:
            yield Link(element.text, link.target, link.says)
    for child in element.children:
        yield from _links(child)


def _pictures(reading: Reading, verdict: Verdict) -> Iterable[Finding]:
    """Render the pages for the report. Finds nothing."""
    verdict.pictures = [_picture(page) for page in reading.pages]
    return ()


def _picture(page: Page) -> tuple[bytes, float, float]:
    image = page.picture(PICTURE_DPI).quantize(32)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue(), *page.size


def _name_panels(verdict: Verdict, paper: Format) -> None:
    """Fill in the panel of findings that only have a box."""
    for index, one in enumerate(verdict.findings):
        at = one.at
        if at.page and at.box and not at.panel and (panel := paper.panel_of(at.page, at.box)):
            verdict.findings[index] = replace(one, at=replace(at, panel=panel.name))
