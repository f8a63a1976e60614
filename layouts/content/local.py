"""Local contacts: those of the edition, and empty slots for the missing ones."""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.content import hours
from wegwijs.layouts.content.numbers import own_numbers
from wegwijs.layouts.content.outline import Slot, Way, in_both
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Words, with_name
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import LocalContact, LocalRole, Pack
from wegwijs.sources.own_words import label_key
from wegwijs.sources.variants import in_dutch
from wegwijs.sources.ways import reached

SLOTS = 3  # least number of signs on the back; an edition with more contacts gets more


def slots(phrases: Phrases, pack: Pack) -> Iterator[Slot]:
    """Yield the slots: filled ones first, in the order of the guidance (a school first), then those
    that the edition adds, then empty ones.
    """
    contacts = {contact.role: contact for contact in pack.edition.contacts}
    roles = list(pack.guidance.local.roles)
    if first := KINDS[pack.edition.kind].first:
        roles.sort(key=lambda role: first not in (role.id, role.part_of))
    known = {role.id: role for role in roles}
    extra = [contact for contact in contacts.values() if contact.role not in known]
    own = [contacts[id_] for id_ in known if id_ in contacts] + extra
    for contact in own:
        yield _filled(phrases, pack, contact, known.get(contact.role))
    taken = {known[one.role].part_of or one.role for one in own if one.role in known}
    empty = [role for role in roles if role.part_of is None and role.id not in taken]
    for role in empty[: max(0, SLOTS - len(own))]:
        yield phrases.once(_empty, role.id)


def _empty(phrases: Phrases, role_id: str) -> Slot:
    """Build an empty slot."""
    role = next(role for role in phrases.pack.guidance.local.roles if role.id == role_id)
    return Slot(role.id, phrases.words(role.label), _dutch_of(phrases, role))


def _filled(phrases: Phrases, pack: Pack, contact: LocalContact, role: LocalRole | None) -> Slot:
    """Build the slot of an edition's own contact."""
    label, label_dutch = _label_of(phrases, pack, contact)
    name = contact.label or (role.dutch if role else contact.role)
    values, week = reached(contact), contact.hours.week if contact.hours else None
    return Slot(
        contact.role,
        label,
        label_dutch,
        Words.dutch(contact.name, own=True) if contact.name else None,
        hours.full(phrases, week, own=True) if week else None,
        tuple(Way(id_, phrases.way(name, v, own=True)) for id_, v in values.items()),
        week,
        hours.brief(phrases, week, own=True) if week else None,
        own_numbers(phrases, pack, contact, name),
    )


def person(phrases: Phrases, pack: Pack, contact: LocalContact) -> Words | None:
    """Return whom to ask for: the label and name of an edition's own contact."""
    parts: list[Words] = []
    if contact.label:
        parts.append(in_both(*_label_of(phrases, pack, contact)))
    if contact.name:
        parts.append(Words.dutch(contact.name, own=True))
    if len(parts) < 2:
        return next(iter(parts), None)
    return with_name(parts[0], parts[1], phrases.language)


def _label_of(phrases: Phrases, pack: Pack, contact: LocalContact) -> tuple[Words, Words | None]:
    """Return the label of a contact and, in a translation, its Dutch equivalent where known.

    A label that equals the Dutch name of a role is treated as that role, so it is translated.
    """
    typed = contact.label and contact.label.casefold()
    for role in pack.guidance.local.roles:
        if (role.dutch.casefold() == typed) if typed else (role.id == contact.role):
            return phrases.words(role.label), _dutch_of(phrases, role)
    own = Words.dutch(contact.label or contact.role, own=True)
    translated = pack.own_words.get(label_key(pack, contact))
    if not translated:
        return own, None
    return phrases.translated(translated, own=True), None if in_dutch(phrases.language) else own


def _dutch_of(phrases: Phrases, role: LocalRole) -> Words | None:
    """Return the Dutch label of a role in a translation; None in a Dutch document."""
    return None if in_dutch(phrases.language) else Words.dutch(role.dutch)
