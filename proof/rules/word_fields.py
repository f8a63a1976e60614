"""Form fields of a Word file: present, empty, visible, and bound to shared data where the same
value occurs twice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.docx import W, WordFile, text_of, value
from wegwijs.proof.rules.word_look import PAPER, Looks
from wegwijs.proof.words import key, plain

_STORE, _STORE_PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_GLOSSARY = "word/glossary/document.xml"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
_NUMBERED = re.compile(r" \(\d+\)$")
_PREFIX = re.compile(r"xmlns:(\w+)='([^']+)'")
_LEAST = 12  # spaces of an empty field: less is no room to point at


def faults(file: WordFile, truth: Truth) -> Iterator[Finding]:
    """Check all fields."""
    controls = list(file.body.iter(f"{W}sdt"))
    wanted = list(asked(truth))
    titles = [value(control, "sdtPr", "alias") for control in controls]
    texts = map(text_of, controls)
    yield from titled(list(zip(titles, texts, strict=True)), [title for title, _ in wanted])
    looks, store = Looks(file), file.xml(_STORE)
    blanks = dict(_blanks(file))
    for control in controls:
        title = value(control, "sdtPr", "alias")
        for what in _faults(control, looks, blanks):
            yield Finding("field", f'Het invulveld "{title}" {what}.')
        yield from _day(control, title, truth.locale, str(truth.labels["handout_date"]))
    for one in store.iter("*"):
        if (one.text or "").strip() or one.attrib:
            yield Finding("field", f"Er is al iets ingevuld: {etree.QName(one).localname}.")
    if len(controls) == len(wanted):
        properties = file.xml(_STORE_PROPERTIES) if _STORE_PROPERTIES in file.parts else None
        own = properties.get(f"{_DATA}itemID") if properties is not None else None
        places = [_place(control, store, own) for control in controls]
        yield from tied(titles, places, [what for _, what in wanted])


def asked(truth: Truth) -> Iterator[tuple[str, str]]:
    """Yield the title of each field in order, with what is typed into it."""
    labels = truth.pack.labels
    blanks = [one for one in truth.organisations if one.claim.hero is None]
    for name in ("date", "trainer"):
        if not getattr(truth.pack.edition.workshop, name, None):
            yield str(truth.labels[f"handout_{name}"]), name
    for one in blanks:
        what = f"phone {one.claim.organisation.role}"
        yield str(truth.say(labels.field_phone, who=one.name)), what
    for contact in truth.close_by:
        if not contact.is_filled:
            yield str(truth.say(labels.field_name, who=contact.label)), f"name {contact.role}"
            yield str(truth.say(labels.field_phone, who=contact.label)), f"phone {contact.role}"
    for one in blanks:
        what = f"phone {one.claim.organisation.role}"
        yield str(truth.say(labels.field_phone_details, who=one.name)), what


def unnumbered(title: str) -> str:
    """Return the name of a field without the number that makes a duplicate unique."""
    return _NUMBERED.sub("", title)


def titled(fields: list[tuple[str, str]], asked: list[str]) -> Iterator[Finding]:
    """All fields are there, each under its own name, but for the numeral behind one that comes
    twice. A field is its title and its text.
    """
    titles: list[str] = []
    for title, text in fields:
        if not title:
            yield Finding("field", f'Het invulveld "{text}" heeft geen naam.')
        elif title in titles:
            yield Finding("field", f'Twee invulvelden heten "{title}".')
        titles.append(title)
    named = [_NUMBERED.sub("", plain(title)) for title in titles if title]
    right = [_NUMBERED.sub("", plain(title)) for title in asked]
    for title in Counter(right) - Counter(named):
        yield Finding("field", f'Het invulveld "{title}" is er niet.')
    for title in Counter(named) - Counter(right):
        yield Finding("field", f'Het invulveld "{title}" hoort er niet.')
    if sorted(named) == sorted(right):
        for title, other in zip(named, right, strict=True):
            if title != other:
                yield Finding("field", f'Het invulveld "{title}" moet "{other}" heten.')


def _blanks(file: WordFile) -> Iterator[tuple[str, str]]:
    """Yield the placeholders that Word restores when a field is emptied, by name."""
    if _GLOSSARY in file.parts:
        for part in file.xml(_GLOSSARY).iter(f"{W}docPart"):
            if (body := part.find(f"{W}docPartBody")) is not None:
                yield value(part, "docPartPr", "name"), text_of(body)


def _faults(control: Any, looks: Looks, blanks: dict[str, str]) -> Iterator[str]:
    """Yield the faults of one field: it must be empty, and look like a field."""
    if text := key(text_of(control)):
        yield f'drukt woorden af alsof iets is ingevuld: "{text}"'
    elif len(text_of(control)) < _LEAST:
        yield "is te kort"
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        yield "houdt zijn lege regel als er iets in getypt wordt"
    back = blanks.get(value(control, "sdtPr", "placeholder", "docPart"))
    if back is None or key(back):
        yield "wordt geen lege regel als iemand het leegmaakt"
    paragraph = next(control.iterancestors(f"{W}p"))
    if looks.said(paragraph, "shd", "fill") in ("", "auto", PAPER):
        yield "heeft geen grond"
    if not any(one.find(f"{W}pBdr/{W}bottom") is not None for one in looks.of(paragraph)):
        yield "heeft geen lijn om op te schrijven"


def _day(control: Any, title: str, locale: str, date: str) -> Iterator[Finding]:
    """Check that only the date is a calendar field, in the language of the document."""
    calendar = control.find(f"{W}sdtPr/{W}date")
    if (calendar is not None) != (title == date):
        what = "geen kalender" if calendar is None else "een kalender"
        yield Finding("field", f'Het invulveld "{title}" heeft {what}.')
    elif calendar is not None and value(calendar, "lid") != locale:
        what = f'De kalender van "{title}" is in {value(calendar, "lid")}'
        yield Finding("field", f"{what}, dat moet {locale} zijn.")


def tied(titles: list[str], stored: list[Any], asked: list[str]) -> Iterator[Finding]:
    """Check that fields share a stored value if and only if they are for the same thing.

    ``stored`` is where each keeps its value, None for a field that keeps it to itself.
    """
    places: dict[str, set[Any]] = {}
    for place, what in zip(stored, asked, strict=True):
        places.setdefault(what, set()).add(place)
    for what, found in places.items():
        several = asked.count(what) > 1
        others = set().union(*(ones for other, ones in places.items() if other != what))
        if (several and (len(found) > 1 or None in found)) or (found - {None}) & others:
            title = titles[asked.index(what)]
            yield Finding("field", f'Wat in "{title}" getypt wordt, komt niet op elke plaats.')


def _place(control: Any, store: Any, own: str | None) -> Any:
    """Return the stored element that a field is bound to; None when it is not bound."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    if binding is None or binding.get(f"{W}storeItemID") != own:
        return None
    spaces = dict(_PREFIX.findall(binding.get(f"{W}prefixMappings", "")))
    try:
        found = store.xpath(binding.get(f"{W}xpath", ""), namespaces=spaces)
    except etree.XPathError:
        return None
    return found[0] if isinstance(found, list) and len(found) == 1 else None
