"""The elements and attributes that our Word files use; anything else is reported by name.

Word can hide text, strike it out, load it from elsewhere, crop a picture or show another header on
even pages. A list of allowed constructs can be complete, a list of forbidden ones cannot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.docx import PIC, WP, A, R, W, WordFile, below, text_of
from wegwijs.proof.rules.allowed import rules_of, strange
from wegwijs.proof.words import plain

_PREFIXES = {W: "", A: "a:", WP: "wp:", PIC: "pic:", R: "r:"}
_PREFIXES["{http://www.w3.org/XML/1998/namespace}"] = "xml:"
# NAME ATTRIBUTE ... > CHILD ...; after = stands a pattern that the whole value must match.
_TEXT = r"""
p > pPr r
pPr > pStyle
pStyle val
r > rPr t tab
rPr > rStyle rFonts b bCs rtl lang
rStyle val
rFonts ascii eastAsia hAnsi cs
b
bCs
rtl
lang val bidi
t xml:space
tab
"""
_BODY = r"""
document > body
body > p tbl sectPr
sectPr > headerReference footerReference pgSz pgMar bidi
headerReference type=default r:id
footerReference type=default r:id
pgSz w=\d+ h=\d+
pgMar top=\d+ right=\d+ bottom=\d+ left=\d+ header=\d+ footer=\d+ gutter=0
bidi
p > pPr r hyperlink sdt
pPr > pStyle keepNext
keepNext
hyperlink tooltip history r:id > r
sdt > sdtPr sdtContent
sdtPr > rPr alias tag id placeholder showingPlcHdr dataBinding text date
placeholder > docPart
docPart val
dataBinding prefixMappings xpath storeItemID
date > dateFormat lid storeMappedDataAs calendar
dateFormat val
lid val
storeMappedDataAs val=date
calendar val=gregorian
alias val
tag val
id val
showingPlcHdr
text
sdtContent > r
tbl > tblPr tblGrid tr
tblPr > tblStyle bidiVisual tblW tblLayout tblLook tblCaption
tblStyle val
bidiVisual
tblW w=\d+ type=dxa
tblLayout type=fixed
tblLook val firstRow lastRow firstColumn lastColumn noHBand noVBand
tblCaption val
tblGrid > gridCol
gridCol w=\d+
tr > trPr tc
trPr > cantSplit trHeight tblHeader
cantSplit
trHeight val=\d+ hRule=exact|atLeast
tblHeader
tc > tcPr p
tcPr > tcW tcBorders shd tcMar vAlign
tcW w=\d+ type=dxa
tcBorders > top bottom
top val sz space color
bottom val sz space color
shd val=clear color=auto fill
tcMar > left right
left w=\d+ type=dxa
right w=\d+ type=dxa
vAlign val=center
r > rPr t tab br drawing
br
drawing > wp:inline
wp:inline distT=0 distB=0 distL=0 distR=0 > wp:extent wp:docPr wp:cNvGraphicFramePr a:graphic
wp:extent cx=\d+ cy=\d+
wp:docPr id name descr
wp:cNvGraphicFramePr > a:graphicFrameLocks
a:graphicFrameLocks noChangeAspect=1
a:graphic > a:graphicData
a:graphicData uri > pic:pic
pic:pic > pic:nvPicPr pic:blipFill pic:spPr
pic:nvPicPr > pic:cNvPr pic:cNvPicPr
pic:cNvPr id name
pic:cNvPicPr
pic:blipFill > a:blip a:stretch
a:blip r:embed
a:stretch > a:fillRect
a:fillRect
pic:spPr > a:xfrm a:prstGeom
a:xfrm > a:off a:ext
a:off x=0 y=0
a:ext cx=\d+ cy=\d+
a:prstGeom prst=rect
"""
_HEADER = "hdr > p"
_FOOTER = r"""
ftr > p
p > pPr r fldSimple
fldSimple instr=\s*(PAGE|NUMPAGES)\s* > r
"""
_STYLES = r"""
styles > docDefaults style
docDefaults > rPrDefault pPrDefault
rPrDefault > rPr
pPrDefault
style type default styleId > name basedOn next qFormat pPr rPr tblPr tblStylePr
name val
basedOn val
next val
qFormat
rPr > rFonts b bCs color sz szCs shd lang
rFonts ascii eastAsia hAnsi cs
b
bCs
color val=[0-9A-F]{6}
sz val=\d+
szCs val=\d+
shd val=clear color=auto fill
lang val eastAsia bidi
pPr > keepNext keepLines numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl
keepNext
keepLines
numPr > numId
numId val
pBdr > top left bottom right
tabs > tab
tab val pos=\d+
bidi
spacing before=\d+ after=\d+ line=\d+ lineRule
ind left=\d+ right=\d+ hanging=\d+
contextualSpacing
jc val=center
outlineLvl val
tblPr > tblBorders tblCellMar
tblBorders > bottom insideH
tblCellMar > top left bottom right
tblStylePr type=firstRow > tcPr
tcPr > tcBorders
tcBorders > top bottom
top val sz space color w=\d+ type
left val sz space color w=\d+ type
bottom val sz space color w=\d+ type
right val sz space color w=\d+ type
insideH val sz space color
"""
_SETTINGS = """
settings > zoom embedTrueTypeFonts saveSubsetFonts defaultTabStop characterSpacingControl compat
settings > themeFontLang decimalSymbol listSeparator
zoom percent
embedTrueTypeFonts
saveSubsetFonts
defaultTabStop val
characterSpacingControl val
compat > compatSetting
compatSetting name uri val
themeFontLang val bidi
decimalSymbol val
listSeparator val
"""
_NUMBERING = r"""
numbering > abstractNum num
abstractNum abstractNumId > multiLevelType lvl
multiLevelType val
lvl ilvl > start numFmt pStyle lvlText lvlJc pPr
start val
numFmt val=bullet
pStyle val
lvlText val=–
lvlJc val
pPr > ind
ind left=\d+ hanging=\d+
num numId > abstractNumId
abstractNumId val
"""
_FONTS = """
fonts > font
font name > altName charset family pitch embedRegular embedBold
altName val
charset val
family val
pitch val
embedRegular r:id fontKey
embedBold r:id fontKey
"""
_GLOSSARY = """
glossaryDocument > docParts
docParts > docPart
docPart > docPartPr docPartBody
docPartPr > name category types behaviors guid
name val
category > name gallery
gallery val=placeholder
types > type
type val=bbPlcHdr
behaviors > behavior
behavior val=content
guid val
docPartBody > p
"""
_PACKAGE = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|word/(document|header|footer|styles|settings|numbering|fontTable|theme)\.xml"
    r"|word/_rels/(document|header|footer|fontTable)\.xml\.rels"
    r"|word/glossary/(document|styles)\.xml|word/glossary/_rels/document\.xml\.rels"
    r"|customXml/(item|itemProps)1\.xml|customXml/_rels/item1\.xml\.rels"
    r"|word/media/image\d+\.png|word/fonts/Font\d(Regular|Bold)\.odttf"
)
_NAMES = {
    "vanish": "verborgen tekst",
    "webHidden": "verborgen tekst",
    "specVanish": "verborgen tekst",
    "strike": "doorgestreepte tekst",
    "dstrike": "doorgestreepte tekst",
    "color": "een eigen tekstkleur",
    "sz": "een eigen tekstgrootte",
    "szCs": "een eigen tekstgrootte",
    "ins": "een bijgehouden wijziging",
    "del": "een bijgehouden wijziging",
    "moveFrom": "een bijgehouden wijziging",
    "moveTo": "een bijgehouden wijziging",
    "sdt": "een invulveld om een hele alinea",
    "customXml": "een verborgen kader",
    "fldSimple": "een veld",
    "fldSimple/instr": "een veld dat geen paginanummer is",
    "instrText": "een veld",
    "fldChar": "een veld",
    "pict": "een plaatje of tekstvak van een oude Word-versie",
    "evenAndOddHeaders": "een andere kop op even bladzijden",
    "titlePg": "een andere kop op de eerste bladzijde",
    "documentProtection": "een slot tegen wijzigen",
    "wp:anchor": "een plaatje dat los van de tekst staat",
    "wp:docPr/hidden": "een verborgen plaatje",
    "a:srcRect": "een bijgesneden plaatje",
    "a:xfrm/rot": "een gedraaid plaatje",
    "a:xfrm/flipH": "een gespiegeld plaatje",
    "a:xfrm/flipV": "een gespiegeld plaatje",
    "a:alphaModFix": "een doorzichtig plaatje",
}
_OTHER = "iets wat een hand-out nooit nodig heeft"


_PARTS = {
    "word/document.xml": rules_of(_TEXT, _BODY),
    "word/header.xml": rules_of(_TEXT, _HEADER),
    "word/footer.xml": rules_of(_TEXT, _FOOTER),
    "word/styles.xml": rules_of(_STYLES),
    "word/settings.xml": rules_of(_SETTINGS),
    "word/numbering.xml": rules_of(_NUMBERING),
    "word/fontTable.xml": rules_of(_FONTS),
    "word/glossary/document.xml": rules_of(_TEXT, _GLOSSARY),
    "word/glossary/styles.xml": rules_of(_STYLES),
}
_PANELS = {
    "word/header.xml": "de kop van elke bladzijde",
    "word/footer.xml": "de voet van elke bladzijde",
}


def foreign(file: WordFile) -> Iterator[Finding]:
    """Yield everything that our handouts never use, each construct once per part."""
    for name in sorted(file.parts):
        if not _PACKAGE.fullmatch(name):
            yield Finding("form", "In het Word-bestand zit een onderdeel te veel.", detail=name)
    for name, rules in _PARTS.items():
        found: dict[str, list[Any]] = {}
        for what, element in strange(file.xml(name), rules, _short):
            found.setdefault(what, []).append(element)
        for what, elements in found.items():
            times = f", {len(elements)} keer" if len(elements) > 1 else ""
            near = _near(elements[0])
            words = f"In het Word-bestand staat {_NAMES.get(what, _OTHER)}{near}{times}."
            at = Spot(panel=_PANELS.get(name, ""))
            yield Finding("form", words, at=at, detail=f"{what}, {name}")


def _short(name: str) -> str:
    """Return a name with the prefixes used above."""
    space, brace, local = name.rpartition("}")
    return _PREFIXES.get(space + brace, space + brace) + local


def _near(element: Any) -> str:
    """Describe the position of an element."""
    for one in (element, *element.iterancestors()):
        if one.tag == f"{WP}inline":
            return f', bij het plaatje "{below(one, f"{WP}docPr").get("descr", "")}"'
        if one.tag == f"{W}style":
            return f', in de opmaak "{one.get(f"{W}styleId")}"'
        if one.tag == f"{W}body":
            break
        if text := plain(text_of(one)):
            return f', bij "{text[:40]}"'
    return ""
