"""Where everything stands on the pocket card: which contact on which face, and how dense.

Millimetres, origin top left of a face. A face takes as many steps of ``FITS`` as it needs; contacts
for which there is no place even then stay off the card.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from layouts.card_contact import MOST_SPARE, CardContact, contacts_of
from layouts.card_setting import (
    MEASURE,
    WHITE,
    Fit,
    SetContact,
    SetText,
    scaled,
    set_contact,
    set_text,
)
from layouts.omissions import Omission
from layouts.outline import Outline
from layouts.panel import DoesNotFit, Overflow, Panel
from layouts.pdf.content import Blank
from layouts.pdf.fonts import FontUses
from layouts.theme import Theme
from layouts.typeset import Line
from layouts.words import Words, dutch
from sources.same import Same

FACE, HEIGHT = 85.0, 55.0
MARGIN = 5.0  # on every side of a face
TOP, BOTTOM = MARGIN, HEIGHT - MARGIN  # of capitals, and the last baseline
HANG = 1.0  # what hangs below the last baseline may take this much of the margin
ROW = 25.4  # between the names of two contacts, where there is room
PLACES = 7  # contacts for which there is always room
MOST = 3  # contacts on a face
SPREAD = 3.0  # more room than this between contacts looks lost
MARK_WHITE, MARK_ABOVE = 2.0, 0.5  # free around the mark of a concept, and to a line above it
TITLE_LINES = 2
TITLE_ABOVE, TITLE_BELOW = 1.2, 1.6  # free above the letters of the title, and to the arm of 112
ALERT_BELOW = 2.0  # free below that arm
RULE = 1.0  # free above and below the rule of the imprint
EXACT = 0.05  # less is as good as nothing
NO_ROOM = "geen plaats"
INSIDE = ("inside 1", "inside 2")

_STEPS: tuple[Mapping[str, float], ...] = (
    {"text": 8 / 8.5},
    {"title": 14.5 / 15.5, "alert": 9.0},
    {"title": 13.5 / 15.5, "sign": 7.2, "number": 15.5 / 16.5, "to_sign": 1.6, "to_text": 3.6},
    {"alert": 8.5, "name": 9 / 9.5, "sign": 6.8, "number": 14.5 / 16.5, "web": 11 / 12},
    {"sign": 6.4, "number": 14 / 16.5, "web": 10.5 / 12, "to_sign": 1.4, "to_text": 3.4},
    {"sign": 5.8, "to_sign": 1.3, "to_text": 3.2, "leading": 0.96},
    {"title": 12.5 / 15.5, "run_in": True},
)
FITS: tuple[Fit, ...] = tuple(
    itertools.accumulate(
        _STEPS,
        lambda fit, step: replace(fit, **step),  # type: ignore[arg-type]
        initial=Fit(),
    )
)
# The same fit, leaving out nothing, or what a face can do without: as little as possible. Only when
# all fits are too large is there less on a face, and then it is as large as it can be.
TRIALS: tuple[tuple[Fit, ...], ...] = tuple(
    tuple(replace(fit, spare=spare) for spare in range(most + 1))
    for most in range(MOST_SPARE + 1)
    for fit in FITS
)
PLAINEST = replace(FITS[-1], run_in=False)  # in which every text stands by itself


@dataclass(frozen=True)
class Placed:
    """A contact with the baseline of its name on a face."""

    contact: SetContact
    y: float


@dataclass(frozen=True)
class Head:
    """What stands above the first contact: who hands the card out, the title, 112."""

    mark_y: float
    publisher: SetText
    title: SetText
    alert_y: float
    alert_height: float


@dataclass(frozen=True)
class Mark:
    """The mark of a concept in one line: a hatch, the reader's word, the Dutch one."""

    own: Line
    dutch: Line

    HATCH = 4.0
    GAP = 2.0

    def width(self, *, hatch: bool = True) -> float:
        """All of it."""
        return (self.HATCH + 1.5) * hatch + self.own.width + self.GAP + self.dutch.width

    @property
    def rise(self) -> float:
        """Of its ink."""
        return max(self.own.reach[0], self.dutch.reach[0])

    @property
    def drop(self) -> float:
        """Of its ink."""
        return max(self.own.reach[1], self.dutch.reach[1])


@dataclass(frozen=True)
class Spot:
    """Where the mark stands on a face: where it ends, and its baseline; there may be no room for
    its hatch.
    """

    end: float
    y: float
    hatch: bool = True

    def left(self, mark: Mark) -> float:
        """How far a line beside it may reach."""
        return self.end - mark.width(hatch=self.hatch) - MARK_WHITE


@dataclass(frozen=True)
class Layout:
    """All faces, and the contacts that found no place."""

    head: Head
    imprint: SetText
    rule_y: float
    mark: Mark | None
    marks: Mapping[str, Spot]  # by face, when there is a mark
    faces: Mapping[str, tuple[Placed, ...]]
    left_out: tuple[CardContact, ...]

    def omissions(self) -> Iterator[Omission]:
        """What of the edition's own contacts is not on the card, and which organisations."""
        for placed in itertools.chain.from_iterable(self.faces.values()):
            contact = placed.contact.contact
            shown = placed.contact.shown
            for fact in contact.facts if contact.own else ():
                if fact.field and fact not in shown:
                    yield Omission(contact.who, fact.field, NO_ROOM)
        for contact in self.left_out:
            yield Omission(contact.who, "", NO_ROOM)


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
        page = Blank(0, FACE, HEIGHT, FontUses())
        self.panel = Panel("", page, 0, MEASURE, theme, outline)
        self._contacts: dict[tuple[CardContact, Fit], SetContact] = {}
        imprint = self._text(Words.join(outline.imprint), "card-colophon")
        self.imprint = replace(imprint, y=BOTTOM - max(0.0, imprint.drop - HANG) - imprint.last)
        self.rule_y = self.imprint.y - imprint.lines[0].reach[0] - RULE
        self.mark = self._mark()

    def arrange(self) -> Layout:
        """As many contacts as there is room for, in order. Raises ``DoesNotFit``.

        Organisations have the places of the card, as far as these go; others may find no room.
        """
        contacts = contacts_of(self.outline)
        head, cover = self._cover(contacts[0])
        least = min(PLACES, len(self.outline.entries))
        for count in range(len(contacts), least - 1, -1):
            for way in _ways(count - 1):
                inside, last = _parts(contacts[1:count], way)
                if (back := self._back(last)) is None or (sides := self._inside(inside)) is None:
                    continue
                faces = {"cover": cover, **dict(zip(INSIDE, sides, strict=True)), "back": back}
                return Layout(
                    head,
                    self.imprint,
                    self.rule_y,
                    self.mark,
                    self._marks(head, back),
                    faces,
                    contacts[count:],
                )
        raise self._does_not_fit(self._faults(contacts[1:least]))

    def _does_not_fit(self, faults: Iterable[Overflow]) -> DoesNotFit:
        return DoesNotFit("pocket-card", self.outline.language, tuple(faults))

    def _faults(self, contacts: Sequence[CardContact]) -> Iterator[Overflow]:
        """What has no room however much a face gives way, by the longest text there."""
        inside, last = _parts(contacts, _ways(len(contacts))[0])
        faces = [*zip(INSIDE, inside, strict=True), ("back", last)]
        for name, face in faces:
            if not face:
                continue
            end = self._end_on_the_back if name == "back" else self._end_inside
            tight = [self._contact(contact, TRIALS[-1][-1]) for contact in face]
            over = max(contact.too_wide for contact in tight)
            over = max(over, _stacked(tight)[-1] - end(tight[-1]))
            if over >= EXACT:
                what = _longest(self._contact(contact, PLAINEST) for contact in face)
                yield Overflow(name, what, over)

    # --- what stands on a face besides contacts ---------------------------------------------

    def _contact(self, contact: CardContact, fit: Fit) -> SetContact:
        key = contact, fit
        if key not in self._contacts:
            self._contacts[key] = set_contact(self.panel, contact, fit)
        return self._contacts[key]

    def _text(
        self, words: Words, style: str, room: float = MEASURE, factor: float = 1.0
    ) -> SetText:
        return set_text(self.panel, words, scaled(self.panel.style(style), factor), room)

    def _mark(self) -> Mark | None:
        concept, panel = self.outline.concept, self.panel
        if concept is None:
            return None
        (own,) = panel.lines(concept.mark.spaced(), panel.style("card-concept"))
        (dutch_mark,) = panel.lines(concept.dutch_mark, panel.style("card-concept-dutch"))
        return Mark(own, dutch_mark)

    @property
    def _foot(self) -> Spot:
        """At the end of the last line of a face."""
        return Spot(MEASURE, BOTTOM + min(0.0, HANG - self.mark.drop) if self.mark else BOTTOM)

    def _spots_on_the_back(self, beside: float) -> tuple[Spot, ...]:
        """Beside the last line of the imprint; or above its rule, below a code or ``beside`` it."""
        mark = self.mark
        if mark is None or self.imprint.lines[-1].width <= self._foot.left(mark):
            return (self._foot,)
        y = self.rule_y - RULE - mark.drop
        return Spot(MEASURE, y), Spot(beside, y), Spot(beside, y, hatch=False)

    def _marks(self, head: Head, back: Sequence[Placed]) -> dict[str, Spot]:
        last = back[-1] if back else None
        spots = self._spots_on_the_back(last.contact.beside if last else MEASURE)
        free = [s for s in spots if last is None or self._clear(last.contact, s) > last.y - EXACT]
        cover, inside = Spot(MEASURE, head.mark_y), dict.fromkeys(INSIDE, self._foot)
        return {"cover": cover, **inside, "back": (free or spots)[0]}

    def _head(self, fit: Fit) -> Head:
        """In a line above the title who hands the card out, at its end the mark of a concept."""
        mark = self.mark
        words = Words((dutch(self.outline.publisher),))
        publisher = self._text(words, "card-publisher", self._foot.left(mark) if mark else MEASURE)
        y = TOP + max(publisher.lines[0].reach[0], mark.rise if mark else 0.0)
        bottom = max(y + publisher.last + publisher.drop, y + mark.drop if mark else 0.0)
        title = self._text(self.outline.title, "card-title", factor=fit.title)
        title_y = bottom + TITLE_ABOVE + title.lines[0].reach[0]
        alert_y = title_y + title.last + title.drop + TITLE_BELOW
        publisher, title = replace(publisher, y=y), replace(title, y=title_y)
        return Head(y, publisher, title, alert_y, fit.alert)

    # --- faces ------------------------------------------------------------------------------

    def _cover(self, contact: CardContact) -> tuple[Head, tuple[Placed, ...]]:
        """The head and the first contact. Raises ``DoesNotFit``."""
        least = HEIGHT
        for fit in (trial[-1] for trial in TRIALS):
            head, first = self._head(fit), self._contact(contact, fit)
            y = head.alert_y + head.alert_height + ALERT_BELOW + first.rise
            spare = _end(first) - y
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
        for trial in TRIALS:
            sets = [self._set(face, trial, self._end_inside) for face in faces]
            found = [face for face in sets if face is not None]
            if len(found) == len(faces):
                return self._rows(found)
        return None

    def _back(self, face: Sequence[CardContact]) -> tuple[Placed, ...] | None:
        """The last contacts, above the imprint."""
        fits = (trial[-1] for trial in TRIALS)
        contacts = self._set(face, fits, self._end_on_the_back)
        if contacts is None or self.rule_y < TOP:
            return None
        rows = _stacked(contacts)
        spare = self._end_on_the_back(contacts[-1]) - rows[-1] if rows else 0.0
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

    def _end_inside(self, contact: SetContact) -> float:
        return min(_end(contact), self._clear(contact, self._foot))

    def _end_on_the_back(self, contact: SetContact) -> float:
        end = self.rule_y - max(contact.bottom + RULE, contact.code_bottom + WHITE)
        spots = self._spots_on_the_back(contact.beside)
        return min(end, max(self._clear(contact, spot) for spot in spots))

    def _clear(self, contact: SetContact, spot: Spot) -> float:
        """How low its name may stand so that the mark of a concept above or beside it is clear."""
        mark = self.mark
        if mark is None:
            return HEIGHT
        top, left = spot.y - mark.rise, spot.left(mark)
        ends = [top - MARK_ABOVE - ink for ink, end in contact.ink() if end > left]
        if contact.code_side and spot.end > MEASURE - contact.code_side - MARK_WHITE:
            ends.append(top - MARK_WHITE - contact.code_bottom)
        return min(ends, default=HEIGHT)

    def _rows(self, faces: Sequence[tuple[SetContact, ...]]) -> list[tuple[Placed, ...]]:
        """The faces inside: two contacts level with those on the other face, three spread."""
        stacked = [_stacked(face) for face in faces]
        ends = [self._end_inside(face[-1]) if face else BOTTOM for face in faces]
        twos = [(row[1], end) for row, end in zip(stacked, ends, strict=True) if len(row) == 2]
        level = max([min([TOP + 2.4 + ROW, *(end for _, end in twos)]), *(row for row, _ in twos)])
        rows = []
        for row, end in zip(stacked, ends, strict=True):
            if len(row) == 2:
                rows.append([row[0], min(level, end)])
                continue
            each = min((end - row[-1]) / max(len(row) - 1, 1), SPREAD) if row else 0.0
            rows.append([y + index * each for index, y in enumerate(row)])
        return [_placed(face, row) for face, row in zip(faces, rows, strict=True)]


def _end(contact: SetContact) -> float:
    """How low the name of a contact may stand, for all of it to be on the face."""
    return BOTTOM - max(contact.code_bottom, contact.last, contact.bottom - HANG)


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
