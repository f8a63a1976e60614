"""Set one contact of the pocket card: its lines, sign and code, for a given fit.

Millimetres; y relative to the baseline of its name. Text runs around the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil

from msgspec import Struct, structs

from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.qr import MODULE, QUIET_ZONE, encode
from wegwijs.layouts.products.pocket_card.contact import CardContact, Fact
from wegwijs.layouts.products.pocket_card.fit import Fit
from wegwijs.layouts.typesetting.breaking import most_on_one
from wegwijs.layouts.typesetting.lines import PT, Line, Measure, Style, room_on

MEASURE = 75.0  # width of a face, 85, less its margins

SIGN_WIDTH = 55.0  # of a sign beside a code
TWO_LINES = 7.4  # minimum height of a sign with an address on two lines
WAY_X, WAY_END = 12.2, 2.0  # on a sign: x of its number, and space after it
WHITE = QUIET_ZONE * MODULE  # quiet zone around a code
CODE_ABOVE = 2.4  # top of a code above the baseline of the name
BEHIND = 2.5  # space between two facts on a line
CLEAR = 1.5  # minimum space between ink and what is below it
SIGN_CLEAR = 1.0  # minimum space around a sign
# smallest sizes in pt: of text, of an address in bold, of a phone number
FLOOR, SMALL, NUMBER_FLOOR = 8.0, 9.5, 14.0


@lru_cache(maxsize=1024)
def scaled(style: Style, factor: float, leading: float = 1.0) -> Style:
    """Return a style with its size and leading scaled by ``factor``, and its leading by
    ``leading``.
    """
    return style._replace(size=style.size * factor, leading=style.leading * factor * leading)


class SetText(Struct, frozen=True):
    """A text that was set; ``y`` is its first baseline."""

    words: Words
    lines: tuple[Line, ...]
    style: Style
    x: float
    y: float
    measure: Measure

    @property
    def last(self) -> float:
        """Its last baseline."""
        return self.y + (len(self.lines) - 1) * self.style.leading

    @property
    def end(self) -> float:
        """The x at which its last line ends."""
        return self.x + self.lines[-1].width

    @property
    def drop(self) -> float:
        """How far its ink reaches below its last baseline."""
        return self.lines[-1].level[1]

    @property
    def too_wide(self) -> float:
        """How many mm its widest line exceeds the measure."""
        over = 0.0
        for index, line in enumerate(self.lines):
            over = max(over, line.width - room_on(self.measure, index))
        return over

    def ink(self) -> list[tuple[float, float]]:
        """Return, for each line, how low its ink reaches and the x at which it ends."""
        x, y, leading = self.x, self.y, self.style.leading
        return [
            (y + index * leading + line.level[1], x + line.width)
            for index, line in enumerate(self.lines)
        ]


def set_text(
    panel: Panel, words: Words, style: Style, measure: Measure, x: float = 0.0, y: float = 0.0
) -> SetText:
    """Set a text; ``panel`` is used only for measuring."""
    narrowest = measure if isinstance(measure, float) else min(measure)
    lines = panel.lines(words, style)  # likely cached: other code measures the text unbroken
    if lines[0].width >= most_on_one(str(words), style.size, narrowest):
        lines = panel.lines(words, style, measure)
    return SetText(words, lines, style, x, y, measure)


class SetContact(Struct, frozen=True):
    """A contact that was set; all y are relative to the baseline of its name."""

    contact: CardContact
    fit: Fit
    heading: SetText
    way: SetText | None
    code_side: float
    code_top: float = -CODE_ABOVE
    facts: tuple[tuple[tuple[Fact, ...], SetText], ...] = ()

    @property
    def beside(self) -> float:
        """The width of the lines beside its code."""
        return MEASURE - self.code_side - (WHITE if self.code_side else 0.0)

    @property
    def code_bottom(self) -> float:
        """The bottom of its code."""
        return self.code_top + self.code_side

    @property
    def sign_width(self) -> float:
        """The width of its sign: the full measure without a code."""
        return SIGN_WIDTH if self.code_side else MEASURE

    @property
    def sign_y(self) -> float:
        """The upper edge of its sign."""
        return self.heading.last + max(self.fit.to_sign, self.heading.drop + SIGN_CLEAR)

    @property
    def sign_bottom(self) -> float:
        """The lower edge of its sign."""
        return self.sign_y + self.sign_height

    @property
    def sign_height(self) -> float:
        """The height of its sign, enough for an address on two lines."""
        lines = len(self.way.lines) if self.way else 1
        return max(self.fit.sign, TWO_LINES if lines > 1 else 0.0)

    @property
    def rise(self) -> float:
        """How far it reaches above the baseline of its name."""
        return max(CODE_ABOVE, self.heading.lines[0].level[0])

    @property
    def shown(self) -> tuple[Fact, ...]:
        """The facts that it shows."""
        return tuple(fact for facts, _ in self.facts for fact in facts)

    @property
    def bottom(self) -> float:
        """How low its ink reaches, not counting the code."""
        return max([self.sign_bottom, *(below for below, _ in self.ink())])

    @property
    def last(self) -> float:
        """Its last baseline, or the lower edge of its sign."""
        return self.facts[-1][1].last if self.facts else self.sign_bottom

    @property
    def too_wide(self) -> float:
        """How many mm its widest line exceeds the measure."""
        return max(text.too_wide for text in self.texts)

    @property
    def texts(self) -> tuple[SetText, ...]:
        """All its texts."""
        way = (self.way,) if self.way else ()
        return self.heading, *way, *(text for _, text in self.facts)

    def ink(self) -> list[tuple[float, float]]:
        """Return, for each line below the sign, how low its ink reaches and where (x) it ends."""
        return [ink for _, text in self.facts for ink in text.ink()]


def set_contact(panel: Panel, contact: CardContact, fit: Fit) -> SetContact:
    """Set a contact; ``panel`` is used only for measuring."""
    side = encode(contact.code).width(MODULE) if contact.code else 0.0
    beside = MEASURE - side - WHITE if side else MEASURE
    heading = _heading(panel, contact, fit, beside)
    ways = [SetContact(contact, fit, heading, None, side)]
    # alternatively, the name spans the full width above the code
    if side and len(heading.lines) > 1:
        heading = _heading(panel, contact, fit, MEASURE)
        top = heading.last + heading.drop + WHITE
        ways.append(SetContact(contact, fit, heading, None, side, top))
    found = [_completed(panel, way) for way in ways]
    return (
        found[0]
        if len(found) == 1
        else min(found, key=lambda one: max(one.bottom, one.code_bottom))
    )


def _completed(panel: Panel, bare: SetContact) -> SetContact:
    """Add the contents of the sign and the facts to a contact that has a heading only."""
    contact, fit = bare.contact, bare.fit
    way = _way(panel, contact, fit, bare.sign_width - WAY_X - WAY_END)
    if way and not contact.called and (way.too_wide or len(way.lines) > 2):
        bare = structs.replace(bare, contact=contact.beside())
    else:
        bare = structs.replace(bare, way=way)
    return structs.replace(bare, facts=tuple(_set_facts(panel, bare)))


def _heading(panel: Panel, contact: CardContact, fit: Fit, room: float) -> SetText:
    """Set the name: the first alternative that fits on one line, else the one with the fewest
    lines.
    """
    style = scaled(panel.style("card-name"), fit.name)
    for words in contact.headings:
        heading = set_text(panel, words, panel.shrunk(words, style, room, floor=FLOOR), room)
        if len(heading.lines) == 1 and not heading.too_wide:
            return heading
    small = style._replace(size=FLOOR, balanced=True, leading=1.15 * FLOOR * PT)
    found = [set_text(panel, words, small, room) for words in contact.headings]
    return min(found, key=lambda heading: len(heading.lines))


def _way(panel: Panel, contact: CardContact, fit: Fit, room: float) -> SetText | None:
    """Set the number or address of the sign, smaller if needed; an address may take two lines."""
    if contact.way is None:
        return None
    if contact.called:
        style = scaled(panel.style("card-hero"), fit.number)
        style = panel.shrunk(contact.way, style, room, floor=NUMBER_FLOOR)
        return set_text(panel, contact.way, style, room, WAY_X)
    style = scaled(panel.style("card-web"), fit.web)
    if panel.shrunk(contact.way, style, room, floor=FLOOR).size < SMALL:
        style = style._replace(weight=panel.style("card-link").weight)  # a narrower weight
    style = panel.shrunk(contact.way, style, room, floor=FLOOR)
    return set_text(panel, contact.way, style._replace(leading=1.06 * style.size * PT), room, WAY_X)


def _set_facts(panel: Panel, contact: SetContact) -> Iterator[tuple[tuple[Fact, ...], SetText]]:
    """Set the facts, each after the previous one on its line if it fits, else on a new line."""
    fit, x, y, before = contact.fit, 0.0, 0.0, ""
    for facts, words, name in _paragraphs(contact):
        style = scaled(panel.style(name), fit.text, fit.leading)
        line = panel.lines(words, style)[0]
        if not before:
            y = contact.sign_bottom + max(fit.to_text, line.level[0] + SIGN_CLEAR)
        room = room_on(_measure(contact, y, style, line), 0)
        apart = not facts[0].joins or before == name == "card-body"
        if before and (apart or x + BEHIND + line.width > room):
            x, y = 0.0, y + style.leading
        elif before:
            x += BEHIND
        measure = _measure(contact, y, style, line)
        style = panel.shrunk(words, style, room_on(measure, 0) - x, floor=FLOOR)
        placed = set_text(panel, words, style, measure if x == 0 else room - x, x, y)
        yield facts, placed
        x, y, before = placed.end, placed.last, name


def _measure(contact: SetContact, y: float, style: Style, line: Line) -> tuple[float, ...]:
    """Return the widths of the lines from a baseline on: those beside the code are shorter."""
    clear = contact.code_bottom + WHITE + line.level[0]
    beside = ceil((clear - y) / style.leading) if contact.code_side else 0
    return (*[contact.beside] * max(0, beside), MEASURE)


def _paragraphs(contact: SetContact) -> Iterator[tuple[tuple[Fact, ...], Words, str]]:
    """Yield the facts that are not left out, by paragraph: facts, words and name of the style."""
    fit = contact.fit
    facts = tuple(f for f in contact.contact.facts if not 0 < f.spare <= fit.spare)
    if not fit.run_in:
        yield from (((fact,), fact.words, fact.style) for fact in facts)
    elif facts:
        runs: list[Run] = []
        for fact in facts:
            between = Run("\N{NO-BREAK SPACE}\N{MIDDLE DOT} ", language=fact.words.runs[0].language)
            strong = fact.style != "card-body"
            runs += [between] if runs else []
            runs += [structs.replace(run, strong=run.strong or strong) for run in fact.words.runs]
        yield facts, Words(tuple(runs)), "card-body"
