"""The calendar of who keeps an edition, opened by a reader that is not ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from msgspec.structs import replace

from tests.conftest import IN_LANGUAGES, Files
from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.consistency import national
from wegwijs.sources.freshness import first_due
from wegwijs.sources.model import Fact
from wegwijs.sources.variants import is_variant

NAME, TOWN = "review.ics", "voorbeeld-gemeente"


def opened(data: bytes) -> Any:
    return icalendar.Calendar.from_ical(data)


def events(data: bytes) -> list[Any]:
    return opened(data).walk("VEVENT")


def render(outline: Outline, theme: Theme) -> bytes:
    return FILES_BY_NAME[NAME].render(outline, theme, Profile.OFFICE)


@pytest.fixture(scope="module")
def town() -> Outline:
    return build_outline(pack_in("nl", TOWN))


def test_the_day_is_the_last_on_which_all_may_be_handed_out(files: Files) -> None:
    (event,) = events(files[NAME])
    day = event["DTSTART"].dt
    assert (day, event["DTEND"].dt) == (date(2027, 11, 23), date(2027, 11, 24))
    assert (first_due(pack_in("nl", "nationaal")) - day).days == 1
    assert event["DTSTART"].params == {"VALUE": "DATE"}
    count = sum(isinstance(fact, Fact) for _, fact in national(pack_in("nl", "nationaal")))
    assert event["SUMMARY"] == f"Nakijken voor Wegwijs: {count} gegevens"


def test_each_fact_is_told_with_whom_to_ask(town: Outline, theme: Theme) -> None:
    (event,) = events(render(town, theme))
    asked = {
        lines[0]: lines[1:]
        for part in str(event["DESCRIPTION"]).split("\n\n")[1:]
        for lines in [part.split("\n")]
    }
    police = asked[
        "Vraag na bij: Register van Overheidsorganisaties, Politie (https://organisaties.overheid.nl/22660975/politie)"
    ]
    assert "- Politie, telefoonnummer: 0900-8844" in police
    assert "- Politie, webadres: www.politie.nl/contact/" in police
    assert asked["Vraag na bij: voorbeeld"][-1] == (
        "- Jongerenwerk, openingstijden: op werkdagen 9.00–17.00"
    )
    assert (
        "- Wijkagent, via de politie, telefoonnummer: 0900-8844"
        in asked["Vraag na bij: politie.nl"]
    )
    facts = sum(len(lines) for lines in asked.values())
    assert event["SUMMARY"] == f"Nakijken voor gemeente Lindewaard (voorbeeld): {facts} gegevens"


def test_facts_that_fall_due_on_another_day_have_a_day_of_their_own(
    town: Outline, theme: Theme
) -> None:
    first, *others = town.checks.own
    checks = replace(town.checks, own=(replace(first, due=date(2027, 2, 1)), *others))
    one, other = events(render(replace(town, checks=checks), theme))
    assert one["DTSTART"].dt == date(2027, 2, 1)
    assert one["SUMMARY"] == "Nakijken voor gemeente Lindewaard (voorbeeld): 1 gegeven"
    assert "uiterlijk op 1 februari 2027" in one["DESCRIPTION"]
    assert one["UID"] != other["UID"]
    (before,) = events(render(town, theme))
    assert other["UID"] == before["UID"], "what did not move is the same event"


def test_it_blocks_no_time_and_rings_no_alarm(files: Files) -> None:
    (event,) = events(files[NAME])
    assert event["TRANSP"] == "TRANSPARENT"
    assert event.subcomponents == []
    assert event["DTSTAMP"].dt == datetime(2026, 11, 23, tzinfo=UTC)
    assert event["SEQUENCE"] == 1


@pytest.mark.parametrize("language", IN_LANGUAGES)
def test_it_is_dutch_in_every_language_and_a_draft_says_so(
    language: str, files: Files, theme: Theme
) -> None:
    data = render(build_outline(pack_in(language, "nationaal")), theme)
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and line.decode() for line in lines[:-1])
    (event,) = events(data)
    assert "Bel zo snel mogelijk als u bang bent" in event["DESCRIPTION"]
    machine, written = "machinevertaling, niet gecontroleerd", "er kunnen fouten in staan"
    mark = f"CONCEPT – {written if is_variant(language) else machine}"
    draft = language != "nl"
    assert event["DESCRIPTION"].startswith(mark) is draft
    assert ("CONCEPT" in opened(data)["X-WR-CALNAME"]) is draft
    assert (event["UID"] == events(files[NAME])[0]["UID"]) is not draft


def test_the_same_edition_gives_the_same_bytes(town: Outline, theme: Theme) -> None:
    again = build_outline(pack_in("nl", TOWN))
    assert render(again, theme) == render(town, theme)
