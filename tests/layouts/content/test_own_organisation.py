"""Who hands the pack out comes first: the outline that every product draws from."""

from __future__ import annotations

from pathlib import Path

import pytest

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.translations import in_language

HEAD = """\
edition:
  id: x
  kind: {kind}
  name: {name}
  publisher: {name}
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
"""
SCHOOL = HEAD.format(kind="school", name="De Linde")
MUNICIPALITY = HEAD.format(kind="municipality", name="Lindewaard")


def contact(role: str, *rows: str) -> str:
    return "".join(f"{row}\n" for row in (f"    - role: {role}", *(f"      {r}" for r in rows)))


def outline(folder: Path, text: str, language: str = "nl") -> Outline:
    (folder / "editions").mkdir(parents=True, exist_ok=True)
    (folder / "editions" / "x.yaml").write_text(text, encoding="utf-8")
    folders = (SHIPPED, folder)
    return build_outline(in_language(load("x", *folders), language, folders))


MAIL = ("email: zorg@delinde.example", "checked: 2026-11-23")


def test_a_school_comes_first_and_there_the_reader_begins(tmp_path: Path) -> None:
    own = outline(tmp_path, SCHOOL + "  contacts:\n" + contact("school", *MAIL))
    first = own.groups[0]
    assert (str(first.heading), str(first.entries[0].title)) == ("Begin hier", "De Linde")
    assert str(own.entries[0].first_step) == "Begin hier: De Linde"
    assert [str(group.heading) for group in own.groups].count("Begin hier") == 1
    assert str(own.arms[0].label) == "De Linde"
    at_school = next(s for s in own.situations if "school" in str(s.text))
    assert at_school.routes[0].numerals == (1,)


def test_a_school_comes_first_whatever_order_it_chose(tmp_path: Path) -> None:
    order = "  organisations: [lse, vertrouwensinspecteurs, politie]\n"
    own = outline(tmp_path, SCHOOL + order + "  contacts:\n" + contact("zorgcoordinator", *MAIL))
    ids = [entry.id for entry in own.entries]
    assert ids == ["school", "lse", "vertrouwensinspecteurs", "politie"]
    assert [str(group.heading) for group in own.groups] == ["Begin hier", "Politie en gemeente"]


@pytest.mark.parametrize("text", [SCHOOL, MUNICIPALITY], ids=["no contact", "a municipality"])
def test_no_other_edition_shows_a_school(tmp_path: Path, text: str) -> None:
    roles = "  contacts:\n" + contact("school", *MAIL) if text is MUNICIPALITY else ""
    assert "school" not in [entry.id for entry in outline(tmp_path, text + roles).entries]


@pytest.mark.parametrize(
    "name", ["De Linde", "Scholengemeenschap Midden-Kennemerland en de IJmond"]
)
def test_a_school_with_all_of_its_contact_has_room_in_german_too(
    tmp_path: Path, theme: Theme, name: str
) -> None:
    """In the order that ``init`` writes, with its own page: the fullest panel of all."""
    order = "  organisations: [vertrouwensinspecteurs, lse, politie, gemeente]\n"
    page = ("phone: 070-315 09 09", "web: https://www.delinde.example/zorg")
    text = HEAD.format(kind="school", name=name) + order
    text += "  contacts:\n" + contact("school", *page, *MAIL)
    own = outline(tmp_path, text, "de")
    leaflet = FILES_BY_NAME["leaflet.pdf"].render
    assert leaflet(own, theme.for_outline(own), Profile.OFFICE)


def test_a_school_need_not_choose_itself(tmp_path: Path) -> None:
    chosen = SCHOOL + "  organisations: [school, lse]\n  contacts:\n" + contact("school", *MAIL)
    with pytest.raises(InvalidSources, match="haal 'school' weg"):
        outline(tmp_path, chosen)


def test_a_label_that_we_suggest_is_printed_in_the_language_of_the_reader(tmp_path: Path) -> None:
    rows = contact("school", "label: zorgcoördinator", "name: Jan de Wit", *MAIL)
    polish = outline(tmp_path, SCHOOL + "  contacts:\n" + rows, "pl")
    label = str(polish.local.slots[0].label_in_both)
    assert label.endswith(" ·\N{NO-BREAK SPACE}Zorgcoördinator") and not label.startswith("Zorg")
    assert str(polish.entries[0].person) == f"{label}: Jan de Wit"


def test_a_page_of_the_register_never_stands_without_what_to_do_there(tmp_path: Path) -> None:
    rows = contact("gemeente", "email: hulp@lindewaard.example", "checked: 2026-11-23")
    own = outline(tmp_path, MUNICIPALITY + "  contacts:\n" + rows)
    entry = next(entry for entry in own.entries if entry.id == "gemeente")
    assert entry.find and any(key.words == entry.find and not key.spare for key in entry.keys)
