"""What a run tells does not depend on which document was ready first, and what it saves meanwhile
takes a small part of it.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.press.conftest import TODAY
from wegwijs.press.build.build import build_order
from wegwijs.press.build.makers import Makers
from wegwijs.press.build.recorder import Recorder
from wegwijs.press.build.settings import BuildSettings
from wegwijs.press.order import order
from wegwijs.sources.load import SHIPPED


@pytest.mark.parametrize("late", [False, True])
def test_results_come_in_the_order_of_the_documents(
    late: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Makers.make
    if late:
        monkeypatch.setattr(Makers, "make", lambda *a: iter([*real(*a)][::-1]))
    asked = order(["voorbeeld-gemeente"], ["nl", "pl"], ["pocket-card"], every=False)
    settings = BuildSettings([SHIPPED], tmp_path, TODAY, jobs=1, allow_drafts=True)
    result = build_order(asked, settings)
    names = [document.name for document in result.omissions]
    assert names == [f"voorbeeld-gemeente/{code}/pocket-card" for code in ("nl", "pl")]


def test_the_ledger_is_saved_less_often_when_that_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = []
    real = Recorder.save

    def slow(recorder: Recorder, *, ended: bool) -> None:
        saved.append(ended)
        time.sleep(0.2)
        real(recorder, ended=ended)

    monkeypatch.setattr("wegwijs.press.build.execute.SAVE_EVERY", 0.0)
    monkeypatch.setattr(Recorder, "save", slow)
    asked = order(["nationaal"], ["nl"], ["contacts", "review-dates", "web"], every=False)
    build_order(asked, BuildSettings([SHIPPED], tmp_path, TODAY, jobs=1))
    assert saved == [False, True]
