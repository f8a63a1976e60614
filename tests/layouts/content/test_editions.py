"""Editions: what a municipality, a school and a workshop get, and what never varies."""

from __future__ import annotations

import io
import itertools
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import page as page_validation
import pikepdf
import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from tests.conftest import IN_LANGUAGES, printable
from tests.layouts.reading import EXPECTED
from tests.sources.roo_export import everyone
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.typesetting.lines import PT
from wegwijs.proof.readers.copier import decode, render
from wegwijs.proof.readers.inspection import blocks, inspect, walk
from wegwijs.sources.importers.edition_files import import_roo
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translations import in_language

EXAMPLES = ("voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop")


def outline_of(edition, folder=SHIPPED, language="nl"):
    loaded = load(edition, folder)
    return build_outline(in_language(loaded, language, [folder]), loaded.logo)


def make(outline, theme, product="leaflet"):
    own = theme.for_outline(outline)
    return {
        file.name: file.render(printable(outline, file), own, Profile.OFFICE)
        for file in PRODUCTS[product].files
    }


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped sources, to change."""
    shutil.copytree(SHIPPED, tmp_path / "sources", ignore=shutil.ignore_patterns("*.py", "__py*"))
    return tmp_path / "sources"


def edit(folder, edition, old, new):
    path = folder / "editions" / f"{edition}.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def problem(folder, edition):
    with pytest.raises(InvalidSources) as caught:
        load(edition, folder)
    return caught.value.problems[0]


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("edition", ["voorbeeld-gemeente", "voorbeeld-school"])
@pytest.mark.parametrize("product", ["leaflet", "pocket-card"])
def test_every_example_is_read_as_its_outline_says_in_every_language(
    product, edition, language, theme
):
    outline = outline_of(edition, language=language)
    for name, pdf in make(outline, theme, product).items():
        inspection = inspect(pdf)
        found = list(blocks(inspection))
        assert found == list(EXPECTED[name](outline, found))
        assert inspection.problems == ()
        for profile in ("ua1", "2a"):
            report = page_validation.validate_pdf_bytes(
                pdf, profile=page_validation.ValidationProfile(profile)
            )
            assert report.is_compliant, [str(failure) for failure in report.failures]


def test_a_municipality_stands_on_its_sign_with_number_mail_and_code(theme):
    outline = outline_of("voorbeeld-gemeente")
    entry = outline.entries[1]
    assert (str(entry.title), str(entry.hero)) == ("Gemeente Lindewaard", "030 000 00 00")
    assert str(outline.local.heading) == "In Lindewaard"
    assert [(str(arm.label), arm.numerals) for arm in outline.arms][:2] == [
        ("iedereen", (1,)),
        ("gemeente Lindewaard", (2,)),
    ]
    pdf = make(outline, theme)["leaflet.pdf"]
    codes = Counter(decode(render(pdf, 2, 300)))
    assert codes["https://www.lindewaard.example/zorgen"] == 1
    text = " ".join(text for _, text in blocks(inspect(pdf)))
    assert "organisaties.overheid.nl" not in text
    assert "Foutje gezien? Mail wegwijzer@lindewaard.example." in text
    assert "jongeren@lindewaard.example" in text


def test_what_never_varies_is_the_same_in_every_edition(outline):
    for edition in EXAMPLES:
        other = outline_of(edition)
        national = {entry.id: (entry.phone, entry.url) for entry in outline.entries}
        for entry in other.entries:
            if entry.id not in ("gemeente", "school"):
                assert (entry.phone, entry.url) == national[entry.id]
        assert other.alert == outline.alert


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_a_school_stands_first_on_cover_flap_and_inside(language, theme):
    outline = outline_of("voorbeeld-school", language=language)
    ids = [entry.id for entry in outline.entries]
    assert ids[:3] == ["school", "vertrouwensinspecteurs", "lse"]
    assert [entry.numeral for entry in outline.entries] == list(range(1, 9))
    found = list(blocks(inspect(make(outline, theme)["leaflet.pdf"])))
    arms = [text for tag, text in found if tag == "LBody"]
    assert arms[0] == "De Linde 1 "
    school = next(one for one in outline.situations if one.routes[0].numerals == (1,))
    assert found[found.index(("P", str(school.text))) + 1][1].endswith(" 1 ")
    first = next(index for index, (tag, _) in enumerate(found) if tag == "H3")
    assert found[first] == ("H3", "De Linde")
    assert found[first + 1] == ("P", "1 zorg@delinde.example")


def test_a_school_has_its_own_contact_first_on_the_back():
    outline = outline_of("voorbeeld-school")
    first = outline.local.slots[0]
    assert str(first.label) == "Zorgcoördinator" and first.is_filled
    assert str(outline.calling[1]).startswith("Vraag of u uw naam moet zeggen. Bij 3 en 6 ")


@pytest.mark.parametrize("language", IN_LANGUAGES)
@pytest.mark.parametrize("size", [(900, 120), (900, 300), (400, 700)])
def test_a_logo_of_any_shape_has_room_on_the_cover_of_every_language(size, language, folder, theme):
    picture(folder / "editions" / "logo.png", size)
    logo = "  logo: {file: logo.png, alt: Logo van Lindewaard}\n  version: 1"
    edit(folder, "voorbeeld-gemeente", "  version: 1", logo)
    outline = outline_of("voorbeeld-gemeente", folder, language)
    inspection = inspect(make(outline, theme)["leaflet.pdf"])
    figures = [element.alt for element in walk(inspection.elements) if element.tag == "Figure"]
    assert figures[0] == "Logo van Lindewaard"
    assert ("P", str(outline.languages)) in list(blocks(inspection))


GROUPS = (
    ("politie", "gemeente"),
    ("vertrouwensinspecteurs", "lse"),
    ("meld-misdaad-anoniem",),
    ("ess", "nctv"),
)
ORDERS = [
    tuple(itertools.chain(*groups))
    for groups in itertools.permutations(GROUPS)
    if abs(groups.index(GROUPS[2]) - groups.index(GROUPS[3])) == 1  # these share a panel
]


def choose(folder, organisations):
    edit(folder, "nationaal", "  version: 1", f"  organisations: [{organisations}]\n  version: 1")
    return outline_of("nationaal", folder)


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_an_edition_has_its_organisations_in_its_own_order_on_everything(order, folder, theme):
    outline = choose(folder, ", ".join(order))
    assert [entry.id for entry in outline.entries] == list(order)
    leaflet = make(outline, theme)["leaflet.pdf"]
    found = list(blocks(inspect(leaflet)))
    titles = [str(entry.title) for entry in outline.entries]
    assert [text for tag, text in found if tag == "H3"] == titles
    assert Counter(decode(render(leaflet, 2, 150))) == Counter(
        e.url.target for e in outline.entries
    )
    assert sum(text == "Nu gevaar? Bel 112" for _, text in found) == 2, "on the cover and inside"
    card = make(outline, theme, "pocket-card")["pocket-card.pdf"]
    codes = [*decode(render(card, 1, 300)), *decode(render(card, 2, 300))]
    assert Counter(codes) == Counter(entry.url.target for entry in outline.entries)
    text = " ".join(text for _, text in blocks(inspect(card)))
    assert all(entry.phone is None or entry.phone.display in text for entry in outline.entries)
    assert make(outline, theme, "handout")


@pytest.mark.parametrize("only", list(itertools.chain(*GROUPS)))
def test_an_edition_of_one_organisation_speaks_of_no_other(only, folder, theme):
    outline = choose(folder, only)
    texts = [
        " ".join(text for _, text in blocks(inspect(data)))
        for product in ("leaflet", "pocket-card")
        for data in make(outline, theme, product).values()
    ]
    others = {str(entry.title) for entry in outline_of("nationaal").entries if entry.id != only}
    assert not [name for name in others for text in texts if name in text]
    assert "Bij u in de buurt" in texts[0] and "Vertel het aan politie" not in texts[0]
    assert "hoeft dat niet" not in texts[0], "that would name the sign of another"
    assert make(outline, theme, "handout")


def test_an_edition_says_for_whom_it_is(folder, theme):
    edit(folder, "nationaal", "  version: 1", "  audience: [school, professionals]\n  version: 1")
    outline = outline_of("nationaal", folder)
    assert [str(arm.label) for arm in outline.arms] == [
        "onderwijs en kinderopvang",
        "professionals",
    ]
    assert len(outline.entries) == 7
    handout = Document(io.BytesIO(make(outline, theme, "handout")["handout.docx"]))
    assert "Voor wie onderwijs en kinderopvang, professionals" in {
        p.text for p in handout.paragraphs
    }


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("organisations", "[politie, lse, gemeente]", "[politie, gemeente, lse]"),
        ("organisations", "[politie, lse, lse]", "'lse' staat er al"),
        ("organisations", "[brandweer]", "'brandweer' bestaat niet"),
        ("organisations", "[]", "minstens 1"),
        ("audience", "[ouders]", "doelgroep 'ouders' bestaat niet. Kies uit: iedereen, school"),
        ("audience", "[school, school]", "'school' staat er al"),
    ],
)
def test_a_wrong_choice_of_organisations_or_readers_is_told(field, value, message, folder):
    edit(folder, "nationaal", "  version: 1", f"  {field}: {value}\n  version: 1")
    found = problem(folder, "nationaal")
    assert found.field.startswith(f"edition.{field}") and message in found.message


def test_a_municipality_with_only_an_email_has_it_on_everything(folder, theme):
    edit(folder, "voorbeeld-gemeente", "      phone: 030 000 00 00\n", "")
    edit(folder, "voorbeeld-gemeente", "      web: https://www.lindewaard.example/zorgen\n", "")
    outline = outline_of("voorbeeld-gemeente", folder)
    for product in ("leaflet", "pocket-card"):
        for name, data in make(outline, theme, product).items():
            assert ("P", "veilig@lindewaard.example") in list(blocks(inspect(data))), name
    handout = Document(io.BytesIO(make(outline, theme, "handout")["handout.docx"]))
    overview = handout.tables[0]
    assert "veilig@lindewaard.example" in overview.rows[2].cells[3].text


def test_a_municipality_with_a_number_sends_nobody_to_a_page_to_look_it_up(folder, theme):
    edit(folder, "voorbeeld-gemeente", "      web: https://www.lindewaard.example/zorgen\n", "")
    outline = outline_of("voorbeeld-gemeente", folder)
    pages = make(outline, theme, "leaflet") | make(outline, theme, "contacts")
    text = " ".join(text for _, text in blocks(inspect(pages["leaflet.pdf"])))
    assert "030 000 00 00" in text
    assert "organisaties.overheid.nl" not in text
    for said in (text, *(pages[name].decode() for name in pages if name.startswith("contacts"))):
        assert "zoek daar uw gemeente" not in said


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"https://www.lindewaard.example/zorgen/{'x' * 40}", "https://www.lindewaard.example"),
        (f"https://www.lindewaard.example/zorgen#{'x' * 40}", "https://www.lindewaard.example/zorgen"),
        (f"https://www.lindewaard.example?pagina={'x' * 40}", "https://www.lindewaard.example"),
    ],
)  # fmt: skip
def test_an_address_too_long_for_a_code_leads_there_as_a_link_and_to_its_site_as_a_code(
    address, code, folder, theme
):
    edit(folder, "voorbeeld-gemeente", "https://www.lindewaard.example/zorgen", address)
    outline = outline_of("voorbeeld-gemeente", folder)
    expected = Counter(entry.code for entry in outline.entries)
    (own,) = (entry.url for entry in outline.entries if entry.id == "gemeente")
    assert (own.target, own.code) == (address, code)
    for product in ("leaflet", "pocket-card"):
        for name, data in make(outline, theme, product).items():
            copies = 5 if name == "pocket-card-a4.pdf" else 1
            codes = Counter(c for page in (1, 2) for c in decode(render(data, page, 300)))
            assert codes == Counter({url: count * copies for url, count in expected.items()}), name
            with pikepdf.open(io.BytesIO(data)) as pdf:
                links = [str(a.A.URI) for page in pdf.pages for a in page.get("/Annots", [])]
            assert address in links, name
    data = make(outline, theme, "handout")["handout.docx"]
    handout = Document(io.BytesIO(data))
    parts = handout.part.rels.values()
    assert address in [rel.target_ref for rel in parts if rel.is_external]
    pictures = [
        Image.open(io.BytesIO(rel.target_part.blob)) for rel in parts if "image" in rel.reltype
    ]
    assert Counter(c for picture in pictures for c in decode(picture.convert("L"))) == expected


def test_a_site_that_no_code_can_hold_stands_in_the_handout_as_a_link(folder, theme):
    address = f"https://www.{'lindewaard-' * 4}veilig.example"
    edit(folder, "voorbeeld-gemeente", "https://www.lindewaard.example/zorgen", address)
    outline = outline_of("voorbeeld-gemeente", folder)
    (own,) = (entry for entry in outline.entries if entry.id == "gemeente")
    assert own.code == ""
    handout = Document(io.BytesIO(make(outline, theme, "handout")["handout.docx"]))
    parts = handout.part.rels.values()
    assert address in [part.target_ref for part in parts if part.is_external]
    assert sum("image" in part.reltype for part in parts) == len(outline.entries) - 1


def test_a_workshop_handout_says_date_and_place_and_leaves_the_trainer_open(theme):
    outline = outline_of("voorbeeld-workshop")
    document = Document(io.BytesIO(make(outline, theme, "handout")["handout.docx"]))
    fields = next(p.text for p in document.paragraphs if p.text.startswith("Datum"))
    assert "10 december 2026" in fields and "bibliotheek Lindewaard" in fields
    titles = document.element.xpath("//w:sdt//w:alias/@w:val")
    assert "Trainer" in titles and "Datum" not in titles


@pytest.mark.parametrize(
    ("way", "icon"),
    [
        ("phone: 030-286 00 00", "phone"),
        ("email: jongeren@lindewaard.example", "mail"),
        ("web: https://lindewaard.example", "web"),
    ],
)
def test_the_icon_on_a_sign_close_by_says_whether_to_call_or_to_write(way, icon, folder, theme):
    edit(folder, "voorbeeld-gemeente", "email: jongeren@lindewaard.example", way)
    pdf = make(outline_of("voorbeeld-gemeente", folder), theme)["leaflet.pdf"]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        drawn = file.pages[0].Contents.read_bytes().decode("latin-1")
    icons = re.findall(r"q ([0-9.]+) 0 0 -[0-9.]+ [0-9. ]+ cm .*? G (.*?) S Q", drawn)
    names = {path: name for name, path in theme.icons.items()}
    large = 4.5 / PT / 24  # those on signs; those beside a line of text are smaller
    signs = Counter(names[path] for scale, path in icons if float(scale) > large)
    assert signs == Counter(["phone", "phone", icon])


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_own_opening_hours_stand_on_leaflet_and_handout(language, folder, theme):
    email = "      email: veilig@lindewaard.example\n"
    hours = "      hours: {days: workdays, times: 10:15-16:45}\n"
    edit(folder, "voorbeeld-gemeente", email, email + hours)
    outline = outline_of("voorbeeld-gemeente", folder, language)
    (clock,) = (str(key.words) for key in outline.entries[1].keys if key.icon == "clock")
    dot = language in ("nl", "tr", "pl", "fy", "nl-x-a2")
    assert ("10.15" if dot else "10:15") in clock and ("16.45" if dot else "16:45") in clock
    leaflet = [text for _, text in blocks(inspect(make(outline, theme)["leaflet.pdf"]))]
    assert any(clock in text for text in leaflet)
    handout = Document(io.BytesIO(make(outline, theme, "handout")["handout.docx"]))
    left_to_right_mark = "\N{LEFT-TO-RIGHT MARK}"
    paragraphs = {
        # In Ukrainian "у" is bound to the next word.
        p.text.replace(left_to_right_mark, "").replace("\N{NO-BREAK SPACE}", " ")
        for p in handout.element.body.iter(qn("w:p"))
    }
    assert clock.replace("\N{NO-BREAK SPACE}", " ") in paragraphs


def test_the_accent_lies_behind_what_can_be_called(theme):
    pdf = make(outline_of("voorbeeld-gemeente"), theme)["leaflet.pdf"]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        colours = {
            tuple(round(float(part) * 255) for part in operands)
            for sheet in file.pages
            for operands, operator in pikepdf.parse_content_stream(sheet)
            if str(operator) == "rg"
        }
    assert colours == {(0xBF, 0xDC, 0xC4)}


def test_a_dark_accent_is_refused_with_the_nearest_light_one(folder):
    edit(folder, "voorbeeld-gemeente", "'#BFDCC4'", "'#006633'")
    found = problem(folder, "voorbeeld-gemeente")
    assert found.field == "edition.accent"
    proposed = found.message.split("Neem ")[1][:7]
    edit(folder, "voorbeeld-gemeente", "'#006633'", f"'{proposed}'")
    assert load("voorbeeld-gemeente", folder).pack.edition.accent.luminance >= 0.6


def picture(path, size=(600, 200), **save):
    image = Image.new("RGB", size, "black")
    image.paste("white", (50, 50, size[0] - 50, size[1] - 50))
    image.save(path, **save)


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg"])
def test_a_logo_stands_on_the_cover_with_its_words(name, folder, theme):
    picture(folder / "editions" / name)
    edit(
        folder,
        "voorbeeld-gemeente",
        "  version: 1",
        f"  logo: {{file: {name}, alt: Logo van Lindewaard}}\n  version: 1",
    )
    outline = outline_of("voorbeeld-gemeente", folder)
    pdf = make(outline, theme)["leaflet.pdf"]
    inspection = inspect(pdf)
    assert inspection.problems == ()
    figures = [element.alt for element in walk(inspection.elements) if element.tag == "Figure"]
    assert figures[0] == "Logo van Lindewaard"
    for profile in ("ua1", "2a"):
        assert page_validation.validate_pdf_bytes(
            pdf, profile=page_validation.ValidationProfile(profile)
        ).is_compliant
    image = render(pdf, 1, 300)
    scale = image.width / 297
    box = [int(v * scale) for v in (206.5, 8, 206.5 + 46, 22)]
    assert image.crop(box).getextrema()[0] < 50, "the picture is there"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "    - role: jongerenwerk\n      label: Jongerenwerk\n",
            "    - role: buurtteam\n",
            "geef er een 'label' bij",
        ),
        ("      email: jongeren@lindewaard.example\n", "", "geef een telefoonnummer"),
        ("role: wijkagent", "role: gemeente", "staat er al"),
        (
            "languages: [nl, en, ar, tr, pl, uk, ti, de]",
            "languages: [nl, xx]",
            "taal 'xx' is er niet",
        ),
        ("  name: Lindewaard\n", "", "de naam van de gemeente"),
        ("phone: 030 000 00 00", "phone: 300000000", "Schrijf het zo: 030 000 00 00"),
    ],
)
def test_a_mistake_in_an_edition_is_told_with_file_and_line(old, new, message, folder):
    edit(folder, "voorbeeld-gemeente", old, new)
    found = problem(folder, "voorbeeld-gemeente")
    assert message in found.message
    assert found.file == "sources/editions/voorbeeld-gemeente.yaml" and found.line > 1


@pytest.fixture
def longest(tmp_path):
    """The edition of the municipality with the longest name, as the register has it."""
    file = tmp_path / "roo.xml"
    file.write_text(everyone(), "utf-8")
    shutil.copytree(SHIPPED, tmp_path / "sources", ignore=shutil.ignore_patterns("*.py", "__py*"))
    name = ["Nuenen, Gerwen en Nederwetten"]
    import_roo(file, tmp_path / "sources", name, date(2026, 12, 1), Path.write_bytes, ("leaflet",))
    return tmp_path / "sources"


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_the_longest_name_of_a_municipality_fits_on_everything(language, longest, theme):
    outline = outline_of("nuenen-gerwen-en-nederwetten", longest, language)
    for product in PRODUCTS:
        assert all(make(outline, theme, product).values())


def test_the_longest_name_stands_clear_of_the_sign_below_it(longest, theme):
    outline = outline_of("nuenen-gerwen-en-nederwetten", longest)
    pdf = pypdfium2.PdfDocument(make(outline, theme)["leaflet.pdf"])
    page = pdf[0].get_textpage()

    def boxes(word):
        search = page.search(word)
        while hit := search.get_next():
            yield page.get_charbox(hit[0])

    heading = max(boxes("Nederwetten"), key=lambda box: box[3] - box[1])
    number = max(boxes("263"))  # the last to the right: on the back
    top_of_the_sign = number[1] + 10.8 / PT
    assert heading[1] > top_of_the_sign + 2 / PT
