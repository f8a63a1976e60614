"""The slides of organisations, and that of the first steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import structs

from wegwijs.layouts.content.further import is_further
from wegwijs.layouts.content.outline import Alert, Entry
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf import qr
from wegwijs.layouts.products.slides.parts import (
    QUESTIONS,
    Told,
    alarm,
    heading,
    sign,
    sign_of,
    slide_of,
)
from wegwijs.layouts.slides import fit
from wegwijs.layouts.slides.look import (
    BODY,
    CAPTION,
    CODE,
    EDGE,
    LEAD,
    MEASURE,
    ORGANISATION,
    SIGNS,
    WIDTH,
    Box,
)
from wegwijs.layouts.slides.markup import Look, SlideMarkup
from wegwijs.layouts.word.writing import InlinePicture

_BODY_SIZES = tuple(float(size) for size in range(32, 15, -1))
_STEP_TITLE_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0)
_STEP_SIZES = (30.0, 28.0, 26.0, 24.0, 22.0, 20.0, 18.0, 16.0)
_CAPTION_SIZES = (22.0, 20.0, 18.0, 16.0, 15.0, 14.0, 13.0, 12.0)
_LEAD_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0)
_SIGN = Box(0, 55, 236, 27)  # it comes in from the slide before
_SIGN_TIP = 56.0
_STEPS = Box(EDGE, 50, MEASURE, 92)
_STEP_SIGN, _STEP_TIP, _STEP_GAP = 24.0, 36.0, 14.0
_STEP_ALARM = Box(EDGE, 148, WIDTH - EDGE, 24)


def organisation(markup: SlideMarkup, entry: Entry, asked: Words, names: Told) -> str:
    """Write an organisation: its sign comes in from the side, with its code at the other."""
    format_ = markup.settings
    written = heading(markup, ORGANISATION, entry.title)
    lead = [words for words in (entry.meaning, entry.audience) if words]
    written += _fitted(markup, LEAD, [(words, False) for words in lead], _LEAD_SIZES)
    written += sign(markup, _SIGN, _SIGN_TIP, sign_of(entry, asked, QUESTIONS), names)
    texts = [(words, True) for words in _facts(entry)]
    texts += [(words, False) for words in (entry.what, entry.when, entry.when_not) if words]
    written += _fitted(markup, BODY, texts, _BODY_SIZES)
    if entry.code:
        written += markup.picture(
            ORGANISATION.holder(CODE), _code(entry.numeral, entry.code), entry.qr_alt
        )
    if entry.url and entry.url is not entry.hero:
        words = entry.links[entry.url]
        box = ORGANISATION.holder(CAPTION).box
        size, text = fit.broken(words, _CAPTION_SIZES, box.width, format_, box.height)
        (run,) = words.runs
        content = markup.runs(Words((structs.replace(run, text=text),)), size=size)
        written += markup.placeholder(
            ORGANISATION.holder(CAPTION), [markup.paragraph(content, align="ctr")]
        )
    return written


def _facts(entry: Entry) -> Iterator[Words]:
    if entry.person:
        yield entry.person
    for key in entry.keys:
        if not (key.way and is_further(key.way)):
            yield key.brief


def _fitted(
    markup: SlideMarkup, index: int, texts: list[tuple[Words, bool]], sizes: tuple[float, ...]
) -> str:
    """Write paragraphs, each with whether it is bold, at the largest size that fits."""
    holder = ORGANISATION.holder(index)
    room = holder.box
    size = fit.largest(texts, sizes, room.width, room.height, markup.settings)
    paragraphs = [
        markup.paragraph(
            markup.runs(broken(markup, words, size, room.width, bold=bold), size=size, bold=bold)
        )
        for words, bold in texts
    ]
    return markup.placeholder(holder, paragraphs)


def broken(
    markup: SlideMarkup, words: Words, size: float, measure: float, *, bold: bool = False
) -> Words:
    """Return an address that is too long for a line broken where that is allowed."""
    (run, *others) = words.runs
    weight = 700 if bold else 400
    if others or not run.breaks or fit.width(words, size, markup.settings, weight) <= measure:
        return words
    _, text = fit.broken(words, (size,), measure, markup.settings, weight=weight)
    return Words((structs.replace(run, text=text),))


@lru_cache(maxsize=1024)
def _code(numeral: int, address: str) -> InlinePicture:
    return InlinePicture(numeral, qr.encode(address).png(), ORGANISATION.holder(CODE).box.width)


def steps(
    markup: SlideMarkup,
    title: Words,
    lead: tuple[Words, ...],
    entries: tuple[Entry, ...],
    asked: Words,
    alert: Alert,
    names: Told,
) -> str:
    """Write the first steps side by side, and what comes before them when there is danger."""
    format_ = markup.settings
    written = heading(markup, SIGNS, title)
    if lead:
        written += markup.placeholder(
            SIGNS.holder(LEAD), [markup.paragraph(markup.runs(Words.join(lead)))]
        )
    columns = list(fit.columns(len(entries), _STEPS.width, _STEP_GAP))
    size = min(
        fit.largest([(one.when, False)], _STEP_SIZES, wide, 43, format_)
        for one, (_, wide) in zip(entries, columns, strict=True)
    )
    for one, (left, wide) in zip(entries, columns, strict=True):
        box = Box(_STEPS.left + left, _STEPS.top, wide, _STEPS.height)
        written += _step(markup, one, box, size, asked, names)
    return written + alarm(markup, _STEP_ALARM, alert)


def _step(
    markup: SlideMarkup, entry: Entry, box: Box, size: float, asked: Words, names: Told
) -> str:
    title = entry.title
    head = Box(box.left, box.top, box.width, 16)
    titles = fit.largest(
        [(title, True)], _STEP_TITLE_SIZES, head.width, head.height, markup.settings
    )
    text = markup.paragraph(markup.runs(title, size=titles, bold=True))
    written = markup.shape(f"Stap {entry.numeral}", head, Look(anchor="b"), [text])
    place = Box(box.left, head.bottom + 3, box.width, _STEP_SIGN)
    back = slide_of(entry.numeral)
    written += sign(markup, place, _STEP_TIP, sign_of(entry, asked, back, most=36.0), names)
    below = Box(box.left, head.bottom + 3 + _STEP_SIGN + 4, box.width, 43)
    paragraph = markup.paragraph(markup.runs(entry.when, size=size))
    return written + markup.shape("Wanneer", below, Look(anchor="t"), [paragraph])
