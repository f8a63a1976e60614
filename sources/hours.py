"""Opening hours of a week: of each day one or more stretches of time, or closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Days that are written together, by their name in YAML: how many from Monday on.
TOGETHER = {"workdays": 5, "daily": 7}
CLOSED = ("closed", "gesloten")
MOST_STRETCHES = 3  # in a day: morning, afternoon, evening
LATEST = "06:00"  # a stretch that passes midnight ends here at the latest; later is a slip
_TIME_SHAPE = re.compile(r"(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9])")
_BETWEEN = re.compile(r" *, *| +en +")
DUTCH = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DUTCH_TOGETHER = {5: "op werkdagen", 7: "elke dag"}


class Times(Struct, frozen=True):
    """A stretch of time in a day, printed in Dutch notation: ``8.00-17.00``. One that closes before
    it opens passes midnight: it closes on the next day.
    """

    opens: str
    closes: str

    @classmethod
    def parse(cls, text: str) -> Times:
        """Parse ``08:00-17:00``: two times of day in order, or a night such as ``20:00-02:00``."""
        opens, _, closes = text.partition("-")
        for time in (opens, closes):
            if not _TIME_SHAPE.fullmatch(time) or time > "24:00":
                raise ValueError(f"{text!r} zijn geen openingstijden. Schrijf ze zo: 08:00-17:00")
        if opens in ("24:00", closes) or opens > closes > LATEST:
            raise ValueError(f"{text!r}: de sluitingstijd moet na de openingstijd komen")
        if closes == "00:00":
            raise ValueError(f"{text!r}: schrijf middernacht aan het eind van een dag als 24:00")
        return cls(opens, closes)

    @property
    def passes_midnight(self) -> bool:
        """Whether it closes on the next day."""
        return self.closes < self.opens

    def written(self, clock: str = ".") -> tuple[str, str]:
        """Format both times without leading zero, with the separator of a language."""
        return _clock(self.opens, clock), _clock(self.closes, clock)

    @property
    def display(self) -> str:
        """Both times with an en dash."""
        return "\N{EN DASH}".join(self.written())

    def __str__(self) -> str:
        return self.display


Stretches = tuple[Times, ...]


def _clock(time: str, between: str) -> str:
    hour, minute = time.split(":")
    return f"{int(hour)}{between}{minute}"


def stretches(text: str) -> Stretches:
    """Parse the hours of a day: ``09:00-12:00 en 13:00-16:00``."""
    found = tuple(map(Times.parse, _BETWEEN.split(text)))
    if len(found) > MOST_STRETCHES:
        raise ValueError(f"{text!r}: schrijf hoogstens {MOST_STRETCHES} keer van en tot op een dag")
    for former, one in pairwise(found):
        if former.passes_midnight or one.opens <= former.closes:
            raise ValueError(
                f"{text!r}: zet de tijden van een dag op volgorde, met een pauze ertussen"
            )
    return found


def day_hours(text: str) -> Stretches:
    """Parse the hours of one day, which may be closed."""
    return () if text.lower() in CLOSED else stretches(text)


class Group(Struct, frozen=True):
    """Days with the same hours, as indices from Monday (0); without stretches they are closed."""

    days: tuple[int, ...]
    stretches: Stretches

    @property
    def rows(self) -> Iterator[tuple[int, int]]:
        """The first and last of each row of three or more consecutive days; other days one by
        one, twice the same.
        """
        first = self.days[0]
        for day, following in pairwise((*self.days, -1)):
            if following != day + 1:
                if day - first > 1:
                    yield first, day
                else:
                    yield from ((one, one) for one in range(first, day + 1))
                first = following


class Week(Struct, frozen=True):
    """The hours of each day from Monday on. None: a day that is not mentioned. It is closed, but
    only a day that is said to be closed is printed so.
    """

    days: tuple[Stretches | None, ...]

    @classmethod
    def same(cls, days: str, times: Stretches) -> Week:
        """Return a week in which the days that ``TOGETHER`` names have the same hours."""
        count = TOGETHER[days]
        return cls((*(times,) * count, *(None,) * (len(DAYS) - count)))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The days with equal hours together, in the order of their first day."""
        return _groups(self.days)

    @property
    def together(self) -> str | None:
        """The name in ``TOGETHER`` of days that are all open in one stretch, and nothing else."""
        groups = self.groups
        if (
            len(groups) != 1
            or len(groups[0].stretches) != 1
            or groups[0].stretches[0].passes_midnight
        ):
            return None
        days = {tuple(range(count)): name for name, count in TOGETHER.items()}
        return days.get(groups[0].days)

    @property
    def overlap(self) -> int | None:
        """The first day on which a night lasts until after the next day has opened; None if no
        night does. After Sunday comes Monday.
        """
        for day, stretches in enumerate(self.days):
            following = self.days[(day + 1) % len(DAYS)]
            if stretches and following:
                night = stretches[-1]
                if night.passes_midnight and following[0].opens < night.closes:
                    return day
        return None

    def told(self, dash: str = "\N{EN DASH}") -> str:
        """Describe the hours in Dutch, for lists of facts and changes."""
        return "; ".join(_told(group, dash) for group in self.groups)


@lru_cache(maxsize=512)  # most contacts have one of a few weeks
def _groups(days: tuple[Stretches | None, ...]) -> tuple[Group, ...]:
    found: dict[Stretches, list[int]] = {}
    for day, times in enumerate(days):
        if times is not None:
            found.setdefault(times, []).append(day)
    return tuple(Group(tuple(days), times) for times, days in found.items())


def _told(group: Group, dash: str) -> str:
    if group.days == tuple(range(len(group.days))) and len(group.days) in _DUTCH_TOGETHER:
        days = _DUTCH_TOGETHER[len(group.days)]
    else:
        days = _listed([_row(DUTCH, first, last) for first, last in group.rows])
    times = _listed([dash.join(one.written()) for one in group.stretches])
    return f"{days} {times or 'gesloten'}"


def _row(names: Sequence[str], first: int, last: int) -> str:
    return names[first] if first == last else f"{names[first]} tot en met {names[last]}"


def _listed(parts: Sequence[str]) -> str:
    *others, last = parts or [""]
    return f"{', '.join(others)} en {last}" if others else last
