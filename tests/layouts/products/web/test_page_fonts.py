"""A page in Chinese, whose letters take the most room."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import LANGUAGES
from tests.proof.rules.test_web import judged, page

EDITION = f"""\
edition:
  id: alles
  publisher: Wegwijs
  languages: [{", ".join(LANGUAGES)}]
  site: https://www.wegwijs.example/
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
"""


def test_it_is_small_enough_and_shows_its_letters_with_the_names_of_all_languages(
    tmp_path: Path,
) -> None:
    own = tmp_path / "eigen"
    (own / "editions").mkdir(parents=True)
    (own / "editions" / "alles.yaml").write_text(EDITION, "utf-8")
    text = page("zh", "alles", own)
    assert all(name in text for name in ("العربية", "ትግርኛ", "русский"))
    assert len(text.encode()) < 150_000
    assert judged(text.encode(), tmp_path, "zh", "alles", own) == []
    unused = text.replace(', "Noto Sans SC"', "").replace(',"Noto Sans SC"', "")
    assert unused != text
    found = judged(unused.encode(), tmp_path, "zh", "alles", own)
    assert any("Noto Sans SC nergens" in one.what for one in found), found
