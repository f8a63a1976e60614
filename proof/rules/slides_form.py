"""The parts, elements and attributes that our slides use; anything else is reported by name.

A deck can hide shapes, play sounds, run programs on a click, load pictures from elsewhere or move.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import A, R
from wegwijs.proof.readers.slides import ADEC, DeckFile, P
from wegwijs.proof.rules.allowed import rules_of, strange
from wegwijs.proof.words import plain

_PREFIXES = {P: "", A: "a:", R: "r:", ADEC: "adec:"}
_SHAPES = r"""
cSld > spTree
spTree > nvGrpSpPr grpSpPr sp pic grpSp
grpSp > nvGrpSpPr grpSpPr sp
nvGrpSpPr > cNvPr cNvGrpSpPr nvPr
cNvGrpSpPr
grpSpPr > a:xfrm
a:xfrm flipH=1 > a:off a:ext a:chOff a:chExt
a:off x=-?\d+ y=-?\d+
a:ext cx=\d+ cy=\d+ uri={C183D7F6-B498-43B3-948B-1728B52AA6E4} > adec:decorative
a:chOff x=-?\d+ y=-?\d+
a:chExt cx=\d+ cy=\d+
adec:decorative val=1
sp > nvSpPr spPr txBody
nvSpPr > cNvPr cNvSpPr nvPr
cNvPr id=\d+ name descr > a:hlinkClick a:extLst
a:extLst > a:ext
a:hlinkClick r:id action=ppaction://hlinksldjump tooltip
cNvSpPr > a:spLocks
a:spLocks noGrp=1 noRot=1 noChangeAspect=1
nvPr > ph
ph type=title|ctrTitle|subTitle|body|pic|dt|ftr|sldNum|sldImg idx=\d+
spPr > a:xfrm a:prstGeom a:solidFill a:pattFill a:noFill a:ln
a:prstGeom prst=rect|homePlate > a:avLst
a:avLst > a:gd
a:gd name=adj fmla
a:solidFill > a:schemeClr
a:schemeClr val=tx1|bg1|bg2|accent1
a:pattFill prst=wdUpDiag > a:fgClr a:bgClr
a:fgClr > a:schemeClr
a:bgClr > a:schemeClr
a:noFill
a:ln w=\d+ > a:solidFill a:noFill a:prstDash a:round
a:prstDash val=dash
a:round
txBody > a:bodyPr a:lstStyle a:p
a:bodyPr wrap=square lIns=\d+ tIns=0 rIns=\d+ bIns=0 anchor=t|ctr|b > a:normAutofit a:noAutofit
a:normAutofit
a:noAutofit
a:lstStyle
a:p > a:pPr a:r a:br a:fld a:endParaRPr
a:pPr marL=0 indent=0 algn=r|ctr rtl=[01] > a:spcBef a:buNone
a:spcBef > a:spcPts
a:spcPts val=\d+
a:buNone
a:r > a:rPr a:t
a:br > a:rPr
a:fld id type=slidenum > a:rPr a:t
a:rPr lang sz=\d+ b=1 > a:solidFill a:hlinkClick
a:endParaRPr lang
a:t
pic > nvPicPr blipFill spPr
nvPicPr > cNvPr cNvPicPr nvPr
cNvPicPr > a:picLocks
a:picLocks noGrp=1 noChangeAspect=1
blipFill > a:blip a:stretch
a:blip r:embed
a:stretch > a:fillRect
a:fillRect
clrMapOvr > a:masterClrMapping
a:masterClrMapping
"""
_SLIDE = rules_of("sld > cSld clrMapOvr", _SHAPES)
_NOTES = rules_of("notes > cSld clrMapOvr", _SHAPES)
_PACKAGE = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|ppt/(presentation|presProps|viewProps|tableStyles)\.xml|ppt/_rels/presentation\.xml\.rels"
    r"|ppt/theme/theme[12]\.xml|ppt/slideMasters/(_rels/)?slideMaster1\.xml(\.rels)?"
    r"|ppt/slideLayouts/(_rels/)?slideLayout[1-5]\.xml(\.rels)?"
    r"|ppt/notesMasters/(_rels/)?notesMaster1\.xml(\.rels)?"
    r"|ppt/(notesS|s)lides/(_rels/)?(notesS|s)lide\d+\.xml(\.rels)?"
    r"|ppt/media/image\d+\.png"
)
_NAMES = {
    "transition": "een overgang",
    "timing": "een animatie",
    "a:hlinkClick/action": "een klik die een programma start",
    "cNvPr/hidden": "een verborgen vorm",
    "a:srcRect": "een bijgesneden plaatje",
    "a:srgbClr": "een eigen kleur",
    "a:highlight": "een eigen kleur",
    "a:latin": "een eigen lettertype",
    "a:cs": "een eigen lettertype",
    "a:rPr/strike": "doorgestreepte tekst",
    "a:blip/r:link": "een plaatje van elders",
    "sld/show": "een verborgen dia",
    "a:xfrm/rot": "een gedraaide vorm",
    "graphicFrame": "een tabel of grafiek",
    "cxnSp": "een lijn",
    "a:rPr/sz": "een eigen tekstgrootte",
}
_OTHER = "iets wat een dia nooit nodig heeft"


def foreign(file: DeckFile) -> Iterator[Finding]:
    """Yield everything that our slides never use, each construct once per slide."""
    for name in sorted(file.parts):
        if not _PACKAGE.fullmatch(name):
            yield Finding("form", "In het bestand zit een onderdeel te veel.", detail=name)
    for slide in file.slides:
        parts = [(slide.part, _SLIDE)]
        if slide.notes:
            parts.append((slide.notes, _NOTES))
        for part, rules in parts:
            found: dict[str, list[Any]] = {}
            for what, element in strange(file.xml(part), rules, _short):
                found.setdefault(what, []).append(element)
            for what, elements in found.items():
                times = f", {len(elements)} keer" if len(elements) > 1 else ""
                told = f"Er staat {_NAMES.get(what, _OTHER)} in{_near(elements[0])}{times}."
                yield Finding("form", told, at=slide.at, detail=f"{what}, {part}")


def _short(name: str) -> str:
    """Return a name with the prefixes used above."""
    space, brace, local = name.rpartition("}")
    return _PREFIXES.get(space + brace, space + brace) + local


def _near(element: Any) -> str:
    """Describe where an element is by the text around it."""
    for one in (element, *element.iterancestors()):
        if one.tag == f"{P}spTree":
            break
        text = plain("".join(each.text or "" for each in one.iter(f"{A}t")))
        if text:
            return f', bij "{text[:40]}"'
    return ""
