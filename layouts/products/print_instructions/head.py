"""The head of the print instructions: draft mark, language, edition and expiry date."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from wegwijs.layouts.content.outline import DraftMark, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import draw_draft_mark
from wegwijs.layouts.products.print_instructions.brief import PrintPart, filled
from wegwijs.layouts.products.print_instructions.paper import MEASURE
from wegwijs.layouts.products.print_instructions.part import Part
from wegwijs.layouts.typesetting.theme import Theme


class Head(Struct, frozen=True):
    """The contents of the head that all editions share."""

    draft: DraftMark | None
    languages: Words

    @classmethod
    def of(cls, outline: Outline, _theme: Theme) -> Head:
        """Return the head of an outline."""
        return cls(outline.draft, outline.languages)


def head(part: Part) -> None:
    """Draw the draft mark, the intended reader, the language and the title."""
    said, panel, section, notes = part.brief.subject, part.panel(), part.section, part.notes
    assert isinstance(said, Head)
    if draft := said.draft:
        draw_draft_mark(panel, section, draft, full=False)
        note, explained = panel.style("draft-note"), section.child("P")
        end = MEASURE - 24  # before the word CONCEPT
        panel.one_line(explained, draft.dutch_explained, note, end, 11.4, 80, align="end")
    y = 18.5 if draft else 15.0
    kicker, language = panel.style("kicker"), panel.style("language")
    panel.one_line(section.child("P"), filled(notes.kicker), kicker, 0, y, 80)
    panel.one_line(section.child("P"), said.languages, language, MEASURE, y, 90, align="end")
    panel.rule(y + 2.5)
    title = panel.style("print-title")
    part.y = panel.text(section.child("H1"), filled(notes.title), title, 0, y + 12, MEASURE)


HEAD = PrintPart(head, Head.of)


class Line(Struct, frozen=True):
    """A line below the title: whose pack it is, or until when it may be printed."""

    words: Words

    own: ClassVar[bool] = True


def _edition(outline: Outline, _theme: Theme) -> Line:
    return Line(outline.printing.edition)


def _checked(outline: Outline, _theme: Theme) -> Line:
    return Line(outline.printing.checked)


def _draw_edition(part: Part) -> None:
    _draw(part, 6.8)


def _draw_checked(part: Part) -> None:
    _draw(part, part.panel().style("print-body").leading)


def _draw(part: Part, above: float) -> None:
    line = part.brief.subject
    assert isinstance(line, Line)
    part.paragraph(line.words, above=above)


# A separate node: many editions share the date of the last check.
EDITION = PrintPart(_draw_edition, _edition, goes_on=True)
CHECKED = PrintPart(_draw_checked, _checked, goes_on=True)
