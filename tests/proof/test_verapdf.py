"""The judge must pass a file that is right, and say what is wrong with one that is not."""

from __future__ import annotations

import io
import os
import sys
from importlib.resources import files
from typing import TYPE_CHECKING

import pikepdf
import pytest
import uharfbuzz as hb  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name
from PIL import ImageCms
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from wegwijs.proof import verapdf
from wegwijs.proof.readers.inspection import blocks, inspect

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.verapdf

TITLE = "Hulp"
XMP = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{TITLE}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def font(pdf: pikepdf.Pdf, text: str) -> tuple[pikepdf.Object, str]:
    """Embed the glyphs of a text; the font, and the text as the hexadecimal codes that show it."""
    source = files("fontpkg_source_sans_3").joinpath("files/SourceSans3[wght].ttf").read_bytes()
    pinned = hb.SubsetInput()
    pinned.keep_everything()
    pinned.pin_axis_location(hb.Face(source), "wght", 400)
    face = hb.subset(hb.Face(source), pinned)
    drawn = hb.Font(face)
    glyphs = {letter: drawn.get_nominal_glyph(ord(letter)) or 0 for letter in text}
    wanted = hb.SubsetInput()
    wanted.glyph_set.update({0, *glyphs.values()})
    wanted.flags = (
        hb.SubsetFlags.RETAIN_GIDS
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    data = hb.subset(face, wanted).blob.data
    name = Name("/ABCDEF+SourceSans3")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=4,
        FontBBox=[-500, -400, 1500, 1100],
        ItalicAngle=0,
        Ascent=1000,
        Descent=-400,
        CapHeight=660,
        StemV=80,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    widths = Array()
    for glyph in sorted(set(glyphs.values())):
        widths.extend(Array([glyph, Array([drawn.get_glyph_h_advance(glyph) * 1000 // face.upem])]))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDToGIDMap=Name.Identity,
        W=widths,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    lines = "".join(f"<{glyph:04X}> <{ord(letter):04X}>\n" for letter, glyph in glyphs.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /U def\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(glyphs)} beginbfchar\n{lines}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    whole = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(descendant)],
        ToUnicode=pdf.make_stream(cmap.encode()),
    )
    return pdf.make_indirect(whole), "".join(f"{glyphs[letter]:04X}" for letter in text)


def accessible_pdf(text: str) -> bytes:
    """Write a page with one heading, right by PDF/UA-1 and PDF/A-2a."""
    pdf = pikepdf.new()
    embedded, codes = font(pdf, text)
    page = pdf.add_blank_page()
    page.Resources = Dictionary(Font=Dictionary(F=embedded))
    page.Contents = pdf.make_stream(
        f"/H1 <</MCID 0>> BDC BT /F 20 Tf 72 700 Td <{codes}> Tj ET EMC".encode()
    )
    page.Tabs, page.StructParents = Name.S, 0
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(S=Name.Document, P=tree))
    heading = pdf.make_indirect(Dictionary(S=Name.H1, P=document, Pg=page.obj, K=0))
    tree.K, document.K = document, Array([heading])
    tree.ParentTree = Dictionary(Nums=[0, Array([heading])])
    profile = pdf.make_stream(
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3
    )
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB",
        DestOutputProfile=profile,
    )
    pdf.Root.update(
        {
            "/StructTreeRoot": tree,
            "/Lang": pikepdf.String("nl"),
            "/MarkInfo": Dictionary(Marked=True),
            "/ViewerPreferences": Dictionary(DisplayDocTitle=True),
            "/OutputIntents": Array([intent]),
            "/Metadata": pdf.make_stream(XMP.encode(), Type=Name.Metadata, Subtype=Name.XML),
        },
    )
    file = io.BytesIO()
    pdf.save(file, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def test_right_and_wrong_together(tmp_path: Path) -> None:
    right, plain, rubbish = (
        tmp_path / name for name in ("right é.pdf", "plain.pdf", "rubbish.pdf")
    )
    right.write_bytes(accessible_pdf("Waar vind ik hulp?"))
    canvas = Canvas(str(plain))
    canvas.drawString(72, 700, "Waar vind ik hulp?")
    canvas.save()
    rubbish.write_bytes(b"no PDF at all")

    verdicts = verapdf.validate([right, plain, rubbish])

    assert verdicts[right] == []
    assert {failure.split(":")[0] for failure in verdicts[plain]} >= {
        "PDF/UA-1 6.2-1",  # no MarkInfo
        "PDF/UA-1 7.1-3",  # content that is not tagged
        "PDF/UA-1 7.1-11",  # no structure tree
        "PDF/UA-1 7.21.4.1-1",  # a font that is not embedded
        "PDF/A-2a 6.7.2.2-1",  # no MarkInfo
        "PDF/A-2a 6.6.2.1-1",  # no metadata
    }
    assert [failure.split(":")[0] for failure in verdicts[rubbish]] == [
        "PDF/A-2a unreadable",
        "PDF/UA-1 unreadable",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are text")
def test_a_file_is_judged_whatever_it_is_called(tmp_path: Path) -> None:
    names = [b"caf\xe9.pdf", b"twee\nregels.pdf", b"1.pdf", "\N{SNOWMAN}".encode()]
    paths = [tmp_path / os.fsdecode(name) for name in names]
    for path in paths:
        path.write_bytes(accessible_pdf("Waar vind ik hulp?"))
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"no PDF at all")
    verdicts = verapdf.validate([wrong, *paths])
    assert [verdicts[path] for path in paths] == [[], [], [], []]
    assert len(verdicts[wrong]) == 2


def test_inspection_agrees() -> None:
    inspection = inspect(accessible_pdf("Waar vind ik hulp?"))
    assert inspection.problems == ()
    assert inspection.title == TITLE
    assert list(blocks(inspection)) == [("H1", "Waar vind ik hulp?")]
