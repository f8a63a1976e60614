"""Opening hours as a sentence in the language of the reader, and in a short form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from typing import Literal

from babel.dates import get_day_names
from babel.lists import format_list
from msgspec import structs

from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Run, Words, dutch, listed
from wegwijs.sources.hours import Group, Times, Week
from wegwijs.sources.model import Text
from wegwijs.sources.scripts import SCRIPTS

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
    """Return the days of a group as a list, rows of days by their first and last."""
    text = phrases.pack.labels.hours_through
    locale = phrases.pack.languages[text.language].locale
    names = _names("wide", locale)
    rows = [
        text.text.format(first=names[first], last=names[last]) if last > first else names[first]
        for first, last in group.rows
    ]
    phrases.saw(text)
    return Words.of(format_list(rows, locale=locale.replace("-", "_")), text.language)


def _short_group(phrases: Phrases, group: Group, own: bool) -> Words:
    """Return abbreviated days and their hours. No line ends after a dash: who copies that from a
    PDF gets two words.
    """
    language = phrases.pack.labels.hours_short.language
    about = phrases.pack.languages[language]
    names, comma = _names("abbreviated", about.locale), SCRIPTS[about.script].comma
    days = comma.join(
        names[first] if first == last else f"{names[first]}{_DASH}{names[last]}"
        for first, last in group.rows
    )
    times = [dutch(_DASH.join(one.written(about.clock)), own=own) for one in group.stretches]
    hours = listed(
        [Words((structs.replace(one, unbroken=True),)) for one in times], about.script, language
    )
    named = Run(f"{days}\N{NO-BREAK SPACE}", language=language, unbroken=_DASH in days)
    return Words((named, *hours.runs))


@lru_cache(maxsize=64)
def _names(width: Literal["wide", "abbreviated"], locale: str) -> tuple[str, ...]:
    """Return the names of the days from Monday on (CLDR)."""
    names = get_day_names(width, "stand-alone", locale.replace("-", "_"))
    return tuple(str(names[day]) for day in range(7))
