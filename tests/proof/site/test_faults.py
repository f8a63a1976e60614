"""A website as it was published is clean; each fault that is planted in it is found, and named."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import in_part
from tests.press.site.conftest import Publisher
from wegwijs.press.site.survey import languages_of
from wegwijs.proof.folder import read_manifest
from wegwijs.proof.site.check import SiteSettings, check_site

ZIP = "lindewaard/wegwijzer-lindewaard.zip"
LANDING = "lindewaard/index.html"
CARD = "lindewaard/wegwijzer-lindewaard-ar-zakkaartje.pdf"
ARABIC = "lindewaard/wegwijzer-ar.html"
Plant = Callable[[Path], None]


def found_in(house: Publisher) -> list[tuple[str, str, str]]:
    survey = house.survey()
    asked = {id_: list(languages_of(documents)) for id_, documents in survey.editions.items()}
    settings = SiteSettings(house.site, asked, read_manifest(house.output), house.folders)
    return [(one.kind, one.file, one.what) for one in check_site(settings)]


def spoiled(site: Path) -> None:
    """Its list of files is whole, what it packs is not."""
    data = bytearray((site / ZIP).read_bytes())
    data[200:600] = b"\xff" * 400
    (site / ZIP).write_bytes(data)


def put(file: str, before: str, after: str) -> Plant:
    """Change a text in a page; the list states its new size and digest where it is listed."""

    def plant(site: Path) -> None:
        text = (site / file).read_text("utf-8")
        assert before in text
        (site / file).write_text(text.replace(before, after, 1), "utf-8")

    return plant


def unseen(site: Path) -> None:
    """A picture beside the page, which the page itself forbids browsers to show."""
    put(LANDING, "</main>", '<img src="wegwijzer-lindewaard.zip" alt="De voorkant"></main>')(site)
    put(LANDING, "img-src 'self' data:", "img-src data:")(site)


def listed(change: Callable[[dict], None]) -> Plant:
    """Change what the list says of Lindewaard."""

    def plant(site: Path) -> None:
        content = json.loads((site / "packs.json").read_text("utf-8"))
        change(next(one for one in content["editions"] if one["id"] == "lindewaard"))
        (site / "packs.json").write_text(json.dumps(content), "utf-8")

    return plant


def card(content: dict) -> dict:
    return next(one for one in content["languages"][1]["files"] if one["path"] == CARD)


def other_instructions(site: Path) -> None:
    """Those of the Arabic leaflet, of which the drawing is another."""
    (arabic,) = (site.parent / "lindewaard" / "ar").glob("print-instructions.pdf")
    data = arabic.read_bytes()

    def change(one: dict) -> None:
        (site / one["instructions"]["path"]).write_bytes(data)
        one["instructions"] |= {"size": len(data), "sha256": sha256(data).hexdigest()}

    listed(change)(site)


FAULTS: dict[str, tuple[Plant, str, str]] = {
    "a file that is gone": (lambda site: (site / CARD).unlink(), "missing", "is er niet"),
    "a file of other bytes": (lambda site: (site / CARD).write_bytes(b"x"), "bytes", "een ander"),
    "a size in the list": (listed(lambda one: card(one).update(size=5)), "size", "staat 5"),
    "a digest in the list": (
        listed(lambda one: card(one).update(sha256="0" * 64)), "unknown", "niet het bestand dat is nagekeken",
    ),
    "a name nobody can read": (
        listed(lambda one: card(one).update(path="lindewaard/Doc%201.pdf")), "name", "Doc%201.pdf",
    ),
    "a path out of the website": (
        listed(lambda one: card(one).update(path="../geheim.pdf")), "list", "beschadigd",
    ),
    "instructions for another leaflet": (other_instructions, "unknown", "niet het bestand dat is nagekeken"),
    "an edition that is left out": (listed(lambda one: one.update(id="zz")), "list", "De editie lindewaard ontbreekt"),
    "a language that is left out": (listed(lambda one: one["languages"].pop()), "list", "De taal ar ontbreekt"),
    "a draft that the list hides": (
        listed(lambda one: one["languages"][1].update(draft=False)), "concept", "Arabisch verkeerd",
    ),
    "a draft without its mark": (put(LANDING, "(concept)", ""), "concept", "Arabisch mist het merk CONCEPT"),
    "a mark without explanation": (put(LANDING, "Concept: een", "Een"), "concept", "De uitleg"),
    "a link to nowhere": (put(LANDING, 'href="wegwijzer-ar.html"', 'href="weg.html"'), "link", "weg.html"),
    "a link from the top of the server": (
        put(LANDING, 'href="wegwijzer-nl.html"', 'href="/wegwijzer-nl.html"'), "path", "/wegwijzer-nl.html",
    ),
    "a link to elsewhere": (put("index.html", 'href="aa/', 'href="https://elders.example/'), "link", "elders"),
    "a wrong size": (put(LANDING, "\u00a0kB</small>", "0\u00a0kB</small>"), "size", "moet"),
    "a language in a wrong voice": (
        put(LANDING, 'lang="ar" dir="rtl"', 'lang="nl" dir="rtl"'), "language", "verkeerde taal",
    ),
    "a language in a wrong direction": (
        put(LANDING, 'lang="ar" dir="rtl"', 'lang="ar" dir="ltr"'), "direction", "leesrichting",
    ),
    "a picture of somebody else": (
        put(LANDING, "</main>", '<img src="https://elders.example/a.png" alt=""></main>'), "link", "elders.example/a.png",
    ),
    "a picture that no browser shows": (unseen, "form", "img-src data:"),
    "a script of somebody else": (put("index.html", "</main>", "<script>1</script></main>"), "form", "script-src"),
    "a title that tells too much": (
        put(LANDING, "<title>Wegwijzer", "<title>Radicalisering"), "title", "alleen",
    ),
    "112 that is not first": (put("index.html", 'href="tel:112"', 'href="tel:113"'), "contact", "112"),
    "a name in the index": (put("index.html", "<b>Lindewaard", "<b>Lindenwaard"), "text", "Lindenwaard"),
    "a site map of elsewhere": (
        put("lindewaard/sitemap.xml", "wegwijzer-ar", "wegwijzer-en"), "link", "wegwijzer-en.html hoort er niet",
    ),
    "a zip of other files": (
        lambda site: (site / "lindewaard/wegwijzer-lindewaard.zip").write_bytes(b"PK"), "bytes", "De zip",
    ),
    "a zip that the list hides": (listed(lambda one: one.pop("zip")), "list", "De zip met alle bestanden ontbreekt"),
    "a zip that is damaged inside": (spoiled, "bytes", "De zip is niet te openen"),
    "a number on the reading page": (put(ARABIC, "tel:09008844", "tel:09008845"), "link", ""),
    "a file that the reading page does not lead to": (
        put(ARABIC, 'href="wegwijzer-lindewaard-ar-zakkaartje.pdf"', 'href="anders.pdf"'), "link", "anders.pdf",
    ),
    "the place where it was made": (put(LANDING, "</main>", "<p>file:///home</p></main>"), "path", "uw computer"),
}  # fmt: skip


def test_a_website_as_it_was_published_is_clean(house: Publisher) -> None:
    assert found_in(house) == []


@pytest.mark.parametrize("name", in_part(FAULTS, one_in=3))
def test_a_fault_is_found_and_named(house: Publisher, name: str) -> None:
    plant, kind, words = FAULTS[name]
    plant(house.site)
    found = found_in(house)
    assert [one for one in found if one[0] == kind and words in one[2]], found
