"""The pocket card: real size, both sides, five on A4 that meet in duplex."""

from __future__ import annotations

import io
import shutil
from collections import Counter

import pikepdf
import pypdfium2
import pytest
from PIL import ImageChops

from tests.conftest import IN_LANGUAGES, IN_TRANSLATIONS
from tests.layouts.products.leaflet.test_leaflet import MM, sizes
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.pocket_card import render as rendering
from wegwijs.layouts.products.pocket_card.extent import measuring, styled
from wegwijs.layouts.products.pocket_card.frame import mark_of
from wegwijs.layouts.products.pocket_card.paper import HEIGHT, LEFT, TOP
from wegwijs.layouts.products.pocket_card.render import WIDTH, omissions, render_pocket_card
from wegwijs.layouts.products.pocket_card.setting import MEASURE, set_contact, set_text
from wegwijs.proof.readers.copier import decode, render
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language


@pytest.mark.parametrize(
    ("name", "size"), [("pocket-card.pdf", [170, 55]), ("pocket-card-a4.pdf", [210, 297])]
)
def test_two_pages_at_real_size(name, size, files):
    pdf = pypdfium2.PdfDocument(files[name])
    assert [[round(side / MM, 1) for side in sheet.get_size()] for sheet in pdf] == [size, size]


def test_type_is_8_pt_or_larger_and_numbers_14(files, outline):
    found = [size for size, _ in sizes(files["pocket-card.pdf"])]
    assert min(found) >= 8
    numbers = sum(entry.phone is not None for entry in outline.entries)
    # 112 and its words, the two lines of the title
    assert sum(size >= 14 for size in found) >= numbers + 2 + 2


@pytest.mark.parametrize("number", [1, 2])
def test_nothing_within_5_mm_of_the_edge_or_the_fold(number, files):
    image = render(files["pocket-card.pdf"], number, 300)
    scale = image.width / WIDTH
    face = [(4.9, 80.1), (89.9, 165.1)]  # signs have an outline of 0.6 pt, half of it outside
    inked = image.point(lambda grey: 255 if grey < 200 else 0)
    for left, right in ((0, face[0][0]), (face[0][1], face[1][0]), (face[1][1], WIDTH)):
        strip = inked.crop(
            (
                int(left * scale) + 1,
                int(3.2 * scale),
                int(right * scale) - 1,
                int((HEIGHT - 3.2) * scale),
            )
        )
        assert strip.getbbox() is None
    top = inked.crop((0, 0, image.width // 2 - 20, int(4.9 * scale)))
    bottom = inked.crop((0, int(51 * scale), image.width // 2 - 20, image.height))
    assert top.getbbox() is None and bottom.getbbox() is None


@pytest.mark.parametrize("number", [1, 2])
def test_five_equal_cards_stand_on_the_sheet(number, files):
    card = render(files["pocket-card.pdf"], number, 254)  # 10 pixels to a millimetre
    sheet = render(files["pocket-card-a4.pdf"], number, 254)
    for copy in range(5):
        x, y = round(LEFT * 10), round((TOP + copy * HEIGHT) * 10)
        box = (x + 40, y + 35, x + 1660, y + 515)  # within the fold ticks of the single card
        one, other = sheet.crop(box), card.crop((40, 35, 1660, 515))
        # Half a pixel of shift changes half a millimetre by a tenth, a letter all of it.
        difference = ImageChops.difference(one.reduce(5), other.reduce(5))
        assert max(difference.tobytes()) < 90
        assert sum(difference.tobytes()) / len(difference.tobytes()) < 4


@pytest.mark.parametrize("number", [1, 2])
def test_the_copies_on_the_sheet_are_one_content_that_is_not_read_aloud(number, files):
    with pikepdf.open(io.BytesIO(files["pocket-card-a4.pdf"])) as pdf:
        page = pdf.pages[number - 1]
        ((name, copy),) = page.Resources.XObject.items()
        operators = pikepdf.parse_content_stream(page)
        around: list[str] = []  # marks that are open
        painted = []
        for one in operators:
            if str(one.operator) in ("BDC", "BMC"):
                around.append(str(one.operands[0]))
            elif str(one.operator) == "EMC":
                around.pop()
            elif str(one.operator) == "Do":
                painted.append((str(one.operands[0]), *around))
        assert painted == [(name, "/Artifact")] * 4
        marks = {
            str(one.operands[0])
            for one in pikepdf.parse_content_stream(copy)
            if str(one.operator) == "BDC"
        }
        assert marks <= {"/Span"}, "the whole of it is one artifact"
    assert len(files["pocket-card-a4.pdf"]) < len(files["pocket-card.pdf"]) + 10_000


def test_insides_lie_behind_the_fronts_when_turned_on_the_long_edge():
    assert pytest.approx(210) == LEFT + WIDTH + LEFT, "mirrored, the stack covers itself"
    assert pytest.approx(297) == TOP + 5 * HEIGHT + TOP


def test_cut_and_fold_marks_stand_outside_the_cards(files):
    sheet = render(files["pocket-card-a4.pdf"], 1, 254).point(lambda g: 255 if g < 200 else 0)
    margin = sheet.crop((0, 0, round(LEFT * 10) - 10, sheet.height))
    rows = [y for y in range(margin.height) if margin.crop((0, y, margin.width, y + 1)).getbbox()]
    for edge in range(6):
        assert any(abs(y / 10 - (TOP + edge * HEIGHT)) < 0.2 for y in rows)
    fold = sheet.crop((1030, 0, 1070, round(TOP * 10) - 10))
    assert fold.getbbox() is not None


# --- what it says -----------------------------------------------------------------------------

LONG = "meldpunt.openbare-orde-en-veiligheid@gemeente-sudwestfryslan.nl"  # 63 letters
PAGE = "https://www.samenwerkingsverband-noordoost.nl"
CONTACT = "\n    - role: {}\n      source: voorbeeld\n      checked: 2026-11-23\n      {}"
FULL = f"phone: 14 0515\n      email: {LONG}\n      web: {PAGE}\n      name: Anna van der Meer"
OTHERS = [
    ("wijkagent", "phone: 0900-8844\n      name: Piet Jansen"),
    ("jongerenwerk", f"email: {LONG}"),
    ("moskee", f"label: Contact van de moskee\n      web: {PAGE}"),
    ("school", "phone: 0515-489000\n      email: jan@school.example"),
    ("zvh", "label: Zorg- en Veiligheidshuis Brabant Zuidoost\n      phone: 040-2382100"),
]
HEAD = """edition:
  id: odd
  kind: {kind}
  name: {name}
  publisher: {publisher}
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  {more}
"""
GEMEENTE = HEAD.format(
    kind="municipality", name="Zuidwest", publisher="gemeente Zuidwest", more="contacts:"
)
FEW = GEMEENTE.replace("contacts:", "organisations: [politie, gemeente]\n  contacts:")
SCHOOL = HEAD.format(kind="school", name="De Linde", publisher="De Linde", more="contacts:")
WORKSHOP = HEAD.format(
    kind="workshop",
    name="In de klas",
    publisher="Stichting Platform",
    more="organisations: [lse, vertrouwensinspecteurs, ess]",
)
ALL = "".join(CONTACT.format(*contact) for contact in [("gemeente", FULL), *OTHERS])
ODD = {
    "six contacts, addresses of 64 letters": GEMEENTE + ALL,
    "six contacts, two organisations": FEW + ALL,
    "only an e-mail": GEMEENTE + CONTACT.format("gemeente", f"email: {LONG}"),
    "no page": GEMEENTE + CONTACT.format("gemeente", "phone: (0515) 48 90 00"),
    "a school with only an e-mail": SCHOOL + CONTACT.format("school", f"email: {LONG}"),
    "a workshop that begins with the LSE": WORKSHOP,
    "a school with everything": SCHOOL
    + CONTACT.format("school", FULL.replace("14 0515", "0515-489000")),
}


def card_of(outline, theme):
    own = theme.for_outline(outline)
    return render_pocket_card(outline, own), omissions(outline, own)


@pytest.fixture
def odd(tmp_path):
    """The outline of an odd edition in a language."""
    folder = tmp_path / "sources"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.py", "__py*"))

    def outline(text, language):
        (folder / "editions" / "odd.yaml").write_text(text.rstrip(), "utf-8")
        return build_outline(in_language(load("odd", folder), language, [folder]))

    return outline


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_whoever_finds_a_card_reads_what_it_is_about_and_who_hands_it_out(
    language, files_in, outline_in
):
    found = list(blocks(inspect(files_in(language)["pocket-card.pdf"])))
    (title,) = (text for tag, text in found if tag == "H1")
    terms = load("nationaal", SHIPPED).pack.glossary.get(
        language, {"radicaliseert": ["radicaliseert"]}
    )
    subject = [word for term in terms if "radicalise" in term for word in terms[term]]
    assert any(word.casefold() in title.casefold() for word in subject)
    assert ("P", outline_in(language).publisher) in found


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_each_organisation_tells_what_it_is_for_whom_and_how_to_reach_it(
    language, files_in, outline_in
):
    text = _plain(" ".join(t for _, t in blocks(inspect(files_in(language)["pocket-card.pdf"]))))
    for entry in outline_in(language).entries:
        start = text.index(_plain(str(entry.name)))
        own = text[
            start : text.index(_plain(entry.qr_alt), start) if entry.qr_alt in text else None
        ]
        for words in (entry.audience, entry.meaning, entry.phone, entry.url, entry.find):
            assert words is None or _plain(str(words)) in own, (entry.id, str(words))


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ODD)
def test_what_an_edition_filled_in_is_on_the_card_or_named(edition, language, odd, theme):
    outline = odd(ODD[edition], language)
    pdf, left_out = card_of(outline, theme)
    told = {(one.contact, one.field) for one in left_out}
    text = _plain(" ".join(text for _, text in blocks(inspect(pdf))))
    for entry in outline.entries[:7]:
        who = str(entry.title)
        assert _plain(str(entry.audience)) in text
        fields = {"telefoonnummer": entry.phone, "e-mailadres": entry.email, "webadres": entry.url}
        for field, value in fields.items():
            if value and entry.role and (who, field) not in told:
                assert _plain(str(value)) in text, (who, field)
        if entry.person and (who, "naam") not in told:
            assert _plain(str(entry.person)) in text
    roles = {entry.role for entry in outline.entries}
    for slot in outline.local.slots:
        who = str(slot.dutch or slot.label)
        if slot.is_filled and slot.role not in roles and (who, "") not in told:
            assert all(_plain(str(value)) in text for value in slot.values), who
    assert not [one for one in left_out if one.field == "e-mailadres"], "64 letters must fit"
    if edition == "six contacts, two organisations":
        assert not [one for one in left_out if not one.field], "there is a place for all"


def test_who_has_a_long_name_hears_that_a_shorter_one_makes_room(odd, theme):
    text = """edition:
  id: odd
  kind: school
  name: {}
  publisher: de school
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - {{role: school, label: "Zorgcoördinatie en veiligheid, afdeling praktijkonderwijs en onderbouw van het vmbo",
       name: Robin de Vries, phone: 030 286 00 00, email: zorg@delinde.example, checked: 2026-11-23,
       web: "https://www.delinde.example", hours: {{days: workdays, times: 09:00-17:00}}}}
"""
    long = "Openbare Scholengemeenschap Sint-Maartensdijk en omstreken, afdeling vmbo"
    _, left_out = card_of(odd(text.format(long), "nl"), theme)
    told = [str(one) for one in left_out if one.field]
    assert told and all(one.endswith("; een kortere naam helpt misschien") for one in told), told
    _, left_out = card_of(odd(text.format("De Linde"), "nl"), theme)
    assert not [one for one in left_out if one.field]  # and so it does
    assert "NCTV staat er niet op: geen plaats" in map(str, left_out)


def test_who_is_left_without_a_page_is_told_what_to_do_at_the_register(odd, theme):
    only_mail = ODD["no page"].replace("phone: (0515) 48 90 00", "email: hulp@zuidwest.example")
    outline = odd(only_mail, "nl")
    found = [text for _, text in blocks(inspect(card_of(outline, theme)[0]))]
    entry = outline.entries[1]
    assert {str(entry.audience), str(entry.url), str(entry.find)} <= set(found)


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_name_of_who_hands_out_is_broken_between_words_only(language, odd, theme):
    name = "gemeente Noardeast-Fryslân, met Pijnacker-Nootdorp en Schouwen-Duiveland"
    text = ODD["no page"].replace("publisher: gemeente Zuidwest", f"publisher: {name}")
    document = pypdfium2.PdfDocument(card_of(odd(text, language), theme)[0])
    copied = document[0].get_textpage().get_text_range()
    assert all(word in copied for word in name.split())


@pytest.mark.parametrize("language", ["nl", "ar", "de"])
@pytest.mark.parametrize(
    "name",
    [
        "Openbare Scholengemeenschap Sint-Maartensdijk en omstreken",
        "Gemeente Nuenen, Gerwen en Nederwetten, team Openbare Orde en Veiligheid",
    ],
)
def test_a_long_name_of_who_hands_out_has_even_lines_clear_of_the_title(name, language, odd, theme):
    text = ODD["no page"].replace("publisher: gemeente Zuidwest", f"publisher: {name}")
    outline = odd(text, language)
    card = rendering.card_of(outline, theme.for_outline(outline))
    head, panel, nodes = card.layout.head, measuring(card.setting), card.dialogue.nodes
    style = styled(panel, "card-publisher", 1.0, balanced=True)
    publisher = set_text(panel, nodes["publisher",], style, head.measure, y=head.publisher_y)
    title = panel.lines(nodes["title",], styled(panel, "card-title", head.title, False), MEASURE)
    widths = [line.width for line in publisher.lines]
    assert min(widths) >= 0.4 * max(widths), "no word stands alone"
    if len(widths) > 1:
        assert head.title_y - title[0].reach[0] - publisher.last - publisher.drop >= 1.9


# --- how it looks -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_card_says_whom_to_ask_for_at_the_police(language, theme):
    """In Dutch too, since it is said at a Dutch switchboard."""
    loaded = load("voorbeeld-gemeente", SHIPPED)
    card, _ = card_of(build_outline(in_language(loaded, language, [SHIPPED])), theme)
    assert any("wijkagent" in text for _, text in blocks(inspect(card)))


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_letters_of_the_title_stand_clear_of_the_arm_of_112(language, files_in):
    image = render(files_in(language)["pocket-card.pdf"], 1, 508)  # 20 pixels to a millimetre
    left = 0 if language in ("ar", "fa") else 85  # the cover
    cover = image.crop(((left + 5) * 20, 4 * 20, (left + 80) * 20, 40 * 20))
    dark = cover.point(lambda grey: 255 if grey < 128 else 0)
    rows = [dark.crop((0, y, dark.width, y + 1)).histogram()[255] for y in range(dark.height)]
    arm = next(y for y, count in enumerate(rows) if count > 0.9 * dark.width)
    letters = max(y for y in range(arm - 8) if rows[y])
    assert (arm - letters) / 20 >= 1.5


def contacts_on(card, face):
    """The contacts on a face, set, with the baselines of their names."""
    for placed in dict(card.layout.faces)[face]:
        node = card.dialogue.nodes["contact", placed.contact]
        yield placed.y, set_contact(measuring(card.setting), node, placed.fit)


def marked(outline, theme):
    """Of each face where the mark of a draft stands, the edges of its ink, and the contacts."""
    card = rendering.card_of(outline, theme.for_outline(outline))
    mark = mark_of(card.setting, outline.draft)
    for face, spot in card.layout.marks:
        yield face, spot, spot.y - mark.rise, spot.y + mark.drop, contacts_on(card, face)


@pytest.mark.parametrize("edition", ["nationaal", "voorbeeld-gemeente", "voorbeeld-school"])
@pytest.mark.parametrize("language", IN_TRANSLATIONS)
def test_the_mark_of_a_draft_is_clear_of_codes_on_every_face(edition, language, theme):
    loaded = load(edition, SHIPPED)
    outline = build_outline(in_language(loaded, language, [SHIPPED]))
    for face, spot, top, bottom, contacts in marked(outline, theme):
        for placed_y, contact in contacts:
            side = contact.code_side
            y = placed_y + contact.code_top
            beside = spot.end <= MEASURE - side - 2
            assert not side or beside or bottom <= y - 2 or top >= y + side + 2 - 0.05, face


@pytest.mark.parametrize(
    ("edition", "language", "face"),
    [("voorbeeld-gemeente", "ar", "inside 2"), ("voorbeeld-school", "de", "back")],
)
def test_the_mark_of_a_draft_is_level_with_the_line_beside_it_or_apart_from_that_above_it(
    edition, language, face, theme
):
    outline = build_outline(in_language(load(edition, SHIPPED), language, [SHIPPED]))
    ((spot, top, contacts),) = [
        one[1:3] + one[4:] for one in marked(outline, theme) if one[0] == face
    ]
    y, last = list(contacts)[-1]
    _, text = last.facts[-1]
    if language == "de":  # a short address, with the mark beside it
        assert spot.y == pytest.approx(y + text.last, abs=0.01)
    else:  # an address above the mark
        assert top - (y + text.last + text.drop) > 1


@pytest.mark.parametrize("language", IN_TRANSLATIONS)
def test_the_mark_of_a_draft_is_clear_of_a_sign_that_has_nothing_below_it(language, odd, theme):
    more = "\n      label: Zorg- en Veiligheidshuis Brabant Zuidoost"
    more += "\n      hours: {days: workdays, times: 08:30-17:00}"
    name = "Anna van der Meer"
    text = ODD["six contacts, two organisations"].replace(name, f"{name}-Oosterhuis{more}", 1)
    text = text.replace("name: Zuidwest", "name: Súdwest-Fryslân en Noardeast-Fryslân")
    outline = odd(text, language)
    for face, _, top, bottom, contacts in marked(outline, theme):
        for y, contact in contacts:
            over = top >= y + contact.sign_bottom + 0.9
            assert over or bottom <= y + contact.sign_y, face


def test_without_a_page_there_is_no_code_and_the_sign_takes_the_whole_measure(odd, theme):
    outline = odd(ODD["a school with only an e-mail"], "nl")
    pdf, _ = card_of(outline, theme)
    ((_, first), *_) = contacts_on(rendering.card_of(outline, theme), "cover")
    assert first.sign_width == MEASURE
    codes = Counter(decode(render(pdf, 1, 300)))
    assert codes.total() == 2, "of the two organisations on the back"
    assert "Begin hier: De Linde" in [text for tag, text in blocks(inspect(pdf)) if tag == "H2"]


@pytest.mark.parametrize("language", ["nl", "ar", "de"])
def test_the_card_says_where_to_begin_also_where_that_takes_two_lines(language, odd, theme):
    outline = odd(ODD["a workshop that begins with the LSE"], language)
    pdf, _ = card_of(outline, theme)
    first = next(text for tag, text in blocks(inspect(pdf)) if tag == "H2")
    assert _plain(first) == _plain(str(outline.entries[0].first_step))


def _plain(text):
    return "".join(text.split())
