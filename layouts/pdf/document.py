"""A tagged document written by ReportLab: fonts, structure tree, metadata, colour profile.

The keys are those of ISO 14289-1 (PDF/UA-1) and ISO 19005-2 level A (PDF/A-2a).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObjectReference,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from layouts.outline import Outline
from layouts.pdf.content import FontUse, FontUses, Page, mm
from layouts.pdf.structure import Element, ObjectReference

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Metadata:
    """What a document says of itself."""

    title: str
    author: str
    language: str
    date: date
    rtl: bool = False

    @classmethod
    def of(cls, outline: Outline) -> Metadata:
        """The metadata of a pack."""
        return cls(
            str(outline.title),
            outline.publisher,
            outline.language,
            outline.date,
            outline.direction == "rtl",
        )


class _Dictionary(PDFDictionary):  # type: ignore[misc]
    __RefOnly__ = 1  # an object of its own


class _Stream(PDFStream):  # type: ignore[misc]
    """ReportLab ends a stream without the line end that PDF/A asks for (6.1.7.1).

    Ours is CR LF: with LF alone, data that happen to end in CR would seem a byte too long.
    """

    def format(self, document: PDFDocument) -> bytes:
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\r\nendstream\n"


_BOM = "\ufeff"


def _text(text: str) -> str:
    """A text string in PDF syntax: what ReportLab gets as ``str`` it writes as it is."""
    return f"<{(_BOM + text).encode('utf-16-be').hex().upper()}>"


def _picture(pixels: bytes, size: tuple[int, int]) -> _Stream:
    width, height = size
    head = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Image"),
        "Width": width,
        "Height": height,
        "ColorSpace": PDFName("DeviceRGB"),
        "BitsPerComponent": 8,
    }
    return _Stream(PDFDictionary(head), pixels, [PDFZCompress])


def _page_box(page: Page, around: float) -> PDFArray:
    """The trimmed page with ``around`` mm on all sides."""
    inset = page.margin - around
    sides = (inset, inset, inset + page.width + 2 * around, inset + page.height + 2 * around)
    return PDFArray([f"{mm(side):.3f}" for side in sides])


def _box(box: Box) -> PDFArray:
    return PDFArray([f"{value:.3f}" for value in box])


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

    def save(self) -> bytes:
        """The finished file; the same bytes whenever the same was drawn."""
        return _Writer(self).write()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.pdf = PDFDocument(pdfVersion=(1, 7), invariant=1, lang=document.metadata.language)
        # ReportLab starts the file's id with SOURCE_DATE_EPOCH; ours is of what is drawn.
        self.pdf.signature = hashlib.sha256(b"Wegwijs")
        self.pdf.defaultStreamFilters = None  # the metadata stays readable (PDF/A 6.6.2.1)
        stamp = self.pdf._timeStamp
        day = document.metadata.date
        stamp.YMDhms, stamp.dhh, stamp.dmm = (day.year, day.month, day.day, 0, 0, 0), 0, 0
        self.ids: dict[int, str] = {}  # of an element, by identity

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

    def _pages(self) -> None:
        fonts = PDFDictionary({use.name: self._font(use) for use in self.document.fonts.values()})
        font_reference = self.pdf.Reference(fonts, "Fonts")
        annotation = len(self.document.pages)  # structure parents: first the pages
        for page, bleed in zip(self.document.pages, self.document._bleeds, strict=True):
            content = "\n".join(page.operators)
            self.pdf.updateSignature(content)
            writer = PDFPage()
            writer.Override_default_compilation = 1
            writer.__NoDefault__ = [*PDFPage.__NoDefault__, "Tabs", "StructParents"]
            writer.Tabs = PDFName("S")
            writer.StructParents = page.index
            writer.MediaBox = _page_box(page, page.margin)
            if bleed is not None:
                writer.TrimBox = _page_box(page, 0)
                writer.BleedBox = _page_box(page, bleed)
            resources: dict[str, object] = {"Font": font_reference}
            if page.pictures:
                pictures = {name: _picture(*found) for name, found in page.pictures.items()}
                references = {n: self.pdf.Reference(p) for n, p in pictures.items()}
                resources["XObject"] = PDFDictionary(references)
            writer.Resources = PDFDictionary(resources)
            writer.Contents = _Stream(content=content, filters=[PDFZCompress])
            writer.Parent = self.pdf.Reference(self.pdf.Pages)
            links = []
            for index, link in enumerate(page.links):
                links.append(
                    self.pdf.Reference(
                        _Dictionary(
                            {
                                "Type": PDFName("Annot"),
                                "Subtype": PDFName("Link"),
                                "Rect": _box(link.rect),
                                "Border": PDFArray([0, 0, 0]),
                                "F": 4,  # printed
                                "Contents": _text(link.contents),
                                "StructParent": annotation,
                                "A": PDFDictionary(
                                    {"S": PDFName("URI"), "URI": PDFString(link.target)}
                                ),
                            }
                        ),
                        _annotation(page.index, index),
                    )
                )
                annotation += 1
            if links:
                writer.Annots = PDFArray(links)
            self.pdf.addPage(writer)

    def _font(self, use: FontUse) -> PDFObjectReference:
        """A Type0 font whose character codes are glyph ids."""
        glyphs = sorted(use.texts)
        program, tag = use.face.subset(frozenset(glyphs))
        name = PDFName(f"{tag}+{use.face.name}")
        font = use.face.font
        extents = font.get_font_extents("ltr")
        head = use.face.face.reference_table("head").data
        scale = 1000 / use.face.face.upem
        box = [
            round(int.from_bytes(head[i : i + 2], "big", signed=True) * scale)
            for i in (36, 38, 40, 42)
        ]
        descriptor = _Dictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": 4,  # symbolic: the codes are glyph ids
                "FontBBox": PDFArray(box),
                "ItalicAngle": 0,
                "Ascent": extents.ascender,
                "Descent": extents.descender,
                "CapHeight": round(
                    font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
                ),
                "StemV": 80,
                "FontFile2": self.pdf.Reference(
                    _Stream(PDFDictionary({"Length1": len(program)}), program, [PDFZCompress])
                ),
            }
        )
        widths = " ".join(f"{glyph} [{use.face.advance(glyph)}]" for glyph in glyphs)
        descendant = _Dictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
                "CIDToGIDMap": PDFName("Identity"),
                "FontDescriptor": self.pdf.Reference(descriptor),
                "W": f"[{widths}]",
                "DW": 0,
            }
        )
        return self.pdf.Reference(
            _Dictionary(
                {
                    "Type": PDFName("Font"),
                    "Subtype": PDFName("Type0"),
                    "BaseFont": name,
                    "Encoding": PDFName("Identity-H"),
                    "DescendantFonts": PDFArray([self.pdf.Reference(descendant)]),
                    "ToUnicode": self.pdf.Reference(
                        _Stream(content=to_unicode(use.texts), filters=[PDFZCompress])
                    ),
                }
            ),
            use.name,
        )

    def _structure(self) -> None:
        parents: dict[int, list[str]] = {
            page.index: [""] * len(page.owners) for page in self.document.pages
        }
        annotations: list[str] = []
        first = len(self.document.pages)
        for page in self.document.pages:
            for mcid, owner in enumerate(page.owners):
                parents[page.index][mcid] = self._id(owner)
            annotations += [self._id(link.element) for link in page.links]
        self._element(self.document.root, "StructTreeRoot")
        numbers: list[object] = []
        for index, owners in parents.items():
            numbers += [index, PDFArray([PDFObjectReference(id_) for id_ in owners])]
        for offset, id_ in enumerate(annotations):
            numbers += [first + offset, PDFObjectReference(id_)]
        self.pdf.Reference(
            _Dictionary(
                {
                    "Type": PDFName("StructTreeRoot"),
                    "K": PDFObjectReference(self._id(self.document.root)),
                    "ParentTree": self.pdf.Reference(_Dictionary({"Nums": PDFArray(numbers)})),
                    "ParentTreeNextKey": first + len(annotations),
                }
            ),
            "StructTreeRoot",
        )

    def _id(self, element: Element) -> str:
        return self.ids.setdefault(id(element), f"E{len(self.ids)}")

    def _element(self, element: Element, parent: str) -> None:
        id_ = self._id(element)
        pages = {kid.page for kid in element.kids if not isinstance(kid, Element)}
        one_page = min(pages) if len(pages) == 1 else None
        body: dict[str, object] = {
            "Type": PDFName("StructElem"),
            "S": PDFName(element.tag),
            "P": PDFObjectReference(parent),
        }
        if one_page is not None:
            body["Pg"] = _page(one_page)
        if element.language:
            body["Lang"] = PDFString(element.language)
        if element.alt is not None:
            body["Alt"] = _text(element.alt)
        if element.actual_text is not None:
            body["ActualText"] = _text(element.actual_text)
        if element.attributes:
            body["A"] = f"<<{element.attributes}>>"
        kids: list[object] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(PDFObjectReference(self._id(kid)))
            elif isinstance(kid, ObjectReference):
                kids.append(
                    PDFDictionary(
                        {
                            "Type": PDFName("OBJR"),
                            "Pg": _page(kid.page),
                            "Obj": PDFObjectReference(_annotation(kid.page, kid.annotation)),
                        }
                    )
                )
            elif one_page is not None:
                kids.append(kid.mcid)
            else:
                kids.append(
                    PDFDictionary({"Type": PDFName("MCR"), "Pg": _page(kid.page), "MCID": kid.mcid})
                )
        body["K"] = PDFArray(kids)
        self.pdf.Reference(_Dictionary(body), id_)
        for kid in element.kids:
            if isinstance(kid, Element):
                self._element(kid, id_)

    def _catalog(self) -> None:
        metadata, catalog = self.document.metadata, self.pdf.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.StructTreeRoot = PDFObjectReference("StructTreeRoot")
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        preferences: dict[str, object] = {
            "DisplayDocTitle": "true",
            "PrintScaling": PDFName("None"),  # 100 %: panels, sheets and QR modules are measured
        }
        if metadata.rtl:
            preferences["Direction"] = PDFName("R2L")
        catalog.ViewerPreferences = PDFDictionary(preferences)
        catalog.Metadata = _Stream(
            PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
            xmp(metadata).encode(),
        )
        profile = _Stream(PDFDictionary({"N": 3}), self.document.colour_profile, [PDFZCompress])
        catalog.OutputIntents = PDFArray(
            [
                PDFDictionary(
                    {
                        "Type": PDFName("OutputIntent"),
                        "S": PDFName("GTS_PDFA1"),
                        "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
                        "DestOutputProfile": self.pdf.Reference(profile),
                    }
                )
            ]
        )


def _page(index: int) -> PDFObjectReference:
    return PDFObjectReference(f"Page{index + 1}")  # the name that ReportLab gives it


def _annotation(page: int, index: int) -> str:
    return f"Link{page}.{index}"


def to_unicode(texts: dict[int, str]) -> bytes:
    """The CMap that says which text each glyph id stands for."""
    rows = [
        f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for glyph, text in sorted(texts.items())
    ]
    blocks = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
        for block in (rows[start : start + 100] for start in range(0, len(rows), 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{blocks}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def xmp(metadata: Metadata) -> str:
    """The XMP packet: title, dates, PDF/UA-1 and PDF/A-2a, and the schema that declares pdfuaid."""
    title, author = escape(metadata.title), escape(metadata.author)
    stamp = f"{metadata.date.isoformat()}T00:00:00+00:00"
    return f"""<?xpacket begin="{_BOM}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{metadata.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Wegwijs</xmp:CreatorTool>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>ReportLab</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
