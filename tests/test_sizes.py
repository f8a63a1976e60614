"""What has to be read at once stays small; what is larger has its reason here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from statistics import median

from tests.program import ROOT

ROOMS = ("sources", "layouts", "press", "proof", "desk", "commands")
MODULE, MEDIAN, FUNCTION, PARAMETERS = 400, 150, 60, 7

# Larger all the same, by module or by function.
_PLACE = "a place on paper is several numbers, and a block reads nothing but its arguments"
REASONS = {
    "layouts/pdf/panel.py": "all that a panel draws, in the one place that mirrors",
    "layouts/pdf/panel.py:one_line": _PLACE,
    "layouts/pdf/panel.py:arm": _PLACE,
    "layouts/products/leaflet/back.py:advice": _PLACE,
    "layouts/products/leaflet/entry.py:explanation": _PLACE,
    "layouts/products/leaflet/inside.py:first_head": _PLACE,
    "proof/readers/pdf.py": "one pass over a page gives all that the rules ask of it",
}


def modules() -> dict[str, str]:
    """The code of each module, by its path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
    }


def functions(code: str) -> Iterator[tuple[str, int, int]]:
    """Each function with its lines and parameters; of a command the options are none."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            names = [one.arg for one in given if one.arg not in ("self", "cls")]
            is_command = any("click" in ast.unparse(one) for one in node.decorator_list)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield node.name, lines, 0 if is_command else len(names)


def test_modules_stay_small() -> None:
    lines = {path: code.count("\n") for path, code in modules().items()}
    assert median(lines.values()) < MEDIAN
    larger = {path for path, count in lines.items() if count > MODULE}
    assert larger <= REASONS.keys()


def test_functions_stay_small() -> None:
    larger = {
        f"{path}:{name}"
        for path, code in modules().items()
        for name, lines, parameters in functions(code)
        if lines > FUNCTION or parameters > PARAMETERS
    }
    assert larger <= REASONS.keys()


def test_a_long_function_and_one_with_many_parameters_are_seen() -> None:
    code = "def f(a, b, c, d, e, f, g, h):\n" + 60 * "    pass\n"
    assert list(functions(code)) == [("f", 61, 8)]
    command = "@click.command()\ndef f(self, a):\n    pass"
    assert list(functions(command)) == [("f", 2, 0)]
