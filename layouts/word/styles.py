"""The named styles of our Word documents, and their XML.

Sizes are points, lengths millimetres. The values are those of the specification of the look
(section 14).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

from msgspec import Struct, structs

from wegwijs.layouts.typesetting.fonts import LATIN

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
INK, PAPER, FIELD = "000000", "FFFFFF", "EDEDED"
MEASURE = 170.0  # mm between the side margins
BODY, LINE = 12.0, 15.0  # pt
FIELDS_STOP = 70.0  # mm, where the second detail on a line begins
# Styles of sentences: a language may have them larger.
RUNNING = frozenset(
    ("Normal", "Intro", "Audience", "Explanation", "Key", "ListBullet", "Closing", "Colophon")
)
_BOX = ("top", "left", "bottom", "right")
SQUARE = 10.0  # mm, the black start of a sign
RULE, THIN, THICK = 0.625, 0.5, 1.0  # pt: of paragraphs, between rows, around a header row
CELL_INSET = 1.7  # mm, equal on both sides, so that a table can be mirrored for Arabic


class Style(Struct, frozen=True):
    """A named style. ``line`` is the line height, None for automatic; tabs are (mm, kind).

    In Word, bold in a paragraph style and bold in a character style cancel out. So only the
    character styles of typed text in fields are bold, and their paragraphs are not.
    """

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    base: str | None = "Normal"
    size: float | None = None
    bold: bool = False
    colour: str | None = None
    fill: str | None = None
    dotted: bool = False  # its rules
    line: float | None = LINE
    before: float = 0
    after: float = 0
    indent: tuple[float, float, float] = (0, 0, 0)  # start, end, hanging
    rules: tuple[str, ...] = ()
    # pt from the text to the rules above and below, and at the sides
    rule_space: tuple[int, int] = (0, 0)
    tabs: tuple[tuple[float, str], ...] = ()
    centred: bool = False
    keep_next: bool = False
    outline_level: int | None = None
    numbered: bool = False
    grouped: bool = False  # no space between paragraphs of this style


class TableLook(Struct, frozen=True):
    """A table style: thin rules between and below rows, and where ``ruled_head`` thick ones above
    and below the header. ``insets`` of cells in mm: top, left, bottom, right.
    """

    insets: tuple[float, float, float, float]
    ruled_head: bool = True


# What gives way where the overview would not fit on the first page: first space, no type.
CLOSE_OVERVIEW = "OverviewClose"
CLOSER: Mapping[str, Mapping[str, float]] = {
    "Title": {"after": 1.0},
    "Intro": {"after": 2.0},
    "Alert": {"after": 2.0},
    "Heading1": {"before": 4.5},
}
TABLES: Mapping[str, TableLook] = {
    "Overview": TableLook((0.7, CELL_INSET, 0.7, CELL_INSET)),
    CLOSE_OVERVIEW: TableLook((0.25, CELL_INSET, 0.25, CELL_INSET)),
    "Details": TableLook((1.6, CELL_INSET, 1.8, CELL_INSET)),
    "Lines": TableLook((0, 0, 0, 0), ruled_head=False),
}

# Sizes to choose from, largest first: a long name or address is set in a smaller one,
# never broken at an arbitrary letter.
TITLE_SIZES = (31.0, 28.0, 25.0, 22.0)
SIGN_SIZES, SIGN_WEB_SIZES = (20.0, 17.0, 14.0), (14.5, 12.0, 10.0)
TABLE_PHONE_SIZES, LINK_SIZES = (15.5, 12.0), (11.0, 10.0)


def sized(name: str, sizes: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    """Return the style name of each size: plain for the first, numbered for the others."""
    return tuple((f"{name}{index or ''}", size) for index, size in enumerate(sizes))


def _sign(id_: str, name: str, size: float, *, strong: bool = True,
          fill: str | None = None) -> Style:  # fmt: skip
    numeral = ((SQUARE / 2, "center"), (SQUARE, "left"), (SQUARE + 3, "left"))
    return Style(id_, name, size=size, bold=strong, fill=fill, line=None, before=1, after=1.2,
                 indent=(0.2, 0.2, 0), rules=_BOX, tabs=numeral)  # fmt: skip


def _bold(id_: str, name: str, size: float, line: float = LINE) -> Style:
    return Style(id_, name, size=size, bold=True, line=line)


def _blank(id_: str, name: str, tabs: tuple[tuple[float, str], ...] = ()) -> Style:
    """Return the style of a line to fill in. Ground and line belong to the paragraph, since
    LibreOffice ignores the formatting of a field.
    """
    return Style(id_, name, fill=FIELD, line=19, rules=("bottom",), dotted=True, tabs=tabs)


def _running(id_: str, name: str, rule: str) -> Style:
    return Style(id_, name, size=10, line=12.4, rules=(rule,), rule_space=(4, 0),
                 tabs=((MEASURE, "right"),))  # fmt: skip


def _each(make: Callable[[str, str, float], Style], id_: str, name: str,
          sizes: tuple[float, ...]) -> Iterator[Style]:  # fmt: skip
    for one, size in sized(id_, sizes):
        yield make(one, f"{name} {one.removeprefix(id_)}".strip(), size)


def styles(
    accent: str, title: float = TITLE_SIZES[0], larger: float = 1.0, *, close: bool = False
) -> tuple[Style, ...]:
    """Return all styles; ``accent`` (RRGGBB) is the ground of phone numbers, ``title`` the size of
    titles (pt), ``larger`` how many times as large running text is. In a ``close`` document some
    have less space around them.
    """
    made = _styles(accent, title)
    if close:
        made = tuple(structs.replace(one, **CLOSER.get(one.id, {})) for one in made)
    if larger == 1:
        return made
    return tuple(_larger(one, larger) if one.id in RUNNING else one for one in made)


def _larger(style: Style, factor: float) -> Style:
    """Return a style with its text larger, in the half points that Word knows."""
    size = round((style.size or BODY) * factor * 2) / 2
    return structs.replace(style, size=size, line=style.line and round(style.line * factor, 1))


def _styles(accent: str, title: float) -> tuple[Style, ...]:
    character = partial(Style, kind="character", base=None)
    return (
        Style("Normal", "Normal", base=None),
        Style("Publisher", "Publisher", size=13, bold=True, line=16, after=0.5, keep_next=True),
        Style("Title", "Title", size=title, bold=True, line=title + 5, after=2, keep_next=True),
        Style("Intro", "Intro", size=13, line=17, after=3),
        Style("Alert", "Alert", size=15, bold=True, colour=PAPER, fill=INK, line=None, before=0.6,
              after=3, indent=(4.4, 4.4, 0), rules=_BOX, rule_space=(1, 12)),
        character("AlertNumber", "Alert number", size=28),
        Style("Fields", "Fields", line=18, tabs=((FIELDS_STOP, "left"),)),
        _blank("FieldsBlank", "Fields to fill in", tabs=((FIELDS_STOP, "left"),)),
        Style("Heading1", "heading 1", size=18, bold=True, line=22, before=7, after=2.6,
              keep_next=True, outline_level=0),
        # No keep_next: in a table that would hold every row on the page of the next one.
        Style("Heading2", "heading 2", size=13, bold=True, line=16, outline_level=1),
        *_each(partial(_sign, fill=accent), "Sign", "Sign", SIGN_SIZES),
        *_each(_sign, "SignWeb", "Sign web", SIGN_WEB_SIZES),
        structs.replace(_sign("SignBlank", "Sign to fill in", BODY, strong=False), fill=FIELD),
        character("SignNumber", "Sign number", base="Number", size=20),
        character("SignFilled", "Sign filled in", size=20, bold=True),
        character("Number", "Number", colour=PAPER, fill=INK),
        Style("Audience", "Audience", bold=True, after=0.4),
        Style("Explanation", "Explanation", after=0.4),
        *_each(partial(_bold, line=14), "Link", "Link", LINK_SIZES),
        Style("Key", "Key fact", size=10.5, line=13.2),
        Style("QrCode", "QR code", line=None, before=1),
        Style("TableHead", "Table head", size=10.5, bold=True, line=14, keep_next=True),
        Style("TableHeadNumber", "Table head number", size=10.5, bold=True, line=14,
              centred=True, keep_next=True),
        Style("TableNumber", "Table number", size=16, bold=True, colour=PAPER, line=19,
              centred=True),
        *_each(partial(_bold, line=19), "TablePhone", "Table phone", TABLE_PHONE_SIZES),
        _blank("Blank", "To fill in"),
        character("TablePhoneFilled", "Table phone filled in", size=15.5, bold=True),
        Style("ListBullet", "List Bullet", indent=(6, 0, 6), after=0.8, numbered=True,
              keep_next=True),
        Style("Closing", "Closing", before=4),
        Style("Colophon", "Colophon", size=10, line=12.4, before=5, grouped=True),
        Style("Concept", "Concept", size=10.5, line=12.4, rules=("bottom",), rule_space=(3, 0)),
        _running("Header", "header", "bottom"),
        _running("Footer", "footer", "top"),
        Style("FooterMore", "Footer, more lines", size=10, line=12.4),
        character("Hyperlink", "Hyperlink", colour=INK),
        character("PlaceholderText", "Placeholder Text", fill=FIELD),
    )  # fmt: skip


def twips(mm: float) -> int:
    """Convert mm to twentieths of a point, Word's unit of length."""
    return round(mm * 1440 / 25.4)


def styles_xml(
    locale: str,
    named: Iterable[Style],
    *,
    rtl: bool = False,
    tall: bool = False,
    fonts: tuple[str, str] = (LATIN, LATIN),
    close: bool = False,
) -> str:
    """Return the styles part: defaults, named styles, and those of tables.

    ``fonts`` are those of Latin and of other characters. A ``close`` document has a table with
    less space.
    """
    written = "".join(_style(style, rtl, tall) for style in named)
    tables = "".join(
        _table_style(name, look) for name, look in TABLES.items() if close or name != CLOSE_OVERVIEW
    )
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{font_slots(*fonts)}{_size(BODY)}"
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="{locale}"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{written}"
        f"{tables}</w:styles>"
    )


def _style(style: Style, rtl: bool, tall: bool) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    base = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    following = '<w:next w:val="Normal"/>' if style.outline_level is not None else ""
    paragraph = (
        f"<w:pPr>{_paragraph(style, rtl, tall)}</w:pPr>" if style.kind == "paragraph" else ""
    )
    return (
        f'<w:style w:type="{style.kind}"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{base}{following}<w:qFormat/>{paragraph}'
        f"<w:rPr>{_character(style)}</w:rPr></w:style>"
    )


def font_slots(latin: str, other: str) -> str:
    """Return the fonts for Latin and for other characters, which Word stores in three slots."""
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{other}" w:hAnsi="{other}" w:cs="{other}"/>'


def _size(points: float) -> str:
    """Return a size in half points, and again for complex scripts, which Word stores separately."""
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _character(style: Style) -> str:
    xml = "<w:b/><w:bCs/>" if style.bold else ""
    if style.colour:
        xml += f'<w:color w:val="{style.colour}"/>'
    if style.size:
        xml += _size(style.size)
    if style.fill and style.kind == "character":
        xml += _shade(style.fill)
    return xml


def _paragraph(style: Style, rtl: bool, tall: bool) -> str:
    """Return paragraph properties, in the order of Word's schema."""
    xml = ""
    if style.keep_next:
        xml += "<w:keepNext/>"
    if style.outline_level is not None:
        xml += "<w:keepLines/>"
    if style.numbered:
        xml += '<w:numPr><w:numId w:val="1"/></w:numPr>'
    if style.rules:
        vertical, beside = style.rule_space
        space = {"top": vertical, "bottom": vertical, "left": beside, "right": beside}
        kind = "dotted" if style.dotted else "single"
        rules = "".join(_rule(side, round(RULE * 8), space[side], kind) for side in style.rules)
        xml += f"<w:pBdr>{rules}</w:pBdr>"
    if style.fill:
        xml += _shade(style.fill)
    if style.tabs:
        stops = (f'<w:tab w:val="{kind}" w:pos="{twips(mm)}"/>' for mm, kind in style.tabs)
        xml += f"<w:tabs>{''.join(stops)}</w:tabs>"
    if rtl and style.base is None:
        xml += "<w:bidi/>"  # every other paragraph style is based on this one
    # Word clips letters that reach outside an exact line height
    exact = "atLeast" if tall else "exact"
    height, rule = (style.line * 20, exact) if style.line else (240, "auto")
    xml += (
        f'<w:spacing w:before="{twips(style.before)}" w:after="{twips(style.after)}"'
        f' w:line="{height:.0f}" w:lineRule="{rule}"/>'
    )
    if any(style.indent):
        start, end, hanging = map(twips, style.indent)
        start += twips(2) if rtl and style.numbered else 0
        xml += f'<w:ind w:left="{start}" w:right="{end}" w:hanging="{hanging}"/>'
    if style.grouped:
        xml += "<w:contextualSpacing/>"
    if style.centred:
        xml += '<w:jc w:val="center"/>'
    if style.outline_level is not None:
        xml += f'<w:outlineLvl w:val="{style.outline_level}"/>'
    return xml


def _rule(side: str, eighths: int, space: int = 0, kind: str = "single") -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{eighths}" w:space="{space}" w:color="{INK}"/>'


def _table_style(name: str, look: TableLook) -> str:
    """Return a table style."""
    thin, thick = (round(points * 8) for points in (THIN, THICK))
    margins = "".join(
        f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>'
        for side, mm in zip(_BOX, look.insets, strict=True)
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{_rule('top', thick)}{_rule('bottom', thick)}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    return (
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/><w:tblPr>'
        f"<w:tblBorders>{_rule('bottom', thin)}{_rule('insideH', thin)}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f"{head if look.ruled_head else ''}</w:style>"
    )
