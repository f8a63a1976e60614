"""The pages of the Word handout as LibreOffice prints them: in every language, and for odd editions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import LANGUAGES
from tests.layouts.docx_reading import printed
from tests.layouts.products.handout.test_handout_contacts import (
    ADDRESSES,
    CONTACT,
    FIELDS,
    SIX,
    edition,
    only_email,
)
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Run
from wegwijs.layouts.products.handout.render import render_handout
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import in_language

pytestmark = pytest.mark.libreoffice
EXAMPLES = ("nationaal", "voorbeeld-gemeente", "voorbeeld-school", "voorbeeld-workshop")
PUBLISHER = "Openbare Scholengemeenschap Bonifatius voor Vrijeschoolonderwijs in Zuid-Holland"
HEAD, FOOT = 35.0, 275.0  # mm: between them lies what a page says
ODD_LANGUAGES = ("nl", "de", "ar")


def _odd(folder: Path, language: str) -> Iterator[tuple[str, Outline]]:
    six = [CONTACT.format(**dict(zip(FIELDS, one, strict=True))) for one in SIX]
    for kind in ("municipality", "school"):
        yield f"six-{kind}", edition(folder, six, language, kind=kind, publisher=PUBLISHER)
        role = {"municipality": "gemeente", "school": "school"}[kind]
        for index, address in enumerate(ADDRESSES):
            contacts = [only_email(role, address)]
            yield f"mail{index}-{kind}", edition(folder, contacts, language, kind=kind)
    yield "workshop", edition(folder, [], language, kind="workshop", publisher=PUBLISHER)


class Printed:
    """A handout on paper, with what it must say."""

    def __init__(self, outline: Outline, file: Path) -> None:
        self.outline = outline
        with pypdfium2.PdfDocument(file) as pdf:
            self.texts = [page.get_textpage().get_text_range() for page in pdf]
            self.filled = [_filled(page) for page in pdf]


def _filled(page: pypdfium2.PdfPage) -> float:
    """How far down a page something stands, as a share of what it has room for."""
    image = page.render(scale=1, grayscale=True).to_pil()
    mm = image.height / 297
    area = image.crop((0, round(HEAD * mm), image.width, round(FOOT * mm)))
    box = area.point(lambda level: 255 if level < 200 else 0).getbbox()
    return float(box[3] / area.height) if box else 0.0


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    """Every example in every language, and the odd ones in a few."""
    folder = tmp_path_factory.mktemp("printed")
    outlines: dict[str, Outline] = {}
    for name in EXAMPLES:
        loaded = load(name, SHIPPED)
        for language in LANGUAGES:
            pack = in_language(loaded, language, [SHIPPED])
            outlines[f"{name}-{language}"] = build_outline(pack)
    for language in ODD_LANGUAGES:
        for name, outline in _odd(folder, language):
            outlines[f"{name}-{language}"] = outline
    for name, outline in outlines.items():
        (folder / f"{name}.docx").write_bytes(render_handout(outline))
    files = {file.stem: file for file in printed(folder)}
    return {name: Printed(outline, files[name]) for name, outline in outlines.items()}


def test_the_overview_of_every_edition_that_is_shipped_stands_on_the_first_page(
    handouts: dict[str, Printed],
) -> None:
    for name in (f"{id_}-{language}" for id_ in EXAMPLES for language in LANGUAGES):
        one = handouts[name]
        first = plain(one.texts[0])
        for entry in one.outline.entries:
            assert plain(str(entry.name)) in first, (name, entry.id)
            for value in (entry.phone, entry.url):
                if value:
                    assert plain(value.display) in first, (name, entry.id)


def test_no_row_of_the_overview_stands_alone_on_a_page(handouts: dict[str, Printed]) -> None:
    for name, one in handouts.items():
        rest = plain(one.texts[1]).partition(plain(str(one.outline.local.heading)))[0]
        after = [entry for entry in one.outline.entries if plain(str(entry.name)) in rest]
        assert len(after) != 1, (name, after[0].id)


def test_no_page_is_two_thirds_empty(handouts: dict[str, Printed]) -> None:
    for name, one in handouts.items():
        assert min(one.filled) > 1 / 3, (name, one.filled)
        assert len(one.filled) <= (5 if name.startswith(EXAMPLES) else 6), name


def test_the_colophon_stands_with_the_lines_to_write_on(handouts: dict[str, Printed]) -> None:
    for name, one in handouts.items():
        last = plain(one.texts[-1])
        heading = plain(str(one.outline.labels["notes"]))
        if one.outline.direction == "ltr":  # reading Arabic back is for another test
            assert heading in last and plain(str(one.outline.colophon[0])) in last, name


def test_no_address_is_broken_where_nobody_may_break_it(handouts: dict[str, Printed]) -> None:
    for name, one in handouts.items():
        text = "\n".join(one.texts).replace("\u200e", "")
        for address in ADDRESSES:
            if f"mailto:{address}" not in {run.target for run in _runs(one.outline)}:
                continue
            stops = "|".join(
                re.escape(address[:i]) + r"\s+" + re.escape(address[i:])
                for i in range(1, len(address))
                if address[i - 1] == "@" or address[i] == "."
            )
            whole = len(re.findall(re.escape(address), text))
            parted = len(re.findall(stops, text))
            # What is too long for the other tables stands among the contacts close by.
            several = name.startswith("mail") and address != ADDRESSES[-1]
            several = several and one.outline.direction == "ltr"  # else pdfium turns lines round
            assert whole >= 1 and whole + parted >= (2 if several else 1), name


def _runs(outline: Outline) -> Iterator[Run]:
    for slot in outline.local.slots:
        for words in slot.values:
            yield from words.runs


def plain(text: str) -> str:
    """Without spaces, hyphens at the ends of lines and marks of direction."""
    return re.sub(r"[\s\u200e\u200f\ufffe\u0002]", "", text)
