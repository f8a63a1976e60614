"""WordprocessingML as text: paragraphs, runs, links, fields, pictures and tables.

Includes what python-docx lacks: live links, form fields, alternative text, repeated table headers,
languages, and right-to-left text. Lengths are millimetres.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

from wegwijs.layouts.escaping import escape, quoteattr
from wegwijs.layouts.typesetting.fonts import LATIN
from wegwijs.layouts.word.fields import Field, binding, blank
from wegwijs.layouts.word.parts import DRAWING, RELATIONSHIPS
from wegwijs.layouts.word.styles import font_slots, twips
from wegwijs.layouts.word.writing import (
    Cell,
    DocumentMarkup,
    Grid,
    InlinePicture,
    Lines,
    MarkupSettings,
)

DRAWING_IN_WORD = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU = 36_000  # EMU (DrawingML units) per millimetre
_MARKUP = re.compile("[&<>]")
_UNQUOTED = re.compile('[&<>"\t\n\r]')
TOTAL = "NUMPAGES"  # the field that counts the pages of a document
# Numbers that differ within a document: of fields and of pictures. Never text, where < is escaped.
NUMBERED = re.compile(r'(<w:id w:val="|<wp:docPr id=")([0-9]+)"')


class Markup(DocumentMarkup):
    """Writes WordprocessingML; its references are link targets."""

    table_end = "</w:tbl>"

    def paragraph(self, content: str, style: str = "Normal", *, keep_next: bool = False) -> str:
        """Write a paragraph. ``keep_next`` keeps it on the page of the next one."""
        keep = "<w:keepNext/>" if keep_next else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>{content}</w:p>'

    def bullets(self, contents: Sequence[str]) -> str:
        """Write a list."""
        return "".join(self.paragraph(content, "ListBullet") for content in contents)

    def run(self, text: str, style: str | None, strong: bool, locale: str | None, ltr: bool) -> str:
        """Write a run of text with tabs, as it is."""
        return self._run(_filled(text), style, strong, locale, ltr)

    def link(
        self,
        text: str,
        target: str,
        tooltip: str,
        strong: bool = False,
        locale: str | None = None,
        *,
        hanging: str | None = None,
    ) -> str:
        """Write a number or address as a link, always left to right. A line feed starts a new line,
        indented like a sign when ``hanging`` names the character style of its numeral.
        """
        self.references[target] = None
        first, *others = text.split("\n")
        mark = self.mark_beside_link()
        inner = self._run(_filled(first), "Hyperlink", strong, locale, True)
        for line in others:
            inner += mark + self._run("<w:br/>", "Hyperlink", strong, locale, True)
            if hanging:
                inner += self._run(_filled("\t\t"), hanging, strong, None, True)
                inner += self._run(_filled("\t"), None, strong, locale, True)
            inner += mark + self._run(_filled(line), "Hyperlink", strong, locale, True)
        return (
            f'{mark}<w:hyperlink w:tooltip={_quoted(tooltip)} w:history="1"'
            f' r:id="{relation_of(target)}">{inner}</w:hyperlink>{mark}'
        )

    def page_number(self, *, total: bool = False) -> str:
        """Write a field that Word computes: the number of the page, or of all pages."""
        code = TOTAL if total else "PAGE"
        run = self._run(_filled("1"), None, False, None, True)
        return f'<w:fldSimple w:instr=" {code} ">{run}</w:fldSimple>'

    def control(self, field: Field) -> str:
        """Write a form field; typed text replaces its blank line."""
        style = f'<w:rPr><w:rStyle w:val="{field.style}"/></w:rPr>' if field.style else ""
        bound = ""
        if field.bound:
            values = (f" w:{name}={_quoted(value)}" for name, value in binding(field.key).items())
            bound = f"<w:dataBinding{''.join(values)}/>"
        kind = "<w:text/>"
        if field.day:
            written, locale = field.day
            kind = (
                f"<w:date><w:dateFormat w:val={_quoted(written)}/>"
                f"<w:lid w:val={_quoted(locale)}/>"
                '<w:storeMappedDataAs w:val="date"/><w:calendar w:val="gregorian"/></w:date>'
            )
        run = self._run(_filled(blank(field.length)), "PlaceholderText", False, None, True)
        return (
            f"<w:sdt><w:sdtPr>{style}<w:alias w:val={_quoted(field.called)}/>"
            f'<w:tag w:val={_quoted(field.key)}/><w:id w:val="{field.number}"/>'
            f'<w:placeholder><w:docPart w:val="{field.length}"/></w:placeholder><w:showingPlcHdr/>'
            f"{bound}{kind}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
        )

    def picture(self, picture: InlinePicture, name: str, alt: str) -> str:
        """Write an inline picture with alternative text, without the 3.2 mm margin that LibreOffice
        adds by default.
        """
        self.pictures.append(picture)
        side = round(picture.width * _EMU)
        size, name, alt = f'cx="{side}" cy="{side}"', _quoted(name), _quoted(alt)
        drawing = (
            f'<wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="{DRAWING_IN_WORD}"'
            f' xmlns:a="{DRAWING}" xmlns:pic="{DRAWING_PICTURE}" xmlns:r="{RELATIONSHIPS}">'
            f'<wp:extent {size}/><wp:docPr id="{picture.number}" name={name} descr={alt}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic><a:graphicData uri="{DRAWING_PICTURE}"><pic:pic><pic:nvPicPr>'
            f'<pic:cNvPr id="0" name={name}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
            f'<a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        )
        return self._run(f"<w:drawing>{drawing}</w:drawing>", None, False, None, False)

    def table(self, grid: Grid, caption: str) -> str:
        """Write the start of a table; ``table_end`` follows its rows. ``caption`` is its title for
        screen readers.
        """
        turned = "<w:bidiVisual/>" if self.rtl else ""
        columns = [twips(width) for width in grid.widths]
        widths = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{grid.style}"/>{turned}'
            f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f"<w:tblCaption w:val={_quoted(caption)}/></w:tblPr><w:tblGrid>{widths}</w:tblGrid>"
        )

    def row(
        self,
        grid: Grid,
        *cells: tuple[Cell, Lines],
        head: bool = False,
        height: float | None = None,
        least: float | None = None,
        keep_next: bool = False,
    ) -> str:
        """Write a row that never breaks across pages. A ``head`` is repeated on every page.

        ``height`` is exact, ``least`` grows with its contents; ``keep_next`` keeps the row on the
        page of the next one.
        """
        properties = "<w:cantSplit/>"
        if height or least:
            rule = "exact" if height else "atLeast"
            tall = twips(height or least or 0)
            properties += f'<w:trHeight w:val="{tall}" w:hRule="{rule}"/>'
        if head:
            properties += "<w:tblHeader/>"
        written = [f"<w:tr><w:trPr>{properties}</w:trPr>"]
        for (look, lines), width in zip(cells, grid.widths, strict=True):
            written.append(f"<w:tc>{_cell_properties(look, twips(width))}")
            for style, content in lines:
                written.append(self.paragraph(content, style, keep_next=keep_next or head))
            written.append("</w:tc>")
        return "".join([*written, "</w:tr>"])

    def _run(
        self, content: str, style: str | None, strong: bool, locale: str | None, ltr: bool
    ) -> str:
        properties = _run_properties(self.settings, style, strong, locale, ltr)
        return f"<w:r>{properties}{content}</w:r>"


@lru_cache(maxsize=4096)
def relation_of(target: str) -> str:
    """Return the relationship id of a target, the same wherever the link stands."""
    return f"link{hashlib.sha256(target.encode()).hexdigest()[:12]}"


@lru_cache(maxsize=4096)
def _run_properties(
    settings: MarkupSettings, style: str | None, strong: bool, locale: str | None, ltr: bool
) -> str:
    """Return the properties of a run, including its language and direction."""
    written = f'<w:rStyle w:val="{style}"/>' if style else ""
    if not settings.latin_only and (ltr or locale == "nl-NL"):
        written += font_slots(LATIN, LATIN)
    if strong:
        written += "<w:b/><w:bCs/>"
    if settings.rtl and not ltr:
        written += "<w:rtl/>"
    if locale and locale != settings.locale:
        written += f'<w:lang w:val="{locale}" w:bidi="{locale}"/>'
    return f"<w:rPr>{written}</w:rPr>" if written else ""


@lru_cache(maxsize=256)
def _cell_properties(look: Cell, width: int) -> str:
    """Return the properties of a cell; ``width`` in twentieths of a point."""
    written = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="{rule[0] * 8:.0f}" w:space="0" w:color="{rule[1]}"/>'
        for side, rule in (("top", look.top), ("bottom", look.bottom))
        if rule  # eighths of a point
    )
    if rules:
        written += f"<w:tcBorders>{rules}</w:tcBorders>"
    if look.fill:
        written += f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>'
    if look.inset is not None:
        inset = f'w:w="{twips(look.inset)}" w:type="dxa"'
        written += f"<w:tcMar><w:left {inset}/><w:right {inset}/></w:tcMar>"
    if look.centred:
        written += '<w:vAlign w:val="center"/>'
    return f"<w:tcPr>{written}</w:tcPr>"


def _quoted(text: str) -> str:
    """Quote an attribute value."""
    return quoteattr(text) if _UNQUOTED.search(text) else f'"{text}"'


def _filled(text: str) -> str:
    """Return the contents of a run: text with tabs."""
    if "\t" not in text:
        text = escape(text) if _MARKUP.search(text) else text
        return f'<w:t xml:space="preserve">{text}</w:t>'
    return "<w:tab/>".join(_filled(piece) if piece else "" for piece in text.split("\t"))
