"""Words of a document: in the data, marked with their language, large and dark enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding, comma
from wegwijs.proof.rules.symbols import luminance
from wegwijs.proof.rules.visible import TYPE_CONTRAST
from wegwijs.proof.sayings import Saying, pieces
from wegwijs.proof.words import key

SMALLEST = 10.0  # pt


def small(text: str, size: float) -> Iterator[Finding]:
    """Check the size (pt) of a text."""
    if size < SMALLEST:
        what = f'De tekst "{text}" is te klein: {comma(size)} punt.'
        yield Finding("legible", f"{what} Het minste is {comma(SMALLEST, 0)}.")


def pale(text: str, ink: str, ground: str) -> Iterator[Finding]:
    """Check the contrast of a text; the colours are RRGGBB or ``auto``."""
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    contrast = (light + 0.05) / (dark + 0.05)
    if contrast < TYPE_CONTRAST:
        what = f'Te weinig contrast heeft de tekst "{text}": {comma(contrast)} op 1.'
        yield Finding("contrast", f"{what} Het minste is {comma(TYPE_CONTRAST)}.")


def _luminance(colour: str) -> float:
    """Return the luminance of a colour as printed in black and white."""
    if colour == "auto":
        return luminance(0)
    red, green, blue = (int(colour[start : start + 2], 16) for start in (0, 2, 4))
    return luminance(0.299 * red + 0.587 * green + 0.114 * blue)


def kept(text: str, said: str, truth: Truth) -> Iterator[Finding]:
    """Check that words which stay Dutch in a translation are marked as Dutch; ``said`` is the
    language of a text that may hold them.
    """
    for words in truth.kept:
        if words in text and said != truth.locales["nl"]:
            yield Finding("language", f'"{words}" wordt niet als Nederlands voorgelezen.')


class KnownWords:
    """All words of a document in the data, with their languages; ``more`` are sentences that
    only this product has.
    """

    def __init__(self, truth: Truth, more: Iterable[Saying] = ()) -> None:
        self._locales: dict[str, set[str]] = {}
        self.own = truth.locale
        mark = truth.mark.sayings if truth.mark else ()
        every = (*truth.sayings, *truth.colophon, *truth.workshop, *truth.addressee, *mark, *more)
        for piece in pieces(every):
            self._locales.setdefault(key(piece.text), set()).add(truth.locales[piece.language])
        for saying in every:  # what is in one locale may be written in one go
            for locale, some in groupby(saying.pieces, lambda one: truth.locales[one.language]):
                text = key("".join(piece.text for piece in some))
                self._locales.setdefault(text, set()).add(locale)

    def judge(self, text: str, said: str) -> Iterator[Finding]:
        """Check that words are in the data and marked with their language, which is ``said``."""
        if not any(char.isalpha() for char in text):
            return
        asked = self.locales(text)
        if not asked:
            yield Finding("text", f'De tekst "{text}" staat niet in de gegevens.')
            return
        if said not in asked:
            told = said or "niet ingevuld"
            what = f'"{text}" staat als taal {told}, dat moet {min(asked)} zijn.'
            yield Finding("language", what)

    def locales(self, words: str) -> set[str]:
        """Return the languages of words; of a fragment, those of the whole."""
        text = key(words).strip("()") or key(words)  # brackets may stand in the run that they hold
        if text not in self._locales:
            whole = (locales for known, locales in self._locales.items() if text in known)
            self._locales[text] = set().union(*whole)
        return self._locales[text]
