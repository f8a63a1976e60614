"""Languages, the content of one YAML file, and the pack that all files make up."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from wegwijs.sources.model.edition import Edition, LocalContact
from wegwijs.sources.model.fact import Source
from wegwijs.sources.model.fields import LanguageCode, Name, Record, Slug, yes_or_no
from wegwijs.sources.model.guidance import Group, Guidance
from wegwijs.sources.model.labels import DutchNotes, Labels
from wegwijs.sources.model.organisation import Organisation
from wegwijs.sources.model.printing import PrintNotes
from wegwijs.sources.model.text import Translation
from wegwijs.sources.problems import one_of
from wegwijs.sources.scripts import SCRIPTS, Direction


def _locale(text: str) -> str:
    """Validate a language with a country that Babel knows."""
    from babel import Locale, UnknownLocaleError

    try:
        if not re.fullmatch(r"[a-z]{2,3}-[A-Z]{2}", text):
            raise ValueError(text)
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{text!r} is geen taal met een land. Schrijf het zo: nl-NL") from error
    return text


def _script(code: str) -> str:
    """Validate the code of a known script."""
    if code not in SCRIPTS:
        raise PydanticKnownError("literal_error", {"expected": one_of(SCRIPTS)})
    return code


ScriptCode = Annotated[
    str, AfterValidator(_script), WithJsonSchema({"enum": list(SCRIPTS), "type": "string"})
]


YesNo = Annotated[bool, BeforeValidator(yes_or_no)]


class Language(Record):
    """A language that the pack is printed in."""

    name: Annotated[Name, Field(description="In de taal zelf.")]
    dutch: Annotated[Name, Field(description="In het Nederlands.")]
    locale: Annotated[
        Name,
        AfterValidator(_locale),
        Field(description="Taal en land, voor datums en voor Word."),
    ]
    script: ScriptCode
    clock: Annotated[
        Literal[".", ":"], Field(description="Tussen uren en minuten: 8.00 of 8:00.")
    ] = "."
    fonts: Annotated[tuple[Name, ...], Field(min_length=1, description="Op volgorde van voorkeur.")]
    ties_short_words: Annotated[
        YesNo, Field(description="Een woord van één letter blijft op de regel van het volgende.")
    ] = False
    dotless_i: Annotated[
        YesNo, Field(description="De I zonder punt en de İ met een punt zijn twee letters.")
    ] = False

    larger: Annotated[
        float,
        Field(
            ge=1, le=1.5, description="Hoeveel keer zo groot de tekst is: 1.1 voor makkelijk lezen."
        ),
    ] = 1.0

    @property
    def direction(self) -> Direction:
        """The reading direction."""
        return SCRIPTS[self.script].direction


class SourceFile(Record):
    """The sections that one YAML file may hold."""

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
    """Everything that one edition prints, in Dutch or translated.

    ``meanings`` explains the Dutch names, ``own_words`` translates an edition's own texts by their
    place in its catalogue; in a ``draft`` the Dutch replaces missing translations.
    """

    languages: dict[LanguageCode, Language]
    glossary: dict[Slug, dict[Name, tuple[Name, ...]]] = Field(default={})
    sources: dict[Slug, Source]
    organisations: tuple[Organisation, ...]
    guidance: Guidance
    labels: Labels
    dutch_notes: DutchNotes
    print_notes: PrintNotes
    edition: Edition
    language: str = "nl"
    meanings: dict[str, Translation] = Field(default={})
    own_words: dict[str, Translation] = Field(default={})
    draft: bool = False

    def own_contact(self, organisation: Organisation) -> LocalContact | None:
        """Return the edition's own contact for an organisation's role, or part of it."""
        if organisation.role is None:
            return None
        parts = {role.id for role in self.guidance.local.roles if role.part_of == organisation.role}
        contacts = self.edition.contacts
        exact = (one for one in contacts if one.role == organisation.role)
        return next(exact, None) or next((one for one in contacts if one.role in parts), None)

    @property
    def own(self) -> tuple[str, ...]:
        """The ids of the organisations that only this kind of edition has, if filled in."""
        return tuple(
            organisation.id
            for organisation in self.organisations
            if organisation.only_for == self.edition.kind and self.own_contact(organisation)
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups and organisations of this edition, in its order.

        The first group says where to begin, whichever an edition puts first; it starts with the
        organisations that only this edition has.
        """
        first, *others = self._shared_groups() or (None,)
        if first is None:
            return ()
        ids = (*self.own, *first.organisations)
        heading = self.guidance.first_heading
        first = first.model_copy(update={"heading": heading, "organisations": ids})
        return (first, *others)

    def _shared_groups(self) -> tuple[Group, ...]:
        """Return the groups without the edition's own organisations."""
        shared = [one.id for one in self.organisations if one.only_for is None]
        chosen = self.edition.organisations or shared
        order = {id_: index for index, id_ in enumerate(chosen) if id_ in shared}
        groups = []
        for group in self.guidance.groups:
            ids = sorted(
                (id_ for id_ in group.organisations if id_ in order), key=order.__getitem__
            )
            # Lines after the first apply to the whole group only.
            lead = group.lead if len(ids) == len(group.organisations) else group.lead[:1]
            if tuple(ids) != group.organisations:
                update = {"organisations": tuple(ids), "lead": lead}
                group = group.model_copy(update=update)  # noqa: PLW2901
            groups.append(group)
        shown = (group for group in groups if group.organisations)
        if self.edition.organisations is None:
            return tuple(shown)
        return tuple(sorted(shown, key=lambda group: order[group.organisations[0]]))

    def organisation(self, id_: str) -> Organisation:
        """Return the organisation with this id. Raises ``KeyError``."""
        return next(o for o in self.organisations if o.id == id_)
