"""Turn the texts of a pack into words, and share what all editions have in common."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple

from msgspec import structs

from wegwijs.layouts.content.node import says_own
from wegwijs.layouts.content.words import Run, Words, said, set_words, tied, written_day
from wegwijs.sources import model
from wegwijs.sources.model import Pack, Text
from wegwijs.sources.same import Same
from wegwijs.sources.values import Reachable
from wegwijs.sources.ways import way_of

_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")
_SHARED = ("organisations", "guidance", "labels", "dutch_notes", "print_notes")
_MOST_NODES = 5000  # entries after which a cache is cleared; the same nodes are then built again

Counted = tuple[str, model.Review | None]
_Plain = tuple[Text, Words, Counted | None]
Reviews = dict[str, model.Review | None]  # reviews of the printed translations, by printed text


@dataclass(frozen=True, eq=False)
class National:
    """What all editions of a pack share in a language.

    ``pack`` lacks an edition: accessing one raises ``AttributeError``. So anything made from it and
    its arguments alone is valid for every edition.
    """

    pack: Pack
    _nodes: dict[Any, tuple[Any, Reviews]] = field(default_factory=dict, repr=False)
    _plain: dict[int, _Plain] = field(default_factory=dict, repr=False)

    def plain(self, text: Text) -> tuple[Words, Counted | None]:
        """Return a text without values as words, with its review.

        Looked up by identity, and the text is kept alive: comparing texts costs as much as
        converting them.
        """
        known = self._plain.get(id(text))
        if known is None:
            rtl = self.pack.languages[self.pack.language].direction == "rtl"
            known = text, _words(text, (), rtl, self.ties(text.language)), text.counted
            if len(self._plain) >= _MOST_NODES:
                self._plain.clear()
            self._plain[id(text)] = known
        return known[1:]

    def ties(self, language: str) -> bool:
        """Return whether a one-letter word of a language stays with the next word."""
        return self.pack.languages[language].ties_short_words

    def made(self, make: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Reviews]:
        """Return the node that ``make`` builds from its arguments, and the translations that it
        prints.
        """
        key = make, arguments
        if key not in self._nodes:
            # A closure or method could read an edition that the cache key does not include.
            assert isinstance(make, types.FunctionType), f"{make} is not a plain function"
            assert make.__closure__ is None, f"{make.__qualname__} sees more than its arguments"
            phrases = Phrases(self)
            node = make(phrases, *arguments)
            assert not says_own(node), f"{make.__qualname__} says what is an edition's own"
            if len(self._nodes) >= _MOST_NODES:
                self._nodes.clear()
            self._nodes.setdefault(key, (node, phrases.reviews))
        return self._nodes[key]


def national(pack: Pack) -> National:
    """Return the shared part of a pack: one object for all editions with the same texts."""
    languages = tuple(pack.languages)
    shared = (getattr(pack, name) for name in _SHARED)
    parts = Same(*shared, *(pack.languages[code] for code in languages))
    return _national(parts, languages, pack.language, tuple(pack.meanings.items()))


@lru_cache(maxsize=64)
def _national(
    parts: Same,
    languages: tuple[str, ...],
    language: str,
    meanings: tuple[tuple[str, model.Translation], ...],
) -> National:
    shared = dict(zip(_SHARED, parts.objects, strict=False))
    known = parts.objects[len(_SHARED) :]
    shared["languages"] = dict(zip(languages, known, strict=True))
    return National(
        Pack.model_construct(set(), **shared, language=language, meanings=dict(meanings))
    )


class Phrases:
    """Turns texts of a pack into words, and records which translations were printed."""

    def __init__(self, national: National) -> None:
        self.national = national
        self.pack = national.pack
        self.language = self.pack.language
        self.rtl = self.pack.languages[self.language].direction == "rtl"
        self.reviews: Reviews = {}

    def once(self, make: Callable[[Phrases, *_Ts], _T], *arguments: *_Ts) -> _T:
        """Return the node that ``make`` builds from the shared texts and its arguments, the same
        object for every edition.

        ``make`` must be a module-level function, so that nothing else can reach it.
        """
        node, reviews = self.national.made(make, arguments)
        for printed, review in reviews.items():
            self.count(printed, review)
        return node  # type: ignore[no-any-return]

    def words(self, text: Text, **values: str | date | Run | Words) -> Words:
        """Return a text with its placeholders replaced by runs, words or dates in its language."""
        if not values:
            words, counted = self.national.plain(text)
            if counted:
                self.count(*counted)
            return words
        self.saw(text)
        return self._filled(text, values, own=False)

    def filled(self, text: Text, **values: str | date | Run | Words) -> Words:
        """Like ``words``, with values that are the edition's own."""
        self.saw(text)
        return self._filled(text, values, own=True)

    def _filled(
        self, text: Text, values: Mapping[str, str | date | Run | Words], *, own: bool
    ) -> Words:
        language = text.language
        runs = ((name, self._run(value, language, own)) for name, value in values.items())
        return _words(text, tuple(runs), self.rtl, self.national.ties(language))

    def _run(self, value: str | date | Run | Words, language: str, own: bool) -> Run | Words:
        if isinstance(value, Words):
            return value
        if isinstance(value, Run):
            return structs.replace(value, own=True) if own and not value.own else value
        if isinstance(value, date):
            locale = self.pack.languages[language].locale
            day = written_day(value, locale)
            # No-break spaces keep a date on one line; a date of a script without spaces has none.
            whole = "\N{NO-BREAK SPACE}" not in day
            return Run(day, language=language, unbroken=whole, own=own)
        return said(value, language, own=own)

    def own_words(self, text: Text) -> Words:
        """Return a text that the edition brings itself."""
        return Words(tuple(structs.replace(run, own=True) for run in self.words(text).runs))

    def saw(self, text: Text) -> None:
        """Record a text as printed."""
        if text.counted:
            self.count(*text.counted)

    def translation(self, translated: model.Translation) -> str:
        """Return the translation of a name or label, and record it as printed."""
        self.count(translated.text, translated.review)
        return translated.text

    def translated(self, translated: model.Translation, *, own: bool = False) -> Words:
        """Do the same as words."""
        return self._tied(Words.of(self.translation(translated), self.language, own=own))

    def kept_together(self, name: str) -> str:
        """Return a name in the language, of which a word of one letter stays with the next word."""
        return str(self._tied(Words.of(name, self.language)))

    def _tied(self, words: Words) -> Words:
        return tied(words, self.language) if self.national.ties(self.language) else words

    def count(self, printed: str, review: model.Review | None) -> None:
        """Record a translation as printed; printed from two places, it is reviewed only if both
        are.
        """
        self.reviews[printed] = review and self.reviews.get(printed, review)

    def link(self, name: str, value: Reachable, *, own: bool = False) -> Words:
        """Return a number or address as a link, with its description for screen readers."""
        way = way_of(value)
        says = way.said(getattr(self.pack.labels, way.says).text, name, value)
        return linked(value, says, rtl=self.rtl, own=own)

    def way(self, name: str, value: Reachable, *, own: bool = False) -> Words:
        """Return a number or address as a link, after the name of its way where it needs one."""
        link, named = self.link(name, value, own=own), way_of(value).named
        return self.words(getattr(self.pack.labels, named), value=link) if named else link


def linked(value: Reachable, says: str, *, rtl: bool, own: bool) -> Words:
    """Return a number or address as a link; ``says`` is its description for screen readers."""
    words = Words.value(value, says, own=own)
    if not rtl:
        return words
    # Between right-to-left text a space parts a number in two, and copying turns the parts
    # round; a no-break space keeps it one number (UAX #9, rule W4).
    (run,) = words.runs
    return Words((structs.replace(run, text=run.text.replace(" ", "\N{NO-BREAK SPACE}")),))


@lru_cache(maxsize=8192)  # texts that several editions share, such as a date
def _words(text: Text, values: tuple[tuple[str, Run | Words], ...], rtl: bool, ties: bool) -> Words:
    words = set_words(text, dict(values), text.language)
    if ties:
        words = tied(words, text.language)
    if not rtl:
        return words
    # Dutch text in place of a missing translation keeps its own direction.
    return Words(
        tuple(structs.replace(r, ltr=True) if r.language == "nl" else r for r in words.runs)
    )
