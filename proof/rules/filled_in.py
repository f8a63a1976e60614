"""Rules for a handout that somebody filled in or edited.

Fields, notes, own rows and reworded sentences are allowed and reported in one line. Numbers, links,
codes and numerals must be right whoever typed them: a number that was changed while its link or
code was not sends people astray.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby

from wegwijs.proof.expectations import handout
from wegwijs.proof.expectations.place import Place
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import W, WordFile, text_of, value
from wegwijs.proof.rules import handout as rules
from wegwijs.proof.rules import word, word_fields, word_fonts
from wegwijs.proof.rules.chapters import Link
from wegwijs.proof.rules.codes import faults
from wegwijs.proof.rules.dialling import can_be_called, reaches
from wegwijs.proof.rules.owners import Owner, Owners, listed
from wegwijs.proof.rules.passages import Passage, passages, seen
from wegwijs.proof.rules.symbols import measured
from wegwijs.proof.rules.typed_hours import TypedHours, altered
from wegwijs.proof.sayings import Saying, Sayings
from wegwijs.proof.words import key, plain

MEND = "Verbeter dit in Word, en kijk het weer na. Of begin opnieuw met een nieuwe hand-out."
_LEAST = 6  # digits of a number in a sentence: fewer is a year, a time or a room
_SENTENCE = 8  # letters without digits: less is no sentence
_NUMERAL = re.compile(r"\s*(\d{1,2})(?!\d)\s")
_OVERVIEW = 4  # columns
_NUMERAL_CELL = 2
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w.-]+\w|(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)
_SHOWN = 3  # own texts that are quoted


@dataclass(frozen=True)
class Edited:
    """What is read of a handout that somebody edited: its text, the fields by title with what was
    typed, and whether there are tracked changes.
    """

    passages: list[Passage]
    fields: list[tuple[str, str]]
    tracked: bool


Rule = Callable[[], Iterable[Finding]]


def judges(file: WordFile, truth: Truth) -> Iterator[Rule]:
    """Yield the rules for everything that must not be wrong in Word, whoever edited it."""
    controls = seen(file).iter(f"{W}sdt")
    changes = file.body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")
    edited = Edited(
        passages(file),
        [(value(control, "sdtPr", "alias"), text_of(control)) for control in controls],
        any(True for _ in changes),
    )
    yield from of_text(edited, truth, MEND)
    for rule in (
        lambda: word.draft(file, truth),
        lambda: word_fonts.broken(file, whole=False),
        lambda: _unseen(file),
    ):
        yield partial(_with_remedy, rule, MEND)


def of_text(edited: Edited, truth: Truth, mend: str) -> Iterator[Rule]:
    """Yield the rules for text, links, codes and fields in any format; ``mend`` is the remedy."""
    owners, known, hours = Owners(truth), Known(truth), TypedHours(truth)
    every = edited.passages
    owned = [(passage, owners.of(passage)) for passage in every]
    for rule in (
        lambda: chain.from_iterable(_links(*one, owners) for one in owned),
        lambda: chain.from_iterable(_numbers(*one, owners, known) for one in owned),
        lambda: chain.from_iterable(_codes(*one, owners) for one in owned),
        lambda: chain.from_iterable(_numerals(*one, owners) for one in owned),
        lambda: chain.from_iterable(known.altered(passage) for passage in every),
        lambda: chain.from_iterable(_hours(*one, hours) for one in owned),
        lambda: _emergency(every, truth),
        lambda: _absent(every, owners),
        lambda: _fields(edited.fields, truth, owners),
        lambda: _told(edited, known),
    ):
        yield partial(_with_remedy, rule, mend)


def _with_remedy(rule: Rule, mend: str) -> Iterator[Finding]:
    for found in rule():
        yield found if found.mild else replace(found, todo=mend)


def _where(passage: Passage, owner: Owner | None) -> str:
    return owner.name if owner else f'"{passage.name}"'


def _hours(passage: Passage, owner: Owner | None, hours: TypedHours) -> Iterable[Finding]:
    """Check the opening hours of whom the data have any; others may be written down."""
    where = f"Bij {_where(passage, owner)}"
    return altered(passage.paragraphs, hours, where) if hours.of(owner) else ()


# --- links ----------------------------------------------------------------------------------------


def _links(passage: Passage, owner: Owner | None, owners: Owners) -> Iterator[Finding]:
    where = _where(passage, owner)
    for link in passage.links:
        if wrong := leads_elsewhere(link, owners):
            yield Finding("link", f"De link {link.text} bij {where} {wrong}.")
        elif owner and owners.leads_to(link.target) and link.target not in owner.targets:
            other = listed(owners.leads_to(link.target))
            what = f"De link {link.text or link.target} bij {where} is die van {other}."
            yield Finding("link", what)
        elif other_number := _said_otherwise(link, owners):
            what = f'De link {link.text} bij {where} heet voor wie niet ziet "{link.says}".'
            yield Finding("link", what, detail=other_number)


def leads_elsewhere(link: Link, owners: Owners) -> str:
    """Return where a link leads if its text says otherwise, or an empty string."""
    text, target = plain(link.text), link.target
    if target.startswith("tel:"):
        digits = sum(map(str.isdigit, text))
        if digits and not reaches(text, target):
            return f"belt een ander nummer: {_printed(target, owners)}"
        return ""
    if text in owners.contacts.targets:
        right = owners.contacts.targets[text]
        return "" if target in right or _same(text, target) else f"leidt naar {target}"
    if _ADDRESS.fullmatch(text) and not _same(text, target):
        return f"leidt naar {target}"
    return ""


def _printed(target: str, owners: Owners) -> str:
    """Return a number as printed from the data, with its owner."""
    for text, targets in owners.contacts.targets.items():
        if target in targets:
            return f"{text} ({listed(owners.owns(text))})" if owners.owns(text) else text
    return target.removeprefix("tel:")


def _same(text: str, target: str) -> bool:
    """Whether an address leads where it says, or to a page of that site."""
    bare = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?", re.IGNORECASE)
    said, leads = (bare.sub("", one).rstrip("/").casefold() for one in (text, target))
    return leads == said or leads.startswith(f"{said}/") or leads.startswith(f"{said}?")


def _said_otherwise(link: Link, owners: Owners) -> str:
    """Return a number in the spoken text of a link that is not in its printed text."""
    said = owners.contacts.within(link.says)
    printed = owners.contacts.within(link.text)
    return ", ".join(one for one in said - printed if printed)


# --- numbers and addresses ------------------------------------------------------------------------


def _numbers(
    passage: Passage, owner: Owner | None, owners: Owners, known: Known
) -> Iterator[Finding]:
    said = owners.contacts.among(
        text
        for text in passage.paragraphs
        if key(text) not in known.keys or plain(text) in owners.contacts.targets
    )
    if owner is None:
        yield from _borrowed(passage, said, owners)
        return
    allowed = owners.contacts.among(owner.words) + owners.contacts.anywhere
    strange = [one for one in said if one not in allowed]
    for one in strange:
        others = owners.owns(one)
        if others:
            yield Finding(
                "contact", f"Bij {owner.name} staat {one}, het nummer van {listed(others)}."
            )
        elif not owner.blank and _matters(one, passage, owner):
            what = f"Bij {owner.name} staat {one}, maar dat staat niet in de gegevens."
            yield Finding("contact", what)
    asked = _asked(passage, owner)
    every = owners.contacts.among(passage.paragraphs)
    for one in owners.contacts.among(asked):
        if one not in every and not (strange and not owner.blank):
            yield Finding("contact", f"{one} staat niet meer bij {owner.name}.")


def _asked(passage: Passage, owner: Owner) -> Iterable[str]:
    """Yield the sentences with numbers that the row of an organisation must contain."""
    overview = len(passage.cells) == _OVERVIEW
    place = owner.places[0] if overview or len(owner.places) == 1 else owner.places[1]
    return [str(words) for words in place.must if any(piece.target for piece in words.pieces)]


def _matters(one: str, passage: Passage, owner: Owner) -> bool:
    """Whether what looks like a number or an address can be taken for one of the organisation."""
    digits = sum(map(str.isdigit, one))
    cell = passage.cells[-1] if len(passage.cells) != len(_DETAILS) else passage.cells[0]
    in_sign = owner.numeral is None or any(one in plain(text) for text in cell)
    return digits >= _LEAST or (in_sign and (digits > 2 or "." in one))


_DETAILS = ("sign", "words", "code")


def _borrowed(passage: Passage, said: Iterable[str], owners: Owners) -> Iterator[Finding]:
    """Yield numbers of an organisation in a row or paragraph added by the trainer."""
    for one in said:
        others = [other for other in owners.owns(one) if not _mentions(passage.text, other)]
        if others and len(others) == len(owners.owns(one)):
            what = f'Bij "{passage.name}" staat {one}, het nummer van {listed(others)}.'
            yield Finding("contact", what, mild=not passage.row)


def _mentions(text: str, owner: Owner) -> bool:
    said = key(text).casefold()
    return any(name.casefold() in said for name in owner.names)


def _emergency(every: Iterable[Passage], truth: Truth) -> Iterator[Finding]:
    right = key(str(truth.alert))
    if not any(key(one.text) == right for one in every):
        yield Finding("contact", f"De regel met {truth.emergency} is weg, of is veranderd.")


def _absent(every: Iterable[Passage], owners: Owners) -> Iterator[Finding]:
    """Yield removed organisations: harmless, but a numeral may lead nowhere."""
    there = [(owners.of(one), len(one.cells)) for one in every]
    for owner in owners.organisations:
        gone = [
            name
            for name, columns in (("het overzicht", _OVERVIEW), ("de uitleg", len(_DETAILS)))
            if (owner, columns) not in there
        ]
        if gone:
            what = f"{owner.name} staat niet meer in {' en '.join(gone)}."
            yield Finding("text", what, mild=True)


# --- codes and numerals ---------------------------------------------------------------------------


def _codes(passage: Passage, owner: Owner | None, owners: Owners) -> Iterator[Finding]:
    where, read = _where(passage, owner), 0
    for block in passage.pictures:
        paper = rules.printed(block)
        for _, code in measured(paper) if paper else ():
            read += 1
            for kind, what in faults(code, f"bij {where}"):
                yield Finding(kind, what)
            others = owners.leads_to(code.text)
            if owner and owner.code and code.text != owner.code:
                what = f"De QR-code bij {where} gaat naar {code.text}, dat moet {owner.code} zijn."
                yield Finding("qr", what)
            elif others and (owner is None or owner not in others):
                yield Finding("qr", f"De QR-code bij {where} is die van {listed(others)}.")
        said = [one.name for one in owners.every if one.alt and one.alt == block.alt]
        if owner and said and owner.name not in said:
            what = f'De QR-code bij {where} heet voor wie niet ziet "{block.alt}".'
            yield Finding("alt", what)
    if owner and owner.code and len(passage.cells) == len(_DETAILS) and not read:
        yield Finding("qr", f"De QR-code bij {where} is er niet, of is niet te lezen.")


def _numerals(passage: Passage, owner: Owner | None, owners: Owners) -> Iterator[Finding]:
    numerals = {one.numeral: one for one in owners.organisations}
    for said in _said_numerals(passage):
        if owner and owner.numeral is not None and said != owner.numeral:
            what = f"Bij {owner.name} staat het cijfer {said}, dat moet {owner.numeral} zijn."
            yield Finding("numeral", what)
        elif owner is None and said in numerals:
            what = (
                f'Bij "{passage.name}" staat het cijfer {said}, dat van {numerals[said].name} is.'
            )
            yield Finding("numeral", what)


def _said_numerals(passage: Passage) -> Iterator[int]:
    if len(passage.cells) == _OVERVIEW:
        text = key("".join(passage.cells[_NUMERAL_CELL]))
        if text.isdecimal() and len(text) <= 2:
            yield int(text)
    elif len(passage.cells) == len(_DETAILS):
        for text in passage.cells[0]:
            if text.startswith("\t") and (match := _NUMERAL.match(text + " ")):
                yield int(match[1])


# --- what was typed -------------------------------------------------------------------------------


class Known:
    """The sentences of the data, and those that differ from one by nothing but a digit."""

    def __init__(
        self, truth: Truth, places: Sequence[Place] = (), more: Iterable[Saying] = ()
    ) -> None:
        sentences = (*truth.sayings, *truth.colophon, *more)
        every = [key(str(words)) for words in sentences]
        whole = [key(str(words)) for words in truth.colophon]
        self.keys = {text for text in (*every, "".join(whole)) if text}
        self.without_digits: dict[str, str] = {}
        for text in self.keys:
            bare = _bare(text)
            if bare != text and len(bare) >= _SENTENCE:
                self.without_digits.setdefault(bare, text)
        put_together = (
            words
            for place in places or handout.places(truth)
            for words in (*place.asked, *place.allowed)
        )
        numerals = (Saying.of(str(one.numeral)) for one in truth.organisations)
        self._sayings = Sayings([*sentences, *truth.common, *put_together, *numerals])

    def has(self, text: str) -> bool:
        """Whether a text consists of sentences of the data."""
        return key(text) in self.keys or self._sayings.gap(key(text)) is None

    def differs_in_digits(self, text: str) -> bool:
        """Whether a text differs from a sentence of the data in a digit only."""
        said = key(text)
        right = self.without_digits.get(_bare(said))
        return bool(right and said not in self.keys and said != right)

    def altered(self, passage: Passage) -> Iterator[Finding]:
        """Yield sentences that differ from the data in a digit only."""
        for text in passage.paragraphs:
            if self.differs_in_digits(text):
                what = f'In deze zin is een cijfer of nummer anders: "{plain(text)[:80]}".'
                yield Finding("numeral", what)


def _bare(text: str) -> str:
    return re.sub(r"\d", "", text)


def _fields(fields: list[tuple[str, str]], truth: Truth, owners: Owners) -> Iterator[Finding]:
    """Check the numbers in fields, and fields for the same thing that differ."""
    asked = {word_fields.unnumbered(title): what for title, what in word_fields.asked(truth)}
    typed: list[tuple[str, str, str]] = []
    for called, written in fields:
        title = word_fields.unnumbered(called)
        what, text = asked.get(title, ""), plain(written)
        if not what or not key(text):
            continue
        typed.append((what, title, text))
        for number in owners.contacts.within(text) if what.startswith("phone") else ():
            if (
                "@" not in number
                and not any(map(str.isalpha, number))
                and not can_be_called(number)
            ):
                told = f'Wie {number} intoetst, bereikt niemand. Het staat in "{title}".'
                yield Finding("contact", told)
    for _, group in groupby(sorted(typed), key=lambda one: one[0]):
        ones = list(group)
        if len({key(text) for _, _, text in ones}) > 1:
            told = " en ".join(f'"{text}"' for _, _, text in ones)
            yield Finding(
                "field", f'Wat in "{ones[0][1]}" staat, is niet overal hetzelfde: {told}.'
            )


def _unseen(file: WordFile) -> Iterator[Finding]:
    for run in seen(file).iter(f"{W}r"):
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is None or hidden.get(f"{W}val") in ("0", "false", "off"):
            continue
        if text := plain(text_of(run)):
            what = f'Verborgen, en dus niet op papier, is de tekst "{text[:60]}".'
            yield Finding("form", what)


def _told(edited: Edited, known: Known) -> Iterator[Finding]:
    """Summarise in one line what somebody changed, and what needs a second look."""
    texts = [text for one in edited.passages for text in one.paragraphs if key(text)]
    own = [plain(text) for text in texts if not known.has(text)]
    if own:
        quoted = ", ".join(f'"{text[:50]}"' for text in own[:_SHOWN])
        more = f" en nog {len(own) - _SHOWN}" if len(own) > _SHOWN else ""
        yield Finding("text", f"Eigen tekst, lees die zelf na: {quoted}{more}.", mild=True)
    if edited.tracked:
        what = "Er staan bijgehouden wijzigingen in. Neem ze aan of weiger ze voor u print."
        yield Finding("form", what, mild=True)
