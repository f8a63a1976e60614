"""Translatable texts, and the review of their translations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from msgspec import Struct
from pydantic import Field, PrivateAttr, model_validator

from wegwijs.sources.model.fields import Record, Words


class Review(Struct, frozen=True):
    """Who reviewed a translation, and when."""

    reviewer: str
    day: date


class Translation(Struct, frozen=True):
    """The translation of a name or label; ``review`` is None when nobody reviewed it."""

    text: str
    review: Review | None = None


def _kept(text: Text) -> dict[str, Any]:
    """Private attributes, looked up at once: pydantic takes 2 us for each."""
    return text.__pydantic_private__ or {}


class Text(Record):
    """A translatable text. ``strong`` lists the words in bold, ``dutch`` those that a translation
    keeps in Dutch, because the reader has to say or recognise them.

    The text itself is never markup; ``{name}`` is a placeholder. A plain string in YAML is a text
    without such words.
    """

    text: Words
    strong: tuple[Words, ...] = ()
    dutch: Annotated[
        tuple[Words, ...],
        Field(description="Woorden die in elke vertaling Nederlands blijven."),
    ] = ()
    _language: str = PrivateAttr("nl")
    _original: Text | None = PrivateAttr(None)
    _counted: tuple[str, Review | None] | None = PrivateAttr(None)

    @property
    def language(self) -> str:
        """The language of the text: Dutch, until it is translated."""
        return str(_kept(self)["_language"])

    @property
    def original(self) -> Text:
        """The Dutch that it was translated from, or the text itself."""
        return _kept(self)["_original"] or self

    @property
    def counted(self) -> tuple[str, Review | None] | None:
        """The key by which a translation is counted as printed, and its review; None for the Dutch
        itself.
        """
        return _kept(self)["_counted"]  # type: ignore[no-any-return]

    def translated(
        self, text: str, strong: tuple[str, ...], language: str, review: Review | None = None
    ) -> Self:
        """Return the text in another language."""
        kept = tuple(words for words in self.dutch if words in text)
        copy = self.model_copy(update={"text": text, "strong": strong, "dutch": kept})
        copy._language, copy._original = language, self.original
        copy._counted = f"{self.original.text}\n{text}", review
        return copy

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _named_words_are_in_text(self) -> Text:
        for name in ("strong", "dutch"):
            for words in getattr(self, name):
                if self.text.count(words) != 1:
                    raise ValueError(
                        f"{name!r} noemt {words!r}; dat moet precies één keer in de tekst staan"
                    )
        return self


@dataclass(frozen=True)
class Fills:
    """The ``{names}`` that a text must hold: each exactly once, and no others."""

    names: frozenset[str]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", frozenset(names))
