"""Copies for participants are judged by the list: a mistake in one of them is found and named."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

import generate
import wegwijs.layouts.content.addressed as addressing
import wegwijs.press.participants.copies as making
from tests.conftest import in_part
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.word import collection
from wegwijs.proof.copies.check import check_copies
from wegwijs.proof.output_check import CheckResult, CheckSettings
from wegwijs.proof.rules import office_schema
from wegwijs.sources.errors import ExitCode
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.participant_list import read_participants
from wegwijs.sources.participants import Participant
from wegwijs.sources.values import Phone

LIST = """\
Naam;Organisatie;E-mail;Eigen contact
Samira El Idrissi;OBS De Kameleon;samira@kameleon.example;Zorgteam, 030 286 00 00
Zoë Çelik;;zoe@kameleon.example;
Jan de Vries;Politie Lindewaard;;j.jansen@lindewaard.example
"""
TODAY = date(2026, 11, 23)
Patch = pytest.MonkeyPatch


class Workshop:
    """A list, and what is made for it."""

    def __init__(self, folder: Path) -> None:
        self.output = folder / "uit"
        self.list = folder / "deelnemers.csv"
        self.list.write_text(LIST, "utf-8")
        self.nl = self.output / "deelnemers" / "nationaal" / "nl"

    def make(self, *languages: str) -> None:
        named = [one for language in languages or ("nl",) for one in ("--language", language)]
        arguments = ["build", "nationaal", "--for", str(self.list), "--output", str(self.output)]
        code = generate.main([*arguments, *named, "--today", str(TODAY), "--quiet", "--force"])
        assert code == 0

    def judged(self) -> CheckResult:
        settings = CheckSettings(self.output, [SHIPPED], TODAY)
        return check_copies(settings, read_participants(self.list).people)

    def told(self) -> list[str]:
        found = self.judged()
        return [f"{Path(one.file).name}: {one.what}" for one in found.findings]


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: Patch) -> Workshop:
    """A workshop whose files are judged by all but the schema, which takes a second each."""
    monkeypatch.setattr(office_schema, "departures", lambda _path: ())
    monkeypatch.setattr(office_schema, "_right", set())
    return Workshop(tmp_path)


@pytest.mark.parametrize("language", in_part(("nl", "ar", "ti", "pl", "uk"), always=("ar",)))
def test_copies_as_they_are_made_are_right(tmp_path: Path, language: str) -> None:
    workshop = Workshop(tmp_path)
    workshop.make(language)
    assert workshop.told() == []


# --- mistakes of the maker ----------------------------------------------------------------------

Slip = Callable[[Patch], None]


def _addressed(change: Callable[[Participant], Participant]) -> Slip:
    """Every outline is made for somebody who is a bit different."""

    def slip(patch: Patch) -> None:
        right = addressing.addressed

        def wrong(outline: Outline, one: Participant) -> Outline:
            return right(outline, change(one))

        patch.setattr(making, "addressed", wrong)

    return slip


def _without_organisation(one: Participant) -> Participant:
    return structs.replace(one, organisation=None)


def _of_samira(one: Participant) -> Participant:
    return structs.replace(one, name="Samira El Idrissi")


def _calls_elsewhere(one: Participant) -> Participant:
    if one.contact and "phone" in one.contact.ways:
        phone = Phone("030 286 00 00", "tel:+31302860001")
        return structs.replace(one, contact=structs.replace(one.contact, ways={"phone": phone}))
    return one


def _no_contact(one: Participant) -> Participant:
    return structs.replace(one, contact=None)


def _mailed(one: Participant) -> Participant:
    return structs.replace(
        one, organisation=f"{one.organisation or ''} {one.email or 'x@y.example'}"
    )


def _swapped(function: str, module: Any, change: Callable[[Any], Any]) -> Slip:
    """What a function returns is changed."""

    def slip(patch: Patch) -> None:
        right = getattr(module, function)
        patch.setattr(module, function, lambda *given, **more: change(right(*given, **more)))

    return slip


def _header_for_all(patch: Patch) -> None:
    """Each section has the header of the first."""
    right = collection.section

    def wrong(format_: Any, running: tuple[str, str], **more: Any) -> str:
        return right(format_, ("header", running[1]), **more)

    patch.setattr(collection, "section", wrong)


def _reversed_zip(patch: Patch) -> None:
    right = making.zipped
    patch.setattr(making, "zipped", lambda files: right(list(files)[::-1]))


def _shifted_list(patch: Patch) -> None:
    right = making._send

    def wrong(people: Sequence[Participant], names: making.CopyNames) -> bytes:
        turned = (*names.handouts[1:], names.handouts[0])
        return right(people, structs.replace(names, handouts=turned))

    patch.setattr(making, "_send", wrong)


def _last_left_out(patch: Patch) -> None:
    right = making.render_collection
    patch.setattr(making, "render_collection", lambda outlines, theme: right(outlines[:-1], theme))


def _in_other_order(patch: Patch) -> None:
    right = making.render_collection
    patch.setattr(making, "render_collection", lambda outlines, theme: right(outlines[::-1], theme))


def _unnumbered(patch: Patch) -> None:
    def wrong(blocks: Sequence[Any], _number: int) -> str:
        return "".join(block.xml for block in blocks)

    patch.setattr(collection, "_numbered", wrong)


def _no_field_is_shared(patch: Patch) -> None:
    right = making.render_collection

    def wrong(outlines: Sequence[Outline], theme: Any) -> bytes:
        return without(right(outlines, theme), "word/document.xml", "h:date[1]", "h:trainer[1]")

    patch.setattr(making, "render_collection", wrong)


def without(data: bytes, part: str, old: str, new: str) -> bytes:
    """A file with a text in a part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as written:
        for name in package.namelist():
            found = package.read(name)
            if name == part:
                assert old.encode() in found
                found = found.replace(old.encode(), new.encode())
            written.writestr(name, found)
    return out.getvalue()


SLIPS: dict[str, tuple[Slip, str]] = {
    "another name": (_addressed(_of_samira), 'zoe-celik-nl.docx: Bij de titel ontbreekt deze tekst: "Zoë Çelik"'),
    "no organisation": (_addressed(_without_organisation), "Bij de titel ontbreekt deze tekst: \"OBS De Kameleon\""),
    "a link to another number": (_addressed(_calls_elsewhere), "tel:+31302860001"),
    "no own contact": (_addressed(_no_contact), "030 286 00 00 staat niet bij Bij u in de buurt"),
    "an address for the post": (_addressed(_mailed), "hand-out-samira-el-idrissi-nl.docx: "),
    "one header for all": (_header_for_all, "hand-outs-nl.docx: De hand-out van rij 3: de kop is niet die van deze deelnemer"),
    "pages that count on": (_swapped("section", collection, lambda x: x.replace('<w:pgNumType w:start="1"/>', "")), "De hand-out van rij 2: die begint niet met bladzijde 1"),
    "no new page": (_swapped("section", collection, lambda x: x.replace("<w:pgSz", '<w:type w:val="continuous"/><w:pgSz')), "die begint niet op een nieuwe bladzijde"),
    "the pages of another": (_swapped("_mark", collection, lambda _: "end1"), "bladwijzers hebben hetzelfde nummer"),
    "an end that LibreOffice drops": (
        _swapped("_ended", collection, lambda x: re.sub("(<w:bookmarkStart[^>]*>)(.*)(<w:bookmarkEnd)", r"\2\1\3", x)),
        "De hand-out van rij 2: de voet telt de bladzijden van een andere hand-out",
    ),
    "numbers that come twice": (_unnumbered, "Twee plaatjes hebben hetzelfde nummer"),
    "the last left out": (_last_left_out, "Hierin staan 2 hand-outs, dat moeten er 3 zijn"),
    "another order": (_in_other_order, "De hand-out van rij 2: de kop is niet die van deze deelnemer"),
    "a zip in another order": (_reversed_zip, "De hand-outs in de zip staan niet in de volgorde van de lijst"),
    "a list with the wrong files": (_shifted_list, "verzenden-nl.csv: Op regel 2 staat een verkeerd adres of bestand"),
    "a date typed as the trainer": (_no_field_is_shared, 'Wat in "Datum" getypt wordt, komt niet in elke hand-out'),
}  # fmt: skip


@pytest.mark.parametrize("slip", in_part(SLIPS, always=("another name", "one header for all")))
def test_a_slip_of_the_maker_is_found_and_named(
    workshop: Workshop, monkeypatch: Patch, slip: str
) -> None:
    plant, told = SLIPS[slip]
    with monkeypatch.context() as patch:
        plant(patch)
        workshop.make()
    found = workshop.told()
    assert any(told in line for line in found), found


# --- afterwards ---------------------------------------------------------------------------------


def test_what_changed_since_is_told(workshop: Workshop) -> None:
    workshop.make()
    samira, zoe, jan = (workshop.nl / f"hand-out-{name}-nl.docx" for name in ("samira-el-idrissi", "zoe-celik", "jan-de-vries"))  # fmt: skip
    zoe.unlink()
    wrong = without(samira.read_bytes(), "word/document.xml", "030 286 00 00", "030 286 00 01")
    samira.write_bytes(wrong)
    jan.with_name("hand-out-niemand-nl.docx").write_bytes(jan.read_bytes())
    told = workshop.told()
    assert "hand-out-zoe-celik-nl.docx: De hand-out van rij 3 is er niet." in told
    assert "hand-out-niemand-nl.docx: Deze hand-out is van niemand op de lijst." in told
    assert any("hand-out-samira" in line and "030 286 00 01" in line for line in told)


def test_a_copy_with_notes_is_right_and_what_holds_all_is_too(workshop: Workshop) -> None:
    workshop.make()
    zoe = workshop.nl / "hand-out-zoe-celik-nl.docx"
    noted = without(zoe.read_bytes(), "word/document.xml", "Notities", "Mijn notities")
    zoe.write_bytes(noted)
    found = workshop.judged()
    assert [one.what for one in found.findings] == []
    assert any("ingevuld of veranderd" in one.what for one in found.notices)


def test_a_list_that_changed_since_is_seen_in_the_copies(workshop: Workshop) -> None:
    workshop.make()
    workshop.list.write_text(LIST.replace("Kameleon", "Regenboog"), "utf-8")
    found = workshop.judged()
    assert any('ontbreekt deze tekst: "OBS De Regenboog"' in one.what for one in found.findings)


@pytest.mark.parametrize("damage", in_part([b"PK\3\4 half een bestand", b"", b"geen zip"]))
def test_damaged_files_are_told_and_stop_nothing(workshop: Workshop, damage: bytes) -> None:
    workshop.make()
    for name in ("hand-outs-nl.docx", "hand-outs-nl.zip", "hand-out-zoe-celik-nl.docx"):
        (workshop.nl / name).write_bytes(damage)
    told = workshop.told()
    for name in ("hand-outs-nl.docx", "hand-outs-nl.zip", "hand-out-zoe-celik-nl.docx"):
        assert any(line.startswith(name) and "beschadigd" in line for line in told)
    assert not any("misgegaan" in line for line in told)


def test_the_command_needs_the_list_and_says_so(
    workshop: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.list.write_text("Naam\nZoë Çelik\n", "utf-8")
    where = [str(workshop.output), "--today", str(TODAY)]
    assert generate.main(["proof", *where, "--for", str(workshop.list)]) == ExitCode.USAGE
    assert f"build --output {workshop.output} --for" in capsys.readouterr().err
    workshop.make()
    assert generate.main(["proof", *where, "--for", str(workshop.list), "--jobs", "1"]) == 0
    told = capsys.readouterr().out
    assert "alles is goed" in told
    assert "PDF" not in told
