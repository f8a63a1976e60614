"""The metadata of a document: title, author, and the standards that it conforms to."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.pdf.objects import stream_of, text


class Metadata(Struct, frozen=True):
    """The metadata of a document."""

    title: str
    author: str
    language: str
    date: date

    @classmethod
    def of(cls, outline: Outline) -> Metadata:
        """Return the metadata of a pack."""
        return cls(
            str(outline.title),
            outline.publisher,
            outline.language,
            outline.date,
        )


@lru_cache(maxsize=16)
def info(metadata: Metadata) -> str:
    """The document information dictionary. Cached, like the packet: an edition has
    several files.
    """
    stamp = f"(D:{metadata.date:%Y%m%d}000000+00'00')"
    return (
        f"<< /Title {text(metadata.title)} /Author {text(metadata.author)} /Subject () /Keywords ()"
        f" /Creator (Wegwijs) /Producer (ReportLab) /CreationDate {stamp} /ModDate {stamp} >>"
    )


@lru_cache(maxsize=16)
def xmp(metadata: Metadata) -> bytes:
    """The XMP packet as an object: title, dates, PDF/UA-1 and PDF/A-2a, and the schema that
    declares pdfuaid. Uncompressed, so that any tool can read it (PDF/A 6.6.2.1).
    """
    return stream_of("/Type /Metadata /Subtype /XML", _packet(metadata).encode())


def _packet(metadata: Metadata) -> str:
    title, author = escape(metadata.title), escape(metadata.author)
    stamp = f"{metadata.date.isoformat()}T00:00:00+00:00"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
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
