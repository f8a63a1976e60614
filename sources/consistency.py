"""Cross-field validation: names that must exist, and parts that belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from wegwijs.sources.hours import DAYS, DUTCH, Week
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.model import Advice, Fact, Fills, Pack, Text
from wegwijs.sources.problems import Problem
from wegwijs.sources.reader import ParsedFile, Place
from wegwijs.sources.same import Same
from wegwijs.sources.ways import PHONE, WAYS, reached

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Section(Struct, frozen=True):
    """A validated section and its document.

    For a section that several files add to, ``origins`` has the document of each name.
    """

    value: Any
    document: ParsedFile
    origins: Mapping[str, ParsedFile] = {}


def walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any, frozenset[str]]]:
    """Yield every model in a tree, with its place and the placeholders that its field requires."""
    yield from _walk(value, place, frozenset())


def _walk(
    value: Any, place: Place, fills: frozenset[str]
) -> Iterator[tuple[Place, Any, frozenset[str]]]:
    if isinstance(value, BaseModel):
        yield place, value, fills
        for name, info in type(value).model_fields.items():
            asked = next((m.names for m in info.metadata if isinstance(m, Fills)), frozenset())
            if isinstance(value, Advice) and name == ("more" if value.more else "text"):
                asked = frozenset(value.organisations)
            yield from _walk(getattr(value, name), (*place, name), asked)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*place, index), fills)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*place, key), fills)


def national(pack: Pack) -> Sequence[tuple[Place, Any]]:
    """Return every model in the parts that editions share, with its place."""
    return _national(Same(pack.organisations, pack.guidance))


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _national(parts: Same) -> tuple[tuple[Place, Any], ...]:
    names = ("organisations", "guidance")
    return tuple(
        (place, value)
        for name, part in zip(names, parts.objects, strict=True)
        for place, value, _ in walk(part, (name,))
    )


def kept_in_dutch(pack: Pack) -> tuple[str, ...]:
    """Return the words that a translation must keep in Dutch."""
    texts = [value for _, value in _everything(pack) if isinstance(value, Text)]
    return tuple(sorted({words for text in texts for words in text.dutch}))


def _everything(pack: Pack) -> Iterator[tuple[Place, Any]]:
    yield from national(pack)
    for place, value, _ in walk(pack.edition, ("edition",)):
        yield place, value


def contradictions(pack: Pack, sections: Mapping[str, Section]) -> Iterator[Problem]:
    """Yield every contradiction in a pack whose sections are valid by themselves."""
    checks = (
        _twice,
        _unknown_names,
        _roles,
        _hours,
        _numbers,
        _parts,
        _pages,
        _groups,
        _routes,
        _edition,
    )
    for place, message in chain.from_iterable(check(pack) for check in checks):
        yield sections[str(place[0])].document.problem(place, message)
    yield from _dates(pack, sections)


Found = Iterator[tuple[Place, str]]


def _twice(pack: Pack) -> Found:
    seen: set[str] = set()
    for index, organisation in enumerate(pack.organisations):
        if organisation.id in seen:
            yield ("organisations", index, "id"), f"{organisation.id!r} bestaat al, kies een ander"
        seen.add(organisation.id)


def named_sources(pack: Pack) -> Found:
    """Yield every reference to an entry of ``sources``: its place and the name."""
    yield from _national_sources(Same(pack.organisations, pack.guidance))
    yield from _sources_in((place, value) for place, value, _ in walk(pack.edition, ("edition",)))


@lru_cache(maxsize=64)
def _national_sources(parts: Same) -> tuple[tuple[Place, str], ...]:
    return tuple(_sources_in(_national(parts)))


def _sources_in(values: Iterable[tuple[Place, Any]]) -> Found:
    for place, value in values:
        for field_ in ("source", "app_source") if isinstance(value, Fact) else ("origin",):
            if (name := getattr(value, field_, None)) is not None:
                yield (*place, field_), name


def _unknown_names(pack: Pack) -> Found:
    for place, name in named_sources(pack):
        if name not in pack.sources:
            message = f"bron {name!r} staat niet onder 'sources'. Zet hem daar, met een 'title'"
            yield place, f"{message}, of kies uit: {', '.join(pack.sources)}"
    known = {organisation.id for organisation in pack.organisations}
    own = ((place, value) for place, value, _ in walk(pack.edition, ("edition",)))
    named = (_national_names(Same(pack.organisations, pack.guidance)), _names_in(own))
    for place, name in chain.from_iterable(named):
        if name not in known:
            advice = f"Kies uit: {', '.join(sorted(known))}"
            yield place, f"organisatie {name!r} bestaat niet. {advice}"


@lru_cache(maxsize=64)  # shared by hundreds of editions
def _national_names(parts: Same) -> tuple[tuple[Place, str], ...]:
    return tuple(_names_in(_national(parts)))


def _names_in(values: Iterable[tuple[Place, Any]]) -> Found:
    """Yield every organisation that is named, with its place."""
    for place, value in values:
        for index, name in enumerate(getattr(value, "organisations", None) or ()):
            yield (*place, "organisations", index), name


def _somebody(pack: Pack) -> Iterator[tuple[Place, Any]]:
    """Yield the organisations and the edition's own contacts."""
    for index, organisation in enumerate(pack.organisations):
        yield ("organisations", index), organisation
    for index, contact in enumerate(pack.edition.contacts):
        yield ("edition", "contacts", index), contact


def _numbers(pack: Pack) -> Found:
    """Report further numbers without a first one, and a number that is there twice."""
    for place, one in _somebody(pack):
        phone = reached(one).get(PHONE.id)
        if phone is None and (one.phone_for or one.numbers):
            field = "numbers" if one.numbers else "phone_for"
            yield (*place, field), "geef ook een 'phone': dat nummer komt op het bord"
        seen = {phone.target} if phone else set()
        for index, further in enumerate(one.numbers):
            if further.number.target in seen:
                where = (*place, "numbers", index, "number")
                yield where, f"{further.number} staat hier al. Haal het hier weg"
            seen.add(further.number.target)


def _hours(pack: Pack) -> Found:
    """Report opening hours that lack days or times, are given in both ways, or overlap."""
    for place, one in _somebody(pack):
        if (hours := one.hours) is None:
            continue
        together = {"days": hours.days, "times": hours.times}
        each = [day for day in DAYS if getattr(hours, day) is not None]
        missing = [name for name, value in together.items() if value is None]
        if each and len(missing) < len(together):
            advice = "Schrijf 'days' en 'times', of de tijden per dag, maar niet allebei"
            yield (*place, "hours", each[0]), f"dit kan niet naast 'days' of 'times'. {advice}"
        elif missing and not each:
            for name in missing:
                yield (*place, "hours", name), "dit veld ontbreekt. Vul het in"
        elif each and not any(getattr(hours, day) for day in each):
            yield (*place, "hours"), "zo is het elke dag dicht. Haal de openingstijden dan weg"
        elif (day := hours.week.overlap) is not None:
            yield (*place, "hours", DAYS[day] if each else "times"), _overlapping(hours.week, day)


def _overlapping(week: Week, day: int) -> str:
    night = (week.days[day] or ())[-1]
    return (
        f"{DUTCH[day]} is open tot {night.written()[1]} uur de volgende dag, en dan is"
        f" {DUTCH[(day + 1) % len(DAYS)]} al open. Zet de tijden na elkaar, of schrijf ze één keer"
    )


def _roles(pack: Pack) -> Found:
    known = [role.id for role in pack.guidance.local.roles]
    for index, organisation in enumerate(pack.organisations):
        if organisation.role is not None and organisation.role not in known:
            place = ("organisations", index, "role")
            yield place, f"rol {organisation.role!r} bestaat niet. Kies uit: {', '.join(known)}"


def _pages(pack: Pack) -> Found:
    for index, organisation in enumerate(pack.organisations):
        if organisation.web is None and organisation.only_for is None:
            yield ("organisations", index, "web"), "dit veld ontbreekt. Vul het in"
        if organisation.only_for is not None and organisation.role is None:
            place: Place = ("organisations", index, "only_for")
            yield place, "geef ook een 'role': wie die niet invult, krijgt deze organisatie niet"


def _parts(pack: Pack) -> Found:
    known = {role.id for role in pack.guidance.local.roles}
    for index, role in enumerate(pack.guidance.local.roles):
        if role.part_of is not None and role.part_of not in known:
            place: Place = ("guidance", "local", "roles", index, "part_of")
            yield place, f"rol {role.part_of!r} bestaat niet. Kies uit: {', '.join(known)}"


def _groups(pack: Pack) -> Found:
    known = {group.id for group in pack.guidance.groups}
    grouped = [name for group in pack.guidance.groups for name in group.organisations]
    for organisation in pack.organisations:
        if grouped.count(organisation.id) > 1:
            message = f"organisatie {organisation.id!r} staat in meer dan één groep"
            yield ("guidance", "groups"), message
    if pack.guidance.added_to not in {None, *known}:
        message = f"groep {pack.guidance.added_to!r} bestaat niet. Kies uit: {', '.join(known)}"
        yield ("guidance", "added_to"), message


def _edition(pack: Pack) -> Found:
    edition = pack.edition
    roles = {role.id for role in pack.guidance.local.roles}
    whose = KINDS[edition.kind].name_of
    if whose and not edition.name:
        yield ("edition", "name"), f"schrijf hier de naam van {whose}"
    for index, code in enumerate(edition.languages):
        if code not in pack.languages:
            place: Place = ("edition", "languages", index)
            yield place, _unknown_language(code, pack)
    yield from _chosen(pack)
    seen: dict[str, int] = {}
    for index, contact in enumerate(edition.contacts):
        place = ("edition", "contacts", index)
        if not any(not WAYS[id_].named for id_ in reached(contact)):
            *others, last = (way.long for way in WAYS.values() if not way.named)
            yield place, f"geef een {', '.join(others)} of {last}"
        if contact.role not in roles and not contact.label:
            yield place, f"rol {contact.role!r} is van uzelf: geef er een 'label' bij"
        if contact.role in seen:
            first = f"contacts[{seen[contact.role] + 1}]"
            message = (
                f"rol {contact.role!r} staat er al, bij {first}. Zet alles van één contact bij"
                f" elkaar, of maak er een eigen rol van: 'role: {contact.role}-2', met een 'label'"
            )
            yield (*place, "role"), message
        if contact.checked > edition.date:
            message = (
                f"nagekeken na de datum van de editie ({edition.date}). Zet bij 'date' van de"
                f" editie {contact.checked}, of een latere dag"
            )
            yield (*place, "checked"), message
        seen.setdefault(contact.role, index)


def _unknown_language(code: str, pack: Pack) -> str:
    """Suggest a code for an unknown language: people write its name, or add a country."""
    names = {one.dutch.casefold(): known for known, one in pack.languages.items()}
    names |= {one.name.casefold(): known for known, one in pack.languages.items()}
    begin = re.split("[-_]", code)[0]
    meant = names.get(code) or (begin if begin in pack.languages else "")
    advice = f"Schrijf {meant}" if meant else f"Kies uit: {', '.join(pack.languages)}"
    return f"taal {code!r} is er niet. {advice}"


def _chosen(pack: Pack) -> Found:
    """Check an edition's choice: no duplicates, and groups kept together."""
    edition = pack.edition
    known = [audience.id for audience in pack.guidance.audiences]
    for index, id_ in enumerate(edition.audience or ()):
        if id_ not in known:
            place: Place = ("edition", "audience", index)
            yield place, f"doelgroep {id_!r} bestaat niet. Kies uit: {', '.join(known)}"
    for name, chosen in (("organisations", edition.organisations), ("audience", edition.audience)):
        for index, id_ in enumerate(chosen or ()):
            if id_ in (chosen or ())[:index]:
                yield ("edition", name, index), f"{id_!r} staat er al"
    yield from _not_for_this(pack)
    ids = list(dict.fromkeys(edition.organisations or ()))
    together = [id_ for group in pack.groups for id_ in group.organisations if id_ in ids]
    if ids != together and set(ids) == set(together):
        order = ", ".join(together)
        message = f"zet bij elkaar wat onder één kop hoort, bijvoorbeeld: [{order}]"
        yield ("edition", "organisations"), message


def _not_for_this(pack: Pack) -> Found:
    """Report organisations that need not be chosen: filling in the contact adds them."""
    kinds = {one.id: one.only_for for one in pack.organisations if one.only_for}
    for index, id_ in enumerate(pack.edition.organisations or ()):
        if id_ in kinds:
            message = (
                f"haal {id_!r} weg: met 'kind: {kinds[id_]}' en een eigen contact staat het er"
            )
            yield ("edition", "organisations", index), message


def _dates(pack: Pack, sections: Mapping[str, Section]) -> Iterator[Problem]:
    """Report facts that were checked after the date of the edition, once per edition.

    The shared facts are not the edition's to change, unless it overrides them.
    """
    facts = ((place, value) for place, value in national(pack) if isinstance(value, Fact))
    place, newest = max(facts, key=lambda pair: pair[1].checked)
    if newest.checked <= pack.edition.date:
        return
    edition, facts_in = sections["edition"].document, sections[str(place[0])].document
    shipped = sections["organisations"].document.lowest.folder
    own_fact = facts_in.stands(place)[0].folder != shipped
    if own_fact and edition.folder == f"{shipped}/editions":
        message = (
            f"nagekeken na de datum van de editie {pack.edition.id!r} ({pack.edition.date}). Maak"
            " een editie van uzelf met 'init': een andere folder heeft een eigen versie en datum"
        )
        yield facts_in.problem((*place, "checked"), message)
        return
    advice = f"zet hier {newest.checked}, of een latere dag"
    message = f"de gegevens zijn nagekeken na deze datum: {advice}"
    yield edition.problem(("edition", "date"), message)


def _routes(pack: Pack) -> Found:
    callable_ = {organisation.id for organisation in pack.organisations if organisation.phone}
    for number, situation in enumerate(pack.guidance.situations):
        for index, route in enumerate(situation.routes):
            one_number = len(route.organisations) == 1 and route.organisations[0] in callable_
            if route.label is None and not one_number:
                place = ("guidance", "situations", number, "routes", index)
                yield place, "zonder telefoonnummer is een 'label' nodig"


def placeholders(text: str) -> list[str]:
    """Return the placeholders in order. An unmatched brace counts as ``{``."""
    if "{" not in text and "}" not in text:  # nearly always
        return []
    names = PLACEHOLDER.findall(text)
    if any(brace in PLACEHOLDER.sub("", text) for brace in "{}"):
        names.append("{")
    return names
