"""The named styles of ``layouts.word.styles`` in OpenDocument. Sizes are points, lengths
millimetres.

Programs treat some styles in a special way, by name: these are named as LibreOffice names them.
"""

from __future__ import annotations

from wegwijs.layouts.word.parts import DocumentFormat
from wegwijs.layouts.word.styles import BODY, INK, RULE, Style, styles

DASHES = "Dashes"  # the style of lists
_NAMES = {
    "Normal": "Standard",
    "Heading1": "Heading_20_1",
    "Heading2": "Heading_20_2",
    "ListBullet": "List_20_Bullet",
    "Hyperlink": "Internet_20_link",
    "PlaceholderText": "Placeholder",
}
_MM = 25.4 / 72  # per point
_SCRIPTS = ("", "-asian", "-complex")  # of the three kinds that OpenDocument tells apart
_LIST_INDENT = 6.0


def name_of(style: str) -> str:
    """Return the name in OpenDocument of one of our styles."""
    return _NAMES.get(style, style)


def level_of(style: str) -> int | None:
    """Return the level of a heading style, None for another."""
    number = style.removeprefix("Heading")
    return int(number) if number.isdecimal() else None


def mm(length: float) -> str:
    """Return a length in mm as it is written."""
    return f"{length:.4g}mm"


def pt(size: float) -> str:
    """Return a size in points as it is written."""
    return f"{size:g}pt"


def bold() -> str:
    """Return the property of bold text."""
    return _thrice("fo:font-weight", "style:font-weight", "bold")


def language(locale: str) -> str:
    """Return the property of text in a language and country, such as ``nl-NL``."""
    tongue, country = locale.split("-")
    return _thrice("fo:language", "style:language", tongue) + _thrice(
        "fo:country", "style:country", country
    )


def fonts(latin: str, other: str) -> str:
    """Return the property of text in fonts for Latin and for other scripts."""
    return (
        f' style:font-name="{latin}" style:font-name-asian="{other}"'
        f' style:font-name-complex="{other}"'
    )


def _thrice(name: str, prefix: str, value: str) -> str:
    """Return a property for each kind of script: all letters look alike."""
    names = (name, *(f"{prefix}{script}" for script in _SCRIPTS[1:]))
    return "".join(f' {one}="{value}"' for one in names)


def _size(points: float) -> str:
    return _thrice("fo:font-size", "style:font-size", pt(points))


def named_styles(format_: DocumentFormat) -> str:
    """Return the contents of ``office:styles``."""
    named = styles(format_.accent, format_.title, format_.larger, close=format_.close)
    every = "".join(_style(style, format_) for style in named)
    return _defaults(format_) + every + _dashes()


def _defaults(format_: DocumentFormat) -> str:
    """Return the defaults of paragraphs and tables. Numerals of lists and notes are not used."""
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties'
        f' style:writing-mode="{writing_mode(format_)}" style:tab-stop-distance="10mm"'
        ' fo:orphans="2" fo:widows="2" fo:hyphenation-ladder-count="no-limit"/>'
        f"<style:text-properties{fonts(*_families(format_))}{_size(BODY)}"
        f'{language(format_.locale)} fo:color="#{INK}" fo:hyphenate="false"/>'
        '</style:default-style><style:default-style style:family="table">'
        '<style:table-properties table:border-model="collapsing"/></style:default-style>'
        '<style:default-style style:family="table-row"><style:table-row-properties'
        ' fo:keep-together="always"/></style:default-style>'
    )


def writing_mode(format_: DocumentFormat) -> str:
    """Return the direction of lines and columns."""
    return "rl-tb" if format_.rtl else "lr-tb"


def _families(format_: DocumentFormat) -> tuple[str, str]:
    return format_.latin_font, format_.script_font


def _style(style: Style, format_: DocumentFormat) -> str:
    base = f' style:parent-style-name="{name_of(style.base)}"' if style.base else ""
    outline = ""
    if style.outline_level is not None:
        outline = (
            f' style:default-outline-level="{style.outline_level + 1}"'
            f' style:next-style-name="{name_of("Normal")}"'
        )
    listed = f' style:list-style-name="{DASHES}"' if style.numbered else ""
    kind = "paragraph" if style.kind == "paragraph" else "text"
    properties = _paragraph(style, format_) if kind == "paragraph" else ""
    return (
        f'<style:style style:name="{name_of(style.id)}" style:display-name="{_shown(style)}"'
        f' style:family="{kind}"{base}{outline}{listed}>{properties}'
        f"<style:text-properties{_character(style)}/></style:style>"
    )


def _shown(style: Style) -> str:
    """Return the name of a style that people see."""
    return style.name[:1].upper() + style.name[1:]


def _character(style: Style) -> str:
    written = f' fo:color="#{style.colour}"' if style.colour else ""
    if style.size:
        written += _size(style.size)
    if style.bold:
        written += bold()
    if style.fill and style.kind == "character":
        written += f' fo:background-color="#{style.fill}"'
    if style.id == "Hyperlink":  # programs underline it if nothing is said
        written += ' style:text-underline-style="none"'
    return written


def _paragraph(style: Style, format_: DocumentFormat) -> str:
    """Return the properties of a paragraph. A rule stands within the margins here, outside them in
    Word.
    """
    above, beside = (points * _MM for points in style.rule_space)
    start, end, hanging = style.indent
    sides = "left" in style.rules
    start, end = (max(0.0, one - (beside if sides else 0)) for one in (start, end))
    start, end = (end, start) if format_.rtl else (start, end)
    written = ""
    if style.base is None:  # LibreOffice looks for the direction in styles, not in the defaults
        written += f' style:writing-mode="{writing_mode(format_)}"'
    written += f' fo:margin-top="{mm(style.before)}" fo:margin-bottom="{mm(style.after)}"'
    if not style.numbered:
        written += f' fo:margin-left="{mm(start)}" fo:margin-right="{mm(end)}"'
        written += f' fo:text-indent="{mm(-hanging)}"'
    written += _line(style, format_.tall)
    if style.keep_next:
        written += ' fo:keep-with-next="always"'
    if style.outline_level is not None:
        written += ' fo:keep-together="always"'
    if style.grouped:
        written += ' style:contextual-spacing="true"'
    # LibreOffice takes the start for the left side in either direction
    side = "right" if format_.rtl else "left"
    written += f' fo:text-align="{"center" if style.centred else side}"'
    if style.fill:
        written += f' fo:background-color="#{style.fill}"'
    kind = "dotted" if style.dotted else "solid"
    for side in style.rules:
        written += f' fo:border-{side}="{pt(RULE)} {kind} #{INK}"'
        space = beside if side in ("left", "right") else above
        written += f' fo:padding-{side}="{mm(space)}"'
    tabs = "".join(_tab(at - style.indent[0], kind) for at, kind in style.tabs)
    stops = f"<style:tab-stops>{tabs}</style:tab-stops>" if tabs else ""
    return f"<style:paragraph-properties{written}>{stops}</style:paragraph-properties>"


def _line(style: Style, tall: bool) -> str:
    """Return the height of lines. An exact one would clip letters that reach outside it."""
    if style.line is None:
        return ' fo:line-height="100%"'
    name = "style:line-height-at-least" if tall else "fo:line-height"
    return f' {name}="{pt(style.line)}"'


def _tab(at: float, kind: str) -> str:
    return f'<style:tab-stop style:position="{mm(at)}" style:type="{kind}"/>'


def _dashes() -> str:
    """Return the list style: a dash that hangs."""
    return (
        f'<text:list-style style:name="{DASHES}"><text:list-level-style-bullet text:level="1"'
        ' text:bullet-char="\N{EN DASH}"><style:list-level-properties'
        ' text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab"'
        f' text:list-tab-stop-position="{mm(_LIST_INDENT)}" fo:text-indent="{mm(-_LIST_INDENT)}"'
        f' fo:margin-left="{mm(_LIST_INDENT)}"/></style:list-level-properties>'
        "</text:list-level-style-bullet></text:list-style>"
    )
