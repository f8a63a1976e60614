"""What the buttons inside the form do: each changes the edition, and says where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk import fields
from desk.edition import Tree, contacts, value, with_value
from desk.screens.form import id_of
from desk.showing import Seen

NEEDS_SEEN = ("org-", "neem")
KEEPS_GONE = frozenset({"terug", "bewaar"})
Gone = tuple[int, Tree]  # a contact that was removed, and where it stood


@dataclass
class Step:
    """What a button of the form does. ``tree`` is the edition with what was filled in.

    ``query`` says what the screen shows, ``anchor`` where on it somebody goes on, ``gone`` is the
    contact that can be put back. ``seen`` is asked for by what ``NEEDS_SEEN`` begins with.
    """

    tree: Tree
    query: dict[str, str]
    argument: str
    today: date
    seen: Seen | None = None
    gone: Gone | None = None
    anchor: str = ""

    @property
    def index(self) -> int:
        """The number of a contact."""
        return int(self.argument) if self.argument.isdigit() else -1

    def do(self, asked: str) -> None:
        """One of the actions below; another name does nothing."""
        known = {
            "open": self.open,
            "sluit": self.close,
            "omhoog": lambda: self.move(-1),
            "omlaag": lambda: self.move(1),
            "weg": self.remove,
            "terug": self.put_back,
            "erbij": self.add,
            "neem": self.take,
            "logo-weg": self.drop_logo,
            "org-omhoog": lambda: self.move_organisation(-1),
            "org-omlaag": lambda: self.move_organisation(1),
            "org-weg": self.leave_out,
            "org-bij": self.take_in,
        }
        if asked not in KEEPS_GONE:
            self.gone = None
        if action := known.get(asked):
            action()

    def open(self) -> None:
        """Show the fields of a contact."""
        self.query["open"] = str(self.index)
        self.anchor = f"contact-{self.index}"

    def close(self) -> None:
        """Show it as a sign."""
        self.query.pop("open", None)
        self.anchor = f"contact-{self.index}"

    def label(self, index: int) -> str:
        """What a contact is called."""
        found = contacts(self.tree)
        one = found[index] if 0 <= index < len(found) else {}
        return value(one, "label") or value(one, "role") or "Het contact"

    def move(self, by: int) -> None:
        """A contact up or down."""
        label, to, count = self.label(self.index), self.index + by, len(contacts(self.tree))
        if 0 <= to < count:
            self.tree = fields.moved(self.tree, self.index, by)
            if self.query.get("open") == str(self.index):
                self.query["open"] = str(to)
            self.query["gezegd"] = f"{label} staat nu op plaats {to + 1} van {count}"
        self.anchor = "contacten"

    def remove(self) -> None:
        """A contact goes, and can be put back until the page is left."""
        self.tree, gone = fields.without(self.tree, self.index)
        self.query.pop("open", None)
        if gone:
            self.gone = (self.index, gone)
        self.anchor = "contacten"

    def put_back(self) -> None:
        """The contact that went last."""
        if self.gone:
            index, contact = self.gone
            self.tree = fields.with_contact(self.tree, contact, index)
            self.gone = None
        self.anchor = "contacten"

    def add(self) -> None:
        """An empty contact, open."""
        count = len(contacts(self.tree))
        if count < fields.MOST_CONTACTS:
            contact = fields.empty_contact(self.tree, self.today)
            self.tree = fields.with_contact(self.tree, contact, count)
            fields.dated(self.tree, self.today)
            self.query["open"] = str(count)
        self.anchor = f"contact-{count}"

    def take(self) -> None:
        """The value that was meant, in place of a wrong one."""
        assert self.seen
        right = next((one.right for one in self.seen.faults if one.place == self.argument), "")
        if right:
            self.tree = with_value(self.tree, self.argument, right)
        self.anchor = f"{id_of(self.argument)}-field"

    def drop_logo(self) -> None:
        """No logo."""
        self.tree = {field: found for field, found in self.tree.items() if field != "logo"}
        self.anchor = "uiterlijk"

    def move_organisation(self, by: int) -> None:
        """An organisation up or down."""
        self.choose(fields.organisations_moved(self.shown, self.argument, by))

    def leave_out(self) -> None:
        """An organisation less; the last one stays."""
        left = [one for group in self.shown for one in group if one != self.argument]
        self.choose(left or [one for group in self.shown for one in group])

    def take_in(self) -> None:
        """An organisation that was left out, last."""
        assert self.seen
        if any(one.id == self.argument for one in self.seen.left_out):
            self.choose([*(one for group in self.shown for one in group), self.argument])

    @property
    def shown(self) -> list[list[str]]:
        """The organisations by group, without what only this edition has."""
        assert self.seen
        return [
            [one.id for one in group.organisations if not one.fixed] for group in self.seen.groups
        ]

    def choose(self, ids: list[str]) -> None:
        """These organisations in this order."""
        if ids:
            self.tree = self.tree | {"organisations": ids}
        self.anchor = "organisaties"
