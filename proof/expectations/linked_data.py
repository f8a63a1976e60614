"""What programs should read of an organisation, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wegwijs.proof.expectations.contacts import Record
from wegwijs.sources.hours import Week
from wegwijs.sources.ways import EMAIL, PHONE, WAYS, WEB

CONTEXT = "https://schema.org"
POINT, OPEN = "contactPoint", "contactPoint.hoursAvailable"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def organisation(one: Record) -> Mapping[str, Sequence[str]]:
    """Return the values of an organisation by path, as ``readers.linked.flat`` has them."""
    row: Mapping[str, Sequence[str]] = {
        "@type": ("Organization",),
        "@id": (one.id,),
        "name": (one.name,),
        "alternateName": (one.meaning,),
        "url": (one.target(WEB),),
        "email": (one.mail,),
        "description": (" ".join(one.advice),),
        **_contact_points(one),
    }
    return {name: values for name, values in row.items() if any(values)}


def _contact_points(one: Record) -> Mapping[str, Sequence[str]]:
    """Return the values of the first point and of those for further numbers and ways, in order."""
    first = _contact_point(one)
    found = {name: list(filter(None, values)) for name, values in first.items()}
    for point in _further(one):
        for name, value in ({"@type": "ContactPoint"} | point).items():
            found.setdefault(f"{POINT}.{name}", []).extend(filter(None, (value,)))
    return found


def _further(one: Record) -> Iterator[dict[str, str]]:
    for purpose, number, link, _ in one.numbers:
        yield {"contactType": purpose, "telephone": number, "url": link}
    for id_ in one.named:
        display, target = one.ways[id_]
        point = {"contactType": WAYS[id_].short, "url": target}
        if not target.startswith("https:"):
            point["telephone"] = display
        if id_ == "text_phone":
            point["contactOption"] = "HearingImpairedSupported"
        yield point


def _contact_point(one: Record) -> Mapping[str, Sequence[str]]:
    ways = (way for way in WAYS.values() if way not in (PHONE, EMAIL, WEB))
    others = [one.target(way) for way in ways if way.id not in one.named]
    links = [link for link in (one.target(PHONE), one.target(EMAIL), *others) if link]
    if not links:
        return {}
    found: dict[str, Sequence[str]] = {
        f"{POINT}.@type": ("ContactPoint",),
        f"{POINT}.name": (one.audience,),
        f"{POINT}.telephone": (one.display(PHONE),),
        f"{POINT}.email": (one.mail,),
        f"{POINT}.url": links,
        f"{POINT}.description": (", ".join(filter(None, (one.person, one.hours, *one.terms))),),
    }
    if one.opening:
        found |= _opening(one.opening)
    return found


def _opening(week: Week) -> Mapping[str, Sequence[str]]:
    """Return the values of one specification, or of one for each day and stretch: then each has a
    day of its own, so that no day can be taken for that of another.
    """
    days = [day for day, hours in enumerate(week.days) if hours is not None]
    hours = [week.days[day] or () for day in days]
    first = hours[0]
    alike = days in (list(range(5)), list(range(7))) and set(hours) == {first} and len(first) == 1
    if alike and first[0].opens < first[0].closes:
        rows = [(first[0].opens, first[0].closes)]
        named = [_DAYS[day] for day in days]
    else:
        told = [(day, one.opens, one.closes) for day in days for one in week.days[day] or ()] + [
            (day, "00:00", "00:00") for day in days if week.days[day] == ()
        ]
        told.sort(key=lambda row: row[0])
        rows, named = [row[1:] for row in told], [_DAYS[row[0]] for row in told]
    return {
        f"{OPEN}.@type": ["OpeningHoursSpecification" for _ in rows],
        f"{OPEN}.dayOfWeek": named,
        f"{OPEN}.opens": [opens for opens, _ in rows],
        f"{OPEN}.closes": ["23:59" if closes == "24:00" else closes for _, closes in rows],
    }
