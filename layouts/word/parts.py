"""The XML parts of an empty Word document, and its properties.

python-docx's default template brings another author, US English, a thumbnail, and parts that Word
may report as damaged. This one holds only what is written here. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct

from wegwijs.layouts.escaping import escape
from wegwijs.layouts.typesetting.fonts import LATIN
from wegwijs.layouts.word.fields import (
    ANSWERS,
    PROPERTIES,
    answers,
    answers_properties,
    glossary,
)
from wegwijs.layouts.word.fonts import embedded_font
from wegwijs.layouts.word.styles import (
    FIELD,
    INK,
    NAMESPACE,
    PAPER,
    TITLE_SIZES,
    styles,
    styles_xml,
    twips,
)
from wegwijs.sources.scripts import LATN, SCRIPTS, families

PROGRAM = "Wegwijs"

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
RELATIONSHIPS = f"{_OFFICE}/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TYPE = "application/vnd.openxmlformats-"
_EMBEDDED = {"Regular": 400, "Bold": 700}  # our weights, by the name of Word's embedding slot
CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header.xml", "word/footer.xml"
RELATIONS = "word/_rels/document.xml.rels"
CORE, _APP = "docProps/core.xml", "docProps/app.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class DocumentFormat(Struct, frozen=True):
    """Language, script, colour and page geometry of a document."""

    locale: str  # language and country; without a country Word uses that of the computer
    rtl: bool
    accent: str  # RRGGBB, the ground of phone numbers
    header: float = 30.0  # mm from the edge to the body
    title: float = TITLE_SIZES[0]  # pt
    script: str = LATN.id
    larger: float = 1.0  # how many times as large running text is
    close: bool = False  # with less space, so that the overview fits on the first page

    @property
    def tall(self) -> bool:
        """Whether letters of the script are taller than a line of the Latin font."""
        return SCRIPTS[self.script].tall

    @property
    def script_font(self) -> str:
        """The font of letters outside the Latin script."""
        return SCRIPTS[self.script].in_word.name

    @property
    def latin_font(self) -> str:
        """The font of Latin letters and digits."""
        own = SCRIPTS[self.script].in_word
        return own.name if own.latin else LATIN

    @property
    def fonts(self) -> tuple[str, ...]:
        """The embedded families."""
        return tuple(dict.fromkeys((self.latin_font, self.script_font)))


class Properties(Struct, frozen=True):
    """The metadata of a document."""

    title: str
    author: str
    date: date
    format: DocumentFormat


def part(xml: str) -> bytes:
    """Encode a part with its XML declaration."""
    return (_HEAD + xml).encode()


def embedded_in(format_: DocumentFormat) -> Iterator[tuple[str, str, int, str]]:
    """Yield the embedded fonts: part name, family, weight, and Word's name for the weight."""
    for number, family in enumerate(format_.fonts, start=1):
        for style, weight in _EMBEDDED.items():
            yield f"Font{number}{style}", family, weight, style


def parts_of(format_: DocumentFormat) -> Iterator[tuple[str, str]]:
    """Yield all parts except the fonts, by name."""
    word = {
        "document": _document(format_),
        "styles": styles_xml(
            format_.locale,
            styles(format_.accent, format_.title, format_.larger, close=format_.close),
            rtl=format_.rtl,
            tall=format_.tall,
            fonts=(format_.latin_font, format_.script_font),
            close=format_.close,
        ),
        "settings": _settings(format_),
        "fontTable": _fonts(format_),
        "numbering": _numbering(format_.rtl),
        "theme": _theme(format_),
        "header": f'<w:hdr xmlns:w="{NAMESPACE}"></w:hdr>',
        "footer": f'<w:ftr xmlns:w="{NAMESPACE}"></w:ftr>',
    }
    yield CONTENT_TYPES, _content_types(word)
    yield from _whole_file()
    yield RELATIONS, _relations_of_document(word)
    embedded = {name: ("font", f"fonts/{name}.odttf") for name, *_ in embedded_in(format_)}
    yield "word/_rels/fontTable.xml.rels", _relationships(embedded)
    for name, xml in word.items():
        yield f"word/{name}.xml", xml
    yield from _fields(word["styles"], format_.latin_font)


def _content_types(word: Mapping[str, str]) -> str:
    """Return the content types; ``word`` holds Word's own parts by name."""
    types = {f"word/{name}": f"officedocument.wordprocessingml.{name}" for name in word} | {
        "word/document": "officedocument.wordprocessingml.document.main",
        "word/theme": "officedocument.theme",
        "word/glossary/document": "officedocument.wordprocessingml.document.glossary",
        "word/glossary/styles": "officedocument.wordprocessingml.styles",
        PROPERTIES.removesuffix(".xml"): "officedocument.customXmlProperties",
        CORE.removesuffix(".xml"): "package.core-properties",
        _APP.removesuffix(".xml"): "officedocument.extended-properties",
    }
    overrides = "".join(_override(name, kind) for name, kind in types.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="{_TYPE}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="odttf" ContentType="{_TYPE}officedocument.obfuscatedFont"/>'
        f"{overrides}</Types>"
    )


def _override(name: str, kind: str) -> str:
    return f'<Override PartName="/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'


def more_content_types(kind: str, names: Iterable[str]) -> str:
    """Return the content types of more headers or footers, to stand before ``</Types>``."""
    office = f"officedocument.wordprocessingml.{kind}"
    return "".join(_override(f"word/{name}", office) for name in names)


def more_relationships(kind: str, names: Iterable[str]) -> str:
    """Return the relationships of more headers or footers; their names are the ids."""
    return "".join(_relationship(name, kind, f"{name}.xml") for name in names)


def _whole_file() -> Iterator[tuple[str, str]]:
    """Yield the package relationships and the application properties."""
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    yield (
        "_rels/.rels",
        _relationships(
            {
                "document": ("officeDocument", DOCUMENT),
                "core": (core, CORE),
                "app": ("extended-properties", _APP),
            }
        ),
    )
    yield (
        _APP,
        f'<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{PROGRAM}</Application></Properties>",
    )


def _relations_of_document(word: Mapping[str, str]) -> str:
    relations = {name: (name, f"{name}.xml") for name in word if name != "document"}
    relations["glossary"] = ("glossaryDocument", "glossary/document.xml")
    relations["answers"] = ("customXml", f"../{ANSWERS}")
    return _relationships(relations)


def _fields(styles: str, font: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that form fields need."""
    yield ANSWERS, answers(())
    yield PROPERTIES, answers_properties()
    properties = {"properties": ("customXmlProps", PROPERTIES.split("/")[1])}
    yield "customXml/_rels/item1.xml.rels", _relationships(properties)
    yield "word/glossary/document.xml", glossary(font)
    yield "word/glossary/styles.xml", styles
    styled = _relationships({"styles": ("styles", "styles.xml")})
    yield "word/glossary/_rels/document.xml.rels", styled


def _relationships(relations: Mapping[str, tuple[str, str]]) -> str:
    """Return relationships by id: type (its URI, or the end of an Office one) and target."""
    items = "".join(_relationship(id_, *relation) for id_, relation in relations.items())
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _relationship(id_: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id_}" Type="{_kind(kind)}" Target="{target}"/>'


def _kind(kind: str) -> str:
    return kind if "/" in kind else f"{RELATIONSHIPS}/{kind}"


CORE_PROPERTIES = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>'
)


def core_properties(properties: Properties) -> str:
    """Return the core properties (Dublin Core), to stand in ``CORE_PROPERTIES``."""
    moment = f"{properties.date.isoformat()}T00:00:00Z"
    author = escape(properties.author)
    return (
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f"<dc:creator>{author}</dc:creator>"
        f"<dc:language>{escape(properties.format.locale)}</dc:language>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:title>{escape(properties.title)}</dc:title>"
    )


def _document(format_: DocumentFormat) -> str:
    return (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships"><w:body>'
        f"{section(format_)}</w:body></w:document>"
    )


def section(format_: DocumentFormat, running: tuple[str, str] = ("header", "footer"),
            *, counts_anew: bool = False) -> str:  # fmt: skip
    """Return the properties of a section, which begins on a new page; ``running`` are the
    relationship ids of its header and footer. One that ``counts_anew`` begins at page 1: Word and
    LibreOffice leave the back of the sheet before it blank, since odd pages are in front. To ask
    for that (``oddPage``) makes LibreOffice forget the margin below the header.
    """
    header, footer = running
    numbers = '<w:pgNumType w:start="1"/>' if counts_anew else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
        f'<w:footerReference w:type="default" r:id="{footer}"/>'
        f'<w:pgSz w:w="{twips(210)}" w:h="{twips(297)}"/>'
        f'<w:pgMar w:top="{twips(format_.header)}" w:right="{twips(20)}" w:bottom="{twips(21)}"'
        f' w:left="{twips(20)}" w:header="{twips(14)}" w:footer="{twips(7.5)}" w:gutter="0"/>'
        f"{numbers}{'<w:bidi/>' if format_.rtl else ''}</w:sectPr>"
    )


def _settings(format_: DocumentFormat) -> str:
    tag = format_.locale
    return (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/>'
        "<w:embedTrueTypeFonts/><w:saveSubsetFonts/>"
        f'<w:defaultTabStop w:val="{twips(10)}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting'
        ' w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{tag}" w:bidi="{tag}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _fonts(format_: DocumentFormat) -> str:
    """Return the font table: embedded fonts and their fallbacks."""
    fonts: dict[str, str] = dict.fromkeys(format_.fonts, "")
    for name, family, weight, style in embedded_in(format_):
        key = embedded_font(family, weight, style).key
        fonts[family] += f'<w:embed{style} r:id="{name}" w:fontKey="{key}"/>'
    known = families()
    items = "".join(
        f'<w:font w:name="{family}"><w:altName w:val="{known[family].fallback}"/>'
        f'<w:charset w:val="{known[family].charset}"/><w:family w:val="auto"/>'
        f'<w:pitch w:val="variable"/>{embedded}</w:font>'
        for family, embedded in fonts.items()
    )
    return f'<w:fonts xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships">{items}</w:fonts>'


def _numbering(rtl: bool) -> str:
    """Return the numbering of the list style, a dash; LibreOffice lets it hang 2 mm out of a
    right-to-left list.
    """
    indent = twips(8 if rtl else 6)
    return (
        f'<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0">'
        '<w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="\N{EN DASH}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{twips(6)}"/>'
        '</w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )


def _theme(format_: DocumentFormat) -> str:
    """Return the theme: the colours and fonts that Word offers to editors."""
    colours = {"dk1": INK, "lt1": PAPER, "dk2": INK, "lt2": FIELD}
    colours |= {f"accent{number}": format_.accent for number in range(1, 7)}
    colours |= {"hlink": INK, "folHlink": INK}
    palette = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    face = f'<a:latin typeface="{format_.latin_font}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{DRAWING}" name="{PROGRAM}"><a:themeElements>'
        f'<a:clrScheme name="{PROGRAM}">{palette}</a:clrScheme>'
        f'<a:fontScheme name="{PROGRAM}"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="{PROGRAM}">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst>"
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
