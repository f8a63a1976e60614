"""The Word handout for a workshop: who to call in one table, then the organisations one by one.

A trainer changes it in Word: it has real styles, real tables, and titled fields to fill in. The
look is spec 14; lengths are millimetres.
"""

from __future__ import annotations

import re
from dataclasses import replace

from layouts.content.outline import Outline
from layouts.content.words import Words, day_pattern, dutch
from layouts.products.handout.tables import details, local, overview
from layouts.products.handout.writer import Writer
from layouts.typesetting.theme import Theme
from layouts.word.fields import Field
from layouts.word.fit import clinging, width
from layouts.word.parts import Cell, Paragraph, Sheet
from layouts.word.styles import MEASURE, TITLE_SIZES
from layouts.word.template import Look, Properties
from sources.kinds import KINDS

NOTE_LINES, NOTE_HEIGHT = 8, 9.0
DATE_ROOM, TRAINER_ROOM = 40.0, 66.0


def render_handout(outline: Outline, theme: Theme | None = None) -> bytes:
    """The handout as a .docx file. The accent lies behind what can be called."""
    accent = theme.accent if theme else Theme().accent
    return _Handout(outline, "".join(f"{round(part * 255):02X}" for part in accent)).render()


def _title_size(title: Words, fonts: tuple[str, ...]) -> float:
    """The largest size in which a title stays on one line, or else the smallest."""
    fitting = (size for size in TITLE_SIZES if width(title, size, fonts) <= MEASURE)
    return next(fitting, TITLE_SIZES[-1])


class _Handout:
    def __init__(self, outline: Outline, accent: str) -> None:
        self.outline = outline
        self.locale = outline.locales[outline.language]
        look = Look(
            locale=self.locale,
            rtl=outline.direction == "rtl",
            header=34.0 if outline.concept else 28.0,
            accent=accent,
            script_font=outline.fonts[0],
            title=_title_size(outline.title, outline.fonts),
        )
        title, author, day = str(outline.title), outline.publisher, outline.date
        self.sheet = Sheet(Properties(title=title, author=author, date=day, look=look))
        self.writer = Writer(outline, self.sheet, accent)
        self.write, self.label = self.writer.write, self.writer.label

    def render(self) -> bytes:
        self.running_lines()
        self.opening()
        overview(self.writer)
        local(self.writer)
        details(self.writer)
        self.calling()
        self.notes()
        self.colophon()
        return self.sheet.save()

    def running_lines(self) -> None:
        """Header and footer."""
        header = self.sheet.header.paragraph("Header")
        self.write(header, self.outline.kicker, strong=True).text("\t")
        kind = KINDS[self.outline.kind].header
        self.write(header, self.label(kind))
        if concept := self.outline.concept:
            mark = self.sheet.header.paragraph("Concept")
            self.write(mark, concept.mark, strong=True).text(" \N{EN DASH} ")
            self.write(mark, concept.explained)
            mark = self.sheet.header.paragraph("Concept")
            self.write(mark, concept.dutch_mark, strong=True).text(
                " \N{EN DASH} ", locale="nl-NL", ltr=True
            )
            self.write(mark, concept.dutch_explained)
        version, checked, *sources = self.outline.imprint
        footer = self.sheet.footer.paragraph("Footer")
        self.write(footer, version + checked).text("\t")
        for piece in re.split(r"(\{page\}|\{pages\})", str(clinging(self.label("page")))):
            if piece == "{page}":
                footer.field("PAGE")
            elif piece == "{pages}":
                footer.field("NUMPAGES")
            elif piece:
                footer.text(piece)
        for source in sources:
            self.write(self.sheet.footer.paragraph("FooterMore"), source)

    def opening(self) -> None:
        """Who hands it out, title, the emergency number, and who gave the workshop when."""
        body, alert = self.sheet.body, self.outline.alert
        if KINDS[self.outline.kind].names_publisher:
            self.write(body.paragraph("Publisher"), Words((dutch(self.outline.publisher),)))
        self.write(body.paragraph("Title"), self.outline.title)
        self.write(body.paragraph("Intro"), self.label("handout_lead"))
        emergency = self.write(body.paragraph("Alert"), alert.label)
        emergency.text(" ", style="AlertNumber")
        emergency.text(alert.number.display, style="AlertNumber", ltr=True)
        self.workshop()

    def workshop(self) -> None:
        """When, where, by whom and for whom."""
        known = self.outline.workshop
        fields = self.fields(known.date and (known.place or known.trainer))
        day = (day_pattern(self.locale).replace("y", "yyyy"), self.locale)
        self.known(fields, "handout_date", known.date, Field("", "date", DATE_ROOM, day=day))
        if known.place:
            self.known(fields.text("\t"), "handout_place", known.place)
            fields = self.fields(known.trainer)  # three are too much for a line
        else:
            fields.text("\t")
        trainer = Field("", "trainer", TRAINER_ROOM)
        self.known(fields, "handout_trainer", known.trainer, trainer)
        if self.outline.audience:
            fields = self.fields(True)
            self.write(fields, self.label("handout_audience").spaced(), strong=True)
            self.write(fields, self.outline.audience)

    def fields(self, filled: str | bool | None) -> Paragraph:
        """A line of fields: one to write on, unless all of it is filled in."""
        return self.sheet.body.paragraph("Fields" if filled else "FieldsBlank")

    def known(
        self, fields: Paragraph, label: str, value: str | None, field: Field | None = None
    ) -> None:
        """What is known of the workshop, or else a field for it."""
        words = self.label(label)
        self.write(fields, words.spaced(), strong=True)
        if value:
            fields.text(value, locale="nl-NL", ltr=True)
        elif field:
            fields.control(replace(field, called=str(words)))

    def calling(self) -> None:
        """What to do when calling, and what to do when you cannot."""
        self.write(self.sheet.body.paragraph("Heading1"), self.outline.calling_heading)
        for advice in self.outline.calling:
            self.write(self.sheet.body.paragraph("ListBullet"), advice)
        self.write(self.sheet.body.paragraph("Closing"), self.outline.alert.deaf)

    def notes(self) -> None:
        """Lines to write on, under a head that belongs to the table; on the page of the colophon,
        so that neither stands alone.
        """
        heading = self.label("notes")
        table = self.sheet.body.table("Lines", (MEASURE,), str(heading))
        (head,) = table.row(Cell(), head=True)
        self.write(head.paragraph("Heading1"), heading)
        for _ in range(NOTE_LINES):
            (cell,) = table.row(Cell(), height=NOTE_HEIGHT, keep_next=True)
            cell.paragraph()

    def colophon(self) -> None:
        """Who made this, when, and from what."""
        publisher, *rest = self.outline.colophon
        imprint = len(self.outline.imprint)
        about = [self.outline.about] if self.outline.about else []
        paragraphs = [Words.join([publisher, *rest[:imprint]]), Words.join(rest[imprint:]), *about]
        for words in paragraphs:
            last = words is paragraphs[-1]
            self.write(self.sheet.body.paragraph("Colophon", keep_next=not last), words)
