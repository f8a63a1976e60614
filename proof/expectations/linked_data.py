"""What programs should read of an organisation, in the vocabulary of schema.org."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wegwijs.proof.expectations.contacts import Record
from wegwijs.sources.ways import EMAIL, PHONE, WAYS, WEB

CONTEXT = "https://schema.org"
POINT, OPEN = "contactPoint", "contactPoint.hoursAvailable"
_WORKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_DAYS = {"workdays": _WORKDAYS, "daily": (*_WORKDAYS, "Saturday", "Sunday")}


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
        **_contact_point(one),
    }
    return {name: values for name, values in row.items() if any(values)}


def _contact_point(one: Record) -> Mapping[str, Sequence[str]]:
    others = [one.target(way) for way in WAYS.values() if way not in (PHONE, EMAIL, WEB)]
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
        times = one.opening.times
        found |= {
            f"{OPEN}.@type": ("OpeningHoursSpecification",),
            f"{OPEN}.dayOfWeek": _DAYS[one.opening.days],
            f"{OPEN}.opens": (times.opens,),
            f"{OPEN}.closes": ("23:59" if times.closes == "24:00" else times.closes,),
        }
    return found
