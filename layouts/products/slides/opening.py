"""The first slides: the cover with its signpost, and the sentences that lead to organisations."""

from __future__ import annotations

from wegwijs.layouts.content.outline import Alert, Arm, Situation
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.slides.parts import Told, alarm, arm, heading
from wegwijs.layouts.slides import fit
from wegwijs.layouts.slides.look import BODY, COVER, EDGE, INK, LEAD, RULE, SIGNS, TITLE, WIDTH, Box
from wegwijs.layouts.slides.markup import Look, SlideMarkup

_TITLE_SIZES = (60.0, 54.0, 50.0, 46.0, 42.0, 38.0, 34.0, 30.0, 28.0)
_LEAD_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0, 18.0)
_PUBLISHER_SIZES = (24.0, 22.0, 20.0, 18.0, 16.0, 15.0, 14.0)
_ARMS = Box(192, 16, 130.667, 152)
_POST = Box(204, 14, 6, RULE - 14)
_ALARM = Box(EDGE, 147, 164, 24)
_ARM_TIP, _ARM_WORDS = 24.0, (26.0, 24.0, 22.0, 21.0, 20.0, 19.0, 18.0, 17.0)
# Of the sentences: their size (pt), the height of an arm and the gap below a row (mm).
_ROWS = ((30, 17.0, 6.0), (28, 16.0, 5.0), (26, 15.5, 4.0), (25, 15.0, 3.5), (24, 14.5, 3.0),
         (22, 14.0, 3.0), (20, 13.5, 3.0), (18, 13.0, 2.5), (18, 12.0, 2.0))  # fmt: skip
_ROOM = Box(EDGE, 46, 174, 127.5)
_POINTS = 198.0  # where arms begin that point to the next slides, off the edge of this one
_POINT_TIP, _NUMERAL = 42.0, 22.0
_STACKED = 1.5
_TWO_LINES = (18.0, 17.0, 16.0, 15.0, 14.0)


def cover(
    markup: SlideMarkup,
    above: Words,
    title: Words,
    lead: tuple[Words, ...],
    arms: tuple[Arm, ...],
    alert: Alert,
    names: Told,
) -> str:
    """Write the cover: title, lead and 112 beside the signpost."""
    format_ = markup.settings
    holder = COVER.holder(TITLE)
    size = fit.largest([(title, True)], _TITLE_SIZES, holder.box.width, holder.box.height, format_)
    written = markup.placeholder(
        holder, [markup.paragraph(markup.runs(title, size=size, bold=True))]
    )
    holder = COVER.holder(LEAD)
    room = holder.box
    size = fit.largest([(above, True)], _PUBLISHER_SIZES, room.width, room.height, format_)
    written += markup.placeholder(holder, [markup.paragraph(markup.runs(above, size=size))])
    holder = COVER.holder(BODY)
    room = holder.box
    texts = [(words, False) for words in lead]
    size = fit.largest(texts, _LEAD_SIZES, room.width, room.height, format_)
    paragraphs = [markup.paragraph(markup.runs(words, size=size)) for words in lead]
    written += markup.placeholder(holder, paragraphs)
    written += alarm(markup, _ALARM, alert)
    return written + _signpost(markup, arms, names)


def _signpost(markup: SlideMarkup, arms: tuple[Arm, ...], names: Told) -> str:
    """Write the post with its arms, all of them in letters of the same size."""
    written = markup.shape("Paal", _POST, Look(fill=INK))
    pitch = min(26.0, _ARMS.height / max(1, len(arms)))
    high = min(19.0, pitch - 4)
    tips = [_ARM_TIP * (1 + 0.6 * (len(one.numerals) - 1)) for one in arms]
    fitting = [
        _words(markup, one, _ARMS.width - tip - 7, high)
        for one, tip in zip(arms, tips, strict=True)
    ]
    size = min((size for _, size in fitting), default=_ARM_WORDS[0])
    for index, (one, tip, (words, _)) in enumerate(zip(arms, tips, fitting, strict=True)):
        box = Box(_ARMS.left, _ARMS.top + index * pitch, _ARMS.width, high)
        written += arm(markup, box, tip, (words, size), one.numerals, names, call=True)
    return written


def _words(markup: SlideMarkup, one: Arm, room: float, high: float) -> tuple[Words, float]:
    """Return the words of an arm and their largest size: on one line, or else on two."""
    for words in filter(None, (one.label, one.brief)):
        if size := fit.on_one_line(words, _ARM_WORDS, room, markup.settings):
            return words, size
    words = one.brief or one.label
    return words, fit.largest([(words, True)], _TWO_LINES, room, high, markup.settings)


def questions(
    markup: SlideMarkup,
    title: Words,
    lead: Words,
    situations: tuple[Situation, ...],
    names: Told,
) -> str:
    """Write the sentences, each with the arms that lead from it off the edge of the slide."""
    written = heading(markup, SIGNS, title)
    written += markup.placeholder(SIGNS.holder(LEAD), [markup.paragraph(markup.runs(lead))])
    over = 0.0
    for size, high, gap in _ROWS:
        rows = [_high(markup, one, size, high) for one in situations]
        over = sum(rows) + gap * (len(rows) - 1) - _ROOM.height
        if over <= 0:
            break
    else:
        longest = max((one.text for one in situations), key=lambda words: len(str(words)))
        raise fit.TooLong(str(longest), over)
    gap += min(4.0, -over / max(1, len(rows) - 1))
    top = _ROOM.top
    for one, row in zip(situations, rows, strict=True):
        written += _row(markup, one, Box(_ROOM.left, top, _ROOM.width, row), size, high, names)
        top += row + gap
    return written


def _high(markup: SlideMarkup, one: Situation, size: float, high: float) -> float:
    arms = len(one.routes) * (high + _STACKED) - _STACKED
    return max(arms, fit.height([(one.text, False)], size, _ROOM.width, markup.settings))


def _row(
    markup: SlideMarkup, one: Situation, box: Box, size: float, high: float, names: Told
) -> str:
    text = markup.paragraph(markup.runs(one.text, size=size, colour=INK))
    written = markup.shape("Zin", box, Look(), [text])
    stacked = len(one.routes) * (high + _STACKED) - _STACKED
    top = box.top + (box.height - stacked) / 2
    for route in one.routes:
        tip = _POINT_TIP + _NUMERAL * (len(route.numerals) - 1)
        place = Box(_POINTS, top, WIDTH - _POINTS, high)
        words, call = route.label, route.phone is not None
        sizes = [float(one) for one in range(round(high * 2), 17, -1)]
        wide = place.width - tip - 7
        fitting = fit.on_one_line(words, sizes, wide, markup.settings)
        if fitting is None:
            fitting = fit.largest([(words, True)], _TWO_LINES, wide, high, markup.settings)
        written += arm(markup, place, tip, (words, fitting), route.numerals, names, call=call)
        top += high + _STACKED
    return written
