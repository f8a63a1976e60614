"""A language is one line of YAML and one catalogue, in a folder of the user's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pypdfium2

from wegwijs.press.build.build import build_order
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.catalogues import update_catalogues
from wegwijs.press.order import order
from wegwijs.sources.load import SHIPPED

LINE = "pap: {name: papiamentu, dutch: Papiaments, locale: pap-CW, script: Latn, fonts: [Source Sans 3]}"
EDITION = """\
edition:
  id: bonaire
  publisher: Bonaire
  languages: [pap]
  products: [leaflet, web]
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
"""


def test_papiamento_is_one_line_and_one_catalogue(tmp_path: Path) -> None:
    own = tmp_path / "eigen"
    (own / "editions").mkdir(parents=True)
    (own / "editions" / "bonaire.yaml").write_text(EDITION, "utf-8")
    (own / "talen.yaml").write_text(f"languages:\n  {LINE}\n", "utf-8")
    (report,) = update_catalogues([SHIPPED, own], ["pap"])
    assert report.missing == report.total > 200, "it has every text, for a translator"
    english = (SHIPPED / "locale" / "en.po").read_text("utf-8")
    catalogue = english.replace("Language: en", "Language: pap").replace(
        '"Start here"', '"Kuminsá aki"'
    )
    (own / "locale" / "pap.po").write_text(catalogue, "utf-8")
    settings = BuildSettings([SHIPPED, own], tmp_path / "uit", date(2026, 11, 23), jobs=1)
    result = build_order(order(["bonaire"], [], [], every=False), settings)
    assert not result.failed, result.failed
    made = tmp_path / "uit" / "bonaire" / "pap"
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made / "leaflet.pdf")
    )
    assert "Kuminsá aki" in text
    assert "23\N{NO-BREAK SPACE}Novèmber\N{NO-BREAK SPACE}2026" in text
    assert 'lang="pap"' in (made / "page.html").read_text("utf-8")
