"""Where everything stands on the pocket card: which contact on which face, and how dense.

Millimetres, origin top left of a face. A face takes as many steps of ``FITS`` as it needs; contacts
for which there is no place even then stay off the card.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from layouts.content.omissions import Omission
from layouts.content.outline import Outline
from layouts.pdf.panel import DoesNotFit, Overflow
from layouts.products.pocket_card.contact import CardContact, Fact, contacts_of
from layouts.products.pocket_card.fit import PLAINEST, TRIALS, Fit
from layouts.products.pocket_card.frame import TOP, Frame, Head, Spot
from layouts.products.pocket_card.paper import HEIGHT
from layouts.products.pocket_card.setting import (
    CODE_ABOVE,
    MEASURE,
    SetContact,
    SetText,
    set_contact,
)
from layouts.typesetting.theme import Theme
from sources.same import Same

ROW = 25.4  # between the names of two contacts, where there is room
PLACES = 7  # contacts for which there is always room
MOST = 3  # contacts on a face
SPREAD = 3.0  # more room than this between contacts looks lost
TITLE_LINES = 2
EXACT = 0.05  # less is as good as nothing
NO_ROOM = "geen plaats"
INSIDE = ("inside 1", "inside 2")


@dataclass(frozen=True)
class Placed:
    """A contact with the baseline of its name on a face."""

    contact: SetContact
    y: float


@dataclass(frozen=True)
class Layout:
    """All faces, and the contacts that found no place."""

    frame: Frame
    head: Head
    marks: Mapping[str, Spot]  # by face, when there is a mark
    faces: Mapping[str, tuple[Placed, ...]]
    left_out: tuple[CardContact, ...]

    def omissions(self) -> Iterator[Omission]:
        """What of the edition's own contacts is not on the card, and which organisations."""
        for contact, fact in _missing(self.faces):
            yield Omission(contact.who, fact.field, NO_ROOM + fact.instead)
        for contact in self.left_out:
            yield Omission(contact.who, "", NO_ROOM)


def _missing(faces: Mapping[str, Sequence[Placed]]) -> Iterator[tuple[CardContact, Fact]]:
    """What an edition says of its own contacts and these faces do not, and ways to reach others."""
    for placed in itertools.chain.from_iterable(faces.values()):
        contact, shown = placed.contact.contact, placed.contact.shown
        for fact in contact.facts:
            if fact.field and (contact.own or fact.told) and fact not in shown:
                yield contact, fact


@lru_cache(maxsize=2)  # both files of a card, and what it leaves out, are made from it
def layout_of(content: Same) -> Layout:
    """The layout of an (outline, theme). Raises ``DoesNotFit``."""
    return _Arranger(*content.objects).arrange()


def _ways(count: int) -> list[tuple[int, ...]]:
    """How many contacts inside left, inside right and on the back; the most even way first."""
    numbers = itertools.product(range(MOST + 1), repeat=3)
    ways = [way for way in numbers if sum(way) == count]
    return sorted(ways, key=lambda way: (max(way), [-number for number in way]))


class _Arranger:
    def __init__(self, outline: Outline, theme: Theme) -> None:
        self.outline = outline
        self.frame = Frame(outline, theme)
        self._contacts: dict[tuple[CardContact, Fit], SetContact] = {}

    def arrange(self) -> Layout:
        """As many contacts as there is room for, in order. Raises ``DoesNotFit``.

        Organisations have the places of the card, as far as these go; others may find no room.
        """
        contacts = contacts_of(self.outline)
        head, cover = self._cover(contacts[0])
        least = min(PLACES, len(self.outline.entries))
        shown, left_out = list(contacts[1:least]), []
        if (faces := self._faces(shown)) is None:
            raise self._does_not_fit(self._faults(shown))
        for contact in contacts[least:]:
            if (more := self._faces([*shown, contact])) is None:
                left_out.append(contact)
            else:
                shown.append(contact)
                faces = more
        marks = self._marks(head, faces["back"])
        every = {"cover": cover, **faces}
        return Layout(self.frame, head, marks, every, tuple(left_out))

    def _faces(self, contacts: Sequence[CardContact]) -> dict[str, tuple[Placed, ...]] | None:
        """The faces after the cover: of the ways to lay contacts over them the one that leaves the
        least of them out.
        """
        best: tuple[int, dict[str, tuple[Placed, ...]]] | None = None
        for way in _ways(len(contacts)):
            inside, last = _parts(contacts, way)
            if (back := self._back(last)) is None or (sides := self._inside(inside)) is None:
                continue
            faces = {**dict(zip(INSIDE, sides, strict=True)), "back": back}
            missing = len(list(_missing(faces)))
            if best is None or missing < best[0]:
                best = missing, faces
            if not missing:
                break
        return best and best[1]

    def _does_not_fit(self, faults: Iterable[Overflow]) -> DoesNotFit:
        return DoesNotFit("pocket-card", self.outline.language, tuple(faults))

    def _faults(self, contacts: Sequence[CardContact]) -> Iterator[Overflow]:
        """What has no room however much a face gives way, by the longest text there."""
        inside, last = _parts(contacts, _ways(len(contacts))[0])
        faces = [*zip(INSIDE, inside, strict=True), ("back", last)]
        for name, face in faces:
            if not face:
                continue
            end = self.frame.end_on_the_back if name == "back" else self.frame.end_inside
            tight = [self._contact(contact, TRIALS[-1][-1]) for contact in face]
            over = max(contact.too_wide for contact in tight)
            over = max(over, _stacked(tight)[-1] - end(tight[-1]))
            if over >= EXACT:
                what = _longest(self._contact(contact, PLAINEST) for contact in face)
                yield Overflow(name, what, over)

    def _contact(self, contact: CardContact, fit: Fit) -> SetContact:
        key = contact, fit
        if key not in self._contacts:
            self._contacts[key] = set_contact(self.frame.panel, contact, fit)
        return self._contacts[key]

    def _marks(self, head: Head, back: Sequence[Placed]) -> dict[str, Spot]:
        """Where the mark of a concept stands on each face."""
        frame, last = self.frame, back[-1] if back else None
        spots = frame.on_the_back(last.contact.beside if last else MEASURE)
        free = [s for s in spots if last is None or frame.clear(last.contact, s) > last.y - EXACT]
        inside = dict.fromkeys(INSIDE, frame.foot)
        return {"cover": head.mark, **inside, "back": (free or spots)[0]}

    # --- faces ------------------------------------------------------------------------------

    def _cover(self, contact: CardContact) -> tuple[Head, tuple[Placed, ...]]:
        """The head and the first contact. Raises ``DoesNotFit``."""
        least = HEIGHT
        for fit in (trial[-1] for trial in TRIALS):
            head, first = self.frame.head(fit), self._contact(contact, fit)
            y = head.bottom + first.rise
            spare = self.frame.end_on_the_cover(first) - y
            over = max(-spare, first.too_wide, _too_wide(head))
            if over < EXACT:
                down = min(spare / 3, SPREAD)
                head = replace(head, alert_y=head.alert_y + down)
                return head, (Placed(first, y + 2 * down),)
            least = min(least, over)
        what = _longest([self._contact(contact, PLAINEST)], head.title, head.publisher)
        raise self._does_not_fit([Overflow("cover", what, least)])

    def _inside(self, faces: Sequence[Sequence[CardContact]]) -> list[tuple[Placed, ...]] | None:
        """Both faces inside, equally dense; the second names level where they can be."""
        if None in (self._set(face, TRIALS[-1], self.frame.end_inside) for face in faces):
            return None
        for trial in TRIALS:
            sets = [self._set(face, trial, self.frame.end_inside) for face in faces]
            found = [face for face in sets if face is not None]
            if len(found) == len(faces):
                return self._rows(found)
        return None

    def _back(self, face: Sequence[CardContact]) -> tuple[Placed, ...] | None:
        """The last contacts, above the imprint."""
        if self._set(face, TRIALS[-1], self.frame.end_on_the_back) is None:
            return None
        fits = (trial[-1] for trial in TRIALS)
        contacts = self._set(face, fits, self.frame.end_on_the_back)
        if contacts is None or self.frame.rule_y < TOP:
            return None
        rows = _stacked(contacts)
        spare = self.frame.end_on_the_back(contacts[-1]) - rows[-1] if rows else 0.0
        each = min(spare / max(len(rows), 1), SPREAD)
        return _placed(contacts, [y + index * each for index, y in enumerate(rows)])

    def _set(
        self, face: Sequence[CardContact], fits: Iterable[Fit], end: Callable[[SetContact], float]
    ) -> tuple[SetContact, ...] | None:
        """The contacts of a face, set the first of these ways that there is room for; ``end`` is
        how low the name of the last one may stand.
        """
        for fit in fits:
            contacts = tuple(self._contact(contact, fit) for contact in face)
            if not contacts:
                return contacts
            wide = max(contact.too_wide for contact in contacts)
            if wide < EXACT and _stacked(contacts)[-1] <= end(contacts[-1]):
                return contacts
        return None

    def _rows(self, faces: Sequence[tuple[SetContact, ...]]) -> list[tuple[Placed, ...]]:
        """The faces inside: two contacts level with those on the other face, three spread."""
        stacked = [_stacked(face) for face in faces]
        ends = [self.frame.end_inside(face[-1]) if face else TOP for face in faces]
        twos = [(row[1], end) for row, end in zip(stacked, ends, strict=True) if len(row) == 2]
        highest, wish = [row for row, _ in twos], TOP + CODE_ABOVE + ROW
        level = max([min([wish, *(end for _, end in twos)]), *highest])
        rows = []
        for row, end in zip(stacked, ends, strict=True):
            if len(row) == 2:
                rows.append([row[0], min(level, end)])
                continue
            each = min((end - row[-1]) / max(len(row) - 1, 1), SPREAD) if row else 0.0
            rows.append([y + index * each for index, y in enumerate(row)])
        return [_placed(face, row) for face, row in zip(faces, rows, strict=True)]


def _parts(
    contacts: Sequence[CardContact], way: Sequence[int]
) -> tuple[list[list[CardContact]], list[CardContact]]:
    """Contacts over the faces inside, and over the back."""
    rest = iter(contacts)
    *inside, last = [list(itertools.islice(rest, number)) for number in way]
    return inside, last


def _longest(contacts: Iterable[SetContact], *others: SetText) -> str:
    """The text that takes the most room."""
    texts = [*others, *(text for contact in contacts for text in contact.texts)]
    return str(max(texts, key=lambda text: sum(line.width for line in text.lines)).words)


def _too_wide(head: Head) -> float:
    """How many mm of the title stand out; a line too many counts as very wide."""
    return max(head.title.too_wide, MEASURE * (len(head.title.lines) - TITLE_LINES))


def _stacked(contacts: Sequence[SetContact]) -> list[float]:
    """The names of contacts as close below each other as they may be, from the top of a face."""
    rows = [TOP + contacts[0].rise] if contacts else []
    for above, below in itertools.pairwise(contacts):
        rows.append(rows[-1] + above.step_to(below))
    return rows


def _placed(contacts: Sequence[SetContact], rows: Sequence[float]) -> tuple[Placed, ...]:
    return tuple(itertools.starmap(Placed, zip(contacts, rows, strict=True)))
