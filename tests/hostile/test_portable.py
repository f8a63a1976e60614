"""An edition as one file, by whoever hands it in: told with its line, or not ours."""

from __future__ import annotations

import pytest

from tests.hostile.cases import Case, Files, folder, hollow, link, often, pipe
from wegwijs.sources.load import SHIPPED

X = "x.wegwijs.yaml"
BUILD = ("build", "--sources", X, "--output", "uit", "--product", "pocket-card")
HEAD = "wegwijs: 1\n"
EDITION = (SHIPPED / "editions" / "nationaal.yaml").read_text("utf-8")
LOGO = EDITION + "  logo: {file: a.png, alt: A}\n"
NOT_OURS = ("Dit is geen gegevens-bestand van Wegwijs. Kies een bestand dat eindigt op .wegwijs.yaml",)  # fmt: skip


def file(text: object) -> Files:
    return {X: text}  # type: ignore[dict-item]


def case(name: str, text: object, *says: str, code: int = 3) -> Case:
    return Case(name, file(text), code, says, BUILD)


CASES = [
    *(case(f"not ours: {name}", text, *NOT_OURS) for name, text in (
        ("nothing", ""), ("an edition of a folder", EDITION), ("a list", "- a\n"), ("a text", "wegwijs"), ("a PDF", "%PDF-1.7\n1 0 obj\n"),
        ("the mark deep in it", "a:\n  wegwijs: 1\n"), ("half a megabyte", often("a: b\n", 1, "#" * 500_000 + "\n")),
    )),
    case("a zip", b"PK\x03\x04" + bytes(range(256)), f"{X}:", "geen UTF-8"),
    case("of another version", "wegwijs: 2\n" + EDITION, f"{X}:1: wegwijs: dit bestand is van een andere Wegwijs"),
    case("without an edition", HEAD + "organisations: []\n", f"{X}:1: de uitgave ('edition') ontbreekt"),
    case("broken YAML", HEAD + "edition:\n id: [x\n", f"{X}:3: dit is geen geldige YAML"),
    case("an edition that is a list", HEAD + "edition: [a]\n", f"{X}:2: edition: hier horen velden te staan"),
    case("an id that leads out of the folder", HEAD + EDITION.replace("id: nationaal", "id: ../../x"), f"{X}:6: edition.id:"),
    case("no id", HEAD + EDITION.replace("  id: nationaal\n", ""), f"{X}:5: edition.id: dit veld ontbreekt"),
    case("a field that nobody knows", HEAD + EDITION + "locale: ../x\n", f"{X}:11: locale: dit veld bestaat niet"),
    case("a logo without picture", HEAD + LOGO, f"{X}:11: edition.logo: het logo zelf (picture) ontbreekt in dit bestand. Kies het logo opnieuw"),
    case("a picture without logo", HEAD + EDITION + "picture: aGFsbG8=\n", f"{X}:11: picture: hier staat een logo waar de uitgave niets van weet"),
    case("a picture that is no base64", HEAD + LOGO + "picture: '%%%%'\n", f"{X}:12: picture: dit logo is beschadigd"),
    case("a picture that was cut off", HEAD + LOGO + "picture: aGFsb\n", f"{X}:12: picture: dit logo is beschadigd"),
    case("a picture that is a list", HEAD + LOGO + "picture: [a]\n", f"{X}:12: picture: dit logo is beschadigd"),
    case("a picture that is none", HEAD + LOGO + "picture: aGFsbG8=\n", "edition.logo.file: 'a.png' is geen goede PNG, JPEG of SVG"),
    case("900 kB of picture", often("A", 900_000, HEAD + LOGO + "picture: ", "\n"), "'a.png' is geen goede PNG"),
    case("900 kB of picture in lists", often("[", 900_000, HEAD + LOGO + "picture: "), "meer dan 12 lagen diep"),
    case("a picture by another path", HEAD + LOGO.replace("a.png", "../a.png") + "picture: aGFsbG8=\n", "edition.logo.file: '../a.png': zet het logo in dezelfde map"),
    case("translations that are a list", HEAD + EDITION + "catalogues: [a]\n", f"{X}:11: catalogues: hier horen talen te staan"),
    case("a translation that leads out of the folder", HEAD + EDITION + "catalogues: {../../x: a}\n", f"{X}:11: catalogues.../../x: '../../x' is geen taal"),
    case("a translation that is a map", HEAD + EDITION + "catalogues: {en: {a: b}}\n", f"{X}:11: catalogues.en: hier hoort de tekst van een PO-bestand"),
    case("aliases", HEAD + "a: &a [*a]\n" + EDITION, f"{X}:2: a: anker &a"),
    case("10 MB", often("x", 10_000_000, HEAD), "het bestand is 10.000.011 bytes groot; 1.000.000 is het meeste"),
    case("10 GB", hollow(10_000_000_000), "het bestand is 10.000.000.000 bytes"),
    case("a pipe", pipe, "die map bestaat niet", code=2),
    case("a folder", folder, code=0),
    case("a device", link("/dev/zero"), "die map bestaat niet", code=2),
    case("a link to nothing", link("nergens"), "die map bestaat niet", code=2),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_file_that_travels_is_told_with_its_place(case, judge):
    judge(case)
