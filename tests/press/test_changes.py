"""What changed, in words for who hands the packs out."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

import generate
from press.changes import differences, documents, in_words, listed
from sources.load import SHIPPED
from tests.press.conftest import House, add

BEFORE = {
    "organisatie Politie": "",
    "telefoon Politie": "0900-8844",
    "telefoon gemeente": "030-286 00 00",
    "vertaling Arabisch (ar)": "concept",
    "logo": "abc",
}


def test_each_kind_of_change_has_its_words():
    now = {
        "organisatie Politie": "",
        "organisatie LSE": "",
        "telefoon LSE": "088 20 80 080",
        "telefoon Politie": "0900-8844",
        "telefoon gemeente": "14 030",
        "vertaling Arabisch (ar)": "nagekeken door N. N. op 2026-11-01",
        "logo": "def",
        "e-mail gemeente": "a@b.nl",
    }
    assert differences(BEFORE, now) == [
        "organisatie LSE toegevoegd",
        "telefoon gemeente 030-286 00 00 -> 14 030",
        "vertaling Arabisch (ar) is nagekeken door N. N. op 2026-11-01",
        "logo vervangen",
        "e-mail gemeente toegevoegd: a@b.nl",
    ]
    assert "organisatie LSE weggehaald" in differences(now, BEFORE)
    assert "e-mail gemeente weggehaald (was a@b.nl)" in differences(now, BEFORE)
    assert differences(BEFORE, BEFORE) == []


def test_documents_are_named_as_people_call_them():
    every = [
        (code, p) for code in ("en", "nl", "ar") for p in ("handout", "leaflet", "pocket-card")
    ]
    assert documents(every) == "folder, hand-out en zakkaartje in nl, ar en en"
    assert documents([("nl", "leaflet")]) == "folder in nl"
    assert listed([]) == ""


def test_editions_with_the_same_change_share_a_line():
    row = {"facts": ["telefoon Politie 1 -> 2"], "made": [["nl", "leaflet"]], "removed": []}
    (line,) = in_words([{"edition": name, **row} for name in ("Utrecht", "Gouda")])
    assert line == "Gouda en Utrecht: telefoon Politie 1 -> 2. Folder in nl opnieuw gemaakt."
    (line,) = in_words([{"edition": f"E{number}", **row} for number in range(9)])
    assert line.startswith("9 edities (E0, E1, E2 ...): ")


def test_a_number_that_changed_is_told(house: House):
    text = (SHIPPED / "organisations.yaml").read_text("utf-8")
    changed = text.replace("number: 0900-8844", "number: 0900-8845")
    assert changed != text
    (house.sources / "organisations.yaml").write_text(changed, "utf-8")
    lines = in_words(house.build("aa", "bb").rows)
    assert lines == [
        "aa en bb: telefoon Politie 0900-8844 -> 0900-8845. Zakkaartje in nl opnieuw gemaakt."
    ]


def test_a_translation_that_was_reviewed_is_told(house: House):
    house.build("aa", languages=["en"])
    text = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    reviewed = text.replace('"X-Reviewer: \\n"', '"X-Reviewer: N. N.\\n"')
    reviewed = reviewed.replace('"X-Reviewed-On: \\n"', '"X-Reviewed-On: 2026-11-01\\n"')
    assert reviewed.count("N. N.") == 1
    (house.sources / "locale").mkdir()
    (house.sources / "locale" / "en.po").write_text(reviewed, "utf-8")
    (line,) = in_words(house.build("aa", languages=["en"]).rows)
    assert line == (
        "aa: vertaling Engels (en) is nagekeken door N. N. op 2026-11-01."
        " Zakkaartje in en opnieuw gemaakt."
    )


def test_organisations_that_an_edition_adds_are_told(house: House):
    whole = (house.sources / "editions" / "aa.yaml").read_text("utf-8")
    less = whole.replace("id: aa", "id: aa\n  groups: [begin, hulp, anoniem]")
    (house.sources / "editions" / "aa.yaml").write_text(less, "utf-8")
    (line,) = in_words(house.build("aa", "bb").rows)
    ess = "Expertise-unit Sociale Stabiliteit (ESS)"
    assert line.startswith(f"aa: organisatie {ess} weggehaald; organisatie NCTV weggehaald.")
    (house.sources / "editions" / "aa.yaml").write_text(whole, "utf-8")
    assert in_words(house.build("aa", "bb").rows) == [
        f"aa: organisatie {ess} toegevoegd; organisatie NCTV toegevoegd."
        " Zakkaartje in nl opnieuw gemaakt."
    ]


def logo(house: House, colour: str) -> None:
    Image.new("RGB", (600, 200), colour).save(house.sources / "editions" / "logo.png")


def test_a_logo_that_was_replaced_is_told_and_only_where_it_stands(house: House):
    logo(house, "navy")
    file = house.sources / "editions" / "aa.yaml"
    named = "id: aa\n  logo:\n    file: logo.png\n    alt: Logo van een school"
    file.write_text(file.read_text("utf-8").replace("id: aa", named), "utf-8")
    products = ["leaflet", "pocket-card"]
    (line,) = in_words(house.build("aa", "bb", products=products).rows[:1])
    assert line == "aa: logo toegevoegd. Folder en zakkaartje in nl opnieuw gemaakt."
    logo(house, "maroon")
    result = house.build("aa", "bb", products=products)
    assert in_words(result.rows) == [
        "aa: logo vervangen. Folder en zakkaartje in nl opnieuw gemaakt."
    ]
    page = PdfDocument(house.output / "aa/nl/leaflet.pdf")[0].render().to_pil()
    colours = {colour for _, colour in page.getcolors(1 << 20)}
    assert (128, 0, 0) in colours and (0, 0, 128) not in colours


def test_an_edition_that_came_or_went_is_told(house: House):
    house.build()
    add(house.sources, "cc")
    (house.sources / "editions" / "aa.yaml").unlink()
    assert in_words(house.build().rows) == [
        "aa: editie weggehaald; zakkaartje in nl weggehaald: niemand vraagt er meer om.",
        "cc: nieuw. Zakkaartje in nl gemaakt.",
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
        "- aa: uitgever Wegwijs -> Een ander. Zakkaartje in nl opnieuw gemaakt.\n"
    )
