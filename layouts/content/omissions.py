"""What a document omits of an edition's own data, so that nothing is dropped silently."""

from __future__ import annotations

from msgspec import Struct

NO_ROOM = "geen plaats"


class Omission(Struct, frozen=True):
    """A field of a contact, or a whole contact, that a document does not print.

    ``contact`` is its label or the name of an organisation; ``field`` is named in Dutch ("naam",
    "e-mail"), empty for the whole contact; ``why`` is a Dutch reason without a full stop.
    """

    contact: str
    field: str
    why: str

    @property
    def subject(self) -> str:
        """What is omitted, in Dutch: ``e-mail van Jongerenwerk``."""
        return f"{self.field} van {self.contact}" if self.field else self.contact

    def __str__(self) -> str:
        return f"{self.subject} staat er niet op: {self.why}"
