"""What a reader must find in each PDF, in reading order: said once more, apart from the layouts.

Each row is the tag and the exact text of a block.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from wegwijs.layouts.content.outline import Entry, Outline, Slot
from wegwijs.sources.values import Url

Row = tuple[str, str]


def numerals(values: tuple[int, ...]) -> str:
    return "".join(f"{value} " for value in values)


def together(*said: object) -> str:
    """Sentences one after the other: with a space, but for those that end with white of their own."""
    return re.sub("(?<=[。？！：，]) ", "", " ".join(map(str, said)))


def alert(outline: Outline) -> Row:
    return "P", f"{outline.alert.label} {outline.alert.number}"


def sign(entry: Entry) -> Row:
    hero = entry.links[entry.hero] if entry.hero else ""
    return "P", f"{entry.numeral} {hero}"


def figure(outline: Outline, entry: Entry) -> Row:
    return "Figure", str(outline.labels["qr_alt"]).format(domain=entry.url)


def draft_mark(outline: Outline, *, full: bool = False) -> Iterator[Row]:
    """The mark of an unchecked translation, on every panel and face."""
    if mark := outline.draft:
        yield "P", f"{mark.mark} {mark.dutch_mark}"
        if full:
            yield "P", str(mark.explained)
            yield "P", str(mark.dutch_explained)


def leaflet(outline: Outline, found: Sequence[Row]) -> Iterator[Row]:
    """Cover, flap, inside, back. Second sentences may be left out for want of room."""
    # 112 stands below the first group inside, or below a later one where there is more room.
    heads = [*(group.heading for group in outline.groups[1:]), outline.calling_heading]
    begin = (found.index(("H2", str(head))) for head in heads)
    alert_group = next(i for i, at in enumerate(begin) if alert(outline) in found[at - 2 : at])
    second_lead = ("P", str(outline.situations_lead[1])) in found
    yield from draft_mark(outline, full=True)
    yield "P", str(outline.kicker)
    yield "P", str(outline.languages)
    yield "P", outline.publisher
    yield "H1", str(outline.title)
    yield "P", str(outline.lead)
    for arm in outline.arms:
        yield "LBody", f"{arm.label} {numerals(arm.numerals)}"
    yield alert(outline)

    yield from draft_mark(outline)
    yield "H2", str(outline.situations_heading)
    for words in outline.situations_lead[: 2 if second_lead else 1]:
        yield "P", str(words)
    yield "P", str(outline.alert.situation)
    yield "P", str(outline.alert.number)
    for situation in outline.situations:
        yield "P", str(situation.text)
        for route in situation.routes:
            yield "P", f"{route.label} {numerals(route.numerals)}"

    for index, group in enumerate(outline.groups):
        if group is not outline.groups[-1]:  # the last two share a panel
            yield from draft_mark(outline)
        yield "H2", str(group.heading)
        if index < 3:  # only the first head of a panel has room for lines under it
            leads = (
                ("P", together(*group.lead[:count])) for count in range(len(group.lead), 0, -1)
            )
            yield from itertools.islice((row for row in leads if row in found), 1)
        for entry in group.entries:
            yield from explained(outline, entry, found)
        if group is outline.groups[alert_group]:
            yield alert(outline)

    yield from draft_mark(outline)
    yield "H2", str(outline.calling_heading)
    for advice in outline.calling:
        yield "Lbl", "–"
        yield "LBody", str(advice)
    yield "P", str(outline.alert.deaf)
    yield "H2", str(outline.local.heading)
    back = [text for _, text in found[found.index(("H2", str(outline.local.heading))) :]]
    for slot in outline.local.slots:
        yield from close_by(slot, found, back)
    yield "P", together(*outline.colophon)
    if outline.about:
        yield "P", str(outline.about)


def close_by(slot: Slot, found: Sequence[Row], back: Sequence[str]) -> Iterator[Row]:
    """A sign on the back: label and name on one line or on several, the way in, and the rest, one
    or more of it on a line, unless it stands inside.
    """
    name = f": {slot.name}" if slot.name else ""
    lines = [[f"{slot.label_in_both}{name}"]]
    if slot.name:
        lines += [[str(slot.label_in_both), str(slot.name)]]
    if slot.dutch:
        lines += [[str(slot.label), f"{slot.dutch}{name}"]]
        lines += [[str(slot.label), str(slot.dutch), str(slot.name)]] if slot.name else []
    yield from (("P", text) for text in next(one for one in lines if set(back).issuperset(one)))
    if not slot.is_filled:
        return
    yield "P", str(slot.values[0])
    facts = [str(words) for words in (slot.hours, *slot.values[1:]) if words]
    said = [text for text in back if set(text.split(" · ")) <= set(facts)]
    yield from (("P", text) for text in said)
    inside = {text for _, text in found}
    for fact in facts:
        if not any(fact in text for text in (*said, *inside)):
            yield "P", fact  # it stands nowhere


def explained(outline: Outline, entry: Entry, found: Sequence[Row]) -> Iterator[Row]:
    """An organisation inside the leaflet; of an edition's own only how it is reached."""
    yield "H3", str(entry.title)
    yield sign(entry)
    if entry.meaning:
        yield "P", str(entry.meaning)
    if entry.person and ("P", str(entry.person)) in found:  # where only the ways in have room
        yield "P", str(entry.person)
    if entry.url and entry.hero is not entry.url:
        yield "P", str(entry.url)
    for key in entry.keys:
        if not key.spare or ("P", str(key.words)) in found:
            yield "P", str(key.words)
    if not entry.edition_only:
        both = "P", together(entry.what, entry.what_more)
        what = both if entry.what_more and both in found else ("P", str(entry.what))
        if what in found or not entry.examples:  # those tell it as well
            yield what
        if not isinstance(entry.hero, Url):
            yield "P", together(entry.when, entry.examples) if entry.examples else str(entry.when)
    if entry.code:
        yield figure(outline, entry)


def pocket_card(outline: Outline, found: Sequence[Row]) -> Iterator[Row]:
    """Cover, inside, back: seven contacts at most, of which two stand on a face."""
    yield from draft_mark(outline)
    yield "P", outline.publisher
    yield "H1", str(outline.title)
    yield alert(outline)
    for entry in outline.entries[:7]:
        if entry.numeral in (2, 4, 6):  # the first on a face
            yield from draft_mark(outline)
        first = entry.numeral == 1
        step = "H2", str(entry.first_step)
        yield step if first and step in found else ("H2", str(entry.name))
        yield sign(entry)
        yield from said(entry, found)
        if entry.url:
            yield figure(outline, entry)
    yield "P", together(*outline.imprint)


def said(entry: Entry, found: Sequence[Row]) -> Iterator[Row]:
    """What stands under a sign of the card: each on its own, or in one paragraph."""
    own, hero = entry.role is not None, entry.hero
    hours = [key.words for key in entry.keys if own and key.icon == "clock" and key.spare]
    less = (
        [entry.what] if entry.numeral == 1 and not entry.edition_only else []
    )  # where there is room
    less += [entry.email] if entry.email and not own else []
    every = [
        entry.meaning,
        entry.audience,
        entry.person,
        entry.url if entry.url != hero else None,
        entry.find,
        entry.email if entry.email != hero else None,
        *hours,
        *less[: entry.numeral == 1 and not entry.edition_only],
    ]
    rows = [("P", str(one)) for one in every if one is not None]
    spare = {("P", str(one)) for one in less}
    for left_out in (set(), spare):
        paragraph = (
            "P",
            "\N{NO-BREAK SPACE}· ".join(text for tag, text in rows if (tag, text) not in left_out),
        )
        if "· " in paragraph[1] and paragraph in found:
            yield paragraph
            return
    yield from (row for row in rows if row not in spare or row in found)


EXPECTED = {
    "leaflet.pdf": leaflet,
    "press/leaflet.pdf": leaflet,
    "pocket-card.pdf": pocket_card,
    "press/pocket-card.pdf": pocket_card,
    "pocket-card-a4.pdf": pocket_card,
}
