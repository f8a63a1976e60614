"""Proof hears Dutch words in another language, also when the outline has them wrong itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from tests.conftest import in_part
from tests.proof.test_proof import outline_of, render, with_entry
from tests.proof.truths import truth_in
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.proof.case import Case
from wegwijs.proof.judge import judge
from wegwijs.sources.consistency import kept_in_dutch
from wegwijs.sources.load import SHIPPED, load

ORDER = "openbare orde en veiligheid"
MUNICIPALITY = 2


def test_the_words_to_keep_come_from_the_data() -> None:
    kept = kept_in_dutch(load("nationaal", SHIPPED).pack)
    assert {"wijkagent", ORDER, "aangifte"} <= set(kept)


@pytest.mark.parametrize("name", ["leaflet.pdf", "handout.docx"])
@pytest.mark.parametrize("case", in_part([("en", True), ("en", False), ("ar", False)], one_in=2))
def test_dutch_words_that_a_voice_reads_otherwise_are_told(
    name: str, case: tuple[str, bool], theme: Theme, tmp_path: Path
) -> None:
    language, spoilt = case
    outline = outline_of(language)
    if spoilt:
        runs = outline.entries[MUNICIPALITY - 1].what.runs
        what = Words(tuple(structs.replace(run, language=language, ltr=False) for run in runs))
        outline = with_entry(outline, MUNICIPALITY, what=what)
    path = tmp_path / name
    path.write_bytes(render(outline, theme, name))
    found = judge(Case("x", name, path, truth_in(language))).findings
    told = [one.what for one in found if one.kind == "language"]
    assert bool(told) == spoilt
    assert (f'"{ORDER}" wordt niet als Nederlands voorgelezen.' in told) == spoilt
