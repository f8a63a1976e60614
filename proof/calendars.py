"""All rules for a calendar of review dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations import review_dates
from wegwijs.proof.expectations.review_dates import Event, draft, events
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.calendars import read_calendar
from wegwijs.proof.readers.vcards import Property
from wegwijs.proof.rules.content_lines import FORMAT, misfolded, text_of
from wegwijs.proof.rules.rows import WORDS, Field, Row, Rows
from wegwijs.proof.texts import other

CONCEPT = "concept"
_HEAD = {
    "X-WR-CALNAME": Field("de naam", WORDS),
    "VERSION": Field("de versie van iCalendar", FORMAT),
    "PRODID": Field("de naam van het programma", FORMAT),
    "CALSCALE": Field("de kalender", FORMAT),
    "METHOD": Field("de manier van delen", FORMAT),
}
_FIELDS = {
    "DTSTART": Field("de dag", "date"),
    "DTEND": Field("de dag erna", "date"),
    "UID": Field("het kenmerk", "identity"),
    "DTSTAMP": Field("de datum van de uitgave", WORDS),
    "SEQUENCE": Field("de versie", WORDS),
    "SUMMARY": Field("de kop", WORDS),
    "DESCRIPTION": Field("de tekst", WORDS, translated=True),
    CONCEPT: Field("het merk CONCEPT", CONCEPT),
    "TRANSP": Field("of de dag vrij blijft", FORMAT),
}
_DATE, _DUTCH = {"VALUE": ("DATE",)}, {"LANGUAGE": ("nl",)}
# The parameters of each property; none for the others.
_PARAMETERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "DTSTART": _DATE,
    "DTEND": _DATE,
    "SUMMARY": _DUTCH,
    "DESCRIPTION": _DUTCH,
}


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a calendar and note the findings."""
    truth = case.truth
    head, inside = read_calendar(text_of(data))
    found = [_row(event, truth) for event in inside]
    asked = Rows(_FIELDS, "DTSTART", [_asked(truth, event) for event in events(truth)])
    if asked.is_other(found):
        verdict.note(other())
        return
    about = Rows({"": Field("de naam"), **_HEAD}, "", [{"": ("De agenda",), **_document(truth)}])
    verdict.attempt(
        [
            lambda: misfolded(data),
            lambda: about.differences([{"": ("De agenda",), **_values(head)}]),
            lambda: asked.differences(found),
            lambda: _parameters(inside),
        ]
    )


def _document(truth: Truth) -> Row:
    return {
        "VERSION": ("2.0",),
        "PRODID": ("-//Wegwijs//review//NL",),
        "CALSCALE": ("GREGORIAN",),
        "METHOD": ("PUBLISH",),
        "X-WR-CALNAME": (review_dates.name(truth),),
    }


def _asked(truth: Truth, event: Event) -> Row:
    edition, marks = truth.pack.edition, draft(truth)
    return {
        "DTSTART": (f"{event.day:%Y%m%d}",),
        "DTEND": (f"{event.day + timedelta(days=1):%Y%m%d}",),
        "UID": (event.id,),
        "DTSTAMP": (f"{edition.date:%Y%m%d}T000000Z",),
        "SEQUENCE": (str(edition.version),),
        "SUMMARY": (event.summary,),
        "DESCRIPTION": [line for line in event.lines if line not in marks],
        CONCEPT: marks,
        "TRANSP": ("TRANSPARENT",),
    }


def _values(properties: Iterable[Property]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in properties:
        found.setdefault(one.name, []).extend(one.values)
    return found


def _row(event: Iterable[Property], truth: Truth) -> Row:
    """Return the values of an event, with the line that marks a draft apart from its text."""
    row = _values(event)
    lines = [line for text in row.pop("DESCRIPTION", []) for line in text.split("\n") if line]
    row[CONCEPT] = [line for line in lines if line.startswith(truth.draft_word)]
    row["DESCRIPTION"] = [line for line in lines if line not in row[CONCEPT]]
    return row


def _parameters(inside: Sequence[Sequence[Property]]) -> Iterator[Finding]:
    """Yield properties that make no event of a whole day, or in another language."""
    for event in inside:
        day = next((one.values[0] for one in event if one.name == "DTSTART"), "")
        for one in event:
            if dict(one.parameters) != _PARAMETERS.get(one.name, {}):
                what = f"{day}: bij {one.name} staat niet hoe een agenda dat leest."
                yield Finding(FORMAT, what, AGAIN, detail=str(dict(one.parameters))[:200])
