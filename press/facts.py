"""What an edition says, as flat labels and values in Dutch: to tell later what changed."""

from __future__ import annotations

import hashlib

from layouts.outline import Outline
from sources.load import Loaded
from sources.model import Pack

ORGANISATION = "organisatie "
TRANSLATION = "vertaling "


def shared_facts(pack: Pack, outline: Outline) -> dict[str, str]:
    """The organisations and their numbers, as they are printed, but for those of the edition."""
    facts = {"noodnummer": outline.alert.number.display}
    roles = {contact.role for contact in pack.edition.contacts}
    for entry in outline.entries:
        if pack.organisation(entry.id).role in roles:
            continue
        name = str(entry.title)
        facts[ORGANISATION + name] = ""
        values = (("telefoon", entry.phone), ("e-mail", entry.email), ("website", entry.url))
        facts |= {f"{label} {name}": value.display for label, value in values if value}
    return facts


def own_facts(loaded: Loaded) -> dict[str, str]:
    """What only this edition says."""
    edition = loaded.pack.edition
    facts = {"uitgever": edition.publisher}
    for contact in edition.contacts:
        who = contact.label or contact.role
        values = (
            ("telefoon", contact.phone and contact.phone.display),
            ("e-mail", contact.email and contact.email.display),
            ("website", contact.web and contact.web.display),
            ("naam", contact.name),
        )
        facts |= {f"{label} {who}": value for label, value in values if value}
        if contact.hours:
            times = contact.hours.times
            days = {"workdays": "op werkdagen", "daily": "elke dag"}[contact.hours.days]
            written = f"{days} {times.opens_display}-{times.closes_display}"
            facts[f"openingstijden {who}"] = written
    if edition.accent:
        colour = edition.accent
        parts = (round(part * 255) for part in (colour.red, colour.green, colour.blue))
        facts["kleur"] = "#" + "".join(f"{part:02X}" for part in parts)
    if edition.title:
        facts["titel"] = edition.title.text
    if edition.contact:
        facts["adres voor fouten"] = edition.contact.display
    if loaded.logo:
        facts["logo"] = hashlib.sha256(loaded.logo).hexdigest()
    return facts


def assets(pack: Pack) -> list[str]:
    """The pictures of an edition, below its folder."""
    logo = pack.edition.logo
    return [f"editions/{logo.file}"] if logo else []


def review_facts(pack: Pack) -> dict[str, str]:
    """Who reviewed the translation."""
    if pack.language == "nl":
        return {}
    name = pack.languages[pack.language].dutch
    review = pack.review
    said = f"nagekeken door {review.reviewer} op {review.day.isoformat()}" if review else "concept"
    return {f"{TRANSLATION}{name} ({pack.language})": said}
