"""What a user filled in stands on the leaflet, in every language, or the build says what does not.

Long names, addresses of 64 letters, six contacts with every field, only an e-mail, no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
from msgspec.structs import replace

from tests.conftest import IN_LANGUAGES
from tests.layouts.own_editions import (
    EDITIONS,
    EIGHTY,
    EMAILS,
    LONG_EMAIL,
    LONG_LABEL,
    LONG_WEB,
    write_editions,
)
from tests.layouts.products.leaflet.test_leaflet import sizes
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.leaflet.local_sign import LEAST
from wegwijs.layouts.products.leaflet.render import omissions, render_leaflet
from wegwijs.proof.readers.copier import decode, render
from wegwijs.proof.readers.inspection import block_elements, blocks, inspect, walk
from wegwijs.proof.readers.pdf import Reading
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language
from wegwijs.sources.values import Email

FIELDS = {"naam": "name", "e-mail": "email", "website": "web", "openingstijden": "hours"}


class Leaflet:
    """An edition in a language, as it comes out."""

    def __init__(self, outline: Outline, pdf: bytes, left_out: set[tuple[str, str]]) -> None:
        self.outline, self.pdf, self.left_out = outline, pdf, left_out
        self.blocks = [(tag, plain(text)) for tag, text in blocks(inspect(pdf))]
        self.text = "\n".join(text for _, text in self.blocks)


def plain(text: str) -> str:
    return re.sub(r"\s", " ", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_editions(tmp_path_factory.mktemp("eigen"))


@pytest.fixture(scope="module")
def leaflet(folder, theme):
    @cache
    def make(edition: str, language: str) -> Leaflet:
        loaded = load(edition, SHIPPED, folder)
        outline = build_outline(in_language(loaded, language, [SHIPPED, folder]), loaded.logo)
        own = theme.for_outline(outline)
        told = {(one.contact, one.field) for one in omissions(outline, own)}
        return Leaflet(outline, render_leaflet(outline, own), told)

    return make


def filled_in(edition: str) -> Iterator[tuple[str, str, str]]:
    """Every field of every contact as it must be printed: role, field, words."""
    for contact in EDITIONS[edition][3]:
        for field in ("name", "phone", "email", "web"):
            if words := contact.get(field):
                yield contact["role"], field, words.removeprefix("https://www.")


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_field_is_printed_or_told(edition, language, leaflet):
    made = leaflet(edition, language)
    told = {(contact, FIELDS.get(field, field)) for contact, field in made.left_out}
    slots = {slot.role: slot for slot in made.outline.local.slots}
    known = {role: str(slot.dutch or slot.label) for role, slot in slots.items()}
    for role, field, words in filled_in(edition):
        assert words in made.text or (known[role], field) in told, (role, field)
    for role, slot in slots.items():
        told_so = (known[role], "hours") in told
        assert not slot.hours or plain(str(slot.hours)) in made.text or told_so, role


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", [id_ for id_, made in EDITIONS.items() if len(made[3]) < 4])
def test_of_up_to_three_contacts_nothing_is_left_out(edition, language, leaflet):
    assert leaflet(edition, language).left_out == set()


def test_in_dutch_five_contacts_have_room_with_every_field(leaflet):
    assert leaflet("vijf", "nl").left_out == set()
    assert len(leaflet("zes", "nl").left_out) <= 2


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ["zes", "school-zes", "zes-lang"])
def test_label_and_number_of_six_contacts_are_on_the_back(edition, language, leaflet):
    made = leaflet(edition, language)
    back = made.text[made.text.index(plain(str(made.outline.local.heading))) :]
    for slot in made.outline.local.slots:
        assert plain(str(slot.label)) in back and plain(str(slot.values[0])) in back
    assert min(size for size, _ in sizes(made.pdf)) >= LEAST


def test_contacts_that_have_no_room_are_named_with_what_to_shorten(folder, theme):
    loaded = load("lang", SHIPPED, folder)
    outline = build_outline(in_language(loaded, "nl", [SHIPPED, folder]))
    own, other, *_ = outline.local.slots
    long = replace(own, label=Words.of("Zorg- en veiligheidshuis van de regio Brabant Zuidoost"))
    full = replace(outline, local=replace(outline.local, slots=(*[long] * 10, other)))
    with pytest.raises(DoesNotFit, match="paneel back") as error:
        render_leaflet(full, theme.for_outline(full))
    (back,) = [over for over in error.value.overflows if over.panel == "back"]
    assert f"{own.dutch or long.label} (label)" in back.what
    assert "112NL" not in back.what and str(other.label) not in back.what


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize(
    ("edition", "address"),
    [
        ("lang", LONG_EMAIL),
        ("lang", EMAILS[1]),
        ("lang", EMAILS[0]),
        ("lang", LONG_WEB.removeprefix("https://www.")),
        ("school-lang", EMAILS[2]),
        ("school-web", LONG_WEB.removeprefix("https://www.")),
        ("mail", LONG_EMAIL),
    ],
)
def test_a_long_address_is_whole_for_who_listens_presses_and_copies(
    edition, address, language, leaflet
):
    made = leaflet(edition, language)
    links = [one for one in walk(inspect(made.pdf).elements) if one.tag == "Link"]
    own = [one for one in links if one.text == address]
    assert own
    assert all(address in one.links[0].target for one in own)
    copied = "".join(
        sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(made.pdf)
    )
    assert copied.count(address) == len(own), "each is copied in one piece"


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ["lang", "school-lang", "mail"])
def test_who_hands_it_out_stands_on_the_cover(edition, language, leaflet):
    made = leaflet(edition, language)
    cover = made.text[: made.text.index(plain(str(made.outline.title)))]
    assert EDITIONS[edition][2] in cover
    name = EDITIONS[edition][1]
    assert name in made.text


def test_the_longest_publisher_has_eighty_letters():
    assert len(EIGHTY) == 80 and len(LONG_EMAIL) == 64 == len(EMAILS[2])
    assert [len(address) for address in EMAILS[:2]] == [32, 40]


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_long_label_is_on_its_sign(language, leaflet):
    assert LONG_LABEL in leaflet("lang", language).text


def test_letters_stay_clear_of_the_frame_of_a_sign_without_a_number(folder, theme):
    """Six contacts stand close together; an address without room leaves a label alone on its sign."""
    pack = in_language(load("zes", SHIPPED, folder), "ar", [SHIPPED, folder])
    address = Email.parse(EMAILS[2])
    contacts = tuple(
        one.model_copy(update={"phone": None, "web": None, "hours": None, "email": address})
        if one.role == "wijkagent"
        else one
        for one in pack.edition.contacts
    )
    edition = pack.edition.model_copy(update={"contacts": contacts})
    outline = build_outline(pack.model_copy(update={"edition": edition}))
    with Reading(render_leaflet(outline, theme.for_outline(outline))) as reading:
        page = reading.pages[0]
        boards = [
            one.box
            for one in page.shapes
            if one.straight and len(set(one.points)) == 4 and one.box[2] - one.box[0] > 50
        ]
        on_board = [
            (letter, board)
            for letter in page.type
            for board in boards
            if board[0] < letter.box[0] < board[2] and board[1] < letter.baseline < board[3]
        ]
    lowest = min(board[3] - board[1] for board in boards)
    assert lowest < 6.5, "one of them is a label alone"
    touching = [
        letter.char
        for letter, board in on_board
        if not board[1] + 0.2 < letter.box[1] < letter.box[3] < board[3] - 0.2
    ]
    assert on_board and not touching


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_who_has_the_number_of_a_municipality_is_not_sent_to_the_register_for_it(language, leaflet):
    made = leaflet("geen-pagina", language)
    assert not [text for _, text in made.blocks if "organisaties.overheid.nl" in text]
    assert not [code for code in decode(render(made.pdf, 2, 300)) if "overheid.nl" in code]


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_an_organisation_without_a_page_has_no_code(language, leaflet):
    made = leaflet("school-lang", language)
    figures = [one for one in block_elements(inspect(made.pdf).elements) if one.tag == "Figure"]
    assert len(figures) == len(made.outline.entries) - 1


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ["zes", "lang", "school-lang"])
def test_page_validation_finds_no_fault(edition, language, leaflet):
    pdf = leaflet(edition, language).pdf
    assert inspect(pdf).problems == ()
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(
            pdf, profile=page_validation.ValidationProfile(profile)
        )
        assert report.is_compliant, [str(failure) for failure in report.failures]
