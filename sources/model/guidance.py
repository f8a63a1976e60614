"""The guidance around the organisations."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wegwijs.sources.model.fact import Fact
from wegwijs.sources.model.fields import EmergencyField, Name, Record, Slug, SourceId
from wegwijs.sources.model.text import Fills, Text


class Alert(Fact):
    """The emergency number and its introduction."""

    label: Text
    situation: Text
    number: EmergencyField
    deaf: Annotated[
        Text, Fills("app"), Field(description="Voor wie niet kan horen of praten, met {app}.")
    ]
    app: Annotated[Name, Field(description="Naam van de app.")]
    app_source: Annotated[SourceId, Field(description="Waar de app staat: een id uit 'sources'.")]


class Audience(Record):
    """An arm of the signpost on the cover."""

    id: Slug
    label: Text
    organisations: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)]


class Route(Record):
    """An arm below a situation: one organisation's number, or words for several."""

    organisations: Annotated[tuple[Slug, ...], Field(min_length=1, max_length=2)]
    label: Annotated[Text | None, Field(description="Nodig als er geen nummer is.")] = None


class Situation(Record):
    """A sentence that readers recognise, and where it leads."""

    text: Text
    routes: Annotated[tuple[Route, ...], Field(min_length=1, max_length=2)]


class Group(Record):
    """Organisations under one heading."""

    id: Slug
    heading: Text
    lead: tuple[Text, ...] = ()
    organisations: Annotated[tuple[Slug, ...], Field(min_length=1)]


class Advice(Record):
    """A line of advice. ``{id}`` prints the sign of an organisation: in ``more``, which is dropped
    where an edition lacks one of ``organisations``, or in ``text`` when there is no ``more``.
    """

    text: Text
    more: Text | None = None
    organisations: tuple[Slug, ...] = ()


class Advices(Record):
    """Advice for the call."""

    heading: Text
    items: Annotated[tuple[Advice, ...], Field(min_length=1)]


class LocalRole(Record):
    """Somebody nearby, whose number an edition or the reader fills in."""

    id: Slug
    label: Text
    dutch: Annotated[Name, Field(description="Het woord dat men aan de balie kent.")]
    part_of: Annotated[
        Slug | None, Field(description="De rol waar deze bij hoort, bijvoorbeeld school.")
    ] = None


class Local(Record):
    """The section for local contacts."""

    heading: Text
    roles: Annotated[tuple[LocalRole, ...], Field(min_length=1)]


class Guidance(Fact):
    """The guidance around the organisations."""

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
