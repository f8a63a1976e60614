"""What stands on the faces of the pocket card besides contacts, and the room that it leaves them.

Millimetres, origin top left of a face.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from layouts.content.outline import Outline
from layouts.content.words import Words, dutch
from layouts.pdf.content import Blank
from layouts.pdf.fonts import FontUses
from layouts.pdf.panel import Panel
from layouts.products.pocket_card.fit import Fit
from layouts.products.pocket_card.paper import FACE, HEIGHT, MARGIN
from layouts.products.pocket_card.setting import (
    MEASURE,
    SIGN_CLEAR,
    WHITE,
    SetContact,
    SetText,
    scaled,
    set_text,
)
from layouts.typesetting.lines import Line, Measure
from layouts.typesetting.theme import Theme

TOP, BOTTOM = MARGIN, HEIGHT - MARGIN  # of capitals, and the last baseline
HANG = 1.0  # what hangs below the last baseline may take this much of the margin
MARK_WHITE, MARK_ABOVE = 2.0, 0.5  # free around the mark of a concept, and to a line above it
TITLE_ABOVE, TITLE_BELOW = 1.2, 1.6  # free above the letters of the title, and to the arm of 112
ALERT_BELOW = 2.0  # free below that arm
RULE = 1.0  # free above and below the rule of the imprint


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
class Head:
    """What stands above the first contact: who hands the card out, the title, 112."""

    mark: Spot
    publisher: SetText
    title: SetText
    alert_y: float
    alert_height: float

    @property
    def bottom(self) -> float:
        """Above the first contact."""
        return self.alert_y + self.alert_height + ALERT_BELOW


class Frame:
    """The head of the cover, the imprint on the back, the mark of a concept on all faces.

    ``panel`` only measures.
    """

    def __init__(self, outline: Outline, theme: Theme) -> None:
        self.outline = outline
        page = Blank(0, FACE, HEIGHT, FontUses())
        self.panel = Panel("", page, 0, MEASURE, theme, outline)
        imprint = self._text(Words.join(outline.imprint), "card-colophon")
        self.imprint = replace(imprint, y=BOTTOM - max(0.0, imprint.drop - HANG) - imprint.last)
        self.rule_y = self.imprint.y - imprint.lines[0].reach[0] - RULE
        self.mark = self._mark()

    def _text(
        self, words: Words, style: str, measure: Measure = MEASURE, factor: float = 1.0
    ) -> SetText:
        return set_text(self.panel, words, scaled(self.panel.style(style), factor), measure)

    def _mark(self) -> Mark | None:
        concept, panel = self.outline.concept, self.panel
        if concept is None:
            return None
        (own,) = panel.lines(concept.mark.spaced(), panel.style("card-concept"))
        (dutch_mark,) = panel.lines(concept.dutch_mark, panel.style("card-concept-dutch"))
        return Mark(own, dutch_mark)

    @property
    def foot(self) -> Spot:
        """At the end of the last line of a face."""
        return Spot(MEASURE, BOTTOM + min(0.0, HANG - self.mark.drop) if self.mark else BOTTOM)

    def on_the_back(self, beside: float) -> tuple[Spot, ...]:
        """Beside the last line of the imprint; or above its rule, below a code or ``beside`` it."""
        mark = self.mark
        if mark is None or self.imprint.lines[-1].width <= self.foot.left(mark):
            return (self.foot,)
        y = self.rule_y - RULE - mark.drop
        return Spot(MEASURE, y), Spot(beside, y), Spot(beside, y, hatch=False)

    def head(self, fit: Fit) -> Head:
        """In a line above the title who hands the card out, at its end the mark of a concept."""
        mark = self.mark
        words = _whole_words(self.outline.publisher)
        style = replace(self.panel.style("card-publisher"), balanced=True)  # no lone last word
        found = []
        for spot in (Spot(MEASURE, 0.0), Spot(MEASURE, 0.0, hatch=False)):
            measure = (spot.left(mark), MEASURE) if mark else MEASURE
            found.append((spot, set_text(self.panel, words, style, measure)))
        spot, publisher = min(found, key=lambda one: len(one[1].lines))
        y = TOP + max(publisher.lines[0].reach[0], mark.rise if mark else 0.0)
        bottom = max(y + publisher.last + publisher.drop, y + mark.drop if mark else 0.0)
        title = self._text(self.outline.title, "card-title", factor=fit.title)
        above = TITLE_ABOVE if len(publisher.lines) == 1 else fit.above_title
        title_y = bottom + above + title.lines[0].reach[0]
        alert_y = title_y + title.last + title.drop + TITLE_BELOW
        publisher, title = replace(publisher, y=y), replace(title, y=title_y)
        return Head(replace(spot, y=y), publisher, title, alert_y, fit.alert)

    # --- how low the name of the last contact of a face may stand ---------------------------

    def end_on_the_cover(self, contact: SetContact) -> float:
        """For all of it to be on the face."""
        return BOTTOM - max(contact.code_bottom, contact.last, contact.bottom - HANG)

    def end_inside(self, contact: SetContact) -> float:
        """Clear of the mark of a concept as well."""
        return min(self.end_on_the_cover(contact), self.clear(contact, self.foot))

    def end_on_the_back(self, contact: SetContact) -> float:
        """Above the imprint; clear of the mark in one of its places."""
        end = self.rule_y - max(contact.bottom + RULE, contact.code_bottom + WHITE)
        return min(end, max(self.clear(contact, spot) for spot in self.on_the_back(contact.beside)))

    def clear(self, contact: SetContact, spot: Spot) -> float:
        """For the mark of a concept, above it or beside it, to be clear of it."""
        mark = self.mark
        if mark is None:
            return HEIGHT
        top, left = spot.y - mark.rise, spot.left(mark)
        ends = [top - SIGN_CLEAR - contact.sign_bottom]
        ends += [top - MARK_ABOVE - ink for ink, end in contact.ink() if end > left]
        if contact.code_side and spot.end > MEASURE - contact.code_side - MARK_WHITE:
            ends.append(top - MARK_WHITE - contact.code_bottom)
        return min(ends)


def _whole_words(name: str) -> Words:
    """A name that is broken between its words only: what goes on after a hyphen at the end of a
    line would be copied as one with the mark beside it. Quotes are set first: they open and close
    over several words.
    """
    whole = dutch(name)
    return Words(
        tuple(
            replace(whole, text=part, unbroken=True) for part in re.split("( )", whole.text) if part
        )
    )
