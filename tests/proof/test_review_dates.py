"""Mistakes in the calendar of review dates are found, and named so that anybody sees which it is."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import LANGUAGES, in_part
from tests.layouts.own_editions import EDITIONS, write_editions
from tests.proof.test_contacts import JUNK, Change, Judged, instead
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import BUG, UNREADABLE_FILE
from wegwijs.proof.judge import judge
from wegwijs.sources.load import SHIPPED

NAME, TOWN = "review.ics", "voorbeeld-gemeente"
BEGIN, END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"
EVENT = b"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20271123\r\nEND:VEVENT\r\n"


@cache
def made(edition: str, language: str, *own: Path) -> bytes:
    outline = build_outline(pack_in(language, edition, *own))
    return FILES_BY_NAME[NAME].render(outline, load_theme(), Profile.OFFICE)


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    def judged(data, edition=TOWN, language="nl", *own):
        path = tmp_path / NAME
        path.write_bytes(data)
        return judge(Case(NAME, NAME, path, truth_in(language, edition, *own))).findings

    return judged


@pytest.mark.parametrize("language", in_part(LANGUAGES, always=("nl", "ar")))
def test_what_is_right_has_no_findings(language: str, judged: Judged) -> None:
    for edition in ("nationaal", TOWN, "voorbeeld-school", "voorbeeld-workshop"):
        assert judged(made(edition, language), edition, language) == []


@pytest.mark.parametrize("edition", in_part(EDITIONS, always=("zes", "lang")))
def test_editions_as_people_fill_them_in(edition: str, tmp_path: Path, judged: Judged) -> None:
    own = write_editions(tmp_path / "eigen")
    assert judged(made(edition, "pl", own), edition, "pl", own) == []


def unfolded(change: Change) -> Change:
    """A change to lines that are folded again as they were made."""

    def changed(data: bytes) -> bytes:
        from wegwijs.layouts.content.content_lines import line

        lines = change(data.replace(b"\r\n ", b"")).decode().split("\r\n")[:-1]
        return b"".join(line(*one.split(":", 1)) for one in lines)

    return changed


def event_dropped(data: bytes) -> bytes:
    start, end = data.index(b"BEGIN:VEVENT"), data.index(END)
    return data[:start] + data[end:]


def event_twice(data: bytes) -> bytes:
    start, end = data.index(b"BEGIN:VEVENT"), data.index(END)
    return data[:end] + data[start:]


# The language, the mistake, what is changed, and what a finding says of it.
FAULTS: tuple[tuple[str, str, Change, str], ...] = (
    ("nl", "a day later", instead("DTSTART;VALUE=DATE:20271123", "DTSTART;VALUE=DATE:20271124"), "de dag: er staat ‘20271124’"),
    ("nl", "two days long", instead("DTEND;VALUE=DATE:20271124", "DTEND;VALUE=DATE:20271125"), "de dag erna: er staat ‘20271125’"),
    ("nl", "at midnight", instead("DTSTART;VALUE=DATE:20271123", "DTSTART:20271123T000000Z"), "de dag: er staat|bij DTSTART staat niet"),
    ("nl", "no day", event_dropped, "20271123 staat er niet in|is een ander document"),
    ("nl", "a day twice", event_twice, "hoort: ‘20271123’"),
    ("nl", "another number", unfolded(instead("telefoonnummer: 0900-8844", "telefoonnummer: 0900-8845")), "de tekst: er staat ‘- Politie, telefoonnummer: 0900-8845’"),
    ("nl", "a fact left out", unfolded(instead("\\n- Politie\\, telefoonnummer: 0900-8844", "")), "de tekst: er hoort ‘- Politie, telefoonnummer: 0900-8844’"),
    ("nl", "a fact more", unfolded(instead("\\n- Politie\\, naam: Politie", "\\n- Politie\\, naam: Politie\\n- Politie\\, kosten: gratis")), "kosten: gratis’, en dat hoort niet"),
    ("nl", "somebody else to ask", unfolded(instead("Vraag na bij: politie.nl", "Vraag na bij: elders.nl")), "de tekst: er staat ‘Vraag na bij: elders.nl’"),
    ("nl", "another date in the text", unfolded(instead("23 november 2027", "24 november 2027")), "de tekst: er staat ‘Kijk deze gegevens na, uiterlijk op 24"),
    ("nl", "another count", unfolded(instead("68 gegevens", "67 gegevens")), "de kop: er staat"),
    ("nl", "another publisher", unfolded(instead("SUMMARY;LANGUAGE=nl:Nakijken voor gemeente Lindewaard", "SUMMARY;LANGUAGE=nl:Nakijken voor gemeente Elders")), "de kop: er staat"),
    ("nl", "another name", unfolded(instead("X-WR-CALNAME:Nakijken", "X-WR-CALNAME:Kijken")), "De agenda, de naam: er staat"),
    ("nl", "another identifier", unfolded(instead("UID:urn:uuid:", "UID:urn:uuid:0")), "het kenmerk: er staat"),
    ("nl", "another edition", instead("DTSTAMP:20261123", "DTSTAMP:20261122"), "de datum van de uitgave: er staat"),
    ("nl", "another version", instead("SEQUENCE:1", "SEQUENCE:2"), "de versie: er staat ‘2’"),
    ("nl", "a day that is taken", instead("TRANSP:TRANSPARENT", "TRANSP:OPAQUE"), "of de dag vrij blijft: er staat ‘OPAQUE’"),
    ("nl", "an alarm", instead("END:VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT"), "beschadigd"),
    ("nl", "every year again", instead("TRANSP:", "RRULE:FREQ=YEARLY\r\nTRANSP:"), "iets dat er niet hoort, ‘RRULE’"),
    ("nl", "an invitation", instead("METHOD:PUBLISH", "METHOD:REQUEST"), "de manier van delen: er staat"),
    ("nl", "read as English", instead("SUMMARY;LANGUAGE=nl", "SUMMARY;LANGUAGE=en"), "bij SUMMARY staat niet"),
    ("nl", "other line ends", instead("\r\n", "\n", -1), "eindigen niet zoals het hoort"),
    ("nl", "long lines", instead("\r\n ", "", -1), "Een regel is te lang"),
    ("ar", "the draft mark left out", unfolded(instead("DESCRIPTION;LANGUAGE=nl:CONCEPT", "DESCRIPTION;LANGUAGE=nl:Klaar")), "het merk CONCEPT: er hoort"),
    ("nl", "a draft mark on Dutch", unfolded(instead("LANGUAGE=nl:Kijk", "LANGUAGE=nl:CONCEPT\\nKijk")), "het merk CONCEPT: er staat"),
)  # fmt: skip


@pytest.mark.parametrize("fault", in_part(FAULTS, one_in=3), ids=lambda fault: fault[1])
def test_a_fault_is_found_and_named(fault: tuple[str, str, Change, str], judged: Judged) -> None:
    language, _, change, said = fault
    found = judged(change(made(TOWN, language)), TOWN, language)
    assert any(re.search(said, one.what) for one in found), found
    assert BUG not in {one.kind for one in found}


def test_a_number_that_says_what_it_is_for_is_one_number_to_call(
    judged: Judged, tmp_path: Path
) -> None:
    own = tmp_path / "eigen"
    (own / "editions").mkdir(parents=True)
    text = (SHIPPED / "editions" / f"{TOWN}.yaml").read_text("utf-8")
    text = text.replace("phone: 0900-8844", "phone: 0900-8844\n      phone_for: Overdag")
    (own / "editions" / f"{TOWN}.yaml").write_text(text, "utf-8")
    data = made(TOWN, "nl", own)
    told = data.replace(b"\r\n ", b"").decode()
    assert told.count("Wijkagent\\, via de politie\\, telefoonnummer") == 1
    assert "Wijkagent\\, via de politie\\, telefoonnummer (Overdag): 0900-8844" in told
    assert judged(data, TOWN, "nl", own) == []


def test_the_calendar_of_another_edition_is_told(judged: Judged) -> None:
    found = judged(made("voorbeeld-school", "nl"), TOWN, "nl")
    assert {"De agenda", "20271123"} == {one.what.split(",")[0] for one in found}
    assert any("de tekst: er staat ‘- Zorgcoördinator, e-mailadres" in one.what for one in found)


MORE = {
    "an event in an event": BEGIN + b"BEGIN:VEVENT\r\n" * 3_000 + b"END:VEVENT\r\n" * 3_000 + END,
    "a thousand events": BEGIN + EVENT * 1_000 + END,
    "a task": BEGIN + b"BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\n" + END,
    "no date": BEGIN + EVENT.replace(b"20271123", b"morgen") + END,
    "a date that is none": BEGIN + EVENT.replace(b"20271123", b"20271399") + END,
    "two calendars": (BEGIN + END) * 2,
    "many values": BEGIN + b"CATEGORIES:" + b"a," * 20_000 + b"\r\n" + END,
}


@pytest.mark.parametrize("junk", {**JUNK, **MORE})
def test_whatever_stands_there_is_judged(junk: str, judged: Judged) -> None:
    found = judged({**JUNK, **MORE}[junk])
    assert found
    assert {one.kind for one in found} <= {UNREADABLE_FILE, "other"}, found
