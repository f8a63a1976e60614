"""Whatever stops a command tells in Dutch what to do, has an exit code, and leaves any process."""

import ast
import errno
import importlib
import inspect
import pickle
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.problems import InvalidSources

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("sources", "layouts", "press", "proof", "commands", "desk")
# An imperative, or a question that the user can answer.
REMEDY = re.compile(
    r"\b(bedoelt|begin|bewaar|doe|exporteer|geef|gebruik|haal|installeer|kies|kijk|kort|laat|maak"
    r"|neem|publiceer|schrijf|verander|vertaal|wacht|zet)\b",
    re.IGNORECASE,
)
EXAMPLES = {
    "str": "x",
    "int": 3,
    "date": date(2026, 1, 1),
    "OSError": OSError(errno.ENOSPC, "No space left on device", "a.pdf"),
    "Path": Path("map"),
    "Trouble": None,
    "Any": None,
    "bytes": b"{}",
}


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            name = ".".join(("wegwijs", *path.relative_to(ROOT).with_suffix("").parts))
            yield importlib.import_module(name.removesuffix(".__init__"))


def classes() -> list[type[Exception]]:
    """Every exception of ours that can stop a command; an ``AssertionError`` is a bug of ours, and
    the desk has others that answer a request.
    """
    found = {
        value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, type)
        and issubclass(value, Exception)
        and not issubclass(value, AssertionError)
        and value.__module__.split(".")[0] == "wegwijs"
        and not name.startswith("_")
        and (issubclass(value, WegwijsError) or not value.__module__.startswith("wegwijs.desk."))
    }
    return sorted(found - {WegwijsError}, key=lambda one: (one.__module__, one.__name__))


def example(kind: type[Exception]) -> Exception:
    """One, with arguments made up by their types."""
    if issubclass(kind, OSError):
        return kind(errno.ELOOP, "dit is een koppeling, maak er een gewone map van", "map")
    parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]
    return kind(*(EXAMPLES.get(str(one.annotation), ()) for one in parameters))


CLASSES = classes()


def test_there_are_errors_in_every_room_that_makes_something():
    assert {one.__module__.split(".")[1] for one in CLASSES} >= {"sources", "layouts", "press"}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda one: one.__name__)
def test_an_error_carries_its_exit_code(kind: type[Exception]):
    assert issubclass(kind, WegwijsError | OSError)
    assert isinstance(kind.exit_code, ExitCode)
    assert kind.exit_code not in (ExitCode.DONE, ExitCode.BUG)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda one: one.__name__)
def test_an_error_comes_out_of_another_process_as_it_went_in(kind: type[Exception]):
    error = example(kind)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.args, again.exit_code) == (str(error), error.args, error.exit_code)
    assert vars(again) == vars(error)


def words_itself(kind: type[Exception]) -> bool:
    """Whether it, or an error that it is one of, has an ``__init__`` that adds words."""
    own = (one for one in kind.__mro__ if "__init__" in vars(one))
    return next(own).__module__ not in (WegwijsError.__module__, "builtins")


@pytest.mark.parametrize("kind", CLASSES, ids=lambda one: one.__name__)
def test_an_error_that_words_itself_says_what_to_do(kind: type[Exception]):
    """Of the others their words are looked for where they are raised."""
    if "super().__init__(message)" in inspect.getsource(kind) or not words_itself(kind):
        return
    if issubclass(kind, InvalidSources):  # each of its problems says that
        return
    assert REMEDY.search(str(example(kind))), str(example(kind))


def raised() -> Iterator[tuple[str, str]]:
    """Where an error of ours gets its words, and which those are."""
    names = {one.__name__ for one in CLASSES if not words_itself(one)}
    for module in modules():
        if module.__name__.startswith("wegwijs.desk."):  # its screens show what there is to do
            continue
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if not (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)):
                continue
            called = node.exc
            if isinstance(called.func, ast.Name) and called.func.id in names:
                words = [text for argument in called.args for text in told(argument, module)]
                if all(words) and re.search("[a-z]{3}", " ".join(words)):
                    yield f"{module.__name__}:{node.lineno}", " ".join(words)


def told(argument: ast.expr, module: ModuleType) -> Iterator[str]:
    for node in ast.walk(argument):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.Name) and isinstance(vars(module).get(node.id), str):
            yield vars(module)[node.id]
        elif node is argument:  # worded somewhere else
            yield "" if isinstance(node, ast.Name) else " "


def test_wherever_an_error_is_raised_it_says_what_to_do():
    found = list(raised())
    assert len(found) > 20
    assert not [(place, words) for place, words in found if not REMEDY.search(words)]
