"""HTML of the words of an outline. A text is never markup: every text is escaped here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from msgspec import structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.escaping import escape, quoteattr
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.sources.same import Same


@dataclass(frozen=True, eq=False)
class Ground:
    """What every part of a page in a language reads besides its own words; the same object for all
    editions.
    """

    language: str
    rtl: bool
    labels: Mapping[str, Words] = field(repr=False)

    @classmethod
    def of(cls, outline: Outline) -> Ground:
        """Return the ground of the pages of an outline."""
        key = Same(outline.labels), outline.language, outline.direction
        made: Ground = _GROUNDS.made(
            key, lambda: cls(outline.language, outline.direction == "rtl", outline.labels)
        )
        return made

    def says(self, label: str, **values: str) -> str:
        """Return a label as plain text, with its placeholders filled in."""
        text = str(self.labels[label])
        return text.format(**values) if values else text


_GROUNDS: Memory[object, Ground] = Memory(64)


class Piece(NamedTuple):
    """A part of a page, and the characters that it needs of the fonts."""

    html: str
    letters: frozenset[str]

    @classmethod
    def of(cls, html: str) -> Piece:
        """Return a part with its characters."""
        return cls(html, frozenset(html))


_PIECES: Memory[object, Piece] = Memory(8192)


def piece(make: Callable[..., str], ground: Ground, *parts: object) -> Piece:
    """Return the part that ``make`` writes of hashable parts of an outline. Those that no edition
    owns are written once.
    """
    if any(getattr(part, "own", False) for part in parts):
        return Piece.of(make(ground, *parts))
    return _PIECES.made((make, ground, *parts), lambda: Piece.of(make(ground, *parts)))


def element(tag: str, content: str = "", /, **attributes: str | bool | None) -> str:
    """Return an element around HTML. The name of an attribute may end in ``_``, and has ``_`` for
    ``-``; None and False leave it out, True gives it no value.
    """
    named = "".join(
        f" {name.rstrip('_').replace('_', '-')}{'' if value is True else f'={quoteattr(value)}'}"
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{tag}{named}>{content}</{tag}>"


def words_in(ground: Ground, words: Words, *, linked: bool = True) -> str:
    """Return words as HTML: bold, in their languages, with links unless that is not asked for."""
    return "".join(_run(ground, run, linked=linked) for run in words.runs)


def block(tag: str, ground: Ground, words: Words, /, **attributes: str | None) -> str:
    """Return an element with words alone. One in a single other language carries that itself."""
    languages = {run.language for run in words.runs if _is_spoken(run)}
    if len(languages) == 1 and not any(run.target or run.sign for run in words.runs):
        (language,) = languages
        ltr = ground.rtl and all(run.ltr for run in words.runs)
        if language != ground.language and not ltr:
            return element(tag, _in_language(ground, words, language), lang=language, **attributes)
    return element(tag, words_in(ground, words), **attributes)


# What is between sentences: a space, or in Chinese nothing.
SENTENCES = re.compile("(?<=[.?!\u061f\u06d4\u1362\u1367]) |(?<=[\u3002\uff01\uff1f])(?=.)")
# What is before the dot between two names. It is a run by itself: a name may hold anything.
NAMES = re.compile(r"\A (?=\N{MIDDLE DOT}\N{NO-BREAK SPACE}\Z)")


def parted(
    tag: str, ground: Ground, words: Words, between: re.Pattern[str], /, **attributes: str | None
) -> str:
    """Return an element with words alone, and in it an element around each part, which the style
    sheet keeps whole where it fits. Text that always runs left to right is never divided: on a
    right-to-left page its parts would change places.
    """
    written, whole = "", ""
    for run in words.runs:
        start = 0
        for end in () if run.ltr else between.finditer(run.text):
            said = Words((structs.replace(run, text=run.text[start : end.start()]),))
            written += element("span", whole + words_in(ground, said), class_="part") + end[0]
            whole, start = "", end.end()
        whole += words_in(ground, Words((structs.replace(run, text=run.text[start:]),)))
    if not written:
        return block(tag, ground, words, **attributes)
    return element(tag, written + element("span", whole, class_="part"), **attributes)


def _in_language(ground: Ground, words: Words, language: str) -> str:
    inner = Ground(language, ground.rtl, ground.labels)
    return words_in(inner, words)


def _run(ground: Ground, run: Run, *, linked: bool) -> str:
    content = _broken(run)
    if run.sign:
        name = ground.says("web_sign", numeral=run.text)
        return element("a", content, class_="tag", href=f"#{anchor(run.text)}", aria_label=name)
    other = run.language if run.language != ground.language and _is_spoken(run) else None
    ltr = "ltr" if ground.rtl and run.ltr and run.text.strip() else None
    if run.target and linked:
        attributes = {"href": run.target, "lang": other, "dir": ltr, "aria_label": run.says}
        content = element("a", content, **attributes)
    elif ltr:
        whole = "whole" if run.unbroken else None
        content = element("bdi", content, lang=other, dir=ltr, class_=whole)
    elif other:
        content = element("span", content, lang=other)
    elif run.unbroken and not run.target:
        content = element("span", content, class_="whole")
    return f"<b>{content}</b>" if run.strong else content


def _broken(run: Run) -> str:
    """Return a text with the places where an address may be broken; short words are kept whole."""
    if not run.breaks:
        return _JOINED.sub(_whole, escape(run.text)) if run.is_plain else escape(run.text)
    ends = (0, *run.breaks, len(run.text))
    return "<wbr>".join(escape(run.text[start:end]) for start, end in pairwise(ends))


# Words joined by hyphens. A browser ends a line after any of these, also before or after a few
# letters, as in French ("Pays-Bas"), Romanian and Russian.
_JOINED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_FEW, _MOST_WHOLE = 3, 16  # letters: of a part that is not left alone, and of what is kept whole


def _whole(words: re.Match[str]) -> str:
    shortest = min(map(len, words[0].split("-")))
    if shortest > _FEW or len(words[0]) > _MOST_WHOLE:
        return words[0]
    return element("span", words[0], class_="whole")


def _is_spoken(run: Run) -> bool:
    return any(map(str.isalpha, run.text))


def anchor(numeral: int | str) -> str:
    """Return the id of the explanation of an organisation."""
    return f"bord-{numeral}"


def joined(parts: Iterable[Piece]) -> Piece:
    """Return parts one after the other."""
    parts = list(parts)
    letters = frozenset().union(*(one.letters for one in parts))
    return Piece("".join(one.html for one in parts), letters)
