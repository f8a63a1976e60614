"""What slides share: the draft mark, the footer, signs, and 112. Millimetres and points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Alert, DraftMark, Entry, Outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.slides import fit
from wegwijs.layouts.slides.look import FOOTERS, INK, MARK, PAPER, TITLE, Box, Layout
from wegwijs.layouts.slides.markup import (
    ALARM,
    CALL,
    OTHER,
    RECTANGLE,
    TIP,
    TO_TYPE_IN,
    Link,
    Look,
    SlideMarkup,
)
from wegwijs.layouts.slides.master import field
from wegwijs.layouts.word.blocks import Blocks
from wegwijs.layouts.word.writing import Block
from wegwijs.sources.values import Phone

COVER, QUESTIONS, FIRST = 1, 2, 3  # numbers of the first slides
_FOOT_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)
_TITLE_SIZES = (40.0, 36.0, 32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 17.0, 16.0)
_MARK_SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
_ADDRESS_SIZES = (
    44.0,
    40.0,
    36.0,
    32.0,
    28.0,
    26.0,
    24.0,
    22.0,
    20.0,
    18.0,
    16.0,
    15.0,
    14.0,
    13.0,
    12.0,
)
_RUNNING, _MARKED = 900, 800  # numbers of shapes, beyond those of any slide
_HATCH = 30.0
SlideBlocks = Blocks[SlideMarkup]


class Told(Struct, frozen=True):
    """What is said of numerals to who does not see them: the labels of ``says``."""

    sign: Words
    explained: Words
    back: Words

    def of(self, numeral: int) -> str:
        """Return the name of a sign."""
        return str(filled(self.sign, numeral=str(numeral)))

    def to(self, numeral: int) -> str:
        """Return where a click on a numeral leads."""
        return str(filled(self.explained, sign=self.of(numeral)))


def told(outline: Outline) -> Told:
    """Return what is said of numerals in an outline."""
    labels = outline.labels
    return Told(labels["web_sign"], labels["web_explained"], labels["slides_back"])


def filled(words: Words, *, own: bool = False, **values: str | Run) -> Words:
    """Return a label with values in its placeholders; ``own`` ones are an edition's own."""
    known = {f"{{{name}}}": value for name, value in values.items()}
    runs = []
    for run in words.runs:
        value = known.get(run.text)
        if isinstance(value, Run):
            runs.append(value)
        else:
            runs.append(structs.replace(run, text=value, own=own) if value is not None else run)
    return Words(tuple(runs))


def marked(outline: Outline, blocks: SlideBlocks) -> Iterator[Block]:
    """Yield the mark of a draft, which is read first on every slide."""
    if outline.draft:
        yield blocks.block(_draft_mark, outline.draft)


def footed(outline: Outline, blocks: SlideBlocks) -> Block:
    """Return the footer of every slide: when its facts were checked, version, source, number."""
    version, checked, *sources = outline.imprint
    return blocks.block(_footer, checked, Words.join((version, *sources)))


def _draft_mark(markup: SlideMarkup, draft: DraftMark) -> str:
    """Write the mark as a bar with its words in both languages, behind a hatched start."""
    markup.numbered_from(_MARKED)
    dash = Run(" \N{EN DASH} ", language=draft.mark.runs[0].language)
    dutch = Words(
        (*draft.dutch_mark.runs, Run(" \N{EN DASH} ", ltr=True), *draft.dutch_explained.runs)
    )
    own = Words((*draft.mark.runs, dash, *draft.explained.runs))
    room = (MARK.width - _HATCH) / 2 - 4
    size = min(
        fit.on_one_line(words, _MARK_SIZES, room, markup.settings) or _MARK_SIZES[-1]
        for words in (own, dutch)
    )
    start = Box(MARK.left, MARK.top, _HATCH, MARK.height)
    hatch = structs.replace(OTHER, hatched=True)
    bar = structs.replace(OTHER, insets=(4.0, 2.0))
    half = (MARK.width - _HATCH) / 2
    boxes = (
        Box(start.right, MARK.top, half, MARK.height),
        Box(start.right + half, MARK.top, half, MARK.height),
    )
    written = markup.shape("Concept, vlak", start, hatch)
    for name, words, box in (("Concept", own, boxes[0]), ("Concept, Nederlands", dutch, boxes[1])):
        text = markup.paragraph(markup.runs(words, size=size, bold=True, colour=INK))
        written += markup.shape(name, box, bar, [text])
    return written


def _footer(markup: SlideMarkup, checked: Words, imprint: Words) -> str:
    markup.numbered_from(_RUNNING)
    day, version, number = FOOTERS
    written = ""
    for holder, words in ((day, checked), (version, imprint)):
        size = fit.on_one_line(words, _FOOT_SIZES, holder.box.width, markup.settings)
        size = size or _FOOT_SIZES[-1]
        smaller = size if size < holder.size else None
        content = markup.runs(words, size=smaller, links=False)
        written += markup.placeholder(holder, [markup.paragraph(content)])
    return written + markup.placeholder(number, [markup.paragraph(field(markup.settings, "1"))])


# --- signs ---------------------------------------------------------------------------------------


class Sign(Struct, frozen=True):
    """What a sign of an organisation says: its numeral and, if it is known, how to reach it;
    without, ``asked`` is what the room to type a number in is called. ``call``: it is a number. A
    click on the numeral leads ``back`` to a slide; ``most`` is the largest size (pt).
    """

    numeral: int
    words: Words | None
    asked: str
    call: bool
    back: int
    most: float = 44.0


def sign_of(entry: Entry, asked: Words, back: int, most: float = 44.0) -> Sign:
    """Return the sign of an organisation."""
    hero = entry.hero
    words = entry.links[hero] if hero else None
    called = str(filled(asked, who=str(entry.title)))
    return Sign(entry.numeral, words, called, isinstance(hero, Phone), back, most)


def slide_of(numeral: int) -> int:
    """Return the slide of an organisation: they follow the sentences."""
    return FIRST + numeral - 1


def tips(markup: SlideMarkup, box: Box, numerals: Sequence[int], names: Told) -> str:
    """Write the black end of an arm: each numeral leads to the slide of its organisation."""
    width = box.width / len(numerals)
    written = ""
    for place, numeral in enumerate(numerals):
        last = place == len(numerals) - 1
        look = TIP if last else structs.replace(TIP, geometry=RECTANGLE)
        own = Box(box.left + place * width, box.top, width, box.height)
        link = Link("", names.to(numeral), slide_of(numeral))
        written += _numeral(markup, own, look, numeral, names.to(numeral), link)
    return written


def _numeral(markup: SlideMarkup, box: Box, look: Look, numeral: int, alt: str, link: Link) -> str:
    words = Words.of(str(numeral), markup.settings.language)
    text = markup.runs(words, size=round(box.height * 2), bold=True, colour=PAPER)
    paragraph = markup.paragraph(text, align="ctr")
    return markup.shape(f"Cijfer {numeral}", box, look, [paragraph], alt=alt, link=link)


def arm(
    markup: SlideMarkup,
    box: Box,
    tip: float,
    content: tuple[Words, float],
    numerals: Sequence[int],
    names: Told,
    *,
    call: bool,
) -> str:
    """Write an arm that points to organisations: words of a size, and the end ``tip`` wide."""
    words, size = content
    body = Box(box.left, box.top, box.width - tip, box.height)
    look = structs.replace(CALL if call else OTHER, insets=(5.0, 2.0))
    written = lettered(markup, "Arm", body, look, words, size)
    end = Box(body.right, box.top, tip, box.height)
    return markup.group(f"Bord {numerals[0]}", box, written + tips(markup, end, numerals, names))


def lettered(
    markup: SlideMarkup, name: str, box: Box, look: Look, words: Words, size: float
) -> str:
    """Write the words of a sign; a number or address makes the whole of it a link."""
    (first, *others) = words.runs
    link = None
    if first.target and not others:
        link = Link(first.target, first.says or first.text)
    text = markup.runs(words, size=size, bold=True, colour=INK, links=False)
    return markup.shape(name, box, look, [markup.paragraph(text, ltr=link is not None)], link=link)


def sign(markup: SlideMarkup, box: Box, tip: float, one: Sign, names: Told) -> str:
    """Write the sign of an organisation behind its numeral, which is ``tip`` wide."""
    body = Box(box.left + tip * 0.6, box.top, box.width - tip * 0.6, box.height)
    insets = (tip * 0.4 + 6.0, 3.0)
    if one.words:
        sizes = tuple(size for size in _ADDRESS_SIZES if size <= one.most)
        room = body.width - sum(insets)
        size, text = fit.broken(one.words, sizes, room, markup.settings, body.height - 2)
        (run,) = one.words.runs
        fitted = Words((structs.replace(run, text=text),))
        look = structs.replace(CALL if one.call else OTHER, insets=insets)
        written = lettered(markup, "Nummer of adres", body, look, fitted, size)
    else:
        look = structs.replace(TO_TYPE_IN, insets=insets)
        empty = [markup.empty()]
        written = markup.shape("Nummer om in te vullen", body, look, empty, alt=one.asked)
    end = Box(box.left, box.top, tip, box.height)
    link = Link("", str(names.back), one.back)
    head = _numeral(markup, end, TIP, one.numeral, names.of(one.numeral), link)
    return markup.group(f"Bord {one.numeral}", box, written + head)


def alarm(markup: SlideMarkup, box: Box, alert: Alert) -> str:
    """Write the black arm of the emergency number."""
    label = alert.label.spaced()
    number = Words((Run(alert.number.display, ltr=True),))
    large = round(box.height * 2)
    sizes = (32.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
    room = box.width - box.height * 0.5 - 8 - fit.width(number, large, markup.settings)
    size = fit.on_one_line(label, sizes, room, markup.settings)
    if size is None:
        raise fit.TooLong(
            str(label), fit.width(label, sizes[-1], markup.settings) - room, too_wide=True
        )
    text = markup.runs(label, size=size, bold=True, colour=PAPER)
    text += markup.runs(number, size=large, bold=True, colour=PAPER)
    look = structs.replace(ALARM, insets=(7.0, box.height * 0.4))
    return markup.shape("Gevaar", box, look, [markup.paragraph(text)])


def heading(markup: SlideMarkup, layout: Layout, title: Words) -> str:
    """Write the title of a slide, on one line or on two."""
    holder = layout.holder(TITLE)
    room = holder.box
    size = fit.largest([(title, True)], _TITLE_SIZES, room.width, room.height, markup.settings)
    return markup.placeholder(holder, [markup.paragraph(markup.runs(title, size=size, bold=True))])
