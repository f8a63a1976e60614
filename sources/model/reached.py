"""The contact fields: one for each row of ``sources.ways``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import create_model

from wegwijs.sources.model.fact import Fact
from wegwijs.sources.model.fields import EmailField, PhoneField, Record, UrlField, field_of
from wegwijs.sources.ways import WAYS, Way


class PhoneContact(Fact):
    """A phone number, as a fact."""

    number: PhoneField


class EmailContact(Fact):
    """An e-mail address, as a fact."""

    address: EmailField


class WebContact(Fact):
    """A web page, as a fact; the QR code leads to exactly this address."""

    address: UrlField


def _fact(way: Way) -> type[Fact]:
    """Return the model of a way at an organisation: the value with source and check date."""
    name = f"{way.id.capitalize()}Contact"
    if name not in globals():  # where unpickling finds it
        fields: Any = {way.key: (field_of(way), ...)}
        globals()[name] = create_model(name, __base__=Fact, __module__=__name__, **fields)
    found: type[Fact] = globals()[name]
    return found


if TYPE_CHECKING:  # the ways with a place of their own in some product

    class ReachedOrganisation(Fact):
        """An organisation as it can be reached."""

        phone: PhoneContact | None = None
        email: EmailContact | None = None
        web: WebContact | None = None

    class ReachedContact(Record):
        """An edition's own contact as it can be reached."""

        phone: PhoneField | None = None
        email: EmailField | None = None
        web: UrlField | None = None

else:
    ReachedOrganisation = create_model(
        "ReachedOrganisation",
        __module__=__name__,
        __base__=Fact,
        **{way.id: (_fact(way) | None, None) for way in WAYS.values()},
    )
    ReachedContact = create_model(
        "ReachedContact",
        __module__=__name__,
        __base__=Record,
        **{way.id: (field_of(way) | None, None) for way in WAYS.values()},
    )
