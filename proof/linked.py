"""All rules for contacts as linked data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.contacts import Record, drafts, records
from wegwijs.proof.expectations.linked_data import CONTEXT, OPEN, POINT, organisation
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.damage import foreign_objects
from wegwijs.proof.readers.linked import flat, read_json
from wegwijs.proof.rules.content_lines import FORMAT
from wegwijs.proof.rules.rows import WORDS, Field, Row, Rows
from wegwijs.proof.texts import other

CONCEPT = "concept"
_ITEMS, _DOCUMENT = "itemListElement", "Het bestand"
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
_POINT, _OPEN, _PAGE = f"item.{POINT}", f"item.{OPEN}", "item.subjectOf"
_FIELDS = {
    "item.name": Field("de naam", named=True),
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
    f"{_POINT}.contactType": Field("waarvoor een nummer is", WORDS),
    f"{_POINT}.contactOption": Field("voor wie niet hoort", FORMAT),
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
        "@context": (CONTEXT,),
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
        sources = one.sources
        yield {
            "@type": ("ListItem",),
            "position": (str(place),),
            **{f"item.{name}": values for name, values in organisation(one).items()},
            f"{_PAGE}.@type": ["WebPage" for _ in sources],
            f"{_PAGE}.name": [source.source for source in sources],
            f"{_PAGE}.url": [source.url for source in sources if source.url],
            f"{_PAGE}.lastReviewed": [source.day.isoformat() for source in sources],
        }
