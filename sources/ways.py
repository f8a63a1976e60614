"""The ways to reach somebody: one row per way.

A row says how a way is written in YAML, read, printed as a link, said aloud, told in sentences and
compared. The model has a field for each row, for organisations and for an edition's own contacts
alike; ``labels`` has the text that a screen reader says of its link. A product prints a way that it
has no place of its own for among the short facts, or tells that it leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sources.values import Email, Phone, Url


class Value(Protocol):
    """A value as it is printed, and what a device does with it."""

    @property
    def display(self) -> str:
        """As printed."""

    @property
    def target(self) -> str:
        """Behind its link."""


@dataclass(frozen=True)
class Detail:
    """Something that is known of a contact. ``icon`` names a drawing of the theme; ``short`` is
    what it is called in a sentence, ``long`` where nothing else tells what it is.
    """

    id: str
    icon: str
    short: str
    long: str


@dataclass(frozen=True)
class Way(Detail):
    """A way to reach somebody; ``id`` is its field in YAML.

    ``value`` is the type of its values: no two ways have the same. ``read`` takes the text of the
    YAML and raises ``ValueError`` with a Dutch sentence; ``schema`` is its JSON schema. ``key`` is
    the field of the value in a fact of an organisation. ``says`` is the text of the labels that a
    screen reader says, with the placeholders ``fills``: ``name`` is whose it is, any other is the
    value as printed. ``told`` is how a change of it is told; two are the same when ``same`` is.
    """

    value: type[Any]
    read: Callable[[str], Any]
    key: str
    schema: Mapping[str, Any]
    says: str
    fills: tuple[str, ...]
    told: Callable[[Any], str] = lambda value: str(value.display)
    same: Callable[[Any], str] = lambda value: str(value.target)

    def said(self, label: str, name: str, value: Value) -> str:
        """What a screen reader says of the link: ``label`` filled in."""
        values = dict.fromkeys(self.fills, value.display)
        return label.format(**values | ({"name": name} if "name" in self.fills else {}))


PHONE = Way(
    id="phone",
    icon="phone",
    short="telefoon",
    long="telefoonnummer",
    value=Phone,
    read=Phone.ordinary,
    key="number",
    schema={"type": "string", "examples": ["088 20 80 080", "14 030"]},
    says="link_phone",
    fills=("name", "number"),
)
EMAIL = Way(
    id="email",
    icon="mail",
    short="e-mail",
    long="e-mailadres",
    value=Email,
    read=Email.parse,
    key="address",
    schema={"type": "string", "format": "idn-email"},
    says="link_email",
    fills=("address",),
    same=lambda value: value.display.lower(),
)
WEB = Way(
    id="web",
    icon="web",
    short="website",
    long="webadres",
    value=Url,
    read=Url.parse,
    key="address",
    schema={"type": "string", "pattern": "^https://"},
    says="link_web",
    fills=("domain",),
    told=lambda value: value.target.removeprefix("https://"),  # another page is another QR code
    same=lambda value: value.target.rstrip("/").lower(),
)
# The first that somebody has stands on the sign.
_ROWS = (PHONE, EMAIL, WEB)
WAYS: Mapping[str, Way] = {way.id: way for way in _ROWS}
# Those that no product has a place of its own for: they stand among the short facts.
MORE = tuple(way for way in _ROWS if way.id not in {PHONE.id, EMAIL.id, WEB.id})
HOURS = Detail("hours", "clock", "openingstijden", "openingstijden")
_BY_TYPE = {way.value: way for way in WAYS.values()}
DETAILS: Mapping[str, Detail] = {**WAYS, HOURS.id: HOURS}


def way_of(value: Value) -> Way:
    """The way that a value is one of."""
    return _BY_TYPE[type(value)]


def reached(somebody: Any) -> dict[str, Any]:
    """The values of an organisation or of an edition's own contact, by the id of the way."""
    found = ((way, getattr(somebody, way.id, None)) for way in WAYS.values())
    return {way.id: getattr(value, way.key, value) for way, value in found if value is not None}
