"""What a reader must find in each PDF, in reading order: said once more, apart from the layouts.

Each row is the tag and the exact text of a block.
"""

from __future__ import annotations

from collections.abc import Iterator

from layouts.outline import Entry, Outline
from sources.values import Url

Row = tuple[str, str]


def numerals(values: tuple[int, ...]) -> str:
    return "".join(f"{value} " for value in values)


def alert(outline: Outline) -> Row:
    return "P", f"{outline.alert.label} {outline.alert.number}"


def sign(entry: Entry) -> Row:
    return "P", f"{entry.numeral} {entry.hero or ''}"


def figure(entry: Entry) -> Row:
    return "Figure", f"QR-code naar {entry.url}"


def leaflet(outline: Outline) -> Iterator[Row]:
    """Cover, flap, inside, back."""
    yield "P", str(outline.kicker)
    yield "P", outline.language_name
    yield "H1", str(outline.title)
    yield "P", str(outline.lead)
    for arm in outline.arms:
        yield "LBody", f"{arm.label} {numerals(arm.numerals)}"
    yield alert(outline)

    yield "H2", str(outline.situations_heading)
    for words in outline.situations_lead:
        yield "P", str(words)
    yield "P", str(outline.alert.situation)
    yield "P", str(outline.alert.number)
    for situation in outline.situations:
        yield "P", str(situation.text)
        for route in situation.routes:
            yield "P", f"{route.label} {numerals(route.numerals)}"

    for group in outline.groups:
        yield "H2", str(group.heading)
        for words in group.lead:
            yield "P", str(words)
        for entry in group.entries:
            yield "H3", str(entry.title)
            yield sign(entry)
            if not isinstance(entry.hero, Url):
                yield "P", str(entry.url)
            for key in entry.keys:
                yield "P", str(key.words)
            yield "P", f"{entry.what} {entry.what_more}" if entry.what_more else str(entry.what)
            if not isinstance(entry.hero, Url):
                yield "P", str(entry.when)
            yield figure(entry)
        if group is outline.groups[0]:
            yield alert(outline)

    yield "H2", str(outline.calling_heading)
    for advice in outline.calling:
        yield "Lbl", "–"
        yield "LBody", str(advice)
    yield "P", str(outline.alert.deaf)
    yield "H2", str(outline.local.heading)
    for slot in outline.local.slots:
        yield "P", str(slot.label)
    yield "P", " ".join(str(sentence) for sentence in outline.colophon)


def pocket_card(outline: Outline) -> Iterator[Row]:
    """Cover, inside, back."""
    yield "H1", str(outline.title)
    yield alert(outline)
    for entry in outline.entries:
        first = entry.numeral == 1
        yield "H2", str(entry.first_step if first else entry.name)
        yield sign(entry)
        if not isinstance(entry.hero, Url):
            yield "P", str(entry.url)
        if entry.email:
            yield "P", str(entry.email)
        yield "P", str(entry.what if first else entry.find or entry.audience)
        yield figure(entry)
    yield "P", " ".join(str(sentence) for sentence in outline.imprint)


EXPECTED = {
    "leaflet.pdf": leaflet,
    "press/leaflet.pdf": leaflet,
    "pocket-card.pdf": pocket_card,
    "press/pocket-card.pdf": pocket_card,
    "pocket-card-a4.pdf": pocket_card,
}
