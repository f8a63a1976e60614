"""PO syntax that Babel does not validate: invalid lines, and duplicate messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from babel.messages.pofile import denormalize

from wegwijs.sources.problems import Problem

# Possessive, so that a hostile file takes no longer than another, and ours take half the time.
_STRING = r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+'  # without its quotes
_KEYWORD = r"(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)[^\S\n]+"
_BROKEN = re.compile(rf'^(?!(?:#.*|(?:{_KEYWORD})?"{_STRING}")?[^\S\n]*$)', re.MULTILINE)
_STRINGS = rf'(?:[^\S\n]*+"{_STRING}"[^\S\n]*+\n)++'
_MESSAGE = re.compile(rf"^(?:msgctxt({_STRINGS}))?msgid({_STRINGS})", re.MULTILINE)
_QUOTED = re.compile(rf'"({_STRING})"')
_FORMER_OBSOLETE = re.compile(r"^#~\|.*$", re.MULTILINE)


def broken_lines(text: str, name: str) -> Iterator[Problem]:
    """Yield invalid lines. Babel guesses, and drops what it cannot guess."""
    for found in _BROKEN.finditer(text):
        number = text.count("\n", 0, found.start()) + 1
        message = "dit is geen geldig PO-bestand: kijk naar de aanhalingstekens op deze regel"
        yield Problem(name, number, "", message)


def duplicates(text: str, name: str) -> Iterator[Problem]:
    """Yield duplicate messages, however their lines are wrapped. Babel keeps the last."""
    seen: dict[tuple[str, str], int] = {}
    line, at = 1, 0
    for match in _MESSAGE.finditer(text):
        key = _joined(match[1] or ""), _joined(match[2])
        line += text.count("\n", at, match.start())
        at = match.start()
        if key in seen:
            message = f"deze tekst staat hier nog eens (ook op regel {seen[key]})"
            yield Problem(name, line, "", message)
        seen.setdefault(key, line)


def _joined(strings: str) -> str:
    """Join adjacent quoted strings."""
    return "".join(_QUOTED.findall(strings))


def without_former_obsolete(text: str) -> str:
    """Blank the ``#~|`` lines: Babel does not support them."""
    return _FORMER_OBSOLETE.sub("", text)


def former_id(comments: Iterable[str]) -> tuple[str, str] | None:
    """Return the previous place and text of a fuzzy message from its ``#|`` lines."""
    found: dict[str, list[str]] = {"msgctxt": [], "msgid": []}
    current: list[str] = []
    for comment in comments:
        match = re.fullmatch(r'\|\s*(msgctxt|msgid)?\s*("(?:[^"\\]|\\.)*")\s*', comment)
        if not match:
            continue
        current = found[match[1]] if match[1] else current
        current.append(match[2])
    if not found["msgid"]:
        return None
    place, former = (denormalize("\n".join(lines)) for lines in found.values())
    return str(place), str(former)
