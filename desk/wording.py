"""What the desk says about fields and their faults, in the words of its screens.

Whether a value is valid is decided by ``sources.values``; this module only words it for people who
look at a form instead of a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from wegwijs.desk.edition import Fault
from wegwijs.desk.web_addresses import meant
from wegwijs.sources.hours import DAYS, DUTCH
from wegwijs.sources.kinds import KINDS
from wegwijs.sources.problems import Misspelt
from wegwijs.sources.values import Accent, Email, Url
from wegwijs.sources.ways import MORE, PHONE, WAYS

# The fields in the order of the screen.
FIELDS = (
    "name",
    "publisher",
    "contact",
    "workshop",
    "contacts",
    "languages",
    "products",
    "site",
    "exit",
    "stickers",
    "logo",
    "accent",
    "title",
    "organisations",
    "audience",
    "id",
    "kind",
    "version",
    "date",
    "origin",
)
NAMED_KINDS = frozenset(kind.id for kind in KINDS.values() if kind.name_of)
NO_WAY = "Vul een telefoonnummer, een e\N{NON-BREAKING HYPHEN}mailadres of een webadres in."
FILL_IN = "Vul dit in."
NOT_THERE = "Dit ontbreekt."
NO_CONTACTS = "Niet alles is te lezen. Kijk in het bestand, bij ‘contacts’."
MISSING = frozenset({NO_WAY, FILL_IN})
LABELS = {
    "name": "Naam",
    "publisher": "Uitgever",
    "contact": "E-mailadres voor foutjes",
    "contacts": "Uw contacten",
    "accent": "Kleur achter de nummers",
    "title": "Titel op de voorkant",
    "logo": "Logo",
    "languages": "Talen",
    "products": "Wat wilt u maken?",
    "organisations": "Welke organisaties?",
    "audience": "Voor wie is de folder?",
    "workshop.date": "Datum",
    "workshop.place": "Plaats",
    "workshop.trainer": "Trainer",
    "site": "Waar komt de webpagina?",
    "exit": "Knop ‘Snel weg van deze pagina’",
    "stickers.sheet": "Maat van de etiketten",
    "stickers.each": "Wat staat er op een vel stickers?",
    "role": "Soort",
    "label": "Wie is dit?",
    "phone": "Telefoonnummer",
    "email": "E-mailadres",
    "web": "Webadres",
    "hours": "Wanneer bereikbaar?",
    "times": "Wanneer bereikbaar?",
    "days": "Wanneer bereikbaar?",
    "phone_for": "Waarvoor is het eerste nummer?",
    "numbers": "Meer telefoonnummers",
    "number": "Ander telefoonnummer",
    "purpose": "Waarvoor is dit nummer?",
    **{way.id: way.short[:1].upper() + way.short[1:] for way in MORE},
    **{day: name.capitalize() for day, name in zip(DAYS, DUTCH, strict=True)},
    "source": "Waar staat dit?",
    "checked": "Nagekeken",
}
LISTS = frozenset({"languages", "products", "organisations", "audience"})  # to choose from
_NO_CHOICE = re.compile("bestaat niet|is er niet|^kies uit")
# What a message begins with that is told in a sentence of the screens, without names of the file.
_SENTENCES = (
    (re.compile("dit veld ontbreekt|dit mag niet leeg zijn|nog niet ingevuld"), FILL_IN),
    (re.compile("kies uit"), "Dit kent Wegwijs niet. Kies opnieuw."),
    (
        re.compile("dit kan niet naast 'days' of 'times'"),
        "Dit kan niet samen met een tijd voor alle dagen. Kijk in het bestand.",
    ),
)
TOO_LARGE = "Dit logo is te groot. Kies een plaatje van hoogstens {}."
_PARSERS: Mapping[str, Callable[[str], object]] = {
    **{way.id: way.read for way in WAYS.values()},
    "contact": Email.parse,
    "site": Url.parse,
    "accent": Accent.parse,
}
# What a web address may begin with instead of https://, and what is told then.
_BEGINS = {
    "http://": "Wij drukken alleen een adres af met https://. Kijk of uw pagina zo ook opengaat.",
    "": "Voor dit adres hoort https://.",
}
_LETTERS = {"o": "een nul", "l": "een één", "i": "een één"}


def judge(field: str, text: str) -> Fault | None:
    """Return what is wrong with the text of a field; None when it is valid."""
    try:
        _PARSERS[field](text)
    except Misspelt as error:
        why = "Zo werkt het niet als iemand belt of tikt."
        if field == "accent":
            dark = "Te donker. Zwarte letters erop zijn slecht te lezen."
            return Fault("", dark, error.right)
        if error.right.startswith("14 0"):
            why = "Dit is het nummer van een gemeente."
        return Fault("", f"{why} Schrijf het zo: {error.right}", error.right)
    except ValueError as error:
        if field in WAYS and WAYS[field].schema is PHONE.schema:
            return Fault("", _phone(text, str(error)))
        return _address(field, text) or Fault("", told(field, str(error)))
    return None


def _address(field: str, text: str) -> Fault | None:
    """Return what is missing before a web address; None when it is something else."""
    for begin, message in _BEGINS.items():
        rest = text[len(begin) :]
        if text.lower().startswith(begin) and (right := meant(field, rest)):
            is_all = right.casefold() == f"https://{rest}".casefold()
            return Fault("", message if is_all else f"Schrijf het zo: {right}", right)
    return None


def _phone(text: str, message: str) -> str:
    """Return why a text is not a phone number."""
    letter = next((char for char in text if char.isalpha()), "")
    if letter:
        instead = _LETTERS.get(letter.lower())
        advice = f"Schrijf {instead}." if instead else "Schrijf alleen cijfers."
        return (
            f"Dit is geen telefoonnummer: er staat een letter {letter} in. {advice}"
            " Bijvoorbeeld 14 030 of 088 20 80 080."
        )
    digits = re.sub(r"\D", "", text)
    is_national = digits.startswith("0") and not digits.startswith(("00", "08", "09"))
    if is_national and len(digits) != 10:
        return (
            f"Dit nummer heeft {len(digits)} cijfers. Er horen er 10 te zijn."
            " Kijk hoe de organisatie het zelf schrijft."
        )
    return told("phone", message)


def told(place: str, message: str, text: str = "") -> str:
    """Return a message of the loader as a sentence for a screen: capitalised, with a full stop,
    without field names. ``text`` is the value in a list to choose from.
    """
    if text and _NO_CHOICE.search(message):
        return f"‘{text}’ kent Wegwijs niet. Haal het hieronder weg."
    if place.endswith(".role") and "staat er al" in message:
        return "Dit soort hebt u al, bij een ander contact. Kies een ander soort."
    if place in LISTS and message.startswith("hier hoort een lijst"):
        return "Dit kan Wegwijs niet lezen. Kies hieronder opnieuw."
    if lacks_label(message):
        return FILL_IN
    if known := next((told for begin, told in _SENTENCES if begin.match(message)), ""):
        return known
    message = re.sub(r"^(['\"])(.*?)\1:? (is|zijn)\b", "Dit \\3", message)
    message = re.sub(r"^(['\"])(.*?)\1: ", "", message)
    message = message[:1].upper() + message[1:]
    return message if message.endswith((".", "?", "!")) else f"{message}."


def lacks_label(message: str) -> bool:
    """Whether a message is that a contact of another kind does not say who it is."""
    return message.startswith("rol ") and "is van uzelf" in message


def label_of(place: str, who: str = "") -> str:
    """Return the label of a field in the list of faults."""
    field = place.rsplit(".", 1)[-1]
    first, _, inside = place.partition(".")
    is_of_one = first == "contacts" and bool(inside)
    whole = "" if is_of_one else LABELS.get(first, "")
    name = (LABELS.get(place) or LABELS.get(field) or whole or "Gegevens").removesuffix("?")
    return f"{name} van {who}" if is_of_one and who else name
