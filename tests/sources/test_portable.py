"""An edition as one file: everything is in it, it works like its folder, and it goes back."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from PIL import Image

import generate
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.sources.editing.changes import set_values
from wegwijs.sources.folder import ENDING, NOT_OURS, list_folders
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.portable import listing_of, opened, pack, unpack, with_logo, without_logo
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translations import in_language

EDITION = (SHIPPED / "editions" / "voorbeeld-gemeente.yaml").read_text("utf-8")
EDITION = EDITION.replace("id: voorbeeld-gemeente", "id: lindewaard").replace(
    "  contacts:", "  logo: {file: wapen.png, alt: Wapen}  # van de drukker\n  contacts:"
)
OWN = """\
# yaml-language-server: $schema=schema.json
# Gebeld in november.
sources:
  belronde: {title: "Gebeld door de gemeente"}   # mei
organisations:
  - id: lse
    phone: {number: 088 20 80 081, source: belronde, checked: 2026-11-23}
"""
PO = """\
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "edition.lindewaard.logo.alt"
msgid "Wapen"
msgstr "Coat: of # arms"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("gegevens") / "eigen"
    (found / "editions").mkdir(parents=True)
    (found / "locale").mkdir()
    (found / "editions" / "lindewaard.yaml").write_text(EDITION, "utf-8")
    (found / "editions" / "ander.yaml").write_text(EDITION.replace("lindewaard", "ander"), "utf-8")
    (found / "eigen.yaml").write_text(OWN, "utf-8")
    (found / "locale" / "en.po").write_bytes(PO.replace("\n", "\r\n").encode())
    Image.new("RGB", (600, 200), "navy").save(found / "editions" / "wapen.png")
    return found


@pytest.fixture(scope="module")
def text(folder: Path) -> str:
    return pack("lindewaard", SHIPPED, folder)


def put(text: str, path: Path) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_everything_of_an_edition_is_in_one_file(folder: Path, text: str, tmp_path: Path) -> None:
    assert text.startswith("# Gegevens-bestand van Wegwijs: één folder, met alles wat erbij hoort.")
    file = put(text, tmp_path / f"lindewaard (1){ENDING}")  # as a browser calls a second one
    mine = load("lindewaard", SHIPPED, folder)
    one = load("lindewaard", SHIPPED, file)
    assert (one.pack, one.logo) == (mine.pack, mine.logo)
    folders = ([SHIPPED, folder], [SHIPPED, file])
    english = [in_language(found, "en", at) for found, at in zip((mine, one), folders, strict=True)]
    assert english[0].own_words == english[1].own_words
    assert english[1].own_words["edition.lindewaard.logo.alt"].text == "Coat: of # arms"


def test_what_somebody_typed_is_in_it_as_it_was(text: str) -> None:
    for line in [*EDITION.splitlines(), *OWN.splitlines()]:
        assert line in text or "yaml-language-server" in line
    assert "ander" not in re.sub("anders?[^-]|veranderd", "", text.partition("picture:")[0])


def test_a_file_in_memory_says_the_same_and_nothing_is_read_from_disk(folder: Path, text: str) -> None:  # fmt: skip
    file = Path("/nergens") / f"x{ENDING}"
    found = load(
        "lindewaard", SHIPPED, file, listing=listing_of(text, str(file), list_folders(SHIPPED))
    )
    mine = load("lindewaard", SHIPPED, folder)
    assert (found.pack, found.logo) == (mine.pack, mine.logo)
    english = in_language(found, "en", [SHIPPED, file])
    assert english.own_words["edition.lindewaard.logo.alt"].text == "Coat: of # arms"


def test_it_goes_back_into_a_folder(text: str, tmp_path: Path) -> None:
    files = unpack(text, f"x{ENDING}")
    assert set(files) == {"editions/lindewaard.yaml", "editions/wapen.png", "gegevens.yaml", "locale/en.po"}  # fmt: skip
    for name, data in files.items():
        (tmp_path / "map" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "map" / name).write_bytes(data)
    assert files["editions/lindewaard.yaml"].decode() == EDITION
    assert files["locale/en.po"].decode() == PO
    back = pack("lindewaard", SHIPPED, tmp_path / "map")
    assert back == text


def test_a_shipped_edition_takes_nothing_of_ours_along() -> None:
    text = pack("voorbeeld-school", SHIPPED)
    assert list(opened(text, f"x{ENDING}").document.data) == ["edition"]


def test_other_editions_are_made_with_what_travels(text: str, tmp_path: Path) -> None:
    file = put(text, tmp_path / f"x{ENDING}")
    found = load("nationaal", SHIPPED, file)
    assert (found.pack.edition.id, found.logo, set(found.catalogues)) == ("nationaal", None, {"en"})
    phone = found.pack.organisation("lse").phone
    assert phone
    assert str(phone.number) == "088 20 80 081"


def test_two_files_with_the_same_sections_are_joined(folder: Path, tmp_path: Path) -> None:
    more = tmp_path / "eigen"
    (more / "editions").mkdir(parents=True)
    (more / "editions" / "lindewaard.yaml").write_text(EDITION.replace("  logo:", "  #logo:"), "utf-8")  # fmt: skip
    (more / "a.yaml").write_text(OWN, "utf-8")
    (more / "b.yaml").write_text("---\nsources: {bel: {title: Bel}}\norganisations: [{id: nctv, phone: {number: 070 751 50 50, source: bel, checked: 2026-11-23}}]\n", "utf-8")  # fmt: skip
    file = put(pack("lindewaard", SHIPPED, more), tmp_path / f"x{ENDING}")
    assert load("lindewaard", SHIPPED, file).pack == load("lindewaard", SHIPPED, more).pack


def test_a_changed_file_is_noticed(text: str, tmp_path: Path) -> None:
    file = put(text, tmp_path / f"x{ENDING}")
    digests = {Inputs([SHIPPED, file], {}).of_edition("lindewaard", ())}
    put(text.replace("version: 1", "version: 2"), file)
    digests.add(Inputs([SHIPPED, file], {}).of_edition("lindewaard", ()))
    put(text.replace("088 20 80 081", "088 20 80 082"), file)
    digests.add(Inputs([SHIPPED, file], {}).of_edition("lindewaard", ()))
    put(text.replace("Coat: of", "Coat, of"), file)
    digests.add(Inputs([SHIPPED, file], {}).of_edition("lindewaard", ()))
    assert len(digests) == 4


def test_its_fields_are_edited_as_in_any_file(text: str) -> None:
    wanted = {("edition", "contacts", 0, "phone"): "14 030", ("edition", "title"): "Hulp"}
    new = set_values(text, wanted)
    gone = [line for line in text.splitlines() if line not in new.splitlines()]
    assert gone == ["      phone: 030 000 00 00"]
    assert opened(new, f"x{ENDING}").document.typed(("edition", "title")) == "Hulp"


def test_its_logo_is_replaced_and_taken_away(text: str) -> None:
    new = with_logo(text, f"x{ENDING}", "nieuw.svg", "Nieuw wapen", b"<svg/>" * 99)
    assert opened(new, f"x{ENDING}").picture == b"<svg/>" * 99
    assert "logo: {file: nieuw.svg, alt: Nieuw wapen}  # van de drukker" in new
    bare = without_logo(new, f"x{ENDING}")
    assert opened(bare, f"x{ENDING}").picture is None
    assert opened(with_logo(bare, f"x{ENDING}", "a.png", "A", b"x"), f"x{ENDING}").picture == b"x"
    with pytest.raises(InvalidSources, match=r"1 MB is het meeste. Neem een kleiner logo"):
        with_logo(text, f"x{ENDING}", "a.png", "A", bytes(800_000))


def test_the_commands_take_it_as_they_take_a_folder(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = put(text.replace("phone: 0900-8844", "phone: 0900-88"), tmp_path / f"x{ENDING}")
    assert generate.main(["build", "--sources", str(file), "--output", str(tmp_path / "uit")]) == 3
    line = 1 + next(i for i, line in enumerate(text.splitlines()) if "0900-8844" in line)
    assert f"x{ENDING}:{line}: edition.contacts[2].phone: " in capsys.readouterr().err
    other = put(text, tmp_path / "x.yaml")
    assert generate.main(["build", "--sources", str(other)]) == 2
    assert NOT_OURS in capsys.readouterr().err
    words = ["translate", "update", "--sources", str(tmp_path / f"x{ENDING}")]
    assert generate.main(words) == 2
    assert "die map bestaat niet" in capsys.readouterr().err


@pytest.mark.parametrize("place", [f"x{ENDING}", f"editions/x{ENDING}"])
def test_in_a_folder_it_is_told_that_nobody_reads_it(text: str, place: str, tmp_path: Path) -> None:
    mine = tmp_path / "eigen"
    (mine / "editions").mkdir(parents=True)
    (mine / "editions" / "proef.yaml").write_text(EDITION.replace("lindewaard", "proef"), "utf-8")
    put(text, mine / place)
    assert list(list_folders(mine).editions) == ["proef"]
    with pytest.raises(InvalidSources, match="Geef het zelf op met --sources, of haal het uit"):
        load("proef", SHIPPED, mine)


def test_a_logo_leads_nowhere_out_of_the_folder(text: str) -> None:
    for name in ("../wapen.png", "a/b.png", "C:\\a.png", "con.png"):
        with pytest.raises(InvalidSources):
            unpack(text.replace("file: wapen.png", f"file: '{name}'"), f"x{ENDING}")
    with pytest.raises(InvalidSources, match="kleine letters"):
        unpack(text.replace("id: lindewaard", "id: ../x"), f"x{ENDING}")


def test_a_logo_in_it_is_judged_as_any_logo(text: str, tmp_path: Path) -> None:
    head = text.partition("picture:")[0]
    broken = head + "picture: " + base64.b64encode(b"geen plaatje").decode() + "\n"
    with pytest.raises(InvalidSources, match=r"edition.logo.file: 'wapen.png' is geen goede PNG"):
        load("lindewaard", SHIPPED, put(broken, tmp_path / f"x{ENDING}"))


def test_its_ending_may_be_in_capitals(text: str, tmp_path: Path) -> None:
    file = tmp_path / f"LINDEWAARD{ENDING.upper()}"
    file.write_text(text, "utf-8", newline="")
    assert load("lindewaard", SHIPPED, file).pack.edition.id == "lindewaard"
    assert generate.main(["check", "lindewaard", "--sources", str(file)]) == 0


def test_check_says_how_the_words_in_it_are_translated(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"lindewaard{ENDING}"
    file.write_text(text, "utf-8", newline="")
    generate.main(["check", "lindewaard", "--sources", str(file)])
    told = " ".join(capsys.readouterr().out.split())
    assert "unpack BESTAND --sources MAP" in told
    mine = tmp_path / "map"
    assert generate.main(["unpack", str(file), "--sources", str(mine)]) == 0
    capsys.readouterr()
    generate.main(["check", "lindewaard", "--sources", str(mine)])
    told = " ".join(capsys.readouterr().out.split())
    assert "translate update --sources MAP" in told and "unpack" not in told
