"""Slips of the maker below the outline: in what it remembers, in plates and their gaps, in
renderers, in the parts of a file.

Each is planted in the program itself. Then the document of one edition is made, and that of
another after it: what the first leaves behind may come back in the second.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from msgspec import structs

import wegwijs.layouts.odf.document as odf
import wegwijs.layouts.pdf.blocks as pdf_blocks
import wegwijs.layouts.pdf.panel as panels
import wegwijs.layouts.pdf.plate as plates
import wegwijs.layouts.pdf.skeleton as skeletons
import wegwijs.layouts.products.handout.tables as handout_tables
import wegwijs.layouts.products.leaflet.drawing as leaflet_drawing
import wegwijs.layouts.products.on_screen.render as stills
import wegwijs.layouts.products.pocket_card.sheet as card_sheet
import wegwijs.layouts.products.print_instructions.render as print_instructions
import wegwijs.layouts.products.review_dates.render as calendar
import wegwijs.layouts.products.slides.render as slides_render
import wegwijs.layouts.products.stickers.render as sticker_sheets
import wegwijs.layouts.products.web.head as web_head
import wegwijs.layouts.products.web.render as web_page
import wegwijs.layouts.slides.document as slides
import wegwijs.layouts.slides.markup as slides_markup
import wegwijs.layouts.web.document as web_document
import wegwijs.layouts.word.blocks as word_blocks
import wegwijs.layouts.word.document as word
from tests.proof.mutants import (
    CARD,
    HANDOUT,
    LARGE,
    LARGE_POSTER,
    LEAFLET,
    NATIONAL,
    ODT,
    PAGE,
    POSTER,
    PRINT,
    SHEET,
    SLIDES,
    SQUARE_STILL,
    STICKERS,
    TALL_STILL,
    WIDE_STILL,
)
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.products.contacts import linked, table, vcard
from wegwijs.layouts.web import markup

Patch = pytest.MonkeyPatch
BEFORE, AFTER = "gemeente-4", "gemeente-5"
PDF = (LEAFLET, CARD, SHEET, PRINT)
FILES = (*PDF, HANDOUT)
# Which of several things goes wrong: a share of the way from the first to the last.
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class Slip:
    """A slip, the files in which it must be seen, and the languages of both documents."""

    name: str
    plant: Callable[[Patch], None]
    files: tuple[str, ...] = PDF
    before: str = "nl"
    language: str = "nl"
    edition: str = AFTER


def replace(record: Any, **fields: Any) -> Any:
    """A record of either sort with other fields."""
    if isinstance(record, msgspec.Struct):
        return structs.replace(record, **fields)
    return dataclasses.replace(record, **fields)


def at(share: float, count: int) -> int:
    """The index of one of so many."""
    return round(share * (count - 1))


def remembered(patch: Patch, owner: Any, name: str) -> None:
    """A function that gives what it gave the first time."""
    real, kept = getattr(owner, name), []

    def first(*arguments: Any, **more: Any) -> Any:
        if not kept:
            kept.append(real(*arguments, **more))
        return kept[0]

    patch.setattr(owner, name, staticmethod(first) if isinstance(owner, type) else first)


def of_the_one_before(patch: Patch, owner: Any, name: str, change: Callable[..., Any]) -> None:
    """A function that works with what the call before it got; ``change`` puts that in its
    arguments.
    """
    real, last = getattr(owner, name), []

    def late(*arguments: Any) -> Any:
        given = change(arguments, last[-1]) if last else arguments
        last.append(arguments)
        return real(*given)

    patch.setattr(owner, name, late)


# --- plates ----------------------------------------------------------------------------------------


def own_remembered(share: float) -> Callable[[Patch], None]:
    """One of the blocks of what an edition says itself comes from the edition before."""

    def plant(patch: Patch) -> None:
        real, kept = pdf_blocks.Drawing.said, []

        def said(self: Any, nodes: Any) -> Any:
            own = list(real(self, nodes))
            kept.append(own)
            index = at(share, len(own))
            return [*own[:index], kept[0][index], *own[index + 1 :]]

        patch.setattr(pdf_blocks.Drawing, "said", said)

    return plant


def painted(share: float, change: Callable[[list[Any], int], Iterable[Any]], own: bool) -> Callable[[Patch], None]:  # fmt: skip
    """What is painted on a page is changed at one of the stretches or gaps."""

    def plant(patch: Patch) -> None:
        real = plates._Print._order

        def order(self: Any, index: int, *, read: bool) -> Iterator[Any]:
            parts = list(real(self, index, read=read))
            there = [i for i, part in enumerate(parts) if isinstance(part, tuple) == own]
            return iter(change(parts, there[at(share, len(there))]) if there else parts)

        patch.setattr(plates._Print, "_order", order)

    return plant


def left_out(parts: list[Any], index: int) -> Iterable[Any]:
    return [*parts[:index], *parts[index + 1 :]]


def gaps_exchanged(patch: Patch) -> None:
    """Two own fragments of a page are painted with each other's marks."""
    real = plates._Print._order

    def order(self: Any, index: int, *, read: bool) -> Iterator[Any]:
        parts = list(real(self, index, read=read))
        gaps = [i for i, part in enumerate(parts) if isinstance(part, tuple)]
        if len(gaps) > 1:
            one, other = gaps[-2:]
            (first, mark), (second, other_mark) = parts[one], parts[other]
            parts[one], parts[other] = (second, mark), (first, other_mark)
        return iter(parts)

    patch.setattr(plates._Print, "_order", order)


def a_page_twice(patch: Patch) -> None:
    real = plates._Print._page
    patch.setattr(plates._Print, "_page", lambda self, index: real(self, 0))


def national_of_another_language(share: float) -> Callable[[Patch], None]:
    """One of the national blocks is that of the language before."""

    def plant(patch: Patch) -> None:
        real, kept, seen = pdf_blocks.Call.fragment, {}, {}

        def fragment(self: Any, setting: Any, node: Any, *, own: bool) -> Any:
            made = real(self, setting, node, own=own)
            if own:
                return made
            calls = seen.setdefault(setting.language, [])
            calls.append(made)
            index = len(calls) - 1
            first = next(iter(seen.values()))
            if kept.setdefault("language", setting.language) == setting.language:
                return made
            return first[index] if index == at(share, len(first)) else made

        patch.setattr(pdf_blocks.Call, "fragment", fragment)

    return plant


def link(change: Callable[[Any, Any], Any]) -> Callable[[Patch], None]:
    """A link has something of the link before it."""

    def plant(patch: Patch) -> None:
        of_the_one_before(
            patch,
            skeletons.Spot,
            "link",
            lambda now, last: (now[0], change(now[1], last[1]), *now[2:]),
        )

    return plant


def element_of_another(patch: Patch) -> None:
    """What is read of an element is that of the edition before."""
    real, kept = skeletons.Spot.element, {}

    def element(self: Any, fragment: Any, index: int, place: Any) -> str:
        one = fragment.elements[index]
        key = fragment.page, self.first, index
        if one.alt is not None or one.actual_text is not None:
            known = kept.setdefault(key, one)
            fragment.elements[index] = one_with(one, known)
        return real(self, fragment, index, place)

    patch.setattr(skeletons.Spot, "element", element)


def one_with(one: Any, known: Any) -> Any:
    one.alt, one.actual_text = known.alt, known.actual_text
    return one


def pages_with(patch: Patch, module: Any, name: str, **changes: Any) -> None:
    real = getattr(module, name)
    given = {n: v(getattr(real, n)) if callable(v) else v for n, v in changes.items()}
    patch.setattr(module, name, replace(real, **given))


def pages_of_stickers(patch: Patch, change: Callable[[Any], Any]) -> None:
    """Labels of a sheet are left out, or painted twice."""
    real = sticker_sheets._pages

    def pages(*arguments: Any, **more: Any) -> Any:
        found = real(*arguments, **more)
        return structs.replace(found, copies=change(found.copies))

    patch.setattr(sticker_sheets, "_pages", pages)


def preferences(old: str, new: str) -> Callable[[Patch], None]:
    def plant(patch: Patch) -> None:
        real = skeletons.viewer_preferences
        patch.setattr(
            skeletons, "viewer_preferences", lambda papers: real(papers).replace(old, new)
        )

    return plant


# --- Word ------------------------------------------------------------------------------------------


def word_own_remembered(share: float) -> Callable[[Patch], None]:
    """One of the blocks of what an edition says itself comes from the edition before."""
    return body(lambda blocks, kept: own_instead(blocks, kept, share))


def own_instead(blocks: list[Any], kept: list[list[Any]], share: float) -> list[Any]:
    own = [i for i, block in enumerate(blocks) if block.own]
    first = [block for block in kept[0] if block.own]
    index = at(share, min(len(own), len(first)))
    blocks[own[index]] = first[index]
    return blocks


def body(change: Callable[[list[Any], list[list[Any]]], list[Any]], part: str = "body") -> Callable[[Patch], None]:  # fmt: skip
    """The blocks of the document changed; ``kept`` are those of every document so far."""

    def plant(patch: Patch) -> None:
        from wegwijs.layouts.products.handout import render
        from wegwijs.layouts.products.handout_odt import render as render_odt

        for module in (render, render_odt):
            patch.setattr(module, "save", saved(module.save, []))

    def saved(real: Any, kept: list[list[Any]]) -> Callable[[Any, Any], bytes]:
        def save(document: Any, blocks: Any) -> bytes:
            kept.append(list(getattr(document, part)))
            changed = tuple(change(list(getattr(document, part)), kept))
            return real(replace(document, **{part: changed}), blocks)

        return save

    return plant


def block_left_out(share: float) -> Callable[[Patch], None]:
    return body(lambda blocks, _: list(left_out(blocks, whole(blocks, share))))


def block_twice(share: float) -> Callable[[Patch], None]:
    def twice(blocks: list[Any], _: Any) -> list[Any]:
        index = whole(blocks, share)
        again = replace(blocks[index], pictures=())  # each is a part of its own
        return [*blocks[: index + 1], again, *blocks[index + 1 :]]

    return body(twice)


def whole(blocks: list[Any], share: float) -> int:
    """The index of one of the blocks that are no half of a table: without that no file opens."""
    found = [
        index
        for index, block in enumerate(blocks)
        if block.xml.count("<w:tbl>") == block.xml.count("</w:tbl>")
        and block.xml.count("<table:table ") == block.xml.count("</table:table>")
    ]
    return found[at(share, len(found))]


def block_before(share: float) -> Callable[[Patch], None]:
    """A block is that of the document before, in another language."""

    def before(blocks: list[Any], kept: list[list[Any]]) -> list[Any]:
        index = at(share, min(len(blocks), len(kept[0])))
        return [*blocks[:index], kept[0][index], *blocks[index + 1 :]]

    return body(before)


def relations_exchanged(patch: Patch) -> None:
    """Two links lead to each other's target."""
    real = word_blocks.hyperlink
    swap = {"tel:09008844": "tel:08007000", "tel:08007000": "tel:09008844"}

    def hyperlink(target: str) -> str:
        return real(target).replace(f'"{target}"', f'"{swap.get(target, target)}"')

    patch.setattr(word_blocks, "hyperlink", hyperlink)
    patch.setattr(word, "hyperlink", hyperlink)


def own_relation_remembered(patch: Patch) -> None:
    """A link of an edition leads to that of the edition before."""
    real, kept = word.hyperlink, []

    def hyperlink(target: str) -> str:
        if target.startswith("mailto:veilig"):
            kept.append(target)
            return real(target).replace(f'"{target}"', f'"{kept[0]}"')
        return real(target)

    patch.setattr(word, "hyperlink", hyperlink)


def pictures_exchanged(patch: Patch) -> None:
    """Two codes stand in each other's place: their relations are exchanged."""
    real = word_blocks.image
    swap = {1: 2, 2: 1}

    def image(picture: Any) -> str:
        other = replace(picture, number=swap.get(picture.number, picture.number))
        return real(picture).replace(f'"{picture.part}"', f'"{other.part}"')

    patch.setattr(word_blocks, "image", image)
    patch.setattr(word, "image", image)


def field_of_another(patch: Patch) -> None:
    """The fields of two contacts share one answer."""
    real, keys = handout_tables.titled, []

    def titled(outline: Any, form: Any, label: str, who: Any, key: str, *more: Any) -> Any:
        keys.append(key)
        if keys[0] not in form.shared:
            form.shared = (*form.shared, keys[0])
        return real(outline, form, label, who, keys[0], *more)

    patch.setattr(handout_tables, "titled", titled)


# --- print instructions ------------------------------------------------------------------------------


def subject_remembered(name: str) -> Callable[[Patch], None]:
    """What a part says is that of the edition before."""

    def plant(patch: Patch) -> None:
        real, kept = getattr(print_instructions, name), []

        def subject(*arguments: Any) -> Any:
            kept.append(real.subject(*arguments))
            return kept[0]

        patch.setattr(print_instructions, name, replace(real, subject=subject))

    return plant


def drawn_with(**functions: Callable[..., Any]) -> Callable[[Patch], None]:
    """The drawings of the leaflet are made with other measures."""

    def plant(patch: Patch) -> None:
        for name, function in functions.items():
            real = getattr(leaflet_drawing, name)
            patch.setattr(
                leaflet_drawing, name, lambda *a, _f=function, _r=real, **k: _f(_r, *a, **k)
            )

    return plant


def pieces_by_kind(patch: Patch) -> None:
    """Parts of a page are kept by what writes them, not by what they say."""
    kept: dict[Any, Any] = {}
    patch.setattr(
        web_page,
        "piece",
        lambda make, ground, *parts: kept.setdefault(make, markup.piece(make, ground, *parts)),
    )


# --- slides ----------------------------------------------------------------------------------------


def deck(change: Callable[[list[Any], list[Any]], Iterable[Any]]) -> Callable[[Patch], None]:
    """The slides changed; the others are those of the deck before."""

    def plant(patch: Patch) -> None:
        real, kept = slides_render.save, []

        def save(made: Any, blocks: Any) -> bytes:
            kept.append(list(made.slides))
            return real(replace(made, slides=list(change(list(made.slides), kept[0]))), blocks)

        patch.setattr(slides_render, "save", save)

    return plant


def slide_before(share: float) -> Callable[[Patch], None]:
    """A slide is that of the deck before."""

    def change(now: list[Any], before: list[Any]) -> Iterable[Any]:
        index = at(share, len(now))
        return [*now[:index], before[index], *now[index + 1 :]]

    return deck(change)


def notes_of_the_next(now: list[Any], _: list[Any]) -> Iterable[Any]:
    """The notes below two slides are exchanged."""
    now[2], now[3] = replace(now[2], notes=now[3].notes), replace(now[3], notes=now[2].notes)
    return now


def led(name: str, change: Callable[[str], str]) -> Callable[[Patch], None]:
    """What a relationship of a slide leads to is another."""

    def plant(patch: Patch) -> None:
        real = getattr(slides_markup, name)
        patch.setattr(slides_markup, name, lambda given: change(real(given)))

    return plant


def swapped(one: str, other: str) -> Callable[[str], str]:
    return lambda text: text.replace(one, "*").replace(other, one).replace("*", other)


# --- the slips ---------------------------------------------------------------------------------------

SLIPS = (
    *(
        Slip(f"own block {share} is that of the edition before", own_remembered(share), files)
        for share in SHARES
        for files in [(LEAFLET, CARD, SHEET), (PRINT,)][: 1 + (share == 0)]
    ),
    *(
        Slip(f"gap {share} is left empty", painted(share, left_out, own=True))
        for share in SHARES
    ),
    *(
        Slip(f"stretch {share} is left out", painted(share, left_out, own=False))
        for share in SHARES
    ),
    *(
        Slip(f"national block {share} is in another language", national_of_another_language(share), (LEAFLET, CARD, SHEET), "de", "pl")
        for share in SHARES
    ),
    Slip("two gaps exchanged", gaps_exchanged, (LEAFLET, CARD, SHEET)),
    Slip("a page twice", a_page_twice, (LEAFLET, CARD, SHEET)),
    Slip("the metadata of the edition before", lambda p: remembered(p, Metadata, "of"), (LEAFLET, CARD, SHEET)),
    Slip("the information of the edition before", lambda p: remembered(p, plates, "info")),
    Slip("the XMP packet of the edition before", lambda p: remembered(p, plates, "xmp")),
    Slip("the code of another", lambda p: of_the_one_before(p, panels.Panel, "qr", lambda now, last: (*now[:2], last[2], *now[3:])), (LEAFLET,)),
    Slip("a code that is called as another", lambda p: of_the_one_before(p, panels.Panel, "qr", lambda now, last: (*now[:3], last[3], *now[4:])), (LEAFLET,)),
    Slip("a link to where another leads", link(lambda now, last: replace(now, target=last.target)), (LEAFLET, CARD, SHEET)),
    Slip("a link that says what another says", link(lambda now, last: replace(now, contents=last.contents)), (LEAFLET, CARD, SHEET)),
    Slip("a link that lies where another does", link(lambda now, last: replace(now, rect=last.rect)), (LEAFLET, CARD, SHEET)),
    Slip("what is read is that of the edition before", element_of_another, (LEAFLET,)),
    Slip("turned over the other edge", preferences("Edge", "LongEdge"), (LEAFLET, CARD, SHEET)),
    Slip("a copy less", lambda p: pages_with(p, card_sheet, "_PAGES", copies=lambda c: c[1:]), (SHEET,)),
    Slip("a copy twice", lambda p: pages_with(p, card_sheet, "_PAGES", copies=lambda c: (c[0], *c[:-1])), (SHEET,)),
    Slip("marks of the sheet left out", lambda p: pages_with(p, card_sheet, "_PAGES", under=("", "")), (SHEET,)),
    Slip("the head of the edition before", subject_remembered("HEAD"), (PRINT,), "pl", "nl"),
    Slip("whose edition it is, of the edition before", subject_remembered("EDITION"), (PRINT,)),
    Slip("drawn with the folds of the other side", drawn_with(folds_of=lambda real, page, **k: real(1 - page, **k)), (PRINT,)),
    Slip("drawn with folds 3 mm further", drawn_with(folds_of=lambda real, page, **k: tuple(x + 3 for x in real(page, **k))), (PRINT,)),
    Slip("drawn as for the other direction", drawn_with(frame_of=lambda real, name, *, rtl: real(name, rtl=not rtl)), (PRINT,)),
    *(Slip(f"own block {share} of the handout is that of the edition before", word_own_remembered(share), (HANDOUT, ODT)) for share in SHARES),
    *(Slip(f"block {share} is left out", block_left_out(share), (HANDOUT, ODT)) for share in SHARES),
    *(Slip(f"block {share} twice", block_twice(share), (HANDOUT, ODT)) for share in SHARES),
    *(Slip(f"block {share} in another language", block_before(share), (HANDOUT, ODT), "de", "pl") for share in SHARES),
    Slip("the footer of another language", body(lambda _, kept: kept[0], "footer"), (HANDOUT, ODT), "de", "pl"),
    Slip("the header of another language", body(lambda _, kept: kept[0], "header"), (HANDOUT, ODT), "de", "pl"),
    Slip("the footer of the edition before", body(lambda _, kept: kept[0], "footer"), (HANDOUT, ODT)),
    Slip("the properties of the edition before", lambda p: remembered(p, word, "core_properties"), (HANDOUT,)),
    Slip("the metadata of the handout before", lambda p: remembered(p, odf, "meta"), (ODT,)),
    Slip("two links exchanged", relations_exchanged, (HANDOUT,)),
    Slip("an own link remembered", own_relation_remembered, (HANDOUT,)),
    Slip("two codes exchanged", pictures_exchanged, (HANDOUT,)),
    Slip("a field of another", field_of_another, (HANDOUT, ODT), edition=NATIONAL),
    *(
        Slip(f"own block {share} of large print is that of the edition before", own_remembered(share), (LARGE,))
        for share in (0.0, 1.0)
    ),
    *(
        Slip(f"own block {share} of the poster is that of the edition before", own_remembered(share), (POSTER, LARGE_POSTER))
        for share in (0.0, 1.0)
    ),
    *(
        Slip(f"own block {share} of a still is that of the edition before", own_remembered(share), (WIDE_STILL, TALL_STILL, SQUARE_STILL))
        for share in (0.0, 1.0)
    ),
    Slip("the pixels of the edition before", lambda p: remembered(p, stills, "pixels"), (WIDE_STILL,)),
    Slip("what the edition before was said to show", lambda p: remembered(p, stills, "described"), (SQUARE_STILL,)),
    *(
        Slip(f"own block {share} of the stickers is that of the edition before", own_remembered(share), (STICKERS,))
        for share in (0.0, 1.0)
    ),
    Slip("stickers for the edition before", lambda p: remembered(p, sticker_sheets, "dialogue_of"), (STICKERS,)),
    Slip("a label less", lambda p: pages_of_stickers(p, lambda copies: copies[1:]), (STICKERS,)),
    Slip("a label twice", lambda p: pages_of_stickers(p, lambda copies: (copies[0], *copies[:-1])), (STICKERS,)),
    Slip("the cards of the edition before", lambda p: remembered(p, vcard, "cards"), ("contacts.vcf",)),
    Slip("the rows of the edition before", lambda p: remembered(p, table, "cards"), ("contacts.csv",)),
    Slip("the linked data of the edition before", lambda p: remembered(p, linked, "cards"), ("contacts.json",)),
    Slip("the dates of the edition before", lambda p: remembered(p, calendar, "_days"), ("review.ics",)),
    Slip("parts remembered by their kind alone", pieces_by_kind, (PAGE,)),
    Slip("the head of the page before", lambda p: remembered(p, web_head, "header"), (PAGE,)),
    Slip("the data of the page before", lambda p: remembered(p, web_page, "linked_data"), (PAGE,)),
    Slip("the end of the page before", lambda p: remembered(p, web_page, "_colophon"), (PAGE,)),
    Slip("the fonts of a page in another language", lambda p: remembered(p, web_document, "_style"), (PAGE,), "nl", "uk"),
    *(Slip(f"slide {share} is that of the edition before", slide_before(share), (SLIDES,)) for share in (0.0, 0.25, 1.0)),
    *(Slip(f"slide {share} in another language", slide_before(share), (SLIDES,), "de", "pl") for share in SHARES),
    Slip("a slide less", deck(lambda now, _: [*now[:4], *now[5:]]), (SLIDES,)),
    Slip("a slide twice", deck(lambda now, _: [*now[:4], now[3], *now[4:]]), (SLIDES,)),
    Slip("two slides exchanged", deck(lambda now, _: [*now[:4], now[5], now[4], *now[6:]]), (SLIDES,)),
    Slip("notes exchanged", deck(notes_of_the_next), (SLIDES,)),
    Slip("the footer of the slides before", lambda p: remembered(p, slides_render, "footed"), (SLIDES,)),
    Slip("no mark on slides", lambda p: p.setattr(slides_render, "marked", lambda *_: iter(())), (SLIDES,), "de", "de"),
    Slip("the properties of the slides before", lambda p: remembered(p, slides, "_core"), (SLIDES,)),
    Slip("two links of slides exchanged", led("hyperlink", swapped('"tel:09008844"', '"tel:08007000"')), (SLIDES,)),
    Slip("a numeral that leads to another slide", led("jump", swapped('"slide3.xml"', '"slide5.xml"')), (SLIDES,)),
    Slip("two codes of slides exchanged", led("picture_in", swapped("image1.png", "image3.png")), (SLIDES,)),
    Slip("the policy of another script", lambda p: remembered(p, web_document, "_hash"), (PAGE,)),
)  # fmt: skip
