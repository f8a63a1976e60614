"""Hours per day as each language says them, and in the short form of the leaflet and the card."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline

EDITION = """edition:
  id: uren
  kind: municipality
  name: Lindewaard
  publisher: Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - role: jongerenwerk
      phone: 030 286 00 01
      phone_for: Overdag
      numbers:
        - {number: 030 286 00 02, purpose: "'s Avonds"}
      email: jongeren@lindewaard.example
      text_phone: 030 286 00 04
      chat: https://chat.lindewaard.example
      whatsapp: 06 12 34 56 78
      hours:
        monday: 09:00-12:00 en 13:00-16:00
        tuesday: 09:00-12:00 en 13:00-16:00
        wednesday: 09:00-12:00 en 13:00-16:00
        thursday: gesloten
        saturday: 20:00-02:00
      checked: 2026-11-23
"""
SAID = {  # the sentence, the short form
    "nl": ("maandag tot en met woensdag van 9.00 tot 12.00 uur en van 13.00 tot 16.00 uur; donderdag gesloten; zaterdag van 20.00 tot 2.00 uur de volgende dag", "ma–wo 9.00–12.00, 13.00–16.00; za 20.00–2.00 uur"),
    "en": ("Monday to Wednesday from 9:00 to 12:00 and from 13:00 to 16:00; Thursday closed; Saturday from 20:00 to 2:00 the next day", "Mon–Wed 9:00–12:00, 13:00–16:00; Sat 20:00–2:00"),
    "ar": ("من الاثنين إلى الأربعاء، من 9:00 إلى 12:00 ومن 13:00 إلى 16:00؛ الخميس: مغلق؛ السبت، من 20:00 إلى 2:00 من اليوم التالي", "الاثنين–الأربعاء 9:00–12:00، 13:00–16:00؛ السبت 20:00–2:00"),
    "tr": ("Pazartesi – Çarşamba saat 9.00 ile 12.00 arası ve saat 13.00 ile 16.00 arası; Perşembe kapalı; Cumartesi saat 20.00 ile ertesi gün saat 2.00 arası", "Pzt–Çar 9.00–12.00, 13.00–16.00; Cmt 20.00–2.00"),
    "pl": ("poniedziałek – środa, od 9.00 do 12.00 oraz od 13.00 do 16.00; czwartek: nieczynne; sobota, od 20.00 do 2.00 następnego dnia", "pon.–śr. 9.00–12.00, 13.00–16.00; sob. 20.00–2.00"),
    "uk": ("понеділок – середа з 9:00 до 12:00 та з 13:00 до 16:00; четвер: зачинено; субота з 20:00 до 2:00 наступного дня", "пн–ср 9:00–12:00, 13:00–16:00; сб 20:00–2:00"),
    "ti": ("ካብ ሰኑይ ክሳብ ረቡዕ ካብ ሰዓት 9:00 ክሳብ 12:00 ከምኡ እውን ካብ ሰዓት 13:00 ክሳብ 16:00፤ ሓሙስ ዕጹው፤ ቀዳም ካብ ሰዓት 20:00 ክሳብ ሰዓት 2:00 ናይ ዝቕጽል መዓልቲ", "ሰኑ–ረቡ 9:00–12:00፣ 13:00–16:00፤ ቀዳ 20:00–2:00"),
    "de": ("Montag bis Mittwoch von 9:00 bis 12:00 Uhr und von 13:00 bis 16:00 Uhr; Donnerstag geschlossen; Samstag von 20:00 bis 2:00 Uhr am nächsten Tag", "Mo–Mi 9:00–12:00, 13:00–16:00; Sa 20:00–2:00 Uhr"),
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uren")
    (folder / "editions").mkdir()
    (folder / "editions/uren.yaml").write_text(EDITION, "utf-8")
    return folder


def outline_in(language: str, folder: Path) -> Outline:
    return build_outline(pack_in(language, "uren", folder), None)


@pytest.mark.parametrize("language", SAID)
def test_hours_are_said_in_full_and_in_short(language: str, folder: Path) -> None:
    slot, *_ = outline_in(language, folder).local.slots
    assert (
        tuple(
            str(words).replace("\N{NO-BREAK SPACE}", " ")
            for words in (slot.hours, slot.brief_hours)
        )
        == SAID[language]
    )


def test_what_is_not_a_number_to_call_is_called_by_its_name(folder: Path) -> None:
    slot, *_ = outline_in("nl", folder).local.slots
    assert [str(way.words) for way in slot.more] == [
        "Overdag: 030 286 00 01",
        "’s Avonds: 030 286 00 02",
        "jongeren@lindewaard.example",
        "Teksttelefoon: 030 286 00 04",
        "Chat: chat.lindewaard.example",
        "WhatsApp: 06 12 34 56 78",
    ]


def test_a_screen_reader_says_what_a_link_is_and_whose(folder: Path) -> None:
    slot, *_ = outline_in("nl", folder).local.slots
    links = {way.id: way.words.runs[-1] for way in slot.more}
    assert links["chat"].says == "Chat met Jongerenwerk op chat.lindewaard.example"
    assert links["text_phone"].says == "Teksttelefoon van Jongerenwerk: 030 286 00 04"
    assert links["number-1"].target == "tel:+31302860002"
    assert links["whatsapp"].target is None  # only its owner says which address opens it
