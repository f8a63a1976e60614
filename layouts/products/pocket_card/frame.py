"""What the faces of the pocket card hold besides contacts, and the room left for those.

Millimetres, origin top left of a face.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import DraftMark
from wegwijs.layouts.pdf.blocks import Dialogue, Setting, rounded
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.products.pocket_card.extent import (
    ContactExtent,
    TextExtent,
    is_short,
    measuring,
    text_extent,
)
from wegwijs.layouts.products.pocket_card.fit import Fit
from wegwijs.layouts.products.pocket_card.paper import HEIGHT, MARGIN
from wegwijs.layouts.products.pocket_card.setting import MEASURE, SIGN_CLEAR, WHITE
from wegwijs.layouts.typesetting.lines import Line, Measure

TOP, BOTTOM = MARGIN, HEIGHT - MARGIN  # top of capitals, and the last baseline
HANG = 1.0  # how far descenders of the last line may reach into the margin
MARK_WHITE = 2.0  # space around the draft mark
MARK_ABOVE, MARK_APART = 0.5, 1.5  # and to a line above it: the least, and where there is room
MARK_LEVEL = 1.6  # a line of text beside the mark that is nearer to its baseline than this
TITLE_ABOVE, TITLE_BELOW = 1.2, 1.6  # space above the letters of the title, and to the arm of 112
TITLE_LINES = 2  # at most
ALERT_BELOW = 2.0  # space below that arm
RULE = 1.0  # space above and below the rule of the imprint
HATCH, GAP = 4.0, 2.0  # width of the hatch of the draft mark, and space between its words


class Mark(Struct, frozen=True):
    """The draft mark as one line: a hatch, the word in the reader's language, the Dutch word."""

    own: Line
    dutch: Line

    def width(self, *, hatch: bool = True) -> float:
        """Return its total width (mm)."""
        return (HATCH + 1.5) * hatch + self.own.width + GAP + self.dutch.width

    @property
    def rise(self) -> float:
        """How far its ink reaches above the baseline (mm)."""
        return max(self.own.reach[0], self.dutch.reach[0])

    @property
    def drop(self) -> float:
        """How far its ink reaches below the baseline (mm)."""
        return max(self.own.reach[1], self.dutch.reach[1])


def mark_of(setting: Setting, draft: DraftMark | None) -> Mark | None:
    """Return the draft mark, set; None without a draft."""
    return mark_on(measuring(setting), draft) if draft else None


def mark_on(panel: Panel, draft: DraftMark) -> Mark:
    """Return the draft mark, set for a panel."""
    (own,) = panel.lines(draft.mark.spaced(), panel.style("card-draft"))
    (dutch_mark,) = panel.lines(draft.dutch_mark, panel.style("card-draft-dutch"))
    return Mark(own, dutch_mark)


class Spot(Struct, frozen=True):
    """The place of the draft mark on a face: its right end and its baseline (mm), and whether there
    is room for the hatch.
    """

    end: float
    y: float
    hatch: bool = True

    def left(self, mark: Mark) -> float:
        """Return how far a line beside the mark may extend (mm)."""
        return rounded(self.end - mark.width(hatch=self.hatch) - MARK_WHITE)


class Head(Struct, frozen=True):
    """What is above the first contact: publisher, title, 112.

    The y of texts are their first baselines; ``title`` is the factor of the title's type size,
    ``title_extent`` its extent, ``measure`` the line width(s) of the publisher.
    """

    mark: Spot
    publisher_y: float
    measure: Measure
    title: float
    title_y: float
    title_extent: TextExtent
    alert_y: float
    alert_height: float

    def rounded(self) -> Head:
        """Return the head with rounded lengths, so that almost equal heads are equal."""
        return structs.replace(
            self,
            mark=structs.replace(self.mark, y=rounded(self.mark.y)),
            publisher_y=rounded(self.publisher_y),
            title_y=rounded(self.title_y),
            alert_y=rounded(self.alert_y),
        )

    @property
    def title_leading(self) -> float:
        """The distance between its lines."""
        text = self.title_extent
        return text.last / max(1, text.lines - 1)

    @property
    def title_room(self) -> float:
        """The lowest baseline for the title."""
        lines = min(self.title_extent.lines, TITLE_LINES)
        return self.title_y + (lines - 1) * self.title_leading

    @property
    def title_over(self) -> float:
        """By how many mm the title is too wide, or reaches below its last line."""
        text = self.title_extent
        return max(text.too_wide, self.title_y + text.last - self.title_room)

    @property
    def bottom(self) -> float:
        """The y at which the first contact may begin."""
        return self.alert_y + self.alert_height + ALERT_BELOW


class FaceFrame:
    """The head of the cover, the imprint on the back, and the draft mark on every face."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.mark: Mark | None = dialogue.ask(mark_of, ("draft",))
        imprint = self._text("imprint", "card-colophon")
        self.imprint_y = BOTTOM - max(0.0, imprint.drop - HANG) - imprint.last
        self.rule_y = self.imprint_y - imprint.rise - RULE

    def _text(
        self,
        name: str,
        style: str,
        measure: Measure = MEASURE,
        factor: float = 1.0,
        balanced: bool = False,
    ) -> TextExtent:
        return self.dialogue.ask(text_extent, (name,), style, factor, measure, balanced)

    @property
    def foot(self) -> Spot:
        """The spot of the draft mark at the end of the last line of a face."""
        return Spot(MEASURE, BOTTOM + min(0.0, HANG - self.mark.drop) if self.mark else BOTTOM)

    def on_the_back(self, beside: float) -> tuple[Spot, ...]:
        """Return the spots for the draft mark on the back, best first: beside the last line of the
        imprint; otherwise above its rule, at the right edge, or ending at ``beside``.
        """
        mark = self.mark
        if mark is None or self.dialogue.ask(
            is_short, ("imprint",), "card-colophon", self.foot.left(mark)
        ):
            return (self.foot,)
        y = self.rule_y - RULE - mark.drop
        return Spot(MEASURE, y), Spot(beside, y), Spot(beside, y, hatch=False)

    def _publishers(self) -> Iterator[tuple[Spot, Measure, TextExtent]]:
        """Yield the publisher set beside the draft mark, with and without a hatch."""
        for hatch in (True, False):
            spot = Spot(MEASURE, 0.0, hatch)
            measure = (spot.left(self.mark), MEASURE) if self.mark else MEASURE
            # Balanced lines avoid a lone last word.
            yield spot, measure, self._text("publisher", "card-publisher", measure, balanced=True)

    def head(self, fit: Fit) -> Head:
        """Return the head of the cover: the publisher beside the draft mark, below that the title
        and 112.
        """
        mark = self.mark
        ways = self._publishers()
        found = [next(ways)]
        if found[0][2].lines > 1:
            found += ways
        spot, measure, publisher = min(found, key=lambda one: one[2].lines)
        y = TOP + max(publisher.rise, mark.rise if mark else 0.0)
        bottom = max(y + publisher.last + publisher.drop, y + mark.drop if mark else 0.0)
        title = self._text("title", "card-title", factor=fit.title)
        above = TITLE_ABOVE if publisher.lines == 1 else fit.above_title
        title_y = bottom + above + title.rise
        alert_y = title_y + title.last + title.drop + TITLE_BELOW
        return Head(
            structs.replace(spot, y=y),
            y,
            measure,
            fit.title,
            title_y,
            title,
            alert_y,
            fit.alert,
        )

    # --- the lowest baseline allowed for the name of a face's last contact ------------------------

    def end_on_the_cover(self, contact: ContactExtent) -> float:
        """Return the lowest baseline at which the whole contact fits on the face."""
        room = contact.extent
        return BOTTOM - max(room.code_bottom, room.last, room.bottom - HANG)

    def end_inside(self, contact: ContactExtent, *, apart: bool = False) -> float:
        """Return the lowest baseline at which the contact also clears the draft mark."""
        return min(self.end_on_the_cover(contact), self.clear(contact, self.foot, apart=apart))

    def end_on_the_back(self, contact: ContactExtent, *, apart: bool = False) -> float:
        """Return the lowest baseline that clears the imprint, and the draft mark at one of its
        spots.
        """
        room = contact.extent
        end = self.rule_y - max(room.bottom + RULE, room.code_bottom + WHITE)
        spots = self.on_the_back(room.beside)
        return min(end, max(self.clear(contact, spot, apart=apart) for spot in spots))

    def level(self, contact: ContactExtent, y: float, spot: Spot) -> Spot:
        """Return the spot on the last baseline of a contact whose name is at ``y``, where that
        stands just above it, beside the mark; otherwise the spot itself.
        """
        line = structs.replace(spot, y=rounded(y + contact.extent.last))
        near = 0.0 < spot.y - line.y < MARK_LEVEL
        return line if near and self.clear(contact, line) >= y else spot

    def clear(self, contact: ContactExtent, spot: Spot, *, apart: bool = False) -> float:
        """Return the lowest baseline at which the contact clears a draft mark at ``spot``;
        ``apart``: by so much that the mark is not taken for the next line of the text above it.
        """
        mark, room = self.mark, contact.extent
        if mark is None:
            return HEIGHT
        top = spot.y - mark.rise
        ends = [top - SIGN_CLEAR - room.sign_bottom]
        if (ink := contact.past(spot.left(mark))) is not None:
            is_last = ink > room.last - MARK_ABOVE  # otherwise the last line is beside the mark
            ends.append(top - (MARK_APART if apart and is_last else MARK_ABOVE) - ink)
        if room.code_side and spot.end > MEASURE - room.code_side - MARK_WHITE:
            ends.append(top - MARK_WHITE - room.code_bottom)
        return min(ends)
