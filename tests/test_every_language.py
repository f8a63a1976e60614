"""Every language is proof-read as every product, also those that other tests leave to ``-m slow``."""

from __future__ import annotations

from pathlib import Path

import pytest

import generate
from tests.conftest import LANGUAGES, ODD, REPRESENTATIVE
from wegwijs.layouts.products.registry import PRODUCTS, SELECTABLE, STANDARD
from wegwijs.sources.errors import ExitCode

REST = [code for code in LANGUAGES if code not in {*REPRESENTATIVE, *ODD}]
# Products that editions have by themselves are proof-read in all of them, the others in one half.
OTHERS = [id_ for id_ in SELECTABLE if id_ not in STANDARD and PRODUCTS[id_].drafts]


@pytest.mark.more
@pytest.mark.parametrize("half", [0, 1])
def test_a_pack_in_half_of_the_languages_has_no_faults(
    half: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One run of the judges for several languages: to start them takes longer than a language."""
    languages = REST[half::2]
    chosen = [*STANDARD, "print-instructions", *OTHERS[half::2]]
    products = [f"--product={id_}" for id_ in chosen]
    asked = [f"--language={language}" for language in languages]
    output = ["--output", str(tmp_path)]
    assert generate.main(["build", "voorbeeld-gemeente", *asked, *products, *output]) == (
        ExitCode.DONE
    ), capsys.readouterr().err
    assert generate.main(["proof", str(tmp_path), "--jobs=1"]) == ExitCode.DONE, capsys.readouterr()
    for language in languages:
        assert len(list((tmp_path / "voorbeeld-gemeente" / language).iterdir())) > len(chosen)
