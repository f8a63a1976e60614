"""Numbers and addresses: exactly those of the sources, each as often as expected, with the right
link.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.rules.chapters import Chapter, Link
from wegwijs.proof.rules.dialling import reaches
from wegwijs.proof.sayings import Saying, pieces
from wegwijs.proof.words import plain, whole

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]*\w")
# With the letters of a to z that have marks, and those that stand beside them.
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9\u00df-\u024f-]+\.)+[a-z\u00df-\u024f]{2,}(?!\w)", re.IGNORECASE
)
_NUMBER = re.compile(r"\+?\(?\d[\d()]*(?:[ -]?\(?\d[\d()]*)*")
_NUMERAL = re.compile(r"^[1-9] | [1-9]$")  # of a sign beside a number
_TEMPLATE = re.compile(r"\{[a-z]+\}")
FEWEST = 3  # digits: fewer is no number to call


class Contacts:
    """The numbers and addresses that the sources of a document have, with their targets."""

    def __init__(self, truth: Truth) -> None:
        self.targets: dict[str, set[str]] = {plain(truth.emergency): set()}
        for piece in pieces(truth.sayings):
            if piece.target:
                self.targets.setdefault(plain(piece.text), set()).add(piece.target)
        longest = sorted(self.targets, key=len, reverse=True)
        self._known = re.compile(whole(*longest))
        # The words of forms may hold an example of a number.
        self.anywhere = self.among(truth.labels.values())

    def within(self, text: str) -> Counter[str]:
        """Count all numbers and addresses in a text, known or not."""
        text = plain(_TEMPLATE.sub(" ", text))
        found = Counter(self._known.findall(text))
        rest = self._known.sub(" \0 ", text)
        for pattern in (_EMAIL, _DOMAIN, _NUMBER):
            ones = (_NUMERAL.sub("", one) for one in pattern.findall(rest))
            found.update(
                one
                for one in ones
                if pattern is not _NUMBER or sum(map(str.isdigit, one)) >= FEWEST
            )
            rest = pattern.sub(" \0 ", rest)
        return found

    def among(self, texts: Iterable[Saying | str]) -> Counter[str]:
        """Count the numbers and addresses of several texts together."""
        found: Counter[str] = Counter()
        for text in texts:
            found += self.within(str(text))
        return found


def misprints(found: Sequence[Chapter], contacts: Contacts) -> Iterator[Finding]:
    """Yield wrong, missing and unexpected numbers, addresses and links."""
    for chapter in found:
        if chapter.blocks:
            yield from _texts(chapter, contacts)
            yield from _links(chapter)
            yield from _numbers(chapter)


def _texts(chapter: Chapter, contacts: Contacts) -> Iterator[Finding]:
    place = chapter.place
    must = contacts.among(words for words in place.asked if words not in place.spare)
    # A school may have a year in its name.
    may = contacts.among((*place.allowed, *place.spare, place.name))
    if place.alone and place.times > 1:
        must = Counter({value: count * place.times for value, count in must.items()})
    said = contacts.among(block.text for block in chapter.blocks)
    for value in must - said:
        what = f"{value} staat niet bij {place.name}."
        if said[value]:
            times = f"{said[value]} keer, dat moet {must[value]} keer zijn"
            what = f"{value} staat bij {place.name} {times}."
        yield chapter.finding("contact", what)
    for value, count in (said - must - may - contacts.anywhere).items():
        if value in contacts.targets:
            much = "te veel" if must[value] or may[value] else "en hoort daar niet"
            what = f"{value} staat {count} keer {much} bij {place.name}."
        else:
            what = f"Bij {place.name} staat {value}, maar dat staat niet in de gegevens."
        yield chapter.finding("contact", what, near=value)


def _numbers(chapter: Chapter) -> Iterator[Finding]:
    """Yield numbers that match the sources but cannot be dialled as printed."""
    asked = set(_asked((*chapter.place.asked, *chapter.place.allowed)))
    for link in sorted(_found(chapter) & asked):
        if link.target.startswith("tel:") and not reaches(link.text, link.target):
            called = link.target.removeprefix("tel:")
            what = f"Wie {link.text} bij {chapter.place.name} intoetst, bereikt {called} niet."
            yield chapter.finding("contact", what, near=link.text)


def _found(chapter: Chapter) -> set[Link]:
    return {
        Link(plain(link.text), link.target, link.says)
        for block in chapter.blocks
        for link in block.links
    }


def _links(chapter: Chapter) -> Iterator[Finding]:
    place = chapter.place
    asked = set(_asked((*place.asked, *place.allowed)))
    found = _found(chapter)
    for link in sorted(found - asked):
        same = [one for one in asked if one.text == link.text]
        if not same:
            what = (
                f"Bij {place.name} staat een link die daar niet hoort: {link.text},"
                f" naar {link.target}."
            )
        elif link.target not in {one.target for one in same}:
            what = (
                f"De link {link.text} bij {place.name} leidt naar {link.target},"
                f" dat moet {same[0].target} zijn."
            )
        else:
            what = (
                f'De link {link.text} bij {place.name} heet voor wie niet ziet "{link.says}",'
                f' dat moet "{same[0].says}" zijn.'
            )
        yield chapter.finding("link", what, near=link.text)
    linked = {link.text for link in found}
    needed = (one for one in place.asked if one not in place.spare or chapter.says(one))
    for link in sorted(set(_asked(needed))):
        if link.text not in linked:
            what = f"{link.text} bij {place.name} is geen link. Die moet leiden naar {link.target}."
            yield chapter.finding("link", what, near=link.text)


def _asked(words: Iterable[Saying]) -> Iterator[Link]:
    for piece in pieces(words):
        if piece.target:
            yield Link(plain(piece.text), piece.target, piece.says or piece.text)
