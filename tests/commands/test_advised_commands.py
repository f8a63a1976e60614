"""A command that the program advises does what the sentence around it says."""

from __future__ import annotations

import io
import json
import ntpath
import os
import re
import shlex
import zipfile
from pathlib import Path

import pikepdf
import pytest

import generate
from tests.press.conftest import House, add
from tests.proof import faults
from tests.sources.roo_export import SAMPLE
from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.press.ledger.entry import Stored
from wegwijs.press.ledger.inputs import digest_of_file
from wegwijs.press.ledger.manifest import read_manifest
from wegwijs.press.ledger.outdated import Outdated
from wegwijs.press.order import FILES, Document
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.load import SHIPPED

NBSP = "\N{NO-BREAK SPACE}".encode()
ADVISED = re.compile(r"python generate\.py (.*)")


@pytest.fixture
def own(tmp_path: Path) -> House:
    """A folder of the user's own with one edition, of which nothing was made."""
    found = House(tmp_path / "mijn map")
    file = add(found.sources, "workshop")
    file.write_text(file.read_text("utf-8").replace("id: w", "products: [pocket-card]\n  id: w"))
    return found


def advised(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The last command that was advised."""
    told = capsys.readouterr()
    every = ADVISED.findall(told.out + told.err)
    return shlex.split([one for one in every if not one.endswith("--help")][-1])


def test_the_list_of_participants_is_for_the_edition_that_was_meant(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    people = tmp_path / "de lijst.csv"
    assert generate.main(["build", "--example", str(people), *where]) == 0
    people.write_text(people.read_text("utf-8") + "Samira El Idrissi;;;\n", "utf-8")
    assert generate.main(advised(capsys)) == 0
    assert [path.name for path in (own.output / "deelnemers").iterdir() if path.is_dir()] == [
        "workshop"
    ]


def test_the_handouts_have_the_numbers_of_the_folder_that_was_typed_also_without_editions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sources, people = tmp_path / "eigen", tmp_path / "lijst.csv"
    sources.mkdir()
    shared = (SHIPPED / "organisations.yaml").read_text("utf-8")
    assert "088 20 80 080" in shared
    (sources / "organisations.yaml").write_text(
        shared.replace("088 20 80 080", "030 286 10 00"), "utf-8"
    )
    where = ["--sources", str(sources), "--output", str(tmp_path / "uit")]
    assert generate.main(["build", "--example", str(people), *where]) == 0
    people.write_text(people.read_text("utf-8") + "Samira El Idrissi;;;\n", "utf-8")
    assert generate.main(advised(capsys)) == 0
    (made,) = (tmp_path / "uit/deelnemers/nationaal/nl").glob("hand-outs-*.docx")
    with zipfile.ZipFile(made) as document:
        assert b"030 286 10 00" in document.read("word/document.xml").replace(NBSP, b" ")


def test_the_handouts_are_made_in_the_languages_that_were_typed(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--language", "en", "--language", "ar", "--allow-drafts"]
    people = tmp_path / "lijst.csv"
    generate.main(["build", "--example", str(people), "--sources", str(own.sources), *asked])
    command = advised(capsys)
    assert all(word in command for word in asked)
    assert command[-2:] == ["--for", str(people)]


def test_from_another_drive_of_windows_a_folder_is_named_in_full(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def relpath(path: Path) -> str:
        return ntpath.relpath(f"D:{path}", "C:\\werk")

    monkeypatch.setattr(os.path, "relpath", relpath)
    for command in ("build_participants", "preview"):
        monkeypatch.setattr(f"wegwijs.commands.{command}.DEFAULT_SOURCES", own.sources)
    generate.main(["build", "--example", str(tmp_path / "lijst.csv")])
    assert advised(capsys)[:4] == ["build", "workshop", "--sources", str(own.sources)]
    generate.main(["preview", "--edition", "workshop", str(own.output)])
    assert advised(capsys)[:4] == ["build", "workshop", "--sources", str(own.sources)]


def for_the_print_shop(own: House) -> list[str]:
    """Make the card for the print shop, of an edition that asks for English as well; return the
    folders as they are typed.
    """
    file = own.sources / "editions" / "workshop.yaml"
    text = file.read_text("utf-8").replace("products:", "languages: [nl, en]\n  products:")
    file.write_text(text, "utf-8")
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    made = ["build", "--language", "nl", "--profile", "press", "--allow-drafts", *where]
    assert generate.main(made) == 0
    return where


@pytest.mark.parametrize("command", ["build", "status"])
def test_what_is_not_made_yet_is_advised_for_the_print_shop_too(
    command: str, own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = for_the_print_shop(own)
    if command == "status":
        generate.main(["status", *where])
    assert generate.main(advised(capsys)) == 0
    card = (own.output / "workshop/en/pocket-card.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(card)) as pdf:
        assert "/BleedBox" in pdf.pages[0]
    generate.main(["status", *where])
    assert "1 editie, 1 helemaal goed." in capsys.readouterr().out


def test_what_is_old_is_made_again_as_it_was_made(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = for_the_print_shop(own)
    file = own.sources / "editions" / "workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("publisher: Weg", "publisher: Om"), "utf-8")
    for command in (["status", *where], ["proof", str(own.output), *where[:2]]):
        generate.main(command)
        again = advised(capsys)
        assert again[again.index("--profile") + 1] == "press"
        assert "--allow-drafts" in again
        assert again[-4:] == where


def test_a_damaged_file_for_the_print_shop_is_made_again_alone(
    own: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for_the_print_shop(own)
    monkeypatch.setattr("wegwijs.commands.preview.DEFAULT_SOURCES", own.sources)
    card = own.output / "workshop/nl/pocket-card.pdf"
    stat = card.stat()
    card.write_bytes(b"%PDF" + bytes(stat.st_size - 4))
    os.utime(card, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # a disk that fails changes no times
    assert generate.main(["preview", str(own.output)]) == ExitCode.SOME_FAILED
    again = advised(capsys)
    assert again[:6] == ["build", "workshop", "--language", "nl", "--product", "pocket-card"]
    assert again[6:9] == ["--profile", "press", "--allow-drafts"]
    assert generate.main(again) == 0
    assert generate.main(["preview", str(own.output)]) == 0


def test_of_more_editions_the_user_chooses_one(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(own.sources, "andere")
    generate.main(["build", "--example", str(tmp_path / "a.csv"), "--sources", str(own.sources)])
    assert advised(capsys)[:2] == ["build", "EDITIE"]
    generate.main(
        ["build", "andere", "--example", str(tmp_path / "b.csv"), "--sources", str(own.sources)]
    )
    assert advised(capsys)[:2] == ["build", "andere"]


@pytest.mark.parametrize("command", ["publish", "proof"])
def test_where_nothing_was_made_the_command_to_begin_with_makes_it_there(
    command: str, own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--output", str(own.output)] if command == "publish" else [str(own.output)]
    assert generate.main([command, *place, "--sources", str(own.sources)]) == ExitCode.USAGE
    assert generate.main(advised(capsys)) == 0
    assert (own.output / "workshop/nl/pocket-card.pdf").exists()
    assert not (own.output / "nationaal").exists()


def test_a_table_is_taken_over_into_the_folder_that_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = tmp_path / "scholen & zo"
    table = tmp_path / "contacten.csv"
    assert generate.main(["import", "table", "--example", str(table), "--into", str(into)]) == 0
    assert advised(capsys) == ["import", "table", str(table), "--into", str(into)]


def test_what_was_imported_is_checked_in_the_folder_that_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = ["import", "roo", str(SAMPLE), "--into", str(tmp_path / "mijn map")]
    assert generate.main([*register, "--dry-run"]) == 0
    assert "Kijk ze na" not in capsys.readouterr().out
    assert generate.main(register) == 0
    command = advised(capsys)
    assert command == ["check", "--sources", str(tmp_path / "mijn map")]
    assert generate.main(register) == 0
    assert "Kijk ze na" not in capsys.readouterr().out  # nothing changed


def test_of_an_edition_that_is_not_there_the_folder_may_be_missing(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    hint = "Staat de editie in uw eigen map? Geef die met --sources"
    assert generate.main(["build", "workshop", "--output", str(own.output)]) == ExitCode.USAGE
    assert hint in capsys.readouterr().err
    generate.main(["build", "workshopp", "--sources", str(own.sources)])
    assert hint not in capsys.readouterr().err


def test_data_that_are_wrong_are_mended_before_the_website_is_made(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    assert generate.main(["build", *where]) == 0
    file = own.sources / "editions" / "workshop.yaml"
    file.write_text(file.read_text("utf-8").replace("version:", "versoin:"), "utf-8")
    assert generate.main(["publish", *where]) == ExitCode.NOT_PUBLISHED
    assert "Verbeter dat, en typ dan: python generate.py publish" in capsys.readouterr().err


def test_many_editions_of_a_folder_are_made_again_without_those_of_the_program(
    own: House,
) -> None:
    found = [Outdated(Document("workshop", "nl", "leaflet", FILES["leaflet"]), True, "office")]
    ((command, _),) = rebuild_commands(found, every=True, sources=own.sources, output=own.output)
    assert shlex.split(command)[2:5] == ["build", "--language", "all"]


def older(own: House, *editions: str) -> None:
    """Change the publisher of these editions after they were made."""
    for edition in editions:
        file = own.sources / "editions" / f"{edition}.yaml"
        file.write_text(file.read_text("utf-8").replace("publisher: Weg", "publisher: Om"), "utf-8")


def card_alone(own: House, *editions: str) -> None:
    """Add editions that ask for a pocket card in Dutch and nothing else."""
    for edition in editions:
        file = add(own.sources, edition)
        text = file.read_text("utf-8")
        file.write_text(text.replace("  id:", "  products: [pocket-card]\n  id:"), "utf-8")


def test_of_a_ledger_of_copies_that_is_damaged_the_edition_is_that_which_was_named(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    people = tmp_path / "lijst.csv"
    people.write_text("Naam\nSamira El Idrissi\n", "utf-8")
    assert generate.main(["build", "workshop", "--for", str(people), *where]) == 0
    (own.output / "deelnemers/.wegwijs-deelnemers.json").write_text("{", "utf-8")
    judge = ["proof", str(own.output), "--for", str(people), *where[:2]]
    assert generate.main([*judge, "--edition", "workshop"]) == ExitCode.DOES_NOT_FIT
    assert advised(capsys) == ["build", "workshop", "--for", str(people), *where]
    assert generate.main(judge) == ExitCode.DOES_NOT_FIT
    assert advised(capsys)[:2] == ["build", "EDITIE"]


@pytest.mark.more
def test_what_was_never_made_is_not_made_because_something_else_is_old(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    names = [f"school-{number}" for number in range(7)]
    card_alone(own, *names, "nooit")
    assert generate.main(["build", *names, *where]) == 0
    assert generate.main(["build", "workshop", "--product", "handout", *where]) == 0
    older(own, *names, "workshop")
    before = set(own.files())
    generate.main(["proof", str(own.output), *where[:2]])
    told = capsys.readouterr().out
    commands = [shlex.split(one) for one in ADVISED.findall(told) if "weer na: " in told]
    assert commands == [
        ["build", *names, "--language", "all", *where],
        ["build", "workshop", "--language", "nl", "--product", "handout", *where],
    ]
    for command in commands:
        assert generate.main(command) == 0
    assert set(own.files()) == before
    assert generate.main(["proof", str(own.output), *where[:2]]) == 0


@pytest.mark.more
def test_where_all_editions_of_a_folder_are_old_none_is_named(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    names = [f"school-{number}" for number in range(7)]
    card_alone(own, *names)
    assert generate.main(["build", *where]) == 0
    older(own, *names, "workshop")
    generate.main(["proof", str(own.output), *where[:2]])
    assert advised(capsys) == ["build", "--language", "all", *where]
    chosen = [word for name in names for word in ("--edition", name)]
    generate.main(["proof", str(own.output), *where[:2], *chosen])
    assert advised(capsys) == ["build", *names, "--language", "all", *where]


def untitled(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as meta:
        meta["dc:title"] = "Iets anders"


@pytest.mark.parametrize("known", [False, True])
def test_a_damaged_file_is_made_again_though_nothing_changed(
    known: bool, own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the manifest knows what was done or the size and time are as they were: a build takes
    the file for good, so the command says ``--force``.
    """
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    assert generate.main(["build", *where]) == 0
    card = own.output / "workshop/nl/pocket-card.pdf"
    stat, data = card.stat(), card.read_bytes()
    card.write_bytes(faults.changed(data, untitled) if known else data[:-9] + b"x" * 9)
    os.utime(card, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    if known:
        manifest = read_manifest(own.output)
        entry = manifest.documents["workshop/nl"]["pocket-card"]
        entry.files[card.name] = Stored.of(card, digest_of_file(card))
        manifest.save(own.output)
    capsys.readouterr()
    judge = ["proof", str(own.output), *where[:2], "--pdf-judge", "page-validation"]
    assert generate.main(judge) == ExitCode.DOES_NOT_FIT
    told = capsys.readouterr().out
    commands = [shlex.split(one) for one in ADVISED.findall(told)]
    made_of = ["--language", "nl", "--product", "pocket-card", "--force"]
    assert commands == [["build", "workshop", *made_of, *where]] * len(commands)
    assert ("nog staat na: " if known else "weer na: ") in told
    assert generate.main(commands[0]) == 0
    assert generate.main(judge) == 0


@pytest.mark.more
def test_data_that_are_wrong_are_mended_and_then_proof_says_what_to_make(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = for_the_print_shop(own)
    file = own.sources / "editions" / "workshop.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("version:", "versoin:"), "utf-8")
    capsys.readouterr()
    generate.main(["proof", str(own.output), *where[:2]])
    again = advised(capsys)
    assert again[:2] == ["proof", str(own.output)]
    file.write_text(text.replace("version: 1", "version: 2"), "utf-8")
    assert generate.main(again) == ExitCode.DOES_NOT_FIT
    command = advised(capsys)
    assert command[command.index("--profile") + 1] == "press"
    assert generate.main(command) == 0
    assert generate.main(again) == 0


def test_a_command_stands_last_so_that_no_full_stop_is_pasted(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    own.output.mkdir(parents=True)
    (own.output / "manifest.json").write_text("{", "utf-8")
    for command in (["preview", str(own.output)], ["changes", "--output", str(own.output)]):
        assert generate.main(command) == ExitCode.USAGE
        assert advised(capsys) == ["build", "--output", str(own.output)]


def test_a_file_with_a_whole_edition_is_known_to_be_newer(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "workshop.wegwijs.yaml"
    pack = ["pack", "workshop", "--sources", str(own.sources), "--into", str(one)]
    assert generate.main(pack) == 0
    where = ["--sources", str(one), "--output", str(own.output)]
    assert generate.main(["build", *where]) == 0
    one.write_text(one.read_text("utf-8").replace("publisher: Weg", "publisher: Om"), "utf-8")
    generate.main(["proof", str(own.output), *where[:2]])
    told = capsys.readouterr().out
    assert "zakkaartje en printinstructie in het Nederlands (uitgever Wegwijs -> Omwijs)." in told
    assert "Druk dit niet" not in told


@pytest.mark.more
def test_of_a_manifest_that_a_build_does_not_know_nothing_is_explained(
    own: House, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--sources", str(own.sources), "--output", str(own.output)]
    assert generate.main(["build", *where]) == 0
    file = own.output / "manifest.json"
    data = json.loads(file.read_bytes())
    data["documents"]["workshop/nl"]["later"] = data["documents"]["workshop/nl"]["pocket-card"]
    file.write_text(json.dumps(data), "utf-8")
    older(own, "workshop")
    assert generate.main(["proof", str(own.output), *where[:2]]) == ExitCode.DOES_NOT_FIT
    told = capsys.readouterr().out
    assert "Ouder dan" not in told
    assert "build --force" in told


def test_copies_of_a_translation_that_is_not_ready_are_made_again_as_they_were(
    own: House, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shared = (SHIPPED / "organisations.yaml").read_text("utf-8")
    shared = shared.replace("text: Voor iedereen", "text: Voor wie hier woont", 1)
    (own.sources / "organisations.yaml").write_text(shared, "utf-8")
    people = tmp_path / "lijst.csv"
    people.write_text("Naam;Organisatie;E-mail;Eigen contact\nSamira El Idrissi;;;\n", "utf-8")
    where = ["--sources", str(own.sources), "--for", str(people)]
    asked = ["--language", "ar", "--allow-drafts", "--output", str(own.output)]
    assert generate.main(["build", "workshop", *asked, *where]) == 0
    (copy,) = (own.output / "deelnemers/workshop/ar").glob("hand-out-*.docx")
    copy.unlink()
    assert generate.main(["proof", str(own.output), *where]) == ExitCode.DOES_NOT_FIT
    again = advised(capsys)
    assert again[:5] == ["build", "workshop", "--language", "ar", "--allow-drafts"]
    assert generate.main(again) == 0
    assert copy.exists()
