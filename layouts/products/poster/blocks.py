"""The blocks of the poster. All lengths are mm, measured from its margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijs.layouts.content.outline import Alert, DraftMark, Logo
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import centred, draw_alert, draw_draft_bar
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import QUIET_ZONE, encode
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.poster.nodes import Arm, Site
from wegwijs.layouts.typesetting.lines import PT, Line, Style

KICKER_Y, RULE_Y = 17.0, 21.0
LOGO_WIDTH, LOGO_HEIGHT, LOGO_Y = 60.0, 13.5, 7.0
PUBLISHER = 115.0  # room for the publisher, beside the logo
TITLE_TOP = 33.0  # of its capitals
CODE_X, CODE_Y, CODE = 142.0, 32.0, 40.0
COLUMN = 22.5  # from a language to the one beside it
BETWEEN = 1.5  # two of them at least
ARM = 13.0  # height
TEXT_X, NAME_X = 13.0, 96.0  # of the number on an arm, and of who answers
BESIDE, END = 4.0, 4.0
# Type of a name, its leading, and how many lines of it an arm has room for.
NAMES = ((14.5, 5.2, 2), (12.5, 4.7, 2), (11.0, 3.95, 3), (10.0, 3.75, 3))
TWO_ADDRESSES, LEAST = 14.0, 11.0  # pt
POST_X, POST = 4.0, 2.6
LAST_Y = 289.0  # the last baseline of the colophon
SMALL = 9.5  # pt
BODY = 12.0  # pt: the running text for which the scale of a script has its descent


def scaled(panel: Panel, name: str, share: float) -> Style:
    """Return a style of the theme, scaled."""
    style = panel.style(name)
    return style._replace(size=style.size * share, leading=style.leading * share)


def fall(panel: Panel, style: Style) -> float:
    """Return how far text reaches below its baseline."""
    return panel.theme.scale.fall * style.size / BODY


def draft(panel: Panel, section: Element, said: DraftMark, _y: float) -> None:
    """Draw the draft mark over the whole width."""
    mark, dutch = "wall-draft", "wall-draft-dutch"
    draw_draft_bar(panel, section, said, mark=mark, dutch=dutch, explained=True)


def kicker(panel: Panel, section: Element, words: Words, y: float) -> float:
    """Draw the kind of document above a rule, at the place of a logo; return its width."""
    style = panel.style("wall-kicker")
    panel.rule(y + RULE_Y)
    return panel.one_line(section.child("P"), words, style, 0, y + KICKER_Y, LOGO_WIDTH)


def logo(panel: Panel, section: Element, picture: Logo, y: float, height: float) -> float:
    """Draw the logo, its upper edge at ``y``; return its width."""
    return panel.picture(section, picture, 0, y, LOGO_WIDTH, height)


def publisher(panel: Panel, section: Element, words: Words, y: float) -> None:
    """Draw the publisher at the end of the line of the kicker, or on more lines above that."""
    style = panel.shrunk(words, panel.style("wall-publisher"), PUBLISHER, floor=10.0)
    lines = panel.lines(words, style, PUBLISHER)
    element = section.child("P")
    first = y + KICKER_Y - (len(lines) - 1) * style.leading
    for index, line in enumerate(lines):
        panel.must_fit(words, line.width, PUBLISHER, first, style.size)
        panel.put(element, line, panel.width - line.width, first + index * style.leading)
    panel.must_fit(words, len(lines), 2)


def title(
    panel: Panel, section: Element, words: Words, y: float, share: float, room: float
) -> float:
    """Draw the question; return its last baseline."""
    style = scaled(panel, "wall-title", share)
    inset = 0.0 if panel.rtl else -0.8  # letters of this size look indented
    rise = 0.66 if not panel.rtl else 0.85
    first = y + TITLE_TOP + rise * style.size * PT
    return panel.text(section.child("H1"), words, style, inset, first, room)


def lead(
    panel: Panel, section: Element, words: Words, y: float, share: float, room: float
) -> float:
    """Draw the lines below the title, first baseline at ``y``; return the last baseline."""
    style = scaled(panel, "wall-lead", share)
    return panel.text(section.child("P"), words, style, 0, y, room)


def site(panel: Panel, section: Element, said: Site, y: float, languages: bool) -> float:
    """Draw the code of the page with the explanation, its domain, and the languages that it is in;
    return the edge below them.
    """
    module = CODE / encode(said.code).size
    panel.qr(section, said.code, said.alt, CODE_X, y, module)
    domain, room = panel.style("wall-domain"), panel.width - CODE_X
    domain = panel.shrunk(said.domain, domain, room, floor=10.0)
    first = y + CODE + QUIET_ZONE * module + 0.76 * domain.size * PT
    last = panel.text(section.child("P"), said.domain, domain, CODE_X, first, room)
    if not said.languages or not languages:
        return last + fall(panel, domain)
    heading = panel.shrunk(said.heading, panel.style("wall-also"), room, floor=10.0)
    last += heading.leading + 0.6
    last = panel.text(section.child("P"), said.heading, heading, CODE_X, last, room)
    style, below = panel.style("wall-language"), section.child("P")
    last += style.leading + 1.0
    for index, row in enumerate(_rows(panel, said.languages, style)):
        last += style.leading if index else 0.0
        wide = sum(panel.lines(words, style)[0].width for words in row)
        share = min(1.0, (room - BETWEEN) / wide) if len(row) > 1 else 1.0
        smaller, x = style._replace(size=style.size * share), 0.0
        for words in row:  # the second ends at the margin where it is too long for its column
            x = min(x, room - panel.lines(words, smaller)[0].width)
            panel.one_line(below, words, smaller, CODE_X + x, last, room - x + 0.01)
            x = COLUMN
    return last + fall(panel, style)


def _rows(panel: Panel, names: Sequence[Words], style: Style) -> Iterator[list[Words]]:
    """Yield names two in a row, then by itself each that is too long for that."""
    spaced = [name.spaced() for name in names]
    long = [words for words in spaced if panel.lines(words, style)[0].width > COLUMN]
    short = [words for words in spaced if words not in long]
    for index in range(0, len(short), 2):
        yield short[index : index + 2]
    yield from ([words] for words in long)


def post(panel: Panel, _section: Element, _node: None, y: float, height: float) -> None:
    """Draw the post."""
    panel.box(POST_X, y, POST, height)


def question(panel: Panel, section: Element, words: Words, y: float, share: float) -> float:
    """Draw a situation, its upper edge at ``y``; return the upper edge of its arm."""
    style = scaled(panel, "wall-question", share)
    room = panel.width - TEXT_X
    first = y + 0.5 * style.leading + 0.24 * style.size * PT * 1.4
    last = panel.text(section.child("P"), words, style, TEXT_X, first, room)
    return last - first + style.leading + 1.4


def head_width(arm: Arm) -> float:
    """Return the width of the black head of an arm: wider for two numerals."""
    return 20.0 + 8.0 * (len(arm.numerals) - 1)


def arm(panel: Panel, section: Element, said: Arm, y: float) -> None:
    """Draw an arm with its upper edge at ``y``."""
    head = head_width(said)
    panel.arm(0, y, panel.width, ARM, head, accent=said.number is not None)
    element = section.child("P")
    if said.number:
        style = panel.style("wall-number")
        room = panel.width - head - TEXT_X - END
        baseline = centred(y, ARM, style)
        used = panel.one_line(element, said.number.spaced(), style, TEXT_X, baseline, room)
    else:
        addresses(panel, element, said.addresses, y, panel.width - head - TEXT_X - END)
    tip = 0.16 * ARM
    panel.numerals(element, said.numerals, panel.width - head, y, head - tip, ARM, 29)
    if said.number and said.name:
        x = max(NAME_X, TEXT_X + used + BESIDE)
        name(panel, section, said.name, x, y, panel.width - head - x - END)


def name(panel: Panel, section: Element, words: Words, x: float, y: float, room: float) -> None:
    """Draw who answers, on as many lines as an arm has room for."""
    usual = panel.style("wall-name")
    for size, leading, most in NAMES:
        style = usual._replace(size=size, leading=leading)
        lines = panel.lines(words, style, room)
        if len(lines) <= most and all(line.width <= room for line in lines):
            break
    panel.must_fit(words, len(lines), most)
    first = centred(y, ARM, style) - (len(lines) - 1) * style.leading / 2
    panel.text(section.child("P"), words, style, x, first, room)


def addresses(panel: Panel, element: Element, said: Sequence[Words], y: float, room: float) -> None:
    """Draw addresses beside each other, or if they do not fit below each other."""
    usual, apart = panel.style("wall-web"), 5.0
    free = room - apart * (len(said) - 1)
    lines = [panel.lines(one.spaced(), usual)[0] for one in said]
    share = min(1.0, free / sum(line.width for line in lines))
    if share * usual.size >= TWO_ADDRESSES:
        style = usual._replace(size=int(10 * usual.size * share) / 10)
        x = TEXT_X
        for one in said:
            x += apart + panel.one_line(
                element, one.spaced(), style, x, centred(y, ARM, style), room
            )
        return
    style = usual._replace(size=TWO_ADDRESSES, leading=5.6)
    for words, baseline in zip(said, _stacked(y, style, len(said)), strict=True):
        small = panel.shrunk(words.spaced(), style, room, floor=LEAST)
        panel.one_line(element, words.spaced(), small, TEXT_X, baseline, room)
    panel.must_fit(said[0], len(said), 2)


def _stacked(y: float, style: Style, count: int) -> Iterator[float]:
    """Yield the baselines of lines in the middle of an arm."""
    first = centred(y, ARM, style) - (count - 1) * style.leading / 2
    yield from (first + index * style.leading for index in range(count))


def alert(panel: Panel, section: Element, said: Alert, y: float, height: float) -> None:
    """Draw 112."""
    styles = {"label": "wall-alert-label", "number": "wall-alert"}
    draw_alert(panel, section, said, y, height, **styles)


Colophon = tuple[tuple[Words, ...], Words | None]


def colophon_lines(panel: Panel, said: Colophon) -> tuple[tuple[Line, ...], Style, int]:
    """Return the lines of the colophon, their style, and how many there are with the line in
    Dutch.
    """
    sentences, about = said
    usual = panel.style("wall-colophon")
    for style in (usual, usual._replace(size=SMALL, leading=4.4)):
        lines = panel.sentences(sentences, style, panel.width)
        if len(lines) == 1:
            break
    return lines, style, len(lines) + (about is not None)


def colophon(panel: Panel, section: Element, said: Colophon, _y: float) -> float:
    """Draw publisher and check date, and what it is in Dutch; return the number of lines."""
    sentences, about = said
    lines, style, count = colophon_lines(panel, said)
    first = LAST_Y - (count - 1) * style.leading
    for line in lines:
        panel.must_fit(Words.join(sentences), line.width, panel.width, first, style.size)
    panel.must_fit(Words.join(sentences), count, 3)
    panel.set_below(section.child("P"), lines, 0, first, style.leading)
    if about:
        panel.one_line(section.child("P"), about, style, 0, LAST_Y, panel.width)
    return float(count)
