"""``review.ics``: an all-day event (RFC 5545) for each day on which facts fall due.

It is for the person who keeps the edition, so all of it is Dutch. It blocks no time and rings no
alarm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.content.cards import draft_lines, identifier
from wegwijs.layouts.content.checks import Check
from wegwijs.layouts.content.content_lines import line, text
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import written_day
from wegwijs.sources.same import Same

_LOCALE = "nl-NL"
_BLANK_LINE = "\\n\\n"


def render_calendar(outline: Outline) -> bytes:
    """Return the calendar in UTF-8."""
    return b"".join(line(name, value) for name, value in _properties(outline))


def _properties(outline: Outline) -> Iterator[tuple[str, str]]:
    """Yield the properties of the calendar in order: name with parameters, and escaped value."""
    notes, checks = outline.printing.notes.review, outline.checks
    draft = draft_lines(outline.draft)[1:]  # in Dutch
    name = notes.calendar.text.format(publisher=outline.publisher, language=outline.language_dutch)
    yield "BEGIN", "VCALENDAR"
    yield "VERSION", "2.0"
    yield "PRODID", "-//Wegwijs//review//NL"
    yield "CALSCALE", "GREGORIAN"
    yield "METHOD", "PUBLISH"
    yield "X-WR-CALNAME", text(" ".join((name, *(f"({one})" for one in draft))))
    shared, own = _shared(Same(checks.national), notes.ask.text), _days(checks.own, notes.ask.text)
    for day in sorted({*shared, *own}):
        parts = [part[day] for part in (shared, own) if day in part]
        count = sum(part.count for part in parts)
        facts = notes.one.text if count == 1 else notes.several.text.format(count=count)
        what = notes.what.text.format(date=_written(day))
        names = (outline.publisher, checks.edition, "review", outline.language, day.isoformat())
        yield "BEGIN", "VEVENT"
        yield "UID", identifier(*names)
        yield "DTSTAMP", f"{outline.date:%Y%m%d}T000000Z"
        yield "SEQUENCE", str(checks.version)
        yield "DTSTART;VALUE=DATE", f"{day:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{day + timedelta(days=1):%Y%m%d}"
        summary = notes.summary.text.format(publisher=outline.publisher, facts=facts)
        yield "SUMMARY;LANGUAGE=nl", text(summary)
        described = (*map(text, (*draft, what)), *(part.told for part in parts))
        yield "DESCRIPTION;LANGUAGE=nl", _BLANK_LINE.join(described)
        yield "TRANSP", "TRANSPARENT"
        yield "END", "VEVENT"
    yield "END", "VCALENDAR"


def _written(day: date) -> str:
    return written_day(day, _LOCALE).replace("\N{NO-BREAK SPACE}", " ")


class _Due(Struct, frozen=True):
    """The facts that fall due on a day: how many, and all of them in an escaped text."""

    count: int
    told: str


@lru_cache(maxsize=64)  # editions share most of their facts
def _shared(national: Same, ask: str) -> Mapping[date, _Due]:
    (checks,) = national.objects
    return _days(checks, ask)


def _days(checks: Iterable[Check], ask: str) -> Mapping[date, _Due]:
    """Return the facts that fall due on each day; ``ask`` says whom to ask about some of them."""
    found: dict[date, list[Check]] = {}
    for check in checks:
        found.setdefault(check.due, []).append(check)
    return {day: _Due(len(due), _told(due, ask)) for day, due in found.items()}


def _told(checks: Iterable[Check], ask: str) -> str:
    """Return the facts below the name of who can confirm them."""
    found: dict[str, list[str]] = {}
    for check in checks:
        source = f"{check.source} ({check.url})" if check.url else check.source
        found.setdefault(source, []).append(f"- {check.owner}, {check.what}")
    parts = ("\n".join((ask.format(source=source), *lines)) for source, lines in found.items())
    return _BLANK_LINE.join(map(text, parts))
