"""A website of what was made: whole, under names that people read, and nothing that is not right."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import generate
import wegwijs.commands.publish
import wegwijs.proof.output_check
import wegwijs.proof.verapdf
from tests.press.conftest import TODAY
from tests.press.site.conftest import LINDEWAARD, Publisher, two_editions
from wegwijs.press.site.survey import NOTHING
from wegwijs.proof.case import Verdict
from wegwijs.proof.findings import Finding
from wegwijs.sources.errors import ExitCode

FILES = {
    "wegwijzer-lindewaard-nl-zakkaartje.pdf": "nl/pocket-card-a4.pdf",
    "wegwijzer-lindewaard-ar-zakkaartje.pdf": "ar/pocket-card-a4.pdf",
    "wegwijzer-lindewaard-nl-printen.pdf": "nl/print-instructions.pdf",
    "wegwijzer-lindewaard-nl-contacten.vcf": "nl/contacts.vcf",
    "wegwijzer-lindewaard-nl-contacten.csv": "nl/contacts.csv",
    "wegwijzer-lindewaard-nl-contacten.json": "nl/contacts.json",
    "wegwijzer-lindewaard-ar-contacten.vcf": "ar/contacts.vcf",
    "wegwijzer-lindewaard-ar-contacten.csv": "ar/contacts.csv",
    "wegwijzer-lindewaard-ar-contacten.json": "ar/contacts.json",
}
PAGES = {"index.html", "wegwijzer-nl.html", "wegwijzer-ar.html", "wegwijzer-lindewaard.zip"}
ONLY_PAGES = {"index.html", "wegwijzer-nl.html", "wegwijzer-ar.html"}
MAP = "sitemap.xml"


CATALAN = """\
languages:
  ca: {name: català, dutch: Catalaans, locale: ca-ES, script: Latn, fonts: [Source Sans 3]}
"""


class Links(HTMLParser):
    """The links of a page with what is said of them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found[dict(attrs)["href"] or ""] = dict(attrs)


def published(house: Publisher, *arguments: str) -> int:
    where = ["--sources", str(house.sources), "--output", str(house.output)]
    return generate.main(["publish", *arguments, *where, "--today=2026-11-23", "--jobs=1"])


def test_the_folder_of_an_edition_has_its_pages_and_files_under_names_for_readers(
    house: Publisher,
) -> None:
    pages = house.pages()
    there = {name.removeprefix("lindewaard/") for name in pages if name.startswith("lindewaard/")}
    assert there == PAGES | FILES.keys() | {MAP}
    for name, source in FILES.items():
        made = (house.output / "lindewaard" / source).read_bytes()
        assert pages[f"lindewaard/{name}"] == made, "what was proof-read is what is published"
    with zipfile.ZipFile(house.site / "lindewaard" / "wegwijzer-lindewaard.zip") as archive:
        assert set(archive.namelist()) == FILES.keys()


def test_from_the_index_a_reader_reaches_every_file_by_relative_links(house: Publisher) -> None:
    index = Links(house.pages()["index.html"]).found
    assert {"lindewaard/index.html", "aa/index.html", "tel:112"} == index.keys()
    landing = Links(house.pages()["lindewaard/index.html"]).found
    assert landing.keys() >= FILES.keys() | PAGES - {"index.html"}
    said = landing["wegwijzer-lindewaard-ar-zakkaartje.pdf"]["aria-label"] or ""
    assert re.fullmatch(r"Zakkaartje in het Arabisch: PDF \d+\xa0kB", said)
    page = Links(house.pages()["lindewaard/wegwijzer-ar.html"]).found
    assert {"index.html", "wegwijzer-nl.html", "wegwijzer-lindewaard-ar-zakkaartje.pdf"} <= (
        page.keys()
    )
    every = b"".join(data for name, data in house.pages().items() if name.endswith(".html"))
    assert str(house.output.parent).encode() not in every
    assert not re.search(rb'(href|src)="/', every)


def test_a_language_has_its_own_name_and_a_draft_its_mark(house: Publisher) -> None:
    landing = house.pages()["lindewaard/index.html"].decode()
    arabic = re.search(r"<a [^>]*wegwijzer-ar.html.*?</a>", landing)
    assert arabic
    assert 'lang="ar" dir="rtl"' in arabic[0]
    assert "العربية" in arabic[0]
    assert "Arabisch" in arabic[0]
    assert "(concept)" in arabic[0]
    assert landing.count("(concept)") == 1, "the Dutch was written, not translated"
    assert "Concept: een machinevertaling die nog niemand heeft nagekeken." in landing
    assert "Concept:" not in house.pages()["aa/index.html"].decode()


def test_the_list_for_programs_has_true_sizes_and_digests(house: Publisher) -> None:
    (found,) = [one for one in packs(house) if one["id"] == "lindewaard"]
    assert (found["checked"], found["version"]) == ("2026-11-23", 1)
    arabic = found["languages"][1]
    assert (arabic["code"], arabic["direction"], arabic["draft"]) == ("ar", "rtl", True)
    files = [found["zip"], found["instructions"]]
    files += [file for one in found["languages"] for file in (one["page"], *one["files"])]
    assert len(files) == len(FILES) + 3
    for file in files:
        data = (house.site / file["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["size"], file["sha256"])


def packs(house: Publisher) -> list[Any]:
    found: list[Any] = json.loads(house.pages()["packs.json"])["editions"]
    return found


def test_a_site_map_names_what_has_a_known_address(house: Publisher) -> None:
    pages = house.pages()
    assert {MAP, f"aa/{MAP}"}.isdisjoint(pages), "the other edition has no address"
    at = "https://www.example.nl/lindewaard/"
    own = re.findall("<loc>(.*?)</loc>", pages[f"lindewaard/{MAP}"].decode())
    assert own == [at, f"{at}wegwijzer-nl.html", f"{at}wegwijzer-ar.html"]
    house.publish("lindewaard")
    every = re.findall("<loc>(.*?)</loc>", house.pages()[MAP].decode())
    assert every == ["https://www.example.nl/", *own], "all of it is at one place"
    assert f"lindewaard/{MAP}" not in house.pages()


def test_what_did_not_change_is_not_written_again(house: Publisher) -> None:
    before = {path: path.stat().st_mtime_ns for path in house.site.rglob("*") if path.is_file()}
    folder = house.publish()
    assert (folder.written, folder.removed, folder.same) == ([], [], len(before) - 1)
    after = {path: path.stat().st_mtime_ns for path in house.site.rglob("*") if path.is_file()}
    assert after == before, "the ledger neither"


def test_one_number_that_changed_changes_the_pages_and_files_that_state_it(
    house: Publisher,
) -> None:
    file = house.sources / "editions" / "lindewaard.yaml"
    file.write_text(LINDEWAARD.replace("14 030", "14 010"), "utf-8")
    house.build("lindewaard", languages=["all"], products=[])
    written = house.publish().written
    assert "lindewaard/wegwijzer-ar.html" in written
    assert "lindewaard/wegwijzer-lindewaard-ar-zakkaartje.pdf" in written
    assert not [name for name in written if name.startswith("aa/")]


def test_files_of_a_person_stay_and_ours_go_when_they_are_no_longer_published(
    house: Publisher,
) -> None:
    theirs = house.site / "lindewaard" / "logo.png"
    theirs.write_bytes(b"mine")
    edited = house.site / "lindewaard" / "wegwijzer-nl.html"
    edited.write_text("edited", "utf-8")
    folder = house.publish("aa")
    assert folder.left == ["lindewaard/wegwijzer-nl.html"]
    assert {path.name for path in (house.site / "lindewaard").iterdir()} == {
        "logo.png", "wegwijzer-nl.html",
    }  # fmt: skip
    assert [one["id"] for one in packs(house)] == ["aa"]


def test_a_file_that_stands_in_the_way_is_kept_under_another_name(house: Publisher) -> None:
    place = house.site / "lindewaard" / "index.html"
    place.write_text("edited", "utf-8")
    (kept,) = house.publish().aside
    assert kept.aside.read_text("utf-8") == "edited"
    assert "Lindewaard" in place.read_text("utf-8")


def test_a_ledger_that_somebody_wrote_removes_nothing_outside_the_website(
    house: Publisher,
) -> None:
    victim = house.output.parent / "belangrijk.txt"
    victim.write_text("x", "utf-8")
    digest = hashlib.sha256(b"x").hexdigest()
    ledger = {"format": 1, "files": {"../../belangrijk.txt": [1, digest]}}
    (house.site / ".wegwijs-site.json").write_text(json.dumps(ledger), "utf-8")
    house.publish()
    assert victim.exists()


def test_a_dry_run_writes_nothing(house: Publisher) -> None:
    before = house.pages()
    assert house.publish("aa", dry_run=True).removed
    assert house.pages() == before


def test_what_is_stale_is_not_published_and_the_command_that_mends_it_is_told(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    before = house.pages()
    file = house.sources / "editions" / "lindewaard.yaml"
    file.write_text(LINDEWAARD.replace("14 030", "14 010"), "utf-8")
    assert published(house) == ExitCode.NOT_PUBLISHED
    told = capsys.readouterr().err
    assert "Er is niets gepubliceerd" in told
    (line,) = re.findall("lindewaard: verouderd.*", told)
    assert line.endswith(": zakkaartje, contacten en printinstructie in het Nederlands en Arabisch")
    assert "python generate.py build lindewaard" in told
    assert house.pages() == before


def test_what_is_missing_is_one_line_and_one_command(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    house.build("lindewaard", languages=["nl"], products=["stickers"])
    file = house.sources / "editions" / "lindewaard.yaml"
    more = LINDEWAARD.replace("[pocket-card,", "[pocket-card, handout, web,")
    file.write_text(more.replace("14 030", "14 010"), "utf-8")
    capsys.readouterr()
    assert published(house) == ExitCode.NOT_PUBLISHED
    told = capsys.readouterr().err
    assert (
        "lindewaard: nog niet gemaakt: hand-out en webpagina in het Nederlands en Arabisch\n"
        in told
    )
    assert told.count("nog niet gemaakt") == told.count("Daarna: python generate.py publish") == 1
    assert told.count("Doe eerst: python generate.py build lindewaard ") == 1
    assert told.count("Doe eerst: ") == 1


def test_without_the_own_folder_it_is_told_once_how_to_give_it(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    code = generate.main(["publish", "--output", str(house.output)])
    told = capsys.readouterr().err
    assert code == ExitCode.NOT_PUBLISHED
    assert told.count("lindewaard: de gegevens staan in een andere map") == 1
    assert "Typ dan: python generate.py publish --sources MAP" in told


def test_what_was_never_made_or_was_edited_is_not_published(house: Publisher) -> None:
    file = house.sources / "editions" / "lindewaard.yaml"
    file.write_text(LINDEWAARD.replace("[nl, ar]", "[nl, ar, de]"), "utf-8")
    (house.output / "aa/nl/pocket-card-a4.pdf").write_bytes(b"%PDF-1.7 edited")
    told = [one.what for one in house.survey().obstacles]
    assert "lindewaard/de/pocket-card is nog niet gemaakt" in told
    assert "aa/nl/pocket-card is met de hand veranderd" in told


def test_a_translation_that_is_not_ready_is_left_out_and_the_rest_is_published(
    house: Publisher,
) -> None:
    (house.sources / "languages.yaml").write_text(CATALAN, "utf-8")
    file = house.sources / "editions" / "lindewaard.yaml"
    file.write_text(LINDEWAARD.replace("[nl, ar]", "[nl, ar, ca]"), "utf-8")
    house.build("aa", "lindewaard", languages=["all"], products=[])
    found = house.survey()
    assert found.obstacles == []
    assert {one.name for one in found.left_out} >= {"lindewaard/ca/pocket-card"}
    house.publish()
    assert not [name for name in house.pages() if "-ca" in name]
    assert "lindewaard/wegwijzer-ar.html" in house.pages()


def test_nothing_that_proof_finds_something_in_is_published(
    house: Publisher, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = house.pages()
    wrong = Finding("contact", "Het nummer klopt niet.", document="lindewaard/nl/pocket-card")
    monkeypatch.setattr(wegwijs.commands.publish, "in_processes", partial(_all_wrong, wrong))
    assert published(house) == ExitCode.NOT_PUBLISHED
    told = capsys.readouterr().err
    assert "Het nummer klopt niet." in told
    assert "python generate.py proof" in told
    assert house.pages() == before


def _all_wrong(wrong: Finding, _do: Any, cases: Any, jobs: int) -> Iterator[tuple[int, Verdict]]:
    for index, case in enumerate(cases):
        yield index, Verdict(case.document, case.file, [wrong])


@pytest.fixture(autouse=True)
def _without_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wegwijs.proof.verapdf, "why_not", lambda: "it takes seconds to start")


def test_the_command_proof_reads_publishes_and_checks_what_it_published_and_that_once(
    house: Publisher, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert published(house, "aa", "--into", str(house.output.parent / "web")) == 0
    told = capsys.readouterr().out
    assert "1 editie, 7 bestanden nieuw of veranderd, 0 bestanden gelijk, 0 bestanden weg." in told
    assert (house.output.parent / "web" / "aa" / "wegwijzer-aa-nl-zakkaartje.pdf").exists()

    def refuse(*_: Any, **__: Any) -> Iterator[Any]:
        raise AssertionError("it was proof-read before, and nothing changed")

    monkeypatch.setattr(wegwijs.commands.publish, "in_processes", refuse)
    assert published(house, "aa", "--into", str(house.output.parent / "web")) == ExitCode.DONE
    assert "0 bestanden nieuw of veranderd, 7 bestanden gelijk" in capsys.readouterr().out


def test_a_website_never_comes_among_the_files_that_build_made(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    assert published(house, "--into", str(house.output)) == ExitCode.USAGE
    assert "staan de bestanden die build maakt" in capsys.readouterr().err


@pytest.mark.more
def test_proof_of_the_output_knows_the_website_for_what_it_is(house: Publisher) -> None:
    (house.output / "aa" / "nl" / "eigen.pdf").write_bytes(b"")
    settings = wegwijs.proof.output_check.CheckSettings(house.output, house.folders, TODAY, ())
    result = wegwijs.proof.output_check.check_output(settings)
    assert result.unread == ["aa/nl/eigen.pdf"]


def asks_for(house: Publisher, products: str) -> None:
    """Let the edition aa ask for other products, in Dutch and Arabic, and make them."""
    file = house.sources / "editions" / "aa.yaml"
    asked = f"  languages: [nl, ar]\n  products: [{products}]"
    file.write_text(re.sub(r"  products: .*", asked, file.read_text("utf-8")), "utf-8")
    house.build("aa", languages=["all"], products=[])


@pytest.mark.more
def test_an_edition_that_somebody_deleted_leaves_the_website_and_the_others_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = two_editions(tmp_path)
    (house.sources / "editions" / "aa.yaml").unlink()
    assert published(house) == ExitCode.DONE, capsys.readouterr().err
    assert not [name for name in house.pages() if name.startswith("aa/")]
    assert "lindewaard/index.html" in house.pages()
    told = capsys.readouterr()
    assert "de editie is er niet meer" in told.out + told.err
    (house.sources / "editions" / "lindewaard.yaml").unlink()
    assert [one.why for one in house.survey().obstacles] == [NOTHING, NOTHING]


def test_an_edition_with_reading_pages_alone_is_a_website(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    asks_for(house, "web")
    assert published(house, "aa") == ExitCode.DONE, capsys.readouterr().err
    there = {"index.html", "packs.json", *(f"aa/{one}" for one in ONLY_PAGES)}
    assert house.pages().keys() - {".wegwijs-site.json"} == there
    landing = house.pages()["aa/index.html"].decode()
    assert {"wegwijzer-nl.html", "wegwijzer-ar.html"} <= Links(landing.encode()).found.keys()
    assert not {"Printen", "zip"} & set(re.findall(r"\w+", landing)), "there is nothing to print"
    (found,) = packs(house)
    assert [one["files"] for one in found["languages"]] == [[], []]
    assert "zip" not in found


def test_instructions_are_those_of_what_is_printed_whatever_languages_have_only_a_page(
    house: Publisher, capsys: pytest.CaptureFixture[str]
) -> None:
    asks_for(house, "web")
    house.build("aa", languages=["ar"], products=["pocket-card", "print-instructions"])
    assert published(house, "aa") == ExitCode.DONE, capsys.readouterr().err
    landing = Links(house.pages()["aa/index.html"]).found
    assert "wegwijzer-aa-ar-printen.pdf" in landing
    assert "wegwijzer-nl.html" in landing


def test_where_nothing_was_made_nothing_is_published(tmp_path: Path) -> None:
    assert published(Publisher(tmp_path)) == ExitCode.USAGE


def test_the_cover_of_the_leaflet_stands_on_the_landing_page(house: Publisher) -> None:
    file = house.sources / "editions" / "aa.yaml"
    file.write_text(file.read_text("utf-8").replace("[pocket-card]", "[leaflet]"), "utf-8")
    house.build("aa", languages=["all"], products=[])
    house.publish("aa")
    with Image.open(house.site / "aa" / "wegwijzer-aa.png") as picture:
        width, height = picture.size
        assert 400 < width < 500 < height  # a panel, twice as large as it is shown
    landing = house.pages()["aa/index.html"].decode()
    assert re.search(r'<img src="wegwijzer-aa.png" alt="De voorkant van de folder"', landing)
    assert "img-src 'self' data:;" in landing, "or no browser shows it"
