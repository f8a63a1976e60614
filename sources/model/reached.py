"""The fields by which somebody is reached: one for each row of ``sources.ways``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import create_model

from sources.model.fact import Fact
from sources.model.fields import EmailField, PhoneField, Record, UrlField, field_of
from sources.ways import WAYS, Way


class PhoneContact(Fact):
    """A number to call."""

    number: PhoneField


class EmailContact(Fact):
    """An address to write to."""

    address: EmailField


class WebContact(Fact):
    """A page to open; the QR code leads to exactly this address."""

    address: UrlField


_FACTS: Mapping[str, type[Fact]] = {"phone": PhoneContact, "email": EmailContact, "web": WebContact}


def _fact(way: Way) -> type[Fact]:
    """How a way stands at an organisation: the value, where it was found and when."""
    if way.id in _FACTS:
        return _FACTS[way.id]
    name = f"{way.id.capitalize()}Contact"
    return create_model(name, __base__=Fact, **{way.key: (field_of(way), ...)})  # type: ignore[call-overload,no-any-return]


if TYPE_CHECKING:  # the ways that some product has a place of its own for

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
        __base__=Fact,
        **{way.id: (_fact(way) | None, None) for way in WAYS.values()},
    )
    ReachedContact = create_model(
        "ReachedContact",
        __base__=Record,
        **{way.id: (field_of(way) | None, None) for way in WAYS.values()},
    )
