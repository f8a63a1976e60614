"""The master of our slides and its layouts, and that of the notes: every place is a placeholder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wegwijs.layouts.escaping import quoteattr
from wegwijs.layouts.slides.look import (
    EDGE,
    FOOTERS,
    INK,
    LAYOUTS,
    MEASURE,
    PAPER,
    RULE,
    Box,
    DeckFormat,
    Holder,
    Layout,
    emu,
)
from wegwijs.layouts.word.parts import DRAWING, RELATIONSHIPS

PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONSHIPS}" xmlns:p="{PRESENTATION}"'
TREE_START = (
    '<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
    '<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
MAPPED = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_COLOURS = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2"'
    ' accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink"'
    ' folHlink="folHlink"/>'
)
_GROUND = (
    f'<p:bg><p:bgPr><a:solidFill><a:schemeClr val="{PAPER}"/></a:solidFill><a:effectLst/></p:bgPr>'
    "</p:bg>"
)
_INDENT = 11.0  # mm, of a bullet
_FIELD = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
_MASTER = (
    Holder("title", 0, "Titel", Box(EDGE, 13, MEASURE, 19), 40, bold=True, anchor="b"),
    Holder("body", 1, "Tekst", Box(EDGE, 44, MEASURE, 130), 28),
)
# A4, upright: the slide above, what the trainer says below.
_NOTES_WIDTH, _NOTES_HEIGHT = 210.0, 297.0
_SLIDE_ON_NOTES = Box(20, 20, 170, 95.625)
_NOTES = Holder("body", 1, "Notities", Box(20, 125, 170, 150), 14)


def side(format_: DeckFormat) -> str:
    """Return the attributes of paragraphs on the side where reading begins."""
    return ' algn="r" rtl="1"' if format_.rtl else ' algn="l" rtl="0"'


def field(format_: DeckFormat, text: str = "‹nr.›") -> str:
    """Return the field with the number of a slide, which shows ``text`` until it is counted."""
    return (
        f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="{format_.locale}" b="1"/>'
        f"<a:t>{text}</a:t></a:fld>"
    )


def _level(
    format_: DeckFormat, tag: str, size: float, *, bold: bool = False, bullets: bool = False
) -> str:
    indent = emu(_INDENT) if bullets else 0
    sign = '<a:buFontTx/><a:buChar char="\N{EN DASH}"/>' if bullets else "<a:buNone/>"
    space = f'<a:spcBef><a:spcPts val="{round(size * 35)}"/></a:spcBef>'
    return (
        f'<a:{tag} marL="{indent}" indent="{-indent}"{side(format_)} eaLnBrk="1"'
        f' hangingPunct="1">{space}{sign}<a:defRPr lang="{format_.locale}" sz="{round(size * 100)}"'
        f' b="{int(bold)}"><a:solidFill><a:schemeClr val="{INK}"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
        f"</a:defRPr></a:{tag}>"
    )


def _holder(
    format_: DeckFormat, number: int, one: Holder, text: str, *, indexed: bool, size: bool = True
) -> str:
    """Write a placeholder as a layout has it: with its place, type and prompt."""
    placed = one.box.mirrored() if format_.rtl else one.box
    if one.kind == "body" and one is _NOTES:
        placed = one.box
    index = f' idx="{one.index}"' if one.index and (indexed or one.index > 1) else ""
    if one.kind == "body" and one.index == 1 and not index:
        index = ' idx="1"'
    locked = '<a:spLocks noGrp="1"/>'
    levels = (
        f"<a:lstStyle>{_level(format_, 'lvl1pPr', one.size, bold=one.bold, bullets=one.bullets)}"
        "</a:lstStyle>"
    )
    end = "<a:normAutofit/>" if one.kind in ("title", "ctrTitle", "subTitle", "body") else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(one.name)}/><p:cNvSpPr>{locked}'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{one.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{emu(placed.left)}" y="{emu(placed.top)}"/><a:ext cx="{emu(placed.width)}"'
        f' cy="{emu(placed.height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"'
        f' anchor="{one.anchor}">{end}</a:bodyPr>{levels}<a:p>{text}</a:p></p:txBody></p:sp>'
    )


def _prompt(format_: DeckFormat, one: Holder) -> str:
    if one.kind == "sldNum":
        return field(format_)
    if one.kind in ("dt", "ftr"):
        return f'<a:endParaRPr lang="{format_.locale}"/>'
    return f'<a:r><a:rPr lang="nl-NL"/><a:t>{one.name}</a:t></a:r>'


def _holders(format_: DeckFormat, holders: Iterable[Holder], first: int = 2) -> str:
    return "".join(
        _holder(format_, number, one, _prompt(format_, one), indexed=True)
        for number, one in enumerate(holders, start=first)
    )


def _rule() -> str:
    """Return the line above the footer."""
    return (
        '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="40" name="Lijn"/><p:cNvCxnSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvCxnSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{emu(EDGE)}" y="{emu(RULE)}"/><a:ext cx="{emu(MEASURE)}" cy="0"/></a:xfrm>'
        '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525"><a:solidFill><a:schemeClr val="{INK}"/></a:solidFill></a:ln></p:spPr>'
        "</p:cxnSp>"
    )


def master(format_: DeckFormat) -> str:
    """Return the master."""
    layouts = "".join(
        f'<p:sldLayoutId id="{2147483648 + one.number}" r:id="layout{one.number}"/>'
        for one in LAYOUTS
    )
    levels = range(1, 10)
    body = "".join(_level(format_, f"lvl{n}pPr", 24 if n > 1 else 28) for n in levels)
    other = "".join(_level(format_, f"lvl{n}pPr", 18) for n in levels)
    return (
        f"<p:sldMaster {SPACES}><p:cSld>{_GROUND}{TREE_START}"
        f"{_holders(format_, (*_MASTER, *FOOTERS))}{_rule()}</p:spTree></p:cSld>{_COLOURS}"
        f"<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        '<p:hf hdr="0"/><p:txStyles><p:titleStyle>'
        f"{_level(format_, 'lvl1pPr', 40, bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
        "</p:sldMaster>"
    )


def layout(format_: DeckFormat, one: Layout) -> str:
    """Return a layout."""
    kind = f' type="{one.kind}"' if one.kind else ""
    return (
        f'<p:sldLayout {SPACES}{kind} preserve="1" userDrawn="1"><p:cSld name="{one.name}">'
        f"{TREE_START}{_holders(format_, (*one.holders, *FOOTERS))}</p:spTree></p:cSld>{MAPPED}"
        "</p:sldLayout>"
    )


def notes_master(format_: DeckFormat) -> str:
    """Return the master of the notes."""
    place = _SLIDE_ON_NOTES
    image = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Dia"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"'
        ' noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{emu(place.left)}" y="{emu(place.top)}"/><a:ext'
        f' cx="{emu(place.width)}" cy="{emu(place.height)}"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:noFill/><a:ln w="9525"><a:solidFill><a:schemeClr'
        f' val="{INK}"/></a:solidFill></a:ln></p:spPr></p:sp>'
    )
    styles = "".join(_level(format_, f"lvl{number}pPr", 14) for number in range(1, 10))
    text = _holder(format_, 3, _NOTES, _prompt(format_, _NOTES), indexed=True)
    return (
        f"<p:notesMaster {SPACES}><p:cSld>{_GROUND}{TREE_START}{image}{text}</p:spTree></p:cSld>"
        f"{_COLOURS}<p:notesStyle>{styles}</p:notesStyle></p:notesMaster>"
    )


def default_text(format_: DeckFormat) -> str:
    """Return how text looks in a shape that somebody adds."""
    levels = (_level(format_, f"lvl{number}pPr", 18) for number in range(1, 10))
    return f"<p:defaultTextStyle>{''.join(levels)}</p:defaultTextStyle>"


def notes_size() -> Sequence[int]:
    """Return the width and height of a page of notes, in the units of PresentationML."""
    return emu(_NOTES_WIDTH), emu(_NOTES_HEIGHT)
