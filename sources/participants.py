"""The participants of a workshop, from the list of a trainer: who they are, and whom they can turn
to themselves.

A list has personal data: nothing of it is kept. Whoever makes or checks handouts reads it again.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from wegwijs.sources.importers.names import slug
from wegwijs.sources.model.fields import MOST_NAME
from wegwijs.sources.numbering import SHORT
from wegwijs.sources.problems import Problem, quoted
from wegwijs.sources.values import Email, Phone
from wegwijs.sources.ways import EMAIL, PHONE

MOST = 500  # participants; a larger document takes Word minutes to open
NAME, ORGANISATION, ADDRESS, CONTACT = "name", "organisation", "email", "contact"
# The fields of a list, by the header that an empty list has.
FIELDS: Mapping[str, str] = {
    NAME: "Naam",
    ORGANISATION: "Organisatie",
    ADDRESS: "E-mail",
    CONTACT: "Eigen contact",
}
_STARTS = "=+-@＝＋－＠"  # of a formula, never of a name
_ADDRESS = re.compile(r"[^\s,;:()<>]*@[^\s,;:()<>]*")
_NUMBER = re.compile(r"[+(]*[0-9](?:[0-9 ()+./\-\u2010-\u2015\u00a0\u202f]*[0-9])?")
_LEAST_DIGITS = 3  # of a number to call: 113; fewer belong to a name, as in "Team 2"
_AROUND = " ,;:|/<>-\u2013\u2014\u00b7"
_TEL = re.compile(r"\b(?:tel|telefoon|mobiel|mob|t|e-?mail|mail)\b[.:]?\s*$", re.IGNORECASE)


class OwnContact(Struct, frozen=True):
    """Whom a participant can turn to. ``ways`` has a phone number, an e-mail address or both, by
    the ids of ``sources.ways``, in their order.
    """

    name: str | None
    ways: Mapping[str, Phone | Email]


class Participant(Struct, frozen=True):
    """A participant; ``row`` is that of the list, as Excel counts. The e-mail address says where to
    send the handout, and is not printed.
    """

    row: int
    name: str
    organisation: str | None = None
    email: Email | None = None
    contact: OwnContact | None = None

    @property
    def content(self) -> tuple[object, ...]:
        """All that the list says of them."""
        contact = self.contact
        ways = {id_: way.display for id_, way in contact.ways.items()} if contact else {}
        name = contact.name if contact else None
        return self.name, self.organisation, str(self.email or ""), name, tuple(ways.items())


# The row of a table, as ``sources.tables`` has it: its number, and what a cell says by field.
Cells = tuple[int, Mapping[str, str]]
Tell = Callable[[int, str, str], Problem]  # row, field, message


def participants(
    rows: Iterable[Cells], problem: Tell
) -> tuple[tuple[Participant, ...], list[Problem]]:
    """Return the participants in a list, and what is wrong with it. Nothing of a list with problems
    may be used.
    """
    found: list[Participant] = []
    problems: list[Problem] = []
    rows_of: dict[tuple[object, ...], int] = {}
    for row, cells in rows:
        if len(found) >= MOST:
            problems.append(
                problem(row, "", f"meer dan {MOST} deelnemers. Maak er twee lijsten van")
            )
            break
        one, faults = _participant(row, cells)
        problems += [problem(row, field, message) for field, message in faults]
        if one and (former := rows_of.setdefault(one.content, row)) != row:
            message = f"dit is dezelfde deelnemer als op rij {former}. Haal een van de twee weg"
            problems.append(problem(row, NAME, message))
        if one:
            found.append(one)
    return tuple(found), problems


def _participant(
    row: int, cells: Mapping[str, str]
) -> tuple[Participant | None, list[tuple[str, str]]]:
    """Return the participant of a row, and what is wrong in which field."""
    read: dict[str, object] = {}
    faults: list[tuple[str, str]] = []
    for field, parse in _PARSERS.items():
        text = cells.get(field, "")
        if not text and field != NAME:
            continue
        try:
            read[field] = parse(text)
        except ValueError as error:
            faults.append((field, str(error)))
    if faults:
        return None, faults
    return Participant(row, **read), []  # type: ignore[arg-type]


def _name(text: str) -> str:
    """Validate the name of a person or an organisation."""
    if not text:
        raise ValueError("hier hoort een naam te staan")
    if text[0] in _STARTS:
        raise ValueError(f"{quoted(text)} is geen naam: die begint niet met {text[0]!r}")
    if len(text) > MOST_NAME:
        raise ValueError(f"deze naam heeft {len(text)} tekens, {MOST_NAME} is het meeste")
    if not any(map(str.isalpha, text)):
        raise ValueError(f"{quoted(text)} is geen naam: er staat geen letter in")
    return text


def _own_contact(text: str) -> OwnContact:
    """Read a name, a number and an e-mail address from one cell, such as ``Zorgteam, 030 286 00
    00``. At least one of the latter two is needed.
    """
    addresses = _ADDRESS.findall(text)
    rest = _ADDRESS.sub(",", text)
    numbers = [one for one in _NUMBER.findall(rest) if sum(map(str.isdigit, one)) >= _LEAST_DIGITS]
    for one, found in (("telefoonnummer", numbers), ("e-mailadres", addresses)):
        if len(found) > 1:
            raise ValueError(f"hier staat meer dan één {one}. Schrijf er één")
    for written in numbers:
        _must_be_called(written, rest)
    ways: dict[str, Phone | Email] = {}
    for way, found in ((PHONE, numbers), (EMAIL, addresses)):
        for written in found:
            whole = written.count("(") == written.count(")")  # else one around more than it
            ways[way.id] = way.read(written if whole else written.lstrip("("))
    if not ways:
        example = "Zorgteam, 030 286 00 00"
        raise ValueError(
            f"hier staat geen telefoonnummer of e-mailadres. Schrijf het zo: {example},"
            " of laat de cel leeg"
        )
    for number in numbers:
        rest = rest.replace(number, ",")
    name = ", ".join(filter(None, (_unlabelled(part) for part in rest.split(","))))
    return OwnContact(_name(name) if name else None, ways)


def _must_be_called(number: str, text: str) -> None:
    """Refuse a number such as 113 that may be that of a room: it stands behind another word."""
    before = re.split("[,;:|]", text[: text.index(number)])[-1]
    if number in SHORT and _TEL.sub("", before).strip(_AROUND):
        raise ValueError(
            f"is {number!r} hier een telefoonnummer? Zet er dan een komma voor, en haal het anders"
            " weg"
        )


def _unlabelled(part: str) -> str:
    """Return a part of a name without ``tel.`` at its end, or brackets around a number."""
    name = _TEL.sub("", part.strip(_AROUND)).strip(_AROUND)
    if name.startswith("(") and name.endswith(")"):
        return name[1:-1].strip()
    return name if name.count("(") == name.count(")") else name.strip("( )")


_PARSERS: Mapping[str, Callable[[str], object]] = {
    NAME: _name,
    ORGANISATION: _name,
    ADDRESS: Email.parse,
    CONTACT: _own_contact,
}


def file_names(people: Sequence[Participant], language: str) -> list[str]:
    """Return the file names of their handouts in a language: ASCII, and different from each other,
    also where a system ignores case.
    """
    taken: set[str] = set()
    names = []
    for one in people:
        base = slug(one.name) or "deelnemer"
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        names.append(f"hand-out-{name}-{language}.docx")
    return names


def digest_of(people: Iterable[Participant]) -> str:
    """Return a digest of all that a list says."""
    lines = (repr(one.content) for one in people)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def letters_without_font(
    people: Iterable[Participant], missing: Callable[[str], str | None], problem: Tell
) -> Iterator[Problem]:
    """Yield the names with a letter that no font of a handout has; ``missing`` finds it."""
    for one in people:
        contact = one.contact.name if one.contact else None
        for field, text in ((NAME, one.name), (ORGANISATION, one.organisation), (CONTACT, contact)):
            if text and (char := missing(text)):
                name = unicodedata.name(char, "een onbekend teken").lower()
                message = f"teken {char!r} ({name}) staat in geen van de lettertypen"
                yield problem(one.row, field, f"{message}. Schrijf de naam met andere letters")
