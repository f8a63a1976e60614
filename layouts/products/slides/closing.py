"""The last slides: what to do on the phone, who is close by, and the colophon."""

from __future__ import annotations

from msgspec import structs

from wegwijs.layouts.content.further import is_further
from wegwijs.layouts.content.outline import Slot
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.slides.organisations import broken
from wegwijs.layouts.products.slides.parts import filled, heading
from wegwijs.layouts.slides import fit
from wegwijs.layouts.slides.look import BODY, EDGE, INK, MEASURE, PLAIN, SIGNS, TEXT, Box
from wegwijs.layouts.slides.markup import CALL, OTHER, TO_TYPE_IN, Link, Look, SlideMarkup

_ADVICE_SIZES = (36.0, 34.0, 32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0)
_COLOPHON_SIZES = (22.0, 20.0, 18.0, 16.0)
_CONTACTS = Box(EDGE, 40, MEASURE, 134)
_GUTTER, _BETWEEN, _COLUMNS = 14.0, 5.0, 2
_SIGN = 17.0
_LABEL, _TWO_LINES, _SMALL = 10.0, 16.0, 16.0  # mm: heights of a label; pt: below it, two lines
_LABEL_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
_VALUE_SIZES = (40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 14.0, 13.0, 12.0)
_MORE_SIZES = (22.0, 20.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_INDENT = 11.0  # of a bullet


def calling(markup: SlideMarkup, title: Words, advice: tuple[Words, ...], deaf: Words) -> str:
    """Write what to do on the phone, and what to do when you cannot call."""
    holder = TEXT.holder(BODY)
    texts = [(words, False) for words in (*advice, deaf)]
    room = holder.box
    size = fit.largest(texts, _ADVICE_SIZES, room.width - _INDENT, room.height, markup.settings)
    paragraphs = [markup.paragraph(markup.runs(words, size=size)) for words in advice]
    paragraphs.append(
        markup.paragraph(markup.runs(deaf, size=size), bullet=False, before=size * 0.8)
    )
    return heading(markup, TEXT, title) + markup.placeholder(holder, paragraphs)


def colophon(markup: SlideMarkup, title: Words, sentences: tuple[Words, ...]) -> str:
    """Write the colophon."""
    holder = PLAIN.holder(BODY)
    texts = [(words, False) for words in sentences]
    size = fit.largest(texts, _COLOPHON_SIZES, holder.box.width, holder.box.height, markup.settings)
    paragraphs = [markup.paragraph(markup.runs(words, size=size)) for words in sentences]
    return heading(markup, PLAIN, title) + markup.placeholder(holder, paragraphs)


def contacts(markup: SlideMarkup, title: Words, slots: tuple[Slot, ...], asked: Words) -> str:
    """Write who is close by, two beside each other, with room to type in who is not known yet."""
    written = heading(markup, SIGNS, title)
    rows = -(-len(slots) // _COLUMNS)
    high = min(64.5, (_CONTACTS.height - _BETWEEN * (rows - 1)) / max(1, rows))
    places = list(fit.columns(_COLUMNS, _CONTACTS.width, _GUTTER))
    label = _label_height(markup, slots, places[0][1], high)
    for index, slot in enumerate(slots):
        left, wide = places[index % _COLUMNS]
        top = _CONTACTS.top + index // _COLUMNS * (high + _BETWEEN)
        box = Box(_CONTACTS.left + left, top, wide, high)
        written += _contact(markup, slot, box, label, asked)
    return written


def _label_height(markup: SlideMarkup, slots: tuple[Slot, ...], wide: float, high: float) -> float:
    """Return the height (mm) of all labels: that of two lines where one would be small, if all
    details still have room.
    """
    format_ = markup.settings
    below = high - _TWO_LINES - _SIGN - 2

    def is_small(slot: Slot) -> bool:
        size = fit.on_one_line(slot.label_in_both, _LABEL_SIZES, wide, format_)
        return size is None or size < _SMALL

    def has_room(slot: Slot) -> bool:
        texts = [(words, False) for words in _more(slot)]
        return fit.height(texts, _MORE_SIZES[-1], wide, format_) <= below

    is_higher = any(map(is_small, slots)) and all(map(has_room, slots))
    return _TWO_LINES if is_higher else _LABEL


def _more(slot: Slot) -> list[Words]:
    """Return what stands below the sign of a contact."""
    ways = [way.words for way in slot.ways if not is_further(way.id)]
    return [words for words in (slot.name, *ways[1:], slot.brief_hours) if words]


def _contact(markup: SlideMarkup, slot: Slot, box: Box, high: float, asked: Words) -> str:
    """Write a contact: its label, ``high`` mm, above its sign, and what more is known below."""
    format_ = markup.settings
    label = slot.label_in_both
    above = Box(box.left, box.top, box.width, high)
    size = fit.largest([(label, True)], _LABEL_SIZES, above.width, above.height, format_)
    text = markup.paragraph(markup.runs(label, size=size, bold=True))
    written = markup.shape("Contact", above, Look(anchor="b"), [text])
    place = Box(box.left, above.bottom + 1, box.width, _SIGN)
    insets = (6.0, 3.0)
    if slot.ways:
        first = next(way for way in slot.ways if not is_further(way.id))
        room = place.width - sum(insets)
        size, lines = fit.broken(first.words, _VALUE_SIZES, room, format_, place.height - 2)
        (run,) = first.words.runs
        words = Words((structs.replace(run, text=lines),))
        look = structs.replace(CALL if first.id == "phone" else OTHER, insets=insets)
        content = markup.runs(words, size=size, bold=True, colour=INK, links=False)
        link = Link(str(run.target), run.says or run.text)
        written += markup.shape(
            "Nummer", place, look, [markup.paragraph(content, ltr=True)], link=link
        )
    else:
        look = structs.replace(TO_TYPE_IN, insets=insets)
        alt = str(filled(asked, who=str(slot.label)))
        written += markup.shape("Nummer om in te vullen", place, look, [markup.empty()], alt=alt)
    more = _more(slot)
    if not more:
        return written
    below = Box(box.left, place.bottom + 1, box.width, box.bottom - place.bottom - 1)
    texts = [(words, False) for words in more]
    size = fit.largest(texts, _MORE_SIZES, below.width, below.height, format_)
    paragraphs = [
        markup.paragraph(markup.runs(broken(markup, words, size, below.width), size=size))
        for words in more
    ]
    return written + markup.shape("Meer", below, Look(anchor="t"), paragraphs)
