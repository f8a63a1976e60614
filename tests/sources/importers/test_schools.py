"""Editions of schools out of DUO's files: what a person filled in stays, and all is told."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

import generate
from tests.sources.duo_files import SAMPLE, file, made_up, school
from tests.sources.roo_export import export, organisation
from wegwijs.press.files.store import write
from wegwijs.sources.importers.duo_census import AddressFile, Asked
from wegwijs.sources.importers.report import ImportReport, NotPossible
from wegwijs.sources.importers.school_files import dated, import_duo
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.model import Edition
from wegwijs.sources.problems import InvalidSources

DAY, NEXT, TODAY = date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 20)
PRODUCTS = ("leaflet", "handout", "pocket-card")
LINDE = school()
MOVED = school(TELEFOONNUMMER="0302860009")
BRUG = school(INSTELLINGSCODE="99ZB", VESTIGINGSCODE="99ZB00", VESTIGINGSNAAM="De Brug", POSTCODE="3512 AB")  # fmt: skip
ELSEWHERE = school(INSTELLINGSCODE="99ZC", VESTIGINGSCODE="99ZC00", PLAATSNAAM="S GRAVENHAGE", GEMEENTENUMMER="0518", GEMEENTENAAM="'s-Gravenhage")  # fmt: skip


class Folder:
    """A folder of one's own, and files of DUO to import into it."""

    def __init__(self, place: Path) -> None:
        self.own, self.place, self.count = place / "m", place, 0

    def run(self, *schools: dict[str, str], day: date = DAY, kind: str = "basisonderwijs", register: Path | None = None, only: Sequence[str] = (), gemeente: Sequence[str] = ()) -> ImportReport:  # fmt: skip
        path = file(self.place / f"{self.count}.csv", *schools, kind=kind)
        self.count += 1
        asked = Asked(only, gemeente, register)
        return import_duo([AddressFile(path, day)], self.own, asked, TODAY, write, PRODUCTS)

    @property
    def ids(self) -> list[str]:
        return sorted(path.stem for path in self.own.glob("editions/*.yaml"))

    def path(self, id_: str) -> Path:
        return self.own / "editions" / f"{id_}.yaml"

    def edition(self, id_: str) -> Edition:
        return load(id_, SHIPPED, self.own).pack.edition

    def change(self, id_: str, old: str, new: str) -> None:
        text = self.path(id_).read_text("utf-8")
        assert old in text
        self.path(id_).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.xml"
    path.write_text(export([organisation()]), "utf-8")
    return path


def test_a_school_has_its_number_its_site_and_that_of_its_municipality_each_with_a_source(
    folder: Folder, register: Path
) -> None:
    report = folder.run(LINDE, register=register)
    assert report.new == ["De Linde: 030 286 00 00 | https://www.delinde.example"]
    edition = folder.edition("de-linde")
    assert (edition.name, edition.kind, edition.duo_code, edition.cbs_code) == ("De Linde", "school", "99ZA00", "GM0344")  # fmt: skip
    told = [(one.role, str(one.phone), str(one.web), one.source, one.checked) for one in edition.contacts]  # fmt: skip
    assert told == [
        ("school", "030 286 00 00", "delinde.example", "DUO, adressen basisonderwijs, 01-11-2026", DAY),
        ("gemeente", "14 030", "utrecht.nl", "Register van Overheidsorganisaties, 16-05-2026", date(2026, 5, 16)),
    ]  # fmt: skip
    assert edition.contacts[0].email is None


def test_names_that_repeat_get_ids_and_headings_of_their_own(folder: Folder) -> None:
    near = school(VESTIGINGSCODE="99ZA01", STRAATNAAM="Beukenweg", **{"HUISNUMMER-TOEVOEGING": "2"})
    folder.run(LINDE, near, ELSEWHERE, BRUG)
    assert {id_: folder.edition(id_).name for id_ in folder.ids} == {
        "de-brug": "De Brug",
        "de-linde-99za00": "De Linde, Lindelaan 1, Utrecht",
        "de-linde-99za01": "De Linde, Beukenweg 2",
        "de-linde-99zc00": "De Linde, 's-Gravenhage",
    }


def test_long_names_that_differ_at_the_end_keep_their_names_and_get_ids_of_their_own(
    folder: Folder,
) -> None:
    long = "Christelijke Scholengemeenschap voor Praktijkonderwijs, Vmbo en Havo"
    one, two = (school(VESTIGINGSCODE=f"99ZA0{n}", VESTIGINGSNAAM=f"{long} {name}") for n, name in enumerate(("Noord", "Zuid")))  # fmt: skip
    far = school(**{**one, "VESTIGINGSCODE": "99ZA09", "PLAATSNAAM": "NUENEN GERWEN EN NEDERWETTEN"})  # fmt: skip
    folder.run(one, two, far)
    names = {folder.edition(id_).duo_code: folder.edition(id_).name for id_ in folder.ids}
    assert names == {
        "99ZA00": f"{long} Noord, Utrecht",
        "99ZA01": f"{long} Zuid",
        "99ZA09": f"{long} Noord, 99ZA09",  # with its place it would fit on no card
    }


def test_a_name_that_another_edition_has_already_gets_its_code_too(folder: Folder) -> None:
    folder.run(LINDE)
    folder.run(ELSEWHERE, kind="voortgezet onderwijs")
    assert folder.ids == ["de-linde", "de-linde-99zc00"]
    assert folder.edition("de-linde-99zc00").name == "De Linde, 's-Gravenhage"
    before = {path: path.read_bytes() for path in folder.own.rglob("*.yaml")}
    report = folder.run(LINDE, ELSEWHERE)
    assert (report.same, report.left) == (2, [])
    assert before == {path: path.read_bytes() for path in folder.own.rglob("*.yaml")}


def test_a_month_later_with_nothing_new_nothing_is_written_and_little_is_said(
    folder: Folder,
) -> None:
    bare = school(INTERNETADRES="0302860000")
    folder.run(bare, BRUG)
    report = folder.run(bare, BRUG, day=NEXT)
    assert report.written == []
    assert list(report.lines()) == [
        "2 scholen uit het bestand van DUO van 01-12-2026.",
        "1 opmerking over wat niet veranderde. Met --json ziet u ze",
        f"{folder.own / 'editions'}: 0 nieuw, 0 bijgewerkt, 2 gelijk.",
    ]


def test_a_new_number_is_taken_and_told_and_nothing_else_changes(folder: Folder) -> None:
    folder.run(LINDE)
    before = folder.path("de-linde").read_text("utf-8").splitlines()
    report = folder.run(MOVED, day=NEXT)
    assert report.changed == ["De Linde: telefoon 030 286 00 00 -> 030 286 00 09, versie 1 -> 2"]
    after = folder.path("de-linde").read_text("utf-8").splitlines()
    changed = {line.split(":")[0].strip() for line, old in zip(after, before, strict=True) if line != old}  # fmt: skip
    assert changed == {"version", "imported", "phone", "source", "checked"}
    assert folder.edition("de-linde").contacts[0].checked == NEXT


def test_what_a_person_filled_in_is_never_changed_and_its_source_is_asked_for(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.run(LINDE)
    folder.change("de-linde", "phone: 030 286 00 00", "phone: 06 12 34 56 78")
    folder.change("de-linde", "name: De Linde", "name: OBS De Linde")
    before = folder.path("de-linde").read_bytes()
    report = folder.run(MOVED, day=NEXT)
    assert folder.path("de-linde").read_bytes() == before
    assert report.left == ["De Linde: telefoon: in uw bestand 06 12 34 56 78, bij DUO 030 286 00 09"]  # fmt: skip
    command("check", "--sources", folder.own)
    told = "06 12 34 56 78 komt niet uit het bestand van DUO, en bij 'source' staat dat wel"
    assert told in capsys.readouterr().out


def test_the_contact_of_a_municipality_follows_its_own_edition_with_its_source(
    folder: Folder, register: Path
) -> None:
    command("import", "roo", register, "--into", folder.own)
    folder.change("utrecht", "phone: 14 030", "phone: 030 286 12 34")
    folder.change("utrecht", "source: Register van Overheidsorganisaties, 16-05-2026", "source: gebeld")  # fmt: skip
    folder.run(LINDE)
    contact = folder.edition("de-linde").contacts[1]
    assert (str(contact.phone), contact.source) == ("030 286 12 34", "gebeld")
    folder.change("utrecht", "030 286 12 34", "030 286 12 35")
    folder.change("utrecht", "source: gebeld", "source: gemaild")
    report = folder.run(LINDE)
    assert report.changed == ["De Linde: telefoon 030 286 12 34 -> 030 286 12 35, versie 1 -> 2"]
    assert folder.edition("de-linde").contacts[1].source == "gemaild"
    folder.change("utrecht", "030 286 12 35", "030 286 12 36")
    assert "030 286 12 36" in folder.run(LINDE).changed[0]
    assert folder.run(LINDE).same == 1


def test_a_number_that_the_municipality_took_away_is_told_and_not_checked_again(
    folder: Folder, register: Path
) -> None:
    command("import", "roo", register, "--into", folder.own)
    folder.run(LINDE)
    folder.change("utrecht", "      phone: 14 030\n", "")
    folder.change("utrecht", "2026-05-16", "2026-12-15")
    report = folder.run(LINDE)
    assert report.left == ["De Linde: telefoon: in uw bestand 14 030, in het register niets (meer)"]
    assert folder.edition("de-linde").contacts[1].checked == date(2026, 5, 16)


def test_what_a_person_added_is_not_checked_by_the_file(folder: Folder) -> None:
    folder.run(LINDE)
    folder.change("de-linde", "      phone: 030 286 00 00\n", "      phone: 030 286 00 00\n      email: zorg@delinde.example\n")  # fmt: skip
    report = folder.run(MOVED, day=NEXT)
    contact = folder.edition("de-linde").contacts[0]
    assert (str(contact.phone), contact.checked, report.left) == ("030 286 00 09", DAY, [])


def test_a_number_that_a_person_took_from_the_municipality_stays(
    folder: Folder, register: Path
) -> None:
    folder.run(LINDE, register=register)
    folder.change("de-linde", "phone: 030 286 00 00", "phone: 14 030")
    report = folder.run(MOVED, register=register, day=NEXT)
    assert [str(one.phone) for one in folder.edition("de-linde").contacts] == ["14 030", "14 030"]
    assert report.left == ["De Linde: telefoon: in uw bestand 14 030, bij DUO 030 286 00 09"]


def test_a_school_called_as_its_municipality_leaves_that_edition_alone(
    folder: Folder, register: Path
) -> None:
    command("import", "roo", register, "--into", folder.own)
    before = folder.path("utrecht").read_bytes()
    assert folder.run(school(VESTIGINGSNAAM="Utrecht")).left == []
    assert folder.ids == ["utrecht", "utrecht-99za00"]
    assert folder.path("utrecht").read_bytes() == before
    assert folder.edition("utrecht-99za00").name == "Utrecht"


def test_a_municipality_that_is_not_known_is_told_once(folder: Folder) -> None:
    report = folder.run(LINDE, BRUG)
    (told,) = [one for one in report.remarks if one.name == "gemeente Utrecht"]
    assert told.message.startswith("geen contact van GM0344 bekend (2 scholen)")
    assert len(folder.edition("de-linde").contacts) == 1


def test_a_school_without_a_municipality_has_the_number_of_none(folder: Folder, register: Path) -> None:  # fmt: skip
    command("import", "roo", register, "--into", folder.own)
    folder.change("utrecht", "  cbs_code: GM0344\n", "")
    folder.run(school(GEMEENTENUMMER=" "))
    assert [one.role for one in folder.edition("de-linde").contacts] == ["school"]


def test_a_school_that_somebody_deleted_comes_back_with_a_word_or_is_left_out(
    folder: Folder,
) -> None:
    again, skipped = (
        "Opnieuw gemaakt, want dit is eerder overgenomen",
        "Overgeslagen, want ze staan",
    )
    assert again not in "\n".join(folder.run(LINDE, BRUG).lines())
    folder.path("de-linde").unlink()
    report = folder.run(LINDE, BRUG)
    assert again in "\n".join(report.lines())
    assert (report.again, folder.ids) == (["De Linde: de-linde"], ["de-brug", "de-linde"])
    folder.path("de-linde").unlink()
    (folder.own / "niet-overnemen.txt").write_text("de-linde\n", "utf-8")
    report = folder.run(LINDE, BRUG)
    assert skipped in "\n".join(report.lines())
    assert (report.skipped, folder.ids) == (["De Linde"], ["de-brug"])
    assert again in "\n".join(folder.run(LINDE, BRUG, only=("De Linde",)).lines())
    assert folder.ids == ["de-brug", "de-linde"]


def test_an_edition_that_somebody_began_is_not_made_again(folder: Folder) -> None:
    command("init", folder.own, "--kind", "school", "--name", "De Linde")
    before = folder.path("de-linde").read_bytes()
    report = folder.run(LINDE)
    assert folder.path("de-linde").read_bytes() == before
    assert (folder.ids, report.new) == (["de-linde"], [])
    assert "De Linde: telefoon: in uw bestand niets, bij DUO 030 286 00 00" in report.left


def test_a_school_whose_file_has_a_fault_is_told_and_not_made_again(folder: Folder) -> None:
    folder.run(LINDE)
    folder.change("de-linde", "  kind: school\n", "  kind: school\n  kind: school\n")
    before = folder.path("de-linde").read_bytes()
    report = folder.run(MOVED, day=NEXT)
    assert (folder.ids, report.new) == (["de-linde"], [])
    assert [problem.file for problem in report.problems] == ["editions/de-linde.yaml"]
    assert folder.path("de-linde").read_bytes() == before


def test_a_code_that_is_exactly_that_of_a_school_means_no_other(folder: Folder, tmp_path: Path) -> None:  # fmt: skip
    mbo = file(tmp_path / "m.csv", school(VESTIGINGSNAAM="Het Groene MBO"), kind="mbo")
    vo = file(tmp_path / "v.csv", school(VESTIGINGSNAAM="Het Groene vmbo"), kind="voortgezet onderwijs")  # fmt: skip
    files = [AddressFile(path, DAY) for path in (mbo, vo)]
    import_duo(files, folder.own, Asked(["99ZA"]), TODAY, write, PRODUCTS)
    assert folder.ids == ["het-groene-mbo"]


def test_a_name_that_nobody_filled_in_stops_no_other_school(folder: Folder) -> None:
    report = folder.run(school(**{**BRUG, "VESTIGINGSNAAM": "VUL IN"}), LINDE)
    assert folder.ids == ["de-linde"]
    assert "er is geen naam die kan worden afgedrukt" in [one.message for one in report.remarks]


def test_a_school_that_is_gone_is_told_where_its_file_is_read(folder: Folder) -> None:
    folder.run(LINDE, BRUG, ELSEWHERE)
    staat = "(staat niet in dit bestand)"
    assert folder.run(LINDE, ELSEWHERE).gone == [f"De Brug: editions/de-brug.yaml {staat}"]
    assert folder.run(LINDE, gemeente=["Utrecht"]).gone == [f"De Brug: editions/de-brug.yaml {staat}"]  # fmt: skip
    assert folder.run(ELSEWHERE, gemeente=["GM0518"]).gone == []
    assert folder.run(LINDE, only=["99ZA00"]).gone == []
    assert folder.run(LINDE, kind="voortgezet onderwijs").gone == []
    nameless = school(**{**BRUG, "VESTIGINGSNAAM": " "})
    assert folder.run(LINDE, ELSEWHERE, nameless).gone == ["De Brug: editions/de-brug.yaml (er is geen naam die kan worden afgedrukt)"]  # fmt: skip


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        ("De Brug", ["de-brug"]),
        ("de brug utrecht", ["de-brug"]),
        ("99ZB00", ["de-brug"]),
        ("99zb", ["de-brug"]),
        ("3512ab", ["de-brug"]),
        ("3511 AA", ["de-linde-99za00", "de-linde-99zc00"]),
        ("De Linde Utrecht", ["de-linde-99za00"]),
    ],
)
def test_one_school_by_name_code_or_postcode(folder: Folder, only: str, ids: list[str]) -> None:
    folder.run(LINDE, BRUG, ELSEWHERE, only=[only])
    assert folder.ids == ids


@pytest.mark.parametrize(
    ("only", "words"),
    [
        ("De Linde", "er zijn 2 scholen met de naam 'De Linde'. Neem de code: 99ZA00 (Lindelaan 1, Utrecht); 99ZC00"),
        ("De Lind", "staat niet in dit bestand. Bedoelt u de linde"),
        ("9999 ZZ", "staat niet in dit bestand"),
        ("99ZD", "niet over te nemen: geen telefoonnummer of website"),
    ],
)  # fmt: skip
def test_a_school_that_is_not_there_or_not_the_only_one_is_told_and_nothing_is_written(
    folder: Folder, only: str, words: str
) -> None:
    mute = school(INSTELLINGSCODE="99ZD", VESTIGINGSCODE="99ZD00", VESTIGINGSNAAM="De Stilte", TELEFOONNUMMER=" ", INTERNETADRES=" ")  # fmt: skip
    with pytest.raises(NotPossible) as error:
        folder.run(LINDE, ELSEWHERE, mute, only=[only])
    assert words in f"{error.value}. {error.value.advice}"
    assert not folder.own.exists()


def test_a_municipality_that_has_no_school_is_told(folder: Folder) -> None:
    with pytest.raises(NotPossible, match="in gemeente 'GM9998' staat in dit bestand geen school"):
        folder.run(LINDE, gemeente=["GM9998"])


def test_one_broken_file_and_nothing_is_written(folder: Folder, tmp_path: Path) -> None:
    good, bad = file(tmp_path / "good.csv"), file(tmp_path / "bad.csv", LINDE)
    bad.write_bytes(bad.read_bytes() + b'"')
    with pytest.raises(InvalidSources):
        import_duo([AddressFile(good, DAY), AddressFile(bad, DAY)], folder.own, Asked(), TODAY, write, PRODUCTS)  # fmt: skip
    assert not folder.own.exists()


def test_a_school_in_two_files_is_taken_once(folder: Folder, tmp_path: Path) -> None:
    files = [AddressFile(file(tmp_path / f"{name}.csv"), DAY) for name in "ab"]
    report = import_duo(files, folder.own, Asked(), TODAY, write, PRODUCTS)
    assert folder.ids == ["de-linde"]
    assert "99ZA00 staat er nog eens (b.csv, regel 2)" in [one.message for one in report.remarks]


def test_of_a_school_in_two_files_the_newest_number_counts(folder: Folder, tmp_path: Path) -> None:
    old, new = AddressFile(file(tmp_path / "a.csv"), DAY), AddressFile(file(tmp_path / "b.csv", MOVED), NEXT)  # fmt: skip
    report = import_duo([old, new], folder.own, Asked(), TODAY, write, PRODUCTS)
    contact = folder.edition("de-linde").contacts[0]
    assert (str(contact.phone), contact.checked) == ("030 286 00 09", NEXT)
    assert "er is meer dan één bestand van basisonderwijs" in report.line


def test_a_file_is_of_the_day_that_it_was_fetched(tmp_path: Path) -> None:
    path = file(tmp_path / "f.csv")
    os.utime(path, (1793500000, 1793500000))
    assert dated(path, TODAY).day == date.fromtimestamp(1793500000)
    assert dated(path, TODAY, DAY).day == DAY
    os.utime(path, (4102444800, 4102444800))  # 2100
    assert dated(path, TODAY).day == TODAY
    os.utime(path, (0, 0))
    assert dated(path, TODAY).day == date(2000, 1, 1)


def test_every_school_of_a_file_becomes_an_edition_that_loads(folder: Folder) -> None:
    report = folder.run(*made_up(300))
    refused = {one.code for one in report.remarks if "geen telefoonnummer of website" in one.message}  # fmt: skip
    assert len(folder.ids) == len(report.new) == 300 - len(refused)
    names = [folder.edition(id_).name for id_ in folder.ids[:40]]
    assert len(set(names)) == len(names)


# --- the command -----------------------------------------------------------------------------------


def command(*arguments: object) -> int:
    return generate.main([str(argument) for argument in arguments])


def test_the_command_tells_what_it_took_mended_refused_and_misses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = command("import", "duo", SAMPLE, "--into", tmp_path / "m", "--date", "2026-11-01")
    out = capsys.readouterr().out
    assert code == 0
    for words in (
        "5 scholen uit het bestand van DUO van 01-11-2026.",
        "Bij 1 website staat geen https:// of http://. Wij hebben er https:// voor gezet.",
        "Hersteld:\n  Lyceum Nuenen (99ZD00): telefoonnummer 14040 -> 14 040",
        "  plaats S GRAVENHAGE: 's-Gravenhage (1 school)",
        "gemeente Utrecht: geen contact van GM0344 bekend (2 scholen)",
        "(99ZC00): website '0515412345' klopt niet (dat is een telefoonnummer)",
        "99ZE00: er is geen naam die kan worden afgedrukt",
        "5 nieuw, 0 bijgewerkt, 0 gelijk.",
    ):
        assert words in out
    assert "datum van het bestand" not in out
    code = command("import", "duo", SAMPLE, "--into", tmp_path / "n", "--gemeente", "0344", "--dry-run", "--json")  # fmt: skip
    told = json.loads(capsys.readouterr().out)
    assert (code, told["dry_run"], told["schools"], len(told["new"])) == (0, True, 2, 2)
    assert told["days_are_of_files"]
    assert not (tmp_path / "n").exists()


def test_a_day_that_nobody_gave_is_told_with_where_it_comes_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path / "vestigingenbo.csv")
    os.utime(path, (1793500000, 1793500000))
    assert command("import", "duo", path, "--into", tmp_path / "m") == 0
    out = capsys.readouterr().out
    assert "Dit is de datum van het bestand (vestigingenbo.csv: 01-11-2026)." in out
    assert "Geef de dag dan met --date." in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nope.csv",), 2),
        ((), 2),
        ((SAMPLE, "--only", "Nergens"), 2),
        ((SAMPLE, "--date", "gisteren"), 2),
        ((SAMPLE, "--date", "2099-01-01"), 2),
        ((SAMPLE, "--register", "nope.xml"), 2),
        ((Path(__file__),), 3),
    ],
)
def test_exit_codes(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[object, ...],
    code: int,
) -> None:
    assert command("import", "duo", *arguments, "--into", tmp_path / "m") == code
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert err
    assert not (tmp_path / "m").exists()


@pytest.mark.more
def test_a_school_is_built_and_proofs_clean(
    tmp_path: Path, register: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, out = tmp_path / "m", tmp_path / "out"
    command("import", "duo", SAMPLE, "--into", own, "--register", register, "--only", "99ZA01")
    sources = ("--sources", own)
    assert command("build", "--all", *sources, "--output", out, "--product", "leaflet") == 0
    assert command("proof", *sources, out) == 0
    assert "alles is goed" in capsys.readouterr().out
