"""The facts to check again, with where they are and who knows. Runs in a worker process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wegwijs.desk.contact_fields import FACTS
from wegwijs.desk.edition import Written, contacts, value
from wegwijs.desk.reading import Reading, read
from wegwijs.desk.screens.form import title_of
from wegwijs.desk.wording import MISSING
from wegwijs.layouts.content.checks import Check, checks_of, checks_of_contact
from wegwijs.layouts.products.registry import SELECTABLE, STANDARD
from wegwijs.sources.consistency import national
from wegwijs.sources.editing.edition import facts_of
from wegwijs.sources.facts import claims
from wegwijs.sources.freshness import due_on
from wegwijs.sources.model import Fact, LocalContact, Pack
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import Place, parse
from wegwijs.sources.ways import NUMBERS, PHONE

FIRST = NUMBERS[0].id  # the number on the sign, with what it is for
WAYS = (("phone", "telefoon"), ("email", "e-mail"), ("web", "website"))


@dataclass(frozen=True)
class Due:
    """A fact that was checked too long ago: of one of an edition's own contacts, or a national one.

    ``index`` is that of the contact, -1 for a national fact. For a national fact ``organisation``
    and ``source_id`` identify what can be confirmed here, if anything; ``says`` states it; of
    a contact, what is confirmed with it besides ``hero``.
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
    says: tuple[str, ...] = ()


def own(written: Written, today: date) -> tuple[tuple[Due, ...], bool]:
    """Return the contacts of an edition that are due, and whether that is known of all of them.
    Raises ``InvalidSources`` when it cannot be read as far as that.
    """
    reading = read(written)
    if reading.loaded is None:
        told = reading.faults[0].message if reading.faults else reading.elsewhere[0]
        raise InvalidSources([Problem(f"editions/{written.id}.yaml", 0, "edition", told)])
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
                says=tuple(_says(pack, contact, way)),
            )
        )
    return tuple(rows), _is_whole(reading)


def _is_whole(reading: Reading) -> bool:
    """Whether each contact that has a fact is read with the day on which that was checked. What is
    still to be filled in, is nothing to check.
    """
    is_wrong = any(not one.mild and one.message not in MISSING for one in reading.faults)
    unread = set(range(len(contacts(reading.tree)))) - set(reading.kept) | set(reading.empty)
    facts = (contacts(reading.tree)[index].get(field) for index in unread for field in FACTS)
    return not is_wrong and not any(facts)


def _says(pack: Pack, contact: LocalContact, way: str) -> Iterator[str]:
    """Yield what is confirmed of a contact besides its way on the sign. That number is not told
    twice; what it is for is.
    """
    for one in checks_of_contact(pack, contact):
        if one.field == FIRST and way == PHONE.id:
            yield f"waarvoor het nummer is: {contact.phone_for}"
        elif one.field != way:
            yield one.what


def _used_in(pack: Pack) -> str:
    names = [SELECTABLE[id_] for id_ in pack.edition.products or STANDARD]
    return " en ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def shared(written: Written, today: date) -> tuple[Due, ...]:
    """Return the facts in every edition that are due, one for each organisation and source."""
    loaded = read(written).loaded
    if loaded is None:
        return ()
    pack = loaded.pack
    facts = [fact for _, fact in national(pack) if isinstance(fact, Fact)]
    found: dict[tuple[str, str], list[tuple[str, Check]]] = {}
    for fact, check in zip(facts, checks_of(pack).national, strict=True):
        if due_on(fact) <= today:
            found.setdefault((check.owner, check.source), []).append((fact.source, check))
    return tuple(map(_shared, found.values()))


def _shared(found: Sequence[tuple[str, Check]]) -> Due:
    """Return the facts of one organisation by one source as one to check."""
    source_id, one = found[0]
    says = tuple(check.what for _, check in found)
    return Due(
        edition="",
        title="",
        index=-1,
        whose=one.owner[:1].upper() + one.owner[1:],
        what=says[0].partition(":")[0] if len(says) == 1 else "gegevens",
        hero="",
        numeral=0,
        used_in="",
        checked=min(check.checked for _, check in found),
        source=one.source,
        url=one.url,
        ask=one.source,
        organisation=one.about,
        source_id=source_id,
        says=says,
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
