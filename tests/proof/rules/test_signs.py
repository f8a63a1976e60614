"""What a reader follows with the eye and not by the words: numerals, arrows, icons, links, codes."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec import structs
from msgspec.structs import replace
from pikepdf import Name
from PIL import Image, ImageOps

import wegwijs.layouts.products.leaflet.panels
import wegwijs.layouts.products.leaflet.render
from tests.conftest import in_more
from tests.layouts.own_editions import write_editions
from tests.proof import faults
from tests.proof.first_finding import finds
from tests.proof.test_proof import POLICE, outline_of, render
from tests.proof.truths import truth_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.judge import judge
from wegwijs.proof.readers.inspection import inspect, walk

LEAFLET, CARD, SHEET = "leaflet.pdf", "pocket-card.pdf", "pocket-card-a4.pdf"
HANDOUT = "handout.docx"
MAIL = "zorgcoordinatie@osg-sint-maartensdijk-en-omstreken.nl"
FILES = (LEAFLET, CARD, SHEET, HANDOUT)
LSE, CRIME_LINE = 4, 5  # numerals
Made = Callable[[str, str], bytes]
Asked = Callable[..., Case]


@pytest.fixture(scope="module")
def made(theme: Theme) -> Made:
    known: dict[tuple[str, str], bytes] = {}

    def made(language: str, name: str) -> bytes:
        if (language, name) not in known:
            known[language, name] = render(outline_of(language), theme, name)
        return known[language, name]

    return made


@pytest.fixture
def asked(tmp_path: Path) -> Asked:
    def asked(
        data: bytes, name: str, language: str = "nl", truth: Truth | None = None, **more: Any
    ) -> Case:
        path = tmp_path / name
        path.write_bytes(data)
        return Case("x/nl/x", f"x/nl/{name}", path, truth or truth_in(language), **more)

    return asked


def with_numeral(outline: Outline, numeral: int, wrong: int) -> Outline:
    """An outline in which two organisations carry each other's numeral."""
    exchanged = {numeral: wrong, wrong: numeral}
    groups = tuple(
        replace(
            group,
            entries=tuple(
                replace(one, numeral=exchanged.get(one.numeral, one.numeral))
                for one in group.entries
            ),
        )
        for group in outline.groups
    )
    return replace(outline, groups=groups)


# --- numerals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("nl", LEAFLET),
        ("ar", HANDOUT),
        *in_more(*(("nl", name) for name in FILES if name != LEAFLET), ("ar", LEAFLET)),
    ],
)
def test_a_numeral_on_a_sign_that_is_another_organisations(
    name: str, language: str, theme: Theme, asked: Asked
) -> None:
    changed = with_numeral(outline_of(language), LSE, CRIME_LINE)
    assert finds(
        asked(render(changed, theme, name), name, language),
        "numeral",
        'Bij "088 20 80 080" staat het cijfer 5, dat moet 4 zijn.',
    )


def with_route(outline: Outline, numerals: tuple[int, ...]) -> Outline:
    """The sign of the LSE in the flap points elsewhere."""
    situations = tuple(
        replace(
            one,
            routes=tuple(
                replace(route, numerals=numerals) if route.numerals == (LSE,) else route
                for route in one.routes
            ),
        )
        for one in outline.situations
    )
    return replace(outline, situations=situations)


@pytest.mark.parametrize("language", ["ar"])
def test_a_reference_in_the_flap_that_leads_to_another_organisation(
    language: str, theme: Theme, asked: Asked
) -> None:
    changed = with_route(outline_of(language), (CRIME_LINE,))
    assert finds(
        asked(render(changed, theme, LEAFLET), LEAFLET, language),
        "numeral",
        'Bij "088 20 80 080" staat het cijfer 5, dat moet 4 zijn.',
    )


def test_an_arm_on_the_cover_that_leads_to_another_organisation(theme: Theme, asked: Asked) -> None:
    outline = outline_of()
    arms = tuple(
        replace(one, numerals=(6,)) if one.numerals == (6, 7) else one for one in outline.arms
    )
    assert finds(
        asked(render(replace(outline, arms=arms), theme, LEAFLET), LEAFLET),
        "numeral",
        'Bij "professionals" staat het cijfer 6, dat moet 6 en 7 zijn.',
    )


@pytest.mark.parametrize("name", [LEAFLET, HANDOUT])
def test_a_numeral_in_a_running_text(name: str, theme: Theme, asked: Asked) -> None:
    outline = outline_of()
    calling = tuple(
        Words(tuple(structs.replace(r, text=r.text.replace("4", "3")) for r in words.runs))
        for words in outline.calling
    )
    assert calling != outline.calling
    assert finds(
        asked(render(replace(outline, calling=calling), theme, name), name),
        "text",
        "Bij Als u belt ontbreekt deze tekst",
    )


def test_a_numeral_that_only_the_drawing_has_wrong(made: Made, asked: Asked) -> None:
    """The glyph alone: whoever hears the leaflet hears the right one."""
    codes: list[str] = []
    note = lambda text: codes.extend(re.findall("<([0-9A-F]{4})", text)) or text + " "  # noqa: E731
    data = made("nl", LEAFLET)
    for block in ("4 088 20 80 080", "5 0800-7000"):
        faults.within(data, block, 2, note)
    wrong = faults.within(
        data, "4 088 20 80 080", 2, lambda text: text.replace(codes[0], codes[-1], 1)
    )
    assert finds(
        asked(wrong, LEAFLET), "numeral", 'Bij "088 20 80 080" staat het cijfer 5, dat moet 4 zijn.'
    )


def test_numerals_that_have_changed_places(made: Made, asked: Asked) -> None:
    data = faults.moved(made("nl", LEAFLET), "3 0900-1113111", 0, 75, page=2)
    assert finds(asked(data, LEAFLET), "numeral", 'Het cijfer 3 staat niet naast "0900-1113111"')


# --- arrows ---------------------------------------------------------------------------------------

_PENTAGON = re.compile(r"((?:\S+ \S+ m)(?: \S+ \S+ l){4}) h")


def turned_arrow(data: bytes, page: int, index: int) -> bytes:
    """A pentagon of a page that points the other way, in the same box."""

    def mirror(match: re.Match[str]) -> str:
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", match[1])]
        xs = numbers[::2]
        around = min(xs) + max(xs)
        points = zip((around - x for x in xs), numbers[1::2], strict=True)
        path = (f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points))
        return " ".join(path) + " h"

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[page - 1].Contents
        text = contents.read_bytes().decode("latin-1")
        match = list(_PENTAGON.finditer(text))[index]
        text = text[: match.start()] + mirror(match) + text[match.end() :]
        contents.write(text.encode("latin-1"))

    return faults.changed(data, change)


@pytest.mark.parametrize(
    ("language", "name", "page", "index", "words"),
    [
        ("nl", LEAFLET, 2, 0, 'De pijl bij "1" wijst naar links, dat moet naar rechts zijn.'),
        ("ar", LEAFLET, 2, 0, 'De pijl bij "1" wijst naar rechts, dat moet naar links zijn.'),
        ("nl", LEAFLET, 1, 1, 'De pijl van "iedereen" wijst niet naar de kant van het cijfer 1.'),
        *in_more(
            ("nl", LEAFLET, 1, 12, "wijst naar links"),  # in the flap
            ("nl", SHEET, 2, 1, "wijst naar links"),
            ("ar", CARD, 2, 1, "wijst naar rechts"),
        ),
    ],
)
def test_an_arrow_that_points_the_other_way(
    language: str, name: str, page: int, index: int, words: str, made: Made, asked: Asked
) -> None:
    assert finds(
        asked(turned_arrow(made(language, name), page, index), name, language), "arrow", words
    )


@pytest.fixture
def _no_memory() -> Iterator[None]:
    """What a spoiled layout draws is not remembered for another test."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    forget()


# --- icons ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("_no_memory")
def test_a_telephone_before_an_address(theme: Theme, asked: Asked) -> None:
    icons = dict(theme.icons)
    icons["mail"] = icons["phone"]
    assert finds(
        asked(render(outline_of(), dataclasses.replace(theme, icons=icons), LEAFLET), LEAFLET),
        "icon",
        "Hier staat een telefoon, dat moet een envelop zijn.",
    )


@pytest.mark.usefixtures("_no_memory")
def test_an_icon_of_another_fact(theme: Theme, asked: Asked) -> None:
    icons = dict(theme.icons)
    icons["anon"] = icons["cost"]
    assert finds(
        asked(
            render(outline_of("ar"), dataclasses.replace(theme, icons=icons), LEAFLET),
            LEAFLET,
            "ar",
        ),
        "icon",
        "Hier staat een euro, dat moet een streep door een persoon",
    )


# --- how it opens ---------------------------------------------------------------------------------


@pytest.mark.usefixtures("_no_memory")
def test_an_arabic_leaflet_that_opens_from_the_left(
    theme: Theme, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, folds = (
        wegwijs.layouts.products.leaflet.paper.frame_of,
        wegwijs.layouts.products.leaflet.paper.folds_of,
    )
    for where in (wegwijs.layouts.products.leaflet.panels, wegwijs.layouts.products.leaflet.render):
        for name, real in (("frame_of", frame), ("folds_of", folds)):
            ltr = lambda what, *, rtl, real=real: real(what, rtl=False)  # noqa: E731
            monkeypatch.setattr(where, name, ltr, raising=False)
    assert finds(
        asked(render(outline_of("ar"), theme, LEAFLET), LEAFLET, "ar"),
        "panel",
        "De titel staat op een verkeerd paneel",
    )


@pytest.mark.parametrize(
    ("language", "way", "words"),
    [
        ("ar", Name.L2R, "van links, dat moet van rechts"),
        ("nl", Name.R2L, "van rechts, dat moet van links"),
    ],
)
def test_a_viewer_that_is_told_to_open_from_the_wrong_side(
    language: str, way: Name, words: str, made: Made, asked: Asked
) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.ViewerPreferences.Direction = way

    assert finds(
        asked(faults.changed(made(language, LEAFLET), change), LEAFLET, language),
        "direction",
        f"Het bestand opent vanaf de verkeerde kant: {words} zijn.",
    )


@pytest.mark.parametrize("name", [*in_more(LEAFLET), CARD])
def test_the_press_version_in_the_offices_place_and_the_other_way_round(
    name: str, theme: Theme, asked: Asked
) -> None:
    outline = outline_of()
    for profile, other, words in (
        (Profile.OFFICE, Profile.PRESS, "Dit is het bestand voor de drukker"),
        (Profile.PRESS, Profile.OFFICE, "Dit is geen bestand voor de drukker"),
    ):
        data = FILES_BY_NAME[name].render(outline, theme.for_outline(outline), other)
        assert judge(asked(data, name, profile=other.value)).findings == []
        assert finds(asked(data, name, profile=profile.value), "pages", words)


# --- codes ----------------------------------------------------------------------------------------


def mirrored_code(data: bytes) -> bytes:
    """The first code of page 2 of the leaflet, as in a mirror."""

    def change(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[1].Contents
        text = contents.read_bytes().decode("latin-1")
        match = re.search(r"(1\.41732) 0 0 (-1\.41732) (\S+) (\S+) cm", text)
        assert match
        side = float(match[3]) + 29 * float(match[1])
        new = f"-{match[1]} 0 0 {match[2]} {side:.3f} {match[4]} cm"
        contents.write(text.replace(match[0], new, 1).encode("latin-1"))

    return faults.changed(data, change)


def mirrored_picture(data: bytes) -> bytes:
    def change(png: bytes) -> bytes:
        out = io.BytesIO()
        ImageOps.mirror(Image.open(io.BytesIO(png))).save(out, "PNG")
        return out.getvalue()

    return faults.part(data, "word/media/image1.png", change)


@pytest.mark.parametrize(("name", "plant"), [(LEAFLET, mirrored_code), (HANDOUT, mirrored_picture)])
def test_a_code_in_a_mirror(
    name: str, plant: Callable[[bytes], bytes], made: Made, asked: Asked
) -> None:
    assert finds(
        asked(plant(made("nl", name)), name), "qr", "De QR-code bij Politie staat in spiegelbeeld."
    )


# --- links ----------------------------------------------------------------------------------------


def widened(left: float, down: float, right: float, up: float) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        link = pdf.pages[1].Annots[0]
        sides = [float(side) for side in link.Rect]
        link.Rect = pikepdf.Array(
            [a + b for a, b in zip(sides, (-left, -down, right, up), strict=True)]
        )

    return change


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ((20, 400, 200, 50), f"De link {POLICE} ligt ook naast zijn tekst"),
        ((30, 22, 0, 0), f"De links {POLICE} en politie.nl liggen over elkaar heen."),
        ((0, 0, 40, 0), f"De link {POLICE} ligt ook naast zijn tekst"),
    ],
)
def test_a_link_that_is_larger_than_its_words(
    more: tuple[float, ...], words: str, made: Made, asked: Asked
) -> None:
    data = faults.changed(made("nl", LEAFLET), widened(*more))
    assert finds(asked(data, LEAFLET), "link", words)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """A school with an address for two lines, and a number that begins with a narrow digit."""
    folder = write_editions(tmp_path_factory.mktemp("eigen"))
    return truth_in("nl", "zes-lang", folder)


@pytest.mark.parametrize(("name", "words"), [(LEAFLET, "14 0166"), (CARD, MAIL)])
def test_what_a_school_filled_in_has_links_on_their_own_words(
    name: str, words: str, own: Truth, theme: Theme, asked: Asked
) -> None:
    data = render(build_outline(own.pack), theme, name)
    printed = {element.text for element in walk(inspect(data).elements) if element.tag == "Link"}
    assert words in printed
    found = judge(asked(data, name, truth=own)).findings
    assert [one for one in found if one.kind == "link"] == []


def one_area(pdf: pikepdf.Pdf) -> None:
    """One rectangle around both lines of an address, as of a link with /QuadPoints."""
    first, second = (one for one in pdf.pages[0].Annots if str(one.A.URI) == f"mailto:{MAIL}")
    sides = [[float(side) for side in link.Rect] for link in (first, second)]
    (lefts, bottoms, rights, tops) = zip(*sides, strict=True)
    around = [min(lefts), min(bottoms), max(rights), max(tops)]
    for link in (first, second):
        link.Rect = pikepdf.Array(around)


def second_line_gone(pdf: pikepdf.Pdf) -> None:
    first, second = (one for one in pdf.pages[0].Annots if str(one.A.URI) == f"mailto:{MAIL}")
    second.Rect = first.Rect


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (one_area, f"De link {MAIL} ligt ook naast zijn tekst"),
        (one_area, f"De links osg-sint-maartensdijk.nl en {MAIL} liggen over elkaar heen."),
        (second_line_gone, f"De link ligt niet op zijn tekst {MAIL}."),
    ],
)
def test_an_address_on_two_lines_with_an_area_for_both_or_for_one(
    plant: Callable[[pikepdf.Pdf], None], words: str, own: Truth, theme: Theme, asked: Asked
) -> None:
    data = faults.changed(render(build_outline(own.pack), theme, CARD), plant)
    assert finds(asked(data, CARD, truth=own), "link", words)


# --- fonts ----------------------------------------------------------------------------------------


def _zeroed(start: int, end: int) -> Callable[[bytes], bytes]:
    return lambda font: font[:start] + bytes(end - start) + font[end:]


@pytest.mark.parametrize(
    "damage",
    [
        _zeroed(20_000, 20_400),
        *in_more(
            _zeroed(0, 32),
            _zeroed(40, 44),
            lambda font: font[: len(font) // 2],
            lambda font: b"",
        ),
        lambda font: font[:32] + bytes(byte ^ 1 for byte in font[32:]),
    ],
)
def test_a_damaged_font_in_word(damage: Callable[[bytes], bytes], made: Made, asked: Asked) -> None:
    data = faults.part(made("nl", HANDOUT), "word/fonts/Font1Regular.odttf", damage)
    assert finds(
        asked(data, HANDOUT), "font", "Het lettertype Source Sans 3 in het bestand is beschadigd."
    )


def test_a_font_in_word_with_another_key(made: Made, asked: Asked) -> None:
    def change(xml: bytes) -> bytes:
        return re.sub(rb'fontKey="\{........', b'fontKey="{00000000', xml, count=1)

    data = faults.part(made("nl", HANDOUT), "word/fontTable.xml", change)
    assert finds(asked(data, HANDOUT), "font", "is beschadigd")


def test_a_damaged_font_in_a_pdf(made: Made, asked: Asked) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[1].Resources.Font.values():
            program = font.DescendantFonts[0].FontDescriptor.FontFile2
            data = program.read_bytes()
            program.write(data[:40] + bytes(len(data) - 40))

    assert finds(
        asked(faults.changed(made("nl", LEAFLET), change), LEAFLET, rules=False),
        "font",
        "is beschadigd",
    )
