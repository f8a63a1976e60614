"""``contacts.vcf``: a vCard 4.0 (RFC 6350) for each organisation and contact.

A phone dials the ``tel:`` link; the note has the number as its organisation writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.content.cards import Card, cards, draft_lines, isolated, mail_address
from wegwijs.layouts.content.content_lines import line, text
from wegwijs.layouts.content.outline import Outline
from wegwijs.sources.ways import EMAIL, NUMBERS, PHONE, WAYS


class _Frame(Struct, frozen=True):
    """What all cards of a file say: language, draft mark, category, check date, and the word for a
    phone number.
    """

    language: str
    draft: tuple[str, ...]
    kicker: str
    checked: str
    phone: str
    rtl: bool


def render_vcards(outline: Outline) -> bytes:
    """Return all cards as one file in UTF-8."""
    frame = _Frame(
        language=outline.language,
        draft=draft_lines(outline.draft),
        kicker=str(outline.labels["kicker"]),
        checked=str(outline.imprint[1]),
        phone=str(outline.labels["table_phone"]),
        rtl=outline.direction == "rtl",
    )
    return b"".join(_vcard(card, frame) for card in cards(outline))


@lru_cache(maxsize=512)  # hundreds of editions have most cards in common
def _vcard(card: Card, frame: _Frame) -> bytes:
    return b"".join(line(name, value) for name, value in _properties(card, frame))


def _properties(card: Card, frame: _Frame) -> Iterator[tuple[str, str]]:
    """Yield the properties of a card in order: name with parameters, and escaped value."""
    yield "BEGIN", "VCARD"
    yield "VERSION", "4.0"
    yield "PRODID", "-//Wegwijs//contacts//NL"
    yield "UID", card.id
    # The newest: of two cards with one UID, the one with the latest revision is right.
    yield "REV", f"{card.newest:%Y%m%d}T000000Z"
    yield "KIND", "org"
    yield "FN;LANGUAGE=nl", text(card.name)
    yield "ORG;LANGUAGE=nl", text(card.name)
    for way in (*card.ways, *card.numbers):
        if way.id == EMAIL.id:
            yield EMAIL.card, text(mail_address(way))
        elif way.target and way.id != NUMBERS[0].id:  # that is the first of the ways
            yield WAYS.get(way.id, PHONE).card, way.target
    categories = (frame.kicker, card.heading, *frame.draft[-1:])
    yield "CATEGORIES", ",".join(map(text, categories))
    yield f"NOTE;LANGUAGE={frame.language}", text("\n".join(_note(card, frame)))
    for _, address in card.sources:
        if address:
            yield "SOURCE", address
    yield "END", "VCARD"


def _note(card: Card, frame: _Frame) -> Iterator[str]:
    """Yield the lines of the note."""
    yield from frame.draft
    known = (card.meaning, card.person, card.audience, *card.advice)
    yield from filter(None, known)
    if phone := card.way(PHONE.id):
        yield f"{frame.phone}: {isolated(phone.display) if frame.rtl else phone.display}"
    yield from (way.named for way in (*card.numbers, *card.ways) if way.named)
    yield from filter(None, (card.hours, *card.terms))
    yield frame.checked
