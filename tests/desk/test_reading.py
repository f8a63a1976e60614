"""What was typed stays; what is wrong is told at its field, and a wrong number is never drawn."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageChops

from tests.desk.conftest import edition
from wegwijs.desk.drawing import made, picture, shown, verdict
from wegwijs.desk.edition import Written
from wegwijs.desk.looks import folding_of
from wegwijs.desk.reading import STANDS_IN, read
from wegwijs.desk.showing import see
from wegwijs.desk.texts import as_text
from wegwijs.sources.load import SHIPPED


def written(text: str, id_: str = "voorbeeld-gemeente") -> Written:
    return Written(id_, text, (SHIPPED,))


def municipality(**changes: str) -> Written:
    one_language = {"languages: [nl, en, ar, tr, pl, uk, ti, de]": "languages: [nl]"}
    return written(edition("voorbeeld-gemeente", **(one_language | changes)))


LONG_EMAIL = "jongeren-en-jongvolwassenen-met-vragen-over-radicalisering@lindewaard.example"
WRONG = {"phone: 030 000 00 00": "phone: 14 03O"}


def test_a_good_edition_has_no_faults() -> None:
    assert read(municipality()).faults == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("14 03O", "er staat een letter O in. Schrijf een nul."),
        ("030 286 00 0", "Dit nummer heeft 9 cijfers. Er horen er 10 te zijn."),
        ("014 030", "Dit is het nummer van een gemeente. Schrijf het zo: 14 030"),
        ("112", "het alarmnummer"),
    ],
)
def test_a_wrong_number_is_told_in_words(typed: str, told: str) -> None:
    (fault,) = read(municipality(**{"phone: 030 000 00 00": f"phone: {typed}"})).faults
    assert fault.place == "contacts.0.phone"
    assert told in fault.message


def test_what_was_meant_can_be_taken() -> None:
    (fault,) = read(municipality(**{"phone: 030 000 00 00": "phone: 014 030"})).faults
    assert fault.right == "14 030"


@pytest.mark.parametrize("file", ["leaflet.pdf", "pocket-card.pdf"])
def test_neither_a_wrong_number_nor_what_stands_in_for_it_is_on_any_page(file: str) -> None:
    data = made(municipality(**WRONG), "nl", file)
    with pypdfium2.PdfDocument(data) as document:
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    assert "0900-8844" in text  # it is read at all
    assert "03O" not in text and STANDS_IN not in text and "14030" not in text


def test_the_sign_of_a_wrong_number_is_hatched() -> None:
    """Red stands on a page of ours only as the flag on a sign that is left empty."""

    def red(one: Written) -> int:
        image = Image.open(io.BytesIO(picture(one, "nl", "buitenkant"))).convert("RGB")
        return sum(
            count for count, colour in image.getcolors(1 << 24) or () if colour == (163, 0, 27)
        )

    assert red(municipality()) == 0
    assert red(municipality(**WRONG)) > 200


@pytest.mark.parametrize("file", ["", "leaflet.pdf", "pocket-card.pdf"])
def test_as_text_it_is_empty_too(file: str) -> None:
    said = str(as_text(municipality(**WRONG), "nl", file))
    assert "(leeg)" in said and "03O" not in said and STANDS_IN not in said


def test_of_files_without_pages_it_tells_what_is_in_them() -> None:
    phone = as_text(municipality(**WRONG), "ar", "", "contacten")
    names = [text for part in phone.parts for text, language in part.heading if language == "nl"]
    assert names[:2] == ["Politie", "Gemeente Lindewaard"] and "Jongerenwerk" in names
    assert "CONCEPT" in str(phone.parts[0]) and "(leeg)" in str(phone) and "03O" not in str(phone)
    day, *asked = as_text(municipality(), "ar", "", "nakijkdagen").parts
    assert (str(day.heading[0][0])[:2], day.lines) == ("23", ())
    (police,) = (one for one in asked if "Register van Overheidsorganisaties, Politie" in str(one))
    assert "Politie, telefoonnummer: 0900-8844" in str(police.lines)


def test_as_text_a_document_says_what_is_on_its_own_pages_and_no_more() -> None:
    one = municipality(**{"jongeren@lindewaard.example": LONG_EMAIL})
    leaflet, card = (str(as_text(one, "ar", file)) for file in ("leaflet.pdf", "pocket-card.pdf"))
    assert LONG_EMAIL in leaflet and LONG_EMAIL not in card  # it runs over, but it is there
    assert "0800-7000" in leaflet and "0800-7000" in card
    assert "(' (5) ', 'ar'), ('0800-7000', 'nl')" in card  # not 5 0800-7000
    parts = as_text(one, "ar", "leaflet.pdf").parts
    spoken = {
        text.strip(): language for part in parts for line in part.lines for text, language in line
    }
    assert spoken["CONCEPT"] == "nl" and spoken["مسودة"] == "ar"
    assert "هل تخشون أن ينجرف" in str(parts[1].heading)


@pytest.mark.parametrize("file", ["", "leaflet.pdf"])
def test_the_text_has_every_number_of_the_pages(file: str) -> None:
    said = str(as_text(municipality(), "nl", file))
    for number in ("112", "0900-8844", "030 000 00 00", "088 20 80 080", "0800-7000"):
        assert number in said


def test_all_faults_are_told_at_once_and_in_the_order_of_the_screen() -> None:
    faults = read(
        municipality(
            **WRONG,
            **{
                "accent: '#BFDCC4'": "accent: '#00707F'",
                "contact: wegwijzer@lindewaard.example": "contact: wegwijzer",
                "times: 09:00-17:00": "times: 9 tot 5",
            },
        )
    ).faults
    assert [fault.place for fault in faults] == [
        "contact", "contacts.0.phone", "contacts.2.hours.times", "accent",
    ]  # fmt: skip
    assert faults[-1].right == "#B5D6DA"


def test_an_edition_with_nothing_in_it_is_drawn_and_only_misses_things() -> None:
    text = "edition:\n  id: x\n  kind: school\n  version: 1\n  date: 2026-11-27\n  origin: hulp-bij-radicalisering\n"
    one = written(text, "x")
    assert see(one).is_drawn
    assert {fault.message for fault in read(one).faults} <= {"Vul dit in."}
    assert picture(one, "nl", "buitenkant").startswith(b"\x89PNG")


def test_a_contact_without_a_way_is_not_on_the_page_yet() -> None:
    text = edition("voorbeeld-school", **{"      email: zorg@delinde.example\n": ""})
    reading = read(written(text, "voorbeeld-school"))
    assert [fault.place for fault in reading.faults] == ["contacts.0.phone"]
    assert reading.loaded and reading.loaded.pack.edition.contacts == ()


def test_a_national_number_as_ones_own_is_a_hint_and_no_fault() -> None:
    seen = see(municipality(**{"label: Wijkagent, via de politie": "label: Wijkagent"}))
    (fault,) = seen.faults
    assert fault.mild
    assert fault.message == (
        "0900-8844 is het nummer van de politie. Zet erbij wie opneemt: ‘Wijkagent, via de politie’."
    )


def test_the_verdict_says_where_in_which_language_and_how_much() -> None:
    one = municipality(**{"jongeren@lindewaard.example": LONG_EMAIL})
    assert verdict(municipality()).troubles == ()
    first = verdict(one).troubles[0]
    assert (first.dutch, first.where, first.tab) == (
        "Nederlands", "buitenkant, de achterkant", "buitenkant",
    )  # fmt: skip
    assert first.what == LONG_EMAIL and first.too_wide


def test_this_very_leaflet_is_shown_as_it_is_folded() -> None:
    one = municipality()
    sizes = []
    for step in folding_of(["handout", "leaflet"]):
        image = Image.open(io.BytesIO(picture(one, "ar", step.picture)))
        sizes.append(image.width)
    assert len(sizes) == 3 and sizes == sorted(sizes, reverse=True)
    assert folding_of(["handout"]) == ()


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_what_does_not_fit_is_drawn_whole_and_runs_over_a_red_frame(language: str) -> None:
    one = municipality(**{"jongeren@lindewaard.example": LONG_EMAIL})
    data, (over,) = shown(one, language, "leaflet.pdf")
    assert LONG_EMAIL in text_of(data) and "0300000000" in text_of(data)
    area = over.area
    assert area is not None and (over.panel, area.page) == ("back", 0)
    left, top, right, bottom = reds(one, language, "buitenkant")
    assert left < area.left < area.right < right
    assert top < area.top < area.bottom < bottom
    assert not reds(one, language, "binnenkant")
    left, _, right, _ = reds(one, language, "kant-6")  # the back alone, 100 mm wide
    assert left < 9.5 and right > 90.5


def test_a_wrong_number_is_not_drawn_beside_what_runs_over_either() -> None:
    one = municipality(**{"jongeren@lindewaard.example": LONG_EMAIL} | WRONG)
    data, _ = shown(one, "nl", "leaflet.pdf")
    text = text_of(data)
    assert LONG_EMAIL in text and "0900-8844" in text
    assert "03O" not in text and STANDS_IN.replace(" ", "") not in text
    assert reds(one, "nl", "binnenkant")  # the flag of the sign that is empty


def text_of(data: bytes) -> str:
    """The text of a PDF without spaces and ends of lines."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "".join(" ".join(pages).split())


def reds(one: Written, language: str, look: str) -> tuple[float, float, float, float]:
    """The edges of what is red in a picture, in mm; empty when nothing is."""
    image = Image.open(io.BytesIO(picture(one, language, look))).convert("RGB")
    red = Image.new("RGB", image.size, (163, 0, 27))
    apart = ImageChops.difference(image, red).convert("L").point(lambda level: 255 * (not level))
    return tuple(side / 96 * 25.4 for side in apart.getbbox() or ())  # type: ignore[return-value]


MORE = """030 000 00 00
      phone_for: Overdag
      text_phone: 030 000 00 09"""


def test_the_verdict_tells_what_of_a_contact_is_on_no_card() -> None:
    one = municipality(**{"phone: 030 000 00 00": f"phone: {MORE}"})
    told = {(left.product, left.subject, left.why) for left in verdict(one).left_out}
    number = "nummer van de teksttelefoon van Gemeente Lindewaard"
    assert ("pocket-card", number, "geen plaats") in told
    assert not any(left.languages for left in verdict(one).left_out)  # so in every language
    assert not [product for product, *_ in told if product != "pocket-card"]
