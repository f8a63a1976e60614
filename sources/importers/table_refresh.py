"""Bring the contacts of a table into an existing edition; everything else stays as typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from wegwijs.sources.editing.changes import rearrange, set_values
from wegwijs.sources.importers.edition_text import mark, mark_at
from wegwijs.sources.importers.table_columns import NUMBERS, PURPOSE, REACHED, WORDS
from wegwijs.sources.importers.table_hours import told
from wegwijs.sources.importers.table_rows import TableContact, TableEdition
from wegwijs.sources.kinds import NATIONAL
from wegwijs.sources.model.fields import MOST_CONTACTS
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import Place, Value, parse
from wegwijs.sources.versions import next_version
from wegwijs.sources.ways import HOURS, WAYS

TABLE = "tabel"  # the first of the marks of an edition that a table made
_WHO = ("label", "name")
_PRINTED = (*_WHO, *WAYS, PURPOSE, NUMBERS, HOURS.id)


def text_of(value: Any) -> str:
    """Return a value on one line: to compare it, to report it, and for its mark."""
    if isinstance(value, Mapping):
        return told({str(key): str(part) for key, part in value.items()})
    if isinstance(value, list):
        return ", ".join(
            f"{one.get('number')} ({one.get('purpose')})" for one in map(_mapping, value)
        )
    return str(value or "")


def marks_of(contact: TableContact) -> list[str]:
    """Return the marks by which what an import wrote is recognised later."""
    return [
        mark_at(contact.role, field, text_of(contact.values[field]))
        for field in (*_PRINTED, "source")
        if field in contact.values
    ]


_CHECKED = (*REACHED, HOURS.id)  # on the day that is printed with the contact


class RefreshedContacts(Struct):
    """The new text, what changed in it, what differs but was left alone, and the roles of contacts
    that a table wrote and this one does not have.
    """

    text: str
    changed: list[str] = []
    left: list[str] = []
    gone: list[str] = []


def refresh_contacts(text: str, taken: TableEdition, today: date, name: str) -> RefreshedContacts:
    """Return the edition's text with the contacts of the table.

    Changes only values that an import wrote and nobody edited since, as recorded in ``imported``.
    Adds a value or contact where there is none, unless it was there and somebody removed it. The
    source and check date of a contact move when all of it that is printed agrees with the table. A
    contact of which a person changed the name does not get the number of somebody else. The version
    moves when something else is printed. Raises ``InvalidSources`` when the text is not valid YAML.
    """
    document = parse(text, name)
    edition = _mapping(_mapping(document.data).get("edition"))
    change = _Change(edition, today)
    if taken.kind and edition.get("kind", NATIONAL.id) != taken.kind.id:
        return RefreshedContacts(text, left=[f"dit is geen uitgave {taken.kind.of}"])
    for contact in taken.contacts.values():
        change.bring(contact)
    result = RefreshedContacts(text, left=change.left, gone=list(_gone(change, taken)))
    wanted = change.wanted()
    if wanted or change.added:
        try:
            result.text = change.written(text, wanted, name)
        except InvalidSources as error:
            by_hand = (
                "is zo geschreven dat het programma het niet kan veranderen. Verander het zelf"
            )
            field = error.problems[0].field or "edition.contacts"
            result.left.append(f"{field} {by_hand}: {', '.join(change.changed)}")
        else:
            result.changed = change.changed or ["niets nieuws, de dag van nakijken is bijgewerkt"]
    return result


def _gone(change: _Change, taken: TableEdition) -> Iterator[str]:
    """Yield the roles of contacts that a table wrote and this one does not have."""
    known = taken.contacts.keys() | taken.refused
    for contact in _contacts(change.edition):
        role = str(contact.get("role", ""))
        ways = [way for way in WAYS if contact.get(way)]
        is_ours = ways and all(change.wrote(role, way, contact[way]) for way in ways)
        if is_ours and role not in known:
            yield role


class _Change(Struct):
    """The changes of an edition, contact by contact."""

    edition: Mapping[str, Any]
    today: date
    fresh: dict[Place, Value] = {}
    dates: dict[Place, str] = {}
    added: list[TableContact] = []
    swapped: dict[str, str] = {}
    more_marks: list[str] = []
    checked: str = ""
    changed: list[str] = []
    left: list[str] = []

    @property
    def marks(self) -> list[str]:
        """The marks of all that imports wrote."""
        return str(self.edition.get("imported", "")).split()

    def wrote(self, role: str, field: str, value: Any) -> bool:
        """Whether an import of a table wrote this value."""
        return mark_at(role, field, text_of(value)) in self.marks

    def bring(self, one: TableContact) -> None:
        """Compare a contact of the table with that of the edition."""
        found = [
            (index, contact)
            for index, contact in enumerate(_contacts(self.edition))
            if contact.get("role") == one.role
        ]
        if not found:
            self._add(one)
        elif len(found) > 1:
            self.left.append(f"er is niet precies één contact met role: {one.role}")
        else:
            self._compare(one, *found[0])

    def _add(self, one: TableContact) -> None:
        if any(self.wrote(one.role, way, one.values.get(way)) for way in WAYS):
            self.left.append(f"{one.role}: uit uw bestand gehaald, en niet opnieuw toegevoegd")
        elif len(_contacts(self.edition)) + len(self.added) >= MOST_CONTACTS:
            self.left.append(f"{one.role}: er passen er {MOST_CONTACTS}, haal er eerst een weg")
        else:
            self.added.append(one)
            self.more_marks += marks_of(one)
            facts = ", ".join(text_of(one.values[way]) for way in REACHED if way in one.values)
            self.changed.append(f"{one.role} toegevoegd: {facts}")

    def _compare(self, one: TableContact, index: int, contact: Mapping[str, Any]) -> None:
        differing = {
            field: new
            for field in _PRINTED
            if text_of(new := one.values.get(field)) != text_of(contact.get(field))
            and (new or self.wrote(one.role, field, contact.get(field)))
        }
        source, given = text_of(contact.get("source")), one.values.get("source", "")
        ours = not source or source == given or self.wrote(one.role, "source", source)
        fresh = {
            field: new
            for field, new in differing.items()
            if ours and new and self._may_set(field, new, contact)
        }
        if fresh and text_of(contact.get("checked")) > one.values["checked"]:
            self.left.append(
                f"{one.role}: de tabel is nagekeken op {one.values['checked']}, uw bestand op"
                f" {contact['checked']}"
            )
            fresh = {}
        if fresh and any(self._is_other(one, field, fresh) for field in _WHO if field in differing):
            self.left.append(f"{one.role}: in uw bestand staat iemand anders, dus niets veranderd")
            fresh = {}
        theirs = {field: new for field, new in differing.items() if field not in fresh}
        self.left += [
            f"{one.role}, {WORDS[field]}: in uw bestand {text_of(contact.get(field)) or 'niets'},"
            f" in de tabel {text_of(new) or 'niets (meer)'}"
            for field, new in theirs.items()
        ]
        place: Place = ("edition", "contacts", index)
        for field, new in fresh.items():
            self.fresh[(*place, field)] = new
            self._marked(one.role, field, new, contact.get(field))
            was = text_of(contact.get(field)) or "niets"
            self.changed.append(f"{one.role}, {WORDS[field]} {was} -> {text_of(new)}")
        newer = one.values["checked"] > text_of(contact.get("checked"))
        own = any(contact.get(key) and key not in one.values for key in _CHECKED)
        if ours and not theirs and not own and (fresh or newer):
            self.dates[(*place, "checked")] = one.values["checked"]
            self.checked = max(self.checked, one.values["checked"])
            if given and given != source:
                self.dates[(*place, "source")] = given
                self._marked(one.role, "source", given, source)

    def _is_other(self, one: TableContact, field: str, fresh: Mapping[str, Value]) -> bool:
        """Whether the table says since the last time that a contact is somebody else, and the
        edition goes on to name who a person typed: its new number is not of them.
        """
        new = one.values.get(field)
        return field not in fresh and not (new and self.wrote(one.role, field, new))

    def _may_set(self, field: str, new: Value, contact: Mapping[str, Any]) -> bool:
        """Whether the value of a field is an import's own, or was never filled in."""
        role, mine = str(contact.get("role")), contact.get(field)
        if mine:
            return self.wrote(role, field, mine)
        return field in contact or not (self.wrote(role, field, new) or self._removed())

    def _removed(self) -> bool:
        """Whether somebody changed or removed something that an import wrote."""
        known = {TABLE, mark(text_of(self.edition.get("name")))}
        for contact in _contacts(self.edition):
            for field, value in contact.items():
                text = text_of(value)
                known |= {mark(text), mark_at(str(contact.get("role")), field, text)}
        return not known.issuperset(self.marks)

    def _marked(self, role: str, field: str, new: Value, mine: Any) -> None:
        if self.wrote(role, field, mine):
            former = mark_at(role, field, text_of(mine))
            self.swapped[former] = mark_at(role, field, text_of(new))
        else:
            self.more_marks.append(mark_at(role, field, text_of(new)))

    def wanted(self) -> dict[Place, Value]:
        """Return the values to write, with marks, date and version."""
        found: dict[Place, Value] = {**self.fresh, **self.dates}
        if self.swapped or self.more_marks:
            marks = [self.swapped.get(old, old) for old in self.marks]
            all_marks = dict.fromkeys([TABLE, *marks, *self.more_marks])
            found["edition", "imported"] = " ".join(all_marks)
        printed = self.fresh or self.added
        newest = max([self.checked, *(one.values["checked"] for one in self.added)])
        moved = str(self.today) if printed else newest
        if str(self.edition.get("date", "")) < moved:
            found["edition", "date"] = str(self.today)
        if printed and (version := next_version(self.edition.get("version"))):
            found["edition", "version"] = version
        return found

    def written(self, text: str, wanted: Mapping[Place, Value], name: str) -> str:
        """Return the text with these values and the new contacts. Raises ``InvalidSources``."""
        text = set_values(text, wanted, name)
        if not self.added:
            return text
        now = len(_contacts(self.edition))
        new = [dict(one.values) for one in self.added]
        return rearrange(text, ("edition", "contacts"), [*range(now), *new], name)


def _contacts(edition: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    contacts = edition.get("contacts")
    return [_mapping(one) for one in contacts] if isinstance(contacts, list) else []


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
