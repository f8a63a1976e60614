"""A tagged document written by ReportLab: fonts, structure tree, metadata, colour profile.

The keys are those of ISO 14289-1 (PDF/UA-1) and ISO 19005-2 level A (PDF/A-2a).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage

from layouts.pdf.content import Mark, Page, Type, mm
from layouts.pdf.fonts import EmbeddedFont, FontUses
from layouts.pdf.metadata import Metadata, xmp
from layouts.pdf.objects import (
    Raw,
    ascii_string,
    box,
    plain_stream,
    reference,
    register,
    stream,
    text,
)
from layouts.pdf.paper import viewer_preferences
from layouts.pdf.structure import Element, ObjectReference, figure_attributes


def _page_box(page: Page, around: float) -> str:
    """The trimmed page with ``around`` mm on all sides."""
    inset = page.margin - around
    sides = (inset, inset, inset + page.width + 2 * around, inset + page.height + 2 * around)
    return box(map(mm, sides))


class Document:
    """Pages with one structure tree. Draw first, ``save`` last."""

    def __init__(self, metadata: Metadata, colour_profile: bytes) -> None:
        self.metadata = metadata
        self.colour_profile = colour_profile
        self.fonts = FontUses()
        self.root = Element("Document", language=metadata.language)
        self.pages: list[Page] = []
        self._bleeds: list[float | None] = []

    def add_page(
        self, width: float, height: float, *, margin: float = 0.0, bleed: float | None = None
    ) -> Page:
        """A page that is ``width`` x ``height`` mm when trimmed.

        ``margin`` mm around it hold marks; with ``bleed`` (mm) the trim and bleed boxes are set.
        """
        page = Page(len(self.pages), width, height, self.fonts, margin)
        self.pages.append(page)
        self._bleeds.append(bleed)
        return page

    def impose(self, drawn: Document, x: float = 0, rows: Sequence[float] = (0,)) -> None:
        """Put pages of another document on those of this one, at ``x`` mm and at each ``y`` mm of
        ``rows``. Only the first of them is read aloud.
        """
        self.fonts.take(drawn.fonts)
        shifts = [
            page.put(source, x, rows[0])
            for page, source in zip(self.pages, drawn.pages, strict=True)
        ]
        copies = self.root.adopt(drawn.root, shifts)
        for page, source, shift in zip(self.pages, drawn.pages, shifts, strict=True):
            page.owners += [copies[owner] for owner in source.owners]
            page.links += [
                replace(link, rect=shift.box(link.rect), element=copies[link.element])
                for link in source.links
            ]
            page.pictures += source.pictures
            for y in rows[1:]:
                page.put(source, x, y, read=False)

    def save(self) -> bytes:
        """The finished file; the same bytes whenever the same was drawn."""
        for page in self.pages:
            page.complete()
        return _Writer(self).write()


class _Writer:
    """Everything drawn, in objects; an element has a number before its body is written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.pdf = PDFDocument(pdfVersion=(1, 7), invariant=1, lang=document.metadata.language)
        # ReportLab starts the file's id with SOURCE_DATE_EPOCH; ours is of what is drawn.
        self.pdf.signature = hashlib.sha256(b"Wegwijs")
        self.pdf.defaultStreamFilters = None
        stamp = self.pdf._timeStamp
        day = document.metadata.date
        stamp.YMDhms, stamp.dhh, stamp.dmm = (day.year, day.month, day.day, 0, 0, 0), 0, 0
        self.pages: list[str] = []  # references
        self.links: list[list[Raw]] = []  # by page
        self.elements: dict[Element, str] = {}  # references

    def write(self) -> bytes:
        self._info()
        self._pages()
        self._structure()
        self._catalog()
        return bytes(self.pdf.GetPDFData(None))

    def _info(self) -> None:
        metadata = self.document.metadata
        self.pdf.setTitle(metadata.title)
        self.pdf.setAuthor(metadata.author)
        self.pdf.setSubject("")
        self.pdf.setCreator("Wegwijs")
        self.pdf.setProducer("ReportLab")

    def _add(self, raw: Raw) -> str:
        return register(self.pdf, raw)

    def _pages(self) -> None:
        embedded = {face: use.embedded() for face, use in self.document.fonts.items()}
        faces = (f"/{face.name} {self._font(font)}" for face, font in embedded.items())
        fonts = self._add(Raw(f"<< {' '.join(faces)} >>"))
        for page, bleed in zip(self.document.pages, self.document._bleeds, strict=True):
            content = "\n".join(
                operator.written(embedded)
                if isinstance(operator, Type)
                else operator.written(0)
                if isinstance(operator, Mark)
                else operator
                for operator in page.operators
            )
            self.pdf.updateSignature(content)
            writer = PDFPage()
            writer.Override_default_compilation = 1
            writer.__NoDefault__ = [*PDFPage.__NoDefault__, "Tabs", "StructParents"]
            writer.Tabs = "/S"
            writer.StructParents = page.index
            writer.MediaBox = _page_box(page, page.margin)
            if bleed is not None:
                writer.TrimBox = _page_box(page, 0)
                writer.BleedBox = _page_box(page, bleed)
            pictures = " ".join(
                f"/Im{number} {self._picture(*found)}"
                for number, found in enumerate(page.pictures, start=1)
            )
            xobjects = f" /XObject << {pictures} >>" if pictures else ""
            writer.Resources = f"<< /Font {fonts}{xobjects} >>"
            writer.Contents = stream("", content.encode("ascii"))
            writer.Parent = self.pdf.Reference(self.pdf.Pages)
            links = [Raw() for _ in page.links]
            self.links.append(links)
            if links:
                writer.Annots = f"[{' '.join(map(self._add, links))}]"
            self.pdf.addPage(writer)
            self.pages.append(reference(self.pdf, f"Page{page.index + 1}"))  # as ReportLab names it

    def _picture(self, pixels: bytes, size: tuple[int, int]) -> str:
        width, height = size
        head = (
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height}"
            " /ColorSpace /DeviceRGB /BitsPerComponent 8"
        )
        return self._add(stream(head, pixels, shared=True))

    def _font(self, font: EmbeddedFont) -> str:
        """A Type0 font whose character codes are glyph ids."""
        file = self._add(stream(f"/Length1 {len(font.program)}", font.program, shared=True))
        # Symbolic (flag 4), since the codes are glyph ids.
        descriptor = self._add(
            Raw(
                f"<< /Type /FontDescriptor /FontName {font.name} /Flags 4 {font.face.measures}"
                f" /ItalicAngle 0 /StemV 80 /FontFile2 {file} >>"
            )
        )
        descendant = self._add(
            Raw(
                f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {font.name}"
                " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                f" /CIDToGIDMap /Identity /FontDescriptor {descriptor} /W [{font.widths}] /DW 0 >>"
            )
        )
        texts = self._add(stream("", font.to_unicode, shared=True))
        return self._add(
            Raw(
                f"<< /Type /Font /Subtype /Type0 /BaseFont {font.name} /Encoding /Identity-H"
                f" /DescendantFonts [{descendant}] /ToUnicode {texts} >>"
            )
        )

    def _structure(self) -> None:
        """The tree, and from pages and links back into it."""
        root, parents = Raw(), Raw()
        root_reference = self._add(root)
        tree = list(self.document.root.walk())
        bodies = [Raw() for _ in tree]
        self.elements = {e: self._add(raw) for e, raw in zip(tree, bodies, strict=True)}
        for element, raw in zip(tree, bodies, strict=True):
            raw.body = self._element(element, root_reference)
        numbers = [
            f"{page.index} [{' '.join(self.elements[owner] for owner in page.owners)}]"
            for page in self.document.pages
        ]
        for page, links in zip(self.document.pages, self.links, strict=True):
            for link, raw in zip(page.links, links, strict=True):
                number = len(numbers)  # structure parents: first the pages, then the links
                numbers.append(f"{number} {self.elements[link.element]}")
                raw.body = (
                    f"<< /Type /Annot /Subtype /Link /Rect {box(link.rect)} /Border [0 0 0]"
                    f" /F 4 /Contents {text(link.contents)} /StructParent {number}"  # 4: printed
                    f" /A << /S /URI /URI {ascii_string(link.target)} >> >>"
                )
        parents.body = f"<< /Nums [{' '.join(numbers)}] >>"
        root.body = (
            f"<< /Type /StructTreeRoot /K {self.elements[self.document.root]}"
            f" /ParentTree {self._add(parents)} /ParentTreeNextKey {len(numbers)} >>"
        )
        self.pdf.Catalog.StructTreeRoot = root_reference

    def _element(self, element: Element, root: str) -> str:
        pages = {kid.page for kid in element.kids if not isinstance(kid, Element)}
        one_page = min(pages) if len(pages) == 1 else None
        parent = self.elements[element.parent] if element.parent else root
        parts = [f"<< /Type /StructElem /S /{element.tag} /P {parent}"]
        if one_page is not None:
            parts.append(f"/Pg {self.pages[one_page]}")
        if element.language:
            parts.append(f"/Lang {ascii_string(element.language)}")
        if element.alt is not None:
            parts.append(f"/Alt {text(element.alt)}")
        if element.actual_text is not None:
            parts.append(f"/ActualText {text(element.actual_text)}")
        attributes = figure_attributes(element.box) if element.box else element.attributes
        if attributes:
            parts.append(f"/A << {attributes} >>")
        parts.append("/K [")
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(self.elements[kid])
            elif isinstance(kid, ObjectReference):
                link = register(self.pdf, self.links[kid.page][kid.annotation])
                parts.append(f"<< /Type /OBJR /Pg {self.pages[kid.page]} /Obj {link} >>")
            elif one_page is not None:
                parts.append(str(kid.mcid))
            else:
                parts.append(f"<< /Type /MCR /Pg {self.pages[kid.page]} /MCID {kid.mcid} >>")
        return " ".join([*parts, "] >>"])

    def _catalog(self) -> None:
        metadata, catalog = self.document.metadata, self.pdf.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = "<< /Marked true >>"
        catalog.ViewerPreferences = f"<< {viewer_preferences(self.document.pages)} >>"
        # Not compressed, so that it can be read by any tool (PDF/A 6.6.2.1).
        catalog.Metadata = plain_stream("/Type /Metadata /Subtype /XML", xmp(metadata).encode())
        profile = self._add(stream("/N 3", self.document.colour_profile, shared=True))
        catalog.OutputIntents = (
            "[<< /Type /OutputIntent /S /GTS_PDFA1"
            " /OutputConditionIdentifier (sRGB IEC61966-2.1)"
            f" /DestOutputProfile {profile} >>]"
        )
