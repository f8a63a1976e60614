"""An edition as a form: fields with their labels, typed values and faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from wegwijs.desk.edition import Fault, Tree, contacts, names, value
from wegwijs.desk.fields import OTHER, other_role
from wegwijs.desk.screens.contact import ContactForm
from wegwijs.desk.screens.field import Field
from wegwijs.desk.screens.places import anchor_of, field_of, id_of
from wegwijs.desk.showing import Seen
from wegwijs.desk.wording import LABELS, LISTS, MISSING, TOO_LARGE, label_of
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.sources import logo
from wegwijs.sources.kinds import KINDS, MUNICIPALITY, NATIONAL, SCHOOL, WORKSHOP
from wegwijs.sources.model.fields import yes_or_no
from wegwijs.sources.portable import MOST_PICTURE
from wegwijs.sources.sheets import SHEETS, USUAL, LabelSheet
from wegwijs.sources.values import Accent

MOST_LABEL = 60  # characters of the name of a contact in a list
DEFAULT_ACCENT = "#FACB8F"
_ALWAYS = ("accent", "title", "logo.file", "logo.alt")  # fields of every kind of edition
ICONS = {"phone": "phone", "email": "mail", "web": "web"}


@dataclass(frozen=True)
class Kind:
    """A kind of edition on the screens: its path, its arm on Start, and the label of its name."""

    id: str
    path: str
    name: str
    about: str
    asks: str = ""
    hint: str = ""


ARMS = (
    Kind(
        SCHOOL.id,
        "school",
        "een school",
        "voor ouders, leerlingen en personeel",
        "Naam van de school",
    ),
    Kind(
        MUNICIPALITY.id,
        "gemeente",
        "een gemeente",
        "met uw eigen nummers en talen",
        "Naam van de gemeente",
        "Zonder het woord gemeente ervoor.",
    ),
    Kind(WORKSHOP.id, "workshop", "een workshop", "een hand-out met datum en trainer"),
    Kind(NATIONAL.id, "nederland", "heel Nederland", "zonder eigen nummers, meteen klaar"),
)
# A name with one of these says by itself that it is of a school.
_SCHOOLS = ("school", "college", "lyceum", "gymnasium", "kindcentrum", "opvang", "onderwijs")
BY_ID = {kind.id: kind for kind in ARMS}


def title_of(tree: Tree) -> str:
    """Return what an edition is called on the screens."""
    kind, name = tree.get("kind", NATIONAL.id), value(tree, "name")
    if kind == MUNICIPALITY.id:
        return f"Gemeente {name}" if name else "Nieuwe folder van een gemeente"
    if kind == SCHOOL.id:
        has_word = any(word in name.casefold() for word in _SCHOOLS)
        return (name if has_word else f"School {name}") if name else "Nieuwe folder van een school"
    if kind == WORKSHOP.id:
        place = value(tree, "workshop.place")
        return name or (f"Workshop in {place}" if place else "Workshop")
    return name or "Heel Nederland"


class Form:
    """The fields of an edition, with their faults.

    Missing values are reported only with ``everything``: before somebody wants to make the files,
    no field is reported that they have not reached yet.
    """

    def __init__(self, seen: Seen, *, everything: bool) -> None:
        self.seen, self.tree = seen, seen.tree
        self.hard = [fault for fault in seen.faults if not fault.mild]
        self.missing = [fault for fault in self.hard if fault.message in MISSING]
        self.wrong = [fault for fault in self.hard if fault.message not in MISSING]
        told = self.hard if everything else self.wrong
        self.by_field = {field_of(one.place): one for one in reversed(told)}
        self.mind = {fault.place: fault.message for fault in seen.faults if fault.mild}

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is filled in of what is asked for first."""
        own = (value(one, way) for one in contacts(self.tree) for way in ICONS)
        return not any((*(value(self.tree, field) for field in ("name", "publisher")), *own))

    def field(self, name: str, label: str, **more: Any) -> Field:
        """Return a field with its value and its fault."""
        fault = self.by_field.get(name)
        return Field(
            id=id_of(name),
            name=name,
            label=label,
            value=more.pop("text", value(self.tree, name)),
            error=fault.message if fault else "",
            right=fault.right if fault else "",
            mind=self.mind.get(name, ""),
            **more,
        )

    def chosen(self, name: str) -> Field:
        """Return a list that is chosen from, with the fault in it."""
        return self.field(name, LABELS[name], text="")

    def unknown(self, name: str, known: Iterable[str]) -> list[str]:
        """Return what a list has that cannot be chosen: it stays until somebody takes it away."""
        choices = set(known)
        return [one for one in names(self.tree, name) if one not in choices]

    def has_field(self, name: str) -> bool:
        """Whether the form shows a field, or else only the file has it."""
        if name.startswith("contacts"):
            return self.has_contacts
        asked = (*self.who(), *self.of_products(()))
        return name in LISTS or name in _ALWAYS or any(one.name == name for one in asked)

    def who(self) -> list[Field]:
        """Return the fields of the publisher."""
        kind = str(self.tree.get("kind", NATIONAL.id))
        if kind == NATIONAL.id:
            return []
        about = BY_ID.get(kind, BY_ID[MUNICIPALITY.id])
        rows = [self.field("name", about.asks, hint=about.hint)] if about.asks else []
        publisher = "Zo staat het achterop, bij Uitgave."
        if kind == WORKSHOP.id:
            publisher = "Zo staat het op de hand-out."
            rows += [
                self.field(f"workshop.{name}", label, optional=True, hint=hint)
                for name, label, hint in (
                    ("date", "Datum", "Bijvoorbeeld 10 december 2026."),
                    ("place", "Plaats", ""),
                    ("trainer", "Trainer", "Leeg? Dan vult u de naam in Word in."),
                )
            ]
        return [
            *rows,
            self.field("publisher", "Uitgever", hint=publisher),
            self.field(
                "contact",
                "E-mailadres voor foutjes",
                hint="Staat achterop: Foutje gezien? Mail ...",
                optional=True,
                mode="email",
            ),
        ]

    def contacts(self, opened: int = -1, *, by_day: bool = False) -> Iterator[Mapping[str, Any]]:
        """Yield each contact as its sign, and the open one with its fields; ``by_day``: with a
        field for the hours of each day.
        """
        for index, contact in enumerate(contacts(self.tree)):
            way = next((way for way in ICONS if value(contact, way)), "phone")
            hero = value(contact, way)
            role = value(contact, "role")
            roles = dict(self.seen.roles)
            named = roles.get(role, "" if role.startswith(OTHER) else role)
            label = value(contact, "label") or named or "Nieuw contact"
            is_empty = index in self.seen.empty
            yield {
                "index": index,
                "label": label if hero or value(contact, "label") else "Nieuw contact",
                "hero": _shown(way, hero),
                "icon": ICONS[way],
                "is_phone": way == "phone",
                "broken": is_empty,
                "blank": not hero,
                "open": self._open(index, contact, by_day) if index == opened else None,
                "wrong": self._wrong_of(index, is_open=index == opened),
            }

    def _wrong_of(self, index: int, *, is_open: bool) -> str:
        """Return what is wrong with a contact and is told at no field in sight."""
        at = f"contacts.{index}"
        found = [one for field, one in self.by_field.items() if f"{field}.".startswith(f"{at}.")]
        told = [one for one in found if not is_open or field_of(one.place) == at]
        return f"{label_of(told[-1].place)}: {_lower(told[-1].message)}." if told else ""

    def _open(self, index: int, contact: Tree, by_day: bool) -> Mapping[str, Any]:
        form = ContactForm(self.field, index, contact)
        return {
            "first": list(form.first(self.seen.roles, other_role(self.tree))),
            "hours": form.hours(by_day=by_day),
            "more": form.more(),
            "last": form.last(),
        }

    def of_products(self, products: Iterable[str]) -> list[Field]:
        """Return the fields that only some products need: these, and what is filled in already."""
        needed = {state for id_ in products if id_ in PRODUCTS for state in PRODUCTS[id_].states}
        found: list[Field] = []
        if "published" in needed or value(self.tree, "site"):
            hint = "Het adres van de map op uw website. Ook de QR-code naar uw pagina gaat erheen."
            found.append(self.field("site", LABELS["site"], hint=hint, optional=True, mode="url"))
        if "exit" in needed or value(self.tree, "exit"):
            found.append(self._exit())
        has_stickers = "stickers" in needed or self.tree.get("stickers")
        return found + (self._stickers() if has_stickers else [])

    def _exit(self) -> Field:
        """Return the field of the button to leave the page."""
        typed = {False: "", True: "true"}  # or as it stands there, such as "ja"
        if text := value(self.tree, "exit"):
            with suppress(ValueError):
                typed[bool(yes_or_no(text))] = text
        hint = "De geschiedenis van de browser blijft staan. Dat staat ook op de pagina."
        choices = [(typed[False], "staat er niet op"), (typed[True], "staat er wel op")]
        return self._choice("exit", hint, choices)

    def _stickers(self) -> list[Field]:
        """Return the fields of stickers: the sheet of labels, and what is on it."""
        sheets = [("" if one.id == USUAL else one.id, _labels(one)) for one in SHEETS.values()]
        whole = ("", "een rij van elke organisatie"), ("sheet", "een heel vel van elke organisatie")
        return [
            self._choice("stickers.sheet", "De maat staat op de doos.", sheets),
            self._choice("stickers.each", "", whole),
        ]

    def _choice(self, place: str, hint: str, choices: Sequence[tuple[str, str]]) -> Field:
        """Return a field to choose in; a value that is none of the choices can be kept."""
        text = value(self.tree, place)
        known = [*choices, *([(text, text)] if text not in dict(choices) else [])]
        return self.field(place, LABELS[place], hint=hint, choices=tuple(known))

    def colour(self) -> Mapping[str, Any]:
        """Return the accent field, with a remark on the colour."""
        text = value(self.tree, "accent")
        field = vars(self.field("accent", "Kleur achter de nummers"))
        ratios = {"ratio": _contrast(text), "right_ratio": _contrast(field["right"])}
        return field | ratios | {"sample": (text if ratios["ratio"] else DEFAULT_ACCENT).lower()}

    def cover_title(self, lines: int, over: int) -> Field:
        """Return the field of the cover title, which takes ``lines`` lines, of which ``over`` are
        too many; 0 is unknown.
        """
        given = self.tree.get("title")
        text = value(given, "text") if isinstance(given, dict) else value(self.tree, "title")
        hint = f"Leeg? Dan staat er: {self.seen.title}" if self.seen.title else ""
        if text and lines:
            hint = "Past op 1 regel." if lines == 1 else f"Past op {lines} regels."
        shown = self.field("title", LABELS["title"], text=text, hint=hint, optional=True)
        if not over or shown.error:
            return shown
        fits = lines - over
        verb = "past" if fits == 1 else "passen"
        return replace(shown, hint="", error=f"Te lang: {lines} regels. Er {verb} er {fits}.")

    def logo(self, *, travels: bool) -> Mapping[str, Any]:
        """Return the logo field and its alternative text; one that travels must be smaller."""
        file = value(self.tree, "logo.file")
        hint = (
            "PNG, JPEG of SVG. Komt linksboven op de voorkant,"
            f" hoogstens {logo.WIDTH} bij {logo.HEIGHT} millimeter."
        )
        field = self.field("logo.file", "Logo", text=file, hint=hint)
        alt = self.field(
            "logo.alt", "Wat staat er op het logo?", hint="Voor wie het niet kan zien."
        )
        more = {
            "file": file,
            "alt": alt,
            "most_bytes": MOST_PICTURE if travels else logo.MAX_BYTES,
            "too_large": TOO_LARGE.format("700 kB" if travels else "2 MB"),
        }
        return vars(replace(field, id="logo")) | more

    def summary(self, here: str) -> list[dict[str, str]]:
        """Return every fault with a link to its field."""
        rows = [self.row(fault, here, "&fouten=1") for fault in self.hard]
        return rows + [{"link": "", "text": told} for told in self.seen.elsewhere]

    def row(self, fault: Fault, here: str, more: str = "") -> dict[str, str]:
        """Return a fault in words, with a link to its field; ``more`` of what it shows."""
        field, index = field_of(fault.place), -1
        text = _lower(fault.message)
        if not self.has_field(field):
            return {"link": "", "text": f"In het bestand, bij ‘{fault.place}’: {text}"}
        link = f"#{anchor_of(field)}"
        if field.startswith("contacts."):
            index = int(field.split(".")[1])
            link = f"{here}?open={index}{more}{link}"
        return {"link": link, "text": f"{self.label(fault.place, index)}: {text}"}

    def label(self, place: str, index: int = -1) -> str:
        """Return what a field is called; ``index`` is that of its contact."""
        kind = BY_ID.get(str(self.tree.get("kind")))
        if place == "name" and kind and kind.asks:
            return kind.asks
        labels = {one["index"]: one["label"] for one in self.contacts()}
        return label_of(place, labels.get(index, "")[:MOST_LABEL])

    @property
    def has_contacts(self) -> bool:
        """Whether an edition of this kind has contacts of its own."""
        kind = KINDS.get(str(self.tree.get("kind", NATIONAL.id)))
        return bool(kind and (kind.role or contacts(self.tree) or kind is WORKSHOP))


def _contrast(colour: str) -> str:
    """Return the contrast of black on a colour, as ``13,6``; empty when it is not a colour."""
    try:
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    except ValueError:
        return ""
    ratio = (Accent(red, green, blue).luminance + 0.05) / 0.05
    return f"{ratio:.1f}".replace(".", ",")


def _shown(way: str, hero: str) -> str:
    if way != "web":
        return hero
    return hero.removeprefix("https://").removeprefix("www.").partition("/")[0]


def _labels(sheet: LabelSheet) -> str:
    size = f"{sheet.width:g} bij {sheet.height:g} mm".replace(".", ",")
    return f"{size}, {sheet.count} op een vel ({sheet.sold_as})"


def _lower(text: str) -> str:
    first, _, _ = text.partition(". ")
    return (first[:1].lower() + first[1:]).removesuffix(".")
