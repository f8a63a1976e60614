"""The fonts of a page: small, and with every character that it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import LANGUAGES
from tests.layouts.own_editions import write_editions
from tests.proof.rules.test_web import judged, page

PUBLISHED = f"""\
  languages: [{", ".join(LANGUAGES)}]
  site: https://www.wegwijs.example/
  exit: true
  contacts:
"""


def six_contacts(folder: Path) -> Path:
    """A school that fills in all that it can, in all languages."""
    own = write_editions(folder / "eigen")
    file = own / "editions" / "school-zes.yaml"
    file.write_text(file.read_text("utf-8").replace("  contacts:\n", PUBLISHED), "utf-8")
    return own


@pytest.mark.parametrize("language", ["ti", "zh"])  # their letters take the most room
def test_it_is_small_enough_and_shows_its_letters_with_the_names_of_all_languages(
    language: str, tmp_path: Path
) -> None:
    own = six_contacts(tmp_path)
    text = page(language, "school-zes", own)
    assert all(name in text for name in ("العربية", "ትግርኛ", "русский"))
    assert len(text.encode()) < 150_000
    assert judged(text.encode(), tmp_path, language, "school-zes", own) == []


def test_a_font_without_use_and_letters_without_a_font_are_found(tmp_path: Path) -> None:
    own = six_contacts(tmp_path)
    text = page("zh", "school-zes", own)
    unused = text.replace(', "Noto Sans SC"', "").replace(',"Noto Sans SC"', "")
    assert unused != text
    found = judged(unused.encode(), tmp_path, "zh", "school-zes", own)
    assert any("Noto Sans SC nergens" in one.what for one in found), found
    mark = re.search(r'class="mark">(\w+)', text)
    assert mark
    odd = text.replace(mark[0], 'class="mark">QXZ')
    found = judged(odd.encode(), tmp_path, "zh", "school-zes", own)
    assert any("ontbreekt (900): Q X Z" in one.what for one in found), found
