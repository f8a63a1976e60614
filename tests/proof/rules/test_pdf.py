"""What a PDF shows and what it says: faults that an eye, or a voice, would meet and a rule not.

Each is planted in a file that is good, and judged on its own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from msgspec import structs
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw

from tests.conftest import in_more, in_part
from tests.proof import faults
from tests.proof.first_finding import finds, first_finding
from tests.proof.test_proof import CRIME, POLICE, outline_of, render
from tests.proof.truths import pack_in, truth_in, with_edition, with_guidance
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.judge import judge
from wegwijs.sources.model import Advice, Logo

SIGN = "0.9804 0.7961 0.5608 rg"  # what lies behind numbers
Plant = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def file(theme: Theme) -> Callable[[str, str], bytes]:
    made: dict[tuple[str, str], bytes] = {}

    def file(language: str, name: str) -> bytes:
        if (language, name) not in made:
            made[language, name] = render(outline_of(language), theme, name)
        return made[language, name]

    return file


@pytest.fixture(scope="module")
def clean(
    file: Callable[[str, str], bytes], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, str], bool]:
    """Whether proof has nothing to say of an untouched file; asked once of each."""
    folder = tmp_path_factory.mktemp("untouched")

    @cache
    def clean(language: str, name: str) -> bool:
        case = asked(file(language, name), name, truth_in(language), folder)
        return judge(case).findings == []

    return clean


def asked(data: bytes, name: str, truth: Truth, folder: Path) -> Case:
    (folder / name).write_bytes(data)
    return Case("nationaal/nl/x", f"nationaal/nl/{name}", folder / name, truth)


def over(words: str, operators: str, x: float = 0, y: float = 0) -> Plant:
    """Painted over the words on page 2, ``x`` and ``y`` pt from where they begin."""

    def plant(data: bytes) -> bytes:
        left, base = faults.place(data, words, 2)
        at = f"q 1 0 0 1 {left + x} {base + y} cm {operators} Q"
        return faults.painted_over(data, 2, at)

    return plant


def in_words(words: str, change: Callable[[str], str]) -> Plant:
    return lambda data: faults.within(data, words, 2, change)


def tree(change: Callable[[pikepdf.Pdf], None]) -> Plant:
    return lambda data: faults.changed(data, change)


def clipped(data: bytes) -> bytes:
    x, y = faults.place(data, POLICE, 2)
    return faults.within(
        data, POLICE, 2, lambda text: f"\nq {x} {y - 10} 70 60 re W n\n{text}\nQ\n"
    )


def other_number_on_top(data: bytes) -> bytes:
    codes: list[str] = []
    faults.within(data, CRIME, 2, lambda text: codes.extend(re.findall("<(.*?)>", text)) or "x")
    paint = f"{SIGN} -1 -4 125 28 re f BT 0 g /SourceSans3-900 25 Tf <{''.join(codes)}> Tj ET"
    return over(POLICE, paint)(data)


def known_number_alone(data: bytes) -> bytes:
    codes: list[str] = []
    faults.within(data, CRIME, 2, lambda text: codes.extend(re.findall("<(.*?)>", text)) or "x")
    paint = f"BT 0 g /SourceSans3-900 12 Tf 1 0 0 1 300 90 Tm <{''.join(codes)}> Tj ET"
    return faults.painted_over(data, 2, paint)


def last_digit(state: str) -> Plant:
    """The last digit of a number set apart, in a state of its own."""

    def change(text: str) -> str:
        begin, last = re.fullmatch(
            r"(.*<(?:[0-9A-F]{4})*)([0-9A-F]{4})>\] TJ(?: ET)?\s*", text, re.S
        ).groups()
        x = float(re.search(r"1 0 0 1 (\S+)", text)[1]) + 100
        y = re.search(r"1 0 0 1 \S+ (\S+) Tm", text)[1]
        return f"{begin}>] TJ 1 0 0 1 {x} {y} Tm {state} <{last}> Tj ET\n"

    return in_words(POLICE, change)


def picture_over(data: bytes) -> bytes:
    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(b"\x80" * 10000)
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        image.Width = image.Height = 100
        image.BitsPerComponent = 8
        pdf.pages[1].Resources.XObject = Dictionary(Zz=image)

    return over(POLICE, "60 0 0 26 55 -4 cm /Zz Do")(faults.changed(data, change))


def same_place(text: str) -> str:
    return text.replace("> 8 <", "> 500 <", 1)


def swapped_outlines(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[1].Resources.Font.values():
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        read = TTFont(io.BytesIO(program.read_bytes()))
        four, eight = (read.getGlyphOrder()[glyph] for glyph in (0x539, 0x53D))
        shapes = read["glyf"]
        shapes[four], shapes[eight] = shapes[eight], shapes[four]
        out = io.BytesIO()
        read.save(out)
        program.write(out.getvalue())
        program.Length1 = len(out.getvalue())


def exchanged(kids: Any, one: int, other: int) -> Array:
    order = list(kids)
    order[one], order[other] = order[other], order[one]
    return Array(order)


def panels_exchanged(pdf: pikepdf.Pdf) -> None:
    (document,) = faults.structure(pdf, "Document")
    document.K = exchanged(document.K, 3, 4)


def advice_exchanged(pdf: pikepdf.Pdf) -> None:
    advice = faults.structure(pdf, "L")[-1]
    advice.K = exchanged(advice.K, 0, 1)


def places_exchanged(pdf: pikepdf.Pdf) -> None:
    """What to say when calling is read after the contacts close by."""
    (document,) = faults.structure(pdf, "Document")
    back = document.K[len(document.K) - 1]
    heads = [index for index, kid in enumerate(back.K) if kid.S == Name.H2]
    kids = list(back.K)
    back.K = Array(kids[heads[1] :] + kids[: heads[1]])


def all_of(tag: str, to: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        for element in faults.structure(pdf, tag):
            element.S = Name(f"/{to}")

    return change


def no_lists(pdf: pikepdf.Pdf) -> None:
    for tag in ("L", "LI", "LBody", "Lbl"):
        all_of(tag, "Div")(pdf)


def spoken_as(tag: str, index: int, language: str) -> Plant:
    def change(pdf: pikepdf.Pdf) -> None:
        faults.structure(pdf, tag)[index].Lang = String(language)

    return tree(change)


def other_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Iets anders"


def lines_turned_round(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.Direction = Name.R2L


def other_letter(pdf: pikepdf.Pdf) -> None:
    """What is drawn and what is read aloud stay right; the text layer has reh for dal."""
    for font in pdf.pages[0].Resources.Font.values():
        codes = font.ToUnicode.read_bytes()
        font.ToUnicode.write(codes.replace(b"> <062F>", b"> <0631>"))


def lied_in_content(text: str) -> str:
    lie = ("\ufeff" + POLICE).encode("utf-16-be").hex()
    turned = re.sub(r"\[.*\] TJ", lambda m: "<" + "".join(_turned(m[0])) + "> Tj", text)
    return f" /Span <</ActualText <{lie}>>> BDC {turned} EMC "


def _turned(shown: str) -> list[str]:
    codes = re.findall(r"[0-9A-F]{4}", "".join(re.findall(r"<([0-9A-F]+)>", shown)))
    return [*codes[:5], *codes[7:], *codes[5:7]]


def marks_gone(text: str) -> str:
    return re.sub(r"/Artifact <</Type /Page>> BDC.*?EMC", "", text, count=1, flags=re.S)


def page_text(page: int, change: Callable[[str], str]) -> Plant:
    def edit(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        assert change(text) != text, "the fault is not planted"
        contents.write(change(text).encode("latin-1"))

    return tree(edit)


NL, LEAFLET, SHEET = "nl", "leaflet.pdf", "pocket-card-a4.pdf"
FAULTS: dict[str, tuple[str, str, Plant, str, str]] = {
    "a number of which the end is cut off": (
        NL, LEAFLET, clipped, "contrast", f'Maar voor een deel te zien is de tekst "{POLICE}"',
    ),
    "a white box over the last digits": (
        NL, LEAFLET, over(POLICE, "1 g 85 -4 30 30 re f"),
        "contrast", f'Maar voor een deel te zien is de tekst "{POLICE}"',
    ),
    "a box in the colour of the sign over the last digits": (
        NL, LEAFLET, over(POLICE, f"{SIGN} 85 -4 30 28 re f"),
        "contrast", f'Maar voor een deel te zien is de tekst "{POLICE}"',
    ),
    "a black box over two digits": (
        NL, LEAFLET, over(POLICE, "0 g 30 -2 30 24 re f"),
        "contrast", f'Iets in de kleur van de letters staat over of tussen de tekst "{POLICE}"',
    ),
    "a number that is struck through": (
        NL, LEAFLET, over(POLICE, "0 G 2 w 0 8 m 115 8 l S"),
        "contrast", f'Iets in de kleur van de letters staat over of tussen de tekst "{POLICE}"',
    ),
    "a last digit in the colour of the sign": (
        NL, LEAFLET, last_digit(SIGN), "contrast", "Te weinig contrast heeft de tekst",
    ),
    "a picture over a number": (
        NL, LEAFLET, picture_over, "contrast", f'te zien is de tekst "{POLICE}"',
    ),
    "a picture that does not belong": (NL, LEAFLET, picture_over, "logo", "Hier staat een plaatje"),
    "the number of another organisation over a number": (
        NL, LEAFLET, other_number_on_top,
        "contrast", f'Maar voor een deel te zien is de tekst "{POLICE}"',
    ),
    "a number that is there and not drawn": (
        NL, LEAFLET, in_words(POLICE, lambda text: f"\n3 Tr\n{text}\n0 Tr\n"),
        "contrast", f'Niet te zien is de tekst "{POLICE}"',
    ),
    "a number on a card that is half covered": (
        NL, SHEET, lambda data: faults.painted_over(data, 2, "1 g 100 100 50 60 re f"),
        "contrast", "Maar voor een deel te zien",
    ),
    "type that is squeezed": (
        NL, LEAFLET, in_words(POLICE, lambda text: f"\n60 Tz\n{text}\n100 Tz\n"),
        "type", f'In elkaar gedrukt of uitgerekt is de tekst "{POLICE}"',
    ),
    "digits on each other": (
        NL, LEAFLET, in_words(POLICE, same_place),
        "type", f'In elkaar gedrukt of uitgerekt is de tekst "{POLICE}"',
    ),
    "type too small to read": (
        NL, LEAFLET, page_text(2, lambda text: text.replace("/SourceSans3-400 12 Tf", "/SourceSans3-400 5 Tf", 1)),
        "type", "Te klein is de tekst",
    ),
    "digits in another order than is read aloud": (
        NL, LEAFLET, lambda data: faults.redrawn(data, POLICE, 2, lambda c: [*c[:5], *c[7:], *c[5:7]]),
        "contact", f'Hier staat iets anders dan wordt voorgelezen: "{POLICE}"',
    ),
    "digits in another order, said right in the content": (
        NL, LEAFLET, in_words(POLICE, lied_in_content),
        "contact", f'Hier staat iets anders dan wordt voorgelezen: "{POLICE}"',
    ),
    "a number between Arabic that is turned round": (
        "ar", LEAFLET, lambda data: faults.redrawn(data, POLICE, 2, lambda c: c[::-1]),
        "contact", f'Hier staat iets anders dan wordt voorgelezen: "{POLICE}"',
    ),
    "a paragraph that is read aloud as something else": (
        NL, LEAFLET,
        lambda data: faults.said_instead(data, "Het cijfer wijst naar de uitleg binnenin.", 1, "Bel nooit de politie."),
        "contact", 'Hier staat iets anders dan wordt voorgelezen: "Bel nooit de politie."',
    ),
    "a number of which a voice says something else": (
        NL, LEAFLET, lambda data: faults.said_instead(data, POLICE, 2, "Bel 0900-1234567", "Alt"),
        "alt", 'In plaats van de tekst wordt "Bel 0900-1234567" voorgelezen',
    ),
    "a font of which 4 and 8 have changed places": (
        NL, LEAFLET, tree(swapped_outlines), "font", "tekent dit teken anders dan het is: 48",
    ),
    "English that a voice reads as Dutch": (
        "en", LEAFLET, spoken_as("P", 3, "nl"), "language", "een verkeerde taal: nl",
    ),
    "Dutch that a voice reads as English": (
        NL, LEAFLET, spoken_as("P", 3, "en"), "language", "een verkeerde taal: en",
    ),
    "a whole panel that a voice reads as Arabic": (
        NL, LEAFLET, spoken_as("Sect", 1, "ar"), "language", "een verkeerde taal: ar",
    ),
    "panels that are read in another order": (
        NL, LEAFLET, tree(panels_exchanged), "panel", "staat op een paneel dat al gelezen is",
    ),
    "parts of a panel that are read in another order": (
        NL, LEAFLET, tree(places_exchanged), "order", "wordt te vroeg voorgelezen",
    ),
    "sentences that are read in another order": (
        NL, LEAFLET, tree(advice_exchanged), "order", "wordt deze tekst te vroeg voorgelezen",
    ),
    "headings of the wrong level": (
        NL, LEAFLET, tree(all_of("H3", "H2")),
        "heading", "De kop van Politie is van niveau 2, dat moet 3 zijn",
    ),
    "lists that are no lists": (NL, LEAFLET, tree(no_lists), "tags", "hoort bij een lijst"),
    "a known number where nobody hears it": (
        NL, LEAFLET, known_number_alone, "tags", f'De tekst "{CRIME}" wordt niet voorgelezen',
    ),
    "an address that copies as nl.hetlse@info": (
        "ar", LEAFLET, tree(lines_turned_round), "copied", "Wie info@hetlse.nl kopieert, krijgt iets anders",
    ),
    "letters that copy as others": (
        "ar", LEAFLET, tree(other_letter), "copied", 'krijgt "دليل" niet zoals het er staat',
    ),
    "two titles": (NL, LEAFLET, tree(other_info), "title", 'die is anders: "Iets anders"'),
    "marks of a fold that are gone": (
        NL, LEAFLET, page_text(1, marks_gone), "marks", "97,0 mm van links, kloppen niet",
    ),
    "a mark of a fold that moved": (
        NL, LEAFLET, page_text(2, lambda text: text.replace("283.46 ", "297.46 ", 1)),
        "marks", "100,0 mm van links, kloppen niet",
    ),
    "cut marks of a sheet that are gone": (
        NL, SHEET, page_text(1, marks_gone), "marks", "66,0 mm van boven, kloppen niet",
    ),
    "a short line in the middle of a panel": (
        NL, LEAFLET, lambda data: faults.painted_over(data, 2, "0 G 0.35 w 150 60 m 150 75 l S"),
        "marks", "Hier staat een streepje",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS))
def test_a_fault_is_found_and_named(
    fault: str,
    file: Callable[[str, str], bytes],
    clean: Callable[[str, str], bool],
    tmp_path: Path,
) -> None:
    language, name, plant, kind, words = FAULTS[fault]
    assert clean(language, name)
    assert finds(
        asked(plant(file(language, name)), name, truth_in(language), tmp_path), kind, words
    )


@pytest.mark.parametrize("name", [LEAFLET, "handout.docx"])
def test_a_straight_apostrophe_is_found_though_the_data_have_it(
    name: str, theme: Theme, tmp_path: Path
) -> None:
    typed = "Woont u in 's-Hertogenbosch? Bel 14 073 of kijk op 5\" scherm."
    advices = pack_in().guidance.calling.model_copy(update={"items": (Advice(text=typed),)})
    truth = Truth(with_guidance(pack_in(), calling=advices))
    outline = replace(outline_of(), calling=(Words((Run(typed),)),))
    found = judge(asked(render(outline, theme, name), name, truth, tmp_path)).findings
    assert [(one.kind, "'s-Hertogenbosch" in one.what) for one in found if one.kind == "quote"] == [
        ("quote", True)
    ]


def test_a_sentence_that_the_data_do_not_know(theme: Theme, tmp_path: Path) -> None:
    outline = outline_of()
    first, *rest = outline.calling
    changed = replace(
        outline,
        calling=(
            first,
            *rest,
            replace(first, runs=(structs.replace(first.runs[0], text="Bel nooit de politie."),)),
        ),
    )
    words = 'Bij Als u belt staat een tekst die daar niet hoort: "Bel nooit de politie."'
    assert finds(
        asked(render(changed, theme, LEAFLET), LEAFLET, truth_in(), tmp_path), "text", words
    )


@pytest.fixture(scope="module")
def with_logo(theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> tuple[Truth, bytes]:
    """A leaflet with a logo that is right."""
    image = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(image).ellipse((20, 20, 180, 180), fill="orange")
    out = io.BytesIO()
    image.save(out, "PNG")
    named = Logo(file="logo.png", alt="Een rondje")
    truth = Truth(with_edition(pack_in(), logo=named), out.getvalue())
    data = render(build_outline(truth.pack, truth.logo), theme, LEAFLET)
    assert judge(asked(data, LEAFLET, truth, tmp_path_factory.mktemp("logo"))).findings == []
    return truth, data


def other_picture(pdf: pikepdf.Pdf) -> None:
    image = pdf.pages[0].Resources.XObject.Im1
    image.write(b"\x00" * len(image.read_bytes()))


def other_words(pdf: pikepdf.Pdf) -> None:
    faults.structure(pdf, "Figure")[0].Alt = String("Bel 0900-1234567")


@pytest.mark.parametrize(
    ("plant", "kind", "words"),
    [
        (tree(other_words), "alt", 'Het logo heet voor wie niet ziet "Bel 0900-1234567"'),
        (tree(other_picture), "logo", "Het logo is een ander plaatje"),
        *in_more((page_text(1, lambda text: text.replace("/Im1 Do", "")), "logo", "Het logo is een ander")),
        (
            lambda data: faults.painted_over(data, 1, "BT 0 g /SourceSans3-700 14 Tf 1 0 0 1 600 550 Tm <00170018> Tj ET"),
            "overlap", "Over het logo heen staat",
        ),
    ],
)  # fmt: skip
def test_a_logo_that_is_not_the_logo(
    plant: Plant, kind: str, words: str, with_logo: tuple[Truth, bytes], tmp_path: Path
) -> None:
    truth, data = with_logo
    assert finds(asked(plant(data), LEAFLET, truth, tmp_path), kind, words)


def test_addresses_between_arabic_are_told_as_they_are_read(
    file: Callable[[str, str], bytes], tmp_path: Path
) -> None:
    data = faults.moved(file("ar", LEAFLET), "socialestabiliteit.nl", 0, 28, page=2)
    words = 'de tekst "socialestabiliteit.nl"'
    assert first_finding(
        asked(data, LEAFLET, truth_in("ar"), tmp_path), lambda one: words in one.what
    )
