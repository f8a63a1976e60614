"""What changed, in words for who hands the packs out."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

import generate
from tests.press.conftest import House, add
from wegwijs.press.build.result import Result
from wegwijs.press.ledger.changes import differences, documents, in_words, listed, markdown
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.reviewing import review
from wegwijs.sources.load import SHIPPED

BEFORE = {
    "organisation/politie": ["organisatie", "Politie"],
    "organisation/politie/phone": ["telefoon Politie", "0900-8844"],
    "contact/gemeente": ["contact", "gemeente"],
    "contact/gemeente/phone": ["telefoon gemeente", "030-286 00 00"],
    "translation": ["vertaling Arabisch", "concept"],
    "logo": ["logo", "abc"],
    "profile": ["opmaak", "voor de printer"],
}
NAMES = {"nl": "Nederlands", "en": "Engels", "ar": "Arabisch"}
ROW = {"facts": [], "new": [], "made": [], "removed": []}


def said(result: Result) -> list[str]:
    return in_words(result.rows, result.languages)


def test_each_kind_of_change_has_its_words():
    now = {
        "organisation/politie": ["organisatie", "Nationale Politie"],
        "organisation/politie/phone": ["telefoon Nationale Politie", "0900-8844"],
        "organisation/lse": ["organisatie", "LSE"],
        "organisation/lse/phone": ["telefoon LSE", "088 20 80 080"],
        "contact/gemeente": ["contact", "gemeente"],
        "contact/gemeente/phone": ["telefoon gemeente", "14 030"],
        "contact/gemeente/e-mail": ["e-mail gemeente", "a@b.nl"],
        "translation": ["vertaling Arabisch", "nagekeken door N. N. op 2026-11-01"],
        "logo": ["logo", "def"],
        "profile": ["opmaak", "voor de drukker"],
    }
    assert differences(BEFORE, now) == [
        "organisatie Politie heet nu Nationale Politie",
        "organisatie LSE toegevoegd (088 20 80 080)",
        "telefoon gemeente 030-286 00 00 -> 14 030",
        "e-mail gemeente toegevoegd: a@b.nl",
        "vertaling Arabisch is nagekeken door N. N. op 2026-11-01",
        "logo vervangen",
        "opmaak voor de printer -> voor de drukker",
    ]
    assert "organisatie LSE weggehaald" in differences(now, BEFORE)
    assert "e-mail gemeente weggehaald (was a@b.nl)" in differences(now, BEFORE)
    assert differences(BEFORE, BEFORE) == []


def test_documents_are_named_as_people_call_them():
    every = [
        (code, p) for code in ("en", "nl", "ar") for p in ("handout", "leaflet", "pocket-card")
    ]
    assert documents(every, NAMES) == (
        "folder, hand-out en zakkaartje in het Nederlands, Arabisch en Engels"
    )
    assert documents([("nl", "leaflet")], NAMES) == "folder in het Nederlands"
    assert listed([]) == ""


def test_editions_with_the_same_change_share_a_line():
    row = ROW | {"facts": ["telefoon Politie 1 -> 2"], "made": [["nl", "leaflet"]]}
    (line,) = in_words([{"edition": name, **row} for name in ("Utrecht", "Gouda")], NAMES)
    assert line == (
        "Gouda en Utrecht: telefoon Politie 1 -> 2. Folder in het Nederlands opnieuw gemaakt."
    )
    many = [{"edition": f"E{number}", **row} for number in range(9)]
    (line,) = in_words(many, NAMES, short=True)
    assert line.startswith("9 edities (E0, E1, E2 ...): ")
    (line,) = in_words(many, NAMES)
    assert line.startswith("E0, E1, E2, E3, E4, E5, E6, E7 en E8: ")


def test_a_mail_takes_no_name_for_markup():
    row = ROW | {"edition": "[a](http://x) <b> _c_", "facts": ["naam 1. *x* -> a_b"]}
    rows = [row, row | {"edition": "# 1"}]
    mail = markdown({"day": "2026-11-23", "ended": True, "rows": rows, "aside": []}, NAMES)
    same = "geen document is daardoor anders".capitalize()
    assert mail.splitlines()[2:] == [
        rf"- \# 1 en \[a\](http://x) \<b> \_c\_: naam 1. \*x\* -> a_b. {same}."
    ]


def test_a_number_that_changed_is_told(house: House):
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    changed = text.replace("number: 0900-8844", "number: 0900-8845")
    assert changed != text
    (house.sources / "organisations.yaml").write_text(changed, "utf-8")
    lines = said(house.build("aa", "bb"))
    assert lines == [
        "aa en bb: telefoon Politie 0900-8844 -> 0900-8845. Zakkaartje in het Nederlands opnieuw gemaakt."
    ]


def test_a_translation_that_was_reviewed_is_told(house: House):
    house.build("aa", languages=["en"])
    text = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    reviewed = text.replace('"X-Reviewer: \\n"', '"X-Reviewer: N. N.\\n"')
    reviewed = reviewed.replace('"X-Reviewed-On: \\n"', '"X-Reviewed-On: 2026-11-01\\n"')
    assert reviewed.count("N. N.") == 1
    (house.sources / "locale").mkdir()
    (house.sources / "locale" / "en.po").write_text(reviewed, "utf-8")
    (line,) = said(house.build("aa", languages=["en"]))
    assert line == (
        "aa: vertaling Engels is nagekeken door N. N. op 2026-11-01."
        " Zakkaartje in het Engels opnieuw gemaakt."
    )


def test_a_changed_translation_is_told_of_the_editions_that_print_it_and_of_no_other(house: House):
    few = house.sources / "editions" / "bb.yaml"
    text = few.read_text("utf-8")
    few.write_text(text.replace("id: bb", "id: bb\n  organisations: [lse, gemeente]"), "utf-8")
    locale = house.sources / "locale"
    locale.mkdir()
    shutil.copy(SHIPPED / "locale" / "en.po", locale)
    national = house.sources.parent / "sources"
    shutil.copytree(SHIPPED, national)
    review([national], "en", "N. N.", date(2026, 11, 1), [])
    shutil.copy(national / "locale" / "en.po", locale)
    house.build("aa", "bb", languages=["en"])
    reviewed = (locale / "en.po").read_text("utf-8")
    changed = reviewed.replace(
        'msgstr "The neighbourhood officer knows', 'msgstr "A neighbourhood officer knows'
    )
    assert changed != reviewed
    (locale / "en.po").write_text(changed, "utf-8")
    (line,) = said(house.build("aa", "bb", languages=["en"]))
    assert line.startswith("aa: vertaling Engels is weer concept.")
    house.build("aa", "bb", languages=["en"], force=True)
    known = read_manifest(house.output)
    reviews = {
        document.edition: known.facts_of(entry.said)["translation"][1]
        for document, entry in known.entries()
        if document.language == "en"
    }
    assert reviews == {"aa": "concept", "bb": "nagekeken door N. N. op 2026-11-01"}


def test_organisations_that_an_edition_adds_are_told(house: House):
    whole = (house.sources / "editions" / "aa.yaml").read_text("utf-8")
    less = whole.replace(
        "id: aa",
        "id: aa\n  organisations: [politie, gemeente, vertrouwensinspecteurs, lse, meld-misdaad-anoniem]",
    )
    (house.sources / "editions" / "aa.yaml").write_text(less, "utf-8")
    (line,) = said(house.build("aa", "bb"))
    ess = "Expertise-unit Sociale Stabiliteit (ESS)"
    assert line.startswith(f"aa: organisatie {ess} weggehaald; organisatie NCTV weggehaald.")
    (house.sources / "editions" / "aa.yaml").write_text(whole, "utf-8")
    assert said(house.build("aa", "bb")) == [
        f"aa: organisatie {ess} toegevoegd (ess@minszw.nl, www.socialestabiliteit.nl);"
        " organisatie NCTV toegevoegd (www.nctv.nl)."
        " Zakkaartje in het Nederlands opnieuw gemaakt."
    ]


def logo(house: House, colour: str) -> None:
    Image.new("RGB", (600, 200), colour).save(house.sources / "editions" / "logo.png")


def test_a_logo_that_was_replaced_is_told_and_only_where_it_stands(house: House):
    logo(house, "navy")
    file = house.sources / "editions" / "aa.yaml"
    named = "id: aa\n  logo:\n    file: logo.png\n    alt: Logo van een school"
    file.write_text(file.read_text("utf-8").replace("id: aa", named), "utf-8")
    products = ["leaflet", "pocket-card"]
    assert said(house.build("aa", "bb", products=products)) == [
        "aa en bb: folder in het Nederlands voor het eerst gemaakt.",
        "aa: logo toegevoegd. Geen document is daardoor anders.",  # none stands on the card
    ]
    logo(house, "maroon")
    result = house.build("aa", "bb", products=products)
    assert said(result) == ["aa: logo vervangen. Folder in het Nederlands opnieuw gemaakt."]
    assert {made.path.name for made in result.made} == {"leaflet.pdf"}
    page = PdfDocument(house.output / "aa/nl/leaflet.pdf")[0].render().to_pil()
    colours = {colour for _, colour in page.getcolors(1 << 20)}
    assert (128, 0, 0) in colours and (0, 0, 128) not in colours


def test_an_edition_that_came_or_went_is_told(house: House):
    house.build()
    add(house.sources, "cc")
    (house.sources / "editions" / "aa.yaml").unlink()
    assert said(house.build()) == [
        "aa: editie weggehaald. Zakkaartje in het Nederlands weggehaald: niemand vraagt er meer om.",
        "cc: nieuwe editie. Zakkaartje in het Nederlands voor het eerst gemaakt.",
    ]


def test_the_last_report_can_be_asked_for(house: House, tmp_path: Path, capsys):
    assert generate.main(["changes", "--output", str(tmp_path / "leeg")]) == 0
    assert "nog niets gemaakt" in capsys.readouterr().out
    add(house.sources, "aa", "Een ander")
    house.build("aa", "bb")
    house.build("aa", "bb")  # nothing changed: the report stays
    assert generate.main(["changes", "--output", str(house.output), "--markdown"]) == 0
    assert capsys.readouterr().out == (
        "# Wat er veranderde op 2026-11-23\n\n"
        "- aa: uitgever Wegwijs -> Een ander. Zakkaartje in het Nederlands opnieuw gemaakt.\n"
    )


CONTACT = """
  - role: {role}
    label: {label}
    phone: {phone}
    source: eigen opgave
    checked: 2026-11-23
"""


def write(house: House, *contacts: tuple[str, str, str], more: str = "") -> None:
    """Edition aa with contacts of its own: role, label, number."""
    text = add(house.sources, "aa").read_text("utf-8")
    own = "".join(CONTACT.format(role=r, label=la, phone=p) for r, la, p in contacts)
    text = text.replace("edition:", f"edition:{more}").rstrip() + "\n"
    text += "  contacts:" + own if contacts else ""
    (house.sources / "editions" / "aa.yaml").write_text(text, "utf-8")


OLD, NEW = "030-286 00 00", "030-286 11 11"


def test_a_number_is_told_whatever_else_changes_and_however_its_contact_is_called(house: House):
    write(house, ("wijkagent", "Wijkagent Politie", OLD))
    house.build("aa")
    write(
        house,
        ("wijkagent", "Wijkagent Politie", NEW),
        more="\n  organisations: [vertrouwensinspecteurs, lse, meld-misdaad-anoniem]",
    )
    (line,) = said(house.build("aa"))
    assert f"telefoon Wijkagent Politie {OLD} -> {NEW}" in line
    assert "organisatie Politie weggehaald" in line


def test_contacts_with_the_same_name_are_not_taken_for_each_other(house: House):
    write(house, ("een", "Wijkteam", OLD), ("twee", "Wijkteam", "14 030"), ("drie", "Politie", OLD))
    (line,) = said(house.build("aa"))
    assert line.startswith(
        f"aa: contact Wijkteam toegevoegd ({OLD}); contact Wijkteam toegevoegd (14 030);"
        f" contact Politie toegevoegd ({OLD})."
    )
    write(house, ("een", "Wijkteam", NEW), ("twee", "Wijkteam", "14 030"), ("drie", "Politie", OLD))
    (line,) = said(house.build("aa"))
    assert line.startswith(f"aa: telefoon Wijkteam {OLD} -> {NEW}. ")


def test_a_new_number_that_says_what_it_is_for_is_told_once(house: House):
    def called(number: str, purpose: str) -> list[str]:
        write(house, ("wijkagent", "Wijkagent", number))
        with (house.sources / "editions" / "aa.yaml").open("a", encoding="utf-8") as file:
            file.write(f"    phone_for: {purpose}\n")
        return said(house.build("aa", products=["review-dates"]))

    called(OLD, "Overdag")
    (line,) = called(NEW, "Overdag")
    assert line.startswith(f"aa: telefoon Wijkagent {OLD} -> {NEW}. ")
    (line,) = called(NEW, "Werkdagen")
    assert line.startswith("aa: uitleg bij telefoon Wijkagent Overdag -> Werkdagen. ")


def test_another_day_to_check_a_contact_again_is_told_as_that(house: House):
    def wanted(day: str) -> list[str]:
        write(house, ("wijkagent", "Wijkagent", OLD))
        with (house.sources / "editions" / "aa.yaml").open("a", encoding="utf-8") as file:
            file.write(f"    review_after: {day}\n")
        return said(house.build("aa", products=["review-dates"]))

    wanted("2027-01-01")
    (line,) = wanted("2027-03-01")
    assert line == (
        "aa: dag om Wijkagent weer na te kijken 2027-01-01 -> 2027-03-01."
        " Nakijkdagen in het Nederlands opnieuw gemaakt."
    )


def test_a_municipality_that_fills_in_its_number_takes_no_organisation_away(house: House):
    write(house, ("gemeente", "gemeente", "14 030"))
    (line,) = said(house.build("aa"))
    assert "contact gemeente toegevoegd (14 030" in line and "weggehaald" not in line


def test_what_is_made_in_a_later_run_tells_the_number_too(house: House):
    house.build("aa", languages=["nl", "en"])
    file = house.sources / "organisations.yaml"
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    changed = text.replace("number: 0900-8844", "number: 0900-8845")
    file.write_text(changed.replace("Voor iedereen", "Voor allen"), "utf-8")  # not translated
    number = "aa: telefoon Politie 0900-8844 -> 0900-8845."
    result = house.build("aa", languages=["nl", "en"])
    assert [fail.document.name for fail in result.failed] == ["aa/en/pocket-card"]
    assert said(result) == [f"{number} Zakkaartje in het Nederlands opnieuw gemaakt."]
    file.write_text(changed, "utf-8")
    result = house.build("aa", languages=["nl", "en"])
    assert f"{number} Zakkaartje in het Engels opnieuw gemaakt." in said(result)


def test_a_language_that_is_added_is_made_for_the_first_time(house: House):
    assert said(house.build("aa", languages=["nl", "ar"])) == [
        "aa: zakkaartje in het Arabisch voor het eerst gemaakt."
    ]


def test_what_is_dropped_but_changed_by_hand_still_stands_and_is_named_each_time(house: House):
    write(house, more="\n  languages: [nl, en]\n  products: [pocket-card]")
    whole = {"languages": ["all"], "products": []}
    house.build("aa", **whole)
    write(house, more="\n  languages: [nl]\n  products: [pocket-card]")
    changed = [house.output / "aa/en" / name for name in ("pocket-card.pdf", "pocket-card-a4.pdf")]
    for path in changed:
        path.write_bytes(b"van iemand")
    first, second = (house.build("aa", **whole) for _ in range(2))
    assert first.kept == second.kept == changed
    (line,) = said(first)
    assert line.startswith("aa: printinstructie in het Engels weggehaald"), (
        "that one nobody changed"
    )
    assert second.rows == []


def test_a_document_of_which_a_file_fails_is_not_told_as_made(house: House):
    add(house.sources, "aa", "Een ander")
    stuck = house.output / "aa/nl/pocket-card-a4.pdf"
    stuck.unlink()
    stuck.mkdir()
    result = house.build("aa")
    assert [fail.document.name for fail in result.failed] == ["aa/nl/pocket-card"]
    assert result.rows == []
    stuck.rmdir()
    assert said(house.build("aa")) == [
        "aa: uitgever Wegwijs -> Een ander. Zakkaartje in het Nederlands opnieuw gemaakt."
    ]


def test_what_a_run_made_that_was_broken_off_is_told_by_the_next(house: House, capsys, monkeypatch):
    def stop(done: int, *_: object) -> None:
        if done == 1:
            raise KeyboardInterrupt

    for id_ in ("aa", "bb"):
        add(house.sources, id_, "Een ander")
    with pytest.raises(KeyboardInterrupt):
        house.build("aa", "bb", progress=stop)
    what = "uitgever Wegwijs -> Een ander. Zakkaartje in het Nederlands opnieuw gemaakt."
    assert generate.main(["changes", "--output", str(house.output)]) == 0
    told = capsys.readouterr()
    assert f"aa: {what}" in told.out and "afgebroken" in told.err
    assert said(house.build("aa", "bb")) == [f"aa en bb: {what}"]
    assert house.build("aa", "bb").rows == []
    assert generate.main(["changes", "--output", str(house.output)]) == 0
    told = capsys.readouterr()
    assert f"aa en bb: {what}" in told.out and told.err == ""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("version: 1", "version: 2", "versie 1 -> 2"),
        ("id: aa", "id: aa\n  name: Stad", "naam van de editie toegevoegd: Stad"),
    ],
)
def test_what_else_an_edition_says_is_told_by_its_name(house: House, old, new, words):
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    assert words in said(house.build("aa"))[0]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "      address: info@hetlse.nl\n      source: hulp-bij-radicalisering\n",
            "      address: info@hetlse.nl\n      source: hulp-bij-radicalisering\n"
            "      checked: 2026-11-23\n    hours:\n      days: workdays\n      times: 08:00-16:00\n"
            "      source: lse-consultatie\n",
            "openingstijden Landelijk",
        ),
        ("https://www.politie.nl/contact/", "https://www.politie.nl/bel/", "website Politie www."),
    ],
)
def test_hours_and_pages_of_an_organisation_are_told(house: House, old, new, words):
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    assert old in text
    (house.sources / "organisations.yaml").write_text(text.replace(old, new), "utf-8")
    assert words in said(house.build("aa"))[0]


def test_another_printer_is_told(house: House):
    assert said(house.build("aa", profile="press")) == [
        "aa: opmaak voor de printer -> voor de drukker."
        " Zakkaartje in het Nederlands opnieuw gemaakt."
    ]


def test_what_comes_out_the_same_is_not_told_as_made(house: House):
    """The hours of an own contact stand on the leaflet, not on the card."""
    write(house, ("jongerenwerk", "Jongerenwerk", OLD))
    file = house.sources / "editions" / "aa.yaml"
    products = ["leaflet", "pocket-card"]
    before = file.read_text("utf-8")
    for hours in ("09:00-17:00", "09:00-16:00"):
        words = f"phone: {OLD}\n    hours: {{days: workdays, times: {hours}}}"
        file.write_text(before.replace(f"phone: {OLD}", words), "utf-8")
        result = house.build("aa", products=products)
    assert {made.path.name for made in result.made} <= {"leaflet.pdf"}
    assert "openingstijden Jongerenwerk op werkdagen" in said(result)[0]
    assert "akkaartje" not in said(result)[0]
    assert house.true()
