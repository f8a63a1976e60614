"""Rooms know only the rooms below them: a change in one cannot break what it does not know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("sources", "layouts", "press", "proof", "desk", "commands")
KNOWS = {
    "sources": set(),
    "layouts": {"sources"},
    "press": {"sources", "layouts"},
    "proof": {"sources"},
    "desk": {"sources", "layouts", "press", "proof"},
    "commands": {"sources", "layouts", "press", "proof", "desk"},
}


def imported(code: str) -> Iterator[str]:
    """The rooms that a module imports, also inside its functions."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_is_below_it(room: str) -> None:
    modules = list((ROOT / room).rglob("*.py"))
    assert modules
    over_the_wall = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules
        for name in imported(path.read_text("utf-8"))
        if name in ROOMS and name not in KNOWS[room] | {room}
    }
    assert over_the_wall == set()


def test_the_command_line_works_without_the_desk() -> None:
    """Who only builds installs nothing of it."""
    users = [
        path.name
        for path in (*(ROOT / "commands").glob("*.py"), ROOT / "generate.py")
        if "desk" in imported(path.read_text("utf-8"))
    ]
    assert users == ["desk.py"]


def test_an_import_inside_a_function_is_seen() -> None:
    assert list(imported("def f():\n    from press.order import order\n    import proof.run")) == [
        "press", "proof",
    ]  # fmt: skip


def test_tests_stand_where_what_they_test_stands() -> None:
    folders = {path.parent for room in ROOMS for path in (ROOT / "tests" / room).rglob("test_*.py")}
    assert folders
    names = {folder.relative_to(ROOT / "tests").as_posix() for folder in folders}
    assert {name for name in names if not (ROOT / name).is_dir()} == set()
