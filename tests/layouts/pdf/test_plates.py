"""Plates: what all editions say is packed once, and no byte depends on what was made before."""

from __future__ import annotations

import io
import multiprocessing
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace

from tests.sources.roo_export import rows
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.pdf import blocks
from wegwijs.layouts.pdf.content import Page
from wegwijs.layouts.pdf.kit import _KITS
from wegwijs.layouts.pdf.memory import forget, forgetting
from wegwijs.layouts.pdf.packing import LONG, ONCE, QUICK, Packer, joined, stretch
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.leaflet.render import leaflet_of, render_leaflet
from wegwijs.layouts.products.pocket_card.render import card_of, render_pocket_card
from wegwijs.layouts.products.pocket_card.sheet import render_card_sheet
from wegwijs.layouts.typesetting.lines import Line
from wegwijs.layouts.typesetting.theme import Theme, load_theme
from wegwijs.layouts.typesetting.typeset import set_text
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language
from wegwijs.sources.values import Email, Phone, Url

Render = Callable[[Outline, Theme], bytes]
PRINTED: Mapping[str, Render] = {
    "leaflet.pdf": render_leaflet,
    "press/leaflet.pdf": lambda outline, theme: render_leaflet(outline, theme, Profile.PRESS),
    "pocket-card.pdf": render_pocket_card,
    "pocket-card-a4.pdf": render_card_sheet,
    "press/pocket-card.pdf": lambda outline, theme: render_pocket_card(
        outline, theme, Profile.PRESS
    ),
}
LANGUAGES = ("nl", "ar")
ODD = {
    "Almere": "phone: 14 036",
    "Ĥaarlem aan den Fluß": "phone: 0900-8844",
    "Oud-Sint-Annaparochie-Nieuwerbrug en Noardeast-Fryslân-Buitengewoon": "email: a@b.nl",
    "fiets": "web: https://www.lange-naam-van-een-gemeente.nl",
}
EDITION = """\
edition:
  id: {id}
  kind: municipality
  name: "{name}"
  publisher: "Gemeente {name}"
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  languages: [nl]
  products: [leaflet, handout, pocket-card]
  contacts:
    - role: gemeente
      {way}
      source: x
      checked: 2026-11-23
"""


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outline]:
    """Municipalities with one contact, in two languages."""
    folder = tmp_path_factory.mktemp("plates")
    (folder / "own" / "editions").mkdir(parents=True)
    names = []
    for index, (name, way) in enumerate(ODD.items()):
        names.append(f"odd-{index}")
        text = EDITION.format(id=names[-1], name=name, way=way)
        (folder / "own" / "editions" / f"{names[-1]}.yaml").write_text(text, "utf-8")
    return {f"{name}/{one}": outline(folder, name, one) for one in LANGUAGES for name in names}


def outline(folder: Path, name: str, language: str) -> Outline:
    places = [SHIPPED, folder / "own"]
    loaded = load(name, *places)
    return build_outline(in_language(loaded, language, places, allow_drafts=True))


def files(outlines: Mapping[str, Outline], theme: Theme) -> dict[str, bytes]:
    """All files of these editions, made in this order."""
    return {
        f"{key}/{name}": render(outline, theme.for_outline(outline))
        for key, outline in outlines.items()
        for name, render in PRINTED.items()
    }


@pytest.fixture(scope="module")
def made(editions: dict[str, Outline], theme: Theme) -> dict[str, bytes]:
    forget()
    return files(editions, theme)


def test_the_bytes_are_the_same_when_nothing_is_remembered(editions, made, theme):
    some = dict(random.Random(1).sample(list(editions.items()), 2))
    with forgetting():
        for key, data in files(some, theme).items():
            assert data == made[key], key


def test_the_bytes_are_the_same_in_any_order(editions, made, theme):
    forget()
    turned = dict(reversed(editions.items()))
    assert files(turned, theme) == made


@pytest.mark.parametrize("level", [QUICK, ONCE])
@pytest.mark.parametrize("length", [3, 700, LONG - 1, LONG, 90_000])
def test_a_stretch_is_the_same_bytes_whatever_was_packed_before(length, level):
    shuffled = random.Random(length)
    numbers = " ".join(str(shuffled.randrange(400)) for _ in range(length)).encode()[:length]
    first = Packer(level).stretch(numbers)
    for before in range(0, 70_000, 7_001):
        stretch(numbers[:before], level)
        assert stretch(numbers, level) == first
    assert zlib.decompress(joined([first, first])) == numbers * 2


def test_an_edition_alone_is_the_same_bytes_as_among_others(editions, made, theme):
    for key in ("odd-0/nl", "odd-1/ar"):
        forget()
        for name, data in files({key: editions[key]}, theme).items():
            assert data == made[name], name


def _in_another_process(outlines: Mapping[str, Outline]) -> dict[str, bytes]:
    return files(outlines, load_theme())


@pytest.mark.more
def test_another_process_makes_the_same_bytes(editions, made):
    some = {key: editions[key] for key in ("odd-0/ar", "odd-1/nl")}
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        (found,) = pool.map(_in_another_process, [some])
    assert all(made[key] == data for key, data in found.items())


def test_what_an_edition_says_in_a_national_block_is_an_error(editions, theme):
    """Other editions would say it too."""
    forget()
    found = editions["odd-0/nl"]
    alert = found.alert
    planted = Words((Run("112 in Haarlem", own=True),))
    vars(spoiled := replace(alert, label=planted))["own"] = False  # its own word is not seen
    with pytest.raises(blocks.OwnWords, match="alert"):
        render_pocket_card(replace(found, alert=spoiled), theme)
    forget()


def test_each_file_opens_without_a_fault(made):
    for key, data in list(made.items())[::4]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert not pdf.check_pdf_syntax(), key


# --- counted, not timed: a key that is missed is seen ----------------------------------------


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """The blocks that are drawn from now on, and whether an edition says them itself."""
    calls: list[tuple[str, bool]] = []
    fragment = blocks.Call.fragment

    def counted(call: blocks.Call, *given: Any, own: bool) -> Any:
        calls.append((call.draw.__name__, own))
        return fragment(call, *given, own=own)

    monkeypatch.setattr(blocks.Call, "fragment", counted)
    forget()
    return calls


def other_names(found: Outline) -> Iterator[Outline]:
    """The same edition under other names that take as much room."""
    return (replace(found, publisher=f"Gemeente {name}") for name in ("Almelo", "Elsloo", "Malle"))


def test_a_second_leaflet_costs_its_own_blocks_alone(editions, theme, drawn):
    found = editions["odd-0/nl"]
    render_leaflet(found, theme)
    for other in other_names(found):
        drawn.clear()
        paragraphs = set_text.cache_info().misses
        render_leaflet(other, theme)
        assert all(own for _, own in drawn), drawn
        # Its name, on one line and as it is broken, where it is handed out, and the colophon.
        assert set_text.cache_info().misses - paragraphs <= 4
        # Who hands it out, two arms, its entry and its code, the head of its contacts and one
        # contact, the colophon.
        assert len(drawn) <= 8, drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_colophon_only_the_line_with_the_name_is_set(editions, theme, monkeypatch, language):
    """The lines below it hold the same words in all editions that have them in the same place."""
    found = editions[f"odd-0/{language}"]
    look = theme.for_outline(found)
    small, lines, set_line = look.styles["colophon"].size, [], Page.set_line

    def counted(page: Page, element: Any, line: Line, *given: Any, **more: Any) -> None:
        if line.pieces[0].size == small:
            lines.append("".join(piece.text for piece in line.pieces))
        set_line(page, element, line, *given, **more)

    monkeypatch.setattr(Page, "set_line", counted)
    forget()
    for name in ("Almelo", "Elsloo", "Malle"):
        lines.clear()
        sentence = Words((*found.colophon[1].runs, Run(name, ltr=True, own=True)))
        other = replace(found, colophon=(sentence, *found.colophon[2:]))
        data = render_leaflet(other, look)
    assert len(lines) <= 2, lines
    assert name in lines[0]
    with forgetting():
        assert render_leaflet(other, look) == data


def test_a_second_card_costs_its_own_blocks_alone_once_for_both_files(editions, theme, drawn):
    found = editions["odd-0/nl"]
    render_pocket_card(found, theme)
    for other in other_names(found):
        drawn.clear()
        render_pocket_card(other, theme)
        render_card_sheet(other, theme)
        assert all(own for _, own in drawn), drawn
        assert len(drawn) <= 3, "who hands it out, its contact, the imprint"


@pytest.mark.parametrize(
    "names", [("Oss", "Ede", "Almelo", "Heusden"), ("Bergen", "Epe", "Wijchen")]
)
def test_names_of_other_letters_share_a_card(editions, theme, names):
    """A letter that is a little higher than another does not move all that stands below it."""
    found = editions["odd-0/nl"]
    cards = [card_of(replace(found, publisher=name), theme).drawing for name in names]
    assert all(card is cards[0] for card in cards)


COLUMNS = {
    "phone": ("telefoon_algemeen", Phone),
    "email": ("email_algemeen", Email),
    "web": ("website", Url),
}


def as_typed(value: str, kind: Any) -> str:
    """A number or address of the register as an edition has it; empty where it cannot."""
    typed = re.sub(r"^\(?014\)? ?(?=0)", "14 ", value)
    try:
        kind.parse(typed)
    except ValueError:
        return ""
    return typed


@pytest.mark.slow
def test_all_municipalities_share_few_plates_and_fonts(tmp_path, theme):
    """342 editions in six languages."""
    (tmp_path / "own" / "editions").mkdir(parents=True)
    names = []
    for index, row in enumerate(rows()):
        way = "\n      ".join(
            f'{field}: "{value}"'
            for field, (key, kind) in COLUMNS.items()
            if (value := as_typed(row[key], kind))
        )
        names.append(f"place-{index}")
        text = EDITION.format(id=names[-1], name=row["roo_naam"].removeprefix("Gemeente "), way=way)
        (tmp_path / "own" / "editions" / f"{names[-1]}.yaml").write_text(text, "utf-8")
    forget()
    made = defaultdict(set)
    for language in ("nl", "en", "ar", "tr", "pl", "uk"):
        for name in names:
            found = outline(tmp_path, name, language)
            look = theme.for_outline(found)
            for product, work in (("leaflet", leaflet_of), ("card", card_of)):
                made[product].add(id(work(found, look).drawing))
            render_leaflet(found, look)
    assert len(made["leaflet"]) <= 60
    assert len(made["card"]) <= 40
    assert len(_KITS) <= 60
