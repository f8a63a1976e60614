"""Every language is proof-read as every product, also those that other tests leave to ``-m slow``."""

from __future__ import annotations

from pathlib import Path

import pytest

import generate
from tests.conftest import LANGUAGES, ODD, REPRESENTATIVE
from wegwijs.layouts.products.registry import PRODUCTS, SELECTABLE
from wegwijs.sources.errors import ExitCode

REST = [code for code in LANGUAGES if code not in {*REPRESENTATIVE, *ODD}]


@pytest.mark.more
@pytest.mark.parametrize("language", REST)
def test_a_pack_in_this_language_has_no_faults(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    products = [f"--product={id_}" for id_ in SELECTABLE if PRODUCTS[id_].drafts]
    output = ["--output", str(tmp_path)]
    build = ["build", "voorbeeld-gemeente", f"--language={language}", *products, *output]
    assert generate.main(build) == ExitCode.DONE, capsys.readouterr().err
    assert generate.main(["proof", str(tmp_path), "--jobs=1"]) == ExitCode.DONE, capsys.readouterr()
    assert len(list((tmp_path / "voorbeeld-gemeente" / language).iterdir())) > len(products)
