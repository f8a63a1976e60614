"""Phone numbers of which an edition says what they are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wegwijs.proof.expectations.speech import Speech, name
from wegwijs.proof.sayings import Saying
from wegwijs.sources.model import LocalContact, Text
from wegwijs.sources.own_words import begun, purpose_key
from wegwijs.sources.values import Phone
from wegwijs.sources.ways import Numbered


@dataclass(frozen=True)
class Stated:
    """A number, what it is for, and both as they are printed; ``id`` is of ``NUMBERS``."""

    id: str
    number: Phone
    purpose: Saying
    saying: Saying


def stated(
    speech: Speech, numbers: Iterable[Numbered], who: str, contact: LocalContact | None
) -> Iterator[Stated]:
    """Yield the numbers of an organisation, or of a contact of the edition's own; ``who`` is called
    with them.
    """
    for one in numbers:
        purpose = _begun(_purpose(speech, one, contact))
        link = speech.link(one.number, who)
        said = speech.label("number_for", purpose=purpose, number=link)
        yield Stated(one.id, one.number, purpose, said)


def _begun(purpose: Saying) -> Saying:
    """Return Dutch with a capital: the purpose begins the line, before the number."""
    first, *rest = purpose.pieces
    if not first.language.startswith("nl"):
        return purpose
    return Saying((replace(first, text=begun(first.text)), *rest))


def _purpose(speech: Speech, one: Numbered, contact: LocalContact | None) -> Saying:
    if isinstance(one.purpose, Text):
        return speech.text(one.purpose)
    translation = contact and speech.pack.own_words.get(purpose_key(speech.pack, contact, one))
    return speech.translated(translation) if translation else name(one.purpose)
