"""What a document leaves out of an edition's own data: nothing is left out in silence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Omission:
    """A field of a contact, or all of it, that one document does not print anywhere.

    ``contact`` is its label, or the name of an organisation; ``field`` what it is in Dutch ("naam",
    "e-mail"), empty for the whole; ``why`` a reason in Dutch without a full stop.
    """

    contact: str
    field: str
    why: str

    def __str__(self) -> str:
        subject = f"{self.field} van {self.contact}" if self.field else self.contact
        return f"{subject} staat er niet op: {self.why}"
