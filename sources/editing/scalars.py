"""Values as YAML text, as people write them, that read back unchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import Place, Value, as_read, dotted, faults, parse
from wegwijs.sources.syntax import may_cut

# Read as what is typed, though YAML takes them for something else; people put no quotes there.
_PLAIN = {"checked", "date", "review_after", "version"}
_DIGITS = re.compile("[0-9]+(-[0-9]+)*")
_ON_ONE_LINE = {"hours", "logo"}


class Unwritable(InvalidSources):
    """A value that YAML cannot hold as it is; carries its place in the data."""


def check(value: Value, place: Place, name: str) -> None:
    """Raise ``Unwritable`` for values that would not read back as typed."""
    problems = [
        Problem(name, 0, dotted(where), message)
        for where, text in _texts(value, place)
        for message in _told(text)
    ]
    if problems:
        raise Unwritable(problems)


def _told(text: str) -> list[str]:
    found = list(faults(as_read(text)))
    if not found and as_read(text) != text:
        found = ["zet dit op één regel, zonder spaties ervoor, erachter of dubbel"]
    return found


def _texts(value: Value, place: Place) -> list[tuple[Place, str]]:
    if isinstance(value, str):
        return [(place, value)]
    items = value.items() if isinstance(value, Mapping) else enumerate(value)
    return [found for step, item in items for found in _texts(item, (*place, step))]


def scalar(text: str) -> str:
    """Return a text as a YAML scalar on one line, quoted where needed."""
    written = _dumped(text, None)
    if written.startswith("'") and "'" in text:  # "'s-Hertogenbosch", not '''s-Hertogenbosch'
        written = _dumped(text, '"')
    assert parse(f"a: {written}\n", "").data == {"a": text}, f"{text!r} written as {written!r}"
    return written


def _dumped(text: str, style: str | None) -> str:
    dumped = yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style=style)
    return dumped.removesuffix("\n").removesuffix("\n...")


def in_flow(text: str) -> str:
    """Return a scalar for use between brackets, where more characters need quotes."""
    written = scalar(text)
    if written[0] not in "'\"" and re.search(r"^[:?-]|[,\[\]{}?]", written):
        return "'" + text.replace("'", "''") + "'"
    return written


def of_field(key: str | int, text: str, flow: bool, tail: str = "") -> str:
    """Return the value of a field. ``tail`` follows it on its line: a comment may cut it off."""
    written = in_flow(text) if flow else scalar(text)
    if key in _PLAIN and _DIGITS.fullmatch(text):
        written = text
    if may_cut(tail) and written == text:
        return "'" + text.replace("'", "''") + "'"
    return written


def flow_of(value: Value, key: str | int = "") -> str:
    """Return a list or map between brackets, on one line."""
    if isinstance(value, str):
        return of_field(key, value, True)
    if isinstance(value, Mapping):
        pairs = (f"{in_flow(name)}: {flow_of(item, name)}" for name, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(flow_of, value)) + "]"


def entry(key: str, value: Value, column: int) -> list[str]:
    """Return the lines of a field in a block, without line ends, indented to a column."""
    head = " " * column + scalar(key) + ":"
    if isinstance(value, str):
        return [f"{head} {of_field(key, value, False)}"]
    if _is_flat(value) or key in _ON_ONE_LINE:
        return [f"{head} {flow_of(value)}"]
    return [head, *block(value, column + 2)]


def item(value: Value, column: int) -> list[str]:
    """Return the lines of a list item in a block, with its dash at a column."""
    if isinstance(value, str):
        return [" " * column + "- " + scalar(value)]
    if not isinstance(value, Mapping):
        return [" " * column + "- " + flow_of(value)]
    lines = block(value, column + 2)
    return [" " * column + "- " + lines[0][column + 2 :], *lines[1:]]


def block(value: Value, column: int) -> list[str]:
    """Return the lines of a map or list."""
    if isinstance(value, Mapping):
        return [line for key, one in value.items() for line in entry(key, one, column)]
    return [line for one in value for line in item(one, column)]


def _is_flat(value: Value) -> bool:
    return not value or (isinstance(value, Sequence) and all(isinstance(one, str) for one in value))
