"""The typed model of a pack: the shape of every YAML file, and the schema that editors use.

A YAML file may hold any of the sections of ``SourceFile``; the loader joins them. Every fact says
where it comes from (``source``, an entry of ``sources``) and on which day somebody checked it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticKnownError

from sources.days import day
from sources.kinds import KINDS, NATIONAL, known_kind
from sources.problems import one_of
from sources.values import Accent, Email, Phone, Times, Url


def _cbs_code(text: str) -> str:
    if not re.fullmatch(r"GM\d{4}", text):
        raise ValueError(f"{text!r} is geen CBS-code. Schrijf die zo: GM0344")
    return text


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("hier hoort gewone tekst te staan")
    return value


def _whole(value: object) -> object:
    """A whole number as it is printed: ``1_000``, ``1.00`` and ``01`` would come out otherwise."""
    if isinstance(value, str) and not re.fullmatch("0|-?[1-9][0-9]*", value):
        digits = value.lstrip("0")
        written = digits if re.fullmatch("[1-9][0-9]{0,3}", digits) else "12"
        raise ValueError(f"hier hoort een heel getal te staan, alleen cijfers, zoals {written}")
    return value


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


def _reads(parse: Callable[[str], Any]) -> PlainValidator:
    return PlainValidator(lambda value: parse(_string(value)))


_PHONE_SCHEMA = WithJsonSchema({"type": "string", "examples": ["088 20 80 080", "14 030"]})
PhoneField = Annotated[Phone, _reads(Phone.ordinary), _PHONE_SCHEMA]
EmergencyField = Annotated[Phone, _reads(Phone.emergency), _PHONE_SCHEMA]
EmailField = Annotated[
    Email, _reads(Email.parse), WithJsonSchema({"type": "string", "format": "idn-email"})
]
UrlField = Annotated[
    Url, _reads(Url.parse), WithJsonSchema({"type": "string", "pattern": "^https://"})
]
TimesField = Annotated[
    Times,
    _reads(Times.parse),
    WithJsonSchema({"type": "string", "pattern": r"^\d\d:\d\d-\d\d:\d\d$"}),
]
AccentField = Annotated[
    Accent, _reads(Accent.parse), WithJsonSchema({"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"})
]
DateField = Annotated[
    date, _reads(day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"})
]
CodeField = Annotated[
    str, _reads(_cbs_code), WithJsonSchema({"type": "string", "pattern": r"^GM\d{4}$"})
]
SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=60)]
# A name out of a list: nobody means another one by capitals.
Choice = Annotated[Slug, BeforeValidator(_lower)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class Record(BaseModel):
    """Base of all: immutable, and a field that the model does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True)
class Review:
    """Who checked a translation, and on which day."""

    reviewer: str
    day: date


@dataclass(frozen=True)
class Translation:
    """The translation of a name or label; without ``review`` nobody checked it."""

    text: str
    review: Review | None = None


class Text(Record):
    """A translatable text. ``strong`` names the words in it that are set bold, ``dutch`` those
    that a translation keeps in Dutch, because the reader has to say or recognise them.

    The text itself is never markup; ``{name}`` stands for a value that is filled in. A plain
    string in YAML is a text without such words.
    """

    text: Words
    strong: tuple[Words, ...] = ()
    dutch: Annotated[
        tuple[Words, ...],
        Field(description="Woorden die in elke vertaling Nederlands blijven."),
    ] = ()
    _language: str = PrivateAttr("nl")
    _original: Text | None = PrivateAttr(None)
    _counted: tuple[str, Review | None] | None = PrivateAttr(None)

    @property
    def language(self) -> str:
        """The language it is in: Dutch, until it is translated."""
        return self._language

    @property
    def original(self) -> Text:
        """The Dutch that it was translated from, or the text itself."""
        return self._original or self

    @property
    def counted(self) -> tuple[str, Review | None] | None:
        """What a translation is among all that are reviewed, and who reviewed it if somebody did;
        None of the Dutch itself.
        """
        return self._counted

    def translated(
        self, text: str, strong: tuple[str, ...], language: str, review: Review | None = None
    ) -> Self:
        """The same text in another language."""
        kept = tuple(words for words in self.dutch if words in text)
        copy = self.model_copy(update={"text": text, "strong": strong, "dutch": kept})
        copy._language, copy._original = language, self.original
        copy._counted = f"{self.original.text}\n{text}", review
        return copy

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, data: object) -> object:
        return {"text": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _named_words_are_in_text(self) -> Text:
        for name in ("strong", "dutch"):
            for words in getattr(self, name):
                if self.text.count(words) != 1:
                    raise ValueError(
                        f"{name!r} noemt {words!r}; dat moet precies één keer in de tekst staan"
                    )
        return self


@dataclass(frozen=True)
class Fills:
    """Which ``{names}`` a text must hold: each exactly once, and no others."""

    names: frozenset[str]

    def __init__(self, *names: str) -> None:
        object.__setattr__(self, "names", frozenset(names))


class Fact(Record):
    """Something that can be wrong or grow old."""

    source: Annotated[Slug, Field(description="Waar dit feit staat: een id uit 'sources'.")]
    checked: Annotated[DateField, Field(description="Dag waarop iemand dit feit heeft nagekeken.")]


class Statement(Fact, Text):
    """A fact in words."""


class Explanation(Statement):
    """A fact in words. ``more`` is a second sentence, left out where there is no room."""

    more: Text | None = None


class PhoneContact(Fact):
    """A number to call."""

    number: PhoneField


class EmailContact(Fact):
    """An address to write to."""

    address: EmailField


class WebContact(Fact):
    """A page to open; the QR code leads to exactly this address."""

    address: UrlField


class Hours(Fact):
    """When the phone is answered."""

    days: Literal["workdays", "daily"]
    times: TimesField


class Source(Record):
    """Where facts were found."""

    title: Name
    url: UrlField | None = None


Kind = Annotated[
    str,
    BeforeValidator(_lower),
    AfterValidator(known_kind),
    WithJsonSchema({"enum": list(KINDS), "type": "string"}),
]


class Organisation(Fact):
    """One place where people can turn. What is unknown is left out, not guessed."""

    id: Slug
    name: Annotated[Name, Field(description="Naam, zoals die op de deur staat.")]
    abbreviation: Name | None = None
    sign: Annotated[
        Name | None,
        Field(description="Naam boven het bord, als de hele naam daar niet past."),
    ] = None
    audience: Annotated[Statement, Field(description="Voor wie, zonder punt aan het eind.")]
    situation: Annotated[
        Statement | None,
        Field(description="In een lijst, als de zin van de lezer ook naar andere leidt."),
    ] = None
    what: Annotated[Explanation, Field(description="Wat de organisatie doet.")]
    when: Annotated[Statement, Field(description="Wanneer u belt of kijkt: 'Bel als ...'.")]
    examples: Annotated[Statement | None, Field(description="Voorbeelden bij 'when'.")] = None
    when_not: Annotated[Statement | None, Field(description="Waarvoor niet.")] = None
    contact: Annotated[
        Statement | None, Field(description="Wat er gebeurt als u contact opneemt.")
    ] = None
    anonymous: Annotated[
        Statement | None, Field(description="Alleen als u uw naam niet hoeft te zeggen.")
    ] = None
    find: Annotated[
        Statement | None, Field(description="Hoe u op de website het goede nummer vindt.")
    ] = None
    phone: PhoneContact | None = None
    cost: Statement | None = None
    hours: Hours | None = None
    email: EmailContact | None = None
    web: WebContact | None = None
    role: Annotated[
        Slug | None,
        Field(description="Rol die een editie zelf invult; zonder nummer komt er een lege regel."),
    ] = None
    only_for: Annotated[
        Kind | None,
        Field(description="Alleen in een editie van deze soort, die de rol zelf heeft ingevuld."),
    ] = None
    group: Annotated[
        Slug | None,
        Field(description="Kop waar een eigen organisatie onder staat: een id uit 'groups'."),
    ] = None

    @property
    def title(self) -> str:
        """The name as it stands above the sign."""
        if self.sign:
            return self.sign
        return f"{self.name} ({self.abbreviation})" if self.abbreviation else self.name


class Alert(Fact):
    """The emergency number, and what stands before it."""

    label: Text
    situation: Text
    number: EmergencyField
    deaf: Annotated[
        Text, Fills("app"), Field(description="Voor wie niet kan horen of praten, met {app}.")
    ]
    app: Annotated[Name, Field(description="Naam van de app.")]
    app_source: Annotated[Slug, Field(description="Waar de app staat: een id uit 'sources'.")]


class Audience(Record):
    """An arm of the signpost on the cover."""

    id: Slug
    label: Text
    organisations: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)]


class Route(Record):
    """An arm under a situation: the number of one organisation, or words for several."""

    organisations: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)]
    label: Annotated[Text | None, Field(description="Nodig als er geen nummer is.")] = None


class Situation(Record):
    """A sentence in which readers know themselves, and where it leads."""

    text: Text
    routes: Annotated[tuple[Route, ...], Field(min_length=1, max_length=2)]


class Group(Record):
    """Organisations under one head."""

    id: Slug
    heading: Text
    lead: tuple[Text, ...] = ()
    organisations: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Advice(Record):
    """A line of advice. ``{id}`` prints the sign of an organisation: in ``more``, which goes where
    an edition lacks one of ``organisations``, or in ``text`` when that is all there is.
    """

    text: Text
    more: Text | None = None
    organisations: tuple[Slug, ...] = ()


class Advices(Record):
    """What to do when calling."""

    heading: Text
    items: Annotated[tuple[Advice, ...], Field(min_length=1)]


class LocalRole(Record):
    """Somebody close by, whose number an edition or the reader fills in."""

    id: Slug
    label: Text
    dutch: Annotated[Name, Field(description="Het woord dat men aan de balie kent.")]
    part_of: Annotated[
        Slug | None, Field(description="De rol waar deze bij hoort, bijvoorbeeld school.")
    ] = None


class Local(Record):
    """The part for contacts close by."""

    heading: Text
    roles: Annotated[tuple[LocalRole, ...], Field(min_length=1)]


class Guidance(Fact):
    """What the pack says around the organisations."""

    title: Text
    lead: Text
    situations_heading: Text
    situations_lead: tuple[Text, ...]
    alert: Alert
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1, max_length=6)]
    situations: Annotated[tuple[Situation, ...], Field(min_length=1)]
    first_heading: Annotated[Text, Field(description="De kop boven de eerste groep.")]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
    added_to: Annotated[
        Slug | None,
        Field(description="De groep van een eigen organisatie die zelf geen groep noemt."),
    ] = None
    calling: Advices
    local: Local


_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def _folder_name(id_: str) -> str:
    """An id names a folder, also on Windows."""
    if _RESERVED.fullmatch(id_):
        raise ValueError(f"{id_!r} kan op Windows geen map zijn, kies een ander id")
    return id_


LanguageCode = Annotated[Slug, AfterValidator(_folder_name)]


def _locale(text: str) -> str:
    """A language and country of which is known how dates are written."""
    from babel import Locale, UnknownLocaleError

    try:
        if not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", text):
            raise ValueError(text)
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{text!r} is geen taal met een land. Schrijf het zo: nl-NL") from error
    return text


class Opening(Record):
    """When the phone is answered."""

    days: Literal["workdays", "daily"]
    times: TimesField


class LocalContact(Record):
    """Somebody close by, with a number or address of an edition's own."""

    role: Annotated[Choice, Field(description="gemeente, wijkagent, school, of een eigen rol.")]
    label: Annotated[Name | None, Field(description="Wat op het bord staat.")] = None
    name: Annotated[Name | None, Field(description="Persoon of afdeling.")] = None
    phone: PhoneField | None = None
    email: EmailField | None = None
    web: UrlField | None = None
    hours: Opening | None = None
    source: Annotated[Name | None, Field(description="Waar dit vandaan komt.")] = None
    checked: Annotated[DateField, Field(description="Dag waarop iemand dit heeft nagekeken.")]
    review_after: DateField | None = None


class Logo(Record):
    """A picture on the cover, beside the edition's file."""

    file: Name
    alt: Name


class Workshop(Record):
    """What the handout says of the workshop."""

    date: Name | None = None
    place: Name | None = None
    trainer: Name | None = None


def _product(id_: str, info: ValidationInfo) -> str:
    """Check the id of a product against those that the reader was given, if it was given any."""
    known = (info.context or {}).get("products")
    if known and id_ not in known:
        raise PydanticKnownError("literal_error", {"expected": one_of(known)})
    return id_


ProductId = Annotated[Choice, AfterValidator(_product)]


class Edition(Record):
    """Who hands the pack out."""

    id: Annotated[Slug, AfterValidator(_folder_name)]
    kind: Kind = NATIONAL.id
    name: Annotated[Name | None, Field(description="Naam van de plaats, school of workshop.")] = (
        None
    )
    publisher: Name
    cbs_code: Annotated[
        CodeField | None, Field(description="Hieraan kent 'import roo' de gemeente.")
    ] = None
    imported: Annotated[
        Name | None, Field(description="Merktekens van wat 'import roo' schreef. Laat ze staan.")
    ] = None
    contact: Annotated[EmailField | None, Field(description="Waar men een fout meldt.")] = None
    contacts: Annotated[tuple[LocalContact, ...], Field(max_length=6)] = ()
    organisations: Annotated[
        tuple[Choice, ...] | None,
        Field(min_length=1, description="Welke organisaties, in welke volgorde. Zonder: alle."),
    ] = None
    audience: Annotated[
        tuple[Choice, ...] | None,
        Field(min_length=1, description="Voor wie: de borden op de voorkant. Zonder: iedereen."),
    ] = None
    languages: Annotated[tuple[Choice, ...], Field(min_length=1)] = ("nl",)
    products: Annotated[
        tuple[ProductId, ...] | None, Field(min_length=1, description="Zonder: alle.")
    ] = None
    logo: Logo | None = None
    accent: AccentField | None = None
    title: Annotated[Text | None, Field(description="Titel op de voorkant.")] = None
    workshop: Workshop | None = None
    version: Annotated[int, Field(ge=1, le=9999), BeforeValidator(_whole)]
    date: Annotated[DateField, Field(description="Datum van deze versie.")]
    origin: Annotated[Choice, Field(description="De bron in het colofon: een id uit 'sources'.")]


class Labels(Record):
    """The products' own words."""

    kicker: Text
    hours_workdays: Annotated[Text, Fills("opens", "closes")]
    hours_daily: Annotated[Text, Fills("opens", "closes")]
    cost_and_anonymous: Annotated[Text, Fills("cost", "anonymous")]
    qr_alt: Annotated[Text, Fills("domain")]
    link_phone: Annotated[Text, Fills("name", "number")]
    link_email: Annotated[Text, Fills("address")]
    link_web: Annotated[Text, Fills("domain")]
    local_in: Annotated[Text, Fills("name")]
    municipality: Annotated[Text, Fills("name")]
    colophon_mistake: Annotated[Text, Fills("address")]
    handout_place: Text
    colophon_publisher: Annotated[Text, Fills("publisher")]
    colophon_version: Annotated[Text, Fills("version", "date")]
    colophon_checked: Annotated[Text, Fills("date")]
    colophon_source: Annotated[Text, Fills("source")]
    colophon_numbers: Text
    colophon_disclaimer: Text
    colophon_no_contact: Text
    colophon_reviewed: Annotated[Text, Fills("reviewer", "date")]
    colophon_concept: Text
    concept: Text
    concept_explained: Text
    card_first: Annotated[Text, Fills("name")]
    handout_kind: Text
    handout_workshop: Text
    handout_lead: Text
    handout_date: Text
    handout_trainer: Text
    handout_audience: Text
    table_audience: Text
    table_organisation: Text
    table_number: Text
    table_contact: Text
    table_who: Text
    table_name: Text
    table_phone: Text
    details_heading: Text
    details_organisation: Text
    details_audience: Text
    details_qr: Text
    notes: Text
    page: Annotated[Text, Fills("page", "pages")]
    field_name: Annotated[Text, Fills("who")]
    field_phone: Annotated[Text, Fills("who")]
    field_phone_details: Annotated[Text, Fills("who")]


class DutchNotes(Record):
    """What a translated document says in Dutch, for who hands it out. Never translated."""

    concept: Annotated[Name, Field(description="Het woord op elk paneel.")]
    concept_explained: Name
    concept_partly: Annotated[
        Text,
        Fills("count", "total"),
        Field(description="Als een deel van de vertaling is nagekeken, en {count} teksten niet."),
    ]
    about: Annotated[Text, Fills("language"), Field(description="Wat dit is, met {language}.")]


class PrintSetting(Record):
    """A setting of a printer: the word to look for, and what it means."""

    word: Text
    note: Text


class PrintEdges(Record):
    """The edge that a sheet turns over when both its sides are printed."""

    short: PrintSetting
    long: PrintSetting


class LeafletPrintNotes(Record):
    """How to print and fold the leaflet."""

    heading: Text
    paper: PrintSetting
    first: Annotated[Text, Field(description="Wat u met het eerste vel doet.")]
    press: Annotated[Text, Fills("panels", "flap", "bleed")]
    outside: Text
    inside: Text
    cover: Text
    back: Text
    flap: Text
    narrow: Text
    lay: Annotated[Text, Fills("side")]
    fold_flap: Text
    fold_other: Text
    closed: Text
    fill_in: Annotated[Text, Field(description="Als er nog borden leeg zijn.")]


class CardPrintNotes(Record):
    """How to print, cut and fold the pocket card."""

    heading: Text
    paper: PrintSetting
    first: Annotated[Text, Field(description="Wat u met het eerste vel doet.")]
    press: Annotated[Text, Fills("width", "height", "bleed")]
    cut: Text
    fold: Text
    closed: Text


class HandoutPrintNotes(Record):
    """What to do with the handout."""

    heading: Text
    text: Text


class PrintNotes(Record):
    """The words of the sheet for who prints, whatever language the pack is in. Never translated."""

    document: Annotated[
        Text, Fills("title", "language"), Field(description="De titel van het bestand.")
    ]
    kicker: Text
    title: Text
    edition: Annotated[Text, Fills("publisher", "language", "version", "date")]
    checked: Annotated[Text, Fills("checked", "until")]
    scale: PrintSetting
    edges: PrintEdges
    left: Text
    right: Text
    width: Annotated[Text, Fills("width")]
    leaflet: LeafletPrintNotes
    card: CardPrintNotes
    handout: HandoutPrintNotes


class Language(Record):
    """A language that the pack is printed in."""

    name: Annotated[Name, Field(description="In de taal zelf.")]
    dutch: Annotated[Name, Field(description="In het Nederlands.")]
    locale: Annotated[
        Name,
        AfterValidator(_locale),
        Field(description="Taal en land, voor datums en voor Word."),
    ]
    script: Literal["Latn", "Cyrl", "Arab", "Ethi"]
    clock: Annotated[
        Literal[".", ":"], Field(description="Tussen uren en minuten: 8.00 of 8:00.")
    ] = "."
    fonts: Annotated[tuple[Name, ...], Field(min_length=1, description="Op volgorde van voorkeur.")]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Where reading begins."""
        return "rtl" if self.script == "Arab" else "ltr"


class SourceFile(Record):
    """What one YAML file may hold."""

    languages: dict[LanguageCode, Language] | None = None
    glossary: dict[Slug, dict[Name, tuple[Name, ...]]] | None = None
    sources: dict[Slug, Source] | None = None
    organisations: tuple[Organisation, ...] | None = None
    guidance: Guidance | None = None
    labels: Labels | None = None
    dutch_notes: DutchNotes | None = None
    print_notes: PrintNotes | None = None
    edition: Edition | None = None


class Pack(Record):
    """Everything one edition prints, in Dutch or in a translation of it.

    ``meanings`` says what the Dutch names mean, ``own_words`` translates the texts of an edition's
    own by their place in its catalogue; in a ``draft`` the Dutch stands in for translations that
    are missing.
    """

    languages: dict[LanguageCode, Language]
    glossary: dict[Slug, dict[Name, tuple[Name, ...]]] = {}
    sources: dict[Slug, Source]
    organisations: tuple[Organisation, ...]
    guidance: Guidance
    labels: Labels
    dutch_notes: DutchNotes
    print_notes: PrintNotes
    edition: Edition
    language: str = "nl"
    meanings: dict[str, Translation] = {}
    own_words: dict[str, Translation] = {}
    draft: bool = False

    def own_contact(self, organisation: Organisation) -> LocalContact | None:
        """The edition's own contact for the role of an organisation, or for a part of that role."""
        if organisation.role is None:
            return None
        parts = {role.id for role in self.guidance.local.roles if role.part_of == organisation.role}
        contacts = self.edition.contacts
        exact = (one for one in contacts if one.role == organisation.role)
        return next(exact, None) or next((one for one in contacts if one.role in parts), None)

    @property
    def own(self) -> tuple[str, ...]:
        """The ids of the organisations that only an edition of this kind has, and has filled in."""
        return tuple(
            organisation.id
            for organisation in self.organisations
            if organisation.only_for == self.edition.kind and self.own_contact(organisation)
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups and organisations of this edition, in its order.

        Where to begin is said of the first group, whichever an edition puts there; what only this
        edition has stands at the head of it.
        """
        first, *others = self._shared_groups() or (None,)
        if first is None:
            return ()
        ids = (*self.own, *first.organisations)
        heading = self.guidance.first_heading
        first = first.model_copy(update={"heading": heading, "organisations": ids})
        return (first, *others)

    def _shared_groups(self) -> tuple[Group, ...]:
        """The groups without what only this edition has."""
        shared = [one.id for one in self.organisations if one.only_for is None]
        chosen = self.edition.organisations or shared
        order = {id_: index for index, id_ in enumerate(chosen) if id_ in shared}
        groups = []
        for group in self.guidance.groups:
            ids = sorted(
                (id_ for id_ in group.organisations if id_ in order), key=order.__getitem__
            )
            # What is said of a group after its first line is said of all that are in it.
            lead = group.lead if len(ids) == len(group.organisations) else group.lead[:1]
            groups.append(group.model_copy(update={"organisations": tuple(ids), "lead": lead}))
        shown = (group for group in groups if group.organisations)
        if self.edition.organisations is None:
            return tuple(shown)
        return tuple(sorted(shown, key=lambda group: order[group.organisations[0]]))

    def organisation(self, id_: str) -> Organisation:
        """The organisation with this id. Raises ``KeyError``."""
        return next(o for o in self.organisations if o.id == id_)
