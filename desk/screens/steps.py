"""The actions of buttons inside the form: each changes the edition, and determines what
is shown next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wegwijs.desk import fields
from wegwijs.desk.edition import Tree, contacts, index_of, value, with_value
from wegwijs.desk.screens.places import id_of
from wegwijs.desk.showing import Seen
from wegwijs.sources.model.fields import MOST_CONTACTS

NEEDS_SEEN = ("org-", "neem")
KEEPS_GONE = frozenset({"terug", "bewaar"})
Gone = tuple[int, Tree]  # index and contents of a removed contact


@dataclass
class ButtonAction:
    """The action of a button. ``tree`` is the edition including the typed fields.

    ``query`` says what the screen shows, ``anchor`` the element to scroll to, ``gone`` is the
    contact that can be restored. Actions that begin with one of ``NEEDS_SEEN`` need ``seen``.
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
        """The index of a contact."""
        return index_of(self.argument)

    def do(self, asked: str) -> None:
        """Perform one of the actions below; ignore an unknown name."""
        known = {
            "open": self.open,
            "sluit": self.close,
            "perdag": self.by_day,
            "samen": self.together,
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

    def by_day(self) -> None:
        """Show a field for the hours of each day."""
        self.query["perdag"] = "1"
        self.anchor = id_of(f"contacts.{self.index}.hours")

    def together(self) -> None:
        """Show one row for hours that are the same on all days."""
        self.query.pop("perdag", None)
        self.anchor = id_of(f"contacts.{self.index}.hours")

    def open(self) -> None:
        """Show the fields of a contact."""
        self.query.pop("perdag", None)
        self.query["open"] = str(self.index)
        self.anchor = f"contact-{self.index}"

    def close(self) -> None:
        """Show a contact as its sign."""
        self.query.pop("open", None)
        self.query.pop("perdag", None)
        self.anchor = f"contact-{self.index}"

    def label(self, index: int) -> str:
        """Return what a contact is called."""
        found = contacts(self.tree)
        one = found[index] if 0 <= index < len(found) else {}
        return value(one, "label") or value(one, "role") or "Het contact"

    def move(self, by: int) -> None:
        """Move a contact up or down."""
        label, to, count = self.label(self.index), self.index + by, len(contacts(self.tree))
        if 0 <= to < count:
            self.tree = fields.moved(self.tree, self.index, by)
            if self.query.get("open") == str(self.index):
                self.query["open"] = str(to)
            self.query["gezegd"] = f"{label} staat nu op plaats {to + 1} van {count}"
        self.anchor = "contacten"

    def remove(self) -> None:
        """Remove a contact; it can be restored until the page is left."""
        self.tree, gone = fields.without(self.tree, self.index)
        self.query.pop("open", None)
        self.query.pop("perdag", None)
        if gone:
            self.gone = (self.index, gone)
        self.anchor = "contacten"

    def put_back(self) -> None:
        """Restore the contact that was removed last."""
        if self.gone:
            index, contact = self.gone
            self.tree = fields.with_contact(self.tree, contact, index)
            self.gone = None
        self.anchor = "contacten"

    def add(self) -> None:
        """Add an empty contact, opened."""
        count = len(contacts(self.tree))
        if count < MOST_CONTACTS:
            contact = fields.empty_contact(self.tree, self.today)
            self.tree = fields.with_contact(self.tree, contact, count)
            fields.dated(self.tree, self.today)
            self.query.pop("perdag", None)
            self.query["open"] = str(count)
        self.anchor = f"contact-{count}"

    def take(self) -> None:
        """Replace a wrong value by the one that was meant."""
        assert self.seen
        right = next((one.right for one in self.seen.faults if one.place == self.argument), "")
        if right:
            self.tree = with_value(self.tree, self.argument, right)
        self.anchor = f"{id_of(self.argument)}-field"

    def drop_logo(self) -> None:
        """Remove the logo."""
        self.tree = {field: found for field, found in self.tree.items() if field != "logo"}
        self.anchor = "uiterlijk"

    def move_organisation(self, by: int) -> None:
        """Move an organisation up or down."""
        self.choose(fields.organisations_moved(self.shown, self.argument, by))

    def leave_out(self) -> None:
        """Leave out an organisation, unless it is the last one."""
        left = [one for group in self.shown for one in group if one != self.argument]
        self.choose(left or [one for group in self.shown for one in group])

    def take_in(self) -> None:
        """Add an organisation that was left out, at the end."""
        assert self.seen
        if any(one.id == self.argument for one in self.seen.left_out):
            self.choose([*(one for group in self.shown for one in group), self.argument])

    @property
    def shown(self) -> list[list[str]]:
        """The ids of organisations by group, without those that only this edition has."""
        assert self.seen
        return [
            [one.id for one in group.organisations if not one.fixed] for group in self.seen.groups
        ]

    def choose(self, ids: list[str]) -> None:
        """Select these organisations in this order."""
        if ids:
            self.tree = self.tree | {"organisations": ids}
        self.anchor = "organisaties"
