"""Proof finds wrong hours, numbers and ways: days exchanged, half a day lost, a night turned round,
a number under the purpose of another.

The maker gets other data than the edition has, or a slip is planted in it; proof knows the edition.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import in_part
from tests.proof.first_finding import first_finding
from tests.proof.mutants import CALENDAR, CARD, DATA, HANDOUT, LARGE, LEAFLET, ODT, PAGE
from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content import hours, linked_data, numbers, phrases
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.memory import forget
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contacts import linked
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.products.web import data
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.word.blocks import blocks_of
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge

EDITION = """
edition:
  id: gemeente-7
  kind: municipality
  name: Lindewaard
  publisher: gemeente Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - role: gemeente
      phone: 030 286 00 01
      phone_for: Overdag
      numbers:
        - {number: 030 286 00 02, purpose: Na kantooruren}
        - {number: 030 286 00 03, purpose: Voor scholen}
      text_phone: 030 286 00 04
      chat: https://chat.lindewaard.example
      whatsapp: https://wa.me/31612345678
      hours:
        monday: 09:00-12:00, 13:00-16:00
        tuesday: 09:00-12:00, 13:00-16:00
        wednesday: closed
        thursday: 10:00-15:00
        friday: 20:00-02:00
      checked: 2026-11-23
"""
NAME = "gemeente-7"
DRAWN = (LEAFLET, HANDOUT, ODT, LARGE, PAGE)
SLIDES = "slides.pptx"
EVERY = (*DRAWN, CARD, SLIDES, *DATA, CALENDAR)
WITHOUT_CARD = (*DRAWN, *DATA, CALENDAR)  # a card and slides have one number, and no further ways
# What the maker is given instead: what stands in the edition, and what in its place.
Change = tuple[tuple[str, str], ...]
SWAPPED = (("monday", "_"), ("thursday", "monday"), ("_:", "thursday:"))
OTHER_DATA: dict[str, tuple[Change, tuple[str, ...]]] = {
    "two days exchanged": (SWAPPED, EVERY),
    "a day later": ((("friday", "saturday"),), EVERY),
    "a day more": ((("closed\n", "10:00-15:00\n"),), EVERY),
    "the second stretch lost": (((", 13:00-16:00", ""), (", 13:00-16:00", "")), EVERY),
    "the second stretch lost on one day": ((("tuesday: 09:00-12:00, 13:00-16:00", "tuesday: 09:00-12:00"),), EVERY),
    "the first stretch lost": ((("monday: 09:00-12:00, ", "monday: "),), EVERY),
    "no pause": ((("monday: 09:00-12:00, 13:00-16:00", "monday: 09:00-16:00"),), EVERY),
    "a night turned round": ((("20:00-02:00", "02:00-20:00"),), EVERY),
    "a night that ends at midnight": ((("20:00-02:00", "20:00-24:00"),), EVERY),
    "an hour later": ((("10:00-15:00", "11:00-15:00"),), EVERY),
    "a closed day left out": ((("        wednesday: closed\n", ""),), (HANDOUT, ODT, LARGE, PAGE, *DATA, CALENDAR)),  # the short form has open days only
    "the old form for all": ((("monday: 09:00-12:00, 13:00-16:00\n        tuesday: 09:00-12:00, 13:00-16:00\n        wednesday: closed\n        thursday: 10:00-15:00\n        friday: 20:00-02:00", "days: workdays\n        times: 09:00-16:00"),), EVERY),
    "two numbers with each other's purpose": ((("00 02", "00 05"), ("00 03", "00 02"), ("00 05", "00 03")), WITHOUT_CARD),
    "the second number for what the first is": ((("030 286 00 01", "_"), ("030 286 00 02", "030 286 00 01"), ("_", "030 286 00 02")), EVERY),
    "a purpose of another number": ((("phone_for: Overdag", "phone_for: Na kantooruren"), ("02, purpose: Na kantooruren", "02, purpose: Overdag")), WITHOUT_CARD),
    "a further number lost": ((("        - {number: 030 286 00 03, purpose: Voor scholen}\n", ""),), (HANDOUT, ODT, LARGE, PAGE, *DATA, CALENDAR)),
    "another digit in a further number": ((("00 03", "00 08"),), WITHOUT_CARD),
    "a text telephone that is another number": ((("text_phone: 030 286 00 04", "text_phone: 030 286 00 03"),), WITHOUT_CARD),
    "a chat elsewhere": ((("chat.lindewaard", "praat.lindewaard"),), WITHOUT_CARD),
    "no chat": ((("      chat: https://chat.lindewaard.example\n", ""),), (HANDOUT, ODT, LARGE, PAGE, *DATA, CALENDAR)),
    "WhatsApp of another": ((("31612345678", "31612345679"),), WITHOUT_CARD),
}  # fmt: skip


def shifted(patch: pytest.MonkeyPatch) -> None:
    """The week begins on Sunday."""
    real = hours._names.__wrapped__
    patch.setattr(hours, "_names", lambda *a: (real(*a)[6], *real(*a)[:6]))


def ends_first(patch: pytest.MonkeyPatch) -> None:
    real = hours.Times.written
    patch.setattr(hours.Times, "written", lambda self, clock=".": real(self, clock)[::-1])


def first_of(name: str, patch: pytest.MonkeyPatch) -> None:
    """A function gets the first of the stretches of a group only."""
    real = getattr(hours, name)

    def first(given: Any, group: hours.Group, *more: Any) -> Any:
        return real(given, hours.Group(group.days, group.stretches[:1]), *more)

    patch.setattr(hours, name, first)


def named_as_the_first(patch: pytest.MonkeyPatch) -> None:
    """Every number gets the purpose of the first."""
    real, kept = numbers._number, list[Any]()

    def number(given: Any, name: str, one: Any, purpose: Any, **more: Any) -> Any:
        kept.append(purpose)
        return real(given, name, one, kept[0], **more)

    patch.setattr(numbers, "_number", number)


def without_name(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(phrases.Phrases, "way", phrases.Phrases.link)


def one_day(patch: pytest.MonkeyPatch) -> None:
    """Every specification is of the day before."""
    real = linked_data._open
    patch.setattr(
        linked_data, "_open", lambda days, times: real([(d - 1) % 7 for d in days], times)
    )


def not_closed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(linked_data, "_CLOSED", hours.Times("00:00", "24:00"))


SLIPS: dict[str, tuple[Callable[[pytest.MonkeyPatch], None], tuple[str, ...]]] = {
    "the week begins a day early": (shifted, (*DRAWN, CARD, *DATA[:2])),
    "times turned round": (ends_first, (*DRAWN, CARD, *DATA[:2])),
    "half a day in the sentence": (lambda p: first_of("_group", p), (HANDOUT, ODT, LARGE, PAGE, *DATA[:2])),
    "half a day in short": (lambda p: first_of("_short_group", p), (LEAFLET, CARD, SLIDES)),
    "each number for what the first is": (named_as_the_first, (*DRAWN, *DATA)),
    "a chat address that does not say so": (without_name, (HANDOUT, ODT, LARGE, PAGE, *DATA[:1])),
    "data of the day before": (one_day, (DATA[2], PAGE)),
    "a closed day that is open": (not_closed, (DATA[2], PAGE)),
}  # fmt: skip
OTHERS = [(name, file) for name, (_, files) in OTHER_DATA.items() for file in files]
PLANTED = [(name, file) for name, (_, files) in SLIPS.items() for file in files]
LANGUAGES = ("nl", "en", "ar", "tr", "pl", "uk", "ti", "de")
# In every run; the rest with ``-m more``.
SAMPLE = (
    ("two days exchanged", "contacts.json"),
    ("the second stretch lost", "contacts.vcf"),
    ("a night turned round", LEAFLET),
    ("two numbers with each other's purpose", "contacts.csv"),
    ("WhatsApp of another", PAGE),
    ("each number for what the first is", "contacts.csv"),
    ("data of the day before", "contacts.json"),
    ("nl", "contacts.json"),
    ("ar", LEAFLET),
)
Drawn = Callable[[Outline, str, str], Case]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return in_folder(tmp_path_factory.mktemp("goed"), EDITION)


@pytest.fixture(autouse=True)
def _nothing_stays() -> None:
    forget()
    for remembered in (blocks_of, linked._item, data._written):
        remembered.cache_clear()


def in_folder(folder: Path, text: str) -> Path:
    (folder / "editions").mkdir(exist_ok=True)
    (folder / f"editions/{NAME}.yaml").write_text(text, "utf-8")
    return folder


def outline_in(folder: Path, language: str) -> Outline:
    return build_outline(pack_in.__wrapped__(language, NAME, folder), None)


@pytest.fixture
def drawn(theme: Theme, folder: Path, tmp_path: Path) -> Drawn:
    """A document drawn from an outline, for proof to compare with the edition."""

    def drawn(outline: Outline, file: str, language: str) -> Case:
        path = tmp_path / file
        path.write_bytes(
            FILES_BY_NAME[file].render(outline, theme.for_outline(outline), Profile.OFFICE)
        )
        name = f"{NAME}/{language}/{file}"
        truth = truth_in(language, NAME, folder)
        return Case(name, name, path, truth, Profile.OFFICE.value, rules=False)

    return drawn


@pytest.mark.parametrize("case", in_part(OTHERS, always=SAMPLE), ids="-".join)
def test_other_data_are_found(case: tuple[str, str], drawn: Drawn, tmp_path: Path) -> None:
    name, file = case
    text = EDITION
    for old, new in OTHER_DATA[name][0]:
        assert old in text
        text = text.replace(old, new, 1)
    assert first_finding(drawn(outline_in(in_folder(tmp_path, text), "nl"), file, "nl"))


@pytest.mark.parametrize("case", in_part(PLANTED, always=SAMPLE), ids="-".join)
def test_a_slip_is_found(
    case: tuple[str, str], drawn: Drawn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, file = case
    with monkeypatch.context() as patch:
        SLIPS[name][0](patch)
        wrong = drawn(outline_in(folder, "nl"), file, "nl")
    assert first_finding(wrong)


@pytest.mark.parametrize(
    "case",
    in_part([(language, file) for language in LANGUAGES for file in EVERY], always=SAMPLE),
    ids="-".join,
)
def test_the_right_data_have_no_findings(case: tuple[str, str], drawn: Drawn, folder: Path) -> None:
    language, file = case
    assert judge(drawn(outline_in(folder, language), file, language)).findings == []
