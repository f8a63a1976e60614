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
    for name in imported_names(code):
        yield name.removeprefix("wegwijs.").split(".")[0]


def imported_names(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


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


def test_a_room_is_imported_by_one_name_only() -> None:
    """Under two names a module would exist twice, with two of each class."""
    modules = [
        path for room in (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")
    ]
    bare = {
        (path.relative_to(ROOT).as_posix(), name)
        for path in modules
        for name in imported_names(path.read_text("utf-8"))
        if name.split(".")[0] in ROOMS
    }
    assert bare == set()


def test_an_import_inside_a_function_is_seen() -> None:
    assert list(imported("def f():\n    from wegwijs.press.order import order\n    import proof.output_check")) == [
        "press", "proof",
    ]  # fmt: skip


def at_once(module: ast.Module) -> Iterator[str]:
    """The modules that are imported when this one is, not only where a function is called."""
    for node in module.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_of_the_press_imports_itself_by_way_of_others() -> None:
    graph = {
        ".".join(("wegwijs", *path.relative_to(ROOT).with_suffix("").parts)): set(
            at_once(ast.parse(path.read_text("utf-8")))
        )
        for path in (ROOT / "press").rglob("*.py")
    }
    graph = {name: found & graph.keys() for name, found in graph.items()}
    while leaves := [name for name, found in graph.items() if not found]:
        for name in leaves:
            del graph[name]
        graph = {name: found - set(leaves) for name, found in graph.items()}
    assert graph == {}, "what is left goes round in a circle"


def test_tests_stand_where_what_they_test_stands() -> None:
    folders = {path.parent for room in ROOMS for path in (ROOT / "tests" / room).rglob("test_*.py")}
    assert folders
    names = {folder.relative_to(ROOT / "tests").as_posix() for folder in folders}
    assert {name for name in names if not (ROOT / name).is_dir()} == set()
