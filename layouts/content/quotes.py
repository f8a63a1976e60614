"""Typographic quotes and apostrophes, whatever was typed: ``'s-Hertogenbosch`` gets a curly
apostrophe, ``"zo"`` the quotes of its language. Correct characters, addresses and measures are left
alone.

Every replacement is one character for one, so offsets into a text stay valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import icu

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
_SINGLE, _DOUBLE = "'`\N{ACUTE ACCENT}\N{LEFT SINGLE QUOTATION MARK}", '"'
_SINGLE_MARKS = "‘’‚‹"
_ENGLISH = {True: ("“", "”"), False: ("‘", "’")}
_TYPED = re.compile(f"[{_SINGLE}{_DOUBLE}]")
_SHORT = re.compile(r"(s|t|n|k|m|r|ns|em|er|ie)\b", re.IGNORECASE)  # Dutch: 's avonds, 't
_ADDRESS = re.compile(r"\S*(?:@|://|\w\.\w+/)\S*")


def typographic(text: str, language: str) -> str:
    """Return a text with typographic quotes and apostrophes."""
    if not _TYPED.search(text):
        return text
    kept = {index for match in _ADDRESS.finditer(text) for index in range(*match.span())}
    chars = list(text)
    double = single = False  # whether a quotation is open
    for index in (match.start() for match in _TYPED.finditer(text)):
        if index in kept:
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        if chars[index] == _DOUBLE:
            if double or not before.isdigit():
                chars[index] = _quotes(language, double=True)[double]
                double = not double
        elif single and not _is_word(after):
            chars[index], single = _quotes(language, double=False)[1], False
        elif not _is_word(before) and _closes(text, index):
            chars[index], single = _quotes(language, double=False)[0], True
        elif not before.isdigit() or after.isalpha():
            chars[index] = APOSTROPHE
    return "".join(chars)


def _is_word(char: str) -> bool:
    return char.isalnum() or char in ("{", "}")  # braces hold the name of a value


def _closes(text: str, index: int) -> bool:
    """Whether a mark before a word opens a quotation that is closed later on."""
    rest = text[index + 1 :]
    if not rest or rest[0].isspace() or rest[0].isdigit() or _SHORT.match(rest):
        return False
    return any(rest[end - 1 : end].strip() for end in _ends(rest))


def _ends(text: str) -> Iterator[int]:
    """Yield where a quotation may end: at a mark that is not directly followed by a word."""
    for match in re.finditer(f"[{_SINGLE}{APOSTROPHE}]", text):
        if match.start() and not _is_word(text[match.end() : match.end() + 1]):
            yield match.start()


@lru_cache(maxsize=32)
def _quotes(language: str, *, double: bool) -> tuple[str, str]:
    """Return the opening and closing quotes of a language (CLDR). Where CLDR has a single kind, as
    in Dutch, the English ones serve as the other kind.
    """
    data = icu.LocaleData(language)
    pairs = [(data.getDelimiter(n), data.getDelimiter(n + 1)) for n in (0, 2)]
    fitting = [pair for pair in pairs if (pair[0] not in _SINGLE_MARKS) == double]
    return fitting[0] if fitting else _ENGLISH[double]
