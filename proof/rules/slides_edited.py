"""Rules for slides that somebody changed: a trainer may say more, move and leave out.

Numbers, links, codes and numerals must be right whoever typed them; the rest is told in one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from wegwijs.proof.expectations import slides as asked
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.slides import FOOTERS, TITLES, DeckFile, P, Slide, text_of
from wegwijs.proof.rules import filled_in, slides
from wegwijs.proof.rules.chapters import Block
from wegwijs.proof.rules.codes import faults
from wegwijs.proof.rules.handout import printed
from wegwijs.proof.rules.owners import Owner, Owners, listed
from wegwijs.proof.rules.symbols import measured
from wegwijs.proof.rules.typed_hours import TypedHours, altered
from wegwijs.proof.words import key, plain

MEND = "Verbeter dit in PowerPoint, en kijk het weer na. Of begin opnieuw met nieuwe dia's."
_LEAST = 6  # digits of a number: fewer is a year or a time
_SHOWN = 3  # own texts that are quoted
Rule = Callable[[], Iterable[Finding]]


def judges(file: DeckFile, truth: Truth) -> Iterator[Rule]:
    """Yield the rules for everything that must not be wrong, whoever changed it."""
    owners = Owners(truth)
    for rule in (
        lambda: _links(file, owners),
        lambda: _numbers(file, owners),
        lambda: _codes(file, owners),
        lambda: _hours(file, TypedHours(truth)),
        lambda: _emergency(file, truth),
        lambda: slides.draft(file, truth),
        lambda: _told(file, truth),
    ):
        yield partial(_with_remedy, rule)


def _with_remedy(rule: Rule) -> Iterator[Finding]:
    for found in rule():
        yield found if found.mild else replace(found, todo=MEND)


def _owner(slide: Slide, owners: Owners) -> Owner | None:
    """Return the organisation that a slide is about."""
    title = key(slide.title)
    return next((one for one in owners.organisations if title and title in one.names), None)


def _links(file: DeckFile, owners: Owners) -> Iterator[Finding]:
    for slide in file.slides:
        for shape in slide.every:
            for link in slide.links(shape):
                if wrong := filled_in.leads_elsewhere(link, owners):
                    what = f"De link {link.text} {wrong}."
                    yield Finding("link", what, at=slide.at)


def _numbers(file: DeckFile, owners: Owners) -> Iterator[Finding]:
    """What stands on a sign, or on the slide of an organisation, must be a number of that one."""
    numerals = {str(one.numeral): one for one in owners.organisations}
    for slide in file.slides:
        whose = _owner(slide, owners)
        for shape in slide.shapes:
            if shape.kind in FOOTERS:
                continue
            texts = [one.text for one in slide.inner(shape)]
            heads = [key(one) for one in texts if key(one) in numerals]
            owner = numerals[heads[0]] if shape.is_group and len(heads) == 1 else whose
            if owner is None:
                continue
            if whose and owner is not whose:
                what = f"Op de dia van {whose.name} staat het cijfer {owner.numeral}."
                yield Finding("numeral", what, at=slide.at)
            for number in owners.contacts.among(texts):
                yield from _strange(number, owner, owners, slide)


def _strange(number: str, owner: Owner, owners: Owners, slide: Slide) -> Iterator[Finding]:
    allowed = owners.contacts.among(owner.words) + owners.contacts.anywhere
    if number in allowed:
        return
    others = owners.owns(number)
    if others:
        what = f"Bij {owner.name} staat {number}, het nummer van {listed(others)}."
        yield Finding("contact", what, at=slide.at)
    elif not owner.blank and sum(map(str.isdigit, number)) >= _LEAST:
        what = f"Bij {owner.name} staat {number}, maar dat staat niet in de gegevens."
        yield Finding("contact", what, at=slide.at)


def _codes(file: DeckFile, owners: Owners) -> Iterator[Finding]:
    for slide in file.slides:
        owner = _owner(slide, owners)
        for shape in slide.every:
            if shape.element.tag != f"{P}pic" or shape.box is None:
                continue
            wide = shape.box[2] - shape.box[0]
            paper = printed(Block("", "", alt=shape.alt, picture=slide.picture(shape), width=wide))
            for _, code in measured(paper) if paper else ():
                spot = slide.at
                for kind, what in faults(code, f"op dia {slide.number}"):
                    yield Finding(kind, what, at=spot)
                if owner and owner.code and code.text != owner.code:
                    what = f"De QR-code bij {owner.name} gaat naar {code.text},"
                    yield Finding("qr", f"{what} dat moet {owner.code} zijn.", at=spot)


def _hours(file: DeckFile, hours: TypedHours) -> Iterator[Finding]:
    """Check opening hours; those of somebody whom a trainer adds have times of their own."""
    for slide in file.slides:
        texts = [text_of(one) for shape in slide.every for one in shape.paragraphs]
        found = altered(filter(hours.resembles, texts), hours, f"Op dia {slide.number}")
        yield from (replace(one, at=slide.at) for one in found)


def _emergency(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    right, label = key(str(truth.alert)), key(str(truth.alert_label))
    texts = {key(shape.text) for slide in file.slides for shape in slide.every}
    if right not in texts or any(
        one.startswith(label) and len(one) <= len(right) and one != right for one in texts
    ):
        yield Finding("contact", f"De regel met {truth.emergency} is weg, of is veranderd.")


def _told(file: DeckFile, truth: Truth) -> Iterator[Finding]:
    """Yield sentences that differ from the data in a digit only, and sum up what is new."""
    known = filled_in.Known(truth, asked.places(truth), asked.footer(truth))
    own = []
    for slide in file.slides:
        for shape in slide.every:
            whole = shape.kind in TITLES
            for text in [shape.text] if whole else map(text_of, shape.paragraphs):
                if not key(text) or key(text).isdecimal() or known.has(text):
                    continue
                if known.differs_in_digits(text):
                    what = f'In deze zin is een cijfer of nummer anders: "{plain(text)[:80]}".'
                    yield Finding("numeral", what, at=slide.at)
                own.append(plain(text))
    if own:
        quoted = ", ".join(f'"{text[:50]}"' for text in own[:_SHOWN])
        more = f" en nog {len(own) - _SHOWN}" if len(own) > _SHOWN else ""
        yield Finding("text", f"Eigen tekst, lees die zelf na: {quoted}{more}.", mild=True)
