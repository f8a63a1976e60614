"""A handout or deck in which somebody changed the opening hours of an organisation: other days send
people to a closed door as surely as another digit.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import load_theme
from wegwijs.proof.case import Case
from wegwijs.proof.findings import Finding
from wegwijs.proof.judge import judge
from wegwijs.proof.rules.typed_hours import TypedHours

DOCX, ODT, DECK = "handout.docx", "handout.odt", "slides.pptx"
TOLD = "andere openingstijden"
EDITION = """\
edition:
  id: uren
  kind: municipality
  name: Lindewaard
  publisher: gemeente Lindewaard
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - role: gemeente
      phone: 030 286 00 01
      hours: {monday: "09:00-12:00, 13:00-16:00", wednesday: closed, friday: 20:00-02:00}
      source: proef
      checked: 2026-11-23
    - {role: wijkagent, phone: 030 286 00 02, hours: {days: daily, times: 09:00-17:00}, source: proef, checked: 2026-11-23}
    - {role: jongerenwerk, phone: 030 286 00 03, source: proef, checked: 2026-11-23}
"""
Judged = Callable[..., list[Finding]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uren")
    (folder / "editions").mkdir()
    (folder / "editions" / "uren.yaml").write_text(EDITION, "utf-8")
    return folder


@cache
def made(file: str, language: str, folder: Path) -> bytes:
    outline = build_outline(pack_in(language, "uren", folder), None)
    return FILES_BY_NAME[file].render(outline, load_theme(), Profile.OFFICE)


@pytest.fixture
def judged(folder: Path, tmp_path: Path) -> Judged:
    def judged(file: str, language: str, old: str, new: str) -> list[Finding]:
        path = tmp_path / file
        path.write_bytes(edited(made(file, language, folder), old, new))
        truth = truth_in(language, "uren", folder)
        return judge(Case(file, file, path, truth, edited=True)).findings

    return judged


def edited(data: bytes, old: str, new: str) -> bytes:
    """The file with one text in it replaced, in the first part that has it."""
    file, out, done = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO(), old == new
    with zipfile.ZipFile(out, "w") as copy:
        for name in file.namelist():
            part = file.read(name)
            if not done and name.endswith(".xml") and old.encode() in part:
                part, done = part.replace(old.encode(), new.encode(), 1), True
            copy.writestr(name, part)
    assert done, f"{old!r} is in no part"
    return out.getvalue()


CHANGES = (
    (DOCX, "nl", "vrijdag", "zaterdag"),
    (DOCX, "nl", "de volgende dag", ""),
    (DOCX, "nl", "elke dag", "op werkdagen"),
    (ODT, "nl", "woensdag gesloten; ", ""),
    (ODT, "zh", "星期五", "星期六"),
    (DOCX, "ar", "الجمعة", "السبت"),
    (DECK, "nl", "elke dag", "ma–vr"),
)


@pytest.mark.parametrize("change", CHANGES, ids="-".join)
def test_other_days_are_named(change: tuple[str, str, str, str], judged: Judged) -> None:
    found = [one for one in judged(*change) if TOLD in one.what]
    assert found
    assert not any(one.mild for one in found)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DOCX, "", ""),
        (ODT, "", ""),
        (DECK, "", ""),
        (DOCX, "Jongerenwerk", "Jongerenwerk, ma–vr 9.30–17.30 uur"),
        (DECK, "Twijfelt u?", "zaterdag 10.15–11.15 uur"),
    ],
)
def test_hours_that_a_trainer_adds_are_left_alone(
    file: str, old: str, new: str, judged: Judged
) -> None:
    assert not any(TOLD in one.what for one in judged(file, "nl", old, new))


@pytest.mark.parametrize("price", ["€ 12.50", "12,50 euro", "EUR 12.50"])
def test_a_price_is_no_time(price: str, folder: Path) -> None:
    hours = TypedHours(truth_in("nl", "uren", folder))
    assert not hours.differs(price)
    assert hours.differs(f"zaterdag 12.50 uur {price}")
