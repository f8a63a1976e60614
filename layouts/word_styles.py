"""The named styles of our Word documents, and the XML they become.

Sizes are points, lengths millimetres. The values are those of the look (spec 14).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal

from layouts.fonts import LATIN

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FALLBACKS = {
    "Source Sans 3": "Calibri",
    "IBM Plex Sans Arabic": "Arial",
    "Noto Sans Ethiopic": "Ebrima",
}
ARABIC, ARABIC_LINE = 7 / 6, 1.25  # Arabic is set larger than Latin, its lines wider still
INK, PAPER, FIELD, FIELD_INK = "000000", "FFFFFF", "EDEDED", "404040"
MEASURE = 170.0  # mm between the side margins
BODY, LINE = 12.0, 15.0  # pt
SQUARE = 10.0  # mm, the black start of a sign
CELL_INSET = 1.7  # mm, equal on both sides: then a table may turn round for Arabic


@dataclass(frozen=True)
class Style:
    """One style. ``line`` is exact, None lets the text decide; tabs are (mm, kind).

    In Word, bold in a paragraph style and in a character style cancel each other out. So only
    the styles of what is typed into a field are bold, and those paragraphs are not.
    """

    id: str
    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    base: str | None = "Normal"
    size: float | None = None
    bold: bool = False
    colour: str | None = None
    fill: str | None = None
    line: float | None = LINE
    before: float = 0
    after: float = 0
    indent: tuple[float, float, float] = (0, 0, 0)  # start, end, hanging
    rules: tuple[str, ...] = ()
    rule_space: tuple[int, int] = (0, 0)  # pt to the rules above and below, and beside
    tabs: tuple[tuple[float, str], ...] = ()
    centred: bool = False
    keep_next: bool = False
    outline_level: int | None = None
    numbered: bool = False
    grouped: bool = False  # no space between paragraphs of this style


def styles(accent: str) -> tuple[Style, ...]:
    """All styles; ``accent`` (RRGGBB) lies behind what can be called."""
    box = ("top", "left", "bottom", "right")
    numeral = ((SQUARE / 2, "center"), (SQUARE, "left"), (SQUARE + 3, "left"))

    def sign(id_: str, name: str, size: float, bold: bool, fill: str | None = None) -> Style:
        return Style(id_, name, size=size, bold=bold, fill=fill, line=None, before=1, after=1.2,
                     indent=(0.2, 0.2, 0), rules=box, tabs=numeral)  # fmt: skip

    def running(id_: str, name: str, rule: str) -> Style:
        return Style(id_, name, size=10, line=12.4, rules=(rule,), rule_space=(4, 0),
                     tabs=((MEASURE, "right"),))  # fmt: skip

    character = partial(Style, kind="character", base=None)
    return (
        Style("Normal", "Normal", base=None),
        Style("Title", "Title", size=31, bold=True, line=36, after=2.5, keep_next=True),
        Style("Intro", "Intro", size=13, line=17, after=4),
        Style("Alert", "Alert", size=15, bold=True, colour=PAPER, fill=INK, line=None, before=0.6,
              after=4, indent=(4.4, 4.4, 0), rules=box, rule_space=(2, 12)),
        character("AlertNumber", "Alert number", size=28),
        Style("Fields", "Fields", line=18, tabs=((70, "left"),)),
        Style("Heading1", "heading 1", size=18, bold=True, line=22, before=8.5, after=3.4,
              keep_next=True, outline_level=0),
        # No keep_next: in a table that would hold every row on the page of the next one.
        Style("Heading2", "heading 2", size=13, bold=True, line=16, outline_level=1),
        sign("Sign", "Sign", 20, True, accent),
        sign("SignWeb", "Sign web", 14.5, True),
        sign("SignBlank", "Sign to fill in", BODY, False),
        character("SignNumber", "Sign number", base="Number", size=20),
        character("SignFilled", "Sign filled in", size=20, bold=True),
        character("Number", "Number", colour=PAPER, fill=INK),
        Style("Audience", "Audience", bold=True, after=0.4),
        Style("Explanation", "Explanation", after=0.4),
        Style("Link", "Link", size=11, bold=True),
        Style("Key", "Key fact", size=10.5),
        Style("QrCode", "QR code", line=None, before=1),
        Style("TableHead", "Table head", size=10.5, bold=True, line=14, keep_next=True),
        Style("TableHeadNumber", "Table head number", size=10.5, bold=True, line=14,
              centred=True, keep_next=True),
        Style("TableNumber", "Table number", size=16, bold=True, colour=PAPER, line=19,
              centred=True),
        Style("TablePhone", "Table phone", size=15.5, bold=True, line=19),
        Style("TablePhoneBlank", "Table phone to fill in", size=BODY, line=19),
        character("TablePhoneFilled", "Table phone filled in", size=15.5, bold=True),
        Style("ListBullet", "List Bullet", indent=(6, 0, 6), after=0.8, numbered=True,
              keep_next=True),
        Style("Closing", "Closing", before=4),
        Style("Colophon", "Colophon", size=10, line=12.4, before=5, grouped=True),
        Style("Concept", "Concept", size=11, line=13, rules=("bottom",), rule_space=(3, 0)),
        running("Header", "header", "bottom"),
        running("Footer", "footer", "top"),
        Style("FooterMore", "Footer, more lines", size=10, line=12.4),
        character("Hyperlink", "Hyperlink", colour=INK),
        character("PlaceholderText", "Placeholder Text", colour=FIELD_INK, fill=FIELD),
    )  # fmt: skip


def twips(mm: float) -> int:
    """Word's unit of length, a twentieth of a point."""
    return round(mm * 1440 / 25.4)


def styles_xml(locale: str, rtl: bool, accent: str, script_font: str = LATIN) -> str:
    """The styles part: what everything starts from, our styles, and three tables."""
    written = "".join(_style(style, rtl) for style in styles(accent))
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{_fonts(LATIN, script_font)}{_size(BODY, rtl)}"
        f'<w:lang w:val="{locale}" w:eastAsia="{locale}" w:bidi="{locale}"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{written}"
        f"{_table_style('Overview', 1.0, 1.0, CELL_INSET)}"
        f"{_table_style('Details', 1.6, 1.8, CELL_INSET)}"
        f"{_table_style('Lines', 0, 0, 0, ruled_head=False)}</w:styles>"
    )


def _style(style: Style, rtl: bool) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    base = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    following = '<w:next w:val="Normal"/>' if style.outline_level is not None else ""
    paragraph = f"<w:pPr>{_paragraph(style, rtl)}</w:pPr>" if style.kind == "paragraph" else ""
    return (
        f'<w:style w:type="{style.kind}"{default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{base}{following}<w:qFormat/>{paragraph}'
        f"<w:rPr>{_character(style, rtl)}</w:rPr></w:style>"
    )


def _fonts(latin: str, other: str) -> str:
    """Fonts for Latin and for all other letters, which Word divides over three slots."""
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{other}" w:hAnsi="{other}" w:cs="{other}"/>'


def _size(points: float, rtl: bool) -> str:
    """A size in half points, and that for complex scripts, which Word keeps apart."""
    complex_ = points * (ARABIC if rtl else 1)
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{complex_ * 2:.0f}"/>'


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def _character(style: Style, rtl: bool) -> str:
    xml = "<w:b/><w:bCs/>" if style.bold else ""
    if style.colour:
        xml += f'<w:color w:val="{style.colour}"/>'
    if style.size:
        xml += _size(style.size, rtl)
    if style.fill and style.kind == "character":
        xml += _shade(style.fill)
    return xml


def _paragraph(style: Style, rtl: bool) -> str:
    """Paragraph properties, in the order that Word's schema asks for."""
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
        rules = "".join(_rule(side, 5, space[side]) for side in style.rules)
        xml += f"<w:pBdr>{rules}</w:pBdr>"
    if style.fill:
        xml += _shade(style.fill)
    if style.tabs:
        stops = (f'<w:tab w:val="{kind}" w:pos="{twips(mm)}"/>' for mm, kind in style.tabs)
        xml += f"<w:tabs>{''.join(stops)}</w:tabs>"
    if rtl and style.base is None:
        xml += "<w:bidi/>"  # every other paragraph style is based on this one
    line = style.line * (ARABIC_LINE if rtl else 1) if style.line else None
    height, rule = (line * 20, "exact") if line else (240, "auto")
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


def _rule(side: str, eighths: int, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{INK}"/>'


def _table_style(
    name: str, top: float, bottom: float, beside: float, ruled_head: bool = True
) -> str:
    """Thin rules between rows and below; a head between two rules of 1 pt. Insets in mm."""
    margins = "".join(
        f'<w:{side} w:w="{twips(mm)}" w:type="dxa"/>'
        for side, mm in (("top", top), ("left", beside), ("bottom", bottom), ("right", beside))
    )
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f"{_rule('top', 8)}{_rule('bottom', 8)}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    return (
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{name}"/><w:tblPr>'
        f"<w:tblBorders>{_rule('bottom', 4)}{_rule('insideH', 4)}</w:tblBorders>"
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head if ruled_head else ''}</w:style>"
    )
