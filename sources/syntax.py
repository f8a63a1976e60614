"""Explain YAML syntax errors in Dutch; the parser's messages are English and change."""

from __future__ import annotations

import json
import re
from itertools import accumulate

import yaml

# Brackets, and quoted text and comments, whose brackets do not count.
_FLOW = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|(?:^|(?<=\s))#.*|[\[{\]}]", re.MULTILINE)
# A comment that looks like part of the value before it, up to a real comment.
_COMMENT = re.compile(
    r"[ \t]*(#[^\s#=\-][^\[\]{}\n\r]*?)(?=[ \t]+#[ \t]|[ \t]*(?:[\[\]{}\n\r]|\Z))"
)
_CUT = (
    "wat na {sign[0]} staat, wordt niet gelezen ({sign}). Hoort het erbij? Zet dan aanhalingstekens"
    " om de hele waarde{whole}. Is het uitleg? Zet een spatie achter het hekje"
)
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
MOST_REPEATED = 80  # letters of a value repeated in the advice
_NOT_CLOSED = (
    "het aanhalingsteken op deze regel wordt {where} gesloten. Hoort het bij een woord, zet dan"
    ' dubbele aanhalingstekens om de hele waarde: "\'s-Hertogenbosch"'
)
_WORD = (
    "een waarde die met een aanhalingsteken begint, houdt bij het volgende op. Hoort het bij een"
    " woord, zet dan dubbele aanhalingstekens om de hele waarde: {whole}"
)
_SPACE = "na een dubbele punt hoort een spatie: {right}"
_REMARK = re.compile(r"\s*#")
# A value that begins with an apostrophe of its own, and has another: 't Kofschip en 't Anker.
_APOSTROPHE = re.compile(r"""\s*(?:-\s+)?(?:[\w-]+:\s+)?('\w[^'"]*'[^\s'",\]}][^"]{0,80})""")
_NO_SPACE = re.compile(r"\s*(?:-\s+)?([\w-]+):([^\s/:#][^:#]{0,80})")
_OPEN = "de haak {letter} op deze regel wordt niet goed gesloten"
_TAB = "hier staat een tab. Gebruik spaties om in te springen"
_COLON = "hier staat een dubbele punt te veel. Zet de hele waarde tussen aanhalingstekens"
_INDENT = (
    "deze regel springt niet goed in, of op de regel ervoor mist een dubbele punt. Zet velden die"
    " bij elkaar horen recht onder elkaar"
)
_FIRST = "een waarde kan niet met {letter} beginnen. Zet de hele waarde tussen aanhalingstekens"
_OTHER = (
    "kijk op deze regel en die ervoor naar inspringen, dubbele punten, haken en aanhalingstekens"
)


def fault(
    error: yaml.MarkedYAMLError, text: str, quoted: tuple[int, int], depth: int
) -> tuple[int, str]:
    """Return the line (1-based) of a syntax error, and an explanation.

    ``quoted`` are the first and last line of the last quoted value before it; ``depth`` is the
    nesting limit.
    """
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return 0, _told(_OTHER)
    # The parser looks ahead for a colon, and has a limit of its own: it may stop before we could.
    if _deepest(text[: mark.index]) > depth:
        return mark.line + 1, too_deep(depth)
    if (begin := error.context_mark) and mark.index >= len(text) - 1 and _at(text, begin) in "'\"":
        return begin.line + 1, _told(_NOT_CLOSED.format(where="niet"))
    first, last = quoted
    if first < last <= mark.line + 1 <= last + 1:
        return first, _told(_NOT_CLOSED.format(where=f"pas op regel {last}"))
    if begin and _at(text, begin) in "[{":
        return begin.line + 1, _told(_OPEN.format(letter=_at(text, begin)))
    return _slip(text, mark.line) or (mark.line + 1, _told(_stumbled(text, mark)))


def _slip(text: str, line: int) -> tuple[int, str] | None:
    """Recognise a typing error on the line of the error, or on the last one before it."""
    lines = text.splitlines()[: line + 1]
    said = [(i, one) for i, one in enumerate(lines, 1) if one.strip() and not _REMARK.match(one)]
    for number, one in said[:-3:-1]:
        if match := _APOSTROPHE.fullmatch(one):
            return number, _told(_WORD.format(whole=json.dumps(match[1], ensure_ascii=False)))
        if match := _NO_SPACE.fullmatch(one):
            return number, _told(_SPACE.format(right=f"{match[1]}: {match[2]}"))
    return None


def _at(text: str, mark: yaml.Mark) -> str:
    return text[mark.index : mark.index + 1] or "\n"


def _stumbled(text: str, mark: yaml.Mark) -> str:
    """Explain the unexpected character."""
    letter = _at(text, mark)
    if letter == "\t":
        return _TAB
    if letter == ":":
        line = text[: mark.index].rpartition("\n")[2]
        return _COLON if ":" in line else _INDENT
    if letter in "@`%*&":
        return _FIRST.format(letter=letter)
    before = text[: mark.index].rpartition("\n")[2]
    return _OTHER if before.strip(" -") else _INDENT  # the first word of its line


def cut_off(text: str, scalar: yaml.ScalarEvent) -> str:
    """Return a warning when a comment may have cut a plain value, or an empty string.

    A comment has a space after its sign: ``phone: 14 030  # balie``. Without one it looks like a
    part of the value that YAML drops: ``name: Zorgteam #2``.
    """
    begin, end = scalar.start_mark, scalar.end_mark
    comment = _COMMENT.match(text, end.index) if end else None
    if not begin or not comment:
        return ""
    whole = " ".join(text[begin.index : comment.end()].split())
    told = f": {json.dumps(whole, ensure_ascii=False)}" if len(whole) <= MOST_REPEATED else ""
    return _CUT.format(sign=comment[1][:MOST_REPEATED], whole=told)


def may_cut(comment: str) -> bool:
    """Whether a comment looks like a part of the plain value before it."""
    return _COMMENT.match(comment) is not None


def too_deep(depth: int) -> str:
    """Return the message for excessive nesting."""
    return f"meer dan {depth} lagen diep. Maak het platter"


def _told(what: str) -> str:
    return f"dit is geen geldige YAML: {what}"


def _deepest(text: str) -> int:
    steps = (_STEP.get(match[0], 0) for match in _FLOW.finditer(text))
    return max(accumulate(steps), default=0)
