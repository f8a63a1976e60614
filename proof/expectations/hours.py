"""Opening hours in words: as a sentence, and the short form of products with little room.

The days are told from Monday on. Days with the same hours are told together, at the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from babel.dates import get_day_names
from babel.lists import format_list

from wegwijs.proof.expectations.speech import Speech, name
from wegwijs.proof.sayings import Piece, Saying
from wegwijs.sources.hours import Stretches, Times, Week
from wegwijs.sources.scripts import SCRIPTS

_ALIKE = {(0, 1, 2, 3, 4): "hours_workdays", (0, 1, 2, 3, 4, 5, 6): "hours_daily"}
Told = tuple[tuple[int, ...], Stretches]


def sentence(speech: Speech, week: Week) -> Saying:
    """Render every day that the data mention."""
    if label := _alike(week):
        return _stretch(speech, label, next(filter(None, week.days))[0])
    return _parted(speech, [_told(speech, days, hours) for days, hours in _together(week)])


def short(speech: Speech, week: Week) -> Saying:
    """Render the days that are open, abbreviated; hours that are a short sentence stay that."""
    if _alike(week):
        return sentence(speech, week)
    parts = [_brief(speech, days, hours) for days, hours in _together(week) if hours]
    return speech.label("hours_short", hours=_parted(speech, parts))


def _alike(week: Week) -> str | None:
    """Return the label of days with one and the same stretch in the daytime, if it has one."""
    told = _together(week)
    if len(told) == 1 and len(told[0][1]) == 1 and told[0][1][0].opens < told[0][1][0].closes:
        return _ALIKE.get(told[0][0])
    return None


def _together(week: Week) -> list[Told]:
    found: list[Told] = []
    for hours in dict.fromkeys(day for day in week.days if day is not None):
        found.append((tuple(i for i, day in enumerate(week.days) if day == hours), hours))
    return found


def _told(speech: Speech, days: Sequence[int], hours: Stretches) -> Saying:
    named = _days(speech, "wide", days)
    if not hours:
        return speech.label("hours_closed", days=named)
    first, *others = (
        _stretch(speech, "hours_from" if one.opens < one.closes else "hours_night", one)
        for one in hours
    )
    for other in others:
        first = speech.label("hours_and", first=first, then=other)
    return speech.label("hours_on", days=named, times=first)


def _brief(speech: Speech, days: Sequence[int], hours: Stretches) -> Saying:
    language = _language(speech)
    clock = speech.pack.languages[language].clock
    times = [name("–".join(one.written(clock))) for one in hours]
    return _days(speech, "abbreviated", days) + _listed(speech, times)


def _stretch(speech: Speech, label: str, times: Times) -> Saying:
    clock = speech.pack.languages[getattr(speech.pack.labels, label).language].clock
    opens, closes = times.written(clock)
    return speech.label(label, opens=name(opens), closes=name(closes))


def _parted(speech: Speech, parts: Iterable[Saying]) -> Saying:
    first, *others = parts
    for other in others:
        first = speech.label("hours_next", first=first, then=other)
    return first


def _days(speech: Speech, width: Literal["wide", "abbreviated"], days: Sequence[int]) -> Saying:
    """Name days; three or more in a row by the first and the last."""
    language = _language(speech)
    locale = speech.pack.languages[language].locale.replace("-", "_")
    names = get_day_names(width, "stand-alone", locale)
    found = []
    for first, last in _rows(days):
        if last - first < 2:
            found += [str(names[day]) for day in range(first, last + 1)]
        elif width == "wide":
            told = speech.label("hours_through", first=names[first], last=names[last])
            found.append(str(told))
        else:
            found.append(f"{names[first]}–{names[last]}")
    if width == "wide":
        return Saying.of(format_list(found, locale=locale), language)
    return _listed(speech, [Saying.of(one, language) for one in found])


def _rows(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    starts = [day for day in days if day - 1 not in days]
    ends = [day for day in days if day + 1 not in days]
    return zip(starts, ends, strict=True)


def _listed(speech: Speech, parts: Iterable[Saying]) -> Saying:
    language = _language(speech)
    comma = Piece(SCRIPTS[speech.pack.languages[language].script].comma, language)
    found = [piece for part in parts for piece in (comma, *part.pieces)]
    return Saying(tuple(found[1:]))


def _language(speech: Speech) -> str:
    """Return the language of the words around days: Dutch, until they are translated."""
    return speech.pack.labels.hours_through.language
