"""Opening hours as a sentence in the language of the reader, and in a short form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import Literal

from babel.dates import get_day_names

from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Run, Words, dutch, listed
from wegwijs.sources.hours import Group, Times, Week
from wegwijs.sources.model import Text

_DASH = "\N{EN DASH}"


def full(phrases: Phrases, week: Week, *, own: bool = False) -> Words:
    """Return opening hours as a sentence: each day that is mentioned, with its hours."""
    labels = phrases.pack.labels
    if name := week.together:
        text = {"workdays": labels.hours_workdays, "daily": labels.hours_daily}[name]
        return _stretch(phrases, text, week.groups[0].stretches[0], own)
    return _in_a_row(phrases, [_group(phrases, group, own) for group in week.groups])


def brief(phrases: Phrases, week: Week, *, own: bool = False) -> Words | None:
    """Return the short form: abbreviated days, and only those that are open; None where the
    sentence is as short.
    """
    if week.together:
        return None
    open_ = [group for group in week.groups if group.stretches]
    said = _in_a_row(phrases, [_short_group(phrases, group, own) for group in open_])
    return phrases.words(phrases.pack.labels.hours_short, hours=said)


def _in_a_row(phrases: Phrases, parts: Sequence[Words]) -> Words:
    text = phrases.pack.labels.hours_next
    return reduce(lambda one, other: phrases.words(text, first=one, then=other), parts)


def _group(phrases: Phrases, group: Group, own: bool) -> Words:
    labels = phrases.pack.labels
    days = _days(phrases, group)
    if not group.stretches:
        return phrases.words(labels.hours_closed, days=days)
    said = [_stretch(phrases, _text_of(phrases, one), one, own) for one in group.stretches]
    times = reduce(lambda one, other: phrases.words(labels.hours_and, first=one, then=other), said)
    return phrases.words(labels.hours_on, days=days, times=times)


def _text_of(phrases: Phrases, times: Times) -> Text:
    labels = phrases.pack.labels
    return labels.hours_night if times.passes_midnight else labels.hours_from


def _stretch(phrases: Phrases, text: Text, times: Times, own: bool) -> Words:
    clock = phrases.pack.languages[text.language].clock
    opens, closes = (dutch(time, own=own) for time in times.written(clock))
    return phrases.words(text, opens=opens, closes=closes)


def _days(phrases: Phrases, group: Group) -> Words:
    """Return the days of a group: rows of days with their first and last."""
    text = phrases.pack.labels.hours_through
    language = text.language
    names = _names("wide", phrases.pack.languages[language].locale)
    days = [Words.of(name, language) for name in names]
    rows = [
        phrases.words(text, first=days[first], last=days[last]) if last > first else days[first]
        for first, last in group.runs
    ]
    return listed(rows, phrases.pack.languages[language].script, language)


def _short_group(phrases: Phrases, group: Group, own: bool) -> Words:
    language = phrases.pack.labels.hours_short.language
    about = phrases.pack.languages[language]
    names = _names("abbreviated", about.locale)
    rows = [
        Words.of(names[first] if first == last else f"{names[first]}{_DASH}{names[last]}", language)
        for first, last in group.runs
    ]
    times = [
        Words((dutch(_DASH.join(one.written(about.clock)), own=own),)) for one in group.stretches
    ]
    days, hours = (listed(parts, about.script, language) for parts in (rows, times))
    return Words((*days.runs, Run(" ", language=language), *hours.runs))


@lru_cache(maxsize=64)
def _names(width: Literal["wide", "abbreviated"], locale: str) -> tuple[str, ...]:
    """Return the names of the days from Monday on (CLDR)."""
    names = get_day_names(width, "stand-alone", locale.replace("-", "_"))
    return tuple(str(names[day]) for day in range(7))
