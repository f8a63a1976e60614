"""The parts, elements and attributes that our OpenDocument files use; anything else is reported by
name.

An OpenDocument text can hide text, fetch it, run macros or show another header on other pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wegwijs.proof.findings import Finding, Spot
from wegwijs.proof.readers.odt import (
    CONTENT,
    MANIFEST,
    META,
    STYLES,
    TYPE,
    OdtFile,
    full,
    said,
    short,
    text_of,
)
from wegwijs.proof.rules.allowed import rules_of, strange
from wegwijs.proof.words import plain

_VERSION = "1.3"
_START = b"PK\x03\x04"
_AT, _LONG = 30, len(b"mimetype")  # where the name of the first part of a ZIP begins
_SPANS = """
text:span text:style-name > text:span text:tab text:s text:page-number text:page-count
text:tab
text:s text:c=\\d+
"""
_AUTOMATIC = r"""
style:style style:name style:family style:parent-style-name > style:text-properties
style:style > style:paragraph-properties style:table-properties style:table-column-properties
style:style > style:table-row-properties style:table-cell-properties style:graphic-properties
style:text-properties fo:font-weight=bold style:font-weight-asian=bold
style:text-properties style:font-weight-complex=bold
style:text-properties fo:language fo:country style:language-asian style:country-asian
style:text-properties style:language-complex style:country-complex
style:text-properties style:font-name style:font-name-asian style:font-name-complex
style:paragraph-properties fo:keep-with-next=always
style:table-properties style:width table:align=margins style:may-break-between-rows=true
style:table-properties style:writing-mode=lr-tb|rl-tb
style:table-column-properties style:column-width
style:table-row-properties style:row-height style:min-row-height fo:keep-together=always
style:table-cell-properties fo:padding-top fo:padding-bottom fo:padding-left fo:padding-right
style:table-cell-properties fo:border-top fo:border-bottom fo:border-left=none fo:border-right=none
style:table-cell-properties fo:background-color=#[0-9A-F]{6} style:vertical-align=middle
style:graphic-properties style:vertical-pos=top style:vertical-rel=baseline style:mirror=none
style:graphic-properties fo:margin-left=0mm fo:margin-right=0mm fo:margin-top=0mm
style:graphic-properties fo:margin-bottom=0mm fo:padding=0mm fo:border=none
"""
_FONTS = """
office:font-face-decls > style:font-face
style:font-face style:name style:font-pitch svg:font-family > svg:font-face-src
svg:font-face-src > svg:font-face-uri
svg:font-face-uri xlink:href=Fonts/\\w+[.]ttf xlink:type=simple > svg:font-face-format
svg:font-face-format svg:string
"""
_CONTENT = r"""
office:document-content office:version=1.3 > office:font-face-decls office:automatic-styles
office:document-content > office:body
office:automatic-styles > style:style
office:body > office:text
office:text > text:user-field-decls text:p text:h text:list table:table
text:user-field-decls > text:user-field-decl
text:user-field-decl office:value-type=string office:string-value text:name
text:p text:style-name > text:span text:a text:tab text:s draw:frame
text:h text:style-name text:outline-level=\d > text:span text:a text:tab text:s
text:list text:style-name > text:list-item
text:list-item > text:p
text:span > text:text-input text:user-field-input
text:text-input text:description
text:user-field-input text:name text:description
text:a xlink:type=simple xlink:href office:title text:style-name text:visited-style-name
text:a > text:span text:line-break text:tab
text:line-break
table:table table:name table:style-name > table:title table:table-column table:table-header-rows
table:table > table:table-row
table:title
table:table-column table:style-name
table:table-header-rows > table:table-row
table:table-row table:style-name > table:table-cell
table:table-cell table:style-name office:value-type=string > text:p text:h
draw:frame draw:style-name draw:name text:anchor-type=as-char svg:width svg:height > draw:image
draw:frame > svg:title svg:desc
draw:image xlink:href=Pictures/\d+[.]png xlink:type=simple xlink:show=embed xlink:actuate=onLoad
draw:image draw:mime-type=image/png
svg:title
svg:desc
"""
_STYLE_SHEET = r"""
office:document-styles office:version=1.3 > office:font-face-decls office:styles
office:document-styles > office:automatic-styles office:master-styles
office:styles > style:default-style style:style text:list-style
style:default-style style:family > style:paragraph-properties style:text-properties
style:default-style > style:table-properties style:table-row-properties
style:style style:display-name style:default-outline-level style:next-style-name
style:style style:list-style-name
style:paragraph-properties style:writing-mode=lr-tb|rl-tb style:tab-stop-distance fo:orphans
style:paragraph-properties fo:widows fo:hyphenation-ladder-count fo:margin-top fo:margin-bottom
style:paragraph-properties fo:margin-left fo:margin-right fo:text-indent fo:line-height
style:paragraph-properties style:line-height-at-least fo:keep-together style:contextual-spacing
style:paragraph-properties fo:text-align=left|right|center fo:background-color=#[0-9A-F]{6}
style:paragraph-properties fo:border-top fo:border-bottom fo:border-left fo:border-right
style:paragraph-properties fo:padding-top fo:padding-bottom fo:padding-left fo:padding-right
style:paragraph-properties > style:tab-stops
style:tab-stops > style:tab-stop
style:tab-stop style:position style:type
style:text-properties fo:color=#[0-9A-F]{6} fo:hyphenate=false fo:font-size
style:text-properties style:font-size-asian style:font-size-complex style:text-underline-style=none
style:text-properties fo:background-color=#[0-9A-F]{6}
style:table-properties table:border-model=collapsing
text:list-style style:name > text:list-level-style-bullet
text:list-level-style-bullet text:level=1 text:bullet-char=– > style:list-level-properties
style:list-level-properties text:list-level-position-and-space-mode
style:list-level-properties > style:list-level-label-alignment
style:list-level-label-alignment text:label-followed-by text:list-tab-stop-position
style:list-level-label-alignment fo:text-indent fo:margin-left
office:automatic-styles > style:page-layout style:style
style:page-layout style:name > style:page-layout-properties style:header-style style:footer-style
style:page-layout-properties fo:page-width fo:page-height style:print-orientation
style:page-layout-properties style:writing-mode=lr-tb|rl-tb fo:margin-top fo:margin-bottom
style:page-layout-properties fo:margin-left fo:margin-right
style:header-style > style:header-footer-properties
style:footer-style > style:header-footer-properties
style:header-footer-properties fo:min-height fo:margin-left fo:margin-right fo:margin-top
style:header-footer-properties fo:margin-bottom
office:master-styles > style:master-page
style:master-page style:name=Standard style:page-layout-name > style:header style:footer
style:header > text:p
style:footer > text:p
text:p text:style-name > text:span text:tab text:s text:page-number text:page-count
text:page-number text:select-page=current
text:page-count
"""
_META = """
office:document-meta office:version=1.3 > office:meta
office:meta > meta:generator dc:title meta:initial-creator meta:creation-date dc:creator dc:date
office:meta > dc:language
meta:generator
dc:title
meta:initial-creator
meta:creation-date
dc:creator
dc:date
dc:language
"""
_MANIFEST = """
manifest:manifest manifest:version=1.3 > manifest:file-entry
manifest:file-entry manifest:full-path manifest:version=1.3 manifest:media-type
"""
_SETTINGS = r"""
office:document-settings office:version=1.3 > office:settings
office:settings > config:config-item-set
config:config-item-set config:name=ooo:configuration-settings > config:config-item
config:config-item config:type=(boolean|string)
config:config-item config:name=(TableRowKeep|Tabs\w+|WordLike\w+|Printer\w+|Embed\w*Fonts)
"""
_PARTS = {
    CONTENT: rules_of(_FONTS, _AUTOMATIC, _SPANS, _CONTENT),
    STYLES: rules_of(_FONTS, _AUTOMATIC, _SPANS, _STYLE_SHEET),
    META: rules_of(_META),
    MANIFEST: rules_of(_MANIFEST),
    "settings.xml": rules_of(_SETTINGS),
}
_PACKAGE = re.compile(
    r"mimetype|(content|styles|meta|settings)\.xml|META-INF/manifest\.xml"
    r"|Fonts/Font\d(Regular|Bold)\.ttf|Pictures/\d+\.png"
)
_NAMES = {
    "text:tracked-changes": "een bijgehouden wijziging",
    "text:hidden-text": "verborgen tekst",
    "text:hidden-paragraph": "verborgen tekst",
    "text:section": "een deel dat verborgen of van elders kan zijn",
    "style:text-properties/text:display": "verborgen tekst",
    "style:text-properties/style:text-line-through-style": "doorgestreepte tekst",
    "office:annotation": "een opmerking",
    "office:scripts": "een macro",
    "office:event-listeners": "een macro",
    "draw:image/xlink:href": "een plaatje dat van elders komt",
    "draw:object": "een ander bestand",
    "draw:frame/text:anchor-type": "een plaatje dat los van de tekst staat",
    "style:header-left": "een andere kop op even bladzijden",
    "style:header-first": "een andere kop op de eerste bladzijde",
    "svg:font-face-uri/xlink:href": "een lettertype dat van elders komt",
}
_OTHER = "iets wat een hand-out nooit nodig heeft"


def package(file: OdtFile, data: bytes) -> Iterator[Finding]:
    """Check how the parts are packed: programs know a document by its first part."""
    first = data[_AT : _AT + _LONG] + data[_AT + _LONG : _AT + _LONG + len(TYPE)]
    if not data.startswith(_START) or first != b"mimetype" + TYPE:
        what = "Aan het begin van het bestand staat niet dat het een OpenDocument-tekst is."
        yield Finding("form", what)
    listed = {
        said(one, "manifest:full-path"): said(one, "manifest:media-type")
        for one in file.xml(MANIFEST).iter(full("manifest:file-entry"))
    }
    parts = set(file.parts) - {"mimetype", MANIFEST}
    if listed.pop("/", "") != TYPE.decode() or set(listed) != parts:
        odd = ", ".join(sorted(parts ^ set(listed)))
        what = "De lijst van onderdelen klopt niet met wat er in het bestand zit."
        yield Finding("form", what, detail=odd)


def foreign(file: OdtFile) -> Iterator[Finding]:
    """Yield everything that our handouts never use, each construct once per part."""
    for name in sorted(file.parts):
        if not _PACKAGE.fullmatch(name):
            what = "In het OpenDocument-bestand zit een onderdeel te veel."
            yield Finding("form", what, detail=name)
    for name, rules in _PARTS.items():
        found: dict[str, list[Any]] = {}
        for what, element in strange(file.xml(name), rules, short):
            found.setdefault(what, []).append(element)
        for what, elements in found.items():
            times = f", {len(elements)} keer" if len(elements) > 1 else ""
            words = f"In het OpenDocument-bestand staat {_NAMES.get(what, _OTHER)}"
            words += f"{_near(elements[0])}{times}."
            yield Finding("form", words, at=Spot(), detail=f"{what}, {name}")


def _near(element: Any) -> str:
    """Describe the position of an element."""
    for one in (element, *element.iterancestors()):
        if name := said(one, "style:name"):
            return f', in de opmaak "{name}"'
        if one.tag == full("office:text"):
            break
        if text := plain(text_of(one)):
            return f', bij "{text[:40]}"'
    return ""
