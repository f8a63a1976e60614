"""The files that ship are found from any folder, and one module knows where they are."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import pytest

from tests.test_walls import ROOMS, ROOT
from wegwijs.sources.shipped import shipped

DATA = (
    ("sources", "schema.json"),
    ("sources", "locale", "ar.po"),
    ("layouts", "web", "signs.css"),
    ("proof", "VeraJudge.java"),
    ("desk", "templates", "editor.html"),
    ("desk", "static", "desk.css"),
)


@pytest.mark.parametrize("names", DATA, ids="/".join)
def test_a_shipped_file_is_where_python_says_that_the_package_is(
    names: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    room, *inside = names
    found = shipped(*names)
    assert found.read_bytes()
    assert os.path.samefile(found, str(files(f"wegwijs.{room}").joinpath(*inside)))  # noqa: PTH121


def test_no_other_module_looks_for_files_beside_itself() -> None:
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    looking = [path.name for path in modules if "__file__" in path.read_text("utf-8")]
    assert looking == ["shipped.py"]
