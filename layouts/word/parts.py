"""What python-docx lacks: live links, titled fields to fill in, pictures with alternative text,
tables with a head that repeats, languages, right-to-left text, and the same bytes every time.

A ``Sheet`` has three stories (header, body, footer); a story holds paragraphs and tables, a table
holds cells, which are stories again. Lengths are millimetres.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.image import ImagePart
from docx.parts.story import StoryPart
from docx.shared import Mm
from lxml import etree

from layouts.typesetting.fonts import LATIN
from layouts.word.fields import ANSWERS, Field, answers, binding, blank
from layouts.word.styles import NAMESPACE, twips
from layouts.word.template import (
    CORE,
    DRAWING,
    RELATIONSHIPS,
    Properties,
    add,
    core_properties,
    part,
    template,
)

DRAWING_IN_WORD = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
NAMESPACES = {"w": NAMESPACE, "r": RELATIONSHIPS}
_LTR_MARK, _RTL_MARK = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"


@dataclass(frozen=True)
class Cell:
    """How a cell looks: ``fill`` is RRGGBB, a rule (points, RRGGBB), ``inset`` mm instead of the
    table's own.
    """

    fill: str | None = None
    top: tuple[float, str] | None = None
    bottom: tuple[float, str] | None = None
    inset: float | None = None
    centred: bool = False


class Sheet:
    """A document being written."""

    def __init__(self, properties: Properties) -> None:
        look = properties.look
        self.locale = look.locale
        self.rtl = look.rtl
        self.latin_only = look.script_font == LATIN
        self._properties = properties
        self._template = template(look)
        self._document = docx.Document(io.BytesIO(self._template.empty))
        section = self._document.sections[0]
        # Written apart: lxml is half again as slow among elements of python-docx's own classes.
        self.body, self.header, self.footer = (
            Story(self, part, etree.Element(_w("body"), nsmap=NAMESPACES))
            for part in (self._document.part, section.header.part, section.footer.part)
        )
        self._titles: list[str] = []
        self._keys: list[str] = []
        self._pictures = 0

    def claim_field(self, field: Field) -> int:
        """The id of a new field. Two fields of one name cannot be told apart when read aloud."""
        self._titles.append(field.called)
        self._keys.append(field.key)
        return len(self._titles)

    def claim_picture(self) -> int:
        """The id of a new picture."""
        self._pictures += 1
        return self._pictures

    def unique(self, title: str) -> str:
        """The title, numbered where another field has it already."""
        times = self._titles.count(title)
        return f"{title} ({times + 1})" if times else title

    def _bound(self) -> list[str]:
        """The keys that more than one field has. Of a field that is alone nothing is kept: other
        programs than Word would take the empty store for what was typed.
        """
        keys = [key for key, times in Counter(self._keys).items() if times > 1]
        for bound in list(self.body.element.iter(_w("dataBinding"))):
            if bound.getparent().find(_w("tag")).get(_w("val")) not in keys:
                bound.getparent().remove(bound)
        return keys

    def save(self) -> bytes:
        """The finished file, equal every time: what was written, added to what never changes."""
        repeated = self._bound()
        *_, pages = self._document.element.body  # how the pages are, behind all that is on them
        for element in list(self.body.element):
            pages.addprevious(element)
        for story in (self.header, self.footer):
            story.part.element.extend(list(story.element))
        parts = {}
        for one in self._document.part.package.iter_parts():
            name = one.partname.membername
            if name in self._template.names:
                continue
            parts[name] = one.blob
            if one.rels:
                parts[one.partname.rels_uri.membername] = one.rels.xml
        parts[CORE] = core_properties(self._properties)
        parts[ANSWERS] = part(answers(repeated))
        file = io.BytesIO(self._template.finished)
        file.seek(0, io.SEEK_END)
        add(file, parts)
        return file.getvalue()


class Story:
    """A place for paragraphs and tables: body, header, footer or a cell."""

    def __init__(
        self, sheet: Sheet, part: StoryPart, element: Any, keep_next: bool = False
    ) -> None:
        self.part, self.element = part, element
        self._sheet, self._keep_next = sheet, keep_next

    def paragraph(self, style: str = "Normal", *, keep_next: bool = False) -> Paragraph:
        """A new paragraph at the end. ``keep_next`` holds it on the page of the next one."""
        element = _add(self.element, "p")
        properties = _add(element, "pPr")
        _add(properties, "pStyle", val=style)
        if keep_next or self._keep_next:
            _add(properties, "keepNext")
        return Paragraph(self._sheet, self.part, element)

    def table(self, style: str, widths: Sequence[float], caption: str) -> Table:
        """A new table at the end. ``caption`` names it for people who hear it."""
        element = _add(self.element, "tbl")
        properties = _add(element, "tblPr")
        _add(properties, "tblStyle", val=style)
        if self._sheet.rtl:
            _add(properties, "bidiVisual")
        _add(properties, "tblW", w=str(sum(map(twips, widths))), type="dxa")
        _add(properties, "tblLayout", type="fixed")
        _add(properties, "tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0",
             lastColumn="0", noHBand="1", noVBand="1")  # fmt: skip
        _add(properties, "tblCaption", val=caption)
        grid = _add(element, "tblGrid")
        for width in widths:
            _add(grid, "gridCol", w=str(twips(width)))
        return Table(self._sheet, self.part, element, tuple(widths))


class Table:
    """Rows of equal columns. No row breaks over two pages."""

    def __init__(
        self, sheet: Sheet, part: StoryPart, element: Any, widths: tuple[float, ...]
    ) -> None:
        self._sheet, self._part, self._element = sheet, part, element
        self._widths = widths

    def row(
        self,
        *looks: Cell,
        head: bool = False,
        height: float | None = None,
        least: float | None = None,
        keep_next: bool = False,
    ) -> tuple[Story, ...]:
        """A new row, one look per column. A ``head`` comes back on every page.

        ``height`` is exact, ``least`` gives way to what is in it; ``keep_next`` holds the row on
        the page of the next one.
        """
        row = _add(self._element, "tr")
        properties = _add(row, "trPr")
        _add(properties, "cantSplit")
        if height or least:
            rule = "exact" if height else "atLeast"
            _add(properties, "trHeight", val=str(twips(height or least or 0)), hRule=rule)
        if head:
            _add(properties, "tblHeader")
        return tuple(
            self._cell(row, look, width, keep_next or head)
            for look, width in zip(looks, self._widths, strict=True)
        )

    def _cell(self, row: Any, look: Cell, width: float, keep_next: bool) -> Story:
        cell = _add(row, "tc")
        properties = _add(cell, "tcPr")
        _add(properties, "tcW", w=str(twips(width)), type="dxa")
        if look.top or look.bottom:
            rules = _add(properties, "tcBorders")
            for side, rule in (("top", look.top), ("bottom", look.bottom)):
                if rule:
                    size = f"{rule[0] * 8:.0f}"  # eighths of a point
                    _add(rules, side, val="single", sz=size, space="0", color=rule[1])
        if look.fill:
            _add(properties, "shd", val="clear", color="auto", fill=look.fill)
        if look.inset is not None:
            insets = _add(properties, "tcMar")
            for side in ("left", "right"):
                _add(insets, side, w=str(twips(look.inset)), type="dxa")
        if look.centred:
            _add(properties, "vAlign", val="center")
        return Story(self._sheet, self._part, cell, keep_next)


class Paragraph:
    """A paragraph being filled, from its start to its end."""

    def __init__(self, sheet: Sheet, part: StoryPart, element: Any) -> None:
        self._sheet, self._part, self._element = sheet, part, element

    def text(
        self,
        text: str,
        *,
        style: str | None = None,
        strong: bool = False,
        locale: str | None = None,
        ltr: bool = False,
    ) -> Paragraph:
        """Words in one language; a tab in them goes to the next stop."""
        if self._sheet.rtl and not ltr and re.search("[0-9]", text):  # digits look alike everywhere
            for piece in re.split("([0-9]+)", text):
                if piece:
                    digits = piece.isdecimal()
                    self.text(piece, style=style, strong=strong, locale=locale, ltr=digits)
            return self
        if self._sheet.rtl and ltr:
            text = _LTR_MARK + text + _LTR_MARK  # LibreOffice would turn 088 20 80 080 round
        elif self._sheet.rtl and text.strip() and not any(map(str.isalnum, text)):
            text = _RTL_MARK + text  # or a comma between two numbers makes them change places
        self._fill(self._run(self._element, style, strong, locale, ltr), text)
        return self

    def link(
        self,
        text: str,
        target: str,
        tooltip: str,
        strong: bool = False,
        locale: str | None = None,
        hanging: str | None = None,
    ) -> Paragraph:
        """A number or an address, which never turns round; a line feed in it goes to the next line,
        which begins as a sign does when ``hanging`` is the character style of its numeral.
        """
        self._mark(self._element)
        relation = self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = _add(self._element, "hyperlink", tooltip=tooltip, history="1")
        link.set(qn("r:id"), relation)
        first, *others = text.split("\n")
        self._fill(self._run(link, "Hyperlink", strong, locale, True), first)
        for line in others:
            self._mark(link)
            _add(self._run(link, "Hyperlink", strong, locale, True), "br")
            if hanging:
                self._fill(self._run(link, hanging, strong, None, True), "\t\t")
                self._fill(self._run(link, None, strong, locale, True), "\t")
            self._mark(link)
            self._fill(self._run(link, "Hyperlink", strong, locale, True), line)
        self._mark(self._element)
        return self

    def _mark(self, parent: Any) -> None:
        """The direction of a link among words from the right, told beside it and where its line is
        broken, but not in it: who copies an address has that and no more.
        """
        if self._sheet.rtl:
            self._fill(self._run(parent, None, False, None, True), _LTR_MARK)

    @staticmethod
    def _fill(run: Any, text: str) -> None:
        for index, piece in enumerate(text.split("\t")):
            if index:
                _add(run, "tab")
            if piece:
                _add_text(run, piece)

    def field(self, code: str) -> Paragraph:
        """A number that Word works out, such as ``PAGE``."""
        field = _add(self._element, "fldSimple", instr=f" {code} ")
        _add_text(self._run(field, None, False, None, True), "1")
        return self

    def control(self, field: Field) -> Paragraph:
        """A field to fill in: Word replaces its line by what is typed."""
        control = _add(self._element, "sdt")
        properties = _add(control, "sdtPr")
        if field.style:
            _add(_add(properties, "rPr"), "rStyle", val=field.style)
        _add(properties, "alias", val=self._sheet.unique(field.called))
        _add(properties, "tag", val=field.key)
        _add(properties, "id", val=str(self._sheet.claim_field(field)))
        _add(_add(properties, "placeholder"), "docPart", val=field.length)
        _add(properties, "showingPlcHdr")
        _add(properties, "dataBinding", **binding(field.key))
        if field.day:
            written, locale = field.day
            day = _add(properties, "date")
            _add(day, "dateFormat", val=written)
            _add(day, "lid", val=locale)
            _add(day, "storeMappedDataAs", val="date")
            _add(day, "calendar", val="gregorian")
        else:
            _add(properties, "text")
        content = _add(control, "sdtContent")
        _add_text(self._run(content, "PlaceholderText", False, None, True), blank(field.length))
        return self

    def picture(self, png: bytes, width: float, name: str, alt: str) -> Paragraph:
        """A square picture in the line, ``width`` mm, read aloud as ``alt``."""
        number = self._sheet.claim_picture()
        part = ImagePart(PackURI(f"/word/media/image{number}.png"), "image/png", png)
        relation = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        run = self._run(self._element, None, False, None, False)
        _add(run, "drawing").append(etree.XML(_picture(number, relation, name, alt, Mm(width))))
        return self

    def _run(
        self, parent: Any, style: str | None, strong: bool, locale: str | None, ltr: bool
    ) -> Any:
        """The one place where a run gets its language and direction."""
        run = _add(parent, "r")
        properties = _add(run, "rPr")
        if style:
            _add(properties, "rStyle", val=style)
        if not self._sheet.latin_only and (ltr or locale == "nl-NL"):
            _add(properties, "rFonts", ascii=LATIN, hAnsi=LATIN, cs=LATIN)
        if strong:
            _add(properties, "b")
            _add(properties, "bCs")
        if self._sheet.rtl and not ltr:
            _add(properties, "rtl")
        if locale and locale != self._sheet.locale:
            _add(properties, "lang", val=locale, bidi=locale)
        if not len(properties):
            run.remove(properties)
        return run


def _add(parent: Any, name: str, **attributes: str) -> Any:
    values = {_w(key): value for key, value in attributes.items()}
    return etree.SubElement(parent, _w(name), values)


def _picture(number: int, relation: str, name: str, alt: str, side: int) -> str:
    """A square picture in the line, ``side`` in EMU, without the 3.2 mm that LibreOffice adds."""
    size = f'cx="{side}" cy="{side}"'
    name, alt = quoteattr(name), quoteattr(alt)
    return (
        f'<wp:inline distT="0" distB="0" distL="0" distR="0" xmlns:wp="{DRAWING_IN_WORD}"'
        f' xmlns:a="{DRAWING}" xmlns:pic="{DRAWING_PICTURE}" xmlns:r="{RELATIONSHIPS}">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name={name} descr={alt}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{DRAWING_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name={name}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
    )


@cache
def _w(name: str) -> str:
    """A name of WordprocessingML; a handout has thousands."""
    return str(qn(f"w:{name}"))


def _add_text(run: Any, text: str) -> None:
    element = _add(run, "t")
    element.set(qn("xml:space"), "preserve")
    element.text = text
