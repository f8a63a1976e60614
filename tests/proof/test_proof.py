"""Nothing leaves the press unread: each fault that is planted is found, and named.

A fault is planted in a finished file, or in a layout that makes it anew; the manifest is then made
to agree, so that the fault is found for itself and not for bytes that changed.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from functools import partialmethod
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pytest
from lxml import html
from msgspec import structs
from msgspec.structs import replace

import generate
import wegwijs.layouts.pdf.memory
import wegwijs.layouts.pdf.panel
import wegwijs.layouts.pdf.qr
import wegwijs.layouts.products.leaflet.panels
import wegwijs.layouts.products.leaflet.paper
import wegwijs.layouts.products.pocket_card.layout
import wegwijs.layouts.products.pocket_card.setting
from tests.conftest import LANGUAGES, in_part
from tests.press.conftest import TODAY, add
from tests.proof import faults
from tests.proof.first_finding import first_finding
from tests.proof.truths import pack_in, truth_in, with_organisation
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.layouts.typesetting.theme import Theme, scale_of
from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.ledger.entry import Stored
from wegwijs.press.ledger.inputs import digest_of_file
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.order import order
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.judge import judge
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language
from wegwijs.sources.values import Phone

FAST = ("--pdf-judge", "page-validation", "--today", TODAY.isoformat())
EXAMPLES = ("voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop")
POLICE, CRIME = "0900-8844", "0800-7000"


def build(output: Path, *editions: str, languages: Sequence[str] = ("nl",), **more: Any) -> None:
    asked = order(editions, languages, more.pop("products", ()), every=False)
    settings = BuildSettings([SHIPPED, *more.pop("sources", ())], output, TODAY, jobs=1, **more)
    result = build_order(asked, settings)
    assert result.made and not result.failed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The national pack in Dutch, and in English and Arabic, which are concepts."""
    output = tmp_path_factory.mktemp("gemaakt")
    build(output, "nationaal", products=tuple(PRODUCTS))
    drafts = tuple(id_ for id_, one in PRODUCTS.items() if one.drafts)
    build(output, "nationaal", languages=("en", "ar"), products=drafts)
    return output


Find = Callable[..., list[dict[str, Any]]]


class Folder:
    """An output folder with one document of the national pack in it."""

    def __init__(self, made: Path, output: Path, document: str) -> None:
        self.output = output
        manifest = read_manifest(made)
        place, product = document.rsplit("/", 1)
        entry = manifest.documents[place][product]
        manifest.documents = {place: {product: entry}}
        (output / place).mkdir(parents=True)
        for file in entry.files:
            shutil.copy2(made / place / file, output / place / file)
        manifest.save(output)

    @classmethod
    def of(cls, output: Path) -> Folder:
        """A folder that was made for the test alone."""
        folder = cls.__new__(cls)
        folder.output = output
        return folder

    def path(self, file: str) -> Path:
        return next(self.output.glob(f"*/*/{file}"))

    def plant(self, file: str, data: bytes) -> None:
        """Replace a file, and let the manifest know."""
        path = self.path(file)
        assert path.read_bytes() != data, "the fault is not planted"
        path.write_bytes(data)
        manifest = read_manifest(self.output)
        ((_, entry),) = manifest.entries()
        entry.files[path.name] = Stored.of(path, digest_of_file(path))
        manifest.save(self.output)


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Callable[[str], Folder]:
    return lambda document: Folder(made, tmp_path / "uit", f"nationaal/{document}")


@pytest.fixture
def find(capsys: pytest.CaptureFixture[str]) -> Find:
    """Run ``proof`` as a user does; the exit code must agree with what is found."""

    def find(output: Path, *arguments: str) -> list[dict[str, Any]]:
        code = generate.main(["proof", str(output), "--json", *FAST, *arguments])
        told = json.loads(capsys.readouterr().out)
        assert code == (5 if told["findings"] else 0)
        return told["findings"]

    return find


def render(outline: Outline, theme: Theme, file: str) -> bytes:
    return FILES_BY_NAME[file].render(outline, theme.for_outline(outline), Profile.OFFICE)


def outline_of(language: str = "nl") -> Outline:
    return build_outline(in_language(load("nationaal", SHIPPED), language, [SHIPPED]))


def with_entry(outline: Outline, numeral: int, **changes: Any) -> Outline:
    """An outline in which one organisation differs."""
    return replace(
        outline,
        groups=tuple(
            replace(
                group,
                entries=tuple(
                    replace(e, **changes) if e.numeral == numeral else e for e in group.entries
                ),
            )
            for group in outline.groups
        ),
    )


def says(found: list[dict[str, Any]], kind: str, words: str, **where: Any) -> bool:
    """Whether a fault is told: what it is, and where."""
    return any(
        one["kind"] == kind
        and words in one["what"]
        and one["todo"]
        and all(one.get(name) == value for name, value in where.items())
        for one in found
    )


# --- faults that are planted in a finished PDF ---------------------------------------------------


def set_(name: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: setattr(pdf.Root, name, value)


def no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]
    if "/Title" in pdf.docinfo:
        del pdf.docinfo["/Title"]


def no_font(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def other_target(pdf: pikepdf.Pdf) -> None:
    inside = pdf.pages[1].Annots
    link = next(one for one in inside if str(one.A.URI) == "tel:08007000")
    link.A.URI = pikepdf.String("tel:08007001")


def link_elsewhere(pdf: pikepdf.Pdf) -> None:
    link = pdf.pages[1].Annots[0]
    link.Rect = pikepdf.Array([float(side) + 60 for side in link.Rect])


def no_alt(pdf: pikepdf.Pdf) -> None:
    faults.structure(pdf, "Figure")[4].Alt = pikepdf.String("")


def other_alt(pdf: pikepdf.Pdf) -> None:
    first, second, *_ = faults.structure(pdf, "Figure")
    first.Alt, second.Alt = second.Alt, first.Alt


def element_gone(pdf: pikepdf.Pdf) -> None:
    heading = faults.structure(pdf, "H3")[4]
    section = heading.P
    section.K = pikepdf.Array([kid for kid in section.K if kid.objgen != heading.objgen])


def page_gone(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1]


def larger_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 1684, 1191])


INSIDE = {"page": 2}
IN_FILE: dict[str, tuple[str, str, Callable[[bytes], bytes], str, str, dict[str, Any]]] = {
    "a phone number that runs off the paper": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.moved(data, CRIME, 60, 0, page=2),
        "margin", CRIME, INSIDE,
    ),
    "a phone number that runs over the fold": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.moved(data, POLICE, 42, 0, page=2),
        "margin", "Over de vouw", INSIDE,
    ),
    "text in the safe margin": (
        "nl/pocket-card", "pocket-card.pdf",
        lambda data: faults.moved(data, "nctv.nl", 0, 19.5),
        "margin", "nctv.nl", {"page": 1, "panel": "achterkant"},
    ),
    "text that stands on a code": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.moved(data, "politie.nl", 70, 2),
        "overlap", 'Over een QR-code heen staat de tekst "politie.nl"', INSIDE,
    ),
    "text that stands on other text": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.moved(data, "politie.nl", 0, 7.5),
        "overlap", "Over elkaar heen", INSIDE,
    ),
    "text that is painted over": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.painted_over(data, 2, "1 g 630 446 140 38 re f"),
        "contrast", f'Niet te zien is de tekst "{CRIME}"', INSIDE | {"panel": "binnenkant, paneel 3"},
    ),
    "text too light to read": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.content(data, 2, "BT 0 g", "BT 0.7 g"),
        "contrast", "Te weinig contrast", INSIDE,
    ),
    "a link that dials another number than is printed": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, other_target),
        "link", f"{CRIME} bij Meld Misdaad Anoniem (M.) leidt naar tel:08007001", INSIDE,
    ),
    "a number that is read aloud right and printed wrong": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.misread(data, POLICE, 2),
        "contact", f'Hier staat iets anders dan wordt voorgelezen: "{POLICE}"', INSIDE,
    ),
    "a number that is printed and not read aloud": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.painted_over(data, 1, "BT 0 g /F1 12 Tf 1 0 0 1 300 200 Tm <00110012> Tj ET"),
        "tags", "wordt niet voorgelezen", {"page": 1, "panel": "achterkant"},
    ),
    "a link that lies beside its number": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, link_elsewhere),
        "link", f"De link ligt niet op zijn tekst {POLICE}", INSIDE,
    ),
    "a font that is not in the file": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, no_font),
        "font", "SourceSans3", {"page": 1},
    ),
    "a heading that a screen reader no longer gets": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, element_gone),
        "text", "Dit ontbreekt: Meld Misdaad Anoniem (M.)", {},
    ),
    "content without a tag": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.content(data, 2, "/H3 <</MCID", "/H3 <</Gone"),
        "tags", "De opbouw", INSIDE,
    ),
    "a code without words for who cannot see it": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, no_alt),
        "alt", 'heet voor wie niet ziet ""', INSIDE,
    ),
    "a code with the words of another": (
        "nl/pocket-card", "pocket-card.pdf",
        lambda data: faults.changed(data, other_alt),
        "alt", "De QR-code bij Politie heet", {"page": 1, "panel": "voorkant"},
    ),
    "a code too light to scan": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.content(data, 2, "q 0 g 1.41732", "q 0.6 g 1.41732"),
        "qr-contrast", "De QR-code bij Politie is te licht", INSIDE | {"panel": "binnenkant, paneel 1"},
    ),
    "a code that is painted over": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.painted_over(data, 2, "1 g 213 382 46 46 re f"),
        "qr", "De QR-code bij Politie is er niet, of is niet te lezen", INSIDE,
    ),
    "a line in the quiet zone of a code": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.painted_over(data, 2, "0 g 258.8 380 1 50 re f"),
        "qr-quiet", "De QR-code bij Politie heeft te weinig wit", INSIDE,
    ),
    "a language that is another": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, set_("Lang", pikepdf.String("en"))),
        "language", "De taal van het document is en, dat moet nl zijn", {},
    ),
    "a language that is not said": (
        "en/pocket-card", "pocket-card.pdf",
        lambda data: faults.changed(data, lambda pdf: pdf.Root.__delitem__("/Lang")),
        "language", "De taal van het document is niet ingevuld, dat moet en zijn", {},
    ),
    "a title that is not said": (
        "nl/pocket-card", "pocket-card-a4.pdf",
        lambda data: faults.changed(data, no_title),
        "title", "De titel van het document is niet ingevuld", {},
    ),
    "a page that is missing": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, page_gone),
        "pages", "Het bestand heeft 1 bladzijden, dat moeten er 2 zijn", {},
    ),
    "a page of another size": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(data, larger_page),
        "pages", "Het papier is 594,1 bij 420,2 mm, dat moet 297 bij 210 mm zijn", {"page": 1},
    ),
    "one card of five that is not like the others": (
        "nl/pocket-card", "pocket-card-a4.pdf",
        lambda data: faults.content(data, 1, "q 1 0 0 1 56.69 342.99 cm", "q 1 0 0 1 58.69 342.99 cm"),
        "copy", "Dit kaartje is anders dan het eerste", {"page": 1, "panel": "kaartje 3, voorkant"},
    ),
    "a file that is torn": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: data[:2000],
        "file", "Het bestand is beschadigd", {},
    ),
    "a file that is empty": (
        "nl/handout", "handout.docx",
        lambda data: b"",
        "file", "Het bestand is beschadigd", {},
    ),
    "a Word file that is torn": (
        "nl/handout", "handout.docx",
        lambda data: data[: len(data) // 2],
        "file", "Het bestand is beschadigd", {},
    ),
    "a table without the row that comes back on every page": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, "<w:tblHeader/>", ""),
        "table", "heeft geen kopregel", {},
    ),
    "a picture in Word without words": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, 'descr="QR-code naar nctv.nl"', 'descr=""'),
        "alt", 'De QR-code bij NCTV heet voor wie niet ziet ""', {},
    ),
    "a code in Word that leads elsewhere": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/media/image1.png", lambda png: wegwijs.layouts.pdf.qr.encode("https://www.politie.example/").png()
        ),
        "qr", "De QR-code bij Politie gaat naar https://www.politie.example/", {},
    ),
    "a heading in Word that skips a level": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/styles.xml", lambda xml: xml.replace(b'"heading 2"', b'"heading 3"')
        ),
        "heading", 'Bij de kop "Politie" is een niveau overgeslagen', {},
    ),
    "a link in Word to another number": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/_rels/document.xml.rels", lambda xml: xml.replace(b"tel:09008844", b"tel:09008845")
        ),
        "link", f"{POLICE} bij Politie leidt naar tel:09008845", {},
    ),
    "a link that says another number than is printed": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, f"Bel Politie: {POLICE}", "Bel Politie: 0900-8854"),
        "link", f'De link {POLICE} bij Politie in het overzicht heet voor wie niet ziet "Bel Politie: 0900-8854"', {},
    ),
    "a number in Word with another digit": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, f">{POLICE}<", ">0900-8854<"),
        "contact", "Bij Politie in het overzicht staat 0900-8854, maar dat staat niet in de gegevens", {},
    ),
    "a Word file without a title": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "docProps/core.xml", lambda xml: xml.replace(b"<dc:title>", b"<dc:title>x")
        ),
        "title", 'De titel van het document is "x', {},
    ),
    "Dutch in a translation that a voice reads as English": (
        "en/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/document.xml",
            lambda xml: xml.replace(b'<w:lang w:val="nl-NL" w:bidi="nl-NL"/>', b""),
        ),
        "language", '"Politie" staat als taal en-GB, dat moet nl-NL zijn', {},
    ),
    "a field in Word without a name": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, '<w:alias w:val="Datum"/>', '<w:alias w:val=""/>'),
        "field", "heeft geen naam", {},
    ),
    "a Word file that breaks the rules of Word": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, "<w:cantSplit/>", "<w:cannotSplit/>"),
        "schema", "volgt de regels voor Word-bestanden niet", {},
    ),
    "the mark CONCEPT gone from the first page of Word": (
        "en/handout", "handout.docx",
        lambda data: faults.body(data, "<w:pgSz", "<w:titlePg/><w:pgSz"),
        "concept", "Het merk CONCEPT ontbreekt", {"panel": "de kop van elke bladzijde"},
    ),
    "a Word file by another maker": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "docProps/core.xml", lambda xml: xml.replace(b"<dc:creator>", b"<dc:creator>x")
        ),
        "properties", 'De maker van het document is "xWegwijs"', {},
    ),
    "a table without a name": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/document.xml", lambda xml: re.sub(rb"<w:tblCaption [^>]*/>", b"", xml, count=1)
        ),
        "table", "Een tabel heeft geen naam", {},
    ),
    "two fields with one name": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, '<w:alias w:val="Trainer"/>', '<w:alias w:val="Datum"/>'),
        "field", 'Twee invulvelden heten "Datum"', {},
    ),
    "a heading before the title": (
        "nl/handout", "handout.docx",
        lambda data: faults.body(data, 'w:val="Title"', 'w:val="Heading1"'),
        "heading", "ontbreekt de titel", {},
    ),
    "a Word file that Word does not take for one": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "[Content_Types].xml", lambda xml: xml.replace(b"document.main+xml", b"template+xml")
        ),
        "word", "Word kan dit bestand niet openen", {},
    ),
    "a Word file that fetches something from elsewhere": (
        "nl/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/_rels/document.xml.rels",
            lambda xml: xml.replace(
                b"</Relationships>",
                b'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006'
                b'/relationships/attachedTemplate" Target="https://example.org/x.dotm"'
                b' TargetMode="External"/></Relationships>',
            ),
        ),
        "link", "verwijst naar https://example.org/x.dotm", {},
    ),
    "a document that says it has no structure": (
        "nl/pocket-card", "pocket-card.pdf",
        lambda data: faults.changed(data, lambda pdf: setattr(pdf.Root.MarkInfo, "Marked", False)),
        "tags", "Het document heeft geen opbouw", {},
    ),
    "a window that does not show the title": (
        "nl/pocket-card", "pocket-card.pdf",
        lambda data: faults.changed(
            data, lambda pdf: setattr(pdf.Root.ViewerPreferences, "DisplayDocTitle", False)
        ),
        "title", "verschijnt niet boven het venster", {},
    ),
    "a leaflet that prints its inside upside down": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(
            data,
            lambda pdf: setattr(
                pdf.Root.ViewerPreferences, "Duplex", pikepdf.Name.DuplexFlipLongEdge
            ),
        ),
        "print", "omslaan langs de korte kant", {},
    ),
    "a sheet of cards that does not ask for two sides": (
        "nl/pocket-card", "pocket-card-a4.pdf",
        lambda data: faults.changed(
            data, lambda pdf: delattr(pdf.Root.ViewerPreferences, "Duplex")
        ),
        "print", "omslaan langs de lange kant", {},
    ),
    "a leaflet that a printer makes smaller": (
        "nl/leaflet", "leaflet.pdf",
        lambda data: faults.changed(
            data, lambda pdf: delattr(pdf.Root.ViewerPreferences, "PrintScaling")
        ),
        "print", "om op 100% te printen", {},
    ),
    "a page that is cropped": (
        "nl/pocket-card", "pocket-card-a4.pdf",
        lambda data: faults.changed(
            data, lambda pdf: setattr(pdf.pages[1], "TrimBox", pikepdf.Array([0, 0, 595, 842]))
        ),
        "pages", "afloop", {"page": 2},
    ),
    "the mark CONCEPT gone from Word": (
        "en/handout", "handout.docx",
        lambda data: faults.part(
            data, "word/header.xml", lambda xml: xml.replace(b"CONCEPT", b"")
        ),
        "concept", "Het merk CONCEPT ontbreekt", {"panel": "de kop van elke bladzijde"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", in_part(IN_FILE))
def test_a_fault_in_a_finished_file_is_found_and_named(
    fault: str, folder: Callable[[str], Folder], find: Find
) -> None:
    document, file, plant, kind, words, where = IN_FILE[fault]
    here = folder(document)
    here.plant(file, plant(here.path(file).read_bytes()))
    found = find(here.output)
    where = {
        "document": f"nationaal/{document}",
        "file": f"nationaal/{document[:2]}/{file}",
    } | where
    assert says(found, kind, words, **where), found


# --- faults of a layout ---------------------------------------------------------------------------


def wrong_digit(monkeypatch: pytest.MonkeyPatch) -> None:
    def encode(payload: str) -> wegwijs.layouts.pdf.qr.Qr:
        return wegwijs.layouts.pdf.qr.encode(payload.replace("meldmisdaad", "meldmisdaat"))

    monkeypatch.setattr(wegwijs.layouts.pdf.panel, "encode", encode)


def drawn_with_modules_of(size: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes are drawn with modules of this size, in mm."""
    real = wegwijs.layouts.pdf.panel.Panel.qr
    monkeypatch.setattr(wegwijs.layouts.pdf.panel.Panel, "qr", partialmethod(real, module=size))


def small_code(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_with_modules_of(0.3, monkeypatch)
    monkeypatch.setattr(wegwijs.layouts.pdf.qr, "MODULE_FLOOR", 0.1)


def tiny_code(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_with_modules_of(0.24, monkeypatch)
    monkeypatch.setattr(wegwijs.layouts.pdf.qr, "MODULE_FLOOR", 0.1)


def swapped(monkeypatch: pytest.MonkeyPatch) -> None:
    frames = wegwijs.layouts.products.leaflet.paper.FRAMES
    turned = {"inside 1": frames["inside 2"], "inside 2": frames["inside 1"]}
    monkeypatch.setattr(wegwijs.layouts.products.leaflet.paper, "FRAMES", frames | turned)


def no_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = wegwijs.layouts.products.leaflet.panels.draw_draft_mark

    def skip(panel: Any, *arguments: Any, **more: Any) -> None:
        if panel.name != "flap":
            draw(panel, *arguments, **more)

    monkeypatch.setattr(wegwijs.layouts.products.leaflet.panels, "draw_draft_mark", skip)


def wrong_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes that change places: each is right, and stands beside the wrong name."""
    other = {"https://www.nctv.nl": "https://www.socialestabiliteit.nl"}
    other |= {new: old for old, new in other.items()}
    encode = wegwijs.layouts.pdf.qr.encode
    monkeypatch.setattr(
        wegwijs.layouts.pdf.panel, "encode", lambda payload: encode(other.get(payload, payload))
    )


def grey_type(monkeypatch: pytest.MonkeyPatch) -> None:
    real = wegwijs.layouts.pdf.panel.Panel._accent
    monkeypatch.setattr(
        wegwijs.layouts.pdf.panel.Panel,
        "_accent",
        lambda self, accent: "0.45" if accent else real(self, accent),
    )


def high_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of the card, some millimetres above where it belongs."""
    trials = wegwijs.layouts.products.pocket_card.layout.TRIALS
    higher = tuple(tuple(structs.replace(fit, to_text=0.8) for fit in trial) for trial in trials)
    monkeypatch.setattr(wegwijs.layouts.products.pocket_card.layout, "TRIALS", higher)
    monkeypatch.setattr(wegwijs.layouts.products.pocket_card.setting, "SIGN_CLEAR", -2.0)


def nearer(script: str, style: str, leading: float) -> Callable[[pytest.MonkeyPatch], None]:
    """Lines of a style, some millimetres apart."""

    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        styles = scale_of(script).styles
        monkeypatch.setitem(styles, style, styles[style]._replace(leading=leading))

    return plant


def moved_up(script: str, style: str, lift: float) -> Callable[[pytest.MonkeyPatch], None]:
    """Type of a style, some millimetres above where it belongs."""

    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        styles = scale_of(script).styles
        monkeypatch.setitem(styles, style, styles[style]._replace(lift=lift))

    return plant


INSIDE_3 = {"page": 2, "panel": "binnenkant, paneel 3"}
IN_LAYOUT: dict[str, tuple[str, str, Callable[[pytest.MonkeyPatch], None], str, str, dict[str, Any]]] = {
    "a wrong letter in a code": (
        "nl/leaflet", "leaflet.pdf", wrong_digit,
        "qr", "gaat naar https://www.meldmisdaatanoniem.nl", INSIDE_3,
    ),
    "two codes that changed places": (
        "nl/pocket-card", "pocket-card-a4.pdf", wrong_order,
        "qr", "De QR-code bij NCTV gaat naar https://www.socialestabiliteit.nl",
        {"page": 1, "panel": "kaartje 4, achterkant"},
    ),
    "codes that are too small": (
        "nl/leaflet", "leaflet.pdf", small_code,
        "qr-size", "De QR-code bij NCTV is te klein: blokjes van 0,30 mm", INSIDE_3,
    ),
    "codes that no copier keeps": (
        "nl/leaflet", "leaflet.pdf", tiny_code,
        "qr-copy", "De QR-code bij NCTV is niet meer te lezen op een kopie", INSIDE_3,
    ),
    "panels that changed places": (
        "nl/leaflet", "leaflet.pdf", swapped,
        "panel", "Hulp en advies", {"page": 2},
    ),
    "a panel without the mark CONCEPT": (
        "en/leaflet", "leaflet.pdf", no_mark,
        "concept", "Het merk CONCEPT ontbreekt", {"page": 1, "panel": "flap"},
    ),
    "a colour too dark behind the numbers": (
        "nl/leaflet", "leaflet.pdf", grey_type,
        "contrast", CRIME, INSIDE_3,
    ),
    "letters that stand on the edge of the sign above": (
        "ar/pocket-card", "pocket-card.pdf", high_text,
        "overlap", "Op de rand van een vlak of op een lijn staat", {"page": 1, "panel": "achterkant"},
    ),
    "lines of Arabic that touch": (
        "ar/leaflet", "leaflet.pdf", nearer("Arab", "title", 9.5),
        "overlap", "Twee regels raken elkaar", {"page": 1, "panel": "voorkant"},
    ),
    "a number that reaches into the name above": (
        "nl/leaflet", "leaflet.pdf", moved_up("Latn", "hero-inside", 4.2),
        "overlap", f'"{CRIME}"', INSIDE_3,
    ),
}  # fmt: skip


def forget_drawings() -> None:
    """What was drawn before or with a fault is not drawn again."""
    wegwijs.layouts.pdf.memory.forget()


@pytest.mark.parametrize("fault", in_part(IN_LAYOUT))
def test_a_fault_of_a_layout_is_found_and_named(
    fault: str,
    folder: Callable[[str], Folder],
    find: Find,
    theme: Theme,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, file, plant, kind, words, where = IN_LAYOUT[fault]
    here = folder(document)
    with monkeypatch.context() as patch:
        forget_drawings()
        plant(patch)
        data = render(outline_of(document[:2]), theme, file)
    forget_drawings()
    here.plant(file, data)
    found = find(here.output)
    assert says(found, kind, words, document=f"nationaal/{document}", **where), found


@pytest.mark.parametrize(
    ("document", "file", "where"),
    [
        ("nl/leaflet", "leaflet.pdf", INSIDE_3),
        ("nl/pocket-card", "pocket-card.pdf", {"page": 2, "panel": "binnenkant, paneel 2"}),
        ("nl/handout", "handout.docx", {}),
    ],
)
def test_a_printed_number_with_another_digit_is_found_and_named(
    document: str,
    file: str,
    where: dict[str, Any],
    folder: Callable[[str], Folder],
    find: Find,
    theme: Theme,
) -> None:
    here, outline = folder(document), outline_of()
    entry = outline.entries[4]
    assert entry.phone and entry.phone.display == CRIME
    (run_,) = entry.links[entry.phone].runs
    wrong = Words((structs.replace(run_, text="0800-7008"),))
    changed = with_entry(outline, 5, links={**entry.links, entry.phone: wrong})
    here.plant(file, render(changed, theme, file))
    found = find(here.output)
    name = "Meld Misdaad Anoniem (M.)"
    if file == "handout.docx":
        name += " in het overzicht"
    assert says(found, "contact", f"{CRIME} staat niet bij {name}"), found
    unknown = f"Bij {name} staat 0800-7008, maar dat staat niet in de gegevens"
    assert says(found, "contact", unknown, document=f"nationaal/{document}", **where), found


@pytest.mark.parametrize("file", ["leaflet.pdf", "handout.docx"])
@pytest.mark.parametrize("extra", ["020 123 45 67", "hulp@example.nl", "www.example.nl"])
def test_a_number_or_address_that_the_data_do_not_know_is_found_and_named(
    extra: str, file: str, folder: Callable[[str], Folder], find: Find, theme: Theme
) -> None:
    here, outline = folder(f"nl/{file.split('.', maxsplit=1)[0]}"), outline_of()
    more = outline.calling[0] + Words((Run(f"Of {extra}."),))
    changed = replace(outline, calling=(more, *outline.calling[1:]))
    here.plant(file, render(changed, theme, file))
    found = find(here.output)
    assert says(found, "contact", f"staat {extra}, maar dat staat niet in de gegevens"), found


@pytest.mark.parametrize("file", ["leaflet.pdf", "pocket-card.pdf", "handout.docx"])
@pytest.mark.parametrize(
    ("printed", "dialled"),
    [
        ("302860000", "+31302860000"),
        ("31302860000", "+31302860000"),
        ("+31 900 8844", "09008844"),
        ("+31882080080", "+31882080080"),
        ("+310900 8844", "09008844"),
        ("030 286 00 00", "+31302860001"),
        ("14 0900", "140900"),
    ],
)
def test_a_number_whose_digits_reach_nobody_is_found_also_when_the_data_have_it(
    printed: str, dialled: str, file: str, theme: Theme, tmp_path: Path
) -> None:
    line = pack_in().organisation("meld-misdaad-anoniem").phone
    assert line
    phone = line.model_copy(update={"number": Phone(printed, f"tel:{dialled}")})
    changed = with_organisation(pack_in(), "meld-misdaad-anoniem", phone=phone)
    path = tmp_path / file
    path.write_bytes(render(build_outline(changed), theme, file))
    case = Case("nationaal/nl/x", f"nationaal/nl/{file}", path, Truth(changed))
    said = re.compile(f"Wie {re.escape(printed)} bij .*bereikt {re.escape(dialled)} niet")
    assert first_finding(case, lambda one: one.kind == "contact" and bool(said.search(one.what)))


def test_a_sentence_that_is_left_out_is_found_and_named(
    folder: Callable[[str], Folder], find: Find, theme: Theme
) -> None:
    here, outline = folder("nl/handout"), outline_of()
    changed = with_entry(outline, 4, when_not=None, contact=None)
    here.plant("handout.docx", render(changed, theme, "handout.docx"))
    assert says(find(here.output), "text", f'ontbreekt deze tekst: "{outline.entries[3].contact}"')


# --- freshness -------------------------------------------------------------------------------------


def test_bytes_that_changed_after_they_were_made(
    folder: Callable[[str], Folder], find: Find
) -> None:
    here = folder("nl/leaflet")
    path = here.path("leaflet.pdf")
    path.write_bytes(path.read_bytes() + b"\n")
    found = find(here.output)
    assert says(
        found, "bytes", "is veranderd nadat het gemaakt is", file="nationaal/nl/leaflet.pdf"
    )
    # PDF/A allows nothing behind the end of a file.
    assert {one["kind"] for one in found} == {"bytes", "standard"}


def test_a_file_for_the_print_shop_without_trim_and_bleed(find: Find, tmp_path: Path) -> None:
    build(tmp_path / "uit", "nationaal", products=("leaflet",), profile="press")
    here = Folder.of(tmp_path / "uit")
    data = here.path("leaflet.pdf").read_bytes()

    def bare(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.MediaBox = page.TrimBox
        del page["/TrimBox"], page["/BleedBox"]

    def narrow(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[1].obj
        page.BleedBox = page.TrimBox

    here.plant("leaflet.pdf", faults.changed(faults.changed(data, bare), narrow))
    found = find(here.output)
    assert says(found, "pages", "De afloop en de snijlijn ontbreken", page=1), found
    assert says(found, "pages", "De afloop om de bladzijde is geen 3 mm", page=2), found


def test_a_run_that_was_interrupted_and_a_file_of_another_program(
    folder: Callable[[str], Folder], find: Find
) -> None:
    here = folder("nl/leaflet")
    manifest = read_manifest(here.output)
    ((_, entry),) = manifest.entries()
    entry.pending = True
    entry.files["poster.pdf"] = entry.files["leaflet.pdf"]
    manifest.save(here.output)
    shutil.copy(here.path("leaflet.pdf"), here.path("leaflet.pdf").with_name("poster.pdf"))
    found = find(here.output)
    assert says(found, "stale", "is onderbroken", document="nationaal/nl/leaflet")
    assert says(found, "unknown", "kent dit bestand niet", file="nationaal/nl/poster.pdf")


@pytest.mark.parametrize("file", ["pocket-card.pdf", "handout.docx"])
def test_bytes_that_are_spoilt_at_random_never_end_in_a_traceback(
    file: str, made: Path, tmp_path: Path
) -> None:
    truth = truth_in()
    whole = (made / "nationaal" / "nl" / file).read_bytes()
    chance = Random(1)
    for _ in range(12):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 20, 400))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / file).write_bytes(data)
        verdict = judge(Case("a/nl/b", f"a/nl/{file}", tmp_path / file, truth))
        assert all(one.what and one.document == "a/nl/b" for one in verdict.findings)


def test_a_file_that_is_gone(folder: Callable[[str], Folder], find: Find) -> None:
    here = folder("nl/pocket-card")
    here.path("pocket-card-a4.pdf").unlink()
    found = find(here.output)
    assert [(one["kind"], one["file"]) for one in found] == [
        ("missing", "nationaal/nl/pocket-card-a4.pdf")
    ]


def test_data_that_changed_after_it_was_made(
    folder: Callable[[str], Folder], find: Find, tmp_path: Path
) -> None:
    here = folder("nl/leaflet")
    own = tmp_path / "eigen"
    own.mkdir()
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    assert text.count(f"number: {CRIME}") == 1
    (own / "organisations.yaml").write_text(text.replace(f"number: {CRIME}", "number: 0800-7001"))
    found = find(here.output, "--sources", str(own))
    assert says(found, "stale", "De gegevens zijn veranderd", document="nationaal/nl/leaflet")
    assert says(found, "contact", "0800-7001 staat niet bij Meld Misdaad Anoniem (M.)", page=2)


def test_facts_past_their_review_date(folder: Callable[[str], Folder], find: Find) -> None:
    here = folder("nl/leaflet")
    found = find(here.output, "--today", "2028-01-01")
    assert says(found, "overdue", "Politie: ", document="nationaal")
    assert {one["kind"] for one in found} == {"overdue"}


def test_an_edition_whose_data_are_away_is_told_of_and_so_is_what_to_do(
    find: Find, tmp_path: Path
) -> None:
    own = tmp_path / "eigen"
    add(own, "mijn-school")
    build(tmp_path / "uit", "mijn-school", products=("pocket-card",), sources=[own])
    assert find(tmp_path / "uit", "--sources", str(own)) == []
    (found,) = find(tmp_path / "uit")
    assert found["document"] == "mijn-school/nl/pocket-card"
    assert "De gegevens van de editie mijn-school zijn er niet" in found["what"]
    assert "--sources" in found["todo"]


def test_a_reviewed_translation_must_not_carry_the_mark(
    folder: Callable[[str], Folder], find: Find, theme: Theme, tmp_path: Path
) -> None:
    own = tmp_path / "eigen" / "locale"
    own.mkdir(parents=True)
    text = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    reviewed = text.replace('"X-Reviewer: ', '"X-Reviewer: een moedertaalspreker')
    reviewed = reviewed.replace('"X-Reviewed-On: ', '"X-Reviewed-On: 2026-11-20')
    (own / "en.po").write_text(reviewed, "utf-8")
    here = folder("en/leaflet")
    found = find(here.output, "--sources", str(own.parent))
    assert says(found, "concept", "maar de vertaling is nagekeken", page=1, panel="flap")


def test_a_damaged_manifest_is_a_finding_and_no_manifest_is_said(
    folder: Callable[[str], Folder], find: Find, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = folder("nl/leaflet")
    (here.output / "manifest.json").write_text('{"format": 1, "documents": 3}')
    (found,) = find(here.output)
    assert (found["kind"], found["document"]) == ("manifest", "manifest.json")
    assert generate.main(["proof", str(tmp_path / "leeg")]) == 2
    assert "is nog niets gemaakt" in capsys.readouterr().err


@pytest.mark.parametrize(
    "manifest", ["", "[]", '{"format": 99}', "[" * 99999, '{"format": 1, "documents": {"x": {}}}']
)
def test_no_manifest_however_odd_ends_in_a_traceback(
    manifest: str, find: Find, tmp_path: Path
) -> None:
    (tmp_path / "manifest.json").write_text(manifest)
    assert says(find(tmp_path), "manifest", "Het manifest is beschadigd")


def test_an_edition_that_was_not_made_is_refused(
    folder: Callable[[str], Folder], capsys: pytest.CaptureFixture[str]
) -> None:
    here = folder("nl/leaflet")
    assert generate.main(["proof", str(here.output), "--edition", "urk"]) == 2
    assert "Kies uit: nationaal" in capsys.readouterr().err


def test_a_file_that_nobody_made_is_said_to_be_unread(
    folder: Callable[[str], Folder], capsys: pytest.CaptureFixture[str]
) -> None:
    here = folder("nl/leaflet")
    (here.path("leaflet.pdf").parent / "oud.pdf").write_bytes(b"%PDF")
    assert generate.main(["proof", str(here.output), *FAST]) == 0
    told = capsys.readouterr().out
    assert "Niet nagekeken, want niet in het manifest: nationaal/nl/oud.pdf" in told
    assert "1 document nagekeken (1 bestand): alles is goed." in told


def test_what_is_not_installed_is_named_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import wegwijs.commands.proof as command

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(command, "import_module", missing)
    assert generate.main(["proof"]) == 6
    assert "pip install '.[proof]'" in capsys.readouterr().err


def test_what_is_found_is_said_in_words_with_the_place_and_what_to_do(
    folder: Callable[[str], Folder], capsys: pytest.CaptureFixture[str]
) -> None:
    here = folder("nl/leaflet")
    data = here.path("leaflet.pdf").read_bytes()
    here.plant("leaflet.pdf", faults.changed(data, other_target))
    assert generate.main(["proof", str(here.output), *FAST]) == 5
    first, second, third, about, last = capsys.readouterr().out.splitlines()
    assert about == "nationaal (Wegwijs), versie 1, 23 november 2026: Nederlands"
    assert first == "nationaal/nl/leaflet:"
    assert second.startswith(
        "  leaflet.pdf, bladzijde 2, binnenkant, paneel 3: De link 0800-7000 bij"
    )
    assert third.startswith("      -> Druk dit niet.")
    assert last.startswith("1 document nagekeken (1 bestand): 1 fout. Druk dit nog niet.")
    assert last.endswith("gekeurd door page-validation.")


# --- what is good ----------------------------------------------------------------------------------


@pytest.mark.more
def test_an_untouched_pack_has_no_findings(made: Path, find: Find) -> None:
    assert find(made) == []


@pytest.mark.parametrize(
    "edition", [EXAMPLES[0], *(pytest.param(one, marks=pytest.mark.more) for one in EXAMPLES[1:])]
)
def test_an_untouched_example_has_no_findings(edition: str, find: Find, tmp_path: Path) -> None:
    build(tmp_path, edition)
    assert find(tmp_path) == []


def test_an_untouched_pack_in_arabic_for_the_print_shop_has_no_findings(
    find: Find, tmp_path: Path
) -> None:
    build(tmp_path, "nationaal", languages=("ar",), products=("leaflet",), profile="press")
    build(tmp_path, "nationaal", languages=("ar",), products=("pocket-card",))
    assert find(tmp_path) == []


@pytest.mark.slow
def test_every_edition_in_every_language_has_no_findings(find: Find, tmp_path: Path) -> None:
    build(tmp_path, "nationaal", *EXAMPLES, languages=LANGUAGES)
    assert find(tmp_path) == []


@pytest.mark.verapdf
def test_verapdf_judges_all_files_at_once_and_names_the_rule(
    folder: Callable[[str], Folder], find: Find
) -> None:
    here = folder("nl/pocket-card")
    assert find(here.output, "--pdf-judge", "verapdf") == []
    here.plant(
        "pocket-card.pdf", faults.changed(here.path("pocket-card.pdf").read_bytes(), no_font)
    )
    found = find(here.output, "--pdf-judge", "verapdf")
    assert says(found, "standard", "voldoet niet aan PDF/UA-1", file="nationaal/nl/pocket-card.pdf")
    assert any("7.21.4.1-1" in one.get("detail", "") for one in found)


# --- the report -------------------------------------------------------------------------------------


def test_the_report_shows_each_page_with_the_faults_marked_and_is_accessible(
    folder: Callable[[str], Folder], find: Find, tmp_path: Path
) -> None:
    here = folder("nl/leaflet")
    data = here.path("leaflet.pdf").read_bytes()
    here.plant("leaflet.pdf", faults.moved(data, CRIME, 60, 0, page=2))
    report = tmp_path / "verslag.html"
    found = find(here.output, "--report", str(report))
    text = report.read_text("utf-8")
    tree = html.fromstring(text.encode())
    assert tree.get("lang") == "nl"
    assert [h.text for h in tree.iter("h1", "h2", "h3")] == [
        "Nagekeken: uit", "Wat is nagekeken", "Wat is er mis", "nationaal/nl/leaflet", "leaflet.pdf",
    ]  # fmt: skip
    (link,) = tree.iter("a")
    assert tree.get_element_by_id(link.get("href")[1:]).text == "nationaal/nl/leaflet"
    pictures = list(tree.iter("img"))
    assert len(pictures) == 2
    assert all(p.get("alt") and p.get("src").startswith("data:image/png;base64,") for p in pictures)
    marks = list(tree.iter("rect"))
    assert len(marks) == len({tuple(one["box"]) for one in found if "box" in one}) > 0
    assert [th.get("scope") for th in tree.find(".//thead").iter("th")] == ["col"] * 4
    assert len(tree.findall(".//tbody/tr")) == len(found)
    assert CRIME in tree.find(".//table").text_content()
    assert "http:" not in text.replace("http-equiv", "") and "https:" not in text
    assert "<script" not in text


@pytest.mark.more
def test_several_processes_find_the_same(folder: Callable[[str], Folder], find: Find) -> None:
    card = folder("nl/pocket-card").output
    found = find(card, "--jobs", "2", "--today", "2028-01-01")
    assert found == find(card, "--jobs", "1", "--today", "2028-01-01")
    assert found
