"""How far the overview reaches on the first page of the handout, as programs set it.

Word and LibreOffice make the pages, not we. Where the overview would run on to the second page by a
little, the space around it gives way. Lengths are millimetres, sizes points.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wegwijs.layouts.content.outline import Entry, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.products.handout.overview import HEAD, Paragraphs, addresses, hours, who
from wegwijs.layouts.products.handout.writer import LINK, TABLE_PHONE, fitted_in
from wegwijs.layouts.typesetting.fonts import LATIN, FontSet, load_face
from wegwijs.layouts.typesetting.lines import PT, Style
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.layouts.word.parts import DocumentFormat
from wegwijs.layouts.word.styles import (
    BODY,
    CLOSE_OVERVIEW,
    MEASURE,
    RULE,
    TABLES,
    THICK,
    THIN,
    styles,
)
from wegwijs.sources.kinds import KINDS

FOOT = 272.0  # where the body ends
WIDEST = 0.3  # mm per pt: more than the letters of names
SPARE = 1.01  # other programs measure slightly differently
ABOVE = 2.3  # below the header, as LibreOffice has it
LATIN_ONLY = frozenset(style for slot in (TABLE_PHONE, LINK) for style, _ in slot.sizes) | {
    "TableNumber",
    "Publisher",
    "Blank",
    "FieldsBlank",
}
ALERT = 28.0  # pt, the largest type in the emergency number


class Ruler:
    """Measures paragraphs in the styles of a document. A ``rough`` one takes all letters of an
    edition's own words for wide ones, which costs no time.
    """

    def __init__(self, format_: DocumentFormat, fonts: tuple[str, ...], rough: bool) -> None:
        made = styles(format_.accent, format_.title, format_.larger, close=format_.close)
        self._styles = {style.id: style for style in made}
        self._fonts, self._format, self._rough = FontSet(fonts), format_, rough
        self.table = TABLES[CLOSE_OVERVIEW if format_.close else "Overview"]
        self.header = format_.header

    def line(self, style: str) -> float:
        """Return the height of a line. In a tall script that is what its letters need, if more."""
        one = self._styles[style]
        is_tall = self._format.tall and style not in LATIN_ONLY
        natural = (one.size or BODY) * _natural(self._format.script_font) if is_tall else 0.0
        return max(one.line or BODY, natural) * PT

    def high(self, style: str, words: Words | None, width: float = MEASURE) -> float:
        """Return the height of the lines of a paragraph."""
        if not words:
            return 0.0
        one = self._styles[style]
        if self._rough and words.own:
            wide = len(str(words)) * (one.size or BODY) * WIDEST
            return (1 + wide // width) * self.line(style)
        look = Style(one.size or BODY, 0, weight=700 if one.bold else 400)
        lines = set_text(words, look, self._fonts, width / SPARE, self._format.rtl)
        return len(lines) * self.line(style)

    def paragraph(self, style: str, words: Words) -> float:
        """Return the height of a paragraph with the space around it."""
        return self.around(style) + self.high(style, words)

    def around(self, style: str) -> float:
        """Return the space above and below a paragraph."""
        one = self._styles[style]
        return one.before + one.after

    def all(self, paragraphs: Paragraphs, width: float) -> float:
        """Return the height of the paragraphs of a cell."""
        return sum([self.high(style, words, width) for style, words in paragraphs])

    def row(self, cells: Iterable[float], rule: float) -> float:
        """Return the height of a row with its rule (pt)."""
        top, _, bottom, _ = self.table.insets
        return max(cells) + top + bottom + rule * PT


@lru_cache(maxsize=64)
def _ruler(format_: DocumentFormat, fonts: tuple[str, ...], rough: bool) -> Ruler:
    return Ruler(format_, fonts, rough)


@lru_cache(maxsize=16)
def _natural(family: str) -> float:
    """Return the height of a line as a font has it, in em."""
    extents = load_face(family, 400).font.get_font_extents("ltr")
    high: int = extents.ascender - extents.descender + extents.line_gap
    return high / 1000


def is_on_it(outline: Outline, format_: DocumentFormat, widths: tuple[float, ...]) -> bool:
    """Return whether the whole overview is on the first page, with columns of these widths."""
    rulers = (_ruler(format_, outline.fonts, rough) for rough in (True, False))
    return any(_reach(outline, ruler, widths) <= FOOT for ruler in rulers)


def _reach(outline: Outline, measured: Ruler, widths: tuple[float, ...]) -> float:
    """Return how far down the overview ends."""
    labels = outline.labels
    said = (outline.title, labels["handout_lead"], outline.situations_heading)
    reach = _head(measured, said, tuple([labels[name] for name in HEAD]), widths)
    reach += _fields(outline, measured)
    if KINDS[outline.kind].names_publisher:
        reach += measured.paragraph("Publisher", Words.dutch(outline.publisher, own=True))
    for entry in outline.entries:
        reach += (_row_of if entry.own else _row_for)(measured, entry, widths)
    return reach


def _fields(outline: Outline, measured: Ruler) -> float:
    """Return the height of what is known or filled in of a workshop."""
    lines = 2 if outline.workshop.place else 1
    reach = lines * (measured.line("FieldsBlank") + RULE * PT)
    if outline.addressee:
        reach += 2 * measured.line("Fields")
    if outline.audience:
        label = outline.labels["handout_audience"].spaced()
        reach += measured.high("Fields", label + outline.audience)
    return reach


@lru_cache(maxsize=1024)
def _head(
    measured: Ruler,
    said: tuple[Words, Words, Words],
    head: tuple[Words, ...],
    widths: tuple[float, ...],
) -> float:
    """Return how far down the head of the table ends, but for what only some editions have."""
    title, lead, heading = said
    reach = measured.header + ABOVE + measured.paragraph("Title", title)
    reach += measured.paragraph("Intro", lead) + measured.paragraph("Heading1", heading)
    alert = measured.around("Alert") + (ALERT * _natural(LATIN) + 2 * (RULE + 1)) * PT
    cells = [
        measured.high("TableHead", words, width if words is head[2] else width - LINK.inset)
        for words, width in zip(head, widths, strict=True)
    ]
    return reach + alert + measured.row(cells, 2 * THICK)


def _row_of(measured: Ruler, entry: Entry, widths: tuple[float, ...]) -> float:
    """Return the height of the row of an organisation."""
    situation, name, _, wide = widths
    reached = addresses(entry, wide)
    contact = measured.line("Blank") if entry.blank else 0.0
    for address in reached:
        fitted = fitted_in(address, wide)
        contact += (1 + fitted.text.count("\n")) * measured.line(fitted.style)
    if not reached and not entry.blank:
        contact += measured.line("Link")
    contact += measured.all([("Key", words) for words in hours(entry)], wide - LINK.inset)
    cells = (
        measured.high("Normal", entry.situation, situation - LINK.inset),
        measured.all(who(entry), name - LINK.inset),
        measured.line("TableNumber"),
        contact,
    )
    return measured.row(cells, THIN)


_row_for = lru_cache(maxsize=4096)(_row_of)  # of a national organisation
