"""The parts of an OpenDocument package (ODF 1.3, part 2), except its text. Lengths are
millimetres.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from wegwijs.layouts.escaping import escape, quoteattr
from wegwijs.layouts.odf.styles import mm, named_styles, writing_mode
from wegwijs.layouts.word.parts import PROGRAM, DocumentFormat, Properties, embedded_in
from wegwijs.sources.scripts import families

MIMETYPE = "application/vnd.oasis.opendocument.text"
CONTENT, STYLES, META, SETTINGS = "content.xml", "styles.xml", "meta.xml", "settings.xml"
MANIFEST = "META-INF/manifest.xml"
_VERSION = "1.3"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Mapping[str, str] = {
    **{name: f"{_OASIS}{name}:1.0" for name in ("office", "style", "text", "table", "meta")},
    "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "config": f"{_OASIS}config:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ooo": "http://openoffice.org/2004/office",
}
_PAGE, _TOP, _BOTTOM, _SIDE = (210.0, 297.0), 14.0, 7.5, 20.0
_FOOT, _ABOVE_FOOT = 21.0, 2.0  # from the edge to the body, of which above the footer
_MARK = "\0"  # where a part is filled in
_FONT_TYPE = "application/x-font-ttf"

# How LibreOffice lays out what OpenDocument leaves open.
_SETTINGS: Mapping[str, str] = {
    "TableRowKeep": "true",  # a paragraph that is kept with the next one keeps its row
    "TabsRelativeToIndent": "true",
    # Dutch words in brackets in a line of Arabic go to the next line whole
    "WordLikeWrapForAsCharFlys": "true",
    # Letters are placed by the font: at places of a printer, Arabic gets strokes between letters
    "PrinterIndependentLayout": "high-resolution",
    "EmbedFonts": "true",  # also when somebody saves the file
    "EmbedOnlyUsedFonts": "true",
}


def _part(name: str, inner: str) -> str:
    """Return a part with this root element, which declares the namespaces that it uses."""
    used = {"office": _SPACES["office"]}
    used |= {short: uri for short, uri in _SPACES.items() if f"{short}:" in inner}
    if _MARK in inner:  # anything may be filled in
        used = dict(_SPACES)
    spaces = "".join(f' xmlns:{short}="{uri}"' for short, uri in used.items())
    return f'{_HEAD}<office:{name}{spaces} office:version="{_VERSION}">{inner}</office:{name}>'


def content_frame(format_: DocumentFormat) -> tuple[str, str, str]:
    """Return the text around the automatic styles and the body."""
    inner = (
        f"{_font_faces(format_)}<office:automatic-styles>{_MARK}</office:automatic-styles>"
        f"<office:body><office:text>{_MARK}</office:text></office:body>"
    )
    start, middle, end = _part("document-content", inner).split(_MARK)
    return start, middle, end


def styles_frame(format_: DocumentFormat) -> tuple[str, str, str, str]:
    """Return the text around the automatic styles, the header and the footer."""
    inner = (
        f"{_font_faces(format_)}<office:styles>{named_styles(format_)}</office:styles>"
        f"<office:automatic-styles>{_page_layout(format_)}{_MARK}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="Page"><style:header>{_MARK}</style:header>'
        f"<style:footer>{_MARK}</style:footer></style:master-page></office:master-styles>"
    )
    start, header, footer, end = _part("document-styles", inner).split(_MARK)
    return start, header, footer, end


def _page_layout(format_: DocumentFormat) -> str:
    width, height = _PAGE
    return (
        '<style:page-layout style:name="Page"><style:page-layout-properties'
        f' fo:page-width="{mm(width)}" fo:page-height="{mm(height)}"'
        f' style:print-orientation="portrait" style:writing-mode="{writing_mode(format_)}"'
        f' fo:margin-top="{mm(_TOP)}" fo:margin-bottom="{mm(_BOTTOM)}"'
        f' fo:margin-left="{mm(_SIDE)}" fo:margin-right="{mm(_SIDE)}"/>'
        f"<style:header-style>{_running(format_.header - _TOP, 'bottom', 0)}</style:header-style>"
        f"<style:footer-style>{_running(_FOOT - _BOTTOM, 'top', _ABOVE_FOOT)}</style:footer-style>"
        "</style:page-layout>"
    )


def _running(height: float, side: str, space: float) -> str:
    """Return the room for a header or footer, ``space`` of which is between it and the body."""
    return (
        f'<style:header-footer-properties fo:min-height="{mm(height)}" fo:margin-left="0mm"'
        f' fo:margin-right="0mm" fo:margin-{side}="{mm(space)}"/>'
    )


def font_parts(format_: DocumentFormat) -> Iterator[tuple[str, str, int, str]]:
    """Yield the embedded fonts: part name, family, weight, and name of the weight."""
    for name, family, weight, style in embedded_in(format_):
        yield f"Fonts/{name}.ttf", family, weight, style


def _font_faces(format_: DocumentFormat) -> str:
    """Return the declarations of fonts: embedded, and what to use instead where that fails."""
    known = families()
    faces = dict.fromkeys(format_.fonts, "")
    for part, family, *_ in font_parts(format_):
        faces[family] += (
            f'<svg:font-face-uri xlink:href="{part}" xlink:type="simple">'
            '<svg:font-face-format svg:string="truetype"/></svg:font-face-uri>'
        )
    written = "".join(
        f'<style:font-face style:name="{family}" style:font-pitch="variable" svg:font-family="'
        f"&apos;{family}&apos;, {known[family].fallback}"
        f'"><svg:font-face-src>{uris}</svg:font-face-src></style:font-face>'
        for family, uris in faces.items()
    )
    return f"<office:font-face-decls>{written}</office:font-face-decls>"


def meta(properties: Properties) -> str:
    """Return the metadata of a document."""
    moment = f"{properties.date.isoformat()}T00:00:00"
    author = escape(properties.author)
    return _part(
        "document-meta",
        f"<office:meta><meta:generator>{PROGRAM}</meta:generator>"
        f"<dc:title>{escape(properties.title)}</dc:title>"
        f"<meta:initial-creator>{author}</meta:initial-creator>"
        f"<meta:creation-date>{moment}</meta:creation-date>"
        f"<dc:creator>{author}</dc:creator><dc:date>{moment}</dc:date>"
        f"<dc:language>{escape(properties.format.locale)}</dc:language></office:meta>",
    )


def settings() -> str:
    """Return the settings of LibreOffice; other programs ignore them."""
    items = "".join(
        f'<config:config-item config:name="{name}"'
        f' config:type="{"boolean" if value == "true" else "string"}">{value}</config:config-item>'
        for name, value in _SETTINGS.items()
    )
    return _part(
        "document-settings",
        '<office:settings><config:config-item-set config:name="ooo:configuration-settings">'
        f"{items}</config:config-item-set></office:settings>",
    )


def manifest(fonts: Iterable[str], pictures: Iterable[str]) -> str:
    """Return the list of the parts of a document, and of their types."""
    kinds = {"/": MIMETYPE, **dict.fromkeys((CONTENT, STYLES, META, SETTINGS), "text/xml")}
    kinds |= dict.fromkeys(fonts, _FONT_TYPE) | dict.fromkeys(pictures, "image/png")
    version = f' manifest:version="{_VERSION}"'
    rows = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)}"
        f'{version if name == "/" else ""} manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_OASIS}manifest:1.0"'
        f' manifest:version="{_VERSION}">{rows}</manifest:manifest>'
    )


def user_fields(keys: Iterable[str], empty: str) -> str:
    """Return the variables that fields share, with the blank that they show at first."""
    made = "".join(
        f'<text:user-field-decl office:value-type="string" office:string-value="{empty}"'
        f' text:name="{key}"/>'
        for key in keys
    )
    return f"<text:user-field-decls>{made}</text:user-field-decls>" if made else ""
