"""The facts of an edition in Dutch, recorded to report later what changed.

Facts have keys: ``publisher``, or ``KIND/ID`` for an organisation or contact and ``KIND/ID/WHAT``
for its details. Labels are for display only: two facts may share one.
"""

from __future__ import annotations

import hashlib

from wegwijs.layouts.content.imprint import oldest_check
from wegwijs.layouts.content.outline import Outline
from wegwijs.press.ledger.changes import CONCEPT, Facts
from wegwijs.press.order import PROFILES
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import LocalContact, Organisation, Pack, Text
from wegwijs.sources.sheets import USUAL
from wegwijs.sources.ways import HOURS, NUMBERS, PHONE, WAYS, Numbered, numbered, reached


def shared_facts(pack: Pack, outline: Outline) -> Facts:
    """Return the organisations and their phone numbers, by role where an edition may use its own
    contact.
    """
    facts = {"alert": ["noodnummer", outline.alert.number.display]}
    for entry in outline.entries:
        one = pack.organisation(entry.id)
        facts[f"organisation/{one.id}"] = ["organisatie", one.title]
        key = f"contact/{one.role}" if one.role else f"organisation/{one.id}"
        facts |= _values(key, one.title, one)
    return facts


def own_facts(loaded: Loaded) -> Facts:
    """Return the facts of this edition only."""
    edition = loaded.pack.edition
    colour, workshop, logo = edition.accent, edition.workshop, edition.logo
    parts = (
        [round(part * 255) for part in (colour.red, colour.green, colour.blue)] if colour else []
    )
    simple = {
        "publisher": ("uitgever", edition.publisher),
        "name": ("naam van de editie", edition.name),
        "version": ("versie", str(edition.version)),
        "date": ("datum", edition.date.isoformat()),
        "checked": ("gegevens nagekeken op", oldest_check(loaded.pack).isoformat()),
        "accent": ("kleur", colour and "#" + "".join(f"{part:02X}" for part in parts)),
        "title": ("titel", edition.title and edition.title.text),
        "mistakes": ("adres voor fouten", edition.contact and edition.contact.display),
        "site": ("adres van de webpagina's", edition.site and edition.site.target),
        "exit": ("knop 'Snel weg' op de webpagina", edition.exit and "ja"),
        "stickers/sheet": ("etiketten van de stickers", _labels(edition.stickers.sheet)),
        "stickers/each": (
            "een vel stickers",
            "van een organisatie" if edition.stickers.each == "sheet" else None,
        ),
        "logo": ("logo", loaded.logo and hashlib.sha256(loaded.logo).hexdigest()),
        "logo/alt": ("beschrijving van het logo", logo and logo.alt),
        "workshop date": ("datum van de workshop", workshop and workshop.date),
        "workshop place": ("plaats van de workshop", workshop and workshop.place),
        "trainer": ("trainer", workshop and workshop.trainer),
    }
    facts = {key: [label, value] for key, (label, value) in simple.items() if value}
    for contact in edition.contacts:
        key, who = f"contact/{contact.role}", contact.label or contact.role
        facts[key] = ["contact", who]
        facts |= _values(key, who, contact)
        if contact.name:
            facts[f"{key}/name"] = [f"naam {who}", contact.name]
        if day := contact.review_after:
            # not below the key of the contact: a new one is told with its values, without labels
            facts[f"review/{contact.role}"] = [f"dag om {who} weer na te kijken", day.isoformat()]
    return facts


def _labels(sheet: str) -> str | None:
    """Return the size of labels, unless it is the usual one."""
    return None if sheet == USUAL else sheet


def _values(key: str, who: str, somebody: Organisation | LocalContact) -> Facts:
    """Return how and when somebody can be reached."""
    told = {WAYS[id_].short: WAYS[id_].told(value) for id_, value in reached(somebody).items()}
    for number in numbered(somebody):
        if number.id == NUMBERS[0].id:  # the phone number, which is told already
            told[f"uitleg bij {PHONE.short}"] = _purpose(number)
        else:
            told[f"nummer ({_purpose(number)})"] = number.number.display
    if somebody.hours:
        told[HOURS.short] = somebody.hours.week.told("-")
    return {f"{key}/{what}": [f"{what} {who}", value] for what, value in told.items()}


def _purpose(number: Numbered) -> str:
    purpose = number.purpose
    return purpose.original.text if isinstance(purpose, Text) else str(purpose)


def review_facts(outline: Outline) -> Facts:
    """Return the reviewers of the translation."""
    if outline.language == "nl":
        return {}
    name, review = outline.language_dutch, outline.review
    said = f"nagekeken door {review.reviewer} op {review.day.isoformat()}" if review else CONCEPT
    return {"translation": [f"vertaling {name}", said]}


def making_facts(profile: str, program: str, moved: str) -> Facts:
    """Return how a document was made; ``moved`` is how far on its paper, in words."""
    facts = {"profile": ["opmaak", PROFILES[profile]], "program": ["programma", program]}
    return facts | ({"offset": ["verschuiving op het papier", moved]} if moved else {})


def assets(pack: Pack) -> list[str]:
    """Return the picture files of an edition."""
    logo = pack.edition.logo
    return [f"editions/{logo.file}"] if logo else []
