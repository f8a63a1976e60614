"""The ways to reach somebody, one row per way.

A row defines how a way is written in YAML, parsed, linked, spoken, described in sentences and
compared. The model has a field for each row, for organisations and for an edition's own contacts;
``labels`` has the text that a screen reader speaks. A product without a place for a way prints it
among the short facts, or reports that it leaves it out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct

from wegwijs.sources.values import Chat, Email, Phone, TextPhone, Url, WhatsApp


class Value(Protocol):
    """The printed form of a value, and its link target."""

    @property
    def display(self) -> str:
        """The printed form."""

    @property
    def target(self) -> str:
        """The link target."""


class Detail(Struct, frozen=True):
    """A detail of a contact. ``icon`` names a drawing of the theme; ``short`` is its name in a
    sentence, ``long`` its name where there is no context.
    """

    id: str
    icon: str
    short: str
    long: str


class Way(Detail, frozen=True):
    """A way to reach somebody; ``id`` is its field in YAML.

    ``value`` is the type of its values, different for each way. ``read`` parses the YAML text and
    raises ``ValueError`` with a Dutch sentence; ``schema`` is the JSON schema. ``key`` is the field
    of the value in an organisation's fact. ``says`` is the label that a screen reader speaks, with
    the placeholders ``fills``: ``name`` is the owner, any other the printed value. ``told``
    describes a value in the list of changes; two values with equal ``same`` are the same. ``hint``
    explains the value to who fills in a new edition.

    ``named`` is the label that names the way in print, with the placeholder ``value``, where the
    value does not say by itself what it is. Such a way stands beside another one, which is on the
    sign. ``card`` is its property with parameters in a vCard (RFC 6350).
    """

    value: type[Any]
    read: Callable[[str], Any]
    key: str
    schema: Mapping[str, Any]
    says: str
    fills: tuple[str, ...]
    hint: str = ""
    named: str = ""
    card: str = "URL;TYPE=work"
    told: Callable[[Any], str] = lambda value: str(value.display)
    same: Callable[[Any], str] = lambda value: str(value.target)

    def said(self, label: str, name: str, value: Value) -> str:
        """Return what a screen reader speaks: ``label`` filled in."""
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
    hint="bijvoorbeeld 14 030",
    card="TEL;VALUE=uri;TYPE=work",
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
    card="EMAIL;TYPE=work",
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
    hint="een adres dat begint met https://",
    told=lambda value: value.target.removeprefix("https://"),  # another page, another QR code
    same=lambda value: value.target.rstrip("/").lower(),
)
TEXT_PHONE = Way(
    id="text_phone",
    icon="keyboard",
    short="teksttelefoon",
    long="nummer van de teksttelefoon",
    value=TextPhone,
    read=TextPhone.ordinary,
    key="number",
    schema=PHONE.schema,
    says="link_text_phone",
    fills=("name", "number"),
    hint="voor wie niet hoort",
    named="way_text_phone",
    card="TEL;VALUE=uri;TYPE=textphone",
)
CHAT = Way(
    id="chat",
    icon="chat",
    short="chat",
    long="chatadres",
    value=Chat,
    read=Chat.parse,
    key="address",
    schema=WEB.schema,
    says="link_chat",
    fills=("name", "domain"),
    hint="de bladzijde waar men kan chatten",
    named="way_chat",
    told=WEB.told,
    same=WEB.same,
)
WHATSAPP = Way(
    id="whatsapp",
    icon="chat",
    short="WhatsApp",
    long="nummer van WhatsApp",
    value=WhatsApp,
    read=WhatsApp.parse,
    key="number",
    schema={"type": "string", "examples": ["06 12 34 56 78", "https://wa.me/31612345678"]},
    says="link_whatsapp",
    fills=("name", "number"),
    hint="een nummer, of het adres dat de organisatie geeft",
    named="way_whatsapp",
    same=lambda value: str(value.target or value.display),
)
# In order of preference: the first that is known goes on the sign.
_ROWS = (PHONE, EMAIL, WEB, TEXT_PHONE, CHAT, WHATSAPP)
WAYS: Mapping[str, Way] = {way.id: way for way in _ROWS}
# The ways without a place of their own in the products: printed among the short facts.
MORE = tuple(way for way in _ROWS if way.id not in {PHONE.id, EMAIL.id, WEB.id})
HOURS = Detail("hours", "clock", "openingstijden", "openingstijden")
MOST_NUMBERS = 3  # of a contact, beside the one on its sign
# Phone numbers with what each is for; the first is the one on the sign, if that says it.
NUMBERS = tuple(
    Detail(f"number-{index}", PHONE.icon, "ander nummer", "ander nummer")
    for index in range(MOST_NUMBERS + 1)
)
_KEYS = tuple((way.id, way.key) for way in WAYS.values())
_BY_TYPE = {way.value: way for way in WAYS.values()}
DETAILS: Mapping[str, Detail] = {**WAYS, **{one.id: one for one in NUMBERS}, HOURS.id: HOURS}


class Numbered(Struct, frozen=True):
    """A phone number with what it is for: a text, or words of an edition's own. ``field`` is its
    place in the data, ``id`` its row in ``NUMBERS``.
    """

    id: str
    field: tuple[str | int, ...]
    purpose: Any
    number: Phone


def numbered(somebody: Any) -> tuple[Numbered, ...]:
    """Return the phone numbers of which an organisation or contact says what they are for."""
    if not (somebody.numbers or somebody.phone_for):
        return ()
    found = []
    phone = reached(somebody).get(PHONE.id)
    if phone and somebody.phone_for:
        found.append(Numbered(NUMBERS[0].id, ("phone_for",), somebody.phone_for, phone))
    for index, one in enumerate(somebody.numbers):
        field = ("numbers", index, "purpose")
        found.append(Numbered(NUMBERS[index + 1].id, field, one.purpose, one.number))
    return tuple(found)


def way_of(value: Value) -> Way:
    """Return the way that a value belongs to."""
    return _BY_TYPE[type(value)]


def reached(somebody: Any) -> dict[str, Any]:
    """Return the values of an organisation or an edition's own contact by the id of the way."""
    found = {}
    for id_, key in _KEYS:
        value = getattr(somebody, id_, None)
        if value is not None:
            found[id_] = getattr(value, key, value)
    return found
