"""The open contact as a form: what everybody fills in, and what few need behind a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wegwijs.desk.contact_fields import (
    has_simple_hours,
    hours_by_day,
    numbers_of,
    simple_hours,
)
from wegwijs.desk.edition import Tree, value
from wegwijs.desk.fields import OTHER
from wegwijs.desk.screens.field import Field
from wegwijs.desk.wording import LABELS
from wegwijs.sources.hours import DUTCH
from wegwijs.sources.kinds import MUNICIPALITY
from wegwijs.sources.values import QR_BYTES
from wegwijs.sources.ways import CHAT, MORE, TEXT_PHONE, WHATSAPP

_DAYS = (("", "niet ingevuld"), ("workdays", "werkdagen"), ("daily", "elke dag"))
_NUMBERS = ("Tweede", "Derde", "Vierde", "Vijfde")
_HINTS = {
    TEXT_PHONE.id: ("Voor wie niet hoort.", "tel"),
    CHAT.id: ("De bladzijde waar iemand kan chatten.", "url"),
    WHATSAPP.id: ("Een nummer, of het adres dat de organisatie geeft.", ""),
}
OTHERWISE = "iets anders"
MakeField = Callable[..., Field]


class ContactForm:
    """The fields of the contact at an index. ``field`` makes one, with its value and fault."""

    def __init__(self, field: MakeField, index: int, contact: Tree) -> None:
        self._make, self._at, self._contact = field, f"contacts.{index}", contact

    def _field(self, name: str, label: str = "", **more: Any) -> Field:
        return self._make(f"{self._at}.{name}", label or LABELS[name], **more)

    def first(self, roles: Sequence[tuple[str, str]], other: str) -> Iterator[Field]:
        """Yield who it is, and the usual ways to reach them; ``other`` is the role of a contact
        that is none of ``roles``.
        """
        yield self._field(
            "label", hint="Zo staat het op het bord. Geen naam van een persoon: die gaat weg."
        )
        role = value(self._contact, "role")
        own = role if role and role not in dict(roles) else other
        none = () if role else (("", "nog niet gekozen"),)
        choices = (*none, *roles, (own, OTHERWISE if own.startswith(OTHER) else own))
        is_municipality = any(one == MUNICIPALITY.role for one, _ in choices)
        yield self._field(
            "role",
            hint="Het nummer van de gemeente komt ook op bord 2." if is_municipality else "",
            choices=choices,
        )
        phone = "Schrijf het zoals de organisatie zelf, bijvoorbeeld 14 030."
        yield self._field("phone", hint=phone, width="mid", mode="tel")
        yield self._field("email", optional=True, mode="email")
        length = len(value(self._contact, "web").encode())
        yield self._field(
            "web",
            hint=f"Van dit adres maken wij de QR-code. Hoogstens {QR_BYTES} tekens; nu {length}.",
            optional=True,
            mode="url",
        )

    def last(self) -> Field:
        """Return where all this was found."""
        hint = "De pagina waar u het nummer vond. Staat niet op de folder."
        return self._field("source", hint=hint, optional=True)

    def hours(self, *, by_day: bool) -> Mapping[str, Any]:
        """Return the opening hours: in one row, or where that cannot show them or with
        ``by_day``, a field for each day.
        """
        is_simple = has_simple_hours(self._contact)
        whole = self._field("hours", text="")
        more: dict[str, Any] = {"simple": is_simple and not by_day, "can_be_simple": is_simple}
        if more["simple"]:
            shown = simple_hours(self._contact)
            more["choices"] = _with(_DAYS, shown["days"])
            return {**vars(whole), **more, **shown}
        rows = [
            self._field(f"hours.{day}", name.capitalize(), text=text, width="mid")
            for (day, text), name in zip(hours_by_day(self._contact).items(), DUTCH, strict=True)
        ]
        if any(row.error for row in rows):
            more["error"] = ""  # it stands beside its day
        return {**vars(whole), **more, "rows": rows}

    def more(self) -> Mapping[str, Any]:
        """Return further numbers and ways; ``is_open`` when there are any, or a fault in them.

        ``numbers`` are those that are filled in and one to fill in, ``next_numbers`` the places for
        more, each behind a heading of its own.
        """
        why = self._field(
            "phone_for",
            hint="Alleen nodig als u hieronder meer nummers invult. Bijvoorbeeld: overdag.",
        )
        whole = self._field("numbers", text="")
        numbers = list(self._numbers())
        filled = [
            index for index, (_, fields) in enumerate(numbers) if any(one.value for one in fields)
        ]
        shown = max(filled, default=-1) + 2
        ways = [
            self._field(way.id, hint=hint, mode=mode)
            for way in MORE
            for hint, mode in (_HINTS.get(way.id, (way.hint, "")),)
        ]
        rows = [one for _, fields in numbers for one in fields]
        inside = [why, whole, *ways, *rows]
        return {
            "first_for": why,
            "whole": whole if not any(one.error for one in rows) else replace(whole, error=""),
            "numbers": numbers[:shown],
            "next_numbers": numbers[shown:],
            "ways": ways,
            "is_open": any(one.value or one.error or one.mind for one in inside),
        }

    def _numbers(self) -> Iterator[tuple[str, Sequence[Field]]]:
        """Yield the heading and the fields of each further number."""
        for index, (number, purpose) in enumerate(numbers_of(self._contact)):
            place = f"numbers.{index}"
            count = _NUMBERS[index] if index < len(_NUMBERS) else "Nog een"
            hint = "" if index else "Bijvoorbeeld: 's avonds en in het weekend."
            yield (
                f"{count} telefoonnummer",
                (
                    self._field(
                        f"{place}.number", "Telefoonnummer", text=number, width="mid", mode="tel"
                    ),
                    self._field(f"{place}.purpose", LABELS["purpose"], text=purpose, hint=hint),
                ),
            )


def _with(choices: Sequence[tuple[str, str]], text: str) -> Sequence[tuple[str, str]]:
    """Return choices with the text of a field that is none of them: it stays as it is."""
    return choices if text in dict(choices) else (*choices, (text, text))
