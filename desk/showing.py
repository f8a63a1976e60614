"""What the screens show of an edition besides its pages. Runs in a worker process, which reads
files, and loads fonts and languages once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wegwijs.desk.edition import Fault, Tree, Written
from wegwijs.desk.reading import EMPTY, Reading, read
from wegwijs.layouts.products.registry import STANDARD
from wegwijs.sources.catalogue import TranslationState
from wegwijs.sources.facts import claims
from wegwijs.sources.freshness import due_on
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import Pack, Text
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.status import status_of
from wegwijs.sources.translatable import TRANSLATED, own_translatable_texts, translatable_texts
from wegwijs.sources.translations import catalogue_for
from wegwijs.sources.values import Phone, too_long

POLICE = "politie"  # written with the article "de"


@dataclass(frozen=True)
class Language:
    """A language that can be chosen. ``state`` is "reviewed", "concept" or "not ready"."""

    code: str
    dutch: str
    own: str
    direction: str
    state: str
    missing: int
    total: int
    day: date | None

    @property
    def is_begun(self) -> bool:
        """Whether anything in it is there."""
        return not self.total or self.missing < self.total


@dataclass(frozen=True)
class Organisation:
    """An organisation on the leaflet, or left out when ``numeral`` is 0."""

    id: str
    name: str
    hero: str
    numeral: int
    fixed: bool = False


@dataclass(frozen=True)
class Group:
    """Organisations under one heading."""

    heading: str
    organisations: tuple[Organisation, ...]


@dataclass(frozen=True)
class Seen:
    """Everything that the editor shows of an edition. ``roles`` are the possible roles of a
    contact, ``audiences`` whom an edition may be for, both with their Dutch names.
    """

    tree: Tree
    faults: tuple[Fault, ...]
    elsewhere: tuple[str, ...]
    empty: tuple[int, ...]
    languages: tuple[Language, ...]
    groups: tuple[Group, ...]
    left_out: tuple[Organisation, ...]
    roles: tuple[tuple[str, str], ...]
    audiences: tuple[tuple[str, str], ...]
    products: tuple[str, ...]
    title: str
    is_drawn: bool


def see(written: Written) -> Seen:
    """Return what the editor shows. Raises ``InvalidSources`` when the edition is not YAML."""
    reading = read(written)
    loaded = reading.loaded
    if loaded is None:
        nothing: tuple[str, ...] = ()
        return Seen(
            reading.tree,
            reading.faults,
            reading.elsewhere,
            (),
            (),
            (),
            (),
            (),
            (),
            nothing,
            "",
            False,
        )
    pack = loaded.pack
    edition = pack.edition
    return Seen(
        tree=reading.tree,
        faults=(*reading.faults, *_advice(reading)),
        elsewhere=reading.elsewhere,
        empty=reading.empty,
        languages=_languages(loaded, written),
        groups=_groups(pack),
        left_out=_left_out(pack),
        roles=tuple((role.id, role.label.text) for role in pack.guidance.local.roles),
        audiences=tuple((one.id, one.label.text) for one in pack.guidance.audiences),
        products=tuple(edition.products or STANDARD),
        title=pack.guidance.title.text,
        is_drawn=True,
    )


def _languages(loaded: Loaded, written: Written) -> tuple[Language, ...]:
    """Return the languages to choose from: those that somebody translates, and the chosen ones."""
    every = (
        Language(code, known.dutch, known.name, known.direction, *_state(loaded, written, code))
        for code, known in loaded.pack.languages.items()
    )
    chosen = loaded.pack.edition.languages
    return tuple(one for one in every if one.code in chosen or one.is_begun)


def _state(loaded: Loaded, written: Written, code: str) -> tuple[str, int, int, date | None]:
    """Return the progress of a translation: state, missing texts, all texts, date of review.

    A text of the edition's own, such as what is on its logo, stays Dutch until it is translated:
    it keeps no language from being ready.
    """
    if code == loaded.pack.language:
        return "always", 0, 0, None
    sources = translatable_texts({name: loaded.sections[name] for name in TRANSLATED})
    try:
        catalogue = catalogue_for(loaded, code, written.folders)
    except InvalidSources:
        return TranslationState.NOT_READY.value, len(sources), len(sources), None
    own = own_translatable_texts(loaded)
    sources |= {key: text for key, text in own.items() if catalogue.translation(key)}
    status = status_of(catalogue, loaded.pack, sources)
    review = catalogue.reviewers(list(sources))
    state = catalogue.state(list(sources)).value
    return state, status.missing + status.fuzzy, status.total, review.day if review else None


def _groups(pack: Pack) -> tuple[Group, ...]:
    by_id = {claim.organisation.id: claim for claim in claims(pack)}
    own = pack.own

    def one(id_: str) -> Organisation:
        claim = by_id[id_]
        hero = claim.hero
        shown = (
            "leeg"
            if hero == EMPTY or claim.is_blank
            else claim.phone.display
            if claim.phone
            else "web"
        )
        return Organisation(id_, claim.name, shown, claim.numeral, id_ in own)

    return tuple(Group(g.heading.text, tuple(map(one, g.organisations))) for g in pack.groups)


def _left_out(pack: Pack) -> tuple[Organisation, ...]:
    shown = {id_ for group in pack.groups for id_ in group.organisations}
    return tuple(
        Organisation(one.id, one.title, one.phone.number.display if one.phone else "web", 0)
        for one in pack.organisations
        if one.id not in shown and one.only_for is None
    )


def _advice(reading: Reading) -> Iterator[Fault]:
    """Yield remarks on values that may be right but look wrong, such as a number of
    somebody else.
    """
    assert reading.loaded
    pack = reading.loaded.pack
    for index, contact in zip(reading.kept, pack.edition.contacts, strict=True):
        phone, web = contact.phone, contact.web
        if web and web.code != web.target:
            leads = f"De code gaat nu naar {web.code}." if web.code else "Er komt geen code."
            yield Fault(
                f"contacts.{index}.web",
                f"Dit adres is te lang voor een QR-code: {too_long(web)}. {leads}",
                mild=True,
            )
        if phone is None or index in reading.empty:
            continue
        for one in pack.organisations:
            names = [name for name in (one.name, one.abbreviation, one.sign) if name]
            label = (contact.label or contact.role).casefold()
            if not one.phone or one.phone.number.target != phone.target:
                continue
            if not any(name.casefold() in label for name in names):
                whose = "de politie" if one.id == POLICE else one.name
                mine = contact.label or contact.role.capitalize()
                yield Fault(
                    f"contacts.{index}.phone",
                    f"{phone.display} is het nummer van {whose}."
                    f" Zet erbij wie opneemt: ‘{mine}, via {whose}’.",
                    mild=True,
                )


def due(written: Written, today: date) -> list[int]:
    """Return the contacts of an edition that were checked too long ago."""
    reading = read(written)
    if reading.loaded is None:
        return []
    own = zip(reading.kept, reading.loaded.pack.edition.contacts, strict=True)
    return [index for index, one in own if index not in reading.empty and due_on(one) <= today]


def numbers(written: Written) -> list[tuple[str, str]]:
    """Return whom to call before anything is handed out, and on which number; each number once."""
    loaded = read(written).loaded
    if loaded is None:
        return []
    called: list[tuple[str, Phone | None]] = []
    for claim in claims(loaded.pack):
        called.append((claim.name, claim.phone))
        called += [(f"{claim.name}, {_in_dutch(one.purpose)}", one.number) for one in claim.numbers]
    for contact in loaded.pack.edition.contacts:
        name = contact.label or contact.role
        called.append((name, contact.phone))
        called += [(f"{name}, {one.purpose}", one.number) for one in contact.numbers]
    found: dict[str, tuple[str, str]] = {}
    for whom, phone in called:
        if phone and phone != EMPTY:
            found.setdefault(phone.target, (whom, phone.display))
    return list(found.values())


def _in_dutch(purpose: Text | str) -> str:
    return purpose if isinstance(purpose, str) else purpose.original.text
