"""What a product leaves out of a contact with several numbers is told by each of these numbers."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pytest

from tests.proof.truths import pack_in
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.readers.inspection import blocks, inspect
from wegwijs.sources.own_words import begun

EVENING, SCHOOLS, WEEKEND = "030 286 00 02", "0800-1205", "030 286 00 03"
CONTACTS = "\n".join(
    f"    - {{role: {role}, label: Contact {index}, phone: 030 286 00 1{index}, hours: {{monday: 09:00-12:00, friday: 20:00-02:00}},"
    " checked: 2026-11-23}"
    for index, role in enumerate(("wijkagent", "school", "jongerenwerk", "buurtteam"))
)
EDITION = f"""\
edition:
  id: nummers
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
        - {{number: {EVENING}, purpose: Na kantooruren en in de avond}}
        - {{number: {SCHOOLS}, purpose: Voor scholen en voor kinderopvang}}
        - {{number: {WEEKEND}, purpose: In het weekend}}
      text_phone: 030 286 00 04
      chat: https://chat.lindewaard.example/praten?taal=nl&onderwerp=zorgen
      whatsapp: 06 12 34 56 78
      hours: {{monday: 09:00-12:00, tuesday: 10:00-12:00, wednesday: 09:00-11:00, friday: 20:00-02:00}}
      checked: 2026-11-23
{CONTACTS}
"""


def outline_of(folder: Path, language: str, edition: str = EDITION) -> Outline:
    (folder / "editions").mkdir()
    (folder / "editions" / "nummers.yaml").write_text(edition, "utf-8")
    return build_outline(pack_in.__wrapped__(language, "nummers", folder), None)


@pytest.mark.parametrize("product", ["pocket-card", "slides"])
def test_a_product_without_further_numbers_names_each(
    product: str, theme: Theme, tmp_path: Path
) -> None:
    outline = outline_of(tmp_path, "nl")
    told = [one.field for one in PRODUCTS[product].omissions(outline, theme)]
    assert {f"ander nummer {one}" for one in (EVENING, SCHOOLS, WEEKEND)} <= set(told)
    # It is on the sign: what is left out is what it is for.
    assert "uitleg bij 030 286 00 01" in told
    assert "ander nummer 030 286 00 01" not in told


def test_of_a_leaflet_are_told_the_numbers_that_are_not_on_it(theme: Theme, tmp_path: Path) -> None:
    outline = outline_of(tmp_path, "pl")
    theme = theme.for_outline(outline)
    told = {one.field for one in PRODUCTS["leaflet"].omissions(outline, theme)}
    pdf = FILES_BY_NAME["leaflet.pdf"].render(outline, theme, Profile.OFFICE)
    pages = pdfium.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    printed = "".join(text.split())
    for number in (EVENING, SCHOOLS, WEEKEND):
        on_paper = number.replace(" ", "") in printed
        assert on_paper != (f"ander nummer {number}" in told), number
    assert any(one.startswith("ander nummer") for one in told), "it has room for all of them"


NEIGHBOURHOOD = """\
    - role: wijkteam
      label: Wijkteam Lindewaard-Noord
      phone: 030 286 00 20
      phone_for: Overdag
      numbers:
        - {number: 030 286 00 21, purpose: In het weekend}
        - {number: 030 286 00 22, purpose: Bij spoed}
      email: wijkteam@lindewaard.example
      hours: {days: workdays, times: 09:00-17:00}
      checked: 2026-11-23
"""


def back_of(outline: Outline, theme: Theme) -> str:
    """Return what the leaflet says of the last contact, and what follows."""
    theme = theme.for_outline(outline)
    pdf = FILES_BY_NAME["leaflet.pdf"].render(outline, theme, Profile.OFFICE)
    read = " ".join(text for _, text in blocks(inspect(pdf))).replace("\N{NO-BREAK SPACE}", " ")
    return read[read.index("Wijkteam") :]


def test_numbers_on_the_back_keep_their_order_below_the_hours_of_all(
    theme: Theme, tmp_path: Path
) -> None:
    edition = EDITION.replace(CONTACTS, "\n".join(CONTACTS.splitlines()[:2]))
    back = back_of(outline_of(tmp_path, "ar", f"{edition}\n{NEIGHBOURHOOD}"), theme)
    # Hours after one number would seem to be its own.
    places = [back.index(one) for one in ("17:00", "Overdag", "weekend", "spoed")]
    assert places == sorted(places), back


def test_rather_than_a_number_the_order_of_numbers_gives_way(theme: Theme, tmp_path: Path) -> None:
    back = back_of(outline_of(tmp_path, "ar", EDITION + NEIGHBOURHOOD), theme)
    for said in ("17:00", "Overdag", "In het weekend", "Bij spoed", "030 286 00 22"):
        assert said in back


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_what_a_number_is_for_begins_with_a_capital_where_it_begins_a_line(
    language: str, theme: Theme, tmp_path: Path
) -> None:
    outline = outline_of(tmp_path, language, EDITION.replace("In het weekend", '"\'s avonds"'))
    theme = theme.for_outline(outline)
    for name in ("page.html", "contacts.csv"):
        file = FILES_BY_NAME[name].render(outline, theme, Profile.OFFICE).decode("utf-8")
        assert "’s Avonds" in file or "'s Avonds" in file or "&#x27;s Avonds" in file, name
        assert "s avonds" not in file, name


@pytest.mark.parametrize(
    ("typed", "begun_"),
    [
        ("overdag", "Overdag"),
        ("’s avonds en 's nachts", "’s Avonds en 's nachts"),
        ("ijsvereniging", "IJsvereniging"),
        ("24 uur per dag", "24 uur per dag"),
        ("eHealth", "eHealth"),
        ("Overdag", "Overdag"),
        ("één dag", "Eén dag"),
    ],
)
def test_dutch_begins_a_line_as_dutch_does(typed: str, begun_: str) -> None:
    assert begun(typed) == begun_
