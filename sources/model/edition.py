"""An edition: its publisher, and what it says itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticKnownError

from wegwijs.sources.kinds import NATIONAL
from wegwijs.sources.model.fields import (
    MOST_CONTACTS,
    AccentField,
    Choice,
    CodeField,
    DateField,
    DuoCodeField,
    EmailField,
    Marks,
    Name,
    Record,
    Slug,
    SourceId,
    UrlField,
    folder_name,
    lower,
    whole,
    yes_or_no,
)
from wegwijs.sources.model.hours import Opening
from wegwijs.sources.model.organisation import Kind
from wegwijs.sources.model.reached import ReachedContact
from wegwijs.sources.model.text import Text
from wegwijs.sources.problems import one_of
from wegwijs.sources.sheets import SHEETS, USUAL
from wegwijs.sources.values import Url
from wegwijs.sources.versions import MOST_VERSION


class _LocalContact(Record):
    role: Annotated[Choice, Field(description="gemeente, wijkagent, school, of een eigen rol.")]
    label: Annotated[Name | None, Field(description="Wat op het bord staat.")] = None
    name: Annotated[Name | None, Field(description="Persoon of afdeling.")] = None
    hours: Opening | None = None
    source: Annotated[Name | None, Field(description="Waar dit vandaan komt.")] = None
    checked: Annotated[DateField, Field(description="Dag waarop iemand dit heeft nagekeken.")]
    review_after: DateField | None = None


class LocalContact(ReachedContact, _LocalContact):
    """Somebody nearby, with numbers and addresses of an edition's own."""


class Logo(Record):
    """The picture on the cover, a file beside the edition's."""

    file: Name
    alt: Name


class Workshop(Record):
    """The details of a workshop in the handout."""

    date: Name | None = None
    place: Name | None = None
    trainer: Name | None = None


def _size(value: object) -> object:
    """Read the size of a label as people copy it from a box: ``63,5 x 38,1 mm``."""
    if not isinstance(value, str):
        return value
    typed = value.lower().replace("mm", "").replace("\N{MULTIPLICATION SIGN}", "x")
    return "".join(typed.split()).replace(",", ".")


def _sheet(id_: str) -> str:
    """Validate the id of a sheet of labels."""
    if id_ not in SHEETS:
        raise PydanticKnownError("literal_error", {"expected": one_of(SHEETS)})
    return id_


class Stickers(Record):
    """Which sheet of labels the stickers are for, and what is on it."""

    sheet: Annotated[
        str,
        BeforeValidator(_size),
        AfterValidator(_sheet),
        WithJsonSchema({"enum": list(SHEETS), "type": "string"}),
        Field(description="De maat van een etiket, in millimeters. Die staat op de doos."),
    ] = USUAL
    each: Annotated[
        Literal["row", "sheet"],
        BeforeValidator(lower),
        Field(description="Van elke organisatie een rij (row), of een heel vel (sheet)."),
    ] = "row"


def _product(id_: str, info: ValidationInfo) -> str:
    """Validate a product id against the context, if there is one."""
    known = (info.context or {}).get("products")
    if known and id_ not in known:
        raise PydanticKnownError("literal_error", {"expected": one_of(known)})
    return id_


def _place(url: Url) -> Url:
    """Validate the address of a place with pages: names of files are put behind it."""
    if "?" in url.target or "#" in url.target:
        raise ValueError("dit is een plek met bladzijden: schrijf het adres zonder ? of #")
    return url


ProductId = Annotated[Choice, AfterValidator(_product)]


class Edition(Record):
    """The publisher's choices and data."""

    id: Annotated[Slug, AfterValidator(folder_name)]
    kind: Kind = NATIONAL.id
    name: Annotated[Name | None, Field(description="Naam van de plaats, school of workshop.")] = (
        None
    )
    publisher: Name
    cbs_code: Annotated[
        CodeField | None,
        Field(description="Hieraan kent 'import roo' de gemeente; bij een school: waar die staat."),
    ] = None
    duo_code: Annotated[
        DuoCodeField | None, Field(description="Hieraan kent 'import duo' de school.")
    ] = None
    imported: Annotated[
        Marks | None, Field(description="Merktekens van wat een import schreef. Laat ze staan.")
    ] = None
    contact: Annotated[EmailField | None, Field(description="Waar men een fout meldt.")] = None
    contacts: Annotated[tuple[LocalContact, ...], Field(max_length=MOST_CONTACTS)] = ()
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
        tuple[ProductId, ...] | None,
        Field(min_length=1, description="Zonder: de folder, het zakkaartje en de hand-out."),
    ] = None
    logo: Logo | None = None
    accent: AccentField | None = None
    title: Annotated[Text | None, Field(description="Titel op de voorkant.")] = None
    workshop: Workshop | None = None
    site: Annotated[
        UrlField | None,
        AfterValidator(lambda url: url and _place(url)),
        Field(description="Het adres waar de webpagina's van deze uitgave staan of komen."),
    ] = None
    exit: Annotated[
        bool,
        BeforeValidator(yes_or_no),
        Field(description="Of op de webpagina de knop 'Snel weg van deze pagina' staat."),
    ] = False
    stickers: Annotated[Stickers, Field(description="Het vel met etiketten voor de stickers.")] = (
        Stickers()
    )
    version: Annotated[int, Field(ge=1, le=MOST_VERSION), BeforeValidator(whole)]
    date: Annotated[DateField, Field(description="Datum van deze versie.")]
    origin: Annotated[
        SourceId,
        BeforeValidator(lower),
        Field(description="De bron in het colofon: een id uit 'sources'."),
    ]
