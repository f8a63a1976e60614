"""Words as every product typesets them: runs of one language each, with values filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from babel.dates import format_date, get_date_format
from msgspec import Struct, structs

from wegwijs.layouts.content.node import Hashed
from wegwijs.layouts.content.quotes import typographic
from wegwijs.sources.model import Text
from wegwijs.sources.scripts import SCRIPTS, UNSPACED
from wegwijs.sources.values import Phone, Reachable, Url


class Run(Struct, frozen=True):
    """A stretch of text in one language.

    ``ltr`` marks values and Dutch names, which always run left to right; ``unbroken`` keeps them on
    one line; ``sign`` is the numeral of an organisation, printed white on a small black sign;
    ``target`` makes it a link, described to screen readers by ``says``. ``breaks`` are offsets at
    which an address wider than a line may be broken. ``own`` marks what an edition says itself: its
    place, publisher, contacts, version, dates and title.
    """

    text: str
    strong: bool = False
    language: str = "nl"
    ltr: bool = False
    unbroken: bool = False
    target: str | None = None
    says: str | None = None
    sign: bool = False
    breaks: tuple[int, ...] = ()
    own: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is running text rather than a value."""
        return not (self.unbroken or self.target or self.sign)


class Words(Hashed, frozen=True):
    """A sentence or paragraph. Words are keys of lookups hundreds of thousands of times in a
    batch.
    """

    runs: tuple[Run, ...]

    @cached_property
    def own(self) -> bool:
        """Whether any run is an edition's own."""
        return any(run.own for run in self.runs)

    @classmethod
    def of(cls, text: str, language: str = "nl", *, own: bool = False) -> Words:
        """Return words without bold parts or values."""
        return cls((said(text, language, own=own),))

    @classmethod
    def dutch(cls, text: str, *, own: bool = False) -> Words:
        """A name that stays as it is in every language."""
        return cls((dutch(text, own=own),))

    @classmethod
    def value(cls, value: Reachable, says: str | None = None, *, own: bool = False) -> Words:
        """Return a number or address as printed, with its link, always left to right."""
        stops = page_breaks if "/" in value.display else address_breaks
        breaks = () if isinstance(value, Phone) else stops(value.display)
        run = Run(
            value.display,
            ltr=True,
            unbroken=True,
            target=value.target or None,
            says=says,
            breaks=breaks,
            own=own,
        )
        return cls((run,))

    @classmethod
    def page(cls, value: Url, link: Words) -> Words:
        """Return the full address behind ``link``, for readers who have it on paper only."""
        written = value.target.removeprefix("https://").removeprefix("www.")
        (run,) = link.runs
        return cls((structs.replace(run, text=written, breaks=page_breaks(written)),))

    @classmethod
    def join(cls, sentences: Sequence[Words]) -> Words:
        """Join sentences into one paragraph."""
        *others, last = sentences
        return cls((*[run for words in others for run in words.spaced().runs], *last.runs))

    @property
    def has_address(self) -> bool:
        """Whether it holds an address that may be broken."""
        return any(run.breaks for run in self.runs)

    def spaced(self) -> Words:
        """Return the words with a trailing space, so that what follows in the same element is a new
        word. Nothing follows a character with white of its own.
        """
        *others, last = self.runs
        if last.text[-1:] in UNSPACED:
            return self
        if last.is_plain:  # a screen reader skips a space in an element of its own
            return Words((*others, structs.replace(last, text=f"{last.text} ")))
        return Words((*self.runs, Run(" ", language=last.language, ltr=last.ltr)))

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    def __add__(self, other: Words) -> Words:
        return Words((*self.spaced().runs, *other.runs))


def address_breaks(address: str) -> tuple[int, ...]:
    """Return where an address may be broken: after ``@`` and before a dot, which nobody takes for
    the end of a sentence or a hyphen, and which splits no word.
    """
    return tuple(
        index
        for index in range(1, len(address))
        if address[index - 1] == "@" or address[index] == "."
    )


def page_breaks(address: str) -> tuple[int, ...]:
    """Return where the address of a page may be broken: also after a slash or a hyphen between
    letters, since it has few dots. A hyphen between digits would read as part of a number.
    """
    after = (match.end() for match in _PAGE_BREAK.finditer(address))
    return tuple(sorted({*address_breaks(address), *after}))


_PAGE_BREAK = re.compile(r"/(?=\w)|(?<=[^\W\d])-(?=[^\W\d])")
_SHORT_WORD = re.compile(r"(?<![\w'\u2019\u02bc\u200c])([^\W\d_]) (?=\S)")
_PLACEHOLDER = re.compile(r"\{([a-z0-9_-]+)\}")


def set_words(
    text: Text, values: Mapping[str, Run | Words] | None = None, language: str = "nl"
) -> Words:
    """Convert a text to runs: bold words and Dutch words of a translation apart, placeholders
    filled.
    """
    kept = text.dutch if language != "nl" else ()
    runs: list[Run] = []
    for piece in _pieces(text.text, text.strong, kept, language):
        value = values.get(piece.name, piece.run) if values else piece.run
        for run in value.runs if isinstance(value, Words) else (value,):
            is_right = run.strong == piece.bold
            runs.append(run if is_right else structs.replace(run, strong=piece.bold))
    return Words(tuple(runs))


class _Piece(NamedTuple):
    """A piece of a text: a run, and the name of its placeholder, if it is one."""

    run: Run
    name: str
    bold: bool


@lru_cache(maxsize=4096)  # the values differ, the text is the same in every edition
def _pieces(
    text: str, strong: tuple[str, ...], kept: tuple[str, ...], language: str
) -> tuple[_Piece, ...]:
    """Return the pieces of a text, split at marked words and around placeholders."""
    printed, bold, whole = typographic(text, language), _named(text, strong), _named(text, kept)
    cuts = {0, len(text)}
    cuts.update(
        i for i in range(1, len(text)) if bold[i] != bold[i - 1] or whole[i] != whole[i - 1]
    )
    for match in _PLACEHOLDER.finditer(text):
        cuts.update(match.span())
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        run = Run(printed[start:end], language=language)
        if whole[start]:  # so that it is read aloud in one go
            run = structs.replace(dutch(run.text), unbroken=True)
        placeholder = _PLACEHOLDER.fullmatch(text[start:end])
        pieces.append(_Piece(run, placeholder[1] if placeholder else "", bold[start]))
    return tuple(pieces)


def _named(text: str, names: Sequence[str]) -> list[bool]:
    """Return, for each character of a text, whether it is part of a named word."""
    named = [False] * len(text)
    for words in names:
        start = text.index(words)
        named[start : start + len(words)] = [True] * len(words)
    return named


def tied(words: Words, language: str) -> Words:
    """Return words in which every one-letter word of a language is followed by a no-break space, so
    that it never ends a line.
    """
    text = _SHORT_WORD.sub("\\1\N{NO-BREAK SPACE}", str(words))
    runs, at = list[Run](), 0
    for run in words.runs:
        there = text[at : at + len(run.text)]
        keeps = there == run.text or run.language != language
        runs.append(run if keeps else structs.replace(run, text=there))
        at += len(run.text)
    return Words(tuple(runs))


def said(text: str, language: str, *, own: bool = False) -> Run:
    """Return a text of a given language, with typographic quotes."""
    return Run(typographic(text, language), language=language, own=own)


def dutch(text: str, *, own: bool = False) -> Run:
    """Return a name or value that is the same in every language and always runs left to right."""
    return Run(typographic(text, "nl"), ltr=True, own=own)


def with_name(label: Words, name: Words, language: str) -> Words:
    """Return a label followed by somebody's name; left to right when both are Dutch."""
    stays = all(run.ltr for run in (*label.runs, *name.runs))
    colon = dutch(": ") if stays else Run(": ", language=language)
    return Words((*label.runs, colon, *name.runs))


def beside(language: str) -> Run:
    """Return what is between two names of the same: a dot, before which a line may end."""
    return Run(" \N{MIDDLE DOT}\N{NO-BREAK SPACE}", language=language)


def listed(names: Sequence[Words], script: str, language: str) -> Words:
    """Return names as a list, separated by the comma of the script."""
    comma = Run(SCRIPTS[script].comma, language=language)
    runs = [run for name in names for run in (comma, *name.runs)]
    return Words(tuple(runs[1:]))


@lru_cache(maxsize=64)
def day_pattern(locale: str) -> str:
    """Return the CLDR pattern of a date with the month in words."""
    pattern = str(get_date_format("long", locale=locale.replace("-", "_")).pattern)
    # In the Netherlands the month is never first.
    return "d MMMM y" if pattern.startswith("M") else pattern


@lru_cache(maxsize=1024)
def written_day(day: date, locale: str) -> str:
    """Return a date with the month in words, with no-break spaces."""
    written = str(format_date(day, day_pattern(locale), locale=locale.replace("-", "_")))
    return written.replace(" ", "\N{NO-BREAK SPACE}")
