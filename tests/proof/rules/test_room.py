"""What is left out of a card for lack of room is no fault, however the white lies on its faces."""

from __future__ import annotations

from pathlib import Path

from tests.proof.truths import pack_in, truth_in
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge

CARD = "pocket-card.pdf"
EDITION = """\
edition:
  id: lang
  kind: school
  name: Interconfessionele scholengemeenschap De Grote Linde aan de Nieuwe Waterweg
  publisher: Samenwerkingsverband passend onderwijs Midden-Kennemerland en de IJmond, Haarlem
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - {role: school, email: zorgcoordinatie@scholengroepen-midden-nederland.nl, source: proef, checked: 2026-11-23}
    - {role: gemeente, phone: +31 (0)30 286 00 01, source: proef, checked: 2026-11-23}
    - {role: wijkagent, label: "Wijkagent, via de politie", phone: 0900-8844, source: proef, checked: 2026-11-23}
"""


def test_white_that_is_no_room_for_a_contact(theme: Theme, tmp_path: Path) -> None:
    """Above a sign more stands white too: two strips that together have the height of a contact do
    not hold one.
    """
    (tmp_path / "editions").mkdir()
    (tmp_path / "editions" / "lang.yaml").write_text(EDITION, "utf-8")
    outline = build_outline(pack_in("nl", "lang", tmp_path), None)
    made = FILES_BY_NAME[CARD].render(outline, theme.for_outline(outline), Profile.OFFICE)
    path = tmp_path / CARD
    path.write_bytes(made)
    truth = truth_in("nl", "lang", tmp_path)
    case = Case(CARD, CARD, path, truth, Profile.OFFICE.value, rules=False)
    assert judge(case).findings == []
