"""Text that does not fit runs over its place: all of it is drawn, to look at, never to print."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import ImageChops

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.overflow import DoesNotFit, Overflow
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.leaflet.paper import FRAMES
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.proof.readers.copier import render

MM = 72 / 25.4
WORDS = [f"woord{number}" for number in range(100, 170)]
LONG = Words.of(" ".join(WORDS))
OWN = Words.dutch(str(LONG), own=True)


def overfull(outline: Outline, theme, name: str) -> tuple[bytes, tuple[Overflow, ...]]:
    """A file that cannot be made, as it runs over, and what does not fit on it."""
    file = FILES_BY_NAME[name]
    with pytest.raises(DoesNotFit) as error:
        file.render(outline, theme, Profile.OFFICE)
    assert file.overfull
    return file.overfull(outline, theme, error.value), error.value.overflows


def placed(data: bytes, page: int) -> Iterator[tuple[str, float, float]]:
    """The words on a page, each with its left edge and its foot in mm from the top left."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[page].get_textpage()
        for found in re.finditer(r"\S+", text.get_text_range()):
            left, bottom, *_ = text.get_charbox(found.start())
            yield found[0], left / MM, (document[page].get_height() - bottom) / MM


def explained_longer(outline: Outline, numeral: int) -> Outline:
    """The pack with a very long text on when to call an organisation."""
    groups = tuple(
        replace(
            group,
            entries=tuple(
                replace(one, when=LONG) if one.numeral == numeral else one for one in group.entries
            ),
        )
        for group in outline.groups
    )
    return replace(outline, groups=groups)


@pytest.mark.parametrize("language", ["nl", pytest.param("ar", marks=pytest.mark.more)])
def test_every_word_is_drawn_and_the_last_below_the_place_that_is_full(language, outline_in, theme):
    outline = outline_in(language)
    own = theme.for_outline(outline)
    data, overflows = overfull(explained_longer(outline, 5), own, "leaflet.pdf")
    (area,) = {over.area for over in overflows if over.numeral == 5} or {overflows[0].area}
    words = {word: (x, y) for word, x, y in placed(data, area.page)}
    assert set(WORDS) <= set(words)
    x, lowest = max((words[word] for word in WORDS), key=lambda at: at[1])
    assert area.left - 1 <= x <= area.right
    assert overflows[0].lines >= 1 and max(lowest, *(y for _, y in words.values())) > area.bottom


def test_other_panels_are_as_usual(outline, theme, files):
    data, (over,) = overfull(replace(outline, title=OWN), theme, "leaflet.pdf")
    assert over.panel == "cover" and over.what == str(LONG)
    assert set(WORDS) <= {word for word, *_ in placed(data, 0)}
    usual, full = (render(one, 1, 60) for one in (files["leaflet.pdf"], data))
    cover = int(FRAMES["cover"].left * usual.width / 297)
    assert ImageChops.difference(usual, full).getbbox()[0] >= cover
    assert not ImageChops.difference(
        *(render(o, 2, 60) for o in (files["leaflet.pdf"], data))
    ).getbbox()


@pytest.mark.parametrize("field", ["title", "contact"])
def test_a_card_shows_what_runs_over(field, outline, theme, files):
    full = replace(outline, title=OWN)
    if field == "contact":
        entries = [replace(one, meaning=LONG, title=LONG) for one in outline.groups[1].entries]
        group = replace(outline.groups[1], entries=tuple(entries))
        full = replace(outline, groups=(outline.groups[0], group, *outline.groups[2:]))
    data, overflows = overfull(full, theme, "pocket-card.pdf")
    area = overflows[0].area
    words = [(word, y) for word, _, y in placed(data, area.page)]
    assert set(WORDS) <= {word for word, _ in words}
    assert max(y for _, y in words) > area.bottom
    numbers = {word for page in (0, 1) for word, *_ in placed(data, page)}
    assert {"112", "0900-8844", "0900-1113111", "0800-7000"} <= numbers


def test_a_group_that_is_too_large_for_a_panel_is_shown_whole(outline, theme):
    first, second, *others = outline.groups
    large = replace(first, entries=(*first.entries, *second.entries))
    data, (over,) = overfull(replace(outline, groups=(large, *others)), theme, "leaflet.pdf")
    assert not over.millimetres and over.what == str(first.heading)
    words = {word for word, *_ in placed(data, over.area.page)}
    assert {"0900-8844", "0900-1113111", "0800-7000"} <= words


def test_nothing_of_it_is_kept_for_what_is_made_afterwards(outline, theme, files):
    for name in ("leaflet.pdf", "pocket-card.pdf"):
        overfull(replace(outline, title=OWN), theme, name)
        assert FILES_BY_NAME[name].render(outline, theme, Profile.OFFICE) == files[name]


def test_every_page_of_a_fixed_size_can_be_shown_when_it_is_full():
    """The first file of a product is the one that a screen shows."""
    shown = [one.files[0] for one in PRODUCTS.values() if one.selectable]
    assert [file.name for file in shown if file.size and not file.overfull] == []
