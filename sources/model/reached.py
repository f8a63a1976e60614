"""The contact fields: one for each row of ``sources.ways``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from wegwijs.sources.model.fact import Fact
from wegwijs.sources.model.fields import EmailField, PhoneField, Purpose, Record, UrlField, field_of
from wegwijs.sources.model.text import Text
from wegwijs.sources.ways import MOST_NUMBERS, WAYS, Way


class PhoneContact(Fact):
    """A phone number, as a fact."""

    number: PhoneField


class EmailContact(Fact):
    """An e-mail address, as a fact."""

    address: EmailField


class WebContact(Fact):
    """A web page, as a fact; the QR code leads to exactly this address."""

    address: UrlField


class NumberContact(PhoneContact):
    """A further phone number, as a fact, with what it is for."""

    purpose: Annotated[Text, Field(description="Waarvoor dit nummer is.")]


class OwnNumber(Record):
    """A further phone number of an edition's own contact, with what it is for."""

    number: PhoneField
    purpose: Annotated[Purpose, Field(description="Waarvoor dit nummer is.")]


class _OrganisationNumbers(Fact):
    phone_for: Annotated[Text | None, Field(description="Waarvoor het nummer bij 'phone' is.")] = (
        None
    )
    numbers: Annotated[tuple[NumberContact, ...], Field(max_length=MOST_NUMBERS)] = ()


class _ContactNumbers(Record):
    phone_for: Annotated[
        Purpose | None, Field(description="Waarvoor het nummer bij 'phone' is.")
    ] = None
    numbers: Annotated[tuple[OwnNumber, ...], Field(max_length=MOST_NUMBERS)] = ()


def _fact(way: Way) -> type[Fact]:
    """Return the model of a way at an organisation: the value with source and check date."""
    name = f"{way.id.title().replace('_', '')}Contact"
    if name not in globals():  # where unpickling finds it
        fields: Any = {way.key: (field_of(way), ...)}
        globals()[name] = create_model(name, __base__=Fact, __module__=__name__, **fields)
    found: type[Fact] = globals()[name]
    return found


if TYPE_CHECKING:  # the ways with a place of their own in some product

    class ReachedOrganisation(_OrganisationNumbers):
        """An organisation as it can be reached."""

        phone: PhoneContact | None = None
        email: EmailContact | None = None
        web: WebContact | None = None

    class ReachedContact(_ContactNumbers):
        """An edition's own contact as it can be reached."""

        phone: PhoneField | None = None
        email: EmailField | None = None
        web: UrlField | None = None

else:
    ReachedOrganisation = create_model(
        "ReachedOrganisation",
        __module__=__name__,
        __base__=_OrganisationNumbers,
        **{way.id: (_fact(way) | None, None) for way in WAYS.values()},
    )
    ReachedContact = create_model(
        "ReachedContact",
        __module__=__name__,
        __base__=_ContactNumbers,
        **{way.id: (field_of(way) | None, None) for way in WAYS.values()},
    )
