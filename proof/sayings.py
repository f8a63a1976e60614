"""Expected sentences, composed of pieces in one language each.

Words, languages and links as the pack and its catalogues have them, without any appearance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wegwijs.proof.words import key


@dataclass(frozen=True)
class Piece:
    """A piece of text in one language. ``target`` makes it a link, of which ``says`` is spoken
    aloud.
    """

    text: str
    language: str = "nl"
    target: str | None = None
    says: str | None = None


@dataclass(frozen=True)
class Saying:
    """An expected sentence, name or address."""

    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, text: str, language: str = "nl") -> Saying:
        """Return a text in one language."""
        return cls((Piece(text, language),))

    @property
    def is_link(self) -> bool:
        """Whether it is only an address: those are checked by ``rules.contacts``."""
        return all(piece.target for piece in self.pieces)

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def __add__(self, other: Saying) -> Saying:
        """Concatenate two, with a space between them."""
        between = Piece(" ", self.pieces[-1].language)
        return Saying((*self.pieces, between, *other.pieces))


def known(*sayings: Saying | None) -> tuple[Saying, ...]:
    """Return those that are not None."""
    return tuple(one for one in sayings if one is not None)


def pieces(sayings: Iterable[Saying]) -> Iterator[Piece]:
    """Yield every piece of several sentences."""
    for saying in sayings:
        yield from saying.pieces


class Sayings:
    """A set of sentences from which a passage may be composed, in any order."""

    def __init__(self, sayings: Iterable[Saying]) -> None:
        self._starting: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for saying in set(sayings):
            text, languages = _letters(saying)
            if text:
                self._starting.setdefault(text[0], []).append((text, languages))

    def gap(self, text: str, languages: Sequence[str] | None = None) -> int | None:
        """Return how far a text can be composed from these, None for all of it.

        With ``languages``, one for each character, every letter must match its language too. The
        text is as ``key`` has it.
        """
        reached, waiting = {0}, [0]
        while waiting:
            at = waiting.pop()
            for saying, own in self._starting.get(text[at : at + 1], ()):
                end = at + len(saying)
                if end in reached or not text.startswith(saying, at):
                    continue
                if languages is None or _agree(saying, own, languages[at:end]):
                    reached.add(end)
                    waiting.append(end)
        return None if len(text) in reached else max(reached)


@lru_cache(maxsize=4096)  # the rules of a file ask for the same, and so do the files of an edition
def _letters(saying: Saying) -> tuple[str, tuple[str, ...]]:
    """Return a sentence as ``key`` has it, with the language of each character."""
    languages = tuple(piece.language for piece in saying.pieces for _ in key(piece.text))
    return key(str(saying)), languages


def _agree(text: str, one: Sequence[str], other: Sequence[str]) -> bool:
    return all(a == b for char, a, b in zip(text, one, other, strict=True) if char.isalpha())
