"""The layout of the pocket card: which contact is on which face, and how densely.

Millimetres, origin top left of a face. A face takes as many steps of ``FITS`` as it needs; contacts
that do not fit even then are left off the card.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct, structs

from wegwijs.layouts.content.omissions import NO_ROOM, Omission
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words, dutch
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting, rounded
from wegwijs.layouts.pdf.overflow import Area, DoesNotFit, Overflow
from wegwijs.layouts.products.pocket_card.contact import contacts_of
from wegwijs.layouts.products.pocket_card.extent import (
    ContactExtent,
    extent,
    is_long,
    measuring,
    missing,
)
from wegwijs.layouts.products.pocket_card.fit import PLAINEST, TIGHTEST, TRIALS, Fit
from wegwijs.layouts.products.pocket_card.frame import HANG, TOP, FaceFrame, Head, Spot
from wegwijs.layouts.products.pocket_card.paper import HEIGHT, MARGIN, live_area
from wegwijs.layouts.products.pocket_card.setting import CODE_ABOVE, MEASURE, scaled, set_contact

ROW = 25.4  # between the names of two contacts, where there is room for that
PLACES = 7  # contacts that always fit
MOST = 3  # at most on a face
SPREAD = 3.0  # a wider gap between contacts looks lost
EXACT = 0.05  # an overflow below this is ignored
SHORTER = "; een kortere naam helpt misschien"
INSIDE = ("inside 1", "inside 2")


class Placed(Struct, frozen=True):
    """A placed contact: its index among all contacts, its fit, the baseline of its name, and in
    right-to-left text its last baseline, beside which other text continues (0 otherwise).
    """

    contact: int
    fit: Fit
    y: float
    last: float


class Layout(Struct, frozen=True):
    """The layout of all faces, and the indices of contacts that did not fit."""

    head: Head
    imprint_y: float
    rule_y: float
    marks: tuple[tuple[str, Spot], ...]  # by face; empty without a draft mark
    faces: tuple[tuple[str, tuple[Placed, ...]], ...]
    left_out: tuple[int, ...]


class _Set(ContactExtent, frozen=True):
    def placed(self, y: float, *, rtl: bool) -> Placed:
        last = rounded(y + self.extent.last) if rtl else 0.0
        return Placed(self.contact, self.fit, rounded(y), last)


_Trial = Sequence[Fit]
_T = TypeVar("_T")
Row = tuple[tuple[_Set, float], ...]  # contacts of a face, with the baselines of their names
Faces = dict[str, Row]


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    contacts = contacts_of(outline)
    nodes: dict[Path, Any] = {
        ("draft",): outline.draft,
        ("publisher",): publisher_of(outline.publisher),
        ("title",): outline.title,
        ("alert",): outline.alert,
        ("imprint",): _imprint(outline.imprint),
        ("organisations",): len(outline.entries),
        **{("contact", index): contact for index, contact in enumerate(contacts)},
    }
    return Dialogue(setting, nodes)


@lru_cache(maxsize=256)
def publisher_of(name: str) -> Words:
    """Return the publisher as words that break only at spaces: at a line end after a hyphen,
    copying would join the rest of the name to the draft mark beside it. Quotes are converted first,
    since they span several words.
    """
    whole = dutch(name, own=True)
    parts = re.split("( )", whole.text)
    return Words(
        tuple([structs.replace(whole, text=part, unbroken=True) for part in parts if part])
    )


_imprint = lru_cache(maxsize=256)(Words.join)  # many editions share a version and date


def layout_of(dialogue: Dialogue) -> Layout:
    """Return the layout of a card. Raises ``DoesNotFit``."""
    return dialogue.laid_out(lambda: _Arranger(dialogue).arrange())


def omissions_of(dialogue: Dialogue, layout: Layout) -> Iterator[Omission]:
    """Yield what the card leaves out of an edition's own contacts, and which contacts it leaves
    out.
    """
    for placed in itertools.chain.from_iterable(placed for _, placed in layout.faces):
        contact = dialogue.nodes["contact", placed.contact]
        for fact in missing(contact, placed.fit):
            advice = SHORTER if is_long(dialogue.setting, contact, placed.fit) else ""
            yield Omission(contact.who, fact.field, NO_ROOM + fact.instead + advice)
        for field in contact.elsewhere:
            yield Omission(contact.who, field, NO_ROOM)
    for index in layout.left_out:
        yield Omission(dialogue.nodes["contact", index].who, "", NO_ROOM)


def _ways(count: int) -> list[tuple[int, ...]]:
    """Return the ways to divide ``count`` contacts over inside left, inside right and back; the
    most even way first.
    """
    numbers = itertools.product(range(MOST + 1), repeat=3)
    ways = [way for way in numbers if sum(way) == count]
    return sorted(ways, key=lambda way: (max(way), [-number for number in way]))


class _Arranger:
    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.frame = FaceFrame(dialogue)
        self.contacts = range(sum(path[0] == "contact" for path in dialogue.nodes))

    def arrange(self) -> Layout:
        """Lay out as many contacts as fit, in order. Raises ``DoesNotFit``.

        Organisations take the ``PLACES`` first and must fit; further contacts may be left out.
        """
        contacts, overflows = self.contacts, list[Overflow]()
        head, cover = self._cover(contacts[0], overflows)
        least = min(PLACES, self.dialogue.nodes["organisations",])
        shown, left_out = list(contacts[1:least]), []
        if (faces := self._faces(shown)) is None:
            faces = self._overfull(shown, overflows)
        for contact in contacts[least:]:
            if (more := self._faces([*shown, contact])) is None:
                left_out.append(contact)
            else:
                shown.append(contact)
                faces = more
        layout = self._layout(head, cover, faces, left_out)
        if overflows:
            raise DoesNotFit("pocket-card", self.dialogue.setting.language, overflows, layout)
        return layout

    def _layout(self, head: Head, cover: Row, faces: Faces, left_out: Sequence[int]) -> Layout:
        marks = self._marks(head, faces) if self.frame.mark else {}
        rtl = self.dialogue.setting.direction == "rtl"
        return Layout(
            head,
            rounded(self.frame.imprint_y),
            rounded(self.frame.rule_y),
            tuple(marks.items()),
            tuple(
                (name, tuple(one.placed(y, rtl=rtl) for one, y in contacts))
                for name, contacts in {"cover": cover, **faces}.items()
            ),
            tuple(left_out),
        )

    def _faces(self, contacts: Sequence[int]) -> Faces | None:
        """Lay out the faces after the cover, in the way that leaves out the fewest facts; None if
        no way fits.
        """
        best: tuple[int, Faces] | None = None
        for way in _ways(len(contacts)):
            inside, last = _parts(contacts, way)
            if (back := self._back(last)) is None or (sides := self._inside(inside)) is None:
                continue
            faces = {**dict(zip(INSIDE, sides, strict=True)), "back": back}
            missing = sum(one.extent.missing for face in faces.values() for one, _ in face)
            if best is None or missing < best[0]:
                best = missing, faces
            if not missing:
                break
        return best and best[1]

    def _overfull(self, contacts: Sequence[int], overflows: list[Overflow]) -> Faces:
        """Lay out the faces after the cover, also those that overflow even in the tightest fit; add
        their overflows.
        """
        inside, last = _parts(contacts, _ways(len(contacts))[0])
        sides = self._inside(inside)
        if sides is None:
            pairs = zip(INSIDE, inside, strict=True)
            sides = [self._side(name, face, overflows) for name, face in pairs]
        if (back := self._back(last)) is None:
            back = self._tight("back", last, overflows)
        return {**dict(zip(INSIDE, sides, strict=True)), "back": back}

    def _side(self, name: str, contacts: Sequence[int], overflows: list[Overflow]) -> Row:
        """Lay out an inside face by itself."""
        found = self._inside([contacts])
        return self._tight(name, contacts, overflows) if found is None else found[0]

    def _tight(self, name: str, contacts: Sequence[int], overflows: list[Overflow]) -> Row:
        """Stack contacts in the tightest fit; add by how much they overflow."""
        tight = [self._contact(contact, TIGHTEST) for contact in contacts]
        rows = self._stacked(tight)
        if tight:
            end = self.frame.end_on_the_back if name == "back" else self.frame.end_inside
            wide = max(one.extent.too_wide for one in tight)
            over = max(wide, rows[-1] - end(tight[-1]))
            overflows.append(self._overflow(name, self._longest(contacts), over))
        return _placed(tight, rows)

    def _overflow(self, face: str, what: str, over: float) -> Overflow:
        page, left = live_area(face, rtl=self.dialogue.setting.direction == "rtl")
        bottom = self.frame.rule_y if face == "back" else HEIGHT - MARGIN + HANG
        leading = self.dialogue.setting.theme.styles["card-body"].leading
        area = Area(page, left, TOP, left + MEASURE, bottom)
        return Overflow(face, what, over, area, leading=leading)

    def _contact(self, contact: int, fit: Fit) -> _Set:
        dialogue = self.dialogue
        return _Set(dialogue, contact, fit, dialogue.ask(extent, ("contact", contact), fit))

    def _marks(self, head: Head, faces: Faces) -> dict[str, Spot]:
        """Return the spot of the draft mark on each face."""
        found = {"cover": head.mark}
        for name, row in faces.items():
            last, spot = row[-1] if row else None, self.frame.foot
            if name == "back":
                spot = self._on_the_back(last)
            found[name] = self.frame.level(*last, spot) if last else spot
        return found

    def _on_the_back(self, last: tuple[_Set, float] | None) -> Spot:
        """Return the best spot that is clear of the last contact."""
        frame = self.frame
        spots = frame.on_the_back(last[0].extent.beside if last else MEASURE)
        free = [
            spot for spot in spots if last is None or frame.clear(last[0], spot) > last[1] - EXACT
        ]
        return (free or spots)[0]

    # --- faces ------------------------------------------------------------------------------

    def _cover(self, contact: int, overflows: list[Overflow]) -> tuple[Head, Row]:
        """Return the head and the first contact: in the first fit that has room, otherwise in the
        one with the least overflow, which is added.
        """
        nearest: tuple[float, Head, Row] | None = None
        for fit in (trial[-1] for trial in TRIALS):
            head, first = self.frame.head(fit), self._contact(contact, fit)
            y = head.bottom + first.extent.rise
            spare = self.frame.end_on_the_cover(first) - y
            over = max(-spare, first.extent.too_wide, head.title_over)
            if over < EXACT:
                down = min(spare / 3, SPREAD)
                head = structs.replace(head, alert_y=head.alert_y + down)
                return head.rounded(), ((first, y + 2 * down),)
            if nearest is None or over < nearest[0]:
                nearest = over, head.rounded(), ((first, y),)
        assert nearest, "there are fits"
        over, head, row = nearest
        what = self._longest([contact], "title", "publisher")
        full = self._overflow("cover", what, over)
        if head.title_over >= EXACT and full.area:
            top = head.title_y - head.title_extent.rise
            area = structs.replace(full.area, top=top, bottom=head.title_room + HANG)
            what, leading = str(self.dialogue.nodes["title",]), head.title_leading
            full = structs.replace(full, what=what, area=area, leading=leading)
        overflows.append(full)
        return head, row

    def _inside(self, faces: Sequence[Sequence[int]]) -> list[Row] | None:
        """Lay out both inside faces, equally dense, with second names aligned where possible; None
        if they do not fit. An edition's own contacts are measured last: if national ones do not fit
        they need not be.
        """
        own = self.dialogue.own
        national = [face for face in faces if own.isdisjoint(("contact", one) for one in face)]
        if self._sets(national, TRIALS[-1]) is None:
            return None
        roomy = (trial for trial in TRIALS if self._sets(national, trial) is not None)
        sets = _least(roomy, lambda trial: self._sets(faces, trial))
        return None if sets is None else self._rows(sets)

    def _sets(
        self, faces: Sequence[Sequence[int]], trial: Sequence[Fit]
    ) -> list[tuple[_Set, ...]] | None:
        """Set the contacts of both inside faces in the same fit; None when one does not fit."""
        sets = []
        for face in faces:
            found = self._set(face, trial, self.frame.end_inside)
            if found is None:
                return None
            sets.append(found)
        return sets

    def _back(self, face: Sequence[int]) -> Row | None:
        """Lay out the last contacts, above the imprint; None if they do not fit."""
        contacts = _least(TRIALS, lambda trial: self._set(face, trial, self.frame.end_on_the_back))
        if contacts is None or self.frame.rule_y < TOP:
            return None
        rows = self._stacked(contacts)
        spare = self.frame.end_on_the_back(contacts[-1], apart=True) - rows[-1] if rows else 0.0
        each = min(max(spare, 0.0) / max(len(rows), 1), SPREAD)
        return _placed(contacts, [y + index * each for index, y in enumerate(rows)])

    def _set(
        self, face: Sequence[int], fits: Iterable[Fit], end: Callable[[_Set], float]
    ) -> tuple[_Set, ...] | None:
        """Set the contacts of a face in the first fit that has room; None if none has. ``end``
        returns the lowest baseline allowed for the name of the last contact.
        """
        for fit in fits:
            contacts = tuple(self._contact(contact, fit) for contact in face)
            if not contacts:
                return contacts
            wide = max(one.extent.too_wide for one in contacts)
            if wide < EXACT and self._stacked(contacts)[-1] <= end(contacts[-1]):
                return contacts
        return None

    def _rows(self, faces: Sequence[tuple[_Set, ...]]) -> list[Row]:
        """Place the contacts of the inside faces: the second of two is aligned with the other face,
        three are spread.
        """
        stacked = [self._stacked(face) for face in faces]
        ends = [self.frame.end_inside(face[-1], apart=True) if face else TOP for face in faces]
        twos = [(row[1], end) for row, end in zip(stacked, ends, strict=True) if len(row) == 2]
        highest, wish = [row for row, _ in twos], TOP + CODE_ABOVE + ROW
        level = max([min([wish, *(end for _, end in twos)]), *highest])
        rows = []
        for row, end in zip(stacked, ends, strict=True):
            if len(row) == 2:
                rows.append([row[0], max(row[1], min(level, end))])
                continue
            each = min(max(end - row[-1], 0.0) / max(len(row) - 1, 1), SPREAD) if row else 0.0
            rows.append([y + index * each for index, y in enumerate(row)])
        return [_placed(face, row) for face, row in zip(faces, rows, strict=True)]

    def _stacked(self, contacts: Sequence[_Set]) -> list[float]:
        """Return the baselines of the names when contacts are stacked as closely as possible from
        the top.
        """
        rows = [TOP + contacts[0].extent.rise] if contacts else []
        for above, below in itertools.pairwise(contacts):
            rows.append(rows[-1] + above.step_to(below))
        return rows

    def _longest(self, contacts: Iterable[int], *others: str) -> str:
        """Return the text that takes the most room, for the user to shorten."""
        panel, nodes = measuring(self.dialogue.setting), self.dialogue.nodes
        found = [set_contact(panel, nodes["contact", index], PLAINEST) for index in contacts]
        texts = []
        for name in others:
            words, style = nodes[name,], panel.style(f"card-{name}")
            smallest = scaled(style, PLAINEST.title if name == "title" else 1.0)
            texts.append((words, panel.lines(words, smallest, MEASURE)))
        texts += [(text.words, text.lines) for one in found for text in one.texts]
        return str(max(texts, key=lambda text: sum(line.width for line in text[1]))[0])


def _parts(contacts: Sequence[int], way: Sequence[int]) -> tuple[list[list[int]], list[int]]:
    """Divide contacts over the inside faces, and the back."""
    rest = iter(contacts)
    *inside, last = [list(itertools.islice(rest, number)) for number in way]
    return inside, last


def _least(trials: Iterable[_Trial], found: Callable[[_Trial], _T | None]) -> _T | None:
    """Return the result of the first trial that has room, or None. If the very first has none, try
    the tightest next, so as to stop early when nothing fits.
    """
    for index, trial in enumerate(trials):
        if (first := found(trial)) is not None:
            return first
        if not index and found(TRIALS[-1]) is None:
            return None
    return None


def _placed(contacts: Sequence[_Set], rows: Sequence[float]) -> Row:
    return tuple(zip(contacts, rows, strict=True))
