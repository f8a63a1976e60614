"""The facts to check again, with where they are and who knows. Runs in a worker process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.edition import Written, contacts, value
from desk.reading import read
from desk.screens.form import title_of
from layouts.products.registry import SELECTABLE, STANDARD
from sources.consistency import national
from sources.editing.edition import facts_of
from sources.facts import claims
from sources.freshness import due_on
from sources.model import Fact, Pack
from sources.reader import Place, parse

WAYS = (("phone", "telefoon"), ("email", "e-mail"), ("web", "website"))


@dataclass(frozen=True)
class Due:
    """A fact that was checked too long ago: of one of an edition's own contacts, or a national one.

    ``index`` is that of the contact, -1 for a national fact. For a national fact ``organisation``
    and ``source_id`` identify what can be confirmed here, if anything.
    """

    edition: str
    title: str
    index: int
    whose: str
    what: str
    hero: str
    numeral: int
    used_in: str
    checked: date
    source: str
    url: str
    ask: str
    organisation: str = ""
    source_id: str = ""


def own(written: Written, today: date) -> tuple[Due, ...]:
    """Return the contacts of an edition that are due."""
    reading = read(written)
    if reading.loaded is None:
        return ()
    pack = reading.loaded.pack
    by_role = {claim.own: claim for claim in claims(pack) if claim.own}
    rows = []
    for index, contact in zip(reading.kept, pack.edition.contacts, strict=True):
        if due_on(contact) > today or index in reading.empty:
            continue
        typed = contacts(reading.tree)[index]
        way, what = next(((way, dutch) for way, dutch in WAYS if value(typed, way)), WAYS[0])
        claim = by_role.get(contact)
        source = contact.source or ""
        rows.append(
            Due(
                edition=written.id,
                title=title_of(reading.tree),
                index=index,
                whose=contact.label or contact.role.capitalize(),
                what=what,
                hero=value(typed, way),
                numeral=claim.numeral if claim and way == "phone" else 0,
                used_in=_used_in(pack),
                checked=contact.checked,
                source=source,
                url=source if source.startswith("https://") else "",
                ask=contact.label or pack.edition.name or pack.edition.publisher,
            )
        )
    return tuple(rows)


def _used_in(pack: Pack) -> str:
    names = [SELECTABLE[id_] for id_ in pack.edition.products or STANDARD]
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def shared(written: Written, today: date) -> tuple[Due, ...]:
    """Return the facts in every edition that are due, one for each organisation and source."""
    loaded = read(written).loaded
    if loaded is None:
        return ()
    found: dict[tuple[str, str], Due] = {}
    for one in _shared(loaded.pack, today):
        found.setdefault((one.whose, one.source), one)
    return tuple(found.values())


def _shared(pack: Pack, today: date) -> Iterator[Due]:
    for place, fact in national(pack):
        if not isinstance(fact, Fact) or due_on(fact) > today:
            continue
        owner, organisation = "De adviezen", ""
        if place[0] == "organisations":
            about = pack.organisations[int(place[1])]
            owner, organisation = about.title, about.id
        source = pack.sources.get(fact.source)
        yield Due(
            edition="",
            title="",
            index=-1,
            whose=owner,
            what=_NAMES.get(str(place[-1]), "gegevens"),
            hero="",
            numeral=0,
            used_in="",
            checked=fact.checked,
            source=source.title if source else fact.source,
            url=source.url.target if source and source.url else "",
            ask=source.title if source else fact.source,
            organisation=organisation,
            source_id=fact.source,
        )


def national_facts(text: str, organisation: str, source: str) -> dict[Place, str]:
    """Return the facts that a file states of an organisation by a source, with their check dates.

    Raises ``InvalidSources``.
    """
    data: Any = parse(text, NATIONAL).data
    found = {}
    for place in facts_of(text, organisation, NATIONAL):
        fact = data
        for step in place:
            fact = fact[step]
        if fact.get("source") == source:
            found[*place, "checked"] = str(fact["checked"])
    return found


NATIONAL = "organisations.yaml"
_NAMES = {
    "phone": "telefoon",
    "email": "e-mail",
    "web": "website",
    "hours": "bereikbaar",
    "cost": "kosten",
}
