"""Phone numbers that one edition writes in several ways."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wegwijs.sources.checks.context import CheckContext, finding_at
from wegwijs.sources.checks.finding import Finding, Severity
from wegwijs.sources.load import Loaded
from wegwijs.sources.numbering import AREA_CODES, NATIONAL_ONLY, SERVICES, spelled
from wegwijs.sources.reader import Place
from wegwijs.sources.values import Phone


class Spelling(Struct, frozen=True):
    """How a Dutch number is written: its first part with punctuation, and the rest."""

    area: str  # with the 0
    before: str  # up to the rest, with {0} for the area code, {1} for that without its 0
    rest: str

    @classmethod
    def of(cls, phone: Phone) -> Spelling | None:
        """Return the spelling, or None for a number without a first part or in other groups."""
        dialled = phone.target.removeprefix("tel:")
        national = f"0{dialled[3:]}" if dialled.startswith("+31") else dialled
        if not national.startswith("0"):
            return None
        area = _area(national)
        cut, left = len(phone.display), len(national) - len(area)
        while left:
            cut -= 1
            left -= phone.display[cut].isdigit()
        before, rest = phone.display[:cut], phone.display[cut:]
        for digits, mark in ((area, "{0}"), (area[1:], "{1}")):
            if before.count(digits) == 1:
                return cls(area, before.replace(digits, mark), rest)
        return None

    @property
    def is_bare(self) -> bool:
        """Whether it is digits alone."""
        return self.before == "{0}" and self.rest.isdigit()

    def like(self, other: Spelling) -> str:
        """Return the same number written in another spelling."""
        return other.before.format(self.area, self.area[1:]) + self.rest


def _area(national: str) -> str:
    if national.startswith(SERVICES) or national[:4] in AREA_CODES:
        return national[:4]
    return national[:2] if national.startswith("06") else national[:3]


def spellings(reading: CheckContext) -> Iterator[Finding]:
    """Report an edition's numbers that are written unlike its first one."""
    for loaded in reading.editions:
        first: dict[bool, tuple[Phone, Spelling]] = {}  # services are written in their own way
        for index, contact in enumerate(loaded.pack.edition.contacts):
            spelling = Spelling.of(contact.phone) if contact.phone else None
            if not contact.phone or not spelling:
                continue
            place: Place = ("edition", "contacts", index, "phone")
            if spelling.is_bare:  # no way to write the others
                yield _finding(
                    loaded,
                    place,
                    f"{contact.phone} staat er zonder spaties",
                    f"Dat mag. Zo leest het beter: {spelled(spelling.area + spelling.rest)}",
                )
                continue
            former, way = first.setdefault(spelling.area in SERVICES, (contact.phone, spelling))
            abroad = "{1}" in way.before and spelling.area in NATIONAL_ONLY
            if way.before == spelling.before or abroad:
                continue
            yield _finding(
                loaded,
                place,
                f"{contact.phone} is anders geschreven dan {former}",
                f"Dat mag. Wilt u overal hetzelfde, schrijf dan: {spelling.like(way)}",
            )


def _finding(loaded: Loaded, place: Place, what: str, advice: str) -> Finding:
    document = loaded.sections["edition"].document
    return finding_at(document, place, "phone-spelling", Severity.NOTICE, what, advice)
