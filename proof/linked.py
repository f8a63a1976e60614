"""All rules for contacts as linked data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from proof.case import Case, Verdict
from proof.expectations.contacts import Record, drafts, records
from proof.expectations.truth import Truth
from proof.findings import AGAIN, Finding
from proof.readers.damage import foreign_objects
from proof.readers.linked import flat, read_json
from proof.rules.content_lines import FORMAT
from proof.rules.rows import WORDS, Field, Row, Rows
from proof.texts import other
from sources.ways import EMAIL, PHONE, WAYS, WEB

CONCEPT = "concept"
_ITEMS, _DOCUMENT = "itemListElement", "Het bestand"
_WORKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_DAYS = {"workdays": _WORKDAYS, "daily": (*_WORKDAYS, "Saturday", "Sunday")}
_HEAD = {
    "name": Field("de titel", "title"),
    "@context": Field("het woordenboek", FORMAT),
    "@type": Field("de soort", FORMAT),
    "inLanguage": Field("de taal", FORMAT),
    "creativeWorkStatus": Field("het merk CONCEPT", CONCEPT),
    "version": Field("de versie", WORDS),
    "dateModified": Field("de datum", WORDS),
    "publisher.@type": Field("de soort van de uitgever", FORMAT),
    "publisher.name": Field("de uitgever", WORDS),
    "mentions.@type": Field("de soort van het alarmnummer", FORMAT),
    "mentions.name": Field("het alarmnummer in woorden", WORDS),
    "mentions.telephone": Field("het alarmnummer"),
    "mentions.description": Field("wanneer men het alarmnummer belt", WORDS),
}
_POINT, _OPEN, _PAGE = "item.contactPoint", "item.contactPoint.hoursAvailable", "item.subjectOf"
_FIELDS = {
    "item.name": Field("de naam"),
    "@type": Field("de soort van de rij", FORMAT),
    "position": Field("de plaats", "numeral"),
    "item.@type": Field("de soort", FORMAT),
    "item.@id": Field("het kenmerk", "identity"),
    "item.alternateName": Field("de betekenis", WORDS, translated=True),
    "item.url": Field("het webadres"),
    "item.email": Field("het e-mailadres"),
    "item.description": Field("wanneer men belt", WORDS, translated=True),
    f"{_POINT}.@type": Field("de soort van het contact", FORMAT),
    f"{_POINT}.name": Field("voor wie", WORDS, translated=True),
    f"{_POINT}.telephone": Field("het telefoonnummer"),
    f"{_POINT}.email": Field("het e-mailadres van het contact"),
    f"{_POINT}.url": Field("de link om te bellen of te mailen"),
    f"{_POINT}.description": Field("openingstijden en kosten", WORDS),
    f"{_OPEN}.@type": Field("de soort van de openingstijden", FORMAT),
    f"{_OPEN}.dayOfWeek": Field("de dagen", WORDS),
    f"{_OPEN}.opens": Field("wanneer het opengaat", WORDS),
    f"{_OPEN}.closes": Field("wanneer het dichtgaat", WORDS),
    f"{_PAGE}.@type": Field("de soort van de bron", FORMAT),
    f"{_PAGE}.name": Field("de bron", WORDS),
    f"{_PAGE}.url": Field("het adres van de bron"),
    f"{_PAGE}.lastReviewed": Field("de dag van nakijken", WORDS),
}


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on linked data and note the findings."""
    truth = case.truth
    head, found = _taken_apart(read_json(data))
    asked = Rows(_FIELDS, "item.name", list(_rows(records(truth))))
    if asked.is_other(found):
        verdict.note(other())
        return
    about = Rows({"": Field("de naam"), **_HEAD}, "", [{"": (_DOCUMENT,), **_document(truth)}])
    verdict.attempt(
        [
            lambda: about.differences([{"": (_DOCUMENT,), **head}]),
            lambda: asked.differences(found),
            lambda: _form(data),
        ]
    )


@foreign_objects()
def _taken_apart(document: Any) -> tuple[Row, list[Row]]:
    """Return the values of the document itself, and those of each item in its list."""
    rest = {name: value for name, value in document.items() if name != _ITEMS}
    return flat(rest), [flat(dict(one)) for one in document[_ITEMS]]


def _form(data: bytes) -> Iterator[Finding]:
    if not data.startswith(b"{") or not data.endswith(b"}\n") or b"\r" in data:
        yield Finding(FORMAT, "Het bestand begint of eindigt niet zoals wij het maken.", AGAIN)


def _document(truth: Truth) -> Row:
    edition = truth.pack.edition
    return {
        "name": (str(truth.title),),
        "@context": ("https://schema.org",),
        "@type": ("ItemList", "CreativeWork"),
        "inLanguage": (truth.language,),
        "creativeWorkStatus": ("; ".join(drafts(truth)) or "Published",),
        "version": (str(edition.version),),
        "dateModified": (edition.date.isoformat(),),
        "publisher.@type": ("Organization",),
        "publisher.name": (edition.publisher,),
        "mentions.@type": ("EmergencyService",),
        "mentions.name": (str(truth.alert),),
        "mentions.telephone": (truth.emergency,),
        "mentions.description": (str(truth.danger),),
    }


def _rows(every: Sequence[Record]) -> Iterator[Row]:
    for place, one in enumerate(every, start=1):
        row: dict[str, Sequence[str]] = {
            "item.name": (one.name,),
            "@type": ("ListItem",),
            "position": (str(place),),
            "item.@type": ("Organization",),
            "item.@id": (one.id,),
            "item.alternateName": (one.meaning,),
            "item.url": (one.target(WEB),),
            "item.email": (one.mail,),
            "item.description": (" ".join(one.advice),),
            f"{_PAGE}.@type": ["WebPage" for _ in one.sources],
            f"{_PAGE}.name": [source.source for source in one.sources],
            f"{_PAGE}.url": [source.url for source in one.sources],
            f"{_PAGE}.lastReviewed": [source.day.isoformat() for source in one.sources],
            **_contact_point(one),
        }
        yield {name: [value for value in values if value] for name, values in row.items()}


def _contact_point(one: Record) -> Mapping[str, Sequence[str]]:
    others = [one.target(way) for way in WAYS.values() if way not in (PHONE, EMAIL, WEB)]
    links = [link for link in (one.target(PHONE), one.target(EMAIL), *others) if link]
    if not links:
        return {}
    found: dict[str, Sequence[str]] = {
        f"{_POINT}.@type": ("ContactPoint",),
        f"{_POINT}.name": (one.audience,),
        f"{_POINT}.telephone": (one.display(PHONE),),
        f"{_POINT}.email": (one.mail,),
        f"{_POINT}.url": links,
        f"{_POINT}.description": (", ".join(filter(None, (one.person, one.hours, *one.terms))),),
    }
    if one.opening:
        times = one.opening.times
        found |= {
            f"{_OPEN}.@type": ("OpeningHoursSpecification",),
            f"{_OPEN}.dayOfWeek": _DAYS[one.opening.days],
            f"{_OPEN}.opens": (times.opens,),
            f"{_OPEN}.closes": ("23:59" if times.closes == "24:00" else times.closes,),
        }
    return found
